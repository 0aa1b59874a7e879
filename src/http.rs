//! The only way to the network: a small blocking HTTP client for commands that are given an address.
//!
//! A request that fails for a reason that may pass (no connection, a time-out, status 429, 502, 503, 504) is sent again
//! after a wait that doubles each time, or after the time that the server asks for in `Retry-After`.

use std::thread;
use std::time::{Duration, Instant};

/// The largest answer that is read, so that no server can fill the memory.
const LARGEST_ANSWER: u64 = 256 << 20;

/// How long to wait and how often to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// The limit of one request.
    pub timeout: Duration,
    /// The end of all of them, if any.
    pub deadline: Option<Instant>,
    /// How often a failed request is sent again.
    pub retries: u32,
    /// The wait before the first repetition; it doubles with each.
    pub first_wait: Duration,
    /// A server that asks to wait longer than this is taken to refuse.
    pub longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            deadline: None,
            retries: 4,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(120),
        }
    }
}

/// What is sent.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing: `GET`.
    Get,
    /// The fields of a form: `POST`.
    Form(Vec<(&'static str, String)>),
    /// Text of a media type: `POST`.
    Text(&'static str, String),
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Where to.
    pub url: &'a str,
    /// The media types that are understood.
    pub accept: &'static str,
    /// What is sent.
    pub body: Body,
}

/// What a server answered, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The media type without its parameters, in lower case; empty where none was given.
    pub media_type: String,
    /// What was sent.
    pub body: Vec<u8>,
    retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// What was given is no address.
    #[error("{0}: not an http:// or https:// address")]
    Address(String),
    /// Nobody answered in time.
    #[error("{0}: no answer within {1:.0?}")]
    Timeout(String, Duration),
    /// The time for all requests together is over.
    #[error("{0}: the time limit is over")]
    Deadline(String),
    /// The connection failed.
    #[error("{0}: {1}")]
    Connection(String, String),
    /// The server wants no more requests for a while.
    #[error("{0}: the server is busy and asks to wait {1:.0?}; try again later")]
    Busy(String, Duration),
}

impl HttpError {
    fn may_pass(&self) -> bool {
        matches!(self, HttpError::Timeout(..) | HttpError::Connection(..))
    }
}

/// Sends requests.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    patience: Patience,
}

impl Client {
    /// A client that sends nothing until asked to.
    pub fn new(patience: Patience) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(5)
            .user_agent(concat!("claimgraph/", env!("CARGO_PKG_VERSION"), " (https://w3id.org/claimgraph)"))
            .build();
        Self { agent: config.new_agent(), patience }
    }

    /// Sends a request, again where a failure may pass, and gives the last answer.
    ///
    /// # Errors
    /// [`HttpError`] where there is none.
    pub fn send(&self, request: &Request) -> Result<Response, HttpError> {
        if !["http://", "https://"].iter().any(|scheme| request.url.starts_with(scheme)) {
            return Err(HttpError::Address(request.url.to_owned()));
        }
        let mut wait = self.patience.first_wait;
        for _ in 0..self.patience.retries {
            match self.send_once(request) {
                Ok(response) if response.is_passing_failure() => {
                    self.pause(request.url, response.retry_after.unwrap_or(wait))?;
                }
                Err(error) if error.may_pass() => self.pause(request.url, wait)?,
                done => return done,
            }
            wait = wait.saturating_mul(2);
        }
        self.send_once(request)
    }

    fn pause(&self, url: &str, wait: Duration) -> Result<(), HttpError> {
        if wait > self.patience.longest_wait {
            return Err(HttpError::Busy(url.to_owned(), wait));
        }
        if self.left(url)?.is_some_and(|left| left <= wait) {
            return Err(HttpError::Deadline(url.to_owned()));
        }
        thread::sleep(wait);
        Ok(())
    }

    /// The time until the deadline, if there is one.
    fn left(&self, url: &str) -> Result<Option<Duration>, HttpError> {
        let Some(deadline) = self.patience.deadline else { return Ok(None) };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(HttpError::Deadline(url.to_owned())) } else { Ok(Some(left)) }
    }

    fn send_once(&self, request: &Request) -> Result<Response, HttpError> {
        let left = self.left(request.url)?.unwrap_or(Duration::MAX);
        let timeout = self.patience.timeout.min(left);
        let answer = match &request.body {
            Body::Get => {
                let get = self.agent.get(request.url).header("Accept", request.accept);
                get.config().timeout_global(Some(timeout)).build().call()
            }
            body => {
                let post = self.agent.post(request.url).header("Accept", request.accept);
                let post = post.config().timeout_global(Some(timeout)).build();
                match body {
                    Body::Form(fields) => post.send_form(fields.iter().map(|(name, value)| (*name, value.as_str()))),
                    Body::Text(media_type, text) => post.content_type(*media_type).send(text),
                    Body::Get => post.send_empty(),
                }
            }
        };
        answer.and_then(read).map_err(|error| self.reason(error, request.url, timeout))
    }

    fn reason(&self, error: ureq::Error, url: &str, timeout: Duration) -> HttpError {
        let url = url.to_owned();
        match error {
            ureq::Error::Timeout(_) if timeout < self.patience.timeout => HttpError::Deadline(url),
            ureq::Error::Timeout(_) => HttpError::Timeout(url, timeout),
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => HttpError::Address(url),
            other => HttpError::Connection(url, other.to_string()),
        }
    }
}

impl Response {
    /// Whether the server took the request.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn is_passing_failure(&self) -> bool {
        matches!(self.status, 429 | 502 | 503 | 504)
    }

    /// The answer in a few words, for messages: its status and how it begins.
    pub fn summary(&self) -> String {
        const WORDS: usize = 80;
        let text = String::from_utf8_lossy(&self.body);
        let begin: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(WORDS).collect();
        match begin.is_empty() {
            true => format!("status {}, nothing more", self.status),
            false => format!("status {}, {}: “{begin}”", self.status, self.kind()),
        }
    }

    fn kind(&self) -> &str {
        if self.media_type.is_empty() { "of no stated type" } else { &self.media_type }
    }
}

fn read(mut answer: ureq::http::Response<ureq::Body>) -> Result<Response, ureq::Error> {
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let retry_after = header("retry-after").and_then(|value| delay(&value));
    let media_type = header("content-type").unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec()?;
    Ok(Response { status, media_type, body, retry_after })
}

/// The value of `Retry-After`: seconds, or a date.
fn delay(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(value.trim()).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(jiff::Timestamp::now())).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_say_how_long_to_wait_in_seconds_or_with_a_date() {
        assert_eq!(delay(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(delay("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(delay("soon"), None);
    }

    #[test]
    fn what_is_no_address_is_said_at_once() {
        let client = Client::new(Patience::default());
        for url in ["", "example.org", "file:///notes.txt", "ftp://example.org"] {
            let request = Request { url, accept: "*/*", body: Body::Get };
            assert_eq!(client.send(&request), Err(HttpError::Address(url.to_owned())));
        }
    }
}
