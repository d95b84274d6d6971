//! The place that a snapshot goes to.

use crate::error::PublishError;

/// The place that a snapshot goes to, such as a folder or a bucket of an object store.
///
/// A path is that of a file in the tree, such as `f/0123.json`, with `/` between its parts. Errors
/// carry the names of [`Target::name`] and [`Target::name_of`].
///
/// The order that makes a publication atomic is the publisher's: a target keeps the promises of
/// each method, and needs to know nothing of manifests.
pub trait Target: Sync {
    /// What people call the place, such as the path of the folder.
    fn name(&self) -> String;

    /// What people call a file of it.
    fn name_of(&self, path: &str) -> String;

    /// Reads a file. A missing one is [`PublishError::Io`] with
    /// [`NotFound`](std::io::ErrorKind::NotFound), and no other failure is.
    fn read(&self, path: &str) -> Result<Vec<u8>, PublishError>;

    /// Writes a file whole: a reader finds the former file, if there was one, until it finds the
    /// new one, even when the publisher is killed. Once this returns, the new file survives a power
    /// cut, and every reader finds it before anything that is written later.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;

    /// The names of what is directly in a folder, files and folders; the top is the empty path.
    /// There are none in a folder that does not exist. At the top, the lock and what a killed
    /// publisher left half-written are not listed.
    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError>;

    /// Removes a file; it may be gone already.
    fn remove(&self, path: &str) -> Result<(), PublishError>;

    /// Keeps other publishers out, also those on other machines. Makes the place ready to be
    /// written to. While another publisher is at work, this is [`PublishError::Locked`]; the lock of
    /// one that is gone is taken over.
    fn lock(&self) -> Result<Box<dyn Lock + '_>, PublishError>;
}

/// The publisher's lock on a target; dropping it lets go of it.
pub trait Lock {
    /// What people call the lock, if it was taken over from a publisher that is gone.
    fn taken_over(&self) -> Option<String> {
        None
    }
}
