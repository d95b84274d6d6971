//! Locates a point: the nearest stretches of street, and the zones that contain it.
//!
//! Distances are straight lines in metres on a plane around the point (an equirectangular
//! projection). Within a few kilometres the error is well under 0.1 %. The walking distance is
//! longer.
//!
//! [`PlaceGeometries`] packs the geometries of places; its `locate` filters them by bounding box
//! and measures the rest on a `Plane`. [`locate`] and [`metres_to`] are shortcuts for few places.

use std::borrow::Borrow;

use crate::places::{Geometry, GeometryKind, LonLat, Place};

/// The default radius within which a street answers for a point, in metres.
pub const RADIUS_METRES: u32 = 30;

const HALF_TURN: i32 = 180_000_000;
const METRES_PER_MICRODEGREE: f64 = 0.111_195_08;
const RADIANS_PER_MICRODEGREE: f64 = 1.745_329_251_994_33e-8;

/// A place near a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearbyPlace {
    /// Its index in the list of places.
    pub place: usize,
    /// Its distance, to the nearest metre.
    pub metres: u32,
}

/// What was found for a point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The streets within the radius, nearest first; the two sides of a street may be equally near.
    /// Empty if there is no street here.
    pub streets: Vec<NearbyPlace>,
    /// The nearest street, at any distance; `None` if none of the places has a geometry.
    pub nearest: Option<NearbyPlace>,
    /// The zones that contain the point, as indexes into the list of places.
    pub zones: Vec<usize>,
    /// The nearest zone, at any distance, if there is neither a street nor a zone here.
    pub nearest_zone: Option<NearbyPlace>,
}

/// The bounding box of a place with a geometry. A geometry that crosses 180° gets a box of all
/// longitudes.
#[derive(Clone, Copy, Debug)]
struct PackedGeometry {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
    /// Its points, as a range of `PlaceGeometries::points`.
    points: (usize, usize),
    place: usize,
    is_area: bool,
}

/// The geometries of a list of places, packed so that most are skipped by their bounding box.
#[derive(Clone, Debug, Default)]
pub struct PlaceGeometries {
    drawn: Vec<PackedGeometry>,
    points: Vec<LonLat>,
}

impl PlaceGeometries {
    /// Packs the geometries of the places.
    pub fn of<P: Borrow<Place>>(places: &[P]) -> Self {
        let mut ground = Self::default();
        for (place, one) in places.iter().enumerate() {
            if let Some(geometry) = &one.borrow().geometry {
                ground.add(place, geometry);
            }
        }
        ground
    }

    fn add(&mut self, place: usize, geometry: &Geometry) {
        let Some(first) = geometry.points.first() else {
            return;
        };
        let from = self.points.len();
        self.points.extend(&geometry.points);
        let mut drawn = PackedGeometry {
            west: first.lon_e6,
            south: first.lat_e6,
            east: first.lon_e6,
            north: first.lat_e6,
            points: (from, self.points.len()),
            place,
            is_area: geometry.kind == GeometryKind::Polygon,
        };
        for point in &geometry.points {
            drawn.west = drawn.west.min(point.lon_e6);
            drawn.south = drawn.south.min(point.lat_e6);
            drawn.east = drawn.east.max(point.lon_e6);
            drawn.north = drawn.north.max(point.lat_e6);
        }
        self.drawn.push(drawn);
    }

    fn points_of(&self, drawn: &PackedGeometry) -> &[LonLat] {
        let (from, until) = drawn.points;
        self.points.get(from..until).unwrap_or_default()
    }

    /// Finds the streets and zones of a point. Places are reported by their index in the packed
    /// list.
    pub fn locate(&self, point: LonLat, radius_metres: u32) -> Located {
        let plane = Plane::around(point);
        let radius = f64::from(radius_metres);
        // A margin for rounding errors, which are well below 1 m².
        let reach = radius * radius + 1.0;
        let mut zones = Vec::new();
        let mut near: Vec<(f64, usize)> = Vec::new();
        let window = plane.window(radius + 1.0);
        for drawn in self.drawn.iter().filter(|drawn| window.meets(drawn)) {
            if plane.squared_distance_to_box(drawn) > reach {
                continue;
            }
            let points = self.points_of(drawn);
            if drawn.is_area {
                if inside(points, point) {
                    zones.push(drawn.place);
                }
            } else if let Some(square) = plane.squared_distance_to_line(points) {
                near.push((square, drawn.place));
            }
        }
        near.retain(|(square, _)| *square <= radius * radius);
        // Equally near places keep their order in the list.
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let shown = |(square, place)| NearbyPlace {
            place,
            metres: metres(square),
        };
        let is_empty = near.is_empty() && zones.is_empty();
        let nearest = near.first().copied();
        Located {
            nearest: nearest.or_else(|| self.nearest(&plane, false)).map(shown),
            nearest_zone: is_empty
                .then(|| self.nearest(&plane, true))
                .flatten()
                .map(shown),
            streets: near.into_iter().map(shown).collect(),
            zones,
        }
    }

    /// The zone or street whose lines are nearest, with its squared distance.
    fn nearest(&self, plane: &Plane, is_area: bool) -> Option<(f64, usize)> {
        let mut nearest: Option<(f64, usize)> = None;
        for drawn in self.drawn.iter().filter(|drawn| drawn.is_area == is_area) {
            let is_nearer = |square: f64| nearest.is_none_or(|(least, _)| square < least);
            // A margin for rounding errors, which are well below 1 m².
            if is_nearer(plane.squared_distance_to_box(drawn) - 1.0)
                && let Some(square) = plane.squared_distance_to_line(self.points_of(drawn))
                && is_nearer(square)
            {
                nearest = Some((square, drawn.place));
            }
        }
        nearest
    }
}

/// Finds the streets and zones of a point among these places. For many points, pack the places once
/// with [`PlaceGeometries::of`].
pub fn locate<P: Borrow<Place>>(places: &[P], point: LonLat, radius_metres: u32) -> Located {
    PlaceGeometries::of(places).locate(point, radius_metres)
}

/// The distance of a geometry from a point, to the nearest metre; 0 inside an area, `None` if it
/// has no points.
pub fn metres_to(geometry: &Geometry, point: LonLat) -> Option<u32> {
    if geometry.kind == GeometryKind::Polygon && inside(&geometry.points, point) {
        return Some(0);
    }
    Plane::around(point)
        .squared_distance_to_line(&geometry.points)
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

/// A plane in metres, centred on a point.
struct Plane {
    centre: LonLat,
    east: f64,
}

impl Plane {
    fn around(centre: LonLat) -> Self {
        Self {
            centre,
            east: METRES_PER_MICRODEGREE
                * cosine(f64::from(centre.lat_e6) * RADIANS_PER_MICRODEGREE),
        }
    }

    fn project(&self, point: LonLat) -> (f64, f64) {
        (
            f64::from(shortest_turn(self.centre.lon_e6, point.lon_e6)) * self.east,
            (f64::from(point.lat_e6) - f64::from(self.centre.lat_e6)) * METRES_PER_MICRODEGREE,
        )
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of a float stops at the bounds"
    )]
    fn window(&self, metres: f64) -> Window {
        let LonLat {
            lon_e6: x,
            lat_e6: y,
        } = self.centre;
        let longitude = (metres / self.east) as i32;
        let latitude = (metres / METRES_PER_MICRODEGREE) as i32;
        let (west, east) = (x.saturating_sub(longitude), x.saturating_add(longitude));
        // A window that crosses 180° includes all longitudes.
        let crosses = west < -HALF_TURN || east > HALF_TURN || longitude < 0;
        Window {
            west: if crosses { i32::MIN } else { west },
            south: y.saturating_sub(latitude),
            east: if crosses { i32::MAX } else { east },
            north: y.saturating_add(latitude),
        }
    }

    /// The squared distance to a box, a lower bound for every line within it.
    fn squared_distance_to_box(&self, drawn: &PackedGeometry) -> f64 {
        let LonLat {
            lon_e6: x,
            lat_e6: y,
        } = self.centre;
        let x = if (drawn.west..=drawn.east).contains(&x) {
            0
        } else {
            let edges = [drawn.west, drawn.east].map(|edge| shortest_turn(x, edge).unsigned_abs());
            edges[0].min(edges[1])
        };
        let y = y.abs_diff(y.clamp(drawn.south, drawn.north));
        let (x, y) = (
            f64::from(x) * self.east,
            f64::from(y) * METRES_PER_MICRODEGREE,
        );
        x * x + y * y
    }

    fn squared_distance_to_line(&self, points: &[LonLat]) -> Option<f64> {
        let first = self.project(*points.first()?);
        let mut before = first;
        let mut best = first.0 * first.0 + first.1 * first.1;
        for point in &points[1..] {
            let after = self.project(*point);
            best = best.min(squared_distance_to_segment(before, after));
            before = after;
        }
        Some(best)
    }
}

/// A box around a point, slightly enlarged by rounding, for a fast integer test.
struct Window {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

impl Window {
    fn meets(&self, drawn: &PackedGeometry) -> bool {
        drawn.west <= self.east
            && self.west <= drawn.east
            && drawn.south <= self.north
            && self.south <= drawn.north
    }
}

/// The difference of two longitudes the short way round, across 180° if need be.
fn shortest_turn(from: i32, to: i32) -> i32 {
    const FULL_TURN: i64 = 360_000_000;
    let straight = i64::from(to) - i64::from(from);
    // The division is by far the slowest step and is rarely needed.
    let difference = if (-FULL_TURN / 2..FULL_TURN / 2).contains(&straight) {
        straight
    } else {
        (straight + FULL_TURN / 2).rem_euclid(FULL_TURN) - FULL_TURN / 2
    };
    i32::try_from(difference).unwrap_or(0)
}

/// The squared distance of a segment from the centre of the plane.
fn squared_distance_to_segment(a: (f64, f64), b: (f64, f64)) -> f64 {
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

/// The cosine of a latitude in radians, to 1e-6: that of the standard library would add a kilobyte
/// of tables to the program.
fn cosine(x: f64) -> f64 {
    let s = x * x;
    1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0))))
}

/// Returns `true` if the ring contains the point, its edge included. Exact: integers only.
pub(super) fn inside(ring: &[LonLat], point: LonLat) -> bool {
    let at = |p: LonLat| {
        (
            i64::from(shortest_turn(point.lon_e6, p.lon_e6)),
            i64::from(p.lat_e6) - i64::from(point.lat_e6),
        )
    };
    let mut contained = false;
    for (i, to) in ring.iter().enumerate() {
        let from = ring[if i == 0 { ring.len() - 1 } else { i - 1 }];
        let ((ax, ay), (bx, by)) = (at(from), at(*to));
        let cross = ax * by - bx * ay;
        let between = ax.min(bx) <= 0 && ax.max(bx) >= 0 && ay.min(by) <= 0 && ay.max(by) >= 0;
        if cross == 0 && between {
            return true;
        }
        if (ay > 0) != (by > 0) && (cross > 0) == (by > ay) {
            contained = !contained;
        }
    }
    contained
}
