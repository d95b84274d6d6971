//! All files of a city.

use super::file::File;
use super::{duties, planted, public, requirements, settings, vending};
use crate::city::City;

impl City {
    /// The files of its folder, each made as it is read.
    pub fn files(&self) -> impl Iterator<Item = File<'_>> {
        let city = self;
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
}
