//! The language a text is in, by its script and its small words.
//!
//! The danger: `html lang` left over from a theme. It is only overruled where the text is long and
//! speaks clearly for another language.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The most frequent words of a language that few others share.
const SMALL_WORDS: &[(&str, &str)] = &[
    ("en", "the and of to in that is was for with on as it by are this have from at be"),
    ("de", "der die und das den nicht von mit ist des auch sich dem ein eine auf für im werden wird"),
    ("fr", "le les des et est une dans que pour qui pas sur du au par plus avec ce sont la"),
    ("es", "el los que del las por con una para como más pero sus fue ha este entre al la y"),
    ("it", "il che di per una con del non della sono nel dei gli alla anche più delle ha è e"),
    ("pt", "que não uma com para por dos da do mais como mas foi ao das pelo são os em o"),
    ("nl", "het een van de en dat niet zijn voor met op te aan ook er naar bij werd wordt deze"),
    ("sv", "och att det som en på är för med av den inte har ett till om de från kan vid"),
    ("da", "og at det som en på er for med af den ikke har et til de fra kan ved blev"),
    ("no", "og at det som en på er for med av den ikke har et til de fra kan ved ble"),
    ("fi", "ja on ei että se oli kun myös hän mutta ovat kuin jos niin tai joka mukaan olla sen vuoden"),
    ("pl", "się nie na że do jest to jak za od po przez oraz który dla są tym czy ale było"),
    ("cs", "se na že je to jako ale pro jsou který podle také byl bylo ve by však při už jeho"),
    ("hu", "az hogy nem egy és is volt meg ez de már csak mint szerint vagy el még lesz kell azt"),
    ("ro", "și în de la cu că este care pe din nu pentru mai au fost un o să sunt prin"),
    ("tr", "ve bir bu da de için olarak ile çok daha gibi olan ancak sonra kadar oldu göre en ne ise"),
    (
        "id",
        "yang dan di dengan untuk ini dari itu dalam pada tidak akan ke juga oleh adalah telah bahwa tersebut bisa",
    ),
    ("sw", "ya wa na kwa ni la katika za kuwa cha hiyo huo huyo wakati watu hivyo pia baada huku alisema"),
    ("vi", "và của là các trong có được cho không với một những người này đã khi để từ tại về"),
    ("ru", "и в не на что с по как это из для его он но от также был за при году"),
    ("uk", "і в не на що з до та як це для його він але від також був за про року"),
];

/// Each small word with the languages that have it.
static INDEX: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, (_, words)) in SMALL_WORDS.iter().enumerate() {
        for word in words.split(' ') {
            index.entry(word).or_default().push(i);
        }
    }
    index
});

/// The primary subtag of the text's language, where it is clear.
pub fn of(text: &str) -> Option<&'static str> {
    of_script(text).or_else(|| of_words(text))
}

/// Scripts that only one language of the press writes.
fn of_script(text: &str) -> Option<&'static str> {
    let (mut kana, mut hangul, mut thai, mut hebrew, mut all) = (0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(3000) {
        all += 1;
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7a3}' => hangul += 1,
            '\u{e00}'..='\u{e7f}' => thai += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            _ => {}
        }
    }
    [(kana * 2, "ja"), (hangul, "ko"), (thai, "th"), (hebrew, "he")]
        .into_iter()
        .find(|(count, _)| all > 100 && count * 2 > all)
        .map(|(_, language)| language)
}

fn of_words(text: &str) -> Option<&'static str> {
    let mut counts = vec![0u32; SMALL_WORDS.len()];
    let mut all = 0;
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(400) {
        all += 1;
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        for i in INDEX.get(lower.as_str()).into_iter().flatten() {
            counts[*i] += 1;
        }
    }
    let (best, count) = counts.iter().copied().enumerate().max_by_key(|(_, count)| *count)?;
    let second =
        counts.iter().enumerate().filter(|(i, _)| *i != best).map(|(_, count)| *count).max().unwrap_or(0);
    (all >= 60 && count * 8 > all && count * 3 > second * 4).then(|| SMALL_WORDS[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_and_scripts_tell_the_language() {
        let en =
            "The minister said that the plan of the council was to be read by all in the town. ".repeat(5);
        let sw =
            "Jeshi la Polisi mkoa wa Pwani linawashikilia watu kwa makosa ya wizi katika maeneo ya mji. "
                .repeat(5);
        let ja = "これは日本語のぶんしょうです。とてもながいぶんしょうです。".repeat(8);
        assert_eq!(of(&en), Some("en"));
        assert_eq!(of(&sw), Some("sw"));
        assert_eq!(of(&ja), Some("ja"));
        assert_eq!(of("Too short to say"), None);
    }
}
