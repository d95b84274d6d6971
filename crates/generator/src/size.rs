//! How large a city is.

/// How large a city is, and which of the cities of that size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Streets and towns 街道, each with a duty list; at least 1.
    pub units: u32,
    /// Duty items 履职事项 of each.
    pub items: u32,
    /// Requirements 工作要求 of the whole city.
    pub requirements: u32,
    /// Stretches of street 地点 of the whole city.
    pub streets: u32,
    /// The most levels 层级 that a requirement comes down: from 2, a district and its streets, to 6,
    /// the central government and a community.
    pub levels: u8,
    /// Which city.
    pub seed: u64,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            units: 8,
            items: 340,
            requirements: 1000,
            streets: 40,
            levels: 4,
            seed: 1,
        }
    }
}

impl Size {
    /// The most units: there are codes for so many.
    pub const MAX_UNITS: u32 = 50_000;
    /// The most duty items of a unit.
    pub const MAX_ITEMS: u32 = 2_000;
    /// The most requirements.
    pub const MAX_REQUIREMENTS: u32 = 1_000_000;
    /// The most stretches of street: as many lie apart within the bounds of a city.
    pub const MAX_STREETS: u32 = 20_000;
    /// The levels that there may be.
    pub const LEVELS: std::ops::RangeInclusive<u8> = 2..=6;

    /// The nearest size that there can be.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self {
            units: self.units.clamp(1, Self::MAX_UNITS),
            items: self.items.min(Self::MAX_ITEMS),
            requirements: self.requirements.min(Self::MAX_REQUIREMENTS),
            streets: self.streets.min(Self::MAX_STREETS),
            levels: self
                .levels
                .clamp(*Self::LEVELS.start(), *Self::LEVELS.end()),
            seed: self.seed,
        }
    }
}
