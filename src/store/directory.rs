//! The graph directory: what lies where, one writer at a time, and changes that happen wholly or not at all.
//!
//! ```text
//! kg/documents/ab/ab12….json.zst   claims of each document, cached: content hash and engine version make the name
//! kg/documents.jsonl               the documents of the graph, sorted by id
//! kg/graph.nq.zst                  the graph: canonical, sorted N-Quads
//! kg/entities.json.zst             who is who: the entities and which of them each document names
//! kg/statements.json.zst           the statements with their support
//! kg/measures.nq                   measures of the graph that the user had kept; gone with the next change
//! kg/manifest.json                 format version and counts
//! kg/decisions.tsv                 the user's decisions on who is who; no build or removal touches it
//! ```
//!
//! A change writes the new files into `next.tmp/`, syncs them, and renames that to `next/`: this is the moment at
//! which the change has happened. The files are then moved to their places. A process killed before that moment
//! leaves the directory as it was; one killed after it leaves `next/`, whose files count before those in place,
//! and the next writer moves them.

use super::{Ledger, StoreError};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The version of the directory's layout.
pub const FORMAT: u32 = 2;

/// The quads of the graph.
pub const GRAPH: &str = "graph.nq.zst";
/// The list of documents.
pub const DOCUMENTS: &str = "documents.jsonl";
/// Who is who, as the graph has it.
pub const ENTITIES: &str = "entities.json.zst";
/// The statements of the graph.
pub const STATEMENTS: &str = "statements.json.zst";
/// Measures that the user had kept, as named graphs in N-Quads; they belong to the graph that they were measured on.
pub const MEASURES: &str = "measures.nq";
/// Versions and counts.
pub const MANIFEST: &str = "manifest.json";
/// The user's decisions.
pub const DECISIONS: &str = "decisions.tsv";

/// One document of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Content hash.
    pub id: String,
    /// The version of the engine that made the cached claims.
    pub engine: String,
    /// Where the document was read from; identical copies share an entry. Sorted.
    pub sources: Vec<String>,
    /// The first document that this one is a near-identical copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
}

/// Versions and counts of a graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// The version of the engine that made the claims.
    pub engine: String,
    /// The gazetteer that its entities were linked by, where it is not the one within the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<PathBuf>,
    /// Number of documents.
    pub documents: u64,
    /// Documents that are not a near-identical copy of another.
    pub independent: u64,
    /// Number of sentences.
    pub sentences: u64,
    /// Number of words.
    pub words: u64,
    /// Number of claims.
    pub claims: u64,
    /// Number of statements.
    pub statements: u64,
    /// Number of entities that take part in claims.
    pub entities: u64,
    /// Number of contradictions, from the default score on.
    #[serde(default)]
    pub contradictions: u64,
    /// Number of quads.
    pub quads: u64,
}

/// A graph directory.
#[derive(Clone, Debug)]
pub struct Directory {
    root: PathBuf,
    gazetteer: Option<PathBuf>,
}

/// What stands for the gazetteer within the program, in place of a path.
pub const BUILT_IN: &str = "built-in";

/// The right to change a directory; given back when dropped, or when the process ends in whatever way.
#[derive(Debug)]
pub struct WriteLock {
    file: File,
}

impl Drop for WriteLock {
    /// Gives the right back at once: closing the file would leave it with a child process that was started meanwhile and has
    /// not dropped its copy yet.
    fn drop(&mut self) {
        // What fails here is given back when the file is closed.
        drop(self.file.unlock());
    }
}

impl Directory {
    /// The directory at `root`, which need not exist.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), gazetteer: None }
    }

    /// The directory at `root`, where a graph must have been built.
    ///
    /// # Errors
    /// [`StoreError::NoGraph`] where there is none; as [`Directory::manifest`].
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let directory = Self::new(root);
        match directory.current(MANIFEST).exists() {
            true => directory.manifest().map(|_| directory),
            false => Err(StoreError::NoGraph(root.to_owned())),
        }
    }

    /// The same directory, whose graph is to be linked by that gazetteer from now on.
    pub fn linked_by(mut self, gazetteer: Option<PathBuf>) -> Self {
        self.gazetteer = gazetteer;
        self
    }

    /// The file of the gazetteer that its graph is linked by; none for the one within the program.
    pub fn gazetteer(&self) -> Option<PathBuf> {
        let chosen = match &self.gazetteer {
            Some(path) => Some(path.clone()),
            None => self.manifest().ok().and_then(|manifest| manifest.gazetteer),
        };
        chosen.filter(|path| path != Path::new(BUILT_IN))
    }

    /// Where it lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the cached claims.
    pub fn cache(&self) -> PathBuf {
        self.root.join("documents")
    }

    /// The file of that name as last committed.
    pub fn current(&self, name: &str) -> PathBuf {
        let next = self.root.join("next").join(name);
        if next.exists() { next } else { self.root.join(name) }
    }

    /// The measures that were kept of the graph as last committed.
    pub fn measures(&self) -> Option<PathBuf> {
        let path = self.root.join(MEASURES);
        (path.exists() && !self.root.join("next").exists()).then_some(path)
    }

    /// Writes the measures, in place of those kept before.
    ///
    /// # Errors
    /// File system errors; the file is then as it was.
    pub(super) fn keep_measures(
        &self,
        lines: impl Iterator<Item = String>,
        _lock: &WriteLock,
    ) -> Result<(), StoreError> {
        let (beside, path) = (self.root.join("measures.tmp"), self.root.join(MEASURES));
        write_synced(&beside, lines)?;
        fs::rename(&beside, &path).map_err(StoreError::io(&path))?;
        sync_folder(&self.root)
    }

    /// Makes the directory if need be, takes the right to change it, and completes a change that was cut off.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process has that right; file system errors.
    pub fn lock(&self) -> Result<WriteLock, StoreError> {
        fs::create_dir_all(self.cache()).map_err(StoreError::io(&self.root))?;
        let path = self.root.join(".lock");
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(StoreError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Locked(self.root.clone())),
            Err(fs::TryLockError::Error(cause)) => return Err(StoreError::Io { path, cause }),
        }
        self.move_into_place()?;
        Ok(WriteLock { file })
    }

    /// The documents of the graph, sorted by id; none where nothing was built yet.
    ///
    /// # Errors
    /// File system errors, or [`StoreError::Corrupt`] with the line.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        let path = self.current(DOCUMENTS);
        if !path.exists() {
            return Ok(Vec::new());
        }
        let file = File::open(&path).map_err(StoreError::io(&path))?;
        let parse = |(n, line): (usize, std::io::Result<String>)| {
            let line = line.map_err(StoreError::io(&path))?;
            serde_json::from_str(&line).map_err(|e| StoreError::corrupt(&path, format!("line {}: {e}", n + 1)))
        };
        BufReader::new(file).lines().enumerate().map(parse).collect()
    }

    /// Versions and counts.
    ///
    /// # Errors
    /// File system errors; [`StoreError::Corrupt`] where it does not parse or has another layout.
    pub fn manifest(&self) -> Result<Manifest, StoreError> {
        let path = self.current(MANIFEST);
        let text = fs::read_to_string(&path).map_err(StoreError::io(&path))?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|e| StoreError::corrupt(&path, e))?;
        match manifest.format {
            FORMAT => Ok(manifest),
            other => Err(StoreError::corrupt(
                &path,
                format!("layout {other}; this program reads layout {FORMAT}: build the graph again"),
            )),
        }
    }

    /// The user's decisions; none where there is no such file.
    ///
    /// # Errors
    /// File system errors, or [`StoreError::Corrupt`] with the line.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        let path = self.current(DECISIONS);
        if !path.exists() {
            return Ok(Ledger::default());
        }
        let text = fs::read_to_string(&path).map_err(StoreError::io(&path))?;
        Ledger::parse(&text).map_err(|reason| StoreError::corrupt(&path, reason))
    }

    /// An empty folder for the files of a change.
    ///
    /// # Errors
    /// File system errors.
    pub(super) fn begin(&self, _lock: &WriteLock) -> Result<PathBuf, StoreError> {
        let folder = self.root.join("next.tmp");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(StoreError::io(&folder))?;
        }
        fs::create_dir_all(&folder).map_err(StoreError::io(&folder))?;
        Ok(folder)
    }

    /// Makes the change happen whose graph was written into the folder that [`Directory::begin`] gave.
    ///
    /// # Errors
    /// File system errors; the directory is then as it was, or complete.
    pub(super) fn commit(&self, entries: &[Entry], manifest: &Manifest, _lock: &WriteLock) -> Result<(), StoreError> {
        let folder = self.root.join("next.tmp");
        let list = folder.join(DOCUMENTS);
        let lines = entries.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default() + "\n");
        write_synced(&list, lines)?;
        let counts = serde_json::to_string_pretty(manifest).unwrap_or_default() + "\n";
        write_synced(&folder.join(MANIFEST), [counts])?;
        sync_folder(&folder)?;
        let next = self.root.join("next");
        fs::rename(&folder, &next).map_err(StoreError::io(&next))?;
        sync_folder(&self.root)?;
        self.move_into_place()
    }

    fn move_into_place(&self) -> Result<(), StoreError> {
        let next = self.root.join("next");
        if !next.exists() {
            return Ok(());
        }
        let measures = self.root.join(MEASURES);
        if measures.exists() {
            fs::remove_file(&measures).map_err(StoreError::io(&measures))?;
        }
        for name in [GRAPH, DOCUMENTS, ENTITIES, STATEMENTS, MANIFEST, DECISIONS] {
            let (from, to) = (next.join(name), self.root.join(name));
            if from.exists() {
                fs::rename(&from, &to).map_err(StoreError::io(&to))?;
            }
        }
        sync_folder(&self.root)?;
        fs::remove_dir_all(&next).map_err(StoreError::io(&next))
    }
}

/// Writes a file and waits until it is on the disk.
pub(super) fn write_synced<P: AsRef<[u8]>>(path: &Path, parts: impl IntoIterator<Item = P>) -> Result<(), StoreError> {
    let io = || StoreError::io(path);
    let mut out = BufWriter::new(File::create(path).map_err(io())?);
    for part in parts {
        out.write_all(part.as_ref()).map_err(io())?;
    }
    let file = out.into_inner().map_err(|e| io()(e.into_error()))?;
    file.sync_all().map_err(io())
}

/// Makes renames within a folder last. Not every system can open a folder; those need no such call.
pub(super) fn sync_folder(path: &Path) -> Result<(), StoreError> {
    match File::open(path) {
        Ok(folder) => folder.sync_all().map_err(StoreError::io(path)),
        Err(_) => Ok(()),
    }
}
