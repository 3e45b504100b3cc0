//! `!#if … !#else … !#endif`: parts of a list that are meant for some programs only.
//!
//! Lists know the blockers that read them, not us. So a condition on anything we cannot name is
//! false: a part written for others is left out rather than guessed at.

/// What holds for us, in the words of uBlock Origin's documents.
const TRUE: &[&str] = &["true", "cap_html_filtering", "cap_user_stylesheet"];

/// Which parts of a list are being read.
#[derive(Debug, Default)]
pub(in crate::rules) struct Directives {
    /// Per open `!#if`: does its current branch hold?
    branches: Vec<bool>,
}

impl Directives {
    /// Takes a line. `true`: it is to be read as a rule.
    pub fn reads(&mut self, line: &str) -> bool {
        let Some(directive) = line.trim().strip_prefix("!#") else {
            return self.branches.iter().all(|&holds| holds);
        };
        match directive.split_once(char::is_whitespace).unwrap_or((directive, "")) {
            ("if", condition) => self.branches.push(holds(condition)),
            ("else", _) => self.branches.iter_mut().last().into_iter().for_each(|holds| *holds = !*holds),
            ("endif", _) => _ = self.branches.pop(),
            _ => {}
        }
        false
    }
}

fn holds(condition: &str) -> bool {
    condition.split("||").any(|any| {
        any.split("&&").all(|part| {
            let name = part.trim().trim_start_matches('(').trim_end_matches(')').trim();
            match name.strip_prefix('!') {
                Some(name) => !TRUE.contains(&name.trim()),
                None => TRUE.contains(&name),
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_for_others_are_left_out() {
        let list = "a\n!#if env_mobile\nb\n!#else\nc\n!#endif\n!#if !env_mobile\nd\n!#if ext_abp\ne\n!#endif\n\
                    !#endif\n!#if cap_html_filtering && !env_safari\nf\n!#endif\n!#include x.txt\n!#if (adguard)\ng";
        let mut directives = Directives::default();
        let read: String = list.lines().filter(|line| directives.reads(line)).collect();
        assert_eq!(read, "acdf");
    }
}
