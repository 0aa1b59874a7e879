//! Facts of a life: how old somebody is, when somebody was born and died. `Ann Lee, 23,`; `a 22-year-old`; `Lee (3 May 1870 – 9
//! June 1941)`.

use super::align::{self, SAME};
use super::date;
use super::predication::{Part, Predication};
use super::reading::{Reading, Word};
use super::{Found, Suspicion};
use crate::contradict::Kind;
use crate::extract::tree::Tree;
use crate::model::TimeKind;

/// How sure it is that two ages exclude each other: a birthday may lie between the texts.
const AGES: f32 = 0.8;
const A_YEAR_APART: f32 = 0.6;

/// What the texts say of one person's age, birth or death that cannot both be right.
pub fn find<'p>(reading: &Reading, first: &'p [Predication], second: &'p [Predication]) -> Vec<Found<'p>> {
    let mut found = ages(reading, first, second);
    found.extend(born_and_died(reading, first, second));
    found.extend(lifespans(reading, 0).iter().flat_map(|life| against(reading, life, first, second)));
    let turned = lifespans(reading, 1);
    let turned = turned.iter().flat_map(|life| against(reading, life, second, first));
    found.extend(turned.map(|(suspicion, q, p)| (suspicion, p, q)));
    found
}

/// Somebody's age.
struct Age {
    bearer: Word,
    years: u32,
}

fn ages<'p>(reading: &Reading, first: &'p [Predication], second: &'p [Predication]) -> Vec<Found<'p>> {
    let all = |side| reading.words(side).filter_map(|word| age(reading, word)).collect::<Vec<Age>>();
    let (mine, others) = (all(0), all(1));
    let pairs = mine.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
    let differ = pairs.filter(|(a, b)| a.years != b.years && align::words(reading, a.bearer, b.bearer) >= SAME);
    let told = differ.filter_map(|(a, b)| {
        let strength = if a.years.abs_diff(b.years) > 1 { AGES } else { A_YEAR_APART };
        let reason = format!("{} is {} by one text, {} by the other.", reading.form(a.bearer), a.years, b.years);
        Some((Suspicion::new(Kind::Value, strength, reason), of(a.bearer, first)?, of(b.bearer, second)?))
    });
    told.collect()
}

/// A predication of the sentence, of the person where there is one.
fn of(person: Word, all: &[Predication]) -> Option<&Predication> {
    let mut near = all.iter().filter(|p| p.word.sentence == person.sentence);
    let own = near.clone().find(|p| p.arguments.iter().any(|a| a.word == person));
    own.or_else(|| near.next())
}

/// The age that a number gives, and the name of who has it.
fn age(reading: &Reading, number: Word) -> Option<Age> {
    let years: u32 = reading.form(number).parse().ok().filter(|years| (1..=120).contains(years))?;
    let tree = reading.tree(number);
    let form = |index: usize| if index < tree.len() { reading.form(Word { index, ..number }) } else { "" };
    let at = |index: usize| Word { index, ..number };
    let up = |index: usize| tree.parent(index);
    let before = number.index.checked_sub(1).map(form).unwrap_or_default();
    let bearer = match (before, form(number.index + 1)) {
        ("," | "(", "," | ")" | "." | "") => up(number.index)?,
        ("aged", _) => up(number.index - 1)?,
        (_, "years") if form(number.index + 2) == "old" => tree.child(number.index + 2, &["nsubj"])?,
        (_, "-") if form(number.index + 2) == "year" && form(number.index + 4) == "old" => {
            let noun = up(number.index + 4)?;
            let name = tree.child(noun, &["appos"]).filter(|c| tree.tokens[*c].upos == "PROPN");
            let described = up(noun).filter(|_| matches!(tree.tokens[noun].deprel, "appos" | "nmod:desc" | "compound"));
            let subject = tree.child(noun, &["nsubj"]);
            name.or(described).or(subject).unwrap_or(noun)
        }
        _ => return None,
    };
    reading.named(at(bearer)).then(|| Age { bearer: at(bearer), years })
}

/// `was born in 1901`, `died in 1901`: somebody whom texts tell of lived longer than that.
fn born_and_died<'p>(reading: &Reading, first: &'p [Predication], second: &'p [Predication]) -> Vec<Found<'p>> {
    let told = |p: &Predication, names: [&str; 2]| names.contains(&p.name.as_str()) && !p.negated();
    let (birth, death) = (["bear", "born"], ["die", "death"]);
    let pairs = first.iter().flat_map(|p| second.iter().map(move |q| (p, q)));
    let turned = pairs.filter(|(p, q)| told(p, birth) && told(q, death) || told(p, death) && told(q, birth));
    let found = turned.filter_map(|(p, q)| {
        let same = p.arguments.iter().filter(|a| a.part != Part::Oblique).any(|a| whose(reading, q, a.word));
        let (days, others) = (date::values(reading, p), date::values(reading, q));
        let day = days.iter().find(|day| others.contains(day)).filter(|_| same)?;
        let reason = format!("Born in {day} by one text, dead in {day} by the other.");
        Some((Suspicion::new(Kind::Time, 1.0, reason), p, q))
    });
    found.collect()
}

/// Whether a predication is of this person.
fn whose(reading: &Reading, p: &Predication, person: Word) -> bool {
    let mut core = p.arguments.iter().filter(|a| a.part != Part::Oblique);
    core.any(|a| align::words(reading, a.word, person) >= SAME)
}

/// The days of a birth and a death.
struct Life {
    bearer: Word,
    birth: Option<String>,
    death: Option<String>,
}

fn lifespans(reading: &Reading, side: usize) -> Vec<Life> {
    reading.sentences(side).filter_map(|sentence| lifespan(reading, sentence)).collect()
}

/// `NAME (DATE – DATE)`, `NAME (born DATE; died DATE)`: the first of a sentence.
fn lifespan(reading: &Reading, sentence: usize) -> Option<Life> {
    let tree = &reading.trees[sentence];
    let form = |index: usize| reading.form(Word { sentence, index });
    let name = (0..tree.len().saturating_sub(1)).find(|i| tree.tokens[*i].upos == "PROPN" && form(i + 1) == "(")?;
    let close = (name..tree.len()).find(|i| form(*i) == ")")?;
    let dates = reading.times[sentence].iter().filter(|t| t.time.kind == TimeKind::Date);
    let mut life = Life { bearer: Word { index: head(tree, name), sentence }, birth: None, death: None };
    for date in dates.filter(|t| (name..close).contains(&(t.first as usize))) {
        let Some(value) = &date.time.value else { continue };
        let slot = match (form(date.first as usize - 1), value.split_once('/')) {
            ("(", Some((birth, death))) => {
                (life.birth, life.death) = (Some(birth.to_owned()), Some(death.to_owned()));
                break;
            }
            ("(" | "born" | "b.", _) => &mut life.birth,
            ("died" | "d." | "-" | "–" | "—", _) => &mut life.death,
            _ => continue,
        };
        *slot = Some(value.clone());
    }
    // One date alone, without a word, may be of anything.
    let told = form(name + 2) == "born" || form(name + 2) == "b." || life.birth.is_some() && life.death.is_some();
    told.then_some(life)
}

/// The first word of the name that ends at `last`.
fn head(tree: &Tree, last: usize) -> usize {
    tree.parent(last).filter(|_| tree.tokens[last].relation() == "flat").unwrap_or(last)
}

/// What the other text says of the birth or the death that does not agree.
fn against<'p>(reading: &Reading, life: &Life, mine: &'p [Predication], others: &'p [Predication]) -> Vec<Found<'p>> {
    let told = others.iter().filter_map(|q| {
        let day = match q.name.as_str() {
            "bear" | "born" | "birth" => life.birth.as_ref()?,
            "die" | "death" => life.death.as_ref()?,
            _ => return None,
        };
        let same = whose(reading, q, life.bearer);
        let days = date::values(reading, q);
        let differs = !days.is_empty() && !days.iter().any(|other| date::compatible(day, other));
        let p = of(life.bearer, mine).filter(|_| same && differs && !q.negated())?;
        let reason = format!("Dated {day} by one text, {} by the other.", days.join(", "));
        Some((Suspicion::new(Kind::Time, 1.0, reason), p, q))
    });
    told.collect()
}
