//! The claims of each document, cached under its content hash and the version of the engine that found them.

use super::{Directory, StoreError, directory, packed};
use crate::model::DocumentClaims;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// The cached claims of a graph directory.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of that directory.
    pub fn of(directory: &Directory) -> Self {
        Self { folder: directory.cache() }
    }

    fn path(&self, document: &str, engine: &str) -> PathBuf {
        let shard = document.get(..2).unwrap_or("__");
        self.folder.join(shard).join(format!("{document}-{engine}.json.zst"))
    }

    /// Whether the claims of that document by that engine are there.
    pub fn has(&self, document: &str, engine: &str) -> bool {
        self.path(document, engine).exists()
    }

    /// Reads the claims of a document. Its source is empty: the same content may come from several.
    ///
    /// # Errors
    /// File system errors; [`StoreError::Corrupt`] where the file does not read as claims.
    pub fn read(&self, document: &str, engine: &str) -> Result<DocumentClaims, StoreError> {
        packed::read(&self.path(document, engine))
    }

    /// Writes the claims of a document: beside, synced, then renamed.
    ///
    /// # Errors
    /// File system errors.
    pub fn write(&self, claims: &DocumentClaims, engine: &str) -> Result<(), StoreError> {
        let path = self.path(&claims.document.id, engine);
        let shard = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(shard).map_err(StoreError::io(shard))?;
        let mut anonymous = claims.clone();
        anonymous.document.source = String::new();
        let mut file = tempfile::Builder::new().prefix(".tmp").tempfile_in(shard).map_err(StoreError::io(shard))?;
        file.write_all(&packed::encode(&anonymous, &path)?).map_err(StoreError::io(&path))?;
        file.as_file().sync_all().map_err(StoreError::io(&path))?;
        file.persist(&path).map_err(|e| StoreError::io(&path)(e.error))?;
        Ok(())
    }

    /// Deletes what no document of the graph needs: what was removed, older engines' claims, leftovers of a kill.
    ///
    /// # Errors
    /// File system errors.
    pub fn keep_only(&self, entries: &[directory::Entry]) -> Result<(), StoreError> {
        let wanted: BTreeSet<PathBuf> = entries.iter().map(|entry| self.path(&entry.id, &entry.engine)).collect();
        let folders = fs::read_dir(&self.folder).map_err(StoreError::io(&self.folder))?;
        for shard in folders.flatten().map(|shard| shard.path()).filter(|path| path.is_dir()) {
            let files = fs::read_dir(&shard).map_err(StoreError::io(&shard))?;
            for file in files.flatten().map(|file| file.path()).filter(|path| !wanted.contains(path)) {
                fs::remove_file(&file).map_err(StoreError::io(&file))?;
            }
            let _in_use = fs::remove_dir(&shard);
        }
        Ok(())
    }
}
