//! Where a point lies: the nearest stretches of street, and the zones that hold it.
//!
//! Distances are straight lines on a plane around the point, in metres. Within a few kilometres
//! they are right to well under one in a thousand; nobody walks through houses, so a way on foot
//! is longer.

use std::borrow::Borrow;

use crate::places::{Geometry, GeometryKind, LonLat, Place};

/// How far a street may be from a point that it answers for, in metres, unless said otherwise.
pub const RADIUS_METRES: u32 = 30;

const HALF_ROUND: i32 = 180_000_000;
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

/// A place that is drawn, and the box around it. One that crosses 180° has all longitudes in its
/// box.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
    /// Its points, by their positions.
    points: (usize, usize),
    place: usize,
    is_area: bool,
}

/// Where some places lie, packed so that most of them are passed over at a glance.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    drawn: Vec<Drawn>,
    points: Vec<LonLat>,
}

impl Ground {
    /// Packs these places.
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
        let mut drawn = Drawn {
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

    fn points_of(&self, drawn: &Drawn) -> &[LonLat] {
        let (from, until) = drawn.points;
        self.points.get(from..until).unwrap_or_default()
    }

    /// Finds what a point answers for; places are told by their positions in the list that was
    /// packed.
    pub fn locate(&self, point: LonLat, radius_metres: u32) -> Located {
        let plane = Plane::around(point);
        let radius = f64::from(radius_metres);
        // What rounding could do stays well below the square metre.
        let reach = radius * radius + 1.0;
        let mut zones = Vec::new();
        let mut near: Vec<(f64, usize)> = Vec::new();
        let window = plane.window(radius + 1.0);
        for drawn in self.drawn.iter().filter(|drawn| window.meets(drawn)) {
            if plane.square_to_box(drawn) > reach {
                continue;
            }
            let points = self.points_of(drawn);
            if drawn.is_area {
                if inside(points, point) {
                    zones.push(drawn.place);
                }
            } else if let Some(square) = plane.square_to_line(points) {
                near.push((square, drawn.place));
            }
        }
        let mut nearest = near.iter().fold(f64::INFINITY, |least, n| least.min(n.0));
        if nearest > radius * radius {
            for drawn in self.drawn.iter().filter(|drawn| !drawn.is_area) {
                let square = plane.square_to_box(drawn);
                if square > reach
                    && square <= nearest + 1.0
                    && let Some(square) = plane.square_to_line(self.points_of(drawn))
                {
                    nearest = nearest.min(square);
                    near.push((square, drawn.place));
                }
            }
        }
        // Equally near places keep the order they were given in.
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
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
}

/// Finds what a point answers for among these places.
pub fn locate<P: Borrow<Place>>(places: &[P], point: LonLat, radius_metres: u32) -> Located {
    Ground::of(places).locate(point, radius_metres)
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
            east: METRES_A_MICRODEGREE * cosine(f64::from(middle.lat_e6) * RADIANS_A_MICRODEGREE),
        }
    }

    fn place(&self, point: LonLat) -> (f64, f64) {
        (
            f64::from(turn(self.middle.lon_e6, point.lon_e6)) * self.east,
            (f64::from(point.lat_e6) - f64::from(self.middle.lat_e6)) * METRES_A_MICRODEGREE,
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
        } = self.middle;
        let longitude = (metres / self.east) as i32;
        let latitude = (metres / METRES_A_MICRODEGREE) as i32;
        let (west, east) = (x.saturating_sub(longitude), x.saturating_add(longitude));
        // Past 180° it goes on at the other end.
        let around = west < -HALF_ROUND || east > HALF_ROUND || longitude < 0;
        Window {
            west: if around { i32::MIN } else { west },
            south: y.saturating_sub(latitude),
            east: if around { i32::MAX } else { east },
            north: y.saturating_add(latitude),
        }
    }

    /// The square of how far a box is: no line within it is nearer.
    fn square_to_box(&self, drawn: &Drawn) -> f64 {
        let LonLat {
            lon_e6: x,
            lat_e6: y,
        } = self.middle;
        let x = if (drawn.west..=drawn.east).contains(&x) {
            0
        } else {
            let edges = [drawn.west, drawn.east].map(|edge| turn(x, edge).unsigned_abs());
            edges[0].min(edges[1])
        };
        let y = y.abs_diff(y.clamp(drawn.south, drawn.north));
        let (x, y) = (
            f64::from(x) * self.east,
            f64::from(y) * METRES_A_MICRODEGREE,
        );
        x * x + y * y
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

/// What lies within some metres of a point to every side, and a little more, in whole numbers.
struct Window {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

impl Window {
    fn meets(&self, drawn: &Drawn) -> bool {
        drawn.west <= self.east
            && self.west <= drawn.east
            && drawn.south <= self.north
            && self.south <= drawn.north
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
            i64::from(turn(point.lon_e6, p.lon_e6)),
            i64::from(p.lat_e6) - i64::from(point.lat_e6),
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
