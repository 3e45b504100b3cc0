//! The public syntax documents, example by example: how each is taken, or why not.
//!
//! A change of any line here is a change of what readers may write, so it fails until it is
//! recorded. Examples of blocking stand for all of their kind.

use faircopy::rules::check;
use faircopy::rules::syntax::Body;

/// How a line is understood, in a word.
fn outcome(line: &str) -> String {
    let Some((_, rule)) = check(line).next() else { return "comment".into() };
    match rule {
        Err(refusal) => format!("{refusal:?}").split(['(', ' ']).next().unwrap_or_default().into(),
        Ok(rule) => {
            let what = match &rule.body {
                Body::Silence(silence) => format!("Silence {silence:?}"),
                Body::Elements { action, selector, .. } => format!("{action:?} {:?}", selector.needs()),
            };
            if rule.exception { format!("not {what}") } else { what }
        }
    }
}

fn agrees(ledger: &[(&str, &str)]) {
    let wrong: Vec<_> = ledger
        .iter()
        .map(|&(line, expected)| (line, expected, outcome(line)))
        .filter(|(_, expected, found)| expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// <https://adguard.com/kb/general/ad-filtering/create-own-filters/>
#[test]
fn adguard() {
    agrees(&[
        ("! Comment", "comment"),
        ("||example.com/videos/$mp4", "Network"),
        ("example.com##div.textad", "Hide Nothing"),
        ("example.com,example.org###adblock", "Hide Nothing"),
        ("~example.com##.textad", "Hide Nothing"),
        ("example.com#@#.textad", "not Hide Nothing"),
        ("#@#.textad", "not Hide Nothing"),
        ("*#@#.textad", "not Hide Nothing"),
        ("example.com#$#body { background-color: #333!important; }", "Style Nothing"),
        ("#$#.textad { visibility: hidden; }", "Style Nothing"),
        ("example.com#@$#.textad { visibility: hidden; }", "not Style Nothing"),
        ("example.org#?#div:has(> a[target=\"_blank\"][rel=\"nofollow\"])", "Hide Subtree"),
        ("example.com#$?#h3:contains(cookies) { display: none!important; }", "Style Subtree"),
        ("example.net#?#.banner:matches-css(width: 360px)", "NeedsBrowser"),
        ("example.net#@?#.banner:matches-css(width: 360px)", "NeedsBrowser"),
        ("#?#div", "Hide Nothing"),
        ("#?#div:has(.banner)", "Hide Subtree"),
        ("#?#div[-ext-has=\".banner\"]", "Hide Subtree"),
        ("#?#div:contains(banner)", "Hide Subtree"),
        ("#?#div:contains(/this .* banner/)", "Hide Subtree"),
        ("#?#div:contains(/this .* banner/gi)", "Hide Subtree"),
        ("#?#div[-ext-contains=\"banner\"]", "Hide Subtree"),
        ("#?#div[-ext-contains=\"/this .* banner/\"]", "Hide Subtree"),
        ("#?#div.banner:matches-css-before(content: /block me/)", "NeedsBrowser"),
        ("#?#div.banner[-ext-matches-css-before=\"content: block me\"]", "NeedsBrowser"),
        ("#?#div:matches-attr(\"/-link/\")", "Hide Nothing"),
        ("#?#div:has(> div:matches-attr(\"/data-/\"=\"adbanner\"))", "Hide Subtree"),
        ("#?#div:matches-attr(\"/-unit/\"=\"/click/\"):has(> span:contains(ads))", "Hide Subtree"),
        ("#?#*[class]:matches-attr(\"/.{5,}delay$/\"=\"/^[0-9]*$/\"):upward(2)", "Hide Document"),
        ("#?#div:matches-property(\"check.track\")", "NeedsBrowser"),
        ("#?#div:xpath(//*[@class=\"test-xpath-class\"])", "NeedsBrowser"),
        ("#?#div.test:nth-ancestor(4)", "Hide Document"),
        ("#?#div:has-text(/test/):nth-ancestor(2)", "Hide Document"),
        ("#?#div.child:upward(div[id])", "Hide Document"),
        // As printed there: the attribute is not closed.
        ("#?#div:contains(test):upward(div[class^=\"parent-wrapper-\")", "BadSelector"),
        ("#?#div.test:upward(4)", "Hide Document"),
        ("#?#div.inner:remove()", "Remove Nothing"),
        ("#?#div:has(> div[ad-attr]):remove()", "Remove Subtree"),
        ("#?#div:xpath(../..):remove()", "NeedsBrowser"),
        ("#$?#div:contains(target text) { remove: true; }", "Remove Subtree"),
        ("#$?#div[class]:has(> a:not([id])) { remove: true; }", "Remove Subtree"),
        ("example.org$$script[data-src=\"banner\"]", "Html Nothing"),
        ("$$script[tag-content=\"banner\"]", "Html Subtree"),
        // A doubled quote is AdGuard's own escape.
        ("$$script[tag-content=\"alert(\"\"this is ad\"\")\"]", "BadSelector"),
        ("$$script[wildcard=\"*banner*text*\"]", "UnknownModifier"),
        ("$$div[tag-content=\"banner\"][max-length=\"400\"]", "Html Subtree"),
        ("$$div[tag-content=\"banner\"][min-length=\"400\"]", "Html Subtree"),
        ("example.com$@$script[tag-content=\"banner\"]", "not Html Subtree"),
        ("$@$script[tag-content=\"banner\"]", "not Html Subtree"),
        ("example.org#%#window.__gaq = undefined;", "Script"),
        ("example.com#@%#window.__gaq = undefined;", "Script"),
        ("example.com#%#//scriptlet(\"abort-on-property-read\", \"alert\")", "Scriptlet"),
        ("[$app=org.example.app]example.com##.textad", "UnknownModifier"),
        ("[$domain=example.com]##.textad", "Hide Nothing"),
        ("[$domain=example.com|example.org]###adblock", "Hide Nothing"),
        ("[$domain=~example.com]##.textad", "Hide Nothing"),
        ("[$path=page.html]##.textad", "Hide Nothing"),
        ("[$path=|/page.html]##.textad", "Hide Nothing"),
        ("[$path=/page*.html]example.com##.textad", "Hide Nothing"),
        ("[$domain=example.com,path=/page.html]##.textad", "Hide Nothing"),
        ("[$path=/\\\\/(sub1|sub2)\\\\/page\\\\.html/]##.textad", "Hide Nothing"),
        ("@@||example.com^$elemhide", "not Silence All"),
        ("@@||example.com^$generichide", "not Silence Generic"),
        ("@@||example.com^$specifichide", "not Silence Specific"),
        ("@@||example.com^$document", "Network"),
    ]);
}

/// <https://github.com/gorhill/uBlock/wiki/Static-filter-syntax> and `…/Procedural-cosmetic-filters`
#[test]
fn ublock_origin() {
    agrees(&[
        ("[uBlock Origin]", "comment"),
        ("!#if env_firefox", "comment"),
        ("google.*###tads", "Hide Nothing"),
        ("*##.promoted", "Hide Nothing"),
        ("/^example\\d+\\.com$/##.promoted", "RegexDomain"),
        ("example.com##body > div:has-text(Sponsored)", "Hide Subtree"),
        ("example.com##.j-mini-player[class]:matches-attr(class=\"/[\\w]{7}/\")", "Hide Nothing"),
        ("example.com##.item:has(.badge):upward(.row)", "Hide Document"),
        ("example.com##p:min-text-length(300)", "Hide Subtree"),
        ("example.com##p:matches-path(/^\\/news\\//)", "Hide Nothing"),
        ("example.com##.box:matches-media((min-width: 600px))", "NeedsBrowser"),
        ("example.com##.box:others()", "NeedsBrowser"),
        ("example.com##.box:watch-attr(class)", "NeedsBrowser"),
        ("example.com##:xpath(//div[@id])", "NeedsBrowser"),
        ("example.com##.box:if(.ad)", "Hide Subtree"),
        ("example.com##.box:if-not(.ad)", "Hide Subtree"),
        ("example.com##body:style(overflow: auto !important;)", "Style Nothing"),
        ("example.com##.box:remove()", "Remove Nothing"),
        ("example.com##.box:remove-attr(style)", "UnknownPseudoClass"),
        ("example.com##.box:remove-class(locked)", "UnknownPseudoClass"),
        ("example.com##^script:has-text(adblock)", "Html Subtree"),
        ("example.com##^.badstuff", "Html Nothing"),
        ("example.com##^responseheader(refresh)", "ResponseHeader"),
        ("example.com##+js(nobab)", "Scriptlet"),
        ("example.com#@#+js(nobab)", "Scriptlet"),
        ("@@||example.com^$ehide", "not Silence All"),
        ("@@||example.com^$ghide", "not Silence Generic"),
        ("@@||example.com^$shide", "not Silence Specific"),
        ("||example.com^$removeparam=utm", "Network"),
        ("127.0.0.1 ads.example.com", "Network"),
    ]);
}

/// <https://help.adblockplus.org/hc/en-us/articles/360062733293>
#[test]
fn adblock_plus() {
    agrees(&[
        ("[Adblock Plus 2.0]", "comment"),
        ("##.textad", "Hide Nothing"),
        ("##div#sponsorad", "Hide Nothing"),
        ("##*#sponsorad", "Hide Nothing"),
        ("domain1.example,domain2.example,domain3.example##*.sponsor", "Hide Nothing"),
        ("domain.example,~foo.domain.example##*.sponsor", "Hide Nothing"),
        ("##table[width=\"80%\"]", "Hide Nothing"),
        ("##div[title*=\"adv\"]", "Hide Nothing"),
        ("##div[title^=\"adv\"][title$=\"ert\"]", "Hide Nothing"),
        ("##table[width=\"80%\"][bgcolor=\"white\"]", "Hide Nothing"),
        ("##div.adheader + *", "Hide Siblings"),
        ("##div > a > img", "Hide Nothing"),
        ("domain.example#@#textad", "not Hide Nothing"),
        ("example.com#?#div:-abp-has(> div > img.advert)", "Hide Subtree"),
        ("example.com#?#div:-abp-contains(advert)", "Hide Subtree"),
        ("example.com#?#div:-abp-properties(width: 300px)", "NeedsBrowser"),
        ("example.com#$#log hello", "Scriptlet"),
        ("@@||example.com^$elemhide", "not Silence All"),
        ("||example.com/banner.gif", "Network"),
    ]);
}
