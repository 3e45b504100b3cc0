//! What the file above promises, by example.

use super::*;

fn list(text: &str, language: &str) -> Vec<String> {
    let context = Context { language: Some(language.into()), houses: vec![fold("The Example Times")] };
    names(text, Trust::Data, &context)
        .into_iter()
        .map(|a| if a.kind == AuthorKind::Organization { format!("[{}]", a.name) } else { a.name })
        .collect()
}

#[test]
fn labels_jobs_and_places_come_off() {
    assert_eq!(list("By Jane Doe", "en"), ["Jane Doe"]);
    assert_eq!(list("BY JANE DOE", "en"), ["JANE DOE"]);
    assert_eq!(list("von Dr. Max Kolter", "de"), ["Max Kolter"]);
    assert_eq!(list("Ein Gastbeitrag von Eva Maier, Redakteurin", "de"), ["Eva Maier"]);
    assert_eq!(list("By Tom Davies - Associated Press - Friday, April 28, 2023", "en")[0], "Tom Davies");
    assert_eq!(list("Jane Doe, Political Correspondent", "en"), ["Jane Doe"]);
    assert_eq!(
        list("Monika Bolliger und Anna Trechsel, Sweidah", "de"),
        ["Monika Bolliger", "Anna Trechsel"]
    );
    assert_eq!(list("Par Jean Dupont", "fr"), ["Jean Dupont"]);
    assert_eq!(list("Por Ana García y Luis Pérez", "es"), ["Ana García", "Luis Pérez"]);
    assert_eq!(list("Byron de la Vey", "en"), ["Byron de la Vey"]);
}

#[test]
fn joined_people_are_split() {
    assert_eq!(list("Jane Doe, John Roe and Ann Poe", "en"), ["Jane Doe", "John Roe", "Ann Poe"]);
    assert_eq!(list("Jane Doe & John Roe", "en"), ["Jane Doe", "John Roe"]);
    assert_eq!(list("Marie Curie et AFP", "fr"), ["Marie Curie", "[AFP]"]);
    assert_eq!(list("Martin Luther King, Jr.", "en"), ["Martin Luther King, Jr."]);
    assert_eq!(list("Doe, Jane", "en"), ["Jane Doe"]);
    assert_eq!(list("Jane Doe, PhD", "en"), ["Jane Doe"]);
    assert_eq!(list("dpa/AFP", "de"), ["[dpa]", "[AFP]"]);
}

#[test]
fn houses_are_no_people() {
    assert_eq!(list("The Example Times", "en"), ["[The Example Times]"]);
    assert_eq!(list("MM-Redaktion", "de"), ["[MM-Redaktion]"]);
    assert_eq!(list("AFP", "en"), ["[AFP]"]);
    assert_eq!(list("https://www.facebook.com/paper", "en"), Vec::<String>::new());
    assert_eq!(list("admin", "en"), Vec::<String>::new());
}

#[test]
fn east_asian_and_right_to_left_names() {
    assert_eq!(list("순천, 광양 구현모 기자 ninek@example.com", "ko").last().unwrap(), "구현모");
    assert_eq!(list("【ソウル＝小池和樹】", "ja"), ["小池和樹"]);
    assert_eq!(list("記者 王小明", "zh"), ["王小明"]);
    assert_eq!(list("مأת", "he").len(), 1);
    assert_eq!(list("מאת דנה כהן", "he"), ["דנה כהן"]);
    assert_eq!(list("بقلم أحمد علي", "ar"), ["أحمد علي"]);
}

#[test]
fn visible_lines_must_look_like_names() {
    let context = Context { language: Some("en".into()), houses: vec![] };
    let seen = |text: &str| names(text, Trust::Seen, &context).len();
    assert_eq!(seen("By Jane Doe"), 1);
    assert_eq!(seen("Read more about this story"), 0);
    assert_eq!(seen("5 min read"), 0);
    assert_eq!(seen("Share"), 0);
}
