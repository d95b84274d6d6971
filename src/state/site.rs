//! The state above the pages, which own only what is dropped with them.

use civic::lang::Lang;
use civic::published::{CityFile, name};
use leptos::prelude::*;
use routes::Page;
use web::published::{File, Locator, use_file_at};

use super::draft::Draft;
use super::outbox::Outbox;
use super::text_size::TextSize;

/// The state above the pages.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// The language and page of the address.
    pub(crate) here: Memo<(Lang, Page)>,
    /// The query and fragment of the address, for the other language's link.
    pub(crate) query: Memo<String>,
    /// The size of the text: 长辈版 or not; `None` on the first page of a first visit, where it is
    /// offered.
    pub(crate) size: RwSignal<Option<TextSize>>,
    /// The feedback being written.
    pub(crate) draft: RwSignal<Draft>,
    /// The feedback that waits to be sent.
    pub(crate) outbox: Outbox,
}

#[derive(Clone, Copy)]
struct City(File<CityFile>);

/// Provides the state as context.
pub(crate) fn provide_site(site: Site) {
    provide_context(site);
}

/// The state above the pages.
pub(crate) fn site() -> Site {
    expect_context()
}

/// Provides the city's own file as context.
pub(crate) fn provide_city(city: File<CityFile>) {
    provide_context(City(city));
}

/// The city's file in an earlier snapshot, or in the present one.
pub(crate) fn city_in(sequence: Option<u64>) -> File<CityFile> {
    let file = Locator::Name(name::CITY.to_owned());
    sequence.map_or_else(city, |sequence| {
        use_file_at(Locator::Of(sequence, Box::new(file)))
    })
}

/// The goods, units, calendar and numbers of the city.
pub(crate) fn city() -> File<CityFile> {
    expect_context::<City>().0
}
