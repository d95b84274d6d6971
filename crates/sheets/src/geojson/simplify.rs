//! Lines with fewer points, none of which moves: Douglas and Peucker's way.

use civic::places::LonLat;
use simplify_polyline::{Point, point};

/// Metres of a millionth of a degree, along a meridian.
const METRES: f64 = 0.110_574;
/// The library descends once a point where it must: a longer line is taken in pieces.
const PIECE: usize = 1000;

/// A line, or a closed ring, that is nowhere farther from the drawn one than so many metres.
pub(crate) fn simplify(line: &[LonLat], metres: f64) -> Vec<LonLat> {
    let mut kept: Vec<LonLat> = Vec::new();
    let mut from = 0;
    while from + 1 < line.len() {
        let to = (from + PIECE).min(line.len() - 1);
        let piece = simplify_piece(&line[from..=to], metres);
        // Pieces share a point.
        kept.extend(&piece[usize::from(from > 0)..]);
        from = to;
    }
    if kept.is_empty() {
        return line.to_vec();
    }
    kept
}

fn simplify_piece(line: &[LonLat], metres: f64) -> Vec<LonLat> {
    let Some(origin) = line.first() else {
        return Vec::new();
    };
    // On a plane in metres, and from its own first point, so that nothing is lost to rounding.
    let narrow = (f64::from(origin.lat_e6) / 1e6).to_radians().cos();
    let (east, north) = (METRES * narrow, METRES);
    let flat: Vec<Point<2, f64>> = line
        .iter()
        .map(|p| {
            let x = f64::from(p.lon_e6) - f64::from(origin.lon_e6);
            let y = f64::from(p.lat_e6) - f64::from(origin.lat_e6);
            point!(x * east, y * north)
        })
        .collect();
    let kept = simplify_polyline::simplify(&flat, metres, true);
    // What is kept are points of the line, in their order.
    let mut of_line = flat.iter().zip(line);
    kept.iter()
        .filter_map(|kept| Some(*of_line.find(|(flat, _)| *flat == kept)?.1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<LonLat> {
        let points = points.iter();
        points.map(|(lon, lat)| LonLat::new(*lon, *lat)).collect()
    }

    #[test]
    fn what_is_within_the_tolerance_goes_and_the_rest_stays_as_drawn() {
        // 30 millionths of a degree of latitude are 3.3 m, 90 are 10 m.
        let (west, east) = ((101_770_000, 36_620_000), (101_780_000, 36_620_000));
        let bump = |lat| line(&[west, (101_775_000, 36_620_000 + lat), east]);
        assert_eq!(simplify(&bump(30), 5.0), line(&[west, east]));
        assert_eq!(simplify(&bump(90), 5.0), bump(90));
        assert_eq!(simplify(&bump(90), 20.0), line(&[west, east]));
        assert_eq!(simplify(&line(&[west]), 5.0), line(&[west]));
        assert_eq!(simplify(&[], 5.0), []);
    }

    #[test]
    fn a_degree_of_longitude_counts_less_in_the_north() {
        // 60 millionths east are 6.7 m on the equator and 3.3 m at 60° north.
        let bump = |lat: i32| line(&[(0, lat), (60, lat + 5000), (0, lat + 10_000)]);
        assert_eq!(simplify(&bump(0), 5.0).len(), 3);
        assert_eq!(simplify(&bump(60_000_000), 5.0).len(), 2);
    }

    #[test]
    fn a_ring_stays_closed_and_a_long_line_whole() {
        let ring = line(&[
            (0, 0),
            (1000, 2),
            (2000, 0),
            (2000, 2000),
            (0, 2000),
            (0, 0),
        ]);
        let simple = line(&[(0, 0), (2000, 0), (2000, 2000), (0, 2000), (0, 0)]);
        assert_eq!(simplify(&ring, 5.0), simple);
        // A saw of teeth that get ever larger, which the library would descend once a tooth.
        let saw: Vec<LonLat> = (0..50_000)
            .map(|i| LonLat::new(i * 100, if i % 2 == 0 { 0 } else { 100 + i }))
            .collect();
        assert_eq!(simplify(&saw, 5.0), saw);
        let straight: Vec<LonLat> = (0..50_000).map(|i| LonLat::new(i * 100, 0)).collect();
        assert!(simplify(&straight, 5.0).len() <= 51);
    }
}
