//! Adding a photo to a case, by its receipt.

use api::Case;
use civic::cases::handling::{Action, Actor};
use civic::time::Instant;

use super::FollowUpError;
use super::follow::{describe, open};
use crate::desk::{Desk, DeskError, state, stored};
use crate::photos::Photo;
use crate::published::Snapshot;
use crate::response::Refusal;
use crate::store::{CaseStore, NewEntry, NewPhoto, PhotoAdded, StoredCase};

/// The most photos of a case.
const MOST: u32 = 6;
const JPEG: &str = "image/jpeg";

/// Why a photo is not added.
pub(crate) enum PhotoRefused {
    /// The photo itself.
    Photo(Refusal),
    /// The case has as many as it may.
    TooMany(u32),
    /// The receipt opens nothing, or the rules do not let it be added.
    FollowUp(FollowUpError),
}

impl<T: Into<FollowUpError>> From<T> for PhotoRefused {
    fn from(error: T) -> Self {
        Self::FollowUp(error.into())
    }
}

/// Adds a photo to the case of a receipt, and answers with the case as it is then. A photo that it has
/// already is not added again: a phone sends once more what it was not told of. The photo is written
/// only where the receipt opens a case and one may be added, since that takes its time.
pub(crate) async fn add_photo(
    store: &dyn CaseStore,
    snapshot: &Snapshot,
    token: &str,
    write: impl AsyncFnOnce() -> Result<Photo, Refusal>,
    now: Instant,
) -> Result<Case, PhotoRefused> {
    let desk = Desk {
        store,
        snapshot,
        now,
    };
    let (_, found) = open(store, token).await?;
    decide(&desk, &found).await?;
    let photo = write().await.map_err(PhotoRefused::Photo)?;
    loop {
        // Writing took its time: the case is as it is now, and whether the photo may be added is decided
        // anew.
        let (_, found) = open(store, token).await?;
        if has(store, &found, &photo).await? {
            break;
        }
        let entry = decide(&desk, &found).await?;
        let added = store.add_photo(NewPhoto {
            case: found.row.number,
            seen: found.row.entries,
            media_type: JPEG.to_owned(),
            bytes: photo.jpeg.clone(),
            most: MOST,
            entry,
        });
        match added.await.map_err(DeskError::Store)? {
            PhotoAdded::Added(_) => break,
            PhotoAdded::Conflict => {}
            PhotoAdded::TooMany => return Err(PhotoRefused::TooMany(MOST)),
            PhotoAdded::NoSuchCase => {
                return Err(DeskError::NoSuchCase(found.row.number.0).into());
            }
        }
    }
    let (token, found) = open(store, token).await?;
    let known = state(&found).map_err(DeskError::Log)?;
    Ok(describe(&desk, &found, &known, token))
}

/// The entry that tells of a photo, if the rules let one be added to a case as it was read.
async fn decide(desk: &Desk<'_>, found: &StoredCase) -> Result<NewEntry, PhotoRefused> {
    let known = state(found).map_err(DeskError::Log)?;
    let action = Action::Remark {
        text: String::new(),
        photos: 1,
    };
    let entry = desk.decide(found, &known, &Actor::Reporter, action).await?;
    let entry = stored(entry.at, &entry.by, &entry.event, &entry.words);
    Ok(entry.map_err(DeskError::Log)?)
}

/// True where a case has the same photo.
async fn has(store: &dyn CaseStore, found: &StoredCase, photo: &Photo) -> Result<bool, DeskError> {
    for row in store.photos(found.row.number).await? {
        let is_as_long = usize::try_from(row.size) == Ok(photo.jpeg.len());
        if is_as_long && store.photo(row.number).await?.as_ref() == Some(&photo.jpeg) {
            return Ok(true);
        }
    }
    Ok(false)
}
