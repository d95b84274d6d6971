//! The files that keep their name from snapshot to snapshot, at the target.

use routes::tree::{DUTY_LISTS_FOLDER, OPEN_FOLDER, SHEETS_FOLDER, STREETS_FOLDER};

use crate::error::PublishError;
use crate::spool::{Copies, Writer};
use crate::target::Target;

/// Writes each file that is missing or another: a publisher may have been killed between them and
/// the manifest.
pub(crate) fn write(writer: &mut Writer<'_>, copies: &Copies) -> Result<(), PublishError> {
    for (copy, path) in copies {
        let bytes = writer.target.read(path)?;
        writer.write(copy, &bytes)?;
    }
    Ok(())
}

/// The folders of the files that keep their names.
pub(crate) fn folders() -> impl Iterator<Item = String> {
    let inside = [STREETS_FOLDER, SHEETS_FOLDER, DUTY_LISTS_FOLDER];
    inside
        .into_iter()
        .map(|folder| format!("{OPEN_FOLDER}/{folder}"))
}

/// Removes the files of streets and units that are no longer published.
pub(crate) fn prune(target: &dyn Target, copies: &Copies) -> Result<(), PublishError> {
    for folder in folders() {
        for name in target.list(&folder)? {
            let path = format!("{folder}/{name}");
            if !copies.contains_key(&path) {
                target.remove(&path)?;
            }
        }
    }
    Ok(())
}
