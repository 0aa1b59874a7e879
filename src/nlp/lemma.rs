//! Lemmas: a table of exceptions, else an edit script that the model chooses. Mirrors `training/lemma.py`.

use super::verbs;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a form becomes its lemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Script {
    /// The whole lemma.
    Always(String),
    /// Cut characters at both ends, then add text there.
    Edit {
        /// What happens to upper case.
        case: Case,
        /// Characters cut at the start, and what comes in their place.
        prefix: (usize, String),
        /// Characters cut at the end, and what comes in their place.
        suffix: (usize, String),
    },
}

/// What a script does to upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Keeps it.
    Keep,
    /// Lower-cases the form before editing.
    Lower,
    /// Lower-cases, edits, then capitalises.
    Title,
    /// Lower-cases, edits, then upper-cases.
    Upper,
}

/// No word longer than this (in characters) has a lemma with another first letter.
const LONGEST_IRREGULAR: usize = 6;

/// The longest ending that inflection adds (in characters).
const LONGEST_ENDING: usize = 3;

impl Script {
    /// Reads `["A", lemma]` or `[mode, cut_prefix, prefix, cut_suffix, suffix]`.
    pub fn from_json(value: &Value) -> Option<Self> {
        let text = |i: usize| value.get(i).and_then(Value::as_str);
        let number = |i: usize| value.get(i).and_then(Value::as_u64).map(|n| n as usize);
        let case = match text(0)? {
            "A" => return Some(Self::Always(text(1)?.to_owned())),
            "K" => Case::Keep,
            "L" => Case::Lower,
            "T" => Case::Title,
            "U" => Case::Upper,
            _ => return None,
        };
        let prefix = (number(1)?, text(2)?.to_owned());
        Some(Self::Edit { case, prefix, suffix: (number(3)?, text(4)?.to_owned()) })
    }

    /// Whether the script may be right for `form`: whole lemmas are those of short words (`went`, `us`, `better`), unless they
    /// begin alike; more than an ending is cut only where a doubled consonant stands before it (`planning`).
    pub fn fits(&self, form: &str) -> bool {
        let alike = |lemma: &str| lemma.chars().next() == form.to_lowercase().chars().next();
        match self {
            // `been`, `went`
            Self::Always(lemma) if matches!(lemma.as_str(), "be" | "go") => form.chars().count() <= 4 || alike(lemma),
            Self::Always(lemma) => form.chars().count() <= LONGEST_IRREGULAR || alike(lemma),
            Self::Edit { suffix: (cut, added), .. } => {
                // `shun` is no ending with a letter before it.
                let stem = *cut < 3 || !added.is_empty() || form.chars().count() >= cut + 2;
                stem && (*cut <= LONGEST_ENDING || !added.is_empty() || form.ends_with("ing"))
            }
        }
    }

    /// The lemma of `form`.
    pub fn apply(&self, form: &str) -> String {
        let (case, prefix, suffix) = match self {
            Self::Always(lemma) => return lemma.clone(),
            Self::Edit { case, prefix, suffix } => (case, prefix, suffix),
        };
        let text = if *case == Case::Keep { form.to_owned() } else { form.to_lowercase() };
        let start = text.char_indices().nth(prefix.0).map_or(text.len(), |(at, _)| at);
        let kept = &text[start..];
        let end = match suffix.0.checked_sub(1) {
            Some(last) => kept.char_indices().nth_back(last).map_or(0, |(at, _)| at),
            None => kept.len(),
        };
        let lemma = [&prefix.1, &kept[..end], &suffix.1].concat();
        match case {
            Case::Keep | Case::Lower => lemma,
            Case::Upper => lemma.to_uppercase(),
            Case::Title => {
                let mut rest = lemma.chars();
                rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
            }
        }
    }
}

/// Lemmas of words that no script gets right: form → (part of speech, lemma).
pub struct Exceptions(HashMap<String, Vec<(String, String)>>);

impl Exceptions {
    /// Reads lines of form, UPOS, lemma, divided by tabs.
    pub fn new(table: &str) -> Self {
        let mut lemmas: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for line in table.lines() {
            let mut fields = line.splitn(3, '\t').map(str::to_owned);
            if let (Some(form), Some(upos), Some(lemma)) = (fields.next(), fields.next(), fields.next()) {
                lemmas.entry(form).or_default().push((upos, lemma));
            }
        }
        Self(lemmas)
    }

    /// The lemma of a word: by the table (as written, then in lower case), else by the first of the scripts' `lemmas`,
    /// for a verb by the first that is a `known` word if one is. Never empty where the form is not.
    ///
    /// Scripts are unsure of a final `e` in verbs that training had not; that `result` is a word and `resulte` is none
    /// settles it.
    pub fn lemma(
        &self,
        form: &str,
        upos: &str,
        mut lemmas: impl Iterator<Item = String>,
        known: impl Fn(&str) -> bool,
    ) -> String {
        let listed = |form: &str| {
            let lemmas = self.0.get(form)?;
            lemmas.iter().find(|(tag, _)| tag == upos).map(|(_, lemma)| lemma.clone())
        };
        let by_script = || {
            let first = lemmas.next().unwrap_or_default();
            if upos != "VERB" || known(&first) { first } else { lemmas.find(|l| known(l)).unwrap_or(first) }
        };
        let lemma = listed(form).or_else(|| listed(&form.to_lowercase())).unwrap_or_else(by_script);
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

/// For each irregular past form its verb: `ontology/lexicon/irregular_verbs.tsv`.
static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../ontology/lexicon/irregular_verbs.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(verb, forms)| forms.split(',').map(move |form| (form, verb))).collect()
});

/// The verb of an irregular past form, also behind a prefix: `struck`, `overtook`. Lower case.
fn irregular(form: &str) -> Option<String> {
    const PREFIXES: [&str; 9] = ["re", "over", "mis", "out", "under", "with", "fore", "up", "un"];
    let plain = IRREGULAR.get(form).map(|verb| (*verb).to_owned());
    let prefixed = |prefix: &&str| {
        let verb = IRREGULAR.get(form.strip_prefix(prefix)?)?;
        Some(format!("{prefix}{verb}"))
    };
    plain.or_else(|| PREFIXES.iter().find_map(prefixed))
}

/// The lemma of a verb that no table lists, mended by spelling: an irregular past has its verb, a base form is its own lemma,
/// and what ends in `ied` is a verb in `y`; after `nt`, `ct`, `er` and the like no `e` was lost before `ing` and `ed`.
pub fn uninflected(form: &str, (upos, xpos): (&str, &str), lemma: String, known: impl Fn(&str) -> bool) -> String {
    // `co-chaired`
    if let (Some((front, last)), Some((_, last_lemma))) = (form.rsplit_once('-'), lemma.rsplit_once('-')) {
        return format!("{}-{}", front.to_lowercase(), uninflected(last, (upos, xpos), last_lemma.to_owned(), known));
    }
    let lower = form.to_lowercase();
    // `to have shot`, its tag missed
    let past = upos == "VERB" && (matches!(xpos, "VBD" | "VBN") || !verbs::is_verb(&lower));
    if let Some(verb) = past.then(|| irregular(&lower)).flatten() {
        return verb;
    }
    let letters = lower.chars().all(|c| c.is_ascii_lowercase());
    if upos != "VERB" || !letters || lower.len() < 4 {
        return lemma;
    }
    if matches!(xpos, "VB" | "VBP") {
        return lower;
    }
    // `endorsed` is known, as an adjective.
    let kept = past && lemma == lower && lower.ends_with("ed");
    if let Some(base) = [1, 2].iter().map(|cut| &lower[..lower.len() - cut]).find(|b| kept && known(b)) {
        return base.to_owned();
    }
    if verbs::is_verb(&lemma) {
        return lemma;
    }
    // `ties`, but `tries`
    let short = lower.strip_suffix("ies").filter(|stem| stem.len() == 1 && xpos == "VBZ");
    if let Some(verb) = short.map(|stem| format!("{stem}ie")).or_else(|| verbs::base(&lower)) {
        return verb;
    }
    if known(&lemma) {
        return lemma;
    }
    if lemma.chars().count() < SHORTEST {
        return lower;
    }
    // `pitting`: the consonant is doubled before the ending.
    if let Some(base) = undoubled(&lemma).filter(|base| known(base)) {
        return base.to_owned();
    }
    if let Some(stem) = lower.strip_suffix("ied").filter(|_| lemma == lower) {
        return format!("{stem}y");
    }
    let ending = lower.ends_with("ed") || lower.ends_with("ing");
    match lemma.strip_suffix('e') {
        Some(stem) if ending && !stem.ends_with("the") && NO_E.iter().any(|end| stem.ends_with(end)) => stem.to_owned(),
        _ => lemma,
    }
}

/// A stem without the second of two like consonants at its end.
pub(super) fn undoubled(stem: &str) -> Option<&str> {
    let mut last = stem.chars().rev();
    let (a, b) = (last.next()?, last.next()?);
    (a == b && !matches!(a, 'a' | 'e' | 'i' | 'o' | 'u' | 's' | 'l' | 'z' | 'f'))
        .then(|| &stem[..stem.len() - a.len_utf8()])
}

/// No verb that is not known is shorter (in characters).
const SHORTEST: usize = 3;

/// Ends of stems that take no `e`.
const NO_E: [&str; 17] =
    ["nt", "ct", "sh", "lt", "pt", "nd", "mp", "rt", "rd", "ck", "er", "ow", "oot", "oad", "ail", "ain", "oil"];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn apply(script: Value, form: &str) -> String {
        Script::from_json(&script).expect("a valid script").apply(form)
    }

    #[test]
    fn scripts() {
        assert_eq!(apply(json!(["L", 0, "", 3, "y"]), "Countries"), "country");
        assert_eq!(apply(json!(["K", 0, "", 0, ""]), "McKay"), "McKay");
        assert_eq!(apply(json!(["T", 0, "", 1, ""]), "AMERICANS"), "American");
        assert_eq!(apply(json!(["U", 0, "", 1, ""]), "MPs"), "MP");
        assert_eq!(apply(json!(["A", "be"]), "are"), "be");
        assert_eq!(apply(json!(["L", 1, "w", 1, ""]), "Éés"), "wé");
    }

    #[test]
    fn verbs_unknown_are_mended_by_spelling() {
        let mend = |form: &str, xpos: &str, lemma: &str| uninflected(form, ("VERB", xpos), lemma.into(), |_| false);
        assert_eq!(mend("lamenting", "VBG", "lamente"), "lament");
        assert_eq!(mend("withered", "VBD", "withere"), "wither");
        assert_eq!(mend("intensified", "VBN", "intensified"), "intensify");
        assert_eq!(mend("glod", "VBN", "gl"), "glod");
        for (form, verb) in [("struck", "strike"), ("Fled", "flee"), ("overtook", "overtake"), ("underwent", "undergo")]
        {
            assert_eq!(mend(form, "VBD", "fl"), verb);
        }
        let endorsed = uninflected("endorsed", ("VERB", "VBD"), "endorsed".into(), |w| w.starts_with("endorse"));
        assert_eq!(endorsed, "endorse");
        assert_eq!(uninflected("pitting", ("VERB", "VBG"), "pitt".into(), |w| w == "pit"), "pit");
        assert_eq!(mend("criticise", "VB", "critic"), "criticise");
        assert_eq!(mend("bemusing", "VBG", "bemuse"), "bemuse");
    }

    #[test]
    fn whole_lemmas_are_for_short_words() {
        let be = Script::Always("be".into());
        assert!(be.fits("were") && be.fits("being") && !be.fits("elicits"));
        let cut = |n: u64| Script::from_json(&json!(["L", 0, "", n, ""])).expect("a valid script");
        assert!(cut(4).fits("planning") && cut(3).fits("walking") && !cut(4).fits("polarize"));
        assert!(!cut(3).fits("shun") && cut(3).fits("going"));
    }

    #[test]
    fn a_form_too_short_for_the_script() {
        assert_eq!(apply(json!(["L", 2, "a", 3, "b"]), "x"), "ab");
        assert_eq!(apply(json!(["T", 0, "", 3, ""]), "ab"), "");
        assert_eq!(Exceptions::new("").lemma("ab", "NOUN", [String::new()].into_iter(), |_| false), "ab");
    }

    #[test]
    fn the_table_comes_first_then_known_words() {
        let table = Exceptions::new("better\tADJ\tgood\nbetter\tADV\twell\n");
        let lemma = |form: &str, upos: &str, lemmas: [&str; 2]| {
            table.lemma(form, upos, lemmas.into_iter().map(str::to_owned), |word| word == "result")
        };
        assert_eq!(lemma("Better", "ADV", ["better", "bett"]), "well");
        assert_eq!(lemma("better", "VERB", ["better", "bett"]), "better");
        assert_eq!(lemma("resulting", "VERB", ["resulte", "result"]), "result");
        assert_eq!(lemma("Resulte", "NOUN", ["Resulte", "result"]), "Resulte");
    }
}
