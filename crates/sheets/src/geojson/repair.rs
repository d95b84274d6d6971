//! Polygons with small faults, as drawing programs leave them: a ring that is not closed, that
//! touches itself, that has spikes or slivers, holes too small to stand in.
//!
//! A repair changes next to nothing of the area; what would change more is a guess about what was
//! meant, and is left to who drew it.

use std::collections::BTreeSet;

use civic::Text;
use civic::places::LonLat;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{ContourDirection, IntOverlayOptions, Overlay};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::point::IntPoint;

/// A part up to this size, in square metres, is a sliver: ten metres each way, about what a phone
/// knows of where it stands.
const SLIVER_SQUARE_METRES: f64 = 100.0;
/// A sliver is at most this share of the whole.
const SLIVER_SHARE: f64 = 0.01;

/// A ring or hole, without its last point, which is the first again.
type Contour = Vec<IntPoint<i32>>;
/// A polygon: its outer ring and its holes.
type Shape = Vec<Contour>;

/// What was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Defect {
    Unclosed,
    Touching,
    Sliver,
    Hole,
}

/// Why a polygon cannot be taken as rings without holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It has too few points, or all on one line.
    NoArea,
    /// It has a hole in which one can stand.
    Hole,
}

/// A polygon as closed rings without holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    /// One ring; more where parts only met in a point.
    pub(crate) rings: Vec<Vec<LonLat>>,
    defects: BTreeSet<Defect>,
}

impl Repaired {
    /// What was repaired and what to do about it; `None` where nothing was.
    pub(crate) fn told(&self) -> Option<(Text, Text)> {
        if self.defects.is_empty() {
            return None;
        }
        let each = self.defects.iter().map(|defect| match defect {
            Defect::Unclosed => (
                "边界没有闭合，已闭合",
                "its ring was not closed and was closed",
            ),
            Defect::Touching => (
                "边界碰到自己或有尖刺，已理顺",
                "its ring touched itself or had spikes, which were taken out",
            ),
            Defect::Sliver => ("有细碎的小块，已去掉", "slivers of it were taken out"),
            Defect::Hole => ("有站不下人的小洞，已填上", "tiny holes in it were filled"),
        });
        let (zh, en): (Vec<&str>, Vec<&str>) = each.unzip();
        Some((
            Text::new(
                format!("图形有小毛病，已修好：{}", zh.join("；")),
                format!(
                    "The polygon had small faults and was repaired: {}",
                    en.join("; ")
                ),
            ),
            Text::new(
                "在地图上看一眼是否仍是原来的样子；要一直这样，就在原图里改好",
                "See on the map that it is still what was meant; to settle it, fix the drawing itself",
            ),
        ))
    }
}

/// The rings of a polygon, the outer one first, without their small faults. A ring that truly
/// crosses itself is left as it is, for the check to name.
pub(crate) fn repair(rings: &[Vec<LonLat>]) -> Result<Repaired, Fault> {
    let mut defects = BTreeSet::new();
    let mut contours = rings.iter().map(|ring| contour(ring, &mut defects));
    let outer = contours.next().unwrap_or_default();
    let holes: Vec<Contour> = contours.collect();
    if outer.len() < 3 {
        return Err(Fault::NoArea);
    }
    let original = closed(&outer);
    let outer = counterclockwise(outer);
    let filled = |rule| overlay(std::slice::from_ref(&outer), &[], rule);
    let positive = filled(FillRule::Positive);
    let area = area(&positive);
    let sliver = sliver(&outer).min(area * SLIVER_SHARE);
    let other = |rule| self::area(&filled(rule));
    let (any, odd) = (other(FillRule::NonZero), other(FillRule::EvenOdd));
    // Wound the other way, or wound twice: more than a sliver of either is another shape.
    if any - area > sliver || any - odd > sliver {
        return Ok(Repaired {
            rings: vec![original],
            defects,
        });
    }
    if area <= 0.0 {
        return Err(Fault::NoArea);
    }
    let cut = if holes.is_empty() {
        positive
    } else {
        if holes.iter().any(|hole| doubled_area(hole).abs() <= sliver) {
            defects.insert(Defect::Hole);
        }
        let subject: Vec<Contour> = positive.into_iter().flatten().collect();
        overlay(&subject, &holes, FillRule::NonZero)
    };
    let mut kept = Vec::new();
    for shape in cut {
        let mut contours = shape.into_iter();
        let Some(ring) = contours.next() else {
            continue;
        };
        for hole in contours {
            if doubled_area(&hole).abs() > sliver {
                return Err(Fault::Hole);
            }
            defects.insert(Defect::Hole);
        }
        if doubled_area(&ring).abs() > sliver {
            kept.push(ring);
        } else {
            defects.insert(Defect::Sliver);
        }
    }
    let is_intact = |ring: &Contour| ring.len() == outer.len();
    let rings = match &kept[..] {
        [] => return Err(Fault::NoArea),
        [ring] if is_intact(ring) => vec![original],
        _ => {
            defects.insert(Defect::Touching);
            kept.iter().map(closed).collect()
        }
    };
    Ok(Repaired { rings, defects })
}

fn contour(ring: &[LonLat], defects: &mut BTreeSet<Defect>) -> Contour {
    let points = ring.iter().map(|p| IntPoint::new(p.lon_e6, p.lat_e6));
    let mut points: Contour = points.collect();
    points.dedup();
    if points.len() > 1 {
        if points.first() == points.last() {
            points.pop();
        } else {
            defects.insert(Defect::Unclosed);
        }
    }
    points
}

fn closed(contour: &Contour) -> Vec<LonLat> {
    let points = contour.iter().chain(contour.first());
    points.map(|point| LonLat::new(point.x, point.y)).collect()
}

/// With the inside on the left, so that its winding is positive.
fn counterclockwise(mut contour: Contour) -> Contour {
    if doubled_area(&contour) < 0.0 {
        contour.reverse();
    }
    contour
}

fn overlay(subject: &[Contour], holes: &[Contour], rule: FillRule) -> Vec<Shape> {
    let options = IntOverlayOptions {
        preserve_input_collinear: true,
        output_direction: ContourDirection::CounterClockwise,
        preserve_output_collinear: true,
        min_output_area: 0,
        ogc: true,
    };
    Overlay::from_subj_and_clip_custom(subject, holes, options, Solver::default())
        .overlay(OverlayRule::Difference, rule)
}

/// Twice the area inside a ring in square millionths of a degree, positive counterclockwise.
#[expect(
    clippy::cast_precision_loss,
    reason = "a sliver is told by its first digits"
)]
fn doubled_area(contour: &Contour) -> f64 {
    let next = contour.iter().cycle().skip(1);
    let wide = |value: i32| i128::from(value);
    let sum: i128 = contour
        .iter()
        .zip(next)
        .map(|(a, b)| wide(a.x) * wide(b.y) - wide(b.x) * wide(a.y))
        .sum();
    sum as f64
}

/// Twice the area of shapes; holes run the other way, and so are taken off.
fn area(shapes: &[Shape]) -> f64 {
    shapes.iter().flatten().map(doubled_area).sum()
}

/// Twice the area of the largest sliver in square millionths of a degree, at the latitude of a
/// ring.
fn sliver(ring: &Contour) -> f64 {
    /// Metres in a millionth of a degree of latitude.
    const METRES: f64 = 0.111_32;
    let latitude = ring.first().map_or(0.0, |point| f64::from(point.y) / 1e6);
    let square_metres = METRES * METRES * latitude.to_radians().cos().max(0.01);
    2.0 * SLIVER_SQUARE_METRES / square_metres
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A ring from metres, roughly, east and north of a corner in Xining.
    fn ring(metres: &[(i32, i32)]) -> Vec<LonLat> {
        let at = |(x, y): &(i32, i32)| LonLat::new(101_770_000 + x * 11, 36_610_000 + y * 9);
        metres.iter().map(at).collect()
    }

    const SQUARE: [(i32, i32); 5] = [(0, 0), (500, 0), (500, 500), (0, 500), (0, 0)];

    fn told(rings: &[Vec<LonLat>]) -> Result<(usize, Vec<Defect>), Fault> {
        let repaired = repair(rings)?;
        Ok((repaired.rings.len(), repaired.defects.into_iter().collect()))
    }

    #[test]
    fn a_sound_polygon_stays_as_it_is() {
        let mut turned = SQUARE;
        turned.reverse();
        let on_the_line = [(0, 0), (250, 0), (500, 0), (500, 500), (0, 500), (0, 0)];
        let street = [(0, 0), (900, 0), (900, 1), (0, 1), (0, 0)];
        for points in [&SQUARE[..], &turned, &on_the_line, &street] {
            let ring = ring(points);
            let repaired = repair(std::slice::from_ref(&ring)).expect("a polygon");
            assert_eq!((&repaired.rings, repaired.told()), (&vec![ring], None));
        }
    }

    #[test]
    fn small_faults_are_repaired_and_told() {
        use Defect::{Hole, Sliver, Touching, Unclosed};
        let spike = [
            (0, 0),
            (500, 0),
            (900, 0),
            (500, 0),
            (500, 500),
            (0, 500),
            (0, 0),
        ];
        // Runs back along its own edge before it goes on.
        let back = [
            (0, 0),
            (500, 0),
            (500, 500),
            (500, 200),
            (500, 500),
            (0, 500),
            (0, 0),
        ];
        // Crosses itself by half a metre near a corner.
        let crossed = [
            (0, 0),
            (500, 0),
            (500, 500),
            (1, 500),
            (-1, 499),
            (0, 501),
            (0, 0),
        ];
        // A triangle of three metres hangs on a corner.
        let corner = [
            (0, 0),
            (500, 0),
            (500, 500),
            (503, 500),
            (503, 503),
            (500, 500),
            (0, 500),
            (0, 0),
        ];
        // Two squares that meet in a point.
        let eight = [
            (0, 0),
            (500, 0),
            (500, 500),
            (900, 500),
            (900, 900),
            (500, 900),
            (500, 500),
            (0, 500),
            (0, 0),
        ];
        for (points, right) in [
            (&SQUARE[..4], (1, vec![Unclosed])),
            (&spike, (1, vec![Touching])),
            (&back, (1, vec![Touching])),
            (&crossed, (1, vec![Touching])),
            (&corner, (1, vec![Touching, Sliver])),
            (&eight, (2, vec![Touching])),
        ] {
            let mut found = told(&[ring(points)]).expect("a polygon");
            found.1.retain(|defect| right.1.contains(defect));
            assert_eq!(found, right, "{points:?}");
        }
        let hole = ring(&[(100, 100), (105, 100), (105, 105), (100, 105), (100, 100)]);
        let nothing = ring(&[(100, 100), (105, 100), (100, 100)]);
        for inner in [hole, nothing] {
            assert_eq!(told(&[ring(&SQUARE), inner]), Ok((1, vec![Hole])));
        }
    }

    #[test]
    fn what_a_repair_would_guess_at_is_left() {
        // A bow tie: half of it is wound the other way.
        let bow = ring(&[(0, 0), (500, 500), (500, 0), (0, 500), (0, 0)]);
        let repaired = repair(std::slice::from_ref(&bow)).expect("left as it is");
        assert_eq!((&repaired.rings, repaired.told()), (&vec![bow], None));
        let hole = ring(&[(100, 100), (200, 100), (200, 200), (100, 200), (100, 100)]);
        assert_eq!(told(&[ring(&SQUARE), hole]), Err(Fault::Hole));
        // Half of a kiosk is no sliver of it.
        let kiosk = ring(&[(0, 0), (6, 0), (6, 6), (0, 6), (0, 0)]);
        let hole = ring(&[(1, 1), (4, 1), (4, 4), (1, 4), (1, 1)]);
        assert_eq!(told(&[kiosk, hole]), Err(Fault::Hole));
        for points in [&SQUARE[..2], &[(0, 0), (500, 0), (900, 0), (0, 0)], &[]] {
            assert_eq!(told(&[ring(points)]), Err(Fault::NoArea), "{points:?}");
        }
        assert_eq!(told(&[]), Err(Fault::NoArea));
    }

    proptest! {
        /// Whatever is drawn, what a repair gives is sound: a second one changes nothing.
        #[test]
        fn a_repaired_polygon_needs_no_repair(
            points in proptest::collection::vec((0i32..40, 0i32..40), 0..12),
            hole in proptest::collection::vec((0i32..40, 0i32..40), 0..5),
        ) {
            let Ok(repaired) = repair(&[ring(&points), ring(&hole)]) else { return Ok(()) };
            for ring in &repaired.rings {
                prop_assert_eq!(ring.first(), ring.last());
                if !repaired.defects.contains(&Defect::Touching) {
                    continue;
                }
                let again = repair(std::slice::from_ref(ring)).map(|again| again.rings);
                prop_assert_eq!(again, Ok(vec![ring.clone()]));
            }
        }

        #[test]
        fn no_ring_panics(points in proptest::collection::vec((-180_000_000i32..=180_000_000, -180_000_000i32..=180_000_000), 0..40)) {
            let ring: Vec<LonLat> = points.into_iter().map(LonLat::from).collect();
            let _ = repair(&[ring]);
        }
    }
}
