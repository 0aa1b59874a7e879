//! Tells the program which version of the map stage it holds, so that cached results of another one are not reused:
//! a hash of the sources, tables and weights that a document's claims depend on.

use std::path::{Path, PathBuf};

const MAP_STAGE: [&str; 5] = ["src/model.rs", "src/nlp", "src/extract", "ontology/lexicon", "models"];

fn main() {
    let mut files = Vec::new();
    for path in MAP_STAGE {
        println!("cargo::rerun-if-changed={path}");
        collect(Path::new(path), &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let content = std::fs::read(&file).unwrap_or_default();
        hash = fnv(fnv(hash, file.to_string_lossy().as_bytes()), &content);
    }
    println!("cargo::rustc-env=CLAIMGRAPH_ENGINE={hash:016x}");
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}

/// FNV-1a, 64 bits: no dependency, and nobody attacks a build.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
