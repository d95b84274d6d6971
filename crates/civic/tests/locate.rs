//! Contract §2.12: a point answers for the nearest street within a radius and for its zones.

use civic::places::locate::{RADIUS_METRES, locate, metres_to};
use civic::places::{Geometry, GeometryKind, Grade, LonLat, Place};
use fixtures::*;
use proptest::prelude::*;

fn drawn(id: &str, kind: GeometryKind, points: &[(i32, i32)]) -> Place {
    let mut place = place(id, Grade::Guided);
    place.geometry = Some(Geometry {
        kind,
        points: points.iter().map(|(x, y)| LonLat::new(*x, *y)).collect(),
        approximate: false,
    });
    place
}

#[test]
fn s2_12_the_nearest_street_is_measured_to_its_segments_not_its_ends() {
    // The long street passes 11 m south of the point; the short one ends 22 m north of it.
    let long = drawn(
        "A",
        GeometryKind::Line,
        &[(101_700_000, 36_600_000), (101_800_000, 36_600_000)],
    );
    let short = drawn(
        "B",
        GeometryKind::Line,
        &[(101_750_000, 36_600_300), (101_750_000, 36_601_000)],
    );
    let found = locate(
        &[short, long],
        LonLat::new(101_750_000, 36_600_100),
        RADIUS_METRES,
    );
    let near: Vec<_> = found.streets.iter().map(|n| (n.place, n.metres)).collect();
    assert_eq!(near, [(1, 11), (0, 22)]);
}

#[test]
fn s2_12_beyond_the_radius_only_the_nearest_street_is_reported() {
    let street = drawn(
        "A",
        GeometryKind::Line,
        &[(101_700_000, 36_600_000), (101_800_000, 36_600_000)],
    );
    let found = locate(
        &[street],
        LonLat::new(101_750_000, 36_601_000),
        RADIUS_METRES,
    );
    assert!(found.streets.is_empty());
    assert_eq!(found.nearest.map(|n| n.metres), Some(111));
    assert_eq!(
        locate(&[place("B", Grade::Open)], LonLat::new(0, 0), 30).nearest,
        None
    );
}

#[test]
fn s2_12_every_zone_that_contains_the_point_is_reported_edges_included() {
    let ring = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)];
    let inner = [(100, 100), (500, 100), (500, 500), (100, 500), (100, 100)];
    let zones = [
        drawn("A", GeometryKind::Polygon, &ring),
        drawn("B", GeometryKind::Polygon, &inner),
    ];
    let of = |x, y| locate(&zones, LonLat::new(x, y), RADIUS_METRES).zones;
    assert_eq!(of(300, 300), [0, 1]);
    assert_eq!(of(500, 300), [0, 1], "the edge is included");
    assert_eq!(of(1000, 1000), [0], "a corner too");
    assert_eq!(of(1001, 1000), [] as [usize; 0]);
    assert_eq!(of(-1, 0), [] as [usize; 0], "level with an edge");
}

#[test]
fn s2_12_a_street_across_the_date_line_is_near_from_both_sides() {
    let street = drawn(
        "A",
        GeometryKind::Line,
        &[(179_999_900, 0), (-179_999_900, 0)],
    );
    for x in [179_999_950, -179_999_950] {
        let found = locate(
            std::slice::from_ref(&street),
            LonLat::new(x, 100),
            RADIUS_METRES,
        );
        assert_eq!(found.streets.first().map(|n| n.metres), Some(11));
    }
}

fn near_point() -> impl Strategy<Value = (i32, i32)> {
    (101_740_000i32..101_760_000, 36_590_000i32..36_610_000)
}

/// The great-circle distance in metres, by the trigonometry of the standard library.
fn haversine(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (ay, by) = ((a.1 / 1e6).to_radians(), (b.1 / 1e6).to_radians());
    let (dy, dx) = (by - ay, ((b.0 - a.0) / 1e6).to_radians());
    let h = (dy / 2.0).sin().powi(2) + ay.cos() * by.cos() * (dx / 2.0).sin().powi(2);
    2.0 * 6_371_008.8 * h.sqrt().asin()
}

proptest! {
    #[test]
    fn s2_12_the_nearest_agrees_with_sampling_every_street(
        lines in prop::collection::vec(prop::collection::vec(near_point(), 1..5), 1..8),
        point in near_point(),
    ) {
        let places: Vec<Place> =
            lines.iter().map(|line| drawn("S", GeometryKind::Line, line)).collect();
        let float = |p: (i32, i32)| (f64::from(p.0), f64::from(p.1));
        let sampled = |line: &Vec<(i32, i32)>| {
            let pairs = line.windows(2).map(|w| (w[0], w[1])).chain([(line[0], line[0])]);
            pairs
                .flat_map(|(a, b)| {
                    let (a, b) = (float(a), float(b));
                    (0..=1000).map(move |i| {
                        let t = f64::from(i) / 1000.0;
                        (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
                    })
                })
                .map(|p| haversine(float(point), p))
                .fold(f64::INFINITY, f64::min)
        };
        let best = lines.iter().map(sampled).fold(f64::INFINITY, f64::min);
        let found = locate(&places, LonLat::new(point.0, point.1), 500);
        let nearest = found.nearest.expect("drawn");
        // Sampling each segment at a thousand points misses the nearest one by a little.
        prop_assert!((f64::from(nearest.metres) - best).abs() <= 3.0, "{} {best}", nearest.metres);
        prop_assert!(found.streets.windows(2).all(|w| w[0].metres <= w[1].metres));
        for (i, place) in places.iter().enumerate() {
            let geometry = place.geometry.as_ref().expect("drawn");
            let metres = metres_to(geometry, LonLat::new(point.0, point.1)).expect("points");
            let listed = found.streets.iter().any(|n| n.place == i);
            if metres != 500 {
                prop_assert_eq!(listed, metres < 500);
            }
        }
    }
}
