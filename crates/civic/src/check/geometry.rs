//! Where places lie: inside the city, and without crossing themselves.

use super::{Check, cell, says};
use crate::finding::Location;
use crate::place::{Geometry, GeometryKind, LonLat, Place};
use crate::sources::Row;

pub(super) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    let bounds = sources.settings.as_ref().map(|s| s.bounds);
    for row in &sources.places {
        let Some(geometry) = &row.value.geometry else {
            continue;
        };
        let at = sources.geometry_locations.get(&row.value.id);
        let at = || at.map_or_else(|| cell(row, "geometry"), Clone::clone);
        if let Some(bounds) = bounds {
            coordinates(check, row, geometry, bounds, &at);
        }
        crossing(check, row, geometry, &at);
    }
}

fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let value = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", value / 1_000_000, value % 1_000_000)
}

fn shown(point: LonLat) -> String {
    format!("[{}, {}]", degrees(point.0), degrees(point.1))
}

fn coordinates(
    check: &mut Check<'_>,
    row: &Row<Place>,
    geometry: &Geometry,
    (low, high): (LonLat, LonLat),
    at: &dyn Fn() -> Location,
) {
    let inside = |p: LonLat| low.0 <= p.0 && p.0 <= high.0 && low.1 <= p.1 && p.1 <= high.1;
    let Some(outside) = geometry.points.iter().find(|p| !inside(**p)) else {
        return;
    };
    let id = &row.value.id;
    let swapped = geometry.points.iter().all(|p| inside(LonLat(p.1, p.0)));
    let says = if swapped {
        says(
            format!(
                "“{id}”的坐标 {} 在城市以外，经度和纬度像是写反了",
                shown(*outside)
            ),
            format!(
                "The coordinates {} of {id} lie outside the city: longitude and latitude look swapped",
                shown(*outside)
            ),
            format!(
                "经度在前、纬度在后，例如 {}",
                shown(LonLat(outside.1, outside.0))
            ),
            format!(
                "Write longitude first, then latitude, such as {}",
                shown(LonLat(outside.1, outside.0))
            ),
        )
    } else {
        says(
            format!(
                "“{id}”的坐标 {} 在城市以外（{} 至 {}）",
                shown(*outside),
                shown(low),
                shown(high)
            ),
            format!(
                "The coordinates {} of {id} lie outside the city ({} to {})",
                shown(*outside),
                shown(low),
                shown(high)
            ),
            "检查坐标系（应为 WGS 84）和数字；城市范围有误就改 portal.toml 的 bounds",
            "Check the coordinate system (WGS 84) and the digits; if the city's limits are wrong, fix bounds in portal.toml",
        )
    };
    check.error("coordinates_outside", at(), &shown(*outside), says);
}

fn crossing(
    check: &mut Check<'_>,
    row: &Row<Place>,
    geometry: &Geometry,
    at: &dyn Fn() -> Location,
) {
    let closed = match geometry.kind {
        GeometryKind::Polygon => true,
        // A ring road comes back to where it began.
        GeometryKind::Line => geometry.points.first() == geometry.points.last(),
        GeometryKind::Point | GeometryKind::Unknown(_) => return,
    };
    let Some((a, b)) = first_crossing(&geometry.points, closed) else {
        return;
    };
    let id = &row.value.id;
    let (first, second) = (shown(a), shown(b));
    check.error(
        "geometry_self_crossing",
        at(),
        id.as_str(),
        says(
            format!("“{id}”的图形和自己相交：从 {first} 起的一段碰到从 {second} 起的一段"),
            format!("The geometry of {id} crosses itself: the part from {first} meets the part from {second}"),
            "按顺序沿边界重画这些点；真有岔路时分成两个地点",
            "Draw the points again in order along the edge; where a street truly forks, make it two places",
        ),
    );
}

type Segment = (LonLat, LonLat);

/// Where two parts that are not neighbours touch, the starts of both.
fn first_crossing(points: &[LonLat], closed: bool) -> Option<(LonLat, LonLat)> {
    let segments: Vec<Segment> = points
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(a, b)| a != b)
        .collect();
    let count = segments.len();
    // From west to east, each segment is held against those that reach as far: a street of ten
    // thousand points does not cost a hundred million comparisons.
    let mut order: Vec<usize> = (0..count).collect();
    let west = |s: &Segment| s.0.0.min(s.1.0);
    let east = |s: &Segment| s.0.0.max(s.1.0);
    order.sort_unstable_by_key(|i| west(&segments[*i]));
    let mut open: Vec<usize> = Vec::new();
    for i in order {
        let here = &segments[i];
        open.retain(|j| east(&segments[*j]) >= west(here));
        for j in &open {
            let (early, late) = (i.min(*j), i.max(*j));
            let (a, b) = (&segments[early], &segments[late]);
            let joined = late == early + 1;
            let joined_round = closed && early == 0 && late == count - 1;
            let meet = if joined || joined_round {
                // Neighbours share a point; they may not run back over each other.
                count > 1 && folds_back(a, b, joined)
            } else {
                touch(a, b)
            };
            if meet {
                return Some((a.0, b.0));
            }
        }
        open.push(i);
    }
    None
}

/// Twice the area of the triangle, positive where `c` lies to the left.
fn turn(a: LonLat, b: LonLat, c: LonLat) -> i64 {
    let d = |x: i32, y: i32| i64::from(x) - i64::from(y);
    d(b.0, a.0) * d(c.1, a.1) - d(b.1, a.1) * d(c.0, a.0)
}

fn within(s: &Segment, p: LonLat) -> bool {
    let (a, b) = s;
    a.0.min(b.0) <= p.0 && p.0 <= a.0.max(b.0) && a.1.min(b.1) <= p.1 && p.1 <= a.1.max(b.1)
}

fn touch(a: &Segment, b: &Segment) -> bool {
    let (b0, b1) = (turn(a.0, a.1, b.0).signum(), turn(a.0, a.1, b.1).signum());
    let (a0, a1) = (turn(b.0, b.1, a.0).signum(), turn(b.0, b.1, a.1).signum());
    b0 != b1 && a0 != a1 && (b0 * b1 < 0 && a0 * a1 < 0)
        || b0 == 0 && within(a, b.0)
        || b1 == 0 && within(a, b.1)
        || a0 == 0 && within(b, a.0)
        || a1 == 0 && within(b, a.1)
}

/// True where the later of two neighbours runs back over the earlier. `joined`: the earlier ends
/// where the later starts; otherwise the ring closes in the earlier's start.
fn folds_back(early: &Segment, late: &Segment, joined: bool) -> bool {
    let (shared, one, other) = if joined {
        (late.0, early.0, late.1)
    } else {
        (early.0, early.1, late.0)
    };
    let d = |x: i32, y: i32| i64::from(x) - i64::from(y);
    let along =
        d(one.0, shared.0) * d(other.0, shared.0) + d(one.1, shared.1) * d(other.1, shared.1);
    turn(shared, one, other) == 0 && along > 0
}
