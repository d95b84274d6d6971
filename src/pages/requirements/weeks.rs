//! What each level asks for in a week, a mark for each time: stacks that grow from level to level.

use civic::duties::comparison::{Act, Comparison, Part, Week, short_level};
use leptos::prelude::*;
use web::i18n::lang;
use web::svg::Svg;

use crate::messages::{frame, requirements};

/// The columns of a stack, in the order in which they are filled.
const ORDER: [usize; 7] = [1, 4, 2, 5, 0, 3, 6];

/// The side of the square a mark stands in.
const SIDE: usize = 13;

/// The weeks side by side, and what is left of the last where something was corrected; nothing if
/// not every level has a weekly rhythm.
pub(super) fn weeks(compared: &Comparison<'_>) -> AnyView {
    let Some(weeks) = compared.weeks() else {
        return ().into_any();
    };
    let height = weeks.iter().map(|week| stack(week).1).max().unwrap_or(1);
    let mut figures: Vec<AnyView> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    let mut add = |name: String, total: u64, drawn: String, is_now: bool| {
        let high = height * SIDE + 1;
        let shape = format!("0 0 91 {high}");
        said.push(format!("{name} {total}"));
        let class = is_now.then_some("c-yes");
        figures.push(
            view! {
                <figure>
                    <svg viewBox=shape width="91" height=high.to_string() aria-hidden="true" focusable="false" inner_html=drawn></svg>
                    <figcaption><span class=class>{name}</span><b class=class>{total}</b>{requirements::A_WEEK.text()}</figcaption>
                </figure>
            }
            .into_any(),
        );
    };
    for week in &weeks {
        // At each level what it asked for then.
        let name = lang().pick(&short_level(&week.step.level)).to_owned();
        add(name, week.total(), draw(week, height, false), false);
    }
    if let Some(last) = weeks.last().filter(|week| week.standing() < week.total()) {
        let now = requirements::NOW.text().to_owned();
        add(now, last.standing(), draw(last, height, true), true);
    }
    let label = format!(
        "{}{}{}",
        requirements::IN_A_WEEK.text(),
        requirements::COLON.text(),
        said.join(frame::AND.text())
    );
    view! {
        <section>
            <h2 class="rule">{requirements::IN_A_WEEK.text()} " " <span class="soft s">{requirements::ONE_MARK.text()}</span></h2>
            <div class="weeks" role="img" aria-label=label>{figures}</div>
            {legend(&weeks)}
        </section>
    }
    .into_any()
}

/// The marks from the bottom up with their columns and rows, and how many rows there are.
fn stack(week: &Week<'_>) -> (Vec<(Act, Part, usize, usize)>, usize) {
    let mut marks = Vec::new();
    let mut heights = [0_usize; 7];
    for act in [Act::Round, Act::Paper, Act::Tool] {
        let parts = week.acts.iter().filter(|(other, ..)| *other == act);
        let parts = parts.flat_map(|(_, part, times)| (0..*times).map(move |_| *part));
        for (part, column) in parts.zip(ORDER.iter().cycle()) {
            if let Some(height) = heights.get_mut(*column) {
                marks.push((act, part, *column, *height));
                *height += 1;
            }
        }
        // The next kind begins above.
        let top = heights.iter().max().copied().unwrap_or_default();
        heights = [top; 7];
    }
    let height = heights.iter().max().copied().unwrap_or_default();
    (marks, height)
}

fn draw(week: &Week<'_>, height: usize, is_now: bool) -> String {
    let mut svg = Svg::default();
    for (act, part, column, row) in stack(week).0 {
        let class = match part {
            Part::Gone if is_now => "d-gone",
            Part::Original if is_now => "d-yes",
            Part::Original => "d-base",
            _ => "d-add",
        };
        mark(
            &mut svg,
            act,
            class,
            column * SIDE,
            (height - row - 1) * SIDE + 2,
        );
    }
    svg.into_markup()
}

/// A mark in the square whose corner is at `x`, `y`.
fn mark(svg: &mut Svg, act: Act, class: &'static str, x: usize, y: usize) {
    match act {
        Act::Round => svg.part(format_args!(
            r#"<circle class="{class}" cx="{}.5" cy="{}" r="4.6"/>"#,
            x + 6,
            y + 5
        )),
        Act::Paper => svg.part(format_args!(
            r#"<rect class="{class}" x="{}" y="{}" width="9" height="9"/>"#,
            x + 2,
            y + 1
        )),
        Act::Tool => svg.part(format_args!(
            r#"<path class="{class}" d="M{}.5 {}l5 9h-10Z"/>"#,
            x + 6,
            y + 1
        )),
    }
}

fn legend(weeks: &[Week<'_>]) -> AnyView {
    let acts: Vec<&(Act, Part, u64)> = weeks.iter().flat_map(|week| &week.acts).collect();
    let has = |act: Act, wanted: &[Part]| {
        acts.iter()
            .any(|(other, part, _)| *other == act && wanted.contains(part))
    };
    let added = [Part::Added, Part::Gone, Part::Justified];
    let rows: Vec<AnyView> = [
        (has(Act::Round, &[Part::Original]), Act::Round, "d-base", &requirements::ORIGINAL),
        (has(Act::Round, &added), Act::Round, "d-add", &requirements::ADDED_TIMES),
        (has(Act::Paper, &added), Act::Paper, "d-add", &requirements::ADDED_PAPERS),
        (has(Act::Tool, &added), Act::Tool, "d-add", &requirements::ADDED_TOOLS),
        (acts.iter().any(|(_, part, _)| *part == Part::Gone), Act::Round, "d-gone", &requirements::GONE),
    ]
    .into_iter()
    .filter(|(is_there, ..)| *is_there)
    .map(|(_, act, class, name)| {
        let mut svg = Svg::default();
        mark(&mut svg, act, class, 1, 2);
        view! { <li><svg width="20" height="16" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg>{name.text()}</li> }
            .into_any()
    })
    .collect();
    view! { <ul class="legend">{rows}</ul> }.into_any()
}
