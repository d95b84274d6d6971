//! The logical names of the top-level files. One that ends in `/` is a directory.

/// [`crate::published::crate::published::CityFile`].
pub const CITY: &str = "city";
/// [`crate::published::crate::published::HomeFile`].
pub const HOME: &str = "home";
/// [`crate::published::crate::published::PlaceIndex`].
pub const PLACES: &str = "places";
/// [`crate::published::crate::published::RequirementIndex`].
pub const REQUIREMENTS: &str = "requirements";
/// [`crate::published::crate::published::DutyUnits`].
pub const DUTIES: &str = "duties";
/// [`crate::published::crate::published::UpdatesFile`].
pub const UPDATES: &str = "updates";
/// [`crate::published::crate::published::FeedbackFile`].
pub const FEEDBACK: &str = "feedback";
/// [`crate::published::crate::published::CasesFile`].
pub const CASES: &str = "cases";
/// Directory of [`crate::published::crate::published::PlaceShard`] by square: `rules/` and the name of a
/// [`crate::places::grid::Cell`]; what is not drawn is in `rules/u0000` and on.
pub const RULES_DIR: &str = "rules/";
/// Directory of [`crate::published::crate::published::WhereFile`], each by the first place it holds: `where/S-001`.
pub const WHERE_DIR: &str = "where/";
/// Directory of the places by name in a city of many: [`crate::published::crate::published::PlaceIndex`] by the name of its
/// [`crate::places::names::Leaf`]; none where `places` is small enough to be read whole.
pub const NAMES_DIR: &str = "names/";
/// Directory of [`crate::published::crate::published::DutyFile`] by unit: `duties/630104003`.
pub const DUTIES_DIR: &str = "duties/";
/// Directory of [`crate::published::crate::published::RequirementFile`] by requirement: `requirements/T-001`.
pub const REQUIREMENTS_DIR: &str = "requirements/";
/// Directory of the search index: `search/head` ([`crate::search::Head`]) and its shards.
pub const SEARCH_DIR: &str = "search/";
/// Directory of the streets' calendars, iCalendar and not JSON: `ics/Z-001`.
pub const CALENDARS_DIR: &str = "ics/";
/// Directory of the streets' feeds, JSON Feed 1.1: `feed/Z-001`.
pub const FEEDS_DIR: &str = "feed/";
/// Directory of [`crate::published::crate::published::ArchiveFile`], each by the first sequence number it holds:
/// `archive/00000001`. The first snapshot has none.
pub const ARCHIVE_DIR: &str = "archive/";
/// Directory of every identifier ever published: `ids/all` ([`crate::published::crate::published::IdsFile`]).
pub const IDS_DIR: &str = "ids/";
