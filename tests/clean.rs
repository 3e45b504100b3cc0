//! What goes and what stays: one promise each, with its twin.

mod common;

use common::{PAGES, clean, cleaning, pass};
use faircopy::clean::{Cleaning, Kind};
use faircopy::stream::Options;

const P: &str = "<p>A paragraph of running text that is long enough to be read as such, with a clause or two and a full stop.</p>";

/// The body, cleaned, without its paragraphs.
fn left(html: &str) -> String {
    let page = format!(
        "<!doctype html><html lang=en><head><title>Story</title></head><body><article><h1>Story</h1>{P}{html}{P}</article></body></html>"
    );
    let out = clean(&page);
    let start = out.find(P).expect("the first paragraph stays") + P.len();
    let end = out.rfind(P).expect("the last paragraph stays");
    assert!(end >= start, "both paragraphs stay: {out}");
    out[start..end].to_owned()
}

#[track_caller]
fn goes(html: &str) {
    assert_eq!(left(html), "", "{html}");
}

#[track_caller]
fn stays(html: &str) {
    assert_eq!(left(html), html);
}

#[test]
fn the_founding_example() {
    let expected: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/founding/expected.json")).expect("JSON");
    let texts = |key: &str| -> Vec<String> {
        expected[key].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
    };
    for page in &PAGES[..2] {
        let out = clean(page);
        for text in texts("must_be_gone") {
            assert!(!out.contains(&text), "{text} is left");
        }
        for text in texts("must_stay_on_page") {
            assert!(out.contains(&text), "{text} is gone");
        }
        for line in page.lines().filter(|line| line.trim_start().starts_with("<p>") && line.len() > 150) {
            assert!(out.contains(line), "a paragraph was touched: {line}");
        }
        assert!(out.contains("<html lang=\"en\" class=\"\">"), "scrolling is free");
    }
}

#[test]
fn slots_of_ad_systems_go() {
    goes("<div id=\"div-gpt-ad-1\"><script>googletag.display('div-gpt-ad-1')</script></div>");
    goes("<ins class=\"adsbygoogle\" data-ad-client=\"ca-pub-1\"></ins>");
    goes("<amp-ad width=300 height=250 type=doubleclick></amp-ad>");
    goes("<div id=\"taboola-below\"></div>");
    goes("<div class=\"OUTBRAIN\" data-widget-id=\"AR_1\"></div>");
    goes(
        "<div class=\"x1\"><script src=\"https://securepubads.g.doubleclick.net/tag/js/gpt.js\"></script></div>",
    );
    goes("<div id=\"pos3\"><script>queue.push('pos3')</script></div>");
}

#[test]
fn the_whole_box_goes_with_its_label() {
    goes("<div class=\"wrap\"><span>Advertisement</span><div class=\"ad\"></div></div>");
    goes(
        "<div><div><div class=\"row\"><div class=\"ad-slot\" style=\"min-height:250px\"></div></div></div></div>",
    );
    goes("<section><h2>Sponsored</h2><a href=\"https://brand.example/x\">A thing to buy</a></section>");
    goes("<div class=\"block-label\">--</div><div class=\"ad\"></div>");
}

#[test]
fn never_a_parent_with_anything_else_in_it() {
    assert_eq!(
        left("<div><div class=\"ad\"></div><a href=\"/own\">Our own story of today</a></div>"),
        "<div><a href=\"/own\">Our own story of today</a></div>"
    );
    assert_eq!(
        left("<ul><li class=\"ad\"></li><li><a href=/a>One</a></li></ul>"),
        "<ul><li><a href=/a>One</a></li></ul>"
    );
}

#[test]
fn labels_go_in_many_languages_and_words_of_the_text_stay() {
    for (lang, label) in [
        ("en", "ADVERTISEMENT"),
        ("de", "Anzeige"),
        ("fr", "Publicité"),
        ("es", "Publicidad"),
        ("it", "Pubblicità"),
        ("pt", "Publicidade"),
        ("nl", "Advertentie"),
        ("sv", "Annons"),
        ("da", "Annonce"),
        ("fi", "Mainos"),
        ("pl", "Reklama"),
        ("ru", "Реклама"),
        ("ja", "広告"),
        ("ko", "광고"),
        ("zh", "广告"),
    ] {
        let page =
            format!("<html lang={lang}><body><h1>x</h1>{P}<div><span>{label}</span></div>{P}</body></html>");
        assert_eq!(clean(&page), page.replace(&format!("<div><span>{label}</span></div>"), ""), "{label}");
    }
    stays("<p>The word advertisement within a sentence says nothing about the sentence.</p>");
    stays("<ul><li><a href=\"/advertise\">Advertising</a></li><li><a href=\"/jobs\">Jobs</a></li></ul>");
}

#[test]
fn names_alone_take_nothing_that_has_substance() {
    stays(&format!("<div class=\"ad-wrapper paywall gate\">{P}{P}{P}{P}{P}</div>"));
    stays("<div class=\"header thread adventure\"></div>");
    stays(
        "<div class=\"ad-free\"><a href=\"/a\">One of our stories</a><a href=\"/b\">Another of our stories</a></div>",
    );
    stays("<div id=\"comments\"></div>");
    stays("<div class=\"chart\" data-src=\"votes\"></div>");
    stays("<div class=\"video-player\" id=\"player1\"></div>");
}

#[test]
fn inline_gates_go_and_links_to_subscriptions_stay() {
    goes(
        "<section class=\"gate\"><h2>Register to continue reading</h2><p>Already a subscriber? <a href=\"/login\">Log in</a></p><button>Register</button></section>",
    );
    goes("<div class=\"paywall\"></div>");
    goes("<div class=\"overlay-backdrop paywall-backdrop\"></div>");
    stays("<p>Read more about it <a href=\"/subscribe\">in our subscription offer</a>, which is new.</p>");
}

#[test]
fn sign_ups_consent_and_app_banners_go() {
    goes(
        "<div class=\"newsletter\"><p>Sign up for our newsletter</p><form><input type=email name=email><button>Sign up</button></form></div>",
    );
    goes("<div id=\"onetrust-banner-sdk\"><p>We use cookies</p><button>Accept all</button></div>");
    goes("<div class=\"app-banner\"><a href=\"https://apps.apple.com/app/id1\">Open in app</a></div>");
    stays(
        "<form id=\"commentform\" class=\"comment-form\"><input name=email type=email><textarea name=comment></textarea><button>Post</button></form>",
    );
}

#[test]
fn an_article_keeps_its_words_where_they_lead_to_a_shop() {
    stays(
        "<p>We liked <a rel=\"sponsored\" href=\"https://shop.awin1.com/x\">this pair of shoes</a> best of all.</p>",
    );
}

#[test]
fn bait_that_is_watched_is_left_alone() {
    stays(
        "<div class=\"ad ads adsbox ad-placement doubleclick\" style=\"position:absolute;left:-9999px\">&nbsp;</div>",
    );
}

#[test]
fn a_kind_that_is_switched_off_stays() {
    let page = format!("<body><h1>x</h1>{P}<div class=\"ad\"></div>{P}</body>");
    let options = Options {
        cleaning: Some(Cleaning { off: vec![Kind::Ad, Kind::Sponsored], ..Cleaning::default() }),
        ..Options::default()
    };
    assert_eq!(pass(options, [page.as_bytes()]).0, page.as_bytes());
}

#[test]
fn a_readers_rule_is_obeyed_and_the_guard_stands_above_it() {
    let page = format!(
        "<body><h1>x</h1><main class=all>{P}{P}{P}{P}{P}{}</main><div class=promo>Ours</div></body>",
        P.repeat(8)
    );
    let mut cleaning = Cleaning::default();
    cleaning.lists.add_text(faircopy::rules::Kind::Own, "##.promo\n##.all");
    let options = Options { cleaning: Some(cleaning), ..common::cleaning() };
    let (out, reading) = pass(options, [page.as_bytes()]);
    assert_eq!(String::from_utf8(out).expect("UTF-8"), page.replace("<div class=promo>Ours</div>", ""));
    assert_eq!(reading.removals[0].rule.as_deref(), Some("##.promo"));
}

#[test]
fn a_second_pass_finds_nothing_more() {
    for page in PAGES {
        let once = clean(page);
        assert_eq!(clean(&once), once);
    }
}

#[test]
fn each_removal_says_what_and_why() {
    let (_, reading) = pass(cleaning(), [PAGES[0].as_bytes()]);
    assert!(reading.removals.iter().all(|r| !r.reason.is_empty() && !r.selector.is_empty() && r.bytes > 0));
    assert!(reading.removals.windows(2).all(|pair| pair[0].serial < pair[1].serial));
}
