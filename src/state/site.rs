//! The state above the pages: a page owns only what dies with it.

use civic::lang::Lang;
use civic::published::CityFile;
use leptos::prelude::*;
use routes::Page;
use web::published::File;

use super::draft::Draft;

/// The state above the pages.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// The language and page of the address.
    pub(crate) here: Memo<(Lang, Page)>,
    /// The query and fragment of the address, for the other language's link.
    pub(crate) query: Memo<String>,
    /// True in elder mode 长辈版.
    pub(crate) big: RwSignal<bool>,
    /// The feedback being written.
    pub(crate) draft: RwSignal<Draft>,
}

#[derive(Clone, Copy)]
struct City(File<CityFile>);

/// Makes the state known to all that is below.
pub(crate) fn provide_site(site: Site) {
    provide_context(site);
}

/// The state above the pages.
pub(crate) fn site() -> Site {
    expect_context()
}

/// Makes the city's own file known to all that is below.
pub(crate) fn provide_city(city: File<CityFile>) {
    provide_context(City(city));
}

/// The goods, units, calendar and numbers of the city.
pub(crate) fn city() -> File<CityFile> {
    expect_context::<City>().0
}
