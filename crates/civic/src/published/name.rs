//! The logical names of the top-level files. One that ends in `/` is a directory.

/// [`crate::published::CityFile`].
pub const CITY: &str = "city";
/// [`crate::published::BaseFile`]. Absent in a city without a base map.
pub const BASE: &str = "base";
/// [`crate::published::HomeFile`].
pub const HOME: &str = "home";
/// [`crate::published::PlaceIndex`].
pub const PLACES: &str = "places";
/// [`crate::published::RequirementIndex`].
pub const REQUIREMENTS: &str = "requirements";
/// [`crate::published::GlanceFile`].
pub const GLANCE: &str = "glance";
/// [`crate::published::DutyUnits`].
pub const DUTIES: &str = "duties";
/// [`crate::published::AdmissionsFile`]; only where the city keeps an admission log.
pub const ADMISSIONS: &str = "admissions";
/// [`crate::published::UpdatesFile`].
pub const UPDATES: &str = "updates";
/// [`crate::published::CorrectionYears`].
pub const CORRECTIONS: &str = "corrections";
/// Directory of [`crate::published::CorrectionsFile`] by year: `corrections/2026`.
pub const CORRECTIONS_DIR: &str = "corrections/";
/// [`crate::published::FeedbackFile`].
pub const FEEDBACK: &str = "feedback";
/// [`crate::published::CasesFile`] with every case, in a tree of before; now they are in [`CASES_DIR`].
pub const CASES: &str = "cases";
/// Directory of [`crate::published::CasesFile`], each by its first case: `cases/K-001`.
pub const CASES_DIR: &str = "cases/";
/// [`crate::published::RegisterFile`].
pub const REGISTER: &str = "register";
/// Directory of [`crate::published::CaseList`] by month: `register/2026-11`.
pub const REGISTER_DIR: &str = "register/";
/// Directory of [`crate::published::CaseList`] by what the cases name, such as a place, a rule, a
/// requirement or a correction: `cases-about/Z-001`.
pub const CASES_ABOUT_DIR: &str = "cases-about/";
/// Directory of the index of what older cases say, each file a text in JSON of the lines that
/// [`crate::cases::register::line`] makes: `register-words/0` and on.
pub const CASE_WORDS_DIR: &str = "register-words/";
/// The latest answers to cases as JSON Feed 1.1.
pub const CASES_FEED: &str = "sheets/cases.json";
/// The latest answers to cases as Atom.
pub const CASES_ATOM: &str = "sheets/cases.atom";
/// [`crate::published::LimitsFile`]; only where the city has limits.
pub const LIMITS: &str = "limits";
/// Directory of [`crate::published::PlaceShard`] by cell: `rules/` and the name of a
/// [`crate::places::grid::Cell`]. Places without a geometry are in `rules/u0000` and following.
pub const RULES_DIR: &str = "rules/";
/// Directory of [`crate::published::WhereFile`], each by its first place: `where/S-001`.
pub const WHERE_DIR: &str = "where/";
/// Directory of the places by name in a city with many places: [`crate::published::PlaceIndex`] by
/// the name of its [`crate::places::names::Leaf`]. Absent if `places` is small enough to be read
/// whole.
pub const NAMES_DIR: &str = "names/";
/// Directory of [`crate::published::DutyFile`] by unit: `duties/630104003`.
pub const DUTIES_DIR: &str = "duties/";
/// Directory of [`crate::published::RequirementFile`] by requirement: `requirements/T-001`.
pub const REQUIREMENTS_DIR: &str = "requirements/";
/// Directory of what lands on each unit: `office/630104003` ([`crate::published::OfficeFile`]), and
/// what is behind each of its figures: `office/630104003/photo` ([`crate::published::OfficePart`]).
pub const OFFICES_DIR: &str = "office/";
/// The part of [`OFFICES_DIR`] with what has no number.
pub const OFFICE_UNCOUNTED: &str = "uncounted";
/// The part of [`OFFICES_DIR`] with what may be asked twice.
pub const OFFICE_TWICE: &str = "twice";
/// The part of [`OFFICES_DIR`] with what corrections took away.
pub const OFFICE_CUTS: &str = "cuts";
/// Directory of the requirements behind the figures of a year:
/// `glance/2026` or `glance/undated` ([`crate::published::GlanceYearFile`]).
pub const GLANCE_DIR: &str = "glance/";
/// The file of [`GLANCE_DIR`] for requirements whose first document has no published date.
pub const GLANCE_UNDATED: &str = "undated";
/// Directory of the indexes of the search: `index/head` ([`crate::search::Head`]), `index/t0` and on
/// ([`crate::search::Shard`]) and `index/e0` and on ([`crate::search::EntryPage`]) for the city; for each
/// unit the same below its code, `index/630104003/head`. A program of before these looks in `search/`.
pub const SEARCH_DIR: &str = "index/";
/// Directory of the streets' calendars, in iCalendar rather than JSON: `ics/Z-001`.
pub const CALENDARS_DIR: &str = "ics/";
/// Directory of the streets' feeds, JSON Feed 1.1: `feed/Z-001`.
pub const FEEDS_DIR: &str = "feed/";
/// Directory of [`crate::published::ArchiveFile`], each by its first sequence number:
/// `archive/00000001`. The first snapshot has none.
pub const ARCHIVE_DIR: &str = "archive/";
/// Directory of which snapshots changed a thing, each by the logical name of its file:
/// `history/duties/630104003` ([`crate::published::DutyHistory`]) and `history/requirements/T-001`
/// ([`crate::published::RequirementHistory`]). What has not changed since [`HISTORY_START`] has none.
/// The first snapshot has no such directory.
pub const HISTORY_DIR: &str = "history/";
/// [`crate::published::HistoryStart`], in [`HISTORY_DIR`].
pub const HISTORY_START: &str = "history/start";
/// Directory of every identifier ever published: `ids/all` ([`crate::published::IdsFile`]).
pub const IDS_DIR: &str = "ids/";
/// Directory of what people and programs take away: the sheets of the whole city in CSV, such as
/// `sheets/duties.csv`, and what describes them.
pub const SHEETS_DIR: &str = "sheets/";
/// The lists of single units in [`SHEETS_DIR`]: `sheets/duties/630104003.csv`.
pub const DUTY_SHEETS_DIR: &str = "sheets/duties/";
/// What describes the sheets, as a data package: [`crate::published::OpenSheets`] and more.
pub const DATA_PACKAGE: &str = "sheets/datapackage.json";
/// The sheets as a catalogue by DCAT 3, in JSON-LD.
pub const CATALOGUE: &str = "sheets/catalog.jsonld";
