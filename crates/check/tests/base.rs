//! What a city's base map says in words is checked as everything is, and never as an ERROR.

use check::columns::files;
use check::{Location, Severity, check};
use civic::Text;
use civic::places::{BaseFeature, BaseKind, GeometryKind, LonLat};
use civic::published::BaseFile;
use fixtures::date;
use fixtures::sources::city;

#[test]
fn the_names_of_the_base_map_are_checked_and_never_keep_the_rules_back() {
    let mut sources = city();
    let before = check(&sources, None, date("2026-06-01"));
    sources.base = Some(BaseFile {
        credit: Text::new("示意\u{202e}", "=SUM(A1)"),
        features: vec![BaseFeature {
            kind: BaseKind::Locality,
            name: Text::new("城中\u{0}区", "Chengzhong"),
            shape: GeometryKind::Point,
            parts: vec![vec![LonLat::new(101_776_200, 36_614_200)]],
        }],
    });
    sources.base_locations = vec![Location {
        file: files::BASE.to_owned(),
        row: 1,
        column: String::new(),
    }];
    let after = check(&sources, None, date("2026-06-01"));
    let of_base: Vec<_> = after
        .iter()
        .filter(|f| f.location.file == files::BASE)
        .map(|f| {
            (
                f.code.as_str(),
                f.severity,
                f.location.row,
                f.location.column.as_str(),
            )
        })
        .collect();
    assert_eq!(
        of_base,
        [
            ("formula_like", Severity::Warning, 0, "note"),
            ("hidden_character", Severity::Warning, 0, "note"),
            ("hidden_character", Severity::Warning, 1, "名称"),
        ]
    );
    assert_eq!(after.len(), before.len() + 3);
}
