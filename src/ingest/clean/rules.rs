//! The table of line rules, `ontology/lexicon/boilerplate.tsv`.

use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../ontology/lexicon/boilerplate.tsv");

/// Where in the page a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Before the first paragraph.
    Top,
    /// Between the first paragraph and the last.
    Body,
    /// After the last paragraph.
    Bottom,
}

/// Which zones a rule covers, as the table says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cover {
    Any,
    Inner,
    Top,
    Bottom,
    Edge,
}

impl Cover {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "any" => Self::Any,
            "inner" => Self::Inner,
            "top" => Self::Top,
            "bottom" => Self::Bottom,
            "edge" => Self::Edge,
            _ => return None,
        })
    }

    fn holds(self, zone: Zone) -> bool {
        match self {
            Self::Any => true,
            Self::Inner => zone != Zone::Top,
            Self::Top => zone == Zone::Top,
            Self::Bottom => zone == Zone::Bottom,
            Self::Edge => zone != Zone::Body,
        }
    }
}

/// Whether a line of this kind may be cut off a paragraph that it is glued to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// Only as a line of its own.
    No,
    /// After the paragraph's last sentence.
    End,
    /// Also before a sentence.
    Both,
}

/// One kind of line that is not the article.
pub(super) struct Rule {
    /// The reason that the dropped text carries.
    pub name: &'static str,
    /// See [`Cut`].
    pub cut: Cut,
    cover: Cover,
    words: usize,
    pattern: Regex,
    #[cfg_attr(not(test), allow(dead_code))]
    examples: (&'static str, &'static str),
}

/// All rules, in the order of the table.
pub(super) static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| TABLE.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(parse).collect());

/// Capitalised words, and the small ones that stand between names and offices.
const NAMES: &str = r"(?-i:[\s,;:/&|]*(?:\p{Lu}[\p{L}\p{M}.'’&-]*|and|in|for|of|the|with|at|by|de|van|von|der|den|al|bin|ben|la|di|da|du|el|writing|editing|reporting|additional|writers?|reporters?|correspondents?|journalists?|staff)(?:[\s,;:/&|]+(?:\p{Lu}[\p{L}\p{M}.'’&-]*|and|in|for|of|the|with|at|by|de|van|von|der|den|al|bin|ben|la|di|da|du|el|writing|editing|reporting|additional|writers?|reporters?|correspondents?|journalists?|staff))*)";
const DATE: &str = r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{4})?|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})|(?:today|yesterday))";
const TIME: &str = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*\(?(?:gmt|utc|bst|edt|est|pdt|pst|et|cet|cest|ist|eat|local time)(?:[+-]\d{1,4})?\)?)?";
const AGO: &str = r"(?:(?:updated |posted |about )?(?:\d{1,3}|an?|one|two|three|four|five|six) ?(?:s|m|h|d|w|secs?|mins?|hrs?|(?:second|minute|hour|day|week|month|year)s?) ago|just now|\d{1,2} ?(?:h|hrs?|mins?|m|d)\b)";

/// Fills in the names that the table's patterns use. Word boundaries are those of ASCII: with those of Unicode the
/// regex engine falls back to its slow path on every curly quotation mark (seven times the time).
fn expand(pattern: &str) -> String {
    let filled =
        pattern.replace("{names}", NAMES).replace("{date}", DATE).replace("{time}", TIME).replace("{ago}", AGO);
    filled.replace(r"\b", r"(?-u:\b)")
}

/// A pattern that must match a whole line.
pub(super) fn whole(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{})$", expand(pattern))).case_insensitive(true).size_limit(16 << 20).build().ok()
}

fn parse(line: &'static str) -> Option<Rule> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let name = next()?;
    let cover = Cover::parse(next()?)?;
    let words = next()?.parse().ok()?;
    let cut = match next()? {
        "-" => Cut::No,
        "end" => Cut::End,
        "both" => Cut::Both,
        _ => return None,
    };
    let pattern = whole(next()?)?;
    Some(Rule { name, cut, cover, words, pattern, examples: (next()?, next()?) })
}

/// The text without the decoration that pages put around a line.
pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "-–—―*•|>›»«<·_=~#▶►◄▼▲→←+".contains(c))
        .trim_end_matches(['.', ':', ' '])
}

/// The first rule that drops a line which stands in `zone`.
pub(super) fn matching(text: &str, zone: Zone) -> Option<&'static Rule> {
    let line = bare(text);
    let words = line.split_whitespace().take(MOST_WORDS).count();
    let rules = RULES.iter().filter(|r| words <= r.words && r.cover.holds(zone));
    (words > 0).then_some(rules)?.find(|r| r.pattern.is_match(line) || r.pattern.is_match(text.trim()))
}

/// More words than any rule allows.
const MOST_WORDS: usize = 150;

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(cover: Cover) -> Vec<Zone> {
        [Zone::Top, Zone::Body, Zone::Bottom].into_iter().filter(|z| cover.holds(*z)).collect()
    }

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        let names: Vec<&str> =
            TABLE.lines().filter(|l| !l.starts_with('#')).skip(1).filter(|l| parse(l).is_none()).collect();
        assert!(names.is_empty(), "{names:?}");
        assert_eq!(RULES.len() + 1, lines);
    }

    #[test]
    fn every_rule_drops_its_example_and_spares_its_counter_example() {
        let mut wrong = Vec::new();
        for rule in RULES.iter() {
            let (example, counter) = rule.examples;
            for zone in zones(rule.cover) {
                let found = matching(example, zone).map(|r| r.name);
                let spared = matching(counter, zone).map(|r| r.name);
                if found != Some(rule.name) || spared.is_some() {
                    wrong.push(format!("{} {zone:?}: {example} → {found:?}; {counter} → {spared:?}", rule.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
