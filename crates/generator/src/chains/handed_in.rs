//! What is handed in: reports, forms, photos, meetings, ledgers.

use civic::Text;
use civic::duties::added_demands::Flag;
use civic::duties::{Deliverable, DeliverableKind, Frequency, Period};

use super::case::Case;
use super::frequency::{often, rarer_and_oftener, written_twice};
use super::planted::{Plan, chosen};
use super::shape::Shape;
use crate::random::Random;

fn paper(kind: DeliverableKind, zh: &str, en: &str, frequency: Frequency) -> Deliverable {
    Deliverable {
        kind,
        name: Text::new(zh, en),
        frequency,
    }
}

fn report(frequency: Frequency) -> Deliverable {
    paper(
        DeliverableKind::Report,
        "进展小结",
        "Progress summary",
        frequency,
    )
}

fn added(random: &mut Random) -> Deliverable {
    let kinds = [
        (DeliverableKind::Form, "进度统计表", "Progress form"),
        (DeliverableKind::Photo, "现场照片", "Photos on site"),
        (DeliverableKind::Meeting, "调度例会", "Progress meeting"),
        (DeliverableKind::Ledger, "逐户台账", "Ledger by household"),
    ];
    let (_, oftener) = rarer_and_oftener(random);
    match random.one_of(&kinds).cloned() {
        Some((kind, zh, en)) => paper(kind, zh, en, oftener),
        None => report(oftener),
    }
}

/// The papers by level; some requirements have none.
pub(crate) fn deliverables(
    shape: &Shape,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<Vec<Deliverable>> {
    let of = |case: Case| case.flag() == Flag::DeliverableAdded;
    let Some(case) = chosen(of, shape, random).filter(|_| random.percent(70)) else {
        return vec![Vec::new(); shape.depths];
    };
    let (rarer, oftener) = rarer_and_oftener(random);
    let monthly = || often(1, Period::Month);
    let at = if case == Case::PaperOverSilence {
        shape.below_origin(1, random) + 1
    } else {
        shape.below_origin(0, random)
    };
    let (before, after) = match case {
        Case::PapersRarer => (vec![report(oftener)], vec![report(rarer)]),
        Case::PaperMultiplied => (vec![report(rarer)], vec![report(oftener)]),
        Case::PaperRenamed => {
            let renamed = paper(
                DeliverableKind::Report,
                "工作情况汇报",
                "Report on the work",
                rarer.clone(),
            );
            (vec![report(rarer)], vec![renamed])
        }
        Case::PaperRewritten => {
            let (one, other) = written_twice(random);
            (vec![report(one)], vec![report(other)])
        }
        Case::PaperInTwo => {
            let part = paper(
                DeliverableKind::Report,
                "问题专报",
                "Report on faults",
                monthly(),
            );
            (
                vec![report(often(2, Period::Month))],
                vec![report(monthly()), part],
            )
        }
        Case::PaperAdded => (
            vec![report(rarer.clone())],
            vec![report(rarer), added(random)],
        ),
        Case::PaperOfOtherKind => {
            let form = paper(
                DeliverableKind::Form,
                "进展统计表",
                "Progress form",
                rarer.clone(),
            );
            (vec![report(rarer)], vec![form])
        }
        Case::PaperBesideRarer => {
            let quarterly = || often(1, Period::Quarter);
            let second = paper(
                DeliverableKind::Report,
                "专题调研",
                "Special study",
                quarterly(),
            );
            (vec![report(monthly())], vec![report(quarterly()), second])
        }
        _ => (vec![report(rarer.clone())], vec![report(rarer)]),
    };
    plan.level(shape, at, case);
    let depths = 0..shape.depths;
    depths
        .map(|depth| match case {
            Case::PaperOverSilence if depth + 1 == at => Vec::new(),
            _ if depth < at => before.clone(),
            _ => after.clone(),
        })
        .collect()
}
