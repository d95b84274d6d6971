//! What is done on a phone for it: apps, check-ins, group relays, screenshots.

use civic::Text;
use civic::duties::added_demands::Flag;
use civic::duties::{Frequency, Tool, ToolKind};

use super::case::Case;
use super::frequency::rarer_and_oftener;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

const TOOLS: [(ToolKind, &str, &str); 4] = [
    (ToolKind::App, "巡看小程序", "Rounds app"),
    (ToolKind::CheckIn, "到岗打卡", "Check-in on arrival"),
    (ToolKind::GroupRelay, "进度接龙", "Progress relay"),
    (ToolKind::Screenshot, "完成截图", "Screenshot when done"),
];

fn tool(of: usize, frequency: Frequency) -> Option<Tool> {
    let (kind, zh, en) = TOOLS.get(of).cloned()?;
    Some(Tool {
        kind,
        name: Text::new(zh, en),
        frequency,
    })
}

/// The tool by level; most requirements have none.
pub(crate) fn tools(shape: &Shape, plan: &mut Plan, random: &mut Random) -> Vec<Vec<Tool>> {
    let of = |case: Case| case.flag() == Flag::AppAdded;
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(35)) else {
        return vec![Vec::new(); shape.depths];
    };
    let (rarer, oftener) = rarer_and_oftener(random);
    let one = random.below(3) as usize;
    let at = if case == Case::ToolOverSilence {
        shape.below_origin(1, random) + 1
    } else {
        shape.below_origin(0, random)
    };
    let (before, after) = match case {
        Case::ToolRarer => (tool(one, oftener), tool(one, rarer)),
        Case::ToolMultiplied => (tool(one, rarer), tool(one, oftener)),
        Case::ToolAdded => (None, tool(one, rarer)),
        Case::ToolOfOtherKind => (tool(1, rarer.clone()), tool(3, rarer)),
        _ => (tool(one, rarer.clone()), tool(one, rarer)),
    };
    plan.level(shape, at, case);
    let depths = 0..shape.depths;
    depths
        .map(|depth| {
            let tool = match case {
                Case::ToolOverSilence if depth + 1 == at => None,
                _ if depth < at => before.clone(),
                _ => after.clone(),
            };
            tool.into_iter().collect()
        })
        .collect()
}
