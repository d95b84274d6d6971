//! A file, and all of them.

use std::fmt;

use crate::city::City;
use crate::files::{duties, planted, public, requirements, settings, vending};

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
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Every file of a city.
pub(crate) fn all(city: &City) -> impl Iterator<Item = File<'_>> {
    [
        settings::settings(city),
        duties::units(city),
        duties::documents(city),
        vending::goods(city),
        vending::places(city),
        vending::geometry(city),
        vending::rules(city),
        public::calendar(),
        duties::duties(city),
        requirements::requirements(city),
        requirements::steps(city),
        requirements::corrections(city),
        public::updates(city),
        public::services(city),
        planted::flags(city),
    ]
    .into_iter()
}
