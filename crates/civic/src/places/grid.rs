//! The grid of squares that a city is divided into, so that a lookup fetches only the data around a
//! point.
//!
//! The grid is a quadtree: the world is one square with a side of 2²⁹ millionths of a degree,
//! recursively divided into quarters. A cell is named by the digits of its quarters, one per level,
//! west before east and south before north (its quadkey). The name of a cell therefore starts with
//! the names of the cells that contain it, and sorting by name sorts along the Z-order curve. A
//! place is published in each cell that it touches or comes within [`MARGIN`] of, so everything
//! needed to answer for a point is in the one cell that contains the point.
//!
//! [`Bounds`] are boxes of coordinates; [`Cell`] is a square of the grid, with its name, its bounds
//! and its range along the curve.

use std::fmt;
use std::ops::Range;

use crate::places::locate::inside;
use crate::places::{Geometry, GeometryKind, LonLat};

/// The maximum depth of the tree. The smallest cell has a side of 2,048 millionths of a degree,
/// some 230 m from south to north.
pub const DEPTH: u8 = 18;

/// The margin around a cell within which a place is published in it too, in millionths of a degree
/// of latitude: 50 m, well above the radius in which a street answers for a point.
pub const MARGIN: i64 = 450;

const WORLD_BITS: u32 = 29;
const WEST: i64 = -180_000_000;
const SOUTH: i64 = -90_000_000;

/// A square of the grid, identified by its position and its depth in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    x: u32,
    y: u32,
    depth: u8,
}

/// A box of longitudes and latitudes in millionths of a degree, edges included.
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
    /// The box that extends this many metres from a point in each direction.
    pub fn around(point: LonLat, metres: u32) -> Self {
        Self {
            west: point.lon_e6.into(),
            south: point.lat_e6.into(),
            east: point.lon_e6.into(),
            north: point.lat_e6.into(),
        }
        .widened(i64::from(metres) * MARGIN / 50)
    }

    /// The box extended by this latitude to the south and north, and by the same distance on the
    /// ground to the west and east.
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

    /// The longer of its two sides, in millionths of a degree.
    fn side(self) -> i64 {
        (self.east - self.west).max(self.north - self.south)
    }

    /// Returns `true` if the two boxes intersect.
    pub fn meets(self, other: Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// The bounding box of the points; `None` if there are none.
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

/// 1000 times the cosine of a latitude, rounded down; at least 20, since near the poles the
/// meridians converge.
fn thousandths_of_cosine(latitude: i64) -> i64 {
    // Bhāskara I's approximation. The error is below 0.0017, which the margin covers.
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

    /// The cell at this depth that contains the point.
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

    /// The cell with this name; `None` if it is not the name of a cell.
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

    /// Its four quarters, sorted by name; none at the maximum depth.
    pub fn quarters(self) -> impl Iterator<Item = Self> {
        (0..4)
            .filter(move |_| self.depth < DEPTH)
            .map(move |quarter| self.quarter(quarter))
    }

    /// Its depth in the tree; 0 for the world.
    pub fn depth(self) -> u8 {
        self.depth
    }

    /// The box it covers.
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

    /// Returns `true` if a geometry comes within [`MARGIN`] of the cell. The test uses the bounding
    /// boxes of the segments: it may report a geometry that is a little too far away, but never
    /// misses one.
    pub fn is_near(self, geometry: &Geometry) -> bool {
        let near = self.bounds().widened(MARGIN);
        let meets = |points: &[LonLat]| Bounds::of(points).is_some_and(|b| b.meets(near));
        let points = &geometry.points;
        if points.len() < 2 || !meets(points) {
            return meets(points);
        }
        if points.windows(2).any(meets) {
            return true;
        }
        // No edge is near, so an area contains all of the cell or none of it.
        let is_area = geometry.kind == GeometryKind::Polygon;
        let closing = points.first().zip(points.last());
        is_area
            && (closing.is_some_and(|(a, b)| meets(&[*a, *b])) || inside(points, self.south_west()))
    }

    fn south_west(self) -> LonLat {
        let Bounds { west, south, .. } = self.bounds();
        let degrees = |v: i64| i32::try_from(v).unwrap_or_default();
        LonLat::new(degrees(west), degrees(south))
    }

    /// Returns `true` if an area is so large that smaller cells would hardly divide it: its
    /// bounding box is more than twice as long as the side of the cell.
    pub fn is_small_beside(self, geometry: &Geometry) -> bool {
        let own = self.bounds();
        geometry.kind == GeometryKind::Polygon
            && Bounds::of(&geometry.points)
                .is_some_and(|area| area.side() > 2 * (own.east - own.west))
    }

    /// The few cells of equal depth that together cover the box, sorted by name.
    pub fn covering(bounds: Bounds) -> Vec<Self> {
        let side = bounds.side();
        let mut depth = DEPTH;
        while depth > 0 && (1_i64 << (WORLD_BITS - u32::from(depth))) < side {
            depth -= 1;
        }
        let corner = |longitude: i64, latitude: i64| {
            let clamped =
                |v: i64| i32::try_from(v).unwrap_or(if v < 0 { i32::MIN } else { i32::MAX });
            Self::of(LonLat::new(clamped(longitude), clamped(latitude)), depth)
        };
        let from = corner(bounds.west, bounds.south);
        let to = corner(bounds.east, bounds.north);
        let mut cells: Vec<Self> = (from.y..=to.y)
            .flat_map(|y| (from.x..=to.x).map(move |x| Self { x, y, depth }))
            .collect();
        cells.sort_unstable_by_key(|cell| cell.interleaved());
        cells
    }

    /// Its quarters that intersect the box, sorted by name; at the maximum depth, itself.
    pub fn parts(self, bounds: Bounds) -> Vec<Self> {
        if self.depth == DEPTH {
            return vec![self];
        }
        let meets = |quarter: &Self| quarter.bounds().meets(bounds);
        self.quarters().filter(meets).collect()
    }

    /// The range of the smallest cells within it, numbered along the Z-order curve.
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
