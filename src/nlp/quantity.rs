//! Quantities: a number with its unit, how it bounds, and per what (`over 5,000 casualties per week`).

use super::numeral::{self, Atom};
use crate::model::{Bound, Quantity, Sentence};

/// A quantity and the tokens it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantityExpression {
    /// First token, bounding words included.
    pub first: u32,
    /// Last token, inclusive: the number, its sign and `per …`, not the noun counted.
    pub last: u32,
    /// The token of the number (or of its last word).
    pub number: u32,
    /// What it says.
    pub quantity: Quantity,
}

/// Finds the quantities of a sentence, in order, not overlapping. Years and days of dates are left to [`super::timex`]:
/// the caller drops quantities inside a time expression.
pub fn find(text: &str, sentence: &Sentence) -> Vec<QuantityExpression> {
    let atoms = numeral::atoms(sentence.tokens.iter().map(|t| t.span.of(text)));
    let mut found: Vec<QuantityExpression> = Vec::new();
    let mut i = 0;
    while i < atoms.len() {
        match expression(&atoms, i, sentence) {
            Some((expression, end)) => {
                found.push(expression);
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

fn expression(atoms: &[Atom], at: usize, sentence: &Sentence) -> Option<(QuantityExpression, usize)> {
    let (prefix_currency, start) = match currency_sign(word(atoms, at)) {
        Some(currency) => (Some(currency), at + 1),
        None => (None, at),
    };
    let mut numeral = numeral::read(atoms, start)?;
    if numeral.upper.is_none() && prefix_currency.is_some() {
        numeral = second_amount(atoms, numeral);
    }
    if is_determiner_one(atoms, start, &numeral, sentence) {
        return None;
    }
    let number = atoms[numeral.end - 1].token;
    let (before, first_atom) = match bound_before(atoms, at) {
        (Some(_), first) if goes_with_verb(sentence, atoms[first].token) => (None, at),
        found => found,
    };
    let (after, mut end) = bound_after(atoms, numeral.end);
    let mut bound = after.or(before).unwrap_or(Bound::Exact);
    if numeral.vague && bound == Bound::Exact {
        bound = Bound::AtLeast;
    }
    if word(atoms, numeral.end - 1).ends_with('+') {
        bound = Bound::AtLeast;
    }
    let mut unit = prefix_currency.map(str::to_owned);
    if unit.is_none()
        && let Some((sign, next)) = unit_after(atoms, end)
    {
        unit = Some(sign.to_owned());
        end = next;
    }
    let counted = unit.is_none().then(|| counted_noun(sentence, atoms[start].token, number)).flatten();
    let per_from = counted.map_or(end, |noun| atoms.iter().rposition(|a| a.token == noun).map_or(end, |i| i + 1));
    let per = per_what(atoms, per_from, sentence);
    if counted.is_none()
        && let Some((_, next)) = &per
    {
        end = *next;
    }
    let noun = |noun: u32| {
        let token = &sentence.tokens[noun as usize];
        if token.upos == "PROPN" { token.lemma.clone() } else { token.lemma.to_lowercase() }
    };
    let unit = unit.or_else(|| counted.map(noun));
    let quantity = Quantity { value: numeral.value, upper: numeral.upper, unit, bound, per: per.map(|(what, _)| what) };
    let first = atoms[first_atom].token;
    let last = atoms[end - 1].token;
    Some((QuantityExpression { first, last, number, quantity }, end))
}

/// `$5 to $6 million`: the second amount repeats the sign.
fn second_amount(atoms: &[Atom], low: numeral::Numeral) -> numeral::Numeral {
    let joined =
        matches!(word(atoms, low.end), "to" | "-" | "and") && currency_sign(word(atoms, low.end + 1)).is_some();
    let high = joined.then(|| numeral::read(atoms, low.end + 2)).flatten();
    match high {
        Some(high) if high.upper.is_none() && high.value > low.value => {
            numeral::Numeral { upper: Some(high.value), end: high.end, ..low }
        }
        _ => low,
    }
}

fn word(atoms: &[Atom], i: usize) -> &str {
    atoms.get(i).map_or("", |a| a.text.as_str())
}

/// `one of them`, `this one`, `no one`: not a count.
fn is_determiner_one(atoms: &[Atom], at: usize, numeral: &numeral::Numeral, sentence: &Sentence) -> bool {
    numeral.value == 1.0
        && numeral.end == at + 1
        && word(atoms, at) == "one"
        && (sentence.tokens[atoms[at].token as usize].relation() != "nummod" || word(atoms, at + 1) == "of")
}

/// Words before a number that say how it bounds; longest first.
const BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["in", "excess", "of"], Bound::MoreThan),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["more", "than"], Bound::MoreThan),
    (&["greater", "than"], Bound::MoreThan),
    (&["upwards", "of"], Bound::MoreThan),
    (&["up", "to"], Bound::AtMost),
    (&["less", "than"], Bound::LessThan),
    (&["fewer", "than"], Bound::LessThan),
    (&["just", "under"], Bound::LessThan),
    (&["just", "over"], Bound::MoreThan),
    (&["well", "over"], Bound::MoreThan),
    (&["close", "to"], Bound::About),
    (&["an", "estimated"], Bound::About),
    (&["over"], Bound::MoreThan),
    (&["above"], Bound::MoreThan),
    (&["exceeding"], Bound::MoreThan),
    (&["minimum"], Bound::AtLeast),
    (&["maximum"], Bound::AtMost),
    (&["under"], Bound::LessThan),
    (&["below"], Bound::LessThan),
    (&["nearly"], Bound::LessThan),
    (&["almost"], Bound::LessThan),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["some"], Bound::About),
    (&["approximately"], Bound::About),
    (&["roughly"], Bound::About),
    (&["circa"], Bound::About),
    (&["estimated"], Bound::About),
    (&["~"], Bound::About),
    (&[">"], Bound::MoreThan),
    (&["<"], Bound::LessThan),
];

/// Words after a number that say how it bounds.
const AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "so"], Bound::About),
    (&["-", "plus"], Bound::AtLeast),
    (&["plus"], Bound::AtLeast),
];

/// The bound given before atom `at`, and the first atom of the whole.
pub fn bound_before(atoms: &[Atom], at: usize) -> (Option<Bound>, usize) {
    // `a` of `a dozen` and `between` stand between the bounding words and the number.
    let number = at - usize::from(at > 0 && matches!(word(atoms, at - 1), "a" | "an" | "between"));
    let matching = BEFORE.iter().find(|(words, _)| {
        words.len() <= number && words.iter().enumerate().all(|(k, w)| word(atoms, number - words.len() + k) == *w)
    });
    match matching {
        Some((words, bound)) => (Some(*bound), number - words.len()),
        None => (None, at),
    }
}

/// Whether a word before a number belongs to the verb: `topped up to 12`, `chosen over three others`.
fn goes_with_verb(sentence: &Sentence, word: u32) -> bool {
    let token = &sentence.tokens[word as usize];
    let first = |head: &usize| {
        sentence.tokens[..word as usize].iter().all(|t| t.relation() != "case" || t.parent() != Some(*head))
    };
    let oblique = |head: &usize| sentence.tokens[*head].relation() == "obl";
    match token.relation() {
        "compound" => token.deprel == "compound:prt",
        "case" => token.parent().filter(oblique).filter(first).is_some(),
        _ => false,
    }
}

fn bound_after(atoms: &[Atom], end: usize) -> (Option<Bound>, usize) {
    let matching = AFTER.iter().find(|(words, _)| words.iter().enumerate().all(|(k, w)| word(atoms, end + k) == *w));
    matching.map_or((None, end), |(words, bound)| (Some(*bound), end + words.len()))
}

/// Currency signs that stand before an amount, as ISO 4217 codes.
pub fn currency_sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "$" | "us$" | "usd" => "USD",
        "€" | "eur" => "EUR",
        "£" | "gbp" => "GBP",
        "¥" | "jpy" => "JPY",
        "₹" | "rs" | "rs." => "INR",
        "₽" => "RUB",
        "₴" => "UAH",
        "₺" => "TRY",
        "₩" => "KRW",
        "₪" => "ILS",
        "c$" => "CAD",
        "a$" => "AUD",
        "chf" => "CHF",
        _ => return None,
    })
}

/// Units written as a sign or word right after the number, in their canonical form.
fn unit_after(atoms: &[Atom], at: usize) -> Option<(&'static str, usize)> {
    let (first, second) = (word(atoms, at), word(atoms, at + 1));
    if first == "percentage" && second.starts_with("point") {
        return Some(("percentage point", at + 2));
    }
    if matches!(first, "u.s." | "us" | "american") && matches!(second, "dollar" | "dollars") {
        return Some(("USD", at + 2));
    }
    let unit = match first {
        "%" | "percent" | "pct" => "percent",
        "per" if second == "cent" => return Some(("percent", at + 2)),
        "dollar" | "dollars" => "USD",
        "euro" | "euros" => "EUR",
        "pound" | "pounds" if !matches!(second, "of" | "heavier" | "lighter") => "GBP",
        "yen" => "JPY",
        "rupees" => "INR",
        "rubles" | "roubles" => "RUB",
        "hryvnia" | "hryvnias" => "UAH",
        "yuan" => "CNY",
        "km" | "kilometers" | "kilometres" => "kilometre",
        "mph" => "mile per hour",
        "kg" | "kilograms" | "kilos" => "kilogram",
        "°c" => "degree Celsius",
        "°f" => "degree Fahrenheit",
        _ => return None,
    };
    Some((unit, at + 1))
}

/// The noun that the number counts: the head it modifies, in the tree.
fn counted_noun(sentence: &Sentence, first: u32, number: u32) -> Option<u32> {
    let inside = |token: u32| (first..=number).contains(&token);
    let mut token = number;
    for _ in 0..3 {
        let node = &sentence.tokens[token as usize];
        let head = node.parent()? as u32;
        let counts = matches!(node.relation(), "nummod" | "compound" | "det" | "amod" | "advmod" | "flat");
        if inside(head) {
            token = head;
        } else {
            // `Otto Lind, 33,`: a name before a number is not what it counts.
            let noun = match sentence.tokens[head as usize].upos {
                "NOUN" | "SYM" => true,
                "PROPN" => head > number,
                _ => false,
            };
            return (counts && noun).then_some(head);
        }
    }
    None
}

/// `per week`, `a day`, `each month`, `/ year` after the quantity: what it is per, and one past the last atom.
fn per_what(atoms: &[Atom], at: usize, sentence: &Sentence) -> Option<(String, usize)> {
    let opener = word(atoms, at);
    let token = atoms.get(at + 1)?.token as usize;
    let lemma = sentence.tokens[token].lemma.to_lowercase();
    let period = matches!(lemma.as_str(), "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year");
    let person =
        matches!(lemma.as_str(), "person" | "capita" | "head" | "household" | "barrel" | "share" | "ton" | "tonne");
    let fits = match opener {
        "per" | "/" => sentence.tokens[token].upos == "NOUN" || lemma == "capita",
        "a" | "an" | "each" | "every" => period || (person && opener != "every"),
        _ => false,
    };
    fits.then_some((lemma, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::testing::sentence;

    fn one(table: &str) -> Option<(Quantity, String)> {
        let (text, sentence) = sentence(table);
        find(&text, &sentence).into_iter().next().map(|q| {
            let words: Vec<&str> = (q.first..=q.last).map(|i| sentence.tokens[i as usize].span.of(&text)).collect();
            (q.quantity, words.join(" "))
        })
    }

    fn quantity(value: f64, unit: &str, bound: Bound) -> Quantity {
        Quantity { value, upper: None, unit: Some(unit.into()), bound, per: None }
    }

    #[test]
    fn counts_take_the_noun_they_modify_as_unit() {
        let (found, words) =
            one("at:ADP:2:case least:ADJ:3:nummod nine:NUM:4:nummod ferries/ferry:NOUN:5:nsubj sank:VERB:0:root")
                .unwrap();
        assert_eq!(found, quantity(9.0, "ferry", Bound::AtLeast));
        assert_eq!(words, "at least nine");
    }

    #[test]
    fn a_preposition_of_the_verb_bounds_nothing() {
        let (found, _) = one("chosen:VERB:0:root over:ADP:4:case three:NUM:4:nummod pupils/pupil:NOUN:1:obl").unwrap();
        assert_eq!(found, quantity(3.0, "pupil", Bound::Exact));
        let (found, _) =
            one("left:VERB:0:root for:ADP:5:case over:ADP:4:case three:NUM:5:nummod hours/hour:NOUN:1:obl").unwrap();
        assert_eq!(found.bound, Bound::MoreThan);
    }

    #[test]
    fn rates_keep_what_they_are_per() {
        let (found, _) =
            one("over:ADP:2:case 5,000:NUM:3:nummod visitors/visitor:NOUN:0:root per:ADP:5:case week:NOUN:3:nmod")
                .unwrap();
        assert_eq!(found, Quantity { per: Some("week".into()), ..quantity(5000.0, "visitor", Bound::MoreThan) });
    }

    #[test]
    fn money_and_percentages_have_canonical_units() {
        let (found, words) = one("$:SYM:0:root 4.2:NUM:3:compound billion:NUM:1:nummod").unwrap();
        assert_eq!((found, words.as_str()), (quantity(4.2e9, "USD", Bound::Exact), "$ 4.2 billion"));
        let (found, _) = one("nearly:ADV:2:advmod 40:NUM:3:nummod percent:NOUN:0:root").unwrap();
        assert_eq!(found, quantity(40.0, "percent", Bound::LessThan));
        let (found, _) = one("12:NUM:2:nummod %:SYM:0:root").unwrap();
        assert_eq!(found, quantity(12.0, "percent", Bound::Exact));
    }

    #[test]
    fn pronoun_one_is_no_count() {
        assert_eq!(one("one:NUM:5:nsubj of:ADP:3:case them:PRON:1:nmod has:AUX:5:aux left:VERB:0:root"), None);
    }
}
