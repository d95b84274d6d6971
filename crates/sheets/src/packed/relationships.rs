//! Which part of a packed file is which (ECMA-376, part 2).

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::archive::Archive;
use super::error::PackedError;
use super::xml::{self, Xml};

/// The folder and name of a file's own part.
pub(crate) fn main_part(archive: &Archive) -> Result<(String, String), PackedError> {
    const PART: &str = "_rels/.rels";
    let relationships =
        relationships(archive.required(PART)?).map_err(|error| error.in_part(PART))?;
    let target = relationships
        .into_values()
        .find(|(_, kind)| kind.ends_with("/officeDocument"))
        .map(|(target, _)| target)
        .ok_or_else(|| PackedError::damaged("officeDocument").in_part(PART))?;
    let target = target.trim_start_matches('/');
    Ok(match target.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name.to_owned()),
        None => (String::new(), target.to_owned()),
    })
}

/// The part and kind of each relationship of a part, by its identifier.
pub(crate) fn targets(
    archive: &Archive,
    folder: &str,
    name: &str,
) -> Result<BTreeMap<String, (String, String)>, PackedError> {
    let part = format!("{folder}_rels/{name}.rels");
    let relationships =
        relationships(archive.required(&part)?).map_err(|error| error.in_part(&part))?;
    Ok(relationships
        .into_iter()
        .map(|(id, (target, kind))| {
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}{target}"),
            };
            (id, (path, kind))
        })
        .collect())
}

/// The target and kind of each relationship, by its identifier.
fn relationships(text: &str) -> Result<BTreeMap<String, (String, String)>, PackedError> {
    let mut found = BTreeMap::new();
    let mut reader = Xml::new(text);
    loop {
        match reader.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let read = |name| -> Result<String, PackedError> {
                    Ok(xml::attribute(&element, name)?
                        .unwrap_or_default()
                        .into_owned())
                };
                found.insert(read("Id")?, (read("Target")?, read("Type")?));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
