//! On what a step rests what it adds.

use std::collections::BTreeSet;

use civic::duties::added_demands::{AdditionState, Flag};
use civic::duties::{Basis, Level};
use civic::{DocumentId, Text};

use super::case::Case;
use super::shape::Shape;
use crate::random::Random;

/// What a step rests on, and for which of its additions.
pub(crate) struct Rests {
    pub(crate) basis: Option<Basis>,
    /// The flags that the basis justifies.
    pub(crate) justified: BTreeSet<Flag>,
}

fn level_above(level: &Level) -> Level {
    let depth = level.depth().unwrap_or_default();
    let above = Level::ALL
        .iter()
        .find(|l| l.depth() == depth.checked_sub(1));
    above.cloned().unwrap_or_else(|| level.clone())
}

/// The basis of a step that adds what the cases say; `cited` is the document of the step above.
pub(crate) fn basis(
    shape: &Shape,
    node: usize,
    cases: &[Case],
    cited: &DocumentId,
    random: &mut Random,
) -> Rests {
    let nothing = Rests {
        basis: None,
        justified: BTreeSet::new(),
    };
    let node = shape.nodes.get(node);
    let parent = node.and_then(|node| shape.nodes.get(node.parent?));
    let (Some(node), Some(parent)) = (node, parent) else {
        return nothing;
    };
    let flags: BTreeSet<Flag> = cases
        .iter()
        .filter(|c| c.adds())
        .map(|c| c.flag())
        .collect();
    let above = parent.unit.level.clone();
    let basis =
        |zh: String, en: &str, level: Level, emergency: bool, document: Option<DocumentId>| Basis {
            text: Text::new(zh, en),
            level,
            emergency,
            document,
        };
    let whole = || "上级工作方案（示例）".to_owned();
    let en = "Work plan of the level above (sample)";
    if flags.is_empty() {
        // A basis for what adds nothing changes nothing.
        return Rests {
            basis: random
                .percent(4)
                .then(|| basis(whole(), en, above, false, Some(cited.clone()))),
            ..nothing
        };
    }
    match random.below(100) {
        0..10 => Rests {
            basis: Some(basis(whole(), en, above, false, Some(cited.clone()))),
            justified: flags,
        },
        10..16 => Rests {
            basis: Some(basis(whole(), en, level_above(&above), false, None)),
            justified: flags,
        },
        16..21 => Rests {
            basis: Some(basis(
                "应急响应通知（示例）".to_owned(),
                "Emergency response (sample)",
                node.unit.level.clone(),
                true,
                None,
            )),
            justified: flags,
        },
        21..28 => Rests {
            // Its own plan, of a level below the one that asks: no basis for asking more.
            basis: Some(basis(
                "本级实施方案（示例）".to_owned(),
                "Own plan (sample)",
                node.unit.level.clone(),
                false,
                None,
            )),
            justified: BTreeSet::new(),
        },
        28..31 if flags.len() > 1 => {
            let one: BTreeSet<Flag> = flags.into_iter().take(1).collect();
            let named: Vec<&str> = one.iter().map(Flag::zh).collect();
            Rests {
                basis: Some(basis(
                    format!("上级工作方案（示例），仅就“{}”", named.concat()),
                    "Work plan of the level above (sample), on one of the points alone",
                    above,
                    false,
                    Some(cited.clone()),
                )),
                justified: one,
            }
        }
        _ => nothing,
    }
}

/// The state of an addition that rests on this.
pub(crate) fn state(rests: &Rests, case: Case) -> Option<AdditionState> {
    case.adds().then(|| {
        if rests.justified.contains(&case.flag()) {
            AdditionState::Justified
        } else {
            AdditionState::ToBeChecked
        }
    })
}
