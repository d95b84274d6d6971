//! How a file of the tree is found: by its logical name, by a place, by a point on the map.

use std::rc::Rc;

use civic::PlaceId;
use civic::cells::{Bounds, Cell, DEPTH};
use civic::place::LonLat;
use civic::tree::{Directory, Entry, Manifest, WhereFile, directory_of, name};

use super::{DataError, Tree, from_slice};

/// What is wanted of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// The file of a logical name.
    Name(String),
    /// The [`civic::tree::PlaceShard`] in which a place is at home.
    Place(PlaceId),
    /// The [`civic::tree::PlaceShard`] that answers for a point.
    Point(LonLat),
}

impl Tree {
    /// Where the file that is wanted lies.
    pub(super) async fn find(self, manifest: &Manifest, want: &Want) -> Result<Entry, DataError> {
        match want {
            Want::Name(name) => {
                let (found, entry) = self.last_not_after(manifest, name).await?;
                (found == *name).then_some(entry).ok_or(DataError::Absent)
            }
            Want::Place(place) => {
                let name = format!("{}{place}", name::WHERE_DIR);
                let (_, entry) = self.last_not_after(manifest, &name).await?;
                let known: WhereFile = from_slice(&self.checked(&entry).await?)?;
                let name = known.places.get(place).ok_or(DataError::Absent)?;
                let (found, entry) = self.last_not_after(manifest, name).await?;
                (found == *name).then_some(entry).ok_or(DataError::Absent)
            }
            Want::Point(point) => {
                let name = square(Cell::of(*point, DEPTH));
                let (found, entry) = self.last_not_after(manifest, &name).await?;
                let holds = name.starts_with(&found);
                holds.then_some(entry).ok_or(DataError::Absent)
            }
        }
    }

    /// The file whose name is the last not after this one.
    async fn last_not_after(
        self,
        manifest: &Manifest,
        name: &str,
    ) -> Result<(String, Entry), DataError> {
        let Some(directory) = directory_of(name) else {
            let entry = manifest.files.get(name).ok_or(DataError::Absent)?;
            return Ok((name.to_owned(), entry.clone()));
        };
        let mut entry = manifest
            .files
            .get(directory)
            .ok_or(DataError::Absent)?
            .clone();
        loop {
            let directory: Directory = from_slice(&self.checked(&entry).await?)?;
            if let Some((name, entry)) = directory.last_not_after(name) {
                return Ok((name.to_owned(), entry.clone()));
            }
            entry = directory.part(name).ok_or(DataError::Absent)?.clone();
        }
    }

    /// Every square's file that holds something within the bounds; `None` where they have more
    /// than so many bytes, seen without looking through them all.
    pub(super) async fn squares(
        self,
        manifest: &Manifest,
        bounds: Bounds,
        most: u64,
    ) -> Result<Option<Vec<Entry>>, DataError> {
        let bytes = |found: &[Entry]| found.iter().map(|entry| entry.size).sum::<u64>();
        let mut found: Vec<Entry> = Vec::new();
        for cell in Cell::covering(bounds) {
            let from = square(cell);
            // After every name that begins with it.
            let before = format!("{from}4");
            if let Ok((name, entry)) = self.last_not_after(manifest, &from).await
                && from.starts_with(&name)
                && !found.contains(&entry)
            {
                found.push(entry);
            }
            let root = manifest.files.get(name::RULES_DIR);
            let mut open: Vec<Entry> = root.cloned().into_iter().collect();
            while let Some(entry) = open.pop() {
                let directory: Directory = from_slice(&self.checked(&entry).await?)?;
                let within = directory.files.range(from.clone()..before.clone());
                found.extend(within.map(|(_, entry)| entry.clone()));
                open.extend(directory.parts_between(&from, &before).cloned());
                if bytes(&found) > most {
                    return Ok(None);
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found.dedup();
        Ok((bytes(&found) <= most).then_some(found))
    }

    /// A file that was found, checked, and remembered as part of a good snapshot.
    pub(super) async fn wanted(
        self,
        manifest: &Manifest,
        want: &Want,
    ) -> Result<Rc<[u8]>, DataError> {
        let entry = self.find(manifest, want).await?;
        let bytes = self.checked(&entry).await?;
        self.is_good(manifest);
        Ok(bytes)
    }
}

fn square(cell: Cell) -> String {
    format!("{}{cell}", name::RULES_DIR)
}
