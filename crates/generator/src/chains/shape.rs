//! Which levels a requirement comes down, and which units are on the way.

use civic::duties::{Level, Unit};

use crate::city::{COMMUNITIES, City};
use crate::random::Random;

/// One step: who asks, how deep, below which other.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) depth: usize,
    pub(crate) unit: Unit,
    pub(crate) parent: Option<usize>,
}

/// The steps of a chain, the origin first. All but the last level have one unit each; on the last
/// there may be several.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) nodes: Vec<Node>,
    /// How many levels there are.
    pub(crate) depths: usize,
    /// The street that it reaches, whose duty list it rests on.
    pub(crate) street: u32,
}

/// How many units the last level has at the most.
const MAX_SPLIT: u32 = 4;

impl Shape {
    /// A way down through a city.
    pub(crate) fn new(city: &City, random: &mut Random) -> Self {
        let street = random.below(city.size.units);
        let levels = levels(city, random);
        let district = city.district_of(street);
        let mut nodes: Vec<Node> = Vec::new();
        for (depth, level) in levels.iter().enumerate() {
            let is_last = depth + 1 == levels.len();
            let split = is_last && random.percent(35);
            let units = match level {
                Level::Central | Level::Province => vec![city.above(level)],
                Level::City => vec![city.whole()],
                Level::County => {
                    let others = (0..city.districts()).filter(|d| *d != district);
                    some(district, others, split, random)
                        .map(|d| city.district(d))
                        .collect()
                }
                Level::Street => {
                    let others = city.streets_of(district).filter(|s| *s != street);
                    some(street, others, split, random)
                        .map(|s| city.street(s))
                        .collect()
                }
                _ => some(0, 1..COMMUNITIES, split, random)
                    .map(|c| city.community(street, c))
                    .collect(),
            };
            let parent = nodes.len().checked_sub(1);
            nodes.extend(units.into_iter().map(|unit| Node {
                depth,
                unit,
                parent,
            }));
        }
        Self {
            depths: levels.len(),
            nodes,
            street,
        }
    }

    /// The steps of a level.
    pub(crate) fn at(&self, depth: usize) -> impl Iterator<Item = usize> + '_ {
        let all = self.nodes.iter().enumerate();
        all.filter(move |(_, node)| node.depth == depth)
            .map(|(at, _)| at)
    }

    /// How many units the last level has.
    pub(crate) fn width(&self) -> usize {
        self.at(self.depths.saturating_sub(1)).count()
    }

    /// The level at a depth.
    pub(crate) fn level(&self, depth: usize) -> Level {
        let node = self.nodes.iter().find(|node| node.depth == depth);
        node.map_or(Level::Unknown(String::new()), |node| {
            node.unit.level.clone()
        })
    }

    /// Whether a depth is that of streets or communities.
    pub(crate) fn is_low(&self, depth: usize) -> bool {
        matches!(self.level(depth), Level::Street | Level::Community)
    }

    /// A depth below the origin that leaves so many more below it.
    pub(crate) fn below_origin(&self, room: usize, random: &mut Random) -> usize {
        let last = self.depths.saturating_sub(1 + room).max(1);
        let last = u32::try_from(last).unwrap_or(1);
        random.between(1, last) as usize
    }
}

/// A number and, where the level is split, up to three others.
fn some(
    first: u32,
    others: impl Iterator<Item = u32>,
    split: bool,
    random: &mut Random,
) -> impl Iterator<Item = u32> {
    let more = if split {
        random.between(1, MAX_SPLIT - 1)
    } else {
        0
    };
    std::iter::once(first).chain(others.take(more as usize))
}

/// The levels that a requirement comes down, without a gap: as many as the city allows in most, and
/// fewer in others.
fn levels(city: &City, random: &mut Random) -> Vec<Level> {
    let allowed: &[Level] = match city.size.levels {
        2 => &[Level::County, Level::Street],
        3 => &[Level::City, Level::County, Level::Street],
        4 => &[Level::City, Level::County, Level::Street, Level::Community],
        5 => &[
            Level::Province,
            Level::City,
            Level::County,
            Level::Street,
            Level::Community,
        ],
        _ => &[
            Level::Central,
            Level::Province,
            Level::City,
            Level::County,
            Level::Street,
            Level::Community,
        ],
    };
    let most = u32::try_from(allowed.len()).unwrap_or(2);
    let count = if random.percent(60) {
        most
    } else {
        random.between(2, most)
    };
    let from = random.below(most - count + 1) as usize;
    allowed
        .iter()
        .skip(from)
        .take(count as usize)
        .cloned()
        .collect()
}
