//! Where a point lies: the nearest stretches of street, and the zones that hold it.
//!
//! Distances are straight lines on a plane around the point, in metres. Within a few kilometres
//! they are right to well under one in a thousand; nobody walks through houses, so a way on foot
//! is longer.

use std::borrow::Borrow;

use crate::place::{Geometry, GeometryKind, LonLat, Place};

/// How far a street may be from a point that it answers for, in metres, unless said otherwise.
pub const RADIUS_METRES: u32 = 30;

const METRES_A_MICRODEGREE: f64 = 0.111_195_08;
const RADIANS_A_MICRODEGREE: f64 = 1.745_329_251_994_33e-8;

/// A place near a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its position among the places given.
    pub place: usize,
    /// How far it is, to the nearest metre.
    pub metres: u32,
}

/// What is known of a point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The streets within the radius, nearest first; two sides of one street may be equally near.
    /// Empty means that there is no street here.
    pub streets: Vec<Near>,
    /// The nearest street, however far; `None` where none of the places is drawn.
    pub nearest: Option<Near>,
    /// The areas that hold the point, by their positions among the places given.
    pub zones: Vec<usize>,
}

/// Finds what a point answers for among these places.
pub fn locate<P: Borrow<Place>>(places: &[P], point: LonLat, radius_metres: u32) -> Located {
    let plane = Plane::around(point);
    let radius = f64::from(radius_metres);
    let mut zones = Vec::new();
    let mut near: Vec<(f64, usize)> = Vec::new();
    let mut nearest = f64::INFINITY;
    for (i, place) in places.iter().enumerate() {
        let Some(geometry) = &place.borrow().geometry else {
            continue;
        };
        if geometry.kind == GeometryKind::Polygon {
            if inside(&geometry.points, point) {
                zones.push(i);
            }
        } else {
            // Most places are far, and whole numbers tell it. What rounding could do stays well
            // below the square metre.
            let farthest = nearest.max(radius * radius) + 1.0;
            if plane
                .square_to_box(&geometry.points)
                .is_some_and(|square| square <= farthest)
                && let Some(square) = plane.square_to_line(&geometry.points)
            {
                nearest = nearest.min(square);
                near.push((square, i));
            }
        }
    }
    // Equally near places keep the order they were given in.
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let shown = |(square, place): &(f64, usize)| Near {
        place: *place,
        metres: metres(*square),
    };
    Located {
        streets: near
            .iter()
            .take_while(|(square, _)| *square <= radius * radius)
            .map(shown)
            .collect(),
        nearest: near.first().map(shown),
        zones,
    }
}

/// How far a geometry is from a point, to the nearest metre: 0 inside an area; `None` where it
/// has no points.
pub fn metres_to(geometry: &Geometry, point: LonLat) -> Option<u32> {
    if geometry.kind == GeometryKind::Polygon && inside(&geometry.points, point) {
        return Some(0);
    }
    Plane::around(point)
        .square_to_line(&geometry.points)
        .map(metres)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stops at the bounds, and no distance is negative"
)]
fn metres(square: f64) -> u32 {
    (square.sqrt() + 0.5) as u32
}

/// A plane in metres with the point in its middle.
struct Plane {
    middle: LonLat,
    east: f64,
}

impl Plane {
    fn around(middle: LonLat) -> Self {
        Self {
            middle,
            east: METRES_A_MICRODEGREE * cosine(f64::from(middle.1) * RADIANS_A_MICRODEGREE),
        }
    }

    fn place(&self, point: LonLat) -> (f64, f64) {
        (
            f64::from(turn(self.middle.0, point.0)) * self.east,
            (f64::from(point.1) - f64::from(self.middle.1)) * METRES_A_MICRODEGREE,
        )
    }

    /// The square of how far the box around the points is: no line between them is nearer.
    fn square_to_box(&self, points: &[LonLat]) -> Option<f64> {
        let from = |point: &LonLat| {
            (
                turn(self.middle.0, point.0),
                point.1.saturating_sub(self.middle.1),
            )
        };
        let (first, others) = points.split_first()?;
        let first = from(first);
        let (mut west, mut south) = first;
        let (mut east, mut north) = first;
        for (x, y) in others.iter().map(from) {
            (west, east) = (west.min(x), east.max(x));
            (south, north) = (south.min(y), north.max(y));
        }
        let x = f64::from(0.clamp(west, east)) * self.east;
        let y = f64::from(0.clamp(south, north)) * METRES_A_MICRODEGREE;
        Some(x * x + y * y)
    }

    fn square_to_line(&self, points: &[LonLat]) -> Option<f64> {
        let first = self.place(*points.first()?);
        let mut before = first;
        let mut best = first.0 * first.0 + first.1 * first.1;
        for point in &points[1..] {
            let after = self.place(*point);
            best = best.min(square_to_segment(before, after));
            before = after;
        }
        Some(best)
    }
}

/// From one longitude to another the short way round, across 180° too.
fn turn(from: i32, to: i32) -> i32 {
    const ROUND: i64 = 360_000_000;
    let straight = i64::from(to) - i64::from(from);
    // Dividing takes longer than all else here, and is seldom needed.
    let turn = if (-ROUND / 2..ROUND / 2).contains(&straight) {
        straight
    } else {
        (straight + ROUND / 2).rem_euclid(ROUND) - ROUND / 2
    };
    i32::try_from(turn).unwrap_or(0)
}

/// The square of how far the middle of the plane is from a segment.
fn square_to_segment(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (-(a.0 * dx + a.1 * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (a.0 + along * dx, a.1 + along * dy);
    x * x + y * y
}

/// The cosine of a latitude, to a millionth: the library's own would be a kilobyte of tables.
fn cosine(x: f64) -> f64 {
    let s = x * x;
    1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0))))
}

/// True where the ring holds the point; its edge belongs to it. Whole numbers only.
fn inside(ring: &[LonLat], point: LonLat) -> bool {
    let at = |p: LonLat| {
        (
            i64::from(turn(point.0, p.0)),
            i64::from(p.1) - i64::from(point.1),
        )
    };
    let mut holds = false;
    for (i, to) in ring.iter().enumerate() {
        let from = ring[if i == 0 { ring.len() - 1 } else { i - 1 }];
        let ((ax, ay), (bx, by)) = (at(from), at(*to));
        let cross = ax * by - bx * ay;
        let between = ax.min(bx) <= 0 && ax.max(bx) >= 0 && ay.min(by) <= 0 && ay.max(by) >= 0;
        if cross == 0 && between {
            return true;
        }
        if (ay > 0) != (by > 0) && (cross > 0) == (by > ay) {
            holds = !holds;
        }
    }
    holds
}
