//! The bars of a comparison: what is original solid, what was added hatched, what was corrected a
//! dashed ghost.

use civic::duties::comparison::{Comparison, Part};
use leptos::prelude::*;
use web::svg::{Percent, Svg};

use crate::messages::requirements;

/// The length of a whole bar.
#[derive(Clone, Copy)]
pub(super) struct Scale(u32);

impl Scale {
    pub(super) fn of(longest: u64) -> Self {
        Self(u32::try_from(longest).unwrap_or(u32::MAX))
    }
}

/// A bar; nothing where there is nothing to compare.
pub(super) fn bar(parts: &[(Part, u64)], scale: Scale) -> AnyView {
    if parts.is_empty() || scale.0 == 0 {
        return ().into_any();
    }
    let mut svg = Svg::default();
    let mut from = 0_u32;
    for (part, length) in parts {
        let length = u32::try_from(*length).unwrap_or(u32::MAX);
        let (x, width) = (Percent::of(from, scale.0), Percent::of(length, scale.0));
        draw(
            &mut svg,
            *part,
            format_args!(r#"x="{x}" y="2" width="{width}" height="14""#),
        );
        from = from.saturating_add(length);
    }
    view! { <svg class="bar" width="200" height="18" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg> }
        .into_any()
}

fn draw(svg: &mut Svg, part: Part, place: std::fmt::Arguments<'_>) {
    match part {
        Part::Original => svg.part(format_args!(r#"<rect class="b-base" {place}/>"#)),
        Part::Justified => svg.part(format_args!(r#"<rect class="b-ok" {place}/>"#)),
        Part::Added => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-add)"/><rect class="b-edge" {place}/>"#
        )),
        Part::Gone => svg.part(format_args!(
            r#"<rect {place} fill="url(#p-gone)"/><rect class="b-edge b-gone" {place}/>"#
        )),
    }
}

/// The legend of the bars of a page.
pub(super) fn legend(compared: &Comparison<'_>) -> AnyView {
    legend_of(|part| compared.has(part))
}

/// The legend of the parts that there are.
pub(super) fn legend_of(has: impl Fn(Part) -> bool) -> AnyView {
    let rows: Vec<AnyView> = [
        (Part::Original, &requirements::ORIGINAL),
        (Part::Justified, &requirements::WITH_BASIS),
        (Part::Added, &requirements::ADDED),
        (Part::Gone, &requirements::GONE),
    ]
    .into_iter()
    .filter(|(part, _)| has(*part))
    .map(|(part, name)| {
        let mut svg = Svg::default();
        draw(&mut svg, part, format_args!(r#"x="1" y="2" width="18" height="12""#));
        view! {
            <li><svg width="20" height="16" aria-hidden="true" focusable="false" inner_html=svg.into_markup()></svg>{name.text()}</li>
        }
        .into_any()
    })
    .collect();
    (rows.len() > 1)
        .then(|| view! { <ul class="legend">{rows}</ul> })
        .into_any()
}
