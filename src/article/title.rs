//! Comparing titles and taking the site's name off them.

use super::author::fold;

/// Signs that stand between a title and a site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " • ", " · ", " » ", " « ", " :: ", " / ", "｜", " ∙ ", " ⋆ ", " ‹ ", " : ",
    ": ",
];

/// Drops a leading or trailing site name, where a separator sets it off.
/// `houses` are folded names; `shown` a headline on the page, folded: what it holds stays.
pub fn without_site(title: &str, houses: &[String], shown: &[String]) -> String {
    let mut title = title.trim();
    for _ in 0..4 {
        let folded = fold(title);
        if shown.contains(&folded) {
            break;
        }
        let mut cut = None;
        for separator in SEPARATORS {
            if let Some((head, tail)) = title.rsplit_once(separator)
                && !head.trim().is_empty()
                && (is_house(tail, houses) || shown.contains(&fold(head)))
            {
                cut = Some(head);
                break;
            }
            if let Some((head, tail)) = title.split_once(separator) {
                let long_enough = tail.trim().chars().count() > 8;
                if long_enough
                    && (is_house(head, houses) && separator.trim() != "-" || shown.contains(&fold(tail)))
                {
                    cut = Some(tail);
                    break;
                }
            }
        }
        match cut {
            Some(rest) => title = rest.trim(),
            None => break,
        }
    }
    title.trim().to_owned()
}

fn is_house(part: &str, houses: &[String]) -> bool {
    let folded = fold(part);
    !folded.is_empty()
        && houses.iter().any(|house| {
            *house == folded
                || folded.len() >= 4
                    && house.len() >= 4
                    && (house.contains(&folded)
                        || folded.contains(house.as_str()) && folded.len() < house.len() + 25)
        })
}

/// How alike two titles are, from 0 to 1: the share of common words (or signs, where words run together).
pub fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (bag(a), bag(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let common = a.iter().filter(|word| b.contains(*word)).count();
    common as f32 / a.len().min(b.len()) as f32 * 0.5 + common as f32 / a.len().max(b.len()) as f32 * 0.5
}

fn bag(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word
            .chars()
            .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}'))
        {
            out.extend(word.chars().map(String::from));
        } else {
            out.push(word.to_lowercase());
        }
        if out.len() > 80 {
            break;
        }
    }
    out.sort();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_name_comes_off_either_end() {
        let houses = vec![fold("The Daily Example"), fold("example")];
        assert_eq!(without_site("Rain is wet | The Daily Example", &houses, &[]), "Rain is wet");
        assert_eq!(
            without_site("Rain is wet - Weather - The Daily Example", &houses, &[fold("Rain is wet")]),
            "Rain is wet"
        );
        assert_eq!(without_site("The Daily Example: rain is wet", &houses, &[]), "rain is wet");
        assert_eq!(without_site("Rain - a study", &houses, &[]), "Rain - a study");
    }

    #[test]
    fn likeness_counts_words() {
        assert!(likeness("Rain is wet", "Rain is wet today") > 0.8);
        assert!(likeness("Rain is wet", "Sports results") < 0.1);
        assert!(likeness("韓国が戒厳令", "韓国が戒厳令、尹大統領") > 0.6);
    }
}
