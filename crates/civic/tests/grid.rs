//! The grid: everything that answers for a point is in the cell that contains it.

use civic::places::grid::{Bounds, Cell, DEPTH};
use civic::places::{Geometry, GeometryKind, LonLat};
use proptest::prelude::*;

fn point() -> impl Strategy<Value = LonLat> {
    (-179_000_000..179_000_000, -70_000_000..70_000_000).prop_map(|(x, y)| LonLat::new(x, y))
}

fn contains(cell: Cell, point: LonLat) -> bool {
    let bounds = cell.bounds();
    (bounds.west..=bounds.east).contains(&point.lon_e6.into())
        && (bounds.south..=bounds.north).contains(&point.lat_e6.into())
}

#[test]
fn an_invalid_cell_name_is_rejected() {
    assert_eq!(Cell::parse(""), Some(Cell::WORLD));
    for wrong in ["4", "01 2", "u0000", "0123012301230123012"] {
        assert_eq!(Cell::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn only_points_on_the_earth_are_parsed() {
    let point = LonLat::new(101_774_098, -36_616_857);
    assert_eq!(point.to_string(), "101774098,-36616857");
    assert_eq!(LonLat::parse("101774098,-36616857"), Some(point));
    for wrong in [
        "",
        "1",
        "1,",
        "a,b",
        "1,2,3",
        "181000000,0",
        "0,90000001",
        "99999999999,0",
        "-2147483648,0",
    ] {
        assert_eq!(LonLat::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn quarters_are_sorted_and_cover_the_whole() {
    let cell = Cell::of(LonLat::new(101_780_000, 36_620_000), 9);
    let names: Vec<String> = cell.quarters().map(|q| q.to_string()).collect();
    assert!(names.is_sorted() && names.iter().all(|n| n.starts_with(&cell.to_string())));
    let area = |c: Cell| {
        let b = c.bounds();
        (b.east - b.west + 1) * (b.north - b.south + 1)
    };
    assert_eq!(cell.quarters().map(area).sum::<i64>(), area(cell));
    let smallest = Cell::of(LonLat::new(0, 0), DEPTH);
    assert_eq!(smallest.quarters().count(), 0, "it has the maximum depth");
}

proptest! {
    #[test]
    fn the_cell_of_a_point_contains_it_and_round_trips_through_its_name(
        point in point(),
        depth in 0..=DEPTH,
    ) {
        let cell = Cell::of(point, depth);
        prop_assert!(contains(cell, point));
        prop_assert_eq!(Cell::parse(&cell.to_string()), Some(cell));
        let smallest = Cell::of(point, DEPTH).to_string();
        prop_assert!(smallest.starts_with(&cell.to_string()));
    }

    /// A geometry within 45 m of a point is near every cell that contains the point.
    #[test]
    fn a_street_near_a_point_is_in_the_cell_of_the_point(
        point in point(),
        (metres, angle) in (0.0..45.0, 0.0..std::f64::consts::TAU),
        (length_east, length_north) in (-9000i32..9000, -9000i32..9000),
        depth in 5..=DEPTH,
    ) {
        // A street through a point up to 45 m away, which may be anywhere on the street.
        let cosine = (f64::from(point.lat_e6) / 1e6).to_radians().cos();
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred millionths of a degree")]
        let degrees = |metres: f64| (metres / 0.111_2) as i32;
        let through = LonLat::new(
            point.lon_e6 + degrees(metres * angle.cos() / cosine),
            point.lat_e6 + degrees(metres * angle.sin()),
        );
        let geometry = Geometry {
            kind: GeometryKind::Line,
            points: vec![
                LonLat::new(through.lon_e6 - length_east, through.lat_e6 - length_north),
                LonLat::new(through.lon_e6 + length_east, through.lat_e6 + length_north),
            ],
            approximate: false,
        };
        prop_assert!(Cell::of(point, depth).is_near(&geometry));
    }

    #[test]
    fn a_few_cells_cover_the_surroundings_of_a_point(
        point in point(),
        metres in 0u32..20_000,
        (x, y) in (0.0..1.0, 0.0..1.0),
    ) {
        let bounds = Bounds::around(point, metres);
        let cells = Cell::covering(bounds);
        prop_assert!((1..=4).contains(&cells.len()), "{} cells", cells.len());
        let names: Vec<String> = cells.iter().map(ToString::to_string).collect();
        prop_assert!(names.is_sorted());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "a point within small bounds"
        )]
        let within =
            |from: i64, to: i64, share: f64| from as i32 + ((to - from) as f64 * share) as i32;
        let inside = LonLat::new(
            within(bounds.west, bounds.east, x),
            within(bounds.south, bounds.north, y),
        );
        prop_assert!(cells.iter().any(|c| contains(*c, inside)));
    }
}
