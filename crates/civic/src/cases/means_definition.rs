//! What the three classes of the 721 method mean in a city.

use serde::{Deserialize, Serialize};

use super::Month;
use crate::Text;
use crate::time::Date;

/// What a city understands by service, management and enforcement, in one version. Shares by another
/// version are not comparable with these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeansDefinition {
    /// The version, such as `1`.
    pub version: String,
    /// The day from which it is used.
    pub since: Date,
    /// What counts as service 服务.
    pub service: Text,
    /// What counts as management 管理.
    pub management: Text,
    /// What counts as enforcement 执法.
    pub enforcement: Text,
}

/// The definition by which the cases of a month are classed, of a city's definitions, the latest first: the
/// last that began within the month or before it. `None` for a month before all of them.
pub fn definition_of<'a>(
    definitions: &[&'a MeansDefinition],
    month: Month,
) -> Option<&'a MeansDefinition> {
    let mut begun = definitions.iter();
    begun
        .find(|definition| Month::of(definition.since) <= month)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_of_the_last_definition_that_began_in_it_or_before() {
        let of = |version: &str, since: &str| MeansDefinition {
            version: version.to_owned(),
            since: Date::parse(since).expect("a day"),
            service: Text::default(),
            management: Text::default(),
            enforcement: Text::default(),
        };
        let (later, earlier) = (of("2", "2026-05-20"), of("1", "2025-05-01"));
        let all = [&later, &earlier];
        let by = |month: &str| {
            let month = Month::parse(month).expect("a month");
            definition_of(&all, month).map(|known| known.version.as_str())
        };
        assert_eq!(by("2026-06"), Some("2"));
        assert_eq!(by("2026-05"), Some("2"));
        assert_eq!(by("2026-04"), Some("1"));
        assert_eq!(by("2025-05"), Some("1"));
        assert_eq!(by("2025-04"), None);
    }
}
