//! The squares that a city is cut into, so that a lookup fetches only what lies around it.
//!
//! The world is one square of 2²⁹ millionths of a degree, cut into four again and again. A square
//! is named by the digit of its quarter at each step, west before east and south before north, so
//! that the name of a square begins with the names of those around it, and squares in the order
//! of their names lie along one line without a leap. A place is published in each square it
//! touches or comes close to: what answers for a point is in the one square that holds the point.

use std::fmt;
use std::ops::Range;

use crate::places::{Geometry, GeometryKind, LonLat};

/// How often the world is cut at most: the smallest square is 2,048 millionths of a degree, some
/// 230 m from south to north.
pub const DEPTH: u8 = 18;

/// How close to a square a place is published in it too, in millionths of a degree of latitude:
/// 50 m, well above the radius that a street answers within.
pub const MARGIN: i64 = 450;

const WORLD_BITS: u32 = 29;
const WEST: i64 = -180_000_000;
const SOUTH: i64 = -90_000_000;

/// A square of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    x: u32,
    y: u32,
    depth: u8,
}

/// A span of longitudes and latitudes in millionths of a degree, its edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The western edge.
    pub west: i64,
    /// The southern edge.
    pub south: i64,
    /// The eastern edge.
    pub east: i64,
    /// The northern edge.
    pub north: i64,
}

impl Bounds {
    /// What reaches so many metres from a point to every side.
    pub fn around(point: LonLat, metres: u32) -> Self {
        Self {
            west: point.lon_e6.into(),
            south: point.lat_e6.into(),
            east: point.lon_e6.into(),
            north: point.lat_e6.into(),
        }
        .widened(i64::from(metres) * MARGIN / 50)
    }

    /// Widened to every side: as far from west to east as from south to north, on the ground.
    fn widened(self, latitude: i64) -> Self {
        let highest = self.south.abs().max(self.north.abs());
        let longitude = latitude * 1000 / thousandths_of_cosine(highest);
        Self {
            west: self.west - longitude,
            south: self.south - latitude,
            east: self.east + longitude,
            north: self.north + latitude,
        }
    }

    /// True where the two have a point in common.
    pub fn meets(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// The least that hold the points; `None` where there are none.
    pub fn of(points: &[LonLat]) -> Option<Self> {
        let first = Self::around(*points.first()?, 0);
        Some(points.iter().fold(first, |b, p| Self {
            west: b.west.min(p.lon_e6.into()),
            south: b.south.min(p.lat_e6.into()),
            east: b.east.max(p.lon_e6.into()),
            north: b.north.max(p.lat_e6.into()),
        }))
    }
}

/// A thousand times the cosine of a latitude, rounded down; never less than 20, as near the poles
/// every longitude is close.
fn thousandths_of_cosine(latitude: i64) -> i64 {
    // Bhaskara's: below 1.7 thousandths of error, which the margin has to spare.
    let thousandths = latitude.abs() / 1000;
    let square = thousandths * thousandths / 1000;
    let cosine = 1000 * (32_400_000 - 4 * square) / (32_400_000 + square);
    cosine.clamp(20, 1000)
}

impl Cell {
    /// The whole world.
    pub const WORLD: Self = Self {
        x: 0,
        y: 0,
        depth: 0,
    };

    /// The square of a depth that holds a point.
    pub fn of(point: LonLat, depth: u8) -> Self {
        let depth = depth.min(DEPTH);
        let at = |degrees: i32, edge: i64| {
            let whole = (1_i64 << WORLD_BITS) - 1;
            let from = (i64::from(degrees) - edge).clamp(0, whole);
            u32::try_from(from >> (WORLD_BITS - u32::from(depth))).unwrap_or(0)
        };
        Self {
            x: at(point.lon_e6, WEST),
            y: at(point.lat_e6, SOUTH),
            depth,
        }
    }

    /// The square of a name; `None` where it is not a square's.
    pub fn parse(digits: &str) -> Option<Self> {
        digits.bytes().try_fold(Self::WORLD, |cell, digit| {
            (cell.depth < DEPTH && (b'0'..=b'3').contains(&digit))
                .then(|| cell.quarter(u32::from(digit - b'0')))
        })
    }

    fn quarter(self, quarter: u32) -> Self {
        Self {
            x: self.x << 1 | quarter & 1,
            y: self.y << 1 | quarter >> 1,
            depth: self.depth + 1,
        }
    }

    /// Its four quarters, in the order of their names; none where it is as small as can be.
    pub fn quarters(self) -> impl Iterator<Item = Self> {
        (0..4)
            .filter(move |_| self.depth < DEPTH)
            .map(move |quarter| self.quarter(quarter))
    }

    /// How often the world was cut to come to it.
    pub fn depth(self) -> u8 {
        self.depth
    }

    /// What it spans.
    pub fn bounds(self) -> Bounds {
        let size = 1_i64 << (WORLD_BITS - u32::from(self.depth));
        let (west, south) = (
            WEST + i64::from(self.x) * size,
            SOUTH + i64::from(self.y) * size,
        );
        Bounds {
            west,
            south,
            east: west + size - 1,
            north: south + size - 1,
        }
    }

    /// True where a geometry comes within [`MARGIN`] of the square, taken as the boxes of its
    /// segments, so that it never misses one.
    pub fn is_near(self, geometry: &Geometry) -> bool {
        let near = self.bounds().widened(MARGIN);
        let meets = |points: &[LonLat]| Bounds::of(points).is_some_and(|b| b.meets(near));
        if geometry.kind == GeometryKind::Polygon || geometry.points.len() < 2 {
            return meets(&geometry.points);
        }
        geometry.points.windows(2).any(meets)
    }

    /// The few squares, all of one size, that together hold what is within the bounds.
    pub fn covering(bounds: Bounds) -> Vec<Self> {
        let side = (bounds.east - bounds.west).max(bounds.north - bounds.south);
        let mut depth = DEPTH;
        while depth > 0 && (1_i64 << (WORLD_BITS - u32::from(depth))) < side {
            depth -= 1;
        }
        let corner = |longitude: i64, latitude: i64| {
            let near = |v: i64| i32::try_from(v).unwrap_or(if v < 0 { i32::MIN } else { i32::MAX });
            Self::of(LonLat::new(near(longitude), near(latitude)), depth)
        };
        let from = corner(bounds.west, bounds.south);
        let to = corner(bounds.east, bounds.north);
        let mut cells: Vec<Self> = (from.y..=to.y)
            .flat_map(|y| (from.x..=to.x).map(move |x| Self { x, y, depth }))
            .collect();
        cells.sort_unstable_by_key(|cell| cell.interleaved());
        cells
    }

    /// The smallest squares within it, numbered along the line of their names.
    pub fn span(self) -> Range<u64> {
        let smaller = 2 * u32::from(DEPTH - self.depth);
        let from = self.interleaved();
        from << smaller..(from + 1) << smaller
    }

    fn interleaved(self) -> u64 {
        (0..u32::from(self.depth)).rev().fold(0, |code, bit| {
            code << 2 | u64::from(self.y >> bit & 1) << 1 | u64::from(self.x >> bit & 1)
        })
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for bit in (0..self.depth).rev() {
            let quarter = (self.y >> bit & 1) << 1 | self.x >> bit & 1;
            f.write_str(["0", "1", "2", "3"][quarter as usize])?;
        }
        Ok(())
    }
}
