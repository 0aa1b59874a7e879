//! `export`: the graph as a file.

use super::{Outcome, output};
use anyhow::Context;
use claimgraph::export::{self, Format, Options};
use claimgraph::store::Directory;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes the graph in `format` to `file`, or to standard output. A file is replaced whole or not at all.
pub fn export(graph: &Path, format: Format, options: Options, file: Option<&Path>) -> anyhow::Result<Outcome> {
    let directory = Directory::open(graph)?;
    let Some(path) = file else {
        let mut out = output::results();
        export::export(&directory, format, options, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Good);
    };
    let name = || path.display().to_string();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = tempfile::NamedTempFile::new_in(folder).with_context(name)?;
    let mut out = BufWriter::new(beside);
    export::export(&directory, format, options, &mut out)?;
    let beside = out.into_inner().map_err(|e| e.into_error()).with_context(name)?;
    beside.as_file().sync_all().with_context(name)?;
    readable_by_others(beside.as_file())?;
    beside.persist(path).with_context(name)?;
    Ok(Outcome::Good)
}

/// Temporary files are private; a result is as readable as any new file.
#[cfg(unix)]
fn readable_by_others(file: &std::fs::File) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(file.set_permissions(std::fs::Permissions::from_mode(0o644))?)
}

#[cfg(not(unix))]
fn readable_by_others(_file: &std::fs::File) -> anyhow::Result<()> {
    Ok(())
}
