//! Keeps the store in RocksDB, for graphs that memory cannot hold.

use super::StoreError;
use std::fs::{self, File};
use std::path::Path;

/// What tells two versions of the graph apart: a hash of its file.
pub(super) fn version(graph: &Path) -> Result<String, StoreError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(graph).map_err(StoreError::io(graph))?).map_err(StoreError::io(graph))?;
    Ok(hasher.finalize().to_string())
}

/// Removes a store of another version; its stamp goes first, so that half a store is never taken for a whole one.
pub(super) fn remove(folder: &Path, stamp: &Path) -> Result<(), StoreError> {
    if stamp.exists() {
        fs::remove_file(stamp).map_err(StoreError::io(stamp))?;
    }
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(StoreError::io(folder))?;
    }
    Ok(())
}
