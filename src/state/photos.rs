//! The photos of the draft and of what waits to be sent.
//!
//! Those of the draft are gone with its window, as the draft is; what waits is kept on the phone.

use web::photo::Photo;
use web::storage;

/// What the storage key of a photo begins with; its identifier follows.
const PHOTO: &str = "mingdan.photo.";

/// What is known of a photo that is kept, apart from its picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptPhoto {
    /// 128 random bits in hexadecimal: also the idempotency key under which it is sent.
    pub(crate) id: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How many parts of it were blacked out.
    pub(crate) covered: u32,
}

impl KeptPhoto {
    /// Reads `id:width:height:covered`; `None` for anything else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
        let mut number = || parts.next()?.parse().ok();
        Some(Self {
            id,
            width: number()?,
            height: number()?,
            covered: number()?,
        })
    }

    pub(crate) fn write(&self) -> String {
        let Self {
            id,
            width,
            height,
            covered,
        } = self;
        format!("{id}:{width}:{height}:{covered}")
    }

    fn key(&self) -> String {
        format!("{PHOTO}{}", self.id)
    }

    /// Keeps a picture with the draft; `None` if the browser has no room for it.
    pub(crate) fn keep(id: String, photo: &Photo, covered: u32) -> Option<Self> {
        let kept = Self {
            id,
            width: photo.width,
            height: photo.height,
            covered,
        };
        storage::set_session(&kept.key(), &photo.address);
        kept.photo().map(|_| kept)
    }

    /// The picture; `None` if it is no longer kept.
    pub(crate) fn photo(&self) -> Option<Photo> {
        let key = self.key();
        let address = storage::get(&key).or_else(|| storage::get_session(&key))?;
        Some(Photo {
            address,
            width: self.width,
            height: self.height,
        })
    }

    /// Has the phone keep it until it is sent. Where there is no room it stays with the window, and is
    /// sent while that is open.
    pub(crate) fn wait(&self) {
        let key = self.key();
        if let Some(address) = storage::get_session(&key) {
            storage::set(&key, &address);
            if storage::get(&key).is_some() {
                storage::set_session(&key, "");
            }
        }
    }

    /// Takes it back to the draft.
    pub(crate) fn take_back(&self) {
        let key = self.key();
        if let Some(address) = storage::get(&key) {
            storage::set_session(&key, &address);
            if storage::get_session(&key).is_some() {
                storage::set(&key, "");
            }
        }
    }

    /// Erases it from this phone.
    pub(crate) fn erase(&self) {
        storage::set(&self.key(), "");
        storage::set_session(&self.key(), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_read_as_it_was_written() {
        let photo = KeptPhoto {
            id: "00ff".to_owned(),
            width: 1600,
            height: 1200,
            covered: 2,
        };
        assert_eq!(KeptPhoto::read(&photo.write()), Some(photo));
        for broken in ["", "00ff", "00ff:1600:1200", ":1:2:3", "00ff:a:b:c"] {
            assert_eq!(KeptPhoto::read(broken), None, "{broken}");
        }
    }
}
