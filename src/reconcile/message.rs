//! Questions and answers as the versions of the protocol write them.

use super::Version;
use crate::http::Body;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A name and what bears it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Question {
    /// The name.
    pub name: String,
    /// The class that the service is asked for, if any (`Q5`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

/// What the service proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its identifier (`Q7747`).
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// A few words on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// How well it fits, 0 to 100; none where the service gave no number of that range.
    #[serde(default)]
    pub score: Option<f64>,
    /// The identifiers of its classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
}

/// Candidates asked for.
const LIMIT: u32 = 5;

/// A batch of questions, ready to be sent.
pub fn questions(version: Version, batch: &[Question]) -> Body {
    match version {
        Version::Early => {
            let keyed = batch.iter().enumerate().map(|(n, question)| (format!("q{n}"), early(question)));
            Body::Form(vec![("queries", Value::Object(keyed.collect::<Map<_, _>>()).to_string())])
        }
        Version::Draft1 => {
            let queries: Vec<Value> = batch.iter().map(draft).collect();
            Body::Text("application/json", json!({"queries": queries}).to_string())
        }
    }
}

fn early(question: &Question) -> Value {
    let mut query = json!({"query": question.name, "limit": LIMIT});
    if let (Some(class), Value::Object(fields)) = (&question.class, &mut query) {
        fields.insert("type".to_owned(), class.as_str().into());
    }
    query
}

fn draft(question: &Question) -> Value {
    let name = json!([{"matchType": "name", "propertyValue": question.name}]);
    let mut query = json!({"conditions": name, "limit": LIMIT});
    if let (Some(class), Value::Object(fields)) = (&question.class, &mut query) {
        fields.insert("type".to_owned(), class.as_str().into());
    }
    query
}

/// The candidates for each question of a batch of `size`; none for a question that was not answered.
///
/// # Errors
/// Says why the answer is none.
pub fn answers(version: Version, body: &[u8], size: usize) -> Result<Vec<Option<Vec<Candidate>>>, String> {
    let answer: Value = serde_json::from_slice(body).map_err(|e| format!("no JSON: {e}"))?;
    match version {
        Version::Early => {
            let keyed = answer.as_object().ok_or("no object of results")?;
            let one = |n: usize| keyed.get(&format!("q{n}")).map(|result| candidates(result, "result")).transpose();
            (0..size).map(one).collect()
        }
        Version::Draft1 => {
            let results = answer.get("results").and_then(Value::as_array).ok_or("no list of `results`")?;
            if results.len() != size {
                return Err(format!("{} results to {size} questions", results.len()));
            }
            results.iter().map(|result| candidates(result, "candidates").map(Some)).collect()
        }
    }
}

fn candidates(result: &Value, field: &str) -> Result<Vec<Candidate>, String> {
    let list = result.get(field).and_then(Value::as_array).ok_or_else(|| format!("a result without `{field}`"))?;
    list.iter().map(candidate).collect()
}

fn candidate(value: &Value) -> Result<Candidate, String> {
    let text = |field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let id = value.get("id").and_then(Value::as_str).ok_or("a candidate without `id`")?;
    let classes = match value.get("type") {
        Some(Value::Array(classes)) => classes.iter().filter_map(class).collect(),
        Some(one) => class(one).into_iter().collect(),
        None => Vec::new(),
    };
    let score = value.get("score").and_then(score);
    Ok(Candidate { id: id.to_owned(), name: text("name"), description: text("description"), score, classes })
}

fn class(value: &Value) -> Option<String> {
    value.get("id").unwrap_or(value).as_str().map(str::to_owned)
}

/// A score; some services write it as text. One out of range says nothing.
fn score(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    number.filter(|score| (0.0..=100.0).contains(score))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn batch() -> [Question; 2] {
        let question =
            |name: &str, class: Option<&str>| Question { name: name.to_owned(), class: class.map(str::to_owned) };
        [question("Ida Holm", Some("Q5")), question("\"Norland\" & co", None)]
    }

    #[test]
    fn questions_have_the_form_of_their_version() {
        let Body::Form(fields) = questions(Version::Early, &batch()) else { panic!("a form") };
        assert_eq!(fields[0].0, "queries");
        let queries: Value = serde_json::from_str(&fields[0].1).expect("JSON");
        assert_eq!(queries["q0"], json!({"query": "Ida Holm", "type": "Q5", "limit": 5}));
        assert_eq!(queries["q1"], json!({"query": "\"Norland\" & co", "limit": 5}));
        let Body::Text(media_type, text) = questions(Version::Draft1, &batch()) else { panic!("JSON") };
        assert_eq!(media_type, "application/json");
        let queries: Value = serde_json::from_str(&text).expect("JSON");
        let conditions = json!([{"matchType": "name", "propertyValue": "Ida Holm"}]);
        assert_eq!(queries["queries"][0], json!({"conditions": conditions, "type": "Q5", "limit": 5}));
    }

    #[test]
    fn answers_of_every_version_are_read() {
        let full = json!({"id": "Q1", "name": "A", "score": 97.5, "match": true, "type": [{"id": "Q5", "name": "human"}, "Q6"]});
        let early = json!({"q1": {"result": [full]}, "q0": {"result": []}}).to_string();
        let read = answers(Version::Early, early.as_bytes(), 3).expect("read");
        assert_eq!(read[0], Some(vec![]));
        assert_eq!(read[2], None);
        let candidate = &read[1].as_ref().expect("answered")[0];
        assert_eq!((candidate.score, candidate.classes.join(" ")), (Some(97.5), "Q5 Q6".to_owned()));
        let draft = json!({"results": [{"candidates": [{"id": "Q2", "name": "B"}]}]}).to_string();
        let read = answers(Version::Draft1, draft.as_bytes(), 1).expect("read");
        assert_eq!(read[0].as_ref().map(|list| (list[0].id.as_str(), list[0].score)), Some(("Q2", None)));
    }

    #[test]
    fn scores_out_of_range_say_nothing() {
        for (written, read) in [
            (json!(88), Some(88.0)),
            (json!("88.5"), Some(88.5)),
            (json!(1e9), None),
            (json!(-1), None),
            (json!("high"), None),
            (json!(null), None),
        ] {
            assert_eq!(score(&written), read, "{written}");
        }
    }

    #[test]
    fn nonsense_is_said_to_be_so() {
        for (version, body, reason) in [
            (Version::Early, "<html>", "no JSON"),
            (Version::Early, "[1]", "no object"),
            (Version::Early, "{\"q0\": {}}", "without `result`"),
            (Version::Early, "{\"q0\": {\"result\": [{\"name\": \"A\"}]}}", "without `id`"),
            (Version::Draft1, "{}", "no list"),
            (Version::Draft1, "{\"results\": []}", "0 results to 1 questions"),
        ] {
            let error = answers(version, body.as_bytes(), 1).expect_err("refused");
            assert!(error.contains(reason), "{body}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_answer_is_a_panic(text in "\\PC{0,60}") {
            let _read_or_refused = answers(Version::Early, text.as_bytes(), 2);
            let _read_or_refused = answers(Version::Draft1, text.as_bytes(), 2);
        }
    }
}
