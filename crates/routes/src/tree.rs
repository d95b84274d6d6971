//! The files of the published tree, as paths inside it and as URLs.
//!
//! A tree can be hosted anywhere; the portal and the service worker expect it under [`ROOT`].
//! [`TreePath`] is a path inside the tree, [`TreePath::url`] the path of its URL.

use std::fmt;

use civic::{PlaceId, UnitCode};

use crate::cache::Cache;

/// The URL prefix of the tree.
pub const ROOT: &str = "/data/";
/// The route pattern of all files, in the syntax of axum 0.8.
pub const PATTERN: &str = "/data/{*path}";

/// Returns `true` for a path that [`PATTERN`] matches, whether or not a tree has such a file.
pub fn has(path: &str) -> bool {
    path.len() > ROOT.len() && path.starts_with(ROOT)
}

/// The path of the current manifest in the tree.
pub const MANIFEST: &str = "manifest.json";
/// The folder of content-addressed files in the tree.
pub const HASHED_FOLDER: &str = "f";
/// The folder of the manifests of all snapshots in the tree.
pub const MANIFESTS_FOLDER: &str = "manifests";
/// The folder of files with stable names in the tree.
pub const OPEN_FOLDER: &str = "open";
/// The folder of the streets' calendars and feeds in [`OPEN_FOLDER`].
pub const STREETS_FOLDER: &str = "streets";
/// The folder of the sheets of the whole city in [`OPEN_FOLDER`].
pub const SHEETS_FOLDER: &str = "sheets";
/// The folder of the units' duty lists in [`OPEN_FOLDER`].
pub const DUTY_LISTS_FOLDER: &str = "duties";
/// The description of the sheets in [`OPEN_FOLDER`], as a data package.
pub const DATA_PACKAGE: &str = "open/datapackage.json";
/// The description of the sheets in [`OPEN_FOLDER`], by DCAT.
pub const CATALOGUE: &str = "open/catalog.jsonld";
/// The stem of the feeds of answered cases in [`OPEN_FOLDER`].
const CASES_FEED: &str = "cases";
/// The number of hexadecimal digits of the SHA-256 in the name of a content-addressed file.
pub const HASH_DIGITS: usize = 32;

/// The format of a file in the tree, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON; for the open copy of a street, a JSON Feed.
    Json,
    /// iCalendar.
    Calendar,
    /// A sheet as CSV.
    Csv,
    /// A sheet as XLSX.
    Workbook,
    /// JSON-LD.
    Linked,
    /// Atom.
    Atom,
}

impl Format {
    /// The extension, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Calendar => "ics",
            Self::Csv => "csv",
            Self::Workbook => "xlsx",
            Self::Linked => "jsonld",
            Self::Atom => "atom",
        }
    }

    /// The format of an extension; `None` for one that no file of a tree has.
    pub fn of_extension(extension: &str) -> Option<Self> {
        [
            Self::Json,
            Self::Calendar,
            Self::Csv,
            Self::Workbook,
            Self::Linked,
            Self::Atom,
        ]
        .into_iter()
        .find(|format| format.extension() == extension)
    }
}

/// The path of a file in a published tree. Other files of a publisher, such as its lock, unfinished
/// files and precompressed variants, are not part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreePath {
    /// The current manifest, replaced by each publication.
    Manifest,
    /// The manifest of a snapshot, by its sequence number.
    ArchivedManifest(u64),
    /// A content-addressed file, named by the start of its SHA-256.
    Hashed {
        /// ASCII letters and digits; [`TreePath::hashed`] takes them from a SHA-256.
        hash: String,
        /// The format of the file.
        format: Format,
    },
    /// The open copy of a street's calendar or feed, with a stable name.
    Street {
        /// The street; its identifier satisfies [`is_file_name`].
        place: PlaceId,
        /// [`Format::Calendar`] for the calendar, [`Format::Json`] for the feed.
        format: Format,
    },
    /// A sheet of the whole city in CSV, with a stable name.
    Sheet {
        /// What it holds, such as `duties`.
        name: String,
    },
    /// The duty list of a unit, with a stable name.
    DutyList {
        /// The unit; its code satisfies [`is_file_name`].
        unit: UnitCode,
        /// [`Format::Csv`], [`Format::Workbook`] or [`Format::Json`].
        format: Format,
    },
    /// The description of the sheets as a data package.
    DataPackage,
    /// The description of the sheets by DCAT.
    Catalogue,
    /// The latest answers to cases, with a stable name.
    CasesFeed {
        /// [`Format::Json`] for JSON Feed, or [`Format::Atom`].
        format: Format,
    },
}

impl TreePath {
    /// The content-addressed file with this SHA-256 in hexadecimal.
    pub fn hashed(sha256: &str, format: Format) -> Self {
        Self::Hashed {
            hash: sha256.chars().take(HASH_DIGITS).collect(),
            format,
        }
    }

    /// The open copy of a street's calendar or, for [`Format::Json`], its feed; `None` if the
    /// identifier is not safe as a file name.
    pub fn street(place: &PlaceId, format: Format) -> Option<Self> {
        is_file_name(place.as_str()).then(|| Self::Street {
            place: place.clone(),
            format,
        })
    }

    /// A sheet of the whole city.
    pub fn sheet(name: &str) -> Self {
        Self::Sheet {
            name: name.to_owned(),
        }
    }

    /// The duty list of a unit; `None` if its code is not safe as a file name.
    pub fn duty_list(unit: &UnitCode, format: Format) -> Option<Self> {
        is_file_name(unit.as_str()).then(|| Self::DutyList {
            unit: unit.clone(),
            format,
        })
    }

    /// Parses a path inside the tree; `None` if no tree has such a file.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            MANIFEST => return Some(Self::Manifest),
            DATA_PACKAGE => return Some(Self::DataPackage),
            CATALOGUE => return Some(Self::Catalogue),
            _ => {}
        }
        let (folder, file) = path.rsplit_once('/')?;
        let (stem, extension) = file.rsplit_once('.')?;
        let format = Format::of_extension(extension)?;
        let read = match folder {
            OPEN_FOLDER if stem == CASES_FEED && matches!(format, Format::Json | Format::Atom) => {
                Self::CasesFeed { format }
            }
            HASHED_FOLDER if is_alphanumeric(stem) => Self::Hashed {
                hash: stem.to_owned(),
                format,
            },
            MANIFESTS_FOLDER => Self::ArchivedManifest(stem.parse().ok()?),
            _ if !is_file_name(stem) => return None,
            _ => match (folder.strip_prefix("open/")?, format) {
                (STREETS_FOLDER, Format::Json | Format::Calendar) => Self::Street {
                    place: PlaceId::from(stem),
                    format,
                },
                (SHEETS_FOLDER, Format::Csv) => Self::sheet(stem),
                (DUTY_LISTS_FOLDER, Format::Csv | Format::Workbook | Format::Json) => {
                    Self::duty_list(&UnitCode::from(stem), format)?
                }
                _ => return None,
            },
        };
        // Only the canonical path is accepted: no leading zeros, no calendar among the manifests,
        // no other folder.
        (read.to_string() == path).then_some(read)
    }

    /// Parses the path of a URL; `None` if it is outside [`ROOT`] or no tree has such a file.
    pub fn from_url(path: &str) -> Option<Self> {
        Self::parse(path.strip_prefix(ROOT)?)
    }

    /// The path of its URL.
    pub fn url(&self) -> String {
        url(&self.to_string())
    }

    /// Returns `true` if the file at this path never changes.
    pub fn is_immutable(&self) -> bool {
        self.cache() == Cache::Immutable
    }

    /// How long it may be cached.
    pub fn cache(&self) -> Cache {
        match self {
            Self::Manifest => Cache::Revalidate,
            Self::ArchivedManifest(_) | Self::Hashed { .. } => Cache::Immutable,
            Self::Street { .. }
            | Self::Sheet { .. }
            | Self::DutyList { .. }
            | Self::DataPackage
            | Self::Catalogue
            | Self::CasesFeed { .. } => Cache::Short,
        }
    }
}

/// The path inside the tree.
impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest => f.write_str(MANIFEST),
            Self::ArchivedManifest(sequence) => write!(f, "{MANIFESTS_FOLDER}/{sequence}.json"),
            Self::Hashed { hash, format } => {
                write!(f, "{HASHED_FOLDER}/{hash}.{}", format.extension())
            }
            Self::Street { place, format } => write!(
                f,
                "{OPEN_FOLDER}/{STREETS_FOLDER}/{place}.{}",
                format.extension()
            ),
            Self::Sheet { name } => {
                let ending = Format::Csv.extension();
                write!(f, "{OPEN_FOLDER}/{SHEETS_FOLDER}/{name}.{ending}")
            }
            Self::DutyList { unit, format } => {
                let ending = format.extension();
                write!(f, "{OPEN_FOLDER}/{DUTY_LISTS_FOLDER}/{unit}.{ending}")
            }
            Self::DataPackage => f.write_str(DATA_PACKAGE),
            Self::Catalogue => f.write_str(CATALOGUE),
            Self::CasesFeed { format } => {
                write!(f, "{OPEN_FOLDER}/{CASES_FEED}.{}", format.extension())
            }
        }
    }
}

/// The path of the URL of a path inside the tree, such as that of an entry of the manifest.
pub fn url(path: &str) -> String {
    format!("{ROOT}{path}")
}

/// Returns `true` if an identifier is safe as a file name, as all published ones should be: ASCII
/// letters and digits, `-` and `_`.
pub fn is_file_name(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    !id.is_empty() && id.bytes().all(plain)
}

fn is_alphanumeric(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_of_file_has_a_path() {
        let sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        let street = |format| TreePath::street(&"Z-0_1".into(), format).expect("a file name");
        let list = |format| TreePath::duty_list(&"630104003".into(), format).expect("a file name");
        for (file, path) in [
            (TreePath::Manifest, "manifest.json"),
            (TreePath::ArchivedManifest(4), "manifests/4.json"),
            (
                TreePath::hashed(sha256, Format::Json),
                "f/0123456789abcdef0123456789abcdef.json",
            ),
            (
                TreePath::hashed(sha256, Format::Calendar),
                "f/0123456789abcdef0123456789abcdef.ics",
            ),
            (street(Format::Calendar), "open/streets/Z-0_1.ics"),
            (street(Format::Json), "open/streets/Z-0_1.json"),
            (
                TreePath::hashed(sha256, Format::Csv),
                "f/0123456789abcdef0123456789abcdef.csv",
            ),
            (TreePath::sheet("duties"), "open/sheets/duties.csv"),
            (list(Format::Csv), "open/duties/630104003.csv"),
            (list(Format::Workbook), "open/duties/630104003.xlsx"),
            (list(Format::Json), "open/duties/630104003.json"),
            (TreePath::DataPackage, "open/datapackage.json"),
            (TreePath::Catalogue, "open/catalog.jsonld"),
            (
                TreePath::CasesFeed {
                    format: Format::Json,
                },
                "open/cases.json",
            ),
            (
                TreePath::CasesFeed {
                    format: Format::Atom,
                },
                "open/cases.atom",
            ),
        ] {
            assert_eq!(file.to_string(), path);
            assert_eq!(file.url(), format!("/data/{path}"));
            assert_eq!(TreePath::parse(path), Some(file.clone()));
            assert_eq!(TreePath::from_url(&file.url()), Some(file));
        }
    }

    #[test]
    fn a_tree_has_no_other_paths() {
        for path in [
            "",
            ".publishing",
            "manifest.json.br",
            "f/.json",
            "f/0123.txt",
            "f/01-23.json",
            "f/../manifest.json",
            "f/0123.json/",
            "manifests/4.ics",
            "manifests/04.json",
            "manifests/x.json",
            "open/streets/.ics",
            "open/streets/../x.ics",
            "open/streets/Z-001.part",
            "open/streets/Z-001.ics.br",
            "open/Z-001.ics",
            "open/streets/Z-001.csv",
            "open/sheets/duties.xlsx",
            "open/duties/../duties.csv",
            "open/datapackage.jsonld",
            "open/cases.csv",
            "open/other.atom",
            "private/Z-001.ics",
        ] {
            assert_eq!(TreePath::parse(path), None, "{path}");
        }
        assert_eq!(TreePath::from_url("/manifest.json"), None);
        assert_eq!(TreePath::from_url("/data/../manifest.json"), None);
        assert_eq!(TreePath::street(&"../x".into(), Format::Json), None);
    }

    #[test]
    fn only_the_manifest_and_the_open_copies_change() {
        let changes = |path: &str| TreePath::parse(path).map(|file| !file.is_immutable());
        assert_eq!(changes("manifest.json"), Some(true));
        assert_eq!(changes("open/streets/Z-001.ics"), Some(true));
        assert_eq!(changes("manifests/4.json"), Some(false));
        assert_eq!(changes("f/0123abc.json"), Some(false));
    }

    #[test]
    fn the_pattern_matches_paths_of_the_tree() {
        let mut router = matchit::Router::new();
        router.insert(PATTERN, ()).expect("a pattern");
        let address = TreePath::ArchivedManifest(4).url();
        let matched = router.at(&address).expect("a match");
        assert_eq!(matched.params.get("path"), Some("manifests/4.json"));
    }

    proptest! {
        #[test]
        fn a_parsed_path_is_canonical(
            path in "(f|manifests|open/(streets|sheets|duties)|open)/[a-z0-9._-]{0,12}\\.(json|jsonld|ics|csv|xlsx|atom|br)",
        ) {
            if let Some(file) = TreePath::parse(&path) {
                prop_assert_eq!(file.to_string(), path);
            }
        }
    }
}
