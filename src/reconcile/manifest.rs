//! What a service says of itself.

use super::ReconcileError;
use crate::http::{Body, Client, Request};
use serde::Deserialize;

/// A version of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 0.1 and 0.2, whose questions and answers have the same form.
    Early,
    /// The draft of 1.0.
    Draft1,
}

/// The parts of a service's manifest that a client needs.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// What the service is called.
    pub name: String,
    /// The versions of the protocol that it speaks; services of version 0.1 do not say.
    #[serde(default)]
    pub versions: Option<Vec<String>>,
    /// The most questions that it takes at once.
    #[serde(default)]
    pub batch_size: Option<usize>,
    /// What its identifiers identify (`http://www.wikidata.org/entity/`); not in 1.0.
    #[serde(default)]
    identifier_space: Option<String>,
    /// How an identifier becomes an address.
    #[serde(default)]
    view: Option<View>,
    /// Whether it wants to know who asks.
    #[serde(default)]
    authentication: Option<serde_json::Value>,
}

/// How an identifier becomes an address (`https://www.wikidata.org/wiki/{{id}}`).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct View {
    #[serde(default)]
    url: String,
}

impl Manifest {
    /// Whether its identifiers are items of Wikidata.
    pub fn is_wikidata(&self) -> bool {
        let view = self.view.as_ref().map(|view| view.url.as_str());
        self.identifier_space.as_deref().into_iter().chain(view).any(|address| address.contains("wikidata.org/"))
    }

    /// Asks the service at `url`.
    ///
    /// # Errors
    /// [`ReconcileError::Http`]; [`ReconcileError::Manifest`] where the answer is no manifest.
    pub fn fetch(client: &Client, url: &str) -> Result<Self, ReconcileError> {
        let response = client.send(&Request { url, accept: "application/json", body: Body::Get })?;
        let wrong = |reason: String| ReconcileError::Manifest { url: url.to_owned(), reason };
        if !response.is_good() {
            return Err(wrong(response.summary()));
        }
        let manifest: Self =
            serde_json::from_slice(&response.body).map_err(|e| wrong(format!("{e}; {}", response.summary())))?;
        match manifest.authentication {
            Some(_) => Err(wrong("the service wants a login, which claimgraph does not have".to_owned())),
            None => Ok(manifest),
        }
    }

    /// The highest version that both sides speak.
    ///
    /// # Errors
    /// [`ReconcileError::Manifest`] where there is none.
    pub fn version(&self, url: &str) -> Result<Version, ReconcileError> {
        let Some(versions) = &self.versions else { return Ok(Version::Early) };
        let known = versions.iter().filter_map(|version| match version.as_str() {
            "0.1" | "0.2" => Some(Version::Early),
            "1.0-draft" | "1.0" => Some(Version::Draft1),
            _ => None,
        });
        known.max().ok_or_else(|| {
            let reason = format!("it speaks {}; claimgraph speaks 0.1, 0.2, 1.0-draft", versions.join(", "));
            ReconcileError::Manifest { url: url.to_owned(), reason }
        })
    }
}
