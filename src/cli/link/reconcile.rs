//! `link reconcile`: asks a service on the network, takes what is clear and leaves the rest to review.

use super::list::sentence;
use crate::cli::args::{Global, Reconciling};
use crate::cli::{Outcome, output};
use anyhow::{Context, anyhow, bail};
use claimgraph::http::{Client, Patience};
use claimgraph::model::{Entity, EntityId, EntityType};
use claimgraph::pipeline;
use claimgraph::reconcile::{self, Answers, Bar, Question, Service, Verdict};
use claimgraph::resolve::decisions::Decision;
use claimgraph::store::ledger::{self, Record};
use claimgraph::store::{Corpus, Directory, Ledger};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::Duration;

/// Asks the service at `url`, and decides by its answers.
pub fn reconcile(global: &Global, url: &str, asking: &Reconciling) -> anyhow::Result<Outcome> {
    let directory = Directory::open(&global.graph)?;
    let corpus = Corpus::open(&directory)?;
    let mut answers = Answers::open(&directory)?;
    if answers.unreadable > 0 {
        output::note(&format!("reconciled.jsonl: {} lines do not read and are asked again", answers.unreadable));
    }
    let patience = Patience {
        timeout: Duration::from_secs(asking.timeout.into()),
        retries: asking.retries,
        ..Patience::default()
    };
    let service = Service::open(Client::new(patience), url)?;
    let questions = questions(&corpus, &classes(&service, &asking.classes)?, asking.top);
    let asked = to_ask(&questions, &answers, url, asking.again);
    let bar = output::progress("questions", Some(asked.len() as u64), global.quiet);
    let done = service.ask_all(&asked, asking.batch.map(usize::from), &mut answers, &|n| bar.inc(n as u64));
    bar.finish_and_clear();
    done.failures.iter().for_each(|failure| output::note(&format!("claimgraph: {failure}")));
    let verdicts = verdicts(&questions, &answers, url, Bar { score: asking.min_score, margin: asking.margin });
    conclude(&directory, url, decisions(&corpus, url, &questions, &verdicts), &verdicts)?;
    output::note(&format!("{} questions, {} answered now", asked.len(), done.answered));
    match done.stopped {
        Some(error) if done.answered == 0 && verdicts.is_empty() => Err(error.into()),
        Some(error) => {
            output::complain(&anyhow!(error).context("stopped; run it again to go on from here"));
            Ok(Outcome::Partial)
        }
        None if done.failures.is_empty() => Ok(Outcome::Good),
        None => Ok(Outcome::Partial),
    }
}

/// The class that the service is asked for, by type of entity.
fn classes(service: &Service, given: &[String]) -> anyhow::Result<BTreeMap<EntityType, String>> {
    let mut classes = BTreeMap::new();
    if service.manifest.is_wikidata() {
        let known = |kind: EntityType| Some((kind, reconcile::class_of(kind)?.to_owned()));
        classes.extend(claimgraph::vocab::CLASSES.into_iter().filter_map(known));
    }
    for given in given {
        let (kind, class) = given.split_once('=').with_context(|| format!("--class {given}: not TYPE=CLASS"))?;
        let subject = ledger::subject("x", kind, "").map_err(|reason| anyhow!("--class {given}: {reason}"))?;
        let Some(kind) = subject.kind else { bail!("--class {given}: the type is missing") };
        classes.insert(kind, class.to_owned());
    }
    Ok(classes)
}

type Asked<'c> = (EntityId, &'c Entity, Question);

/// A question for each named entity that is linked to nothing and that nobody decided on, the most mentioned first.
fn questions<'c>(corpus: &'c Corpus, classes: &BTreeMap<EntityType, String>, top: usize) -> Vec<Asked<'c>> {
    let resolution = &corpus.resolution;
    let is_open = |id: EntityId, entity: &Entity| {
        let decided = resolution.links.get(id as usize).is_some_and(|link| link.decided);
        entity.named && entity.wikidata.is_none() && !decided && entity.kind != EntityType::Thing
    };
    let mut open: Vec<_> = (0..).zip(&resolution.entities).filter(|(id, entity)| is_open(*id, entity)).collect();
    open.sort_by_key(|(id, entity)| (Reverse(entity.mentions), *id));
    open.truncate(if top == 0 { usize::MAX } else { top });
    let question = |entity: &Entity| Question { name: entity.label.clone(), class: classes.get(&entity.kind).cloned() };
    open.into_iter().map(|(id, entity)| (id, entity, question(entity))).collect()
}

fn to_ask(questions: &[Asked], answers: &Answers, url: &str, again: bool) -> Vec<Question> {
    let mut seen = BTreeSet::new();
    let fresh = questions.iter().map(|(_, _, question)| question).filter(|question| seen.insert((*question).clone()));
    fresh.filter(|question| again || answers.get(url, question).is_none()).cloned().collect()
}

/// What is made of the answers: by index into the questions.
fn verdicts(questions: &[Asked], answers: &Answers, url: &str, bar: Bar) -> Vec<(usize, Verdict)> {
    let verdict = |(index, (_, entity, question)): (usize, &Asked)| {
        let candidates = answers.get(url, question)?;
        Some((index, reconcile::judge(candidates, entity.kind, question.class.as_deref(), bar)))
    };
    let mut verdicts: Vec<(usize, Verdict)> = questions.iter().enumerate().filter_map(verdict).collect();
    once(questions, &mut verdicts);
    verdicts
}

/// An item is of one type: what was linked first, as the more mentioned, keeps it, and others of another type are left for review.
fn once(questions: &[Asked], verdicts: &mut [(usize, Verdict)]) {
    let mut taken: BTreeMap<String, &Entity> = BTreeMap::new();
    for (index, verdict) in verdicts {
        let (Verdict::Link { item, .. }, (_, entity, _)) = (&*verdict, &questions[*index]) else { continue };
        let first = *taken.entry(item.clone()).or_insert(entity);
        if first.kind != entity.kind {
            *verdict = Verdict::Review(format!("wd:{item} was taken for ent:{}", first.name));
        }
    }
}

/// Takes the clear ones as decisions of the service, and counts the others.
fn conclude(directory: &Directory, url: &str, taken: Vec<Record>, verdicts: &[(usize, Verdict)]) -> anyhow::Result<()> {
    let mut fresh = taken;
    let published = pipeline::decide(directory, |_, ledger: &mut Ledger| {
        fresh.retain(|record| ledger.add(record.clone()));
        Ok::<_, anyhow::Error>(!fresh.is_empty())
    })?;
    let mut out = output::results();
    for record in &fresh {
        writeln!(out, "{}   ({})", sentence(&record.decision), record.why)?;
    }
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|(_, verdict)| wanted(verdict)).count();
    let review = count(|verdict| matches!(verdict, Verdict::Review(_)));
    let nothing = count(|verdict| matches!(verdict, Verdict::Nothing));
    let linked = verdicts.len() - review - nothing;
    writeln!(out, "{linked} linked, {review} to be looked at with `link review`, {nothing} without candidates; {url}")?;
    out.flush()?;
    if let Some(published) = &published {
        super::warn_of_idle(&published.corpus);
    }
    Ok(())
}

/// The decisions that the clear verdicts come to.
fn decisions(corpus: &Corpus, url: &str, questions: &[Asked], verdicts: &[(usize, Verdict)]) -> Vec<Record> {
    let mut taken = Vec::new();
    for (index, verdict) in verdicts {
        let (Verdict::Link { item, why }, (id, entity, _)) = (verdict, &questions[*index]) else { continue };
        for subject in corpus.subjects(*id, &entity.label, None) {
            let decision = Decision::Pin(subject, Some(item.clone()));
            taken.push(Record { decision, by: url.to_owned(), why: why.clone() });
        }
    }
    taken
}
