//! What a page says of its article: one promise a test, for each source and each fault that
//! readers of other tools have complained about in public.

use std::fmt::Write as _;
use std::fs;

use faircopy::article::{Article, AuthorKind};
use faircopy::stream::{Options, Pass};
use serde_json::Value;
use url::Url;

const ADDRESS: &str = "https://paper.example/news/2024/rain";

fn read(html: &str) -> Article {
    let url = Url::parse(ADDRESS).ok();
    let mut pass = Pass::new(Options {
        url,
        content_type: Some("text/html; charset=utf-8".into()),
        ..Options::default()
    });
    let mut out = Vec::new();
    pass.write(html.as_bytes(), &mut out);
    pass.end(&mut out).article()
}

const TEXT: &str = "<p>The rain fell on the town for three days, and the river rose by two metres until it \
stood at the doors of the old mill, where nobody had seen water since the great flood of the last century.</p>\
<p>The mayor asked all who live near the bank to move their cars to the hill, and the fire brigade carried sand \
from the quarry to the bridge through the whole of the second night while the bells were ringing.</p>";

/// A story with the given head and the given lines under its headline.
fn page(head: &str, lines: &str) -> Article {
    read(&format!(
        "<!doctype html><html lang=en><head><title>Rain floods the mill</title>{head}</head><body><article>\
         <h1>Rain floods the mill</h1>{lines}{TEXT}</article></body></html>"
    ))
}

fn in_language(lang: &str, lines: &str) -> Article {
    read(&format!(
        "<!doctype html><html lang={lang}><head><title>A B C D E</title></head><body><article><h1>A B C D E</h1>{lines}</article></body></html>"
    ))
}

fn ld(json: &str) -> String {
    format!("<script type=\"application/ld+json\">{json}</script>")
}

fn story(rest: &str) -> String {
    ld(&format!(
        "{{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Rain floods the mill\",{rest}}}"
    ))
}

fn names(article: &Article) -> Vec<&str> {
    article.authors.iter().map(|a| a.name.as_str()).collect()
}

fn published(article: &Article) -> String {
    article.published.map(|d| d.to_string()).unwrap_or_default()
}

// The founding example.

fn founding(name: &str) -> (Article, Value) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/founding/");
    let html = fs::read_to_string(format!("{folder}{name}")).expect("the fixture");
    let expected = fs::read_to_string(format!("{folder}expected.json")).expect("the expectation");
    (read(&html), serde_json::from_str(&expected).expect("JSON"))
}

#[test]
fn the_founding_page_gives_every_expected_field() {
    let (article, expected) = founding("full-head.html");
    let got = serde_json::to_value(&article).expect("JSON");
    for field in ["title", "standfirst", "language", "site_name", "comment_count", "is_accessible_for_free"] {
        assert_eq!(got[field], expected[field], "{field}");
    }
    for field in ["name", "email"] {
        assert_eq!(got["authors"][0][field], expected["authors"][0][field], "author's {field}");
    }
    assert_eq!(article.authors.len(), 1);
    for field in ["caption", "credit"] {
        assert_eq!(got["lead_image"][field], expected["lead_image"][field], "image's {field}");
    }
    for field in ["published", "modified"] {
        // The expectation knows the day.
        assert_eq!(got[field].as_str().map(|d| &d[..10]), expected[field].as_str(), "{field}");
    }
}

#[test]
fn the_founding_page_without_data_guesses_nothing() {
    let (article, expected) = founding("bare-head.html");
    let got = serde_json::to_value(&article).expect("JSON");
    for field in ["title", "standfirst", "language", "comment_count", "published", "modified"] {
        assert_eq!(got[field], expected[field], "{field}");
    }
    for field in ["caption", "credit"] {
        assert_eq!(got["lead_image"][field], expected["lead_image"][field], "image's {field}");
    }
    for field in ["site_name", "is_accessible_for_free"] {
        assert!(got[field].is_null() || got[field] == expected[field], "{field} is guessed: {}", got[field]);
    }
    for author in &article.authors {
        assert_eq!(author.name, expected["authors"][0]["name"].as_str().unwrap_or_default());
    }
}

// Sources.

#[test]
fn json_ld_gives_the_story() {
    let article = page(
        &story(
            "\"author\":{\"@type\":\"Person\",\"name\":\"Jane Doe\",\"url\":\"/people/jane\"},\
             \"datePublished\":\"2024-05-17T08:30:00+02:00\",\"dateModified\":\"2024-05-17T09:00:00+02:00\",\
             \"publisher\":{\"@type\":\"Organization\",\"name\":\"The Paper\"},\"isAccessibleForFree\":\"False\",\
             \"articleSection\":\"Weather\",\"commentCount\":7,\"license\":\"https://creativecommons.org/licenses/by/4.0/\"",
        ),
        "",
    );
    assert_eq!(names(&article), ["Jane Doe"]);
    assert_eq!(article.authors[0].url.as_ref().map(Url::as_str), Some("https://paper.example/people/jane"));
    assert_eq!(published(&article), "2024-05-17T08:30:00+02:00");
    assert_eq!(article.modified.map(|d| d.to_string()).as_deref(), Some("2024-05-17T09:00:00+02:00"));
    assert_eq!(article.publisher.as_deref(), Some("The Paper"));
    assert_eq!(article.is_accessible_for_free, Some(false));
    assert_eq!(article.section.as_deref(), Some("Weather"));
    assert_eq!(article.comment_count, Some(7));
    assert_eq!(article.kind.as_deref(), Some("NewsArticle"));
    assert_eq!(
        article.licence.as_ref().map(Url::as_str),
        Some("https://creativecommons.org/licenses/by/4.0/")
    );
    assert!(article.is_article);
}

#[test]
fn a_reference_by_id_is_followed_across_scripts() {
    let head = format!(
        "{}{}",
        ld(
            "{\"@type\":\"NewsArticle\",\"headline\":\"Rain floods the mill\",\"author\":{\"@id\":\"#jane\"},\"publisher\":{\"@id\":\"#house\"}}"
        ),
        ld(
            "{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#jane\",\"name\":\"Jane Doe\"},{\"@type\":\"Organization\",\"@id\":\"#house\",\"name\":\"The Paper\"}]}"
        )
    );
    let article = page(&head, "");
    assert_eq!(names(&article), ["Jane Doe"]);
    assert_eq!(article.publisher.as_deref(), Some("The Paper"));
}

#[test]
fn broken_json_ld_is_read() {
    let head = ld(
        "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Rain floods the mill\",\"datePublished\":\"2024-05-17\",\"author\":\"Jane Doe\",}\n//]]>",
    );
    let article = page(&head, "");
    assert_eq!(names(&article), ["Jane Doe"]);
    assert_eq!(published(&article), "2024-05-17");
}

#[test]
fn meta_names_of_every_kind_give_the_date() {
    for name in [
        "property=article:published_time",
        "name=citation_publication_date",
        "name=parsely-pub-date",
        "name=sailthru.date",
        "name=dcterms.date",
        "name=DC.date.issued",
        "name=pubdate",
        "name=date",
        "itemprop=datePublished",
    ] {
        let article = page(&format!("<meta {name} content=\"2024-05-17T08:30:00Z\">"), "");
        assert_eq!(published(&article), "2024-05-17T08:30:00Z", "{name}");
    }
}

#[test]
fn meta_names_of_every_kind_give_the_author() {
    for name in [
        "name=author",
        "property=article:author",
        "name=citation_author",
        "name=dc.creator",
        "name=parsely-author",
        "name=sailthru.author",
        "name=byl",
    ] {
        let article = page(&format!("<meta {name} content=\"By Jane Doe\">"), "");
        assert_eq!(names(&article), ["Jane Doe"], "{name}");
    }
}

#[test]
fn microdata_gives_the_story() {
    let article = read(&format!(
        "<html lang=en><body><div itemscope itemtype=\"https://schema.org/NewsArticle\"><h1 itemprop=headline>Rain floods the mill</h1>\
         <span itemprop=author itemscope itemtype=\"https://schema.org/Person\"><span itemprop=name>Jane Doe</span></span>\
         <meta itemprop=datePublished content=2024-05-17>{TEXT}</div></body></html>"
    ));
    assert_eq!(article.title.as_deref(), Some("Rain floods the mill"));
    assert_eq!(names(&article), ["Jane Doe"]);
    assert_eq!(published(&article), "2024-05-17");
    assert_eq!(article.kind.as_deref(), Some("NewsArticle"));
}

#[test]
fn a_page_without_data_gives_what_it_shows() {
    let article =
        page("", "<p class=byline>By <a href=/people/jane>Jane Doe</a></p><time>17 May 2024</time>");
    assert_eq!(article.title.as_deref(), Some("Rain floods the mill"));
    assert_eq!(names(&article), ["Jane Doe"]);
    assert_eq!(published(&article), "2024-05-17");
    assert_eq!(article.site_name, None);
    assert_eq!(article.kind, None);
}

#[test]
fn identifiers_are_given_when_said() {
    let article = page(
        "<meta name=citation_doi content=\"doi:10.1000/xyz123\"><meta name=citation_issn content=1234-567x>",
        "",
    );
    assert_eq!(article.doi.as_deref(), Some("10.1000/xyz123"));
    assert_eq!(article.issn.as_deref(), Some("1234-567X"));
}

#[test]
fn canonical_is_absolute() {
    let article = page("<link rel=canonical href=/news/rain>", "");
    assert_eq!(article.canonical.as_ref().map(Url::as_str), Some("https://paper.example/news/rain"));
}

// Titles.

#[test]
fn the_headline_that_the_reader_sees_beats_the_one_for_sharing() {
    let article = page("<meta property=og:title content=\"Rain floods mill: what we know so far\">", "");
    assert_eq!(article.title.as_deref(), Some("Rain floods the mill"));
}

#[test]
fn a_heading_of_a_dialog_is_no_headline() {
    let article = read(&format!(
        "<html lang=en><head><title>Rain floods the mill | The Paper</title><meta property=og:site_name content=\"The Paper\"></head>\
         <body><div role=dialog><h1>Choose your cookies</h1></div><article><h2>Rain floods the mill</h2>{TEXT}</article></body></html>"
    ));
    assert_eq!(article.title.as_deref(), Some("Rain floods the mill"));
}

#[test]
fn the_site_name_comes_off_a_title() {
    let article = read(&format!(
        "<html lang=en><head><title>Rain floods the mill | The Paper</title><meta property=og:site_name content=\"The Paper\"></head><body>{TEXT}</body></html>"
    ));
    assert_eq!(article.title.as_deref(), Some("Rain floods the mill"));
}

// Dates.

#[test]
fn a_change_is_no_publication() {
    let article = page(
        &story("\"dateModified\":\"2024-06-01T10:00:00Z\",\"datePublished\":\"2024-05-17T08:30:00Z\""),
        "",
    );
    assert_eq!(published(&article), "2024-05-17T08:30:00Z");
    let shown = page("", "<p class=dates>Updated 1 June 2024</p><p class=dates>Published 17 May 2024</p>");
    assert_eq!(published(&shown), "2024-05-17");
    assert_eq!(shown.modified.map(|d| d.to_string()).as_deref(), Some("2024-06-01"));
}

#[test]
fn a_change_before_the_publication_is_left_out() {
    let article = page(
        &story("\"datePublished\":\"2024-05-17T08:30:00Z\",\"dateModified\":\"2024-05-16T08:30:00Z\""),
        "",
    );
    assert_eq!(article.modified, None);
}

#[test]
fn the_date_of_a_related_story_is_not_taken() {
    let article = read(&format!(
        "<html lang=en><body><aside class=related><a href=/other><h3>Other story</h3><time datetime=2020-01-01>1 January 2020</time></a></aside>\
         <article><h1>Rain floods the mill</h1><time datetime=2024-05-17>17 May 2024</time>{TEXT}</article>\
         <section class=related-stories><article><h3>One more</h3><time datetime=2021-02-02>2 February 2021</time></article></section></body></html>"
    ));
    assert_eq!(published(&article), "2024-05-17");
}

#[test]
fn the_date_of_a_described_video_is_not_taken() {
    let head = format!(
        "{}{}",
        ld(
            "{\"@type\":\"VideoObject\",\"name\":\"A clip\",\"datePublished\":\"2019-01-01\",\"author\":\"Clip Maker\"}"
        ),
        story("\"datePublished\":\"2024-05-17\",\"author\":\"Jane Doe\"")
    );
    let article = page(&head, "");
    assert_eq!(published(&article), "2024-05-17");
    assert_eq!(names(&article), ["Jane Doe"]);
}

#[test]
fn a_false_offset_gives_way_to_the_true_one() {
    let head = format!(
        "{}<meta property=article:published_time content=\"2024-05-17T08:30:00+02:00\">",
        story("\"datePublished\":\"2024-05-17T08:30:00Z\"")
    );
    assert_eq!(published(&page(&head, "")), "2024-05-17T08:30:00+02:00");
}

#[test]
fn numbers_are_read_in_the_order_of_the_language() {
    let line = "<div class=date>03.04.2024</div>";
    assert_eq!(published(&in_language("de", &format!("{line}{TEXT}"))), "2024-04-03");
}

#[test]
fn dates_are_read_in_the_words_of_the_page() {
    for (lang, shown) in [
        ("de", "17. Mai 2024"),
        ("fr", "17 mai 2024"),
        ("es", "17 de mayo de 2024"),
        ("it", "17 maggio 2024"),
        ("pt", "17 de maio de 2024"),
        ("nl", "17 mei 2024"),
        ("sv", "17 maj 2024"),
        ("pl", "17 maja 2024"),
        ("tr", "17 Mayıs 2024"),
        ("ru", "17 мая 2024"),
        ("ja", "2024年5月17日"),
        ("zh", "2024年5月17日"),
        ("ko", "2024년 5월 17일"),
        ("ar", "17 مايو 2024"),
        ("id", "17 Mei 2024"),
    ] {
        let article = in_language(lang, &format!("<time>{shown}</time><p>{}</p>", "x y ".repeat(60)));
        assert_eq!(published(&article), "2024-05-17", "{lang}");
    }
}

#[test]
fn the_address_tells_the_day_where_nothing_else_does() {
    let url = Url::parse("https://paper.example/2024/05/17/rain").ok();
    let mut pass = Pass::new(Options { url, ..Options::default() });
    let mut out = Vec::new();
    pass.write(format!("<html lang=en><body><h1>Rain floods the mill</h1>{TEXT}").as_bytes(), &mut out);
    assert_eq!(published(&pass.end(&mut out).article()), "2024-05-17");
}

// Authors.

#[test]
fn joined_authors_are_parted() {
    for joined in
        ["Jane Doe, John Roe and Ann Poe", "Jane Doe; John Roe; Ann Poe", "Jane Doe & John Roe, Ann Poe"]
    {
        let article = page(&story(&format!("\"author\":\"{joined}\"")), "");
        assert_eq!(names(&article), ["Jane Doe", "John Roe", "Ann Poe"], "{joined}");
    }
}

#[test]
fn by_is_no_part_of_a_name() {
    assert_eq!(
        names(&page(&story("\"author\":{\"@type\":\"Person\",\"name\":\"By Jane Doe\"}"), "")),
        ["Jane Doe"]
    );
}

#[test]
fn a_suffix_behind_a_comma_stays_with_its_name() {
    assert_eq!(
        names(&page(&story("\"author\":\"Martin Luther King, Jr.\""), "")),
        ["Martin Luther King, Jr."]
    );
}

#[test]
fn an_organisation_is_no_person() {
    let article = page(&story("\"author\":{\"@type\":\"Person\",\"name\":\"Reuters\"}"), "");
    assert_eq!(article.authors[0].kind, AuthorKind::Organization);
}

#[test]
fn the_byline_names_the_person_where_data_names_the_paper() {
    let head = format!(
        "<meta property=og:site_name content=\"The Paper\">{}",
        story("\"author\":{\"@type\":\"Person\",\"name\":\"The Paper\"}")
    );
    assert_eq!(names(&page(&head, "<p class=byline>By Jane Doe</p>")), ["Jane Doe"]);
}

#[test]
fn the_byline_completes_the_first_of_two_authors() {
    let article = page(&story("\"author\":\"Jane Doe\""), "<p class=byline>By Jane Doe and John Roe</p>");
    assert_eq!(names(&article), ["Jane Doe", "John Roe"]);
}

#[test]
fn an_address_is_no_author() {
    let article = page("<meta property=article:author content=\"https://www.facebook.com/thepaper\">", "");
    assert!(article.authors.is_empty());
}

#[test]
fn staff_is_nobody() {
    let article = page("<meta name=author content=\"Staff\">", "");
    assert!(article.authors.iter().all(|a| a.kind == AuthorKind::Organization), "{:?}", article.authors);
}

#[test]
fn names_keep_the_order_of_their_language() {
    let article =
        in_language("ja", &format!("<p class=author>記者　小池和樹</p><p>{}</p>", "文章".repeat(80)));
    assert_eq!(names(&article), ["小池和樹"]);
}

#[test]
fn names_from_right_to_left_are_read() {
    let article = in_language("he", &format!("<p class=author>מאת דנה כהן</p><p>{}</p>", "מילה ".repeat(60)));
    assert_eq!(names(&article), ["דנה כהן"]);
}

#[test]
fn a_translator_has_a_role() {
    let article = page(
        &story("\"author\":\"Jane Doe\",\"translator\":{\"@type\":\"Person\",\"name\":\"John Roe\"}"),
        "",
    );
    let role = article.authors.iter().find(|a| a.name == "John Roe").and_then(|a| a.role.as_deref());
    assert_eq!(role, Some("translator"));
}

// Other fields.

#[test]
fn caption_and_credit_are_apart() {
    let article = page(
        "",
        "<figure><img src=/rain.jpg width=900><figcaption>The mill. Photo: John Roe/Agency</figcaption></figure>",
    );
    let image = article.lead_image.expect("an image");
    assert_eq!(image.url.as_ref().map(Url::as_str), Some("https://paper.example/rain.jpg"));
    assert_eq!(image.caption.as_deref(), Some("The mill."));
    assert_eq!(image.credit.as_deref(), Some("John Roe/Agency"));
}

#[test]
fn a_wrong_language_claim_gives_way_to_the_text() {
    let text =
        "Die Mühle steht seit dem Morgen unter Wasser und die Feuerwehr ist mit allen Kräften im Einsatz. "
            .repeat(6);
    let article = read(&format!(
        "<html lang=en><body><article><h1>Regen</h1><p>{text}</p><p>{text}</p></article></body></html>"
    ));
    assert_eq!(article.language.as_deref(), Some("de"));
}

#[test]
fn the_publisher_is_the_firm_of_the_copyright_notice() {
    let article = read(&format!(
        "<html lang=en><body><article><h1>Rain floods the mill</h1>{TEXT}</article><footer><p>Copyright © 2024 Example Media Ltd. All rights reserved.</p></footer></body></html>"
    ));
    assert_eq!(article.publisher.as_deref(), Some("Example Media Ltd"));
}

#[test]
fn machine_words_are_no_tags() {
    let article = page(
        &story(
            "\"keywords\":[\"Rain\",\"98be933f-38cf-4fba-b6c6-ad438e82010a\",\"Category: Weather\",\"Rivers\"]",
        ),
        "",
    );
    assert_eq!(article.tags, ["Rain", "Rivers"]);
}

#[test]
fn a_front_page_is_no_article() {
    let mut list = String::new();
    for i in 0..30 {
        let _ = write!(
            list,
            "<article class=card><h2><a href=/{i}>Story {i} of the day</a></h2><p>Short.</p></article>"
        );
    }
    let article = read(&format!(
        "<html lang=en><head><title>The Paper</title></head><body><h1>The Paper</h1>{list}</body></html>"
    ));
    assert!(!article.is_article);
}

#[test]
fn losers_stay_as_provenance() {
    let article = page("<meta property=og:title content=\"Another title\">", "");
    assert!(article.provenance.iter().any(|p| p.field == "title" && p.value == "Another title" && !p.chosen));
    assert!(article.provenance.iter().any(|p| p.field == "title" && p.source == "h1" && p.chosen));
}

// Hostile pages.

#[test]
fn what_is_kept_of_a_hostile_page_is_bounded() {
    let mut html = String::from("<html><head>");
    for i in 0..20_000 {
        let _ = write!(html, "<meta name=author content=\"Person Number{i}\">");
    }
    html.push_str("</head><body>");
    for _ in 0..20_000 {
        html.push_str("<div class=author><time>1 May 2024</time>");
    }
    let article = read(&html);
    assert!(article.authors.len() <= 40);
    assert!(article.provenance.len() <= 200);
}
