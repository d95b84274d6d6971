//! Pictures as SVG text. A picture of many parts takes a fraction of the code as text that it takes
//! as elements.

use std::fmt::{self, Write as _};

/// The text of an SVG element's content.
#[derive(Debug, Default)]
pub struct Svg(String);

impl Svg {
    /// Adds markup that is fixed in the program.
    pub fn fixed(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Adds markup whose parts are numbers and names fixed in the program. Texts and addresses go
    /// through [`Svg::text`].
    pub fn part(&mut self, markup: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(markup);
    }

    /// Adds a text, or the value of an attribute in double quotes.
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// The markup.
    pub fn into_markup(self) -> String {
        self.0
    }
}

/// A part of a whole as a percentage to a thousandth, such as `37.5%`. Formatting a float would take
/// several kilobytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(u32);

impl Percent {
    /// `part` of `whole`; nothing of nothing.
    pub fn of(part: u32, whole: u32) -> Self {
        let thousandths = u64::from(part) * 100_000 / u64::from(whole.max(1));
        Self(u32::try_from(thousandths).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}%", self.0 / 1000, self.0 % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_leave_their_place() {
        let mut svg = Svg::default();
        svg.fixed("<a href=\"");
        svg.text("/?q=\"><script>&x");
        svg.part(format_args!("\" x=\"{}\"/>", Percent::of(540, 1440)));
        assert_eq!(
            svg.into_markup(),
            "<a href=\"/?q=&quot;>&lt;script>&amp;x\" x=\"37.500%\"/>"
        );
    }

    #[test]
    fn a_percentage_has_three_decimals() {
        assert_eq!(Percent::of(1117, 1440).to_string(), "77.569%");
        assert_eq!(Percent::of(1, 3).to_string(), "33.333%");
        assert_eq!(Percent::of(7, 0).to_string(), "700.000%");
    }
}
