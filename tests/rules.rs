//! What a reader may rely on from filter rules: which elements of a page they take, and when.

use faircopy::element::Path;
use faircopy::rules::selector::Selector;
use faircopy::rules::syntax::Body;
use faircopy::rules::{Action, Kind, Kinds, Matcher, RuleSet};
use url::Url;

/// What a rule took: the `n` of the element, and at which event.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum When {
    Open,
    Close,
    End,
}

fn rules(text: &str) -> RuleSet {
    let mut set = RuleSet::new();
    let checked = set.add_text(Kind::Ads, text);
    assert!(checked.refused.is_empty(), "{:?}", checked.refused);
    set
}

/// Runs well-formed markup, each element marked `n=…`, through the rules.
fn run(set: &RuleSet, url: &str, html: &str) -> Vec<(String, When)> {
    let mut matcher = Matcher::new(set.for_page(&Url::parse(url).unwrap(), Kinds::ALL));
    let mut path = Path::default();
    let (mut serial, mut names, mut taken) = (0, Vec::new(), Vec::new());
    let mut note = |matches: &[faircopy::rules::Match], when, names: &[String]| {
        taken.extend(matches.iter().map(|m| (names[m.serial as usize].clone(), when)));
    };
    for piece in html
        .split_inclusive('>')
        .flat_map(|p| p.split_at_checked(p.find('<').unwrap_or(p.len())))
        .flat_map(|(text, tag)| [text, tag])
    {
        if piece.is_empty() {
            continue;
        }
        let Some(tag) = piece.strip_prefix('<').and_then(|t| t.strip_suffix('>')) else {
            matcher.text(piece);
            continue;
        };
        if tag.starts_with('/') {
            note(matcher.close(), When::Close, &names);
            path.pop();
            continue;
        }
        let mut parts = tag.splitn(2, ' ');
        let element = path.push(serial);
        element.reset(parts.next().unwrap());
        let mut rest = parts.next().unwrap_or_default();
        while let Some((name, after)) = rest.split_once("='") {
            let (value, after) = after.split_once('\'').unwrap();
            element.push_attribute(name.trim(), value);
            rest = after;
        }
        names.push(element.attr("n").unwrap_or("?").to_owned());
        serial += 1;
        note(matcher.open(&path).matches, When::Open, &names);
    }
    note(matcher.end(), When::End, &names);
    taken.sort();
    taken.dedup();
    taken
}

fn taken(text: &str, html: &str) -> Vec<(String, When)> {
    run(&rules(text), "https://www.site.example/news/1", html)
}

fn at(name: &str, when: When) -> (String, When) {
    (name.to_owned(), when)
}

#[test]
fn a_start_tag_decides_what_it_can() {
    let html =
        "<body n='b'><div id='x' class='ad big' n='1'><a href='https://t.example/?q' n='2'></a></div></body>";
    for rule in [
        "###x",
        "##.ad",
        "##div.ad.big",
        "##body > #x",
        "##body .big",
        "##div[class^='ad b']",
        "##[id]:not(.small)",
        "##:is(.ad, .promo)",
        "###x.ad, .never",
    ] {
        assert_eq!(taken(rule, html), [at("1", When::Open)], "{rule}");
    }
    for rule in ["##a[href*='t.example']", "##.ad > [href^='https://t.']", "##a[href$='?q']"] {
        assert_eq!(taken(rule, html), [at("2", When::Open)], "{rule}");
    }
    for rule in
        ["##.AD", "##body > a", "##div.small", "##[href='t.example']", "##.ad .ad", "##[class~='ad big']"]
    {
        assert_eq!(taken(rule, html), [], "{rule}");
    }
}

#[test]
fn earlier_siblings_are_known_at_the_start_tag() {
    let html = "<ul n='u'><li class='a' n='1'></li><li n='2'></li><p n='3'></p><li n='4'></li></ul>";
    assert_eq!(taken("##.a + li", html), [at("2", When::Open)]);
    assert_eq!(taken("##.a ~ li", html), [at("2", When::Open), at("4", When::Open)]);
    assert_eq!(taken("##li:nth-child(2n)", html), [at("2", When::Open), at("4", When::Open)]);
    assert_eq!(taken("##li:nth-of-type(3)", html), [at("4", When::Open)]);
    assert_eq!(taken("##li:first-child", html), [at("1", When::Open)]);
    assert_eq!(taken("##li:last-child", html), [at("4", When::End)]);
    assert_eq!(taken("##p:only-of-type", html), [at("3", When::End)]);
}

#[test]
fn the_end_tag_decides_what_hangs_on_the_inside() {
    let html = "<div n='1'><p n='2'><img n='i'></img></p>Sponsored</div><div n='3'><b n='4'></b></div>";
    assert_eq!(taken("site.example##div:has(img)", html), [at("1", When::Close)]);
    assert_eq!(taken("site.example##div:has(> p > img)", html), [at("1", When::Close)]);
    assert_eq!(taken("site.example##div:not(:has(img))", html), [at("3", When::Close)]);
    assert_eq!(taken("site.example##div:has-text(Sponsor)", html), [at("1", When::Close)]);
    assert_eq!(taken("site.example##div:contains(/^spon/i)", html), [at("1", When::Close)]);
    assert_eq!(taken("site.example##b:empty", html), [at("4", When::Close)]);
    assert_eq!(taken("##div:has-text(Sponsored)", html), [at("1", When::Close)]);
    assert_eq!(taken("site.example##div:has(+ div)", html), [at("1", When::End)]);
}

#[test]
fn upward_takes_an_ancestor() {
    let html = "<div class='card' n='1'><div n='2'><i class='ad' n='3'></i></div></div>";
    assert_eq!(taken("site.example##.ad:upward(2)", html), [at("1", When::Open)]);
    assert_eq!(taken("site.example##.ad:upward(.card)", html), [at("1", When::Open)]);
    assert_eq!(taken("site.example##.ad:nth-ancestor(1)", html), [at("2", When::Open)]);
    assert_eq!(taken("site.example##.ad:upward(.other)", html), []);
}

#[test]
fn attributes_can_be_asked_by_pattern() {
    let html = "<div data-ad-7='slot' n='1'></div>";
    assert_eq!(taken("##div:matches-attr(\"/^data-ad/\"=\"slot\")", html), [at("1", When::Open)]);
    assert_eq!(taken("##div:matches-attr(data-*)", html), [at("1", When::Open)]);
    assert_eq!(taken("##div:matches-attr(\"/^data-x/\")", html), []);
}

#[test]
fn domains_bind_and_unbind() {
    let html = "<div class='x' n='1'></div>";
    for (rule, holds) in [
        ("site.example##.x", true),
        ("www.site.example##.x", true),
        ("example##.x", true),
        ("site.*##.x", true),
        ("~other.example##.x", true),
        ("*##.x", true),
        ("other.example##.x", false),
        ("a.site.example##.x", false),
        ("ite.example##.x", false),
        ("~site.example##.x", false),
        ("site.example,~www.site.example##.x", false),
        ("[$path=/news]site.example##.x", true),
        ("[$path=/sport]site.example##.x", false),
        ("[$path=/^\\/news/]##.x", true),
        ("[$path=|/news]##.x", true),
        ("[$path=|/1]##.x", false),
        ("[$path=/1|]##.x", true),
        ("[$path=/news|]##.x", false),
        ("[$path=/N*/1]##.x", true),
        ("[$path=news^1]##.x", true),
        ("[$path]##.x", false),
        ("[$url=||site.example^news]##.x", true),
        ("[$url=||ite.example^]##.x", false),
        ("[$domain=site.example]##.x", true),
        ("[$domain=other.example]##.x", false),
        ("##.x:matches-path(/news)", true),
        ("##.x:matches-path(/sport)", false),
    ] {
        assert_eq!(!taken(rule, html).is_empty(), holds, "{rule}");
    }
}

#[test]
fn exceptions_take_back_across_lists() {
    let html = "<div class='x' n='1'></div><div class='y' n='2'></div>";
    let url = "https://www.site.example/";
    let mut set = rules("##.x\nsite.example##.y");
    assert_eq!(run(&set, url, html).len(), 2);
    set.add_text(Kind::Own, "site.example#@#.x");
    assert_eq!(run(&set, url, html), [at("2", When::Open)]);
    assert_eq!(run(&set, "https://other.example/", html), [at("1", When::Open)]);
    set.add_text(Kind::Own, "#@#.y");
    assert_eq!(run(&set, url, html), []);
}

#[test]
fn a_page_can_be_exempt_by_halves() {
    let html = "<div class='x' n='1'></div><div class='y' n='2'></div><div class='z' n='3'></div>";
    let url = "https://site.example/news/1";
    for (exception, left) in [
        ("@@||site.example^$elemhide", "3"),
        ("@@||site.example^$generichide", "23"),
        ("@@||site.example^$specifichide", "13"),
        ("@@||site.example/news/$elemhide", "3"),
        ("@@||site.example/sport/$elemhide", "123"),
        ("@@||other.example^$elemhide", "123"),
        ("@@*$elemhide,domain=site.example", "3"),
    ] {
        let mut set = rules(&format!("##.x\nsite.example##.y\n{exception}"));
        set.add_text(Kind::Own, "site.example##.z");
        let found: String = run(&set, url, html).into_iter().map(|(name, _)| name).collect();
        assert_eq!(found, left, "{exception}");
    }
}

#[test]
fn switches_silence_kinds() {
    let mut set = RuleSet::new();
    set.add_text(Kind::Ads, "##.x");
    set.add_text(Kind::Widgets, "##.w");
    let url = Url::parse("https://site.example/").unwrap();
    let mut path = Path::default();
    path.push(0).reset("div");
    path.push(1).reset("div");
    path.pop();
    let element = path.push(1);
    element.reset("div");
    element.push_attribute("class", "x w");
    for (kinds, count) in [(Kinds::ALL, 2), (Kinds::default(), 1), (Kinds::NONE, 0)] {
        assert_eq!(Matcher::new(set.for_page(&url, kinds)).open(&path).matches.len(), count);
    }
}

#[test]
fn actions_and_styles_come_with_the_match() {
    let set = rules(
        "site.example#$#body { overflow: auto !important; }\nsite.example##^.h\nsite.example##.r:remove()",
    );
    let url = Url::parse("https://site.example/").unwrap();
    let mut matcher = Matcher::new(set.for_page(&url, Kinds::ALL));
    let mut path = Path::default();
    let element = path.push(0);
    element.reset("body");
    element.push_attribute("class", "h r");
    let mut found: Vec<_> = matcher.open(&path).matches.to_vec();
    found.sort_by_key(|m| m.action as u8);
    assert_eq!(
        found.iter().map(|m| m.action).collect::<Vec<_>>(),
        [Action::Remove, Action::Style, Action::Html]
    );
    assert_eq!(matcher.declarations(found[1].rule), "overflow: auto !important");
    assert_eq!(
        matcher.page().css(),
        ".r { display: none !important; }\nbody { overflow: auto !important; }\n"
    );
    assert!(found.iter().all(|m| m.specific));
}

#[test]
fn a_stylesheet_holds_only_what_was_understood() {
    let set = rules(
        "site.example##[title=\"</style>{}\"] > .a\\:b:has(> i)\nsite.example##p:has-text(x)\n##.generic",
    );
    let css = set.for_page(&Url::parse("https://site.example/").unwrap(), Kinds::ALL).css();
    assert_eq!(css, "[title=\"\\3c /style>{}\"] > .a\\:b:has(> i) { display: none !important; }\n");
}

#[test]
fn bad_lines_are_told_by_number_and_the_rest_is_taken() {
    let mut set = RuleSet::new();
    let checked = set.add_text(Kind::Own, "! mine\n##.good\n##div:has(\n\n##+js(x)\n##.fine");
    assert_eq!(checked.taken, 2);
    assert_eq!(checked.refused.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 5]);
    assert!(checked.refused.iter().all(|(_, why)| !why.to_string().is_empty()));
}

#[test]
fn damaged_files_are_refused_or_silent_and_never_panic() {
    let rules = (0..400).map(|i| {
        let line = format!("a{i}.example,b.example##.c{i} > [href*='x{i}yz']\n##.g{i}");
        faircopy::rules::check(&line).map(|(_, r)| (Kind::Ads, r.unwrap())).collect::<Vec<_>>()
    });
    let bytes = faircopy::rules::compile(rules.flatten());
    let url = Url::parse("https://b.example/").unwrap();
    let mut random = 1u32;
    for round in 0..1000 {
        let mut copy = bytes.clone();
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let place = if round < 200 { round / 5 } else { random as usize % copy.len() };
        copy[place] = (random >> 24) as u8;
        if round % 7 == 0 {
            copy.truncate(random as usize % bytes.len());
        }
        let mut set = RuleSet::new();
        set.add_bytes(copy);
        let mut matcher = Matcher::new(set.for_page(&url, Kinds::ALL));
        let mut path = Path::default();
        let element = path.push(0);
        element.reset("a");
        element.push_attribute("class", "g7 c1 c2 g399");
        element.push_attribute("href", "/x1yz/x2yz");
        matcher.open(&path);
        let _ = matcher.page().css();
    }
}

#[test]
fn a_hostile_page_stops_the_rules_and_nothing_else() {
    let set = rules("##.a:has(.b .a .a .a)\n##:not(:has(.b .a .a .a))");
    let mut matcher = Matcher::new(set.for_page(&Url::parse("https://site.example/").unwrap(), Kinds::ALL));
    let mut path = Path::default();
    let depth = 1000;
    for i in 0..depth {
        let element = path.push(i);
        element.reset("div");
        element.push_attribute("class", "a");
        matcher.open(&path);
    }
    for _ in 0..depth {
        matcher.close();
    }
    assert!(matcher.gave_up());
    assert!(matcher.end().is_empty());
}

/// Edits good rules at random: whatever comes out, nothing panics, and what is taken prints to a
/// selector that parses to the same.
#[test]
fn edited_rules_never_panic_and_print_what_parses_alike() {
    const LINES: &[&str] = &[
        "site.example,~a.site.example##.x:has(> a[href^=\"https://t.\"]):not(.y, #z)",
        "[$path=/\\/(a|b)\\//]name.*#?#div:contains(/a(b)c/i):upward(.card)",
        "site.example#$#body { overflow: auto !important; color: red }",
        "##div:nth-child(2n + 1 of .a) ~ p:matches-attr(\"/^d-/\"=\"x*\")",
        "@@||site.example/news^$generichide,domain=~a.example",
        "$$div[tag-content=\"x\"][max-length=\"9\"]",
    ];
    const PIECES: &[&str] = &[
        "#", "(", ")", "[", "]", "\"", "\\", ":", ",", ">", "~", "*", "/", "{", "}", "\u{fc}", "\0", "$",
        "|", "^", " ", "9",
    ];
    let seed = std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(7u64);
    let mut state = seed;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for round in 0..20_000 {
        let mut line: Vec<char> = LINES[round % LINES.len()].chars().collect();
        for _ in 0..=random(3) {
            let at = random(line.len().max(1));
            match random(3) {
                0 if at < line.len() => _ = line.remove(at),
                1 => line.insert(at, PIECES[random(PIECES.len())].chars().next().unwrap()),
                _ => line.truncate(at.max(1)),
            }
        }
        let line: String = line.into_iter().collect();
        for (_, rule) in faircopy::rules::check(&line) {
            let Ok(rule) = rule else { continue };
            let Body::Elements { selector, .. } = rule.body else { continue };
            if selector.is_css() {
                let printed = selector.to_string();
                let again = Selector::parse(&printed).map(|s| s.to_string());
                assert_eq!(again.as_ref(), Ok(&printed), "seed {seed}: {line:?}");
            }
        }
    }
}
