//! Sends the questions in batches, and goes on after failures as long as that makes sense.

use super::message::{answers, questions};
use super::{Answer, Answers, Manifest, Question, ReconcileError, Version};
use crate::http::{Client, Request};
use crate::store::StoreError;

/// What services take at once that do not say.
const USUAL_BATCH: usize = 10;

/// Batches that may fail one after the other before the service is given up.
const PATIENCE: usize = 3;

/// How a run went.
#[derive(Debug, Default)]
pub struct Report {
    /// Questions answered in this run.
    pub answered: usize,
    /// What went wrong, in words.
    pub failures: Vec<String>,
    /// Why the run ended before all questions were asked, if it did.
    pub stopped: Option<ReconcileError>,
}

/// A service with what is needed to ask it.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its address.
    pub url: String,
    /// What it says of itself.
    pub manifest: Manifest,
    client: Client,
    version: Version,
}

/// What became of a batch.
enum Sent {
    Answered(Vec<Answer>, usize),
    TooLarge,
    Failed(String),
}

impl Service {
    /// The service at `url`, whose manifest is read.
    ///
    /// # Errors
    /// [`ReconcileError::Http`], [`ReconcileError::Manifest`].
    pub fn open(client: Client, url: &str) -> Result<Self, ReconcileError> {
        let manifest = Manifest::fetch(&client, url)?;
        let version = manifest.version(url)?;
        Ok(Self { url: url.to_owned(), manifest, client, version })
    }

    /// Asks all of `asked`, at most `batch` at once, and keeps the answers as they come. `watch` is told how many more
    /// were dealt with. What fails is in the report.
    pub fn ask_all(
        &self,
        asked: &[Question],
        batch: Option<usize>,
        answers: &mut Answers,
        watch: &dyn Fn(usize),
    ) -> Report {
        let (most, wanted) = (self.manifest.batch_size, batch.or(self.manifest.batch_size));
        let size = wanted.unwrap_or(USUAL_BATCH).min(most.unwrap_or(usize::MAX)).max(1);
        let mut report = Report::default();
        let mut keep = |batch| answers.keep(batch);
        report.stopped = self.ask_in_batches(asked, size, &mut keep, &mut report, watch).err();
        report
    }

    fn ask_in_batches(
        &self,
        mut rest: &[Question],
        mut size: usize,
        keep: &mut dyn FnMut(Vec<Answer>) -> Result<(), StoreError>,
        report: &mut Report,
        watch: &dyn Fn(usize),
    ) -> Result<(), ReconcileError> {
        let mut failed = 0;
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(size.min(rest.len()));
            match self.ask(batch)? {
                Sent::TooLarge if batch.len() > 1 => {
                    size = batch.len() / 2;
                    continue;
                }
                Sent::TooLarge => report.failures.push(format!("{:?}: too large for the service", batch[0].name)),
                Sent::Answered(batch, silent) => {
                    failed = 0;
                    report.answered += batch.len();
                    keep(batch)?;
                    if silent > 0 {
                        report.failures.push(format!("{}: {silent} questions of a batch were not answered", self.url));
                    }
                }
                Sent::Failed(reason) => {
                    failed += 1;
                    if failed == PATIENCE {
                        return Err(ReconcileError::Refused { url: self.url.clone(), reason });
                    }
                    report.failures.push(format!("{}: {reason}", self.url));
                }
            }
            watch(batch.len());
            rest = after;
        }
        Ok(())
    }

    fn ask(&self, batch: &[Question]) -> Result<Sent, ReconcileError> {
        let url = match self.version {
            Version::Early => self.url.clone(),
            Version::Draft1 => format!("{}/match", self.url.trim_end_matches('/')),
        };
        let body = questions(self.version, batch);
        let response = self.client.send(&Request { url: &url, accept: "application/json", body })?;
        match response.status {
            413 => Ok(Sent::TooLarge),
            500.. if !response.is_good() => Ok(Sent::Failed(response.summary())),
            _ if !response.is_good() => Err(ReconcileError::Refused { url, reason: response.summary() }),
            _ => Ok(match answers(self.version, &response.body, batch.len()) {
                Ok(lists) => {
                    let silent = lists.iter().filter(|list| list.is_none()).count();
                    let pairs = batch.iter().zip(lists).filter_map(|(question, list)| Some((question, list?)));
                    let service = || self.url.clone();
                    let answer = |(question, candidates): (&Question, _)| Answer {
                        service: service(),
                        question: question.clone(),
                        candidates,
                    };
                    Sent::Answered(pairs.map(answer).collect(), silent)
                }
                Err(reason) => Sent::Failed(format!("{reason}; {}", response.summary())),
            }),
        }
    }
}
