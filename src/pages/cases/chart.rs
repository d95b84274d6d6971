//! Classes as pictures: a bar of shares, a bar beside the share that is wanted, and stacks month by month. Each
//! class has a pattern of its own, so that none is told by its colour alone.

use civic::cases::register::{Share, Shares};
use civic::cases::{Means, Month};
use leptos::prelude::*;
use web::i18n::lang;
use web::svg::{Percent, Svg};

use super::periods;
use crate::messages::cases;

/// The chart: where the bars stand and end, in pixels from above, and where the months are written.
const BASE: u32 = 220;
const TOP: u32 = 20;
const NUMBERS: u32 = 240;
const YEARS: u32 = 260;
/// More months than this are not written under the bars one by one.
const MAX_NUMBERS: usize = 24;

fn draw(svg: &mut Svg, means: &Means, place: std::fmt::Arguments<'_>) {
    match means {
        Means::Service => svg.part(format_args!(r#"<rect class="b-base" {place}/>"#)),
        Means::Management => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-if)"/><rect class="b-edge" {place}/>"#
        )),
        Means::Enforcement => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-no)"/><rect class="b-edge" {place}/>"#
        )),
        Means::Unclassified | Means::Unknown(_) => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-none)"/><rect class="b-edge" {place}/>"#
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

/// The stacks of each month, the earliest first.
pub(super) fn by_month(months: &[(Month, Shares)]) -> AnyView {
    let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else {
        return ().into_any();
    };
    let most = months.iter().map(|(_, shares)| shares.total).max();
    let most = most.unwrap_or_default().max(1);
    let step = most.div_ceil(4).max(1);
    let top = most.div_ceil(step) * step;
    let at = |count: u32| BASE - (BASE - TOP) * count.min(top) / top;
    let mut svg = Svg::default();
    for tick in 0..=top / step {
        let (y, n) = (at(tick * step), tick * step);
        let class = if tick == 0 { "ax0" } else { "y-line st-tick" };
        svg.part(format_args!(
            r#"<line class="{class}" x1="4%" x2="100%" y1="{y}" y2="{y}"/><text x="0" y="{}">{n}</text>"#,
            y + 5
        ));
    }
    let columns = u32::try_from(months.len()).unwrap_or(u32::MAX).max(1);
    // In hundredths of a per cent of the width, from 4 % on.
    let width = 9600 / columns;
    for (n, (month, shares)) in (0_u32..).zip(months) {
        let left = 400 + n * width;
        let (x, bar) = (
            Percent::of(left + width / 6, 10_000),
            Percent::of(width * 2 / 3, 10_000),
        );
        let middle = Percent::of(left + width / 2, 10_000);
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
    let label = label.replace("{until}", &periods::month(*last));
    view! { <svg class="chart" width="640" height="272" role="img" aria-label=label inner_html=svg.into_markup()></svg> }
        .into_any()
}
