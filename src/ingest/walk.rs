//! From what the user names (files, folders, globs, standard input) to a sorted list of sources.

use super::IngestError;
use globset::GlobBuilder;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// One thing to open.
#[derive(Debug)]
pub(super) enum Source {
    /// Standard input.
    Stdin,
    /// A file that the user named.
    Named(PathBuf),
    /// A file found in a folder or by a glob.
    Found(PathBuf),
    /// A graph directory among the files of a folder, such as an earlier run of `build .` leaves.
    Graph(PathBuf),
    /// What could not be found.
    Missing(String, IngestError),
}

impl Source {
    /// The name that documents carry.
    pub(super) fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::Named(path) | Source::Found(path) | Source::Graph(path) => path.to_string_lossy().into_owned(),
            Source::Missing(name, _) => name.clone(),
        }
    }
}

/// Expands the inputs, sorted by name and without repetition, so that their order on the command line does not matter.
pub(super) fn expand(inputs: &[String]) -> Vec<Source> {
    let mut sources: Vec<(String, Source)> =
        inputs.iter().flat_map(|input| expand_one(input)).map(|source| (source.name(), source)).collect();
    // A file that was both named and found counts as named.
    sources.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| is_found(x).cmp(&is_found(y))));
    sources.dedup_by(|(a, _), (b, _)| a == b);
    sources.into_iter().map(|(_, source)| source).collect()
}

fn is_found(source: &Source) -> bool {
    matches!(source, Source::Found(_))
}

fn expand_one(input: &str) -> Vec<Source> {
    let path = Path::new(input);
    if input == "-" {
        vec![Source::Stdin]
    } else if path.is_dir() {
        walk(path, |_| true)
    } else if path.exists() {
        vec![Source::Named(path.to_owned())]
    } else if input.contains(['*', '?', '[', '{']) {
        glob(input)
    } else {
        vec![missing(input)]
    }
}

fn missing(input: &str) -> Source {
    let hint = if input.contains("://") { " (claimgraph works offline: save the page and name the file)" } else { "" };
    Source::Missing(input.to_owned(), IngestError::NotFound { path: input.to_owned(), hint })
}

/// The files that match a glob; `*` does not cross a folder's border, `**` does.
fn glob(pattern: &str) -> Vec<Source> {
    let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let error = IngestError::malformed(pattern, super::Place::File, error);
            return vec![Source::Missing(pattern.to_owned(), error)];
        }
    };
    let fixed: PathBuf = Path::new(pattern).components().take_while(|part| !is_pattern(part.as_os_str())).collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
    let found = walk(root, |path| matcher.is_match(path.strip_prefix("./").unwrap_or(path)));
    if found.is_empty() { vec![missing(pattern)] } else { found }
}

fn is_pattern(part: &std::ffi::OsStr) -> bool {
    part.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// Whether a folder is a graph directory, be it one that a killed run left.
fn is_graph(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).exists();
    has("graph.nq.zst") && has("documents.jsonl") || has(".lock") && folder.join("documents").is_dir()
}

/// All files under `root`, and under the folders that links there lead to, that `wanted` lets through; hidden files and folders
/// are left out, and graph directories are not entered.
fn walk(root: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<Source> {
    let unreadable = |path: &Path, reason: &dyn std::fmt::Display| {
        let name = path.to_string_lossy().into_owned();
        let error = IngestError::malformed(&name, super::Place::File, reason);
        Source::Missing(name, error)
    };
    let mut entries = WalkBuilder::new(root);
    entries.standard_filters(false).hidden(true).follow_links(true);
    entries.filter_entry(|entry| entry.path().parent().is_none_or(|folder| !is_graph(folder)));
    entries
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) if is_graph(entry.path()) => Some(Source::Graph(entry.into_path())),
            Ok(entry) if entry.path().is_dir() => None,
            Ok(entry) if !wanted(entry.path()) => None,
            // A pipe or a device might never end, or never begin; whoever wants it read names it.
            Ok(entry) if !entry.path().is_file() => Some(unreadable(entry.path(), &"no regular file")),
            Ok(entry) => Some(Source::Found(entry.into_path())),
            Err(error) => Some(unreadable(root, &error)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[&str]) -> Vec<String> {
        let inputs: Vec<String> = inputs.iter().map(|s| (*s).to_owned()).collect();
        expand(&inputs).iter().map(Source::name).collect()
    }

    #[test]
    fn folders_are_walked_in_order_without_hidden_files() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("b/deep")).unwrap();
        for name in ["c.txt", "a.txt", "b/deep/x.txt", ".hidden.txt"] {
            std::fs::write(at(name), "text").unwrap();
        }
        let root = dir.path().to_string_lossy().into_owned();
        let expected: Vec<String> = ["a.txt", "b/deep/x.txt", "c.txt"].iter().map(|n| format!("{root}/{n}")).collect();
        assert_eq!(names(&[&root]), expected);
        assert_eq!(names(&[&expected[2], &root]), expected, "a file named twice is read once");
        assert_eq!(names(&[&format!("{root}/*.txt")]), [expected[0].clone(), expected[2].clone()]);
        assert_eq!(names(&[&format!("{root}/**/x.*")]), [expected[1].clone()]);
    }

    #[test]
    fn a_graph_among_the_files_is_not_entered() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("kg/documents")).unwrap();
        for name in ["a.txt", "kg/graph.nq.zst", "kg/documents.jsonl", "kg/documents/x.json"] {
            std::fs::write(dir.path().join(name), "text").unwrap();
        }
        let sources = expand(&[dir.path().to_string_lossy().into_owned()]);
        assert!(matches!(&sources[..], [Source::Found(_), Source::Graph(kg)] if kg.ends_with("kg")), "{sources:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_nothing_waits_for_a_pipe() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("real")).unwrap();
        std::fs::create_dir_all(at("in")).unwrap();
        std::fs::write(at("real/a.txt"), "text").unwrap();
        std::os::unix::fs::symlink(at("real"), at("in/linked")).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), at("in/broken.txt")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("in/socket")).unwrap();
        let sources = expand(&[at("in").to_string_lossy().into_owned()]);
        let (read, missing): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(|s| is_found(s));
        assert!(matches!(read[..], [only] if only.name().ends_with("linked/a.txt")), "{read:?}");
        assert_eq!(missing.len(), 2, "{missing:?}");
    }

    #[test]
    fn what_is_missing_is_said() {
        let sources = expand(&["no/such/file.txt".to_owned(), "https://example.org/a".to_owned()]);
        assert!(sources.iter().all(|s| matches!(s, Source::Missing(..))));
    }
}
