//! Who may do what in which stage: the whole table.

use civic::cases::handling::Actor;
use civic::cases::{Publication, Stage};

use crate::desk::*;

/// By action and stage, who may: the holder of the receipt (R), a screener (S), a handler of the case
/// (H), a handler of another unit (O), a reviewer (V), the program (P). The case was cleared as it is
/// by another reviewer where that is possible; the clock is stopped for `resumed`; the kind is published
/// in groups for `grouped`.
const TABLE: &str = "
              received    screened    assigned    in_progress answered    closed      reopened    merged      referred    withdrawn
screened      S           .           .           .           .           .           .           .           .           .
merged_into   SV          SV          SV          SV          .           .           SV          .           .           .
referred      SV          SV          SHV         SHV         .           .           SHV         .           .           .
assigned      .           SV          SHV         SHV         .           .           SHV         .           .           .
progress      .           .           H           H           .           .           H           .           .           .
paused        .           .           H           H           .           .           H           .           .           .
resumed       .           .           H           H           .           .           H           .           .           .
answered      .           .           H           H           H           .           H           .           .           .
closed        .           .           .           .           H           .           .           .           .           .
reopened      .           .           .           .           .           V           .           .           .           .
contested     .           .           .           .           .           R           .           .           .           .
remark        R           R           R           R           R           R           R           .           .           .
rated         .           .           .           .           R           R           .           .           .           .
withdrawn     R           R           R           R           R           .           R           .           .           .
noted         SHOV        SHOV        SHOV        SHOV        SHOV        SHOV        SHOV        SHOV        SHOV        SHOV
redacted      SV          SV          SHV         SHV         SHV         SHV         SHV         SV          SV          .
cleared       .           V           V           V           V           V           V           V           V           .
published     .           VP          VP          VP          VP          VP          VP          VP          VP          .
withheld      SV          SV          SV          SV          SV          SV          SV          SV          V           SV
reclassified  .           .           .           .           .           V           .           .           .           .
led_to        .           .           HV          HV          HV          HV          HV          .           .           .
texts_deleted .           .           .           .           .           P           .           P           P           P
grouped       P           P           P           P           P           P           P           P           P           P
";

fn allowed(kind: &str, action: &civic::cases::handling::Action, stage: &Stage) -> String {
    let publication = if kind == "grouped" {
        Publication::Grouped
    } else {
        Publication::Each
    };
    let mut desk = Desk::of(publication, stage);
    if kind == "published" {
        let other = staff("rosa", civic::cases::handling::Role::Reviewer, None);
        // Where it cannot be cleared, it cannot be published either.
        let _ = desk.try_act(&other, clear());
    }
    if kind == "resumed" {
        let _ = desk.try_act(&second_handler(), pause());
    }
    [
        ("R", Actor::Reporter),
        ("S", screener()),
        ("H", second_handler()),
        ("O", other_handler()),
        ("V", reviewer()),
        ("P", Actor::System),
        ("?", Actor::Unknown),
    ]
    .into_iter()
    .filter(|(_, actor)| desk.decide(actor, action.clone()).is_ok())
    .map(|(letter, _)| letter)
    .collect()
}

#[test]
fn s4_7_each_role_may_do_in_each_stage_what_the_table_says_and_nothing_else() {
    let row = |head: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<12}")).collect();
        format!("{head:<14}{}", cells.concat())
            .trim_end()
            .to_owned()
            + "\n"
    };
    let stages = Stage::ALL.iter();
    let mut table = String::from("\n");
    table += &row("", stages.clone().map(|s| s.code().to_owned()).collect());
    for action in actions() {
        let kind = action.kind();
        let who = stages.clone().map(|stage| {
            let who = allowed(kind.code(), &action, stage);
            if who.is_empty() { ".".to_owned() } else { who }
        });
        table += &row(kind.code(), who.collect());
    }
    assert!(table == TABLE, "{table}");
}
