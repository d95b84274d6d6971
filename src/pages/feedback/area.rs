//! A frame over a photo, which is moved and sized until it lies over what is to be blacked out.

use web::photo::Area;

/// How a frame is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Left,
    Right,
    Up,
    Down,
    Larger,
    Smaller,
}

/// No side of a frame is shorter than this share of the photo's shorter side.
const SMALLEST: u32 = 20;
/// A step is this share of the photo's shorter side.
const STEP: u32 = 20;

/// The frame that a photo begins with: a quarter of it each way, in its middle.
pub(super) fn first(width: u32, height: u32) -> Area {
    let (wide, high) = (width / 4, height / 4);
    within(width, height, width / 2, height / 2, wide, high)
}

/// A frame of this size around a point, pushed back inside the photo.
fn within(width: u32, height: u32, x: u32, y: u32, wide: u32, high: u32) -> Area {
    let least = (width.min(height) / SMALLEST).max(1);
    let (wide, high) = (
        wide.clamp(least, width.max(1)),
        high.clamp(least, height.max(1)),
    );
    Area {
        x: x.saturating_sub(wide / 2).min(width - wide.min(width)),
        y: y.saturating_sub(high / 2).min(height - high.min(height)),
        width: wide,
        height: high,
    }
}

/// A frame after a change.
pub(super) fn changed(area: Area, change: Change, width: u32, height: u32) -> Area {
    let step = (width.min(height) / STEP).max(1);
    let (mut x, mut y) = (area.x + area.width / 2, area.y + area.height / 2);
    let (mut wide, mut high) = (area.width, area.height);
    match change {
        Change::Left => x = x.saturating_sub(step),
        Change::Right => x += step,
        Change::Up => y = y.saturating_sub(step),
        Change::Down => y += step,
        Change::Larger => {
            wide += step;
            high += step;
        }
        Change::Smaller => {
            wide = wide.saturating_sub(step);
            high = high.saturating_sub(step);
        }
    }
    within(width, height, x, y, wide, high)
}

/// The frame between two corners; around one point where they lie together, as large as before.
pub(super) fn between(
    (a, b): ((u32, u32), (u32, u32)),
    before: Area,
    width: u32,
    height: u32,
) -> Area {
    let (wide, high) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
    let least = (width.min(height) / SMALLEST).max(1);
    if wide < least && high < least {
        return within(width, height, b.0, b.1, before.width, before.height);
    }
    let (x, y) = (a.0.min(b.0) + wide / 2, a.1.min(b.1) + high / 2);
    within(width, height, x, y, wide, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_inside(area: Area, width: u32, height: u32) -> bool {
        area.width > 0
            && area.height > 0
            && area.x + area.width <= width
            && area.y + area.height <= height
    }

    #[test]
    fn a_frame_stays_inside_its_photo_however_it_is_changed() {
        for (width, height) in [(1600, 1200), (900, 1600), (40, 30), (1, 1), (1600, 3)] {
            let changes = [
                Change::Left,
                Change::Up,
                Change::Larger,
                Change::Right,
                Change::Down,
                Change::Smaller,
            ];
            for change in changes {
                let mut area = first(width, height);
                assert!(is_inside(area, width, height), "{width} × {height}");
                for _ in 0..60 {
                    area = changed(area, change, width, height);
                    assert!(is_inside(area, width, height), "{change:?} {area:?}");
                }
            }
        }
    }

    #[test]
    fn a_step_to_the_left_and_one_to_the_right_lead_back() {
        let area = first(1600, 1200);
        let moved = changed(area, Change::Left, 1600, 1200);
        assert_eq!(moved.x, area.x - 60);
        assert_eq!(changed(moved, Change::Right, 1600, 1200), area);
    }

    #[test]
    fn a_frame_is_drawn_between_two_corners_or_put_where_was_tapped() {
        let area = first(1600, 1200);
        let drawn = between(((500, 400), (300, 700)), area, 1600, 1200);
        assert_eq!(
            (drawn.x, drawn.y, drawn.width, drawn.height),
            (300, 400, 200, 300)
        );
        let put = between(((800, 300), (802, 301)), area, 1600, 1200);
        assert_eq!((put.width, put.height), (area.width, area.height));
        assert_eq!((put.x, put.y), (602, 151));
        let at_corner = between(((0, 0), (0, 0)), area, 1600, 1200);
        assert_eq!((at_corner.x, at_corner.y), (0, 0));
    }
}
