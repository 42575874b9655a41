//! Contents kept under their digest: small ones in the database, large ones as files.
//!
//! A file is on the disk before the entry that names its digest is written. One that is left over
//! from a refused command does no harm: its name is its content, and the next command that brings
//! the same content finds it there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::commit::Blob;
use crate::failure::Outage;

/// Largest content that is kept inside the database, in bytes.
pub const INSIDE_BYTES_MAX: usize = 1 << 20;

/// Folder of the files in a data directory.
const FOLDER: &str = "blobs";

/// Writes a digest in lower-case hexadecimal.
pub fn hexadecimal(digest: &[u8; 32]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file of a content: two letters of the digest are the folder, so that none grows large.
pub(crate) fn path(directory: &Path, digest: &[u8; 32]) -> PathBuf {
    let name = hexadecimal(digest);
    let (folder, file) = name.split_at(2);
    directory.join(FOLDER).join(folder).join(file)
}

/// Says whether a content is kept as a file.
pub(crate) fn is_file(directory: Option<&Path>, size: usize) -> bool {
    directory.is_some() && size > INSIDE_BYTES_MAX
}

/// Writes a content to its file, durably; does nothing where it is there.
pub(crate) fn write(directory: &Path, blob: &Blob) -> Result<(), Outage> {
    let path = path(directory, &blob.digest);
    let fault = |source| Outage::file("keeping a document", &path, source);
    if path.try_exists().map_err(fault)? {
        return Ok(());
    }
    write_through(&path, &blob.bytes).map_err(fault)
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    // Written under another name first: a file with its right name is always whole.
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    let mut file = fs::File::create(&unfinished)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(fault) = written {
        fs::remove_file(&unfinished)?;
        return Err(fault);
    }
    fs::rename(&unfinished, path)?;
    for folder in path.ancestors().skip(1).take(3) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Reads a content from its file.
pub(crate) fn read(directory: &Path, digest: &[u8; 32]) -> Result<Vec<u8>, Outage> {
    let path = path(directory, digest);
    fs::read(&path).map_err(|source| Outage::file("reading a document", &path, source))
}

/// Removes the file of a content, durably; does nothing where there is none.
pub(crate) fn remove(directory: &Path, digest: &[u8; 32]) -> Result<(), Outage> {
    let path = path(directory, digest);
    let fault = |source| Outage::file("erasing a document", &path, source);
    match fs::remove_file(&path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(error)),
    }
    let folder = path.parent().unwrap_or(&path);
    fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)
}
