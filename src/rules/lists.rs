//! The shipped lists: which file holds what, and which pages need it.
//!
//! The lists are data under their own licence (`lists/NOTICE`), compiled at build time into one
//! file per name here. Regional lists are for pages in their language or under their countries'
//! domains; loading all of them for every page would cost each reader megabytes for nothing. For the
//! same reason the general lists are divided by country: what they say only of hosts under `.de`
//! is in the file for Germany, and what they say of other countries is in `countries`.

use super::Kind;
use super::syntax::{Domains, Rule};

/// A compiled file and the source lists in it.
pub struct ListFile {
    /// The file is called `<name>.bin`.
    pub name: &'static str,
    /// Numbers of the source's rulesets, each with what it is about.
    pub sources: &'static [(u32, Kind)],
    pub when: When,
}

/// Which pages need a file.
pub enum When {
    Always,
    /// The reader switched one of these kinds on.
    Asked(Kind),
    /// Hosts under a country's domain that no region has.
    OtherCountry,
    /// Languages (BCP 47 primary subtags) and top-level domains.
    Region {
        languages: &'static [&'static str],
        domains: &'static [&'static str],
    },
}

/// What a reader may ask for on top.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extra {
    pub annoyances: bool,
    pub widgets: bool,
}

/// The files, in order of loading.
pub const FILES: &[ListFile] = &[
    ListFile {
        name: "always",
        sources: &[(2, Kind::Ads), (19, Kind::Walls), (18, Kind::Consent), (20, Kind::App)],
        when: When::Always,
    },
    ListFile { name: "countries", sources: &[], when: When::OtherCountry },
    ListFile { name: "annoyances", sources: &[(21, Kind::Annoyances)], when: When::Asked(Kind::Annoyances) },
    ListFile { name: "widgets", sources: &[(22, Kind::Widgets)], when: When::Asked(Kind::Widgets) },
    region("de", &[(6, Kind::Ads)], &["de"], &["de", "at", "ch", "li"]),
    region(
        "es-pt",
        &[(9, Kind::Ads)],
        &["es", "pt", "ca", "gl", "eu"],
        &["es", "pt", "br", "mx", "ar", "cl", "co", "pe", "ve", "uy", "ec", "bo", "py", "cr", "cat"],
    ),
    region("fr", &[(16, Kind::Ads)], &["fr"], &["fr", "be", "ch", "lu", "ca"]),
    region("ja", &[(7, Kind::Ads)], &["ja"], &["jp"]),
    region("nl", &[(8, Kind::Ads)], &["nl"], &["nl", "be"]),
    region("ru", &[(1, Kind::Ads)], &["ru", "be", "kk"], &["ru", "by", "kz", "su"]),
    region("tr", &[(13, Kind::Ads)], &["tr"], &["tr"]),
    region("uk", &[(23, Kind::Ads)], &["uk"], &["ua"]),
    region("zh", &[(224, Kind::Ads)], &["zh"], &["cn", "tw", "hk"]),
];

const fn region(
    name: &'static str,
    sources: &'static [(u32, Kind)],
    languages: &'static [&'static str],
    domains: &'static [&'static str],
) -> ListFile {
    ListFile { name, sources, when: When::Region { languages, domains } }
}

/// The names of the files that a page needs: `language` as in the page's or the reader's `lang`.
pub fn wanted<'a>(language: &'a str, host: &'a str, extra: Extra) -> impl Iterator<Item = &'static str> + 'a {
    let language = language.split(['-', '_']).next().unwrap_or_default();
    let domain = host.rsplit('.').next().unwrap_or_default();
    FILES
        .iter()
        .filter(move |file| match file.when {
            When::Always => true,
            When::OtherCountry => home(domain) == Some("countries"),
            When::Asked(Kind::Annoyances) => extra.annoyances,
            When::Asked(Kind::Widgets) => extra.widgets,
            When::Asked(_) => false,
            When::Region { languages, domains } => {
                languages.iter().any(|l| l.eq_ignore_ascii_case(language))
                    || domains.iter().any(|d| d.eq_ignore_ascii_case(domain))
            }
        })
        .map(|file| file.name)
}

/// The file that hosts under a country's domain load, beside `always`.
fn home(domain: &str) -> Option<&'static str> {
    let region = FILES.iter().find(|file| match file.when {
        When::Region { domains, .. } => domains.iter().any(|d| d.eq_ignore_ascii_case(domain)),
        _ => false,
    });
    match region {
        Some(file) => Some(file.name),
        None => (domain.len() == 2).then_some("countries"),
    }
}

/// Divides a rule of the general lists among the files: each gets the hosts that will load it.
pub fn divide(rule: Rule) -> Vec<(&'static str, Rule)> {
    let mut parts: Vec<(&'static str, Rule)> = Vec::new();
    let part = |include: Vec<String>| {
        let domains = Domains { include, exclude: rule.domains.exclude.clone() };
        Rule { domains, ..rule.clone() }
    };
    if !rule.domains.is_specific() {
        return vec![("always", rule)];
    }
    for host in &rule.domains.include {
        let name = home(host.rsplit('.').next().unwrap_or_default()).unwrap_or("always");
        match parts.iter_mut().find(|(n, _)| *n == name) {
            Some((_, rule)) => rule.domains.include.push(host.clone()),
            None => parts.push((name, part(vec![host.clone()]))),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_divided_rule_is_loaded_where_it_holds() {
        let line = "a.com,b.de,c.it,d.at,name.*,~x.b.de##.x";
        let rule = crate::rules::syntax::parse_line(line).expect("a rule").expect("a good rule");
        let parts = divide(rule);
        let of = |name| &parts.iter().find(|(n, _)| *n == name).expect(name).1.domains;
        assert_eq!(of("always").include, ["a.com", "name.*"]);
        assert_eq!(of("de").include, ["b.de", "d.at"]);
        assert_eq!(of("countries").include, ["c.it"]);
        assert_eq!(of("de").exclude, ["x.b.de"]);
    }

    #[test]
    fn a_page_gets_its_region_only() {
        let names = |lang, host| wanted(lang, host, Extra::default()).collect::<Vec<_>>();
        assert_eq!(names("en", "a.example"), ["always"]);
        assert_eq!(names("de-AT", "a.example"), ["always", "de"]);
        assert_eq!(names("", "a.example.jp"), ["always", "ja"]);
        assert_eq!(names("it", "a.example.it"), ["always", "countries"]);
        let all = Extra { annoyances: true, widgets: true };
        assert_eq!(wanted("", "", all).collect::<Vec<_>>(), ["always", "annoyances", "widgets"]);
    }
}
