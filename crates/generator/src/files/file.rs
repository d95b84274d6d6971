//! A file of a city.

use std::fmt;

/// The lines of a file, made as they are taken.
pub(crate) type Lines<'c> = Box<dyn Iterator<Item = String> + 'c>;

/// A file of a city's folder.
pub struct File<'c> {
    /// Its name; that of the folder it is in comes before, with `/`.
    pub name: &'static str,
    /// Its lines, each with its end.
    pub lines: Lines<'c>,
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
