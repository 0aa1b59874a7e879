//! The network as a page: one file that shows, searches and filters it without any network.
//!
//! The page's program and looks are built from `explorer/` by `npm ci && npm run build` there, and lie here as built.

mod data;

use super::ExportError;
use super::network::Network;
use super::xml::escaped;
use crate::store::Corpus;
use std::io::Write;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Of the libraries in the script.
const LICENCES: &str = include_str!("LICENCES.txt");

/// Writes the page of a corpus with `network`, a part or all of it.
pub(super) fn write(corpus: &Corpus, network: &Network, out: &mut dyn Write) -> Result<(), ExportError> {
    let data = data::of(corpus, network)?;
    let json = serde_json::to_string(&data).map_err(std::io::Error::from)?;
    let mut rest = PAGE;
    for (mark, text) in [
        ("{{title}}", escaped(&data.title)),
        ("{{licences}}", LICENCES.replace("--", "- -")),
        ("{{style}}", STYLE.to_owned()),
        ("{{data}}", in_script(&json)),
        ("{{script}}", SCRIPT.to_owned()),
    ] {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        out.write_all(before.as_bytes())?;
        out.write_all(text.as_bytes())?;
        rest = after;
    }
    Ok(out.write_all(rest.as_bytes())?)
}

/// JSON that no reader of HTML takes for the end of the script or the start of a comment.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_the_script() {
        let text = "</script><!-- \u{2028}";
        let json = in_script(&serde_json::to_string(text).expect("JSON"));
        assert!(!json.contains('<') && !json.contains('\u{2028}'), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }

    #[test]
    fn the_page_has_each_mark_once_and_the_script_no_end_of_itself() {
        let marks = ["{{title}}", "{{licences}}", "{{style}}", "{{data}}", "{{script}}"];
        assert!(marks.iter().all(|mark| PAGE.matches(mark).count() == 1));
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
    }
}
