//! Filter rules: text to rules, rules to candidates.
