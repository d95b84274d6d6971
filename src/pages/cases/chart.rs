//! Classes as pictures: a bar of shares, a bar beside the share that is wanted, and stacks month by month. Each
//! class has a pattern of its own, so that none is told by its colour alone.

use civic::cases::register::{Share, Shares};
use civic::cases::{Means, MeansDefinition, Month, definition_of};
use leptos::prelude::*;
use web::format;
use web::i18n::lang;
use web::svg::{Percent, Svg};

use super::periods;
use crate::messages::cases;

/// The width, in hundredths of a per cent of itself, and where the first month begins.
const WIDTH: u32 = 10_000;
const LEFT: u32 = 400;
/// The chart: where the bars stand and end, in pixels from above, and where the months are written.
const BASE: u32 = 220;
const TOP: u32 = 20;
const NUMBERS: u32 = 240;
const YEARS: u32 = 260;
/// Where the versions of the definition are written, each next one in the other of two lines, and how much lower
/// the tallest bar ends then.
const VERSIONS: [u32; 2] = [12, 30];
const LOWER: u32 = 32;
/// Half of the gap between two versions, in hundredths of a per cent of the width.
const GAP: u32 = 50;
/// More months than this are not written under the bars one by one.
const MAX_NUMBERS: usize = 24;

fn draw(svg: &mut Svg, means: &Means, place: std::fmt::Arguments<'_>) {
    match means {
        Means::Service => svg.part(format_args!(r#"<rect class="p-yes" {place}/>"#)),
        Means::Management => svg.part(format_args!(r#"<rect {place} fill="url(#p-if)"/>"#)),
        Means::Enforcement => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-no)"/><rect class="b-edge" {place}/>"#
        )),
        Means::Unclassified | Means::Unknown(_) => svg.part(format_args!(
            r#"<rect class="b-gone" {place} fill="url(#p-none)"/>"#
        )),
    }
}

fn name(means: &Means) -> String {
    lang().term(means.zh(), means.en()).to_owned()
}

/// All classes in one bar, and the figures for who does not see it.
pub(super) fn share_bar(shares: &Shares) -> AnyView {
    let mut svg = Svg::default();
    let mut from = 0;
    let mut said: Vec<String> = Vec::new();
    for share in shares.classes.iter().filter(|share| share.count > 0) {
        let x = Percent::of(from, shares.total);
        let width = Percent::of(share.count, shares.total);
        draw(
            &mut svg,
            &share.means,
            format_args!(r#"x="{x}" y="2" width="{width}" height="14""#),
        );
        from = from.saturating_add(share.count);
        said.push(format!("{} {}", name(&share.means), share.count));
    }
    let label = said.join(crate::messages::frame::COMMA.text());
    view! { <svg class="bar" width="200" height="18" role="img" aria-label=label inner_html=svg.into_markup()></svg> }
        .into_any()
}

/// One class beside the share that is wanted of it.
pub(super) fn goal_bar(share: &Share, total: u32) -> AnyView {
    let mut svg = Svg::default();
    let width = Percent::of(share.count, total.max(1));
    draw(
        &mut svg,
        &share.means,
        format_args!(r#"x="0" y="2" width="{width}" height="14""#),
    );
    if let Some(goal) = share.means.goal_percent() {
        svg.part(format_args!(
            r#"<line class="st-base" x1="{goal}%" x2="{goal}%" y1="0" y2="18"/>"#
        ));
    }
    view! { <svg class="bar" width="200" height="18" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg> }
        .into_any()
}

/// What the patterns stand for.
pub(super) fn legend(shares: &Shares) -> AnyView {
    let there = shares.classes.iter().filter(|share| share.count > 0);
    let rows: Vec<AnyView> = there
        .map(|share| {
            let mut svg = Svg::default();
            let place = format_args!(r#"x="1" y="2" width="18" height="12""#);
            draw(&mut svg, &share.means, place);
            view! {
                <li><svg width="20" height="16" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg>{name(&share.means)}</li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="legend">{rows}</ul> }.into_any()
}

/// The months of a chart that are classed by one definition.
struct Span<'a> {
    definition: Option<&'a MeansDefinition>,
    /// Where it begins and ends, in hundredths of a per cent of the width.
    from: u32,
    until: u32,
}

/// The spans of months, the earliest first, each as wide as `width`: one ends on the day from which another
/// definition is used.
fn spans<'a>(
    months: &[(Month, Shares)],
    definitions: &[&'a MeansDefinition],
    width: u32,
) -> Vec<Span<'a>> {
    let mut spans: Vec<Span<'a>> = Vec::new();
    for (n, (month, _)) in (0_u32..).zip(months) {
        let definition = definition_of(definitions, *month);
        if let Some(last) = spans.last_mut() {
            if last.definition.map(|d| d.since) == definition.map(|d| d.since) {
                continue;
            }
            let day = definition.map_or(1, |definition| definition.since.day());
            last.until = LEFT + n * width + width * (day - 1) / 31;
        }
        let from = spans.last().map_or(LEFT, |last| last.until);
        spans.push(Span {
            definition,
            from,
            until: WIDTH,
        });
    }
    spans
}

/// A text with the version of a definition and the day from which it is used.
pub(super) fn versioned(text: &str, definition: &MeansDefinition) -> String {
    let text = text.replace("{day}", &format::date(lang(), definition.since));
    text.replace("{version}", &definition.version)
}

/// The version of a definition, short.
pub(super) fn version(definition: Option<&MeansDefinition>) -> String {
    definition.map_or_else(
        || cases::VERSION_NONE.text().to_owned(),
        |known| {
            cases::VERSION_SHORT
                .text()
                .replace("{version}", &known.version)
        },
    )
}

/// Where one version ends and the next begins, with their names.
fn draw_breaks(svg: &mut Svg, spans: &[Span<'_>]) {
    if spans.len() < 2 {
        return;
    }
    for (n, span) in spans.iter().enumerate() {
        let (x, y) = (Percent::of(span.from, WIDTH), VERSIONS[n % 2]);
        if n > 0 {
            // It begins beside its own name, below that of the version before.
            svg.part(format_args!(
                r#"<line class="st-base" x1="{x}" x2="{x}" y1="{}" y2="{BASE}"/>"#,
                y - 12
            ));
        }
        // At the right edge there is no room to begin in.
        if span.from > WIDTH * 3 / 4 {
            svg.part(format_args!(r#"<text x="100%" y="{y}" text-anchor="end">"#));
        } else {
            svg.part(format_args!(r#"<text x="{x}" dx="5" y="{y}">"#));
        }
        svg.text(&version(span.definition));
        svg.fixed("</text>");
    }
}

/// The stacks of each month, the earliest first, apart where the definition of the classes changes.
pub(super) fn by_month(months: &[(Month, Shares)], definitions: &[&MeansDefinition]) -> AnyView {
    let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else {
        return ().into_any();
    };
    let most = months.iter().map(|(_, shares)| shares.total).max();
    let most = most.unwrap_or_default().max(1);
    let step = most.div_ceil(4).max(1);
    let top = most.div_ceil(step) * step;
    let columns = u32::try_from(months.len()).unwrap_or(u32::MAX).max(1);
    let width = (WIDTH - LEFT) / columns;
    let spans = spans(months, definitions, width);
    let highest = if spans.len() > 1 { TOP + LOWER } else { TOP };
    let at = |count: u32| BASE - (BASE - highest) * count.min(top) / top;
    let mut svg = Svg::default();
    for tick in 0..=top / step {
        let (y, n) = (at(tick * step), tick * step);
        let class = if tick == 0 { "ax0" } else { "y-line st-tick" };
        for span in &spans {
            let gap = |at: u32| if at == LEFT || at == WIDTH { 0 } else { GAP };
            let (x1, x2) = (span.from + gap(span.from), span.until - gap(span.until));
            let (x1, x2) = (Percent::of(x1, WIDTH), Percent::of(x2, WIDTH));
            svg.part(format_args!(
                r#"<line class="{class}" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>"#
            ));
        }
        svg.part(format_args!(r#"<text x="0" y="{}">{n}</text>"#, y + 5));
    }
    draw_breaks(&mut svg, &spans);
    for (n, (month, shares)) in (0_u32..).zip(months) {
        let left = LEFT + n * width;
        let (x, bar) = (
            Percent::of(left + width / 6, WIDTH),
            Percent::of(width * 2 / 3, WIDTH),
        );
        let middle = Percent::of(left + width / 2, WIDTH);
        let mut below = 0;
        for share in shares.classes.iter().filter(|share| share.count > 0) {
            let (from, to) = (at(below), at(below + share.count));
            below += share.count;
            draw(
                &mut svg,
                &share.means,
                format_args!(
                    r#"x="{x}" y="{to}" width="{bar}" height="{}""#,
                    from.saturating_sub(to)
                ),
            );
        }
        if months.len() > MAX_NUMBERS && month.number() != 1 {
            continue;
        }
        if shares.total > 0 && months.len() <= MAX_NUMBERS {
            svg.part(format_args!(
                r#"<text x="{middle}" y="{}" text-anchor="middle">{}</text>"#,
                at(below).saturating_sub(4),
                shares.total
            ));
        }
        svg.part(format_args!(
            r#"<text x="{middle}" y="{NUMBERS}" text-anchor="middle">{}</text>"#,
            month.number()
        ));
        if n == 0 || month.number() == 1 {
            svg.part(format_args!(
                r#"<text x="{middle}" y="{YEARS}" text-anchor="middle">{}</text>"#,
                month.year()
            ));
        }
    }
    let label = cases::CHART
        .text()
        .replace("{from}", &periods::month(*first));
    let mut label = label.replace("{until}", &periods::month(*last));
    for span in spans.iter().skip(1) {
        let Some(definition) = span.definition else {
            continue;
        };
        label.push_str(&versioned(cases::CHANGED.text(), definition));
    }
    view! { <svg class="chart" width="640" height="272" role="img" aria-label=label inner_html=svg.into_markup()></svg> }
        .into_any()
}
