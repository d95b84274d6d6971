//! The year as a picture: a thin row a day, on the ruler of the day strip. Filled and outlined = may,
//! wide hatch = may not, dots = nothing published.

use civic::answer::Segment;
use civic::answer::day_patterns::{DayPatterns, Pattern};
use civic::time::{DAY_MINUTES, Date};
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::svg::{Percent, Svg};

use crate::components::day_strip::class;

/// The height of a day, and where the first begins, in tenths of a pixel.
const DAY: usize = 22;
const TOP: usize = 260;
/// The minutes between which an hour of the axis is left out.
const NEAR: u16 = 120;

const HATCH: &str = r#"<defs><pattern id="p-no-w" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="p-no-l" d="M1 0v14"/></pattern></defs>"#;

/// Days in a row that are alike.
struct Run<'a> {
    from: usize,
    until: usize,
    pattern: &'a Pattern,
}

/// The picture. `marked` is a day of it, with what is written there; `label` says what the picture
/// shows.
#[component]
pub(super) fn YearChart<'a>(
    days: &'a DayPatterns,
    marked: Date,
    mark: &'static str,
    label: String,
) -> impl IntoView + use<> {
    let runs = runs(days);
    let count = days.days.len();
    let mut svg = Svg::default();
    svg.fixed(HATCH);
    for run in &runs {
        for part in &run.pattern.segments {
            rect(&mut svg, run, part);
        }
    }
    edges(&mut svg, &runs);
    months(&mut svg, days);
    axis(&mut svg, days, count);
    if let Some(row) = days.days.iter().position(|day| day.date == marked) {
        let y = row * DAY + TOP + DAY / 2;
        svg.part(format_args!(
            r#"<line class="st-now" x1="0" x2="100%" y1="{0}" y2="{0}"/><rect class="st-flag" x="0" y="{1}" width="46" height="19"/><text class="flag-t" x="23" y="{2}" text-anchor="middle">"#,
            Tenths(y),
            Tenths(y - 95),
            Tenths(y + 45)
        ));
        svg.text(mark);
        svg.fixed("</text>");
    }
    view! { <svg class="yr chart" width="320" height="852" role="img" aria-label=label inner_html=svg.into_markup()></svg> }
}

/// Tenths of a pixel.
struct Tenths(usize);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// Where a minute lies: the names of the months take an eighth of the width.
fn at(minute: u16) -> Percent {
    Percent::of(
        125 * u32::from(DAY_MINUTES) + 875 * u32::from(minute),
        1000 * u32::from(DAY_MINUTES),
    )
}

fn width(minutes: u16) -> Percent {
    Percent::of(875 * u32::from(minutes), 1000 * u32::from(DAY_MINUTES))
}

fn runs(days: &DayPatterns) -> Vec<Run<'_>> {
    let mut runs: Vec<(usize, Run<'_>)> = Vec::new();
    for (row, day) in days.days.iter().enumerate() {
        match runs.last_mut() {
            Some((known, run)) if *known == day.pattern => run.until = row + 1,
            _ => {
                if let Some(pattern) = days.pattern(*day) {
                    let run = Run {
                        from: row,
                        until: row + 1,
                        pattern,
                    };
                    runs.push((day.pattern, run));
                }
            }
        }
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

fn rect(svg: &mut Svg, run: &Run<'_>, part: &Segment) {
    let fill = match class(&part.verdict) {
        "no" => "no-w",
        other => other,
    };
    svg.part(format_args!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" fill="url(#p-{fill})"/>"#,
        at(part.from),
        Tenths(run.from * DAY + TOP),
        width(part.until - part.from),
        Tenths((run.until - run.from) * DAY)
    ));
}

/// Lines around what is permitted.
fn edges(svg: &mut Svg, runs: &[Run<'_>]) {
    let permits = |run: &Run<'_>, minute: u16| {
        let mut parts = run.pattern.segments.iter();
        parts.any(|s| s.from <= minute && minute < s.until && s.verdict.permits())
    };
    for (n, run) in runs.iter().enumerate() {
        let (top, bottom) = (run.from * DAY + TOP, run.until * DAY + TOP);
        for minute in bounds(&[run]) {
            let (before, after) = (minute.checked_sub(1), minute);
            if before.is_some_and(|before| permits(run, before)) != permits(run, after) {
                line(svg, (minute, top), (minute, bottom));
            }
        }
        let Some(next) = runs.get(n + 1) else {
            continue;
        };
        let all = bounds(&[run, next]);
        for (from, until) in all.iter().zip(all.iter().skip(1)) {
            if permits(run, *from) != permits(next, *from) {
                line(svg, (*from, bottom), (*until, bottom));
            }
        }
    }
}

/// The minutes at which parts of these runs begin or end, in order.
fn bounds(runs: &[&Run<'_>]) -> Vec<u16> {
    let parts = runs.iter().flat_map(|run| &run.pattern.segments);
    let mut all: Vec<u16> = parts.flat_map(|part| [part.from, part.until]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn line(svg: &mut Svg, from: (u16, usize), to: (u16, usize)) {
    svg.part(format_args!(
        r#"<line class="y-say" x1="{}" x2="{}" y1="{}" y2="{}"/>"#,
        at(from.0),
        at(to.0),
        Tenths(from.1),
        Tenths(to.1)
    ));
}

fn months(svg: &mut Svg, days: &DayPatterns) {
    for (row, day) in days.days.iter().enumerate() {
        if day.date.day() != 1 {
            continue;
        }
        let y = row * DAY + TOP;
        svg.part(format_args!(
            r#"<line class="y-line" x1="12.5%" x2="100%" y1="{0}" y2="{0}"/><line class="st-tick" x1="0" x2="11%" y1="{0}" y2="{0}"/><text x="0" y="{1}">"#,
            Tenths(y),
            Tenths(y + 170)
        ));
        svg.text(&format::month_alone(lang(), day.date));
        svg.fixed("</text>");
        if row == 0 || day.date.month() == 1 {
            svg.part(format_args!(
                r#"<text x="0" y="{}">{}</text>"#,
                Tenths(y + 340),
                day.date.year()
            ));
        }
    }
}

/// The hours above the first row: bold where the permission of most days begins or ends.
fn axis(svg: &mut Svg, days: &DayPatterns, count: usize) {
    let how_many = |n: usize| days.days.iter().filter(|day| day.pattern == n).count();
    let usual = (0..days.patterns.len()).max_by_key(|n| how_many(*n));
    let usual = usual.and_then(|n| days.patterns.get(n));
    let parts = usual.iter().flat_map(|pattern| &pattern.segments);
    let permitted = parts.filter(|part| part.verdict.permits());
    let mut edges: Vec<u16> = Vec::new();
    for edge in permitted.flat_map(|part| [part.from, part.until]) {
        let is_inside = 0 < edge && edge < DAY_MINUTES;
        if is_inside && edges.iter().all(|other| edge.abs_diff(*other) >= NEAR) {
            edges.push(edge);
        }
    }
    for minute in (0..=DAY_MINUTES).step_by(6 * 60) {
        if edges.iter().all(|edge| edge.abs_diff(minute) >= NEAR) {
            hour(svg, "", minute);
        }
    }
    for edge in edges {
        hour(svg, " class=\"e\"", edge);
    }
    let bottom = Tenths(count * DAY + TOP);
    svg.part(format_args!(
        r#"<line class="ax0" x1="12.5%" x2="100%" y1="26" y2="26"/><line class="st-base" x1="12.5%" x2="100%" y1="{bottom}" y2="{bottom}"/>"#
    ));
}

fn hour(svg: &mut Svg, class: &'static str, minute: u16) {
    let anchor = match minute {
        0 => "start",
        DAY_MINUTES => "end",
        _ => "middle",
    };
    let (hour, minutes) = (minute / 60, minute % 60);
    svg.part(format_args!(
        r#"<text{class} x="{}" y="16" text-anchor="{anchor}">{hour}"#,
        at(minute)
    ));
    if minutes != 0 {
        svg.part(format_args!(":{minutes:02}"));
    }
    svg.fixed("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ruler_begins_after_the_names_of_the_months() {
        assert_eq!(at(0).to_string(), "12.500%");
        assert_eq!(at(720).to_string(), "56.250%");
        assert_eq!(at(1440).to_string(), "100.000%");
        assert_eq!(Tenths(8290).to_string(), "829.0");
    }
}
