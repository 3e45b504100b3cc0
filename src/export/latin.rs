//! Small Latin letters for a text in Latin, Greek or Cyrillic script; other scripts give nothing.
//!
//! For citation keys alone, which BibTeX wants in ASCII. It only has to be the same every time and
//! to be recognised; it is no transliteration to print. Libraries for all scripts weigh 400 KB.

const LETTERS: &[(&str, &str)] = &[
    ("àáâãäåāăąǎạảấầẩẫậắằẳẵặαάа", "a"),
    ("бβ", "b"),
    ("çćĉċčћ", "c"),
    ("ďđðδд", "d"),
    ("èéêëēĕėęěẹẻẽếềểễệεέеёэ", "e"),
    ("φф", "f"),
    ("ĝğġģǧγгґ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįıǐỉịιίϊΐиіηή", "i"),
    ("ĵј", "j"),
    ("ķκк", "k"),
    ("ĺļľŀłλл", "l"),
    ("μм", "m"),
    ("ñńņňŋνн", "n"),
    ("òóôõöøōŏőǒọỏốồổỗộớờởỡợơοόωώо", "o"),
    ("πп", "p"),
    ("ŕŗřρр", "r"),
    ("śŝşšșσςс", "s"),
    ("ţťŧțτт", "t"),
    ("ùúûüũūŭůűųǔụủứừửữựưуў", "u"),
    ("в", "v"),
    ("ŵẁẃẅ", "w"),
    ("ξ", "x"),
    ("ýÿŷỳỵỷỹυύϋΰйы", "y"),
    ("źżžζз", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þθ", "th"),
    ("є", "ye"),
    ("ж", "zh"),
    ("ї", "yi"),
    ("љ", "lj"),
    ("њ", "nj"),
    ("ђ", "dj"),
    ("џ", "dz"),
    ("хχ", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ю", "yu"),
    ("я", "ya"),
    ("ψ", "ps"),
];

/// Letters and digits only, small. `ä` is `ae` in German and `a` elsewhere.
pub fn ascii(text: &str, language: Option<&str>) -> String {
    let german = language.is_some_and(|tag| tag == "de" || tag.starts_with("de-"));
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            c if c.is_ascii() => {}
            'ä' | 'ö' | 'ü' if german => out.push_str(match c {
                'ä' => "ae",
                'ö' => "oe",
                _ => "ue",
            }),
            c => out.push_str(LETTERS.iter().find(|(from, _)| from.contains(c)).map_or("", |(_, to)| to)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn european_scripts_become_letters() {
        assert_eq!(ascii("Łukasz Žižek-Ångström", None), "lukaszzizekangstrom");
        assert_eq!(ascii("Müller", Some("de-AT")), "mueller");
        assert_eq!(ascii("Müller", Some("en")), "muller");
        assert_eq!(ascii("Щербак Ψυχή", None), "shcherbakpsykhi");
        assert_eq!(ascii("王小明 😀", None), "");
    }
}
