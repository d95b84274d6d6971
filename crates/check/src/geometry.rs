//! Where places lie: inside the city, and without crossing themselves.

use civic::places::{Geometry, GeometryKind, LonLat, Place};

use super::checker::{Check, message};
use crate::columns::files;
use crate::{Location, Row};

pub(crate) fn check(check: &mut Check<'_>) {
    let sources = check.sources;
    let bounds = sources.settings.as_ref().map(|s| s.bounds);
    for row in &sources.places {
        let Some(geometry) = &row.value.geometry else {
            continue;
        };
        let at = sources.geometry_locations.get(&row.value.id);
        let of_row = || Location {
            column: files::GEOMETRY_MEMBER.to_owned(),
            ..row.location.clone()
        };
        let at = || at.map_or_else(of_row, Clone::clone);
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
    format!("[{}, {}]", degrees(point.lon_e6), degrees(point.lat_e6))
}

fn coordinates(
    check: &mut Check<'_>,
    row: &Row<Place>,
    geometry: &Geometry,
    (low, high): (LonLat, LonLat),
    at: &dyn Fn() -> Location,
) {
    let inside = |p: LonLat| {
        low.lon_e6 <= p.lon_e6
            && p.lon_e6 <= high.lon_e6
            && low.lat_e6 <= p.lat_e6
            && p.lat_e6 <= high.lat_e6
    };
    let Some(outside) = geometry.points.iter().find(|p| !inside(**p)) else {
        return;
    };
    let id = &row.value.id;
    let swapped = geometry
        .points
        .iter()
        .all(|p| inside(LonLat::new(p.lat_e6, p.lon_e6)));
    let settings = files::SETTINGS;
    let message = if swapped {
        message(
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
                shown(LonLat::new(outside.lat_e6, outside.lon_e6))
            ),
            format!(
                "Write longitude first, then latitude, such as {}",
                shown(LonLat::new(outside.lat_e6, outside.lon_e6))
            ),
        )
    } else {
        message(
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
            format!("检查坐标系（应为 WGS 84）和数字；城市范围有误就改 {settings} 的 bounds"),
            format!(
                "Check the coordinate system (WGS 84) and the digits; if the city's limits are wrong, fix bounds in {settings}"
            ),
        )
    };
    check.error("coordinates_outside", at(), &shown(*outside), message);
}

fn crossing(
    check: &mut Check<'_>,
    row: &Row<Place>,
    geometry: &Geometry,
    at: &dyn Fn() -> Location,
) {
    let closed = match geometry.kind {
        GeometryKind::Polygon => true,
        // A ring road ends where it began.
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
        message(
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
    // A sweep from west to east compares each segment only with those that reach as far, so that
    // a street of ten thousand points does not cost a hundred million comparisons.
    let mut order: Vec<usize> = (0..count).collect();
    let west = |s: &Segment| s.0.lon_e6.min(s.1.lon_e6);
    let east = |s: &Segment| s.0.lon_e6.max(s.1.lon_e6);
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
    d(b.lon_e6, a.lon_e6) * d(c.lat_e6, a.lat_e6) - d(b.lat_e6, a.lat_e6) * d(c.lon_e6, a.lon_e6)
}

fn within(s: &Segment, p: LonLat) -> bool {
    let (a, b) = s;
    a.lon_e6.min(b.lon_e6) <= p.lon_e6
        && p.lon_e6 <= a.lon_e6.max(b.lon_e6)
        && a.lat_e6.min(b.lat_e6) <= p.lat_e6
        && p.lat_e6 <= a.lat_e6.max(b.lat_e6)
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
    let along = d(one.lon_e6, shared.lon_e6) * d(other.lon_e6, shared.lon_e6)
        + d(one.lat_e6, shared.lat_e6) * d(other.lat_e6, shared.lat_e6);
    turn(shared, one, other) == 0 && along > 0
}
