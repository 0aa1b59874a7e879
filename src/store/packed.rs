//! Values in files: JSON under Zstandard, so that people can read them with `zstdcat`.

use super::{StoreError, directory};
use serde::{Serialize, de::DeserializeOwned};
use std::fs;
use std::path::Path;

/// Fast enough to be free beside the analysis, and about 8:1 on claims.
const LEVEL: i32 = 3;

/// The bytes of a value; `path` names it where that fails.
pub(super) fn encode(value: &impl Serialize, path: &Path) -> Result<Vec<u8>, StoreError> {
    let json = serde_json::to_vec(value).map_err(|e| StoreError::corrupt(path, e))?;
    zstd::encode_all(json.as_slice(), LEVEL).map_err(StoreError::io(path))
}

/// Writes a value into a file and waits until it is on the disk.
pub(super) fn write(value: &impl Serialize, path: &Path) -> Result<(), StoreError> {
    directory::write_synced(path, [encode(value, path)?])
}

/// Reads a file that [`encode`] gave the bytes of.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let packed = fs::read(path).map_err(StoreError::io(path))?;
    let json = zstd::decode_all(packed.as_slice()).map_err(StoreError::io(path))?;
    serde_json::from_slice(&json).map_err(|e| StoreError::corrupt(path, e))
}
