//! Whom or what it covers.

use civic::Text;
use civic::duties::Coverage;
use civic::duties::added_demands::Flag;

use super::case::Case;
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

fn counted(zh: &str, en: &str, count: u32, unit: &str) -> Coverage {
    Coverage {
        text: Text::new(zh, en),
        count: Some(count),
        unit: unit.to_owned(),
        all: false,
    }
}

fn in_words(zh: &str, en: &str, all: bool) -> Coverage {
    Coverage {
        text: Text::new(zh, en),
        count: None,
        unit: String::new(),
        all,
    }
}

/// The scope by level; some requirements say none.
pub(crate) fn coverage(
    shape: &Shape,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<Option<Coverage>> {
    let of = |case: Case| case.flag() == Flag::ScopeWidened;
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(60)) else {
        return vec![None; shape.depths];
    };
    let number = random.between(6, 60);
    let more = number + random.between(1, number);
    let lanes = |count| counted("辖区小道", "Lanes of the area", count, "条");
    let villages = |count| counted("辖区村居", "Villages of the area", count, "个");
    let some = || in_words("重点商户", "Shops of weight", false);
    let at = if case == Case::ScopePastOtherUnit {
        shape.below_origin(1, random) + 1
    } else {
        shape.below_origin(0, random)
    };
    let (before, after) = match case {
        Case::ScopeNarrower => (lanes(more), lanes(number)),
        Case::ScopeWider | Case::ScopePastOtherUnit => (lanes(number), lanes(more)),
        Case::ScopeInOtherUnit => (lanes(number), villages(more)),
        Case::ScopeToAll => (some(), in_words("各类商户", "Shops of every kind", true)),
        Case::ScopeAllKept => {
            let all = || in_words("各类商户", "Shops of every kind", true);
            (all(), all())
        }
        Case::ScopeAllInWords => (some(), in_words("全部商户", "All shops", false)),
        _ => (lanes(number), lanes(number)),
    };
    plan.level(shape, at, case);
    let depths = 0..shape.depths;
    depths
        .map(|depth| {
            Some(match case {
                Case::ScopePastOtherUnit if depth + 1 == at => villages(number),
                _ if depth < at => before.clone(),
                _ => after.clone(),
            })
        })
        .collect()
}
