//! Finds what is published around a point, nearest first, without doing any I/O: the caller reads
//! the files.
//!
//! A search looks at ever larger boxes around the point until it has found enough, or until the
//! next box has too many files. It then says how far it looked, so that "nothing" is only said of
//! what was looked at.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

use super::directory::Directory;
use super::files::PlaceShard;
use super::manifest::{Entry, Manifest};
use super::name::RULES_DIR;
use super::walk::{Next, Walk};
use crate::places::grid::{Bounds, Cell};
use crate::places::locate::{Located, NearbyPlace, RADIUS_METRES, locate};
use crate::places::{LonLat, Place};

/// How far a search looks, step by step, in metres as the crow flies.
pub const SEARCH_RADII_METRES: [u32; 5] = [60, 400, 800, 1600, 3000];

/// How many squares are read at most for one request.
pub const MAX_SQUARES: usize = 64;

/// Reads the files of one snapshot.
pub trait Reader {
    /// Why a file cannot be read.
    type Error;

    /// The manifest of the snapshot.
    fn manifest(&self) -> &Manifest;

    /// Reads a directory file.
    fn directory(&self, entry: &Entry) -> impl Future<Output = Result<Directory, Self::Error>>;

    /// Reads the shards with these logical names.
    fn shards(
        &self,
        names: BTreeSet<String>,
    ) -> impl Future<Output = Result<Vec<Arc<PlaceShard>>, Self::Error>>;
}

/// Descends to the file with the greatest name not after `name`, and returns its name; `None` if
/// there is none. The entries that were read on the way, the file's last, are added to `path`.
///
/// # Errors
///
/// If a directory file cannot be read.
pub async fn descend<R: Reader>(
    reader: &R,
    name: &str,
    path: &mut Vec<Entry>,
) -> Result<Option<String>, R::Error> {
    let mut next = reader.manifest().next(name);
    loop {
        match next {
            None => return Ok(None),
            Some(Next::File(name, entry)) => {
                path.push(entry);
                return Ok(Some(name));
            }
            Some(Next::Directory(entry)) => {
                next = reader.directory(&entry).await?.next(name);
                path.push(entry);
            }
        }
    }
}

/// The names of files from one name up to but not including another, in order; at least the first
/// `enough` of them.
///
/// # Errors
///
/// If a directory file cannot be read.
pub async fn between<R: Reader>(
    reader: &R,
    from: &str,
    before: &str,
    enough: usize,
) -> Result<Vec<String>, R::Error> {
    let mut walk = Walk::between(reader.manifest(), from, before);
    let mut found = Vec::new();
    while let Some(entry) = walk.next_directory() {
        let files = walk.enter(reader.directory(&entry).await?);
        found.extend(files.into_iter().map(|(name, _)| name));
        if found.len() >= enough {
            break;
        }
    }
    Ok(found)
}

/// The shards of the squares that intersect the bounds; `None` if there are more than
/// [`MAX_SQUARES`].
///
/// # Errors
///
/// If a file cannot be read.
pub async fn within<R: Reader>(
    reader: &R,
    bounds: Bounds,
) -> Result<Option<Vec<Arc<PlaceShard>>>, R::Error> {
    match squares_within(reader, bounds).await? {
        None => Ok(None),
        Some(squares) => reader.shards(squares).await.map(Some),
    }
}

/// The logical names of the squares that intersect the bounds, for a caller that can do with some
/// of them; `None` if there are more than [`MAX_SQUARES`].
///
/// # Errors
///
/// If a directory file cannot be read.
pub async fn squares_within<R: Reader>(
    reader: &R,
    bounds: Bounds,
) -> Result<Option<BTreeSet<String>>, R::Error> {
    let mut squares = BTreeSet::new();
    // Cells of a quarter of the box's side, so that few names beside it are read.
    let parts = |cell: Cell| cell.parts(bounds);
    let cells = Cell::covering(bounds).into_iter();
    for cell in cells.flat_map(parts).flat_map(parts) {
        let from = format!("{RULES_DIR}{cell}");
        // Sorts after every name with this prefix: digits of a cell are 0 to 3.
        let before = format!("{from}4");
        let larger = descend(reader, &from, &mut Vec::new()).await?;
        squares.extend(larger.filter(|name| from.starts_with(name.as_str())));
        let smaller = between(reader, &from, &before, MAX_SQUARES + 1).await?;
        if smaller.len() > MAX_SQUARES {
            return Ok(None);
        }
        squares.extend(smaller.into_iter().filter(|name| {
            let square = name.strip_prefix(RULES_DIR).and_then(Cell::parse);
            square.is_none_or(|square| square.bounds().meets(bounds))
        }));
        if squares.len() > MAX_SQUARES {
            return Ok(None);
        }
    }
    Ok(Some(squares))
}

/// Looks around a point in steps of [`SEARCH_RADII_METRES`] until `is_enough`, which gets the shards
/// that hold every place within so many metres. Returns how far it looked, in metres: less than the
/// last step if that was enough, or if farther out there is too much to read.
///
/// # Errors
///
/// If a file cannot be read.
pub async fn search<R: Reader>(
    reader: &R,
    point: LonLat,
    mut is_enough: impl FnMut(&[Arc<PlaceShard>], u32) -> bool,
) -> Result<u32, R::Error> {
    let mut looked = 0;
    // Kept while the next step is read, for readers that cache what is in use.
    let mut known: Vec<Arc<PlaceShard>>;
    for metres in SEARCH_RADII_METRES {
        let Some(shards) = within(reader, Bounds::around(point, metres)).await? else {
            break;
        };
        known = shards;
        looked = metres;
        if is_enough(&known, metres) {
            break;
        }
    }
    Ok(looked)
}

/// What is published at a point, or nearest to it.
#[derive(Clone, Debug, Default)]
pub struct AtPoint {
    /// The shards that were read.
    pub shards: Vec<Arc<PlaceShard>>,
    /// Their places, each once.
    pub places: Vec<Place>,
    /// Which of them are at the point, and which are nearest, no farther away than was looked.
    pub located: Located,
    /// How far was looked, in metres.
    pub looked_metres: u32,
}

impl AtPoint {
    /// What is nearest if there is no street here: the nearest street, and the nearest zone if none
    /// contains the point.
    pub fn beyond(&self) -> impl Iterator<Item = NearbyPlace> {
        let street = self.located.nearest;
        let street = street.filter(|_| self.located.streets.is_empty());
        street.into_iter().chain(self.located.nearest_zone)
    }
}

/// Finds what is at a point; if there is no street, also the nearest street and zone beyond, as far
/// as the search looked.
///
/// # Errors
///
/// If a file cannot be read.
pub async fn at_point<R: Reader>(reader: &R, point: LonLat) -> Result<AtPoint, R::Error> {
    let mut found = AtPoint::default();
    found.looked_metres = search(reader, point, |shards, metres| {
        let mut seen = BTreeSet::new();
        let places = shards.iter().flat_map(|shard| &shard.places);
        found.places = places.filter(|p| seen.insert(&p.id)).cloned().collect();
        found.shards = shards.to_vec();
        let mut located = locate(&found.places, point, RADIUS_METRES);
        // Something nearer than one farther away may be in a file that was not read.
        let is_known = |near: &NearbyPlace| near.metres <= metres;
        located.nearest = located.nearest.filter(is_known);
        located.nearest_zone = located.nearest_zone.filter(is_known);
        found.located = located;
        found.located.nearest.is_some() || found.located.nearest_zone.is_some()
    })
    .await?;
    Ok(found)
}
