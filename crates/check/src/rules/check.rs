//! Rules 规则: those that have ended, those that override each other in a circle, and the rest.

use std::collections::HashMap;

use super::days::Days;
use super::{blanks, day_end, expiry, never, outside, overlap};
use crate::checker::{Check, cell, message};
use crate::columns;
use crate::cycles::cycles;

pub(crate) fn check(check: &mut Check<'_>, days: &Days) {
    expired(check);
    day_end::check(check);
    never::check(check, days);
    override_cycles(check);
    overlap::check(check, days);
    outside::check(check, days);
    expiry::check(check, days);
    blanks::check(check);
}

fn expired(check: &mut Check<'_>) {
    for row in check
        .sources
        .rules
        .iter()
        .filter(|r| !r.value.outside_times)
    {
        let rule = &row.value;
        let Some(expires) = rule.expires.filter(|e| e.instant <= check.now) else {
            continue;
        };
        let value = expires.to_string();
        let day = expires.local().date;
        if rule.overrides.is_some() {
            check.info(
                "rule_expired",
                cell(row, columns::changes::UNTIL),
                &value,
                message(
                    format!("这条临时调整已在 {day} 结束"),
                    format!("This temporary change ended on {day}"),
                    "不再需要时可以删去这一行；已公布的旧版本仍然保留",
                    "The row may go when it is no longer needed; published snapshots keep it",
                ),
            );
        } else {
            check.warn(
                "rule_expired",
                cell(row, columns::rules::EXPIRES),
                &value,
                message(
                    format!("规则“{}”已在 {day} 失效", rule.id),
                    format!("Rule {} expired on {day}", rule.id),
                    format!(
                        "续期就改“{}”，例如“2027-12-31”；不再实行就删去这一行",
                        columns::rules::EXPIRES.zh
                    ),
                    "Set a new end, such as 2027-12-31, if it goes on; otherwise delete the row",
                ),
            );
        }
    }
}

/// Rules that override each other in a circle: none of them would surely decide.
fn override_cycles(check: &mut Check<'_>) {
    let rules = &check.sources.rules;
    let by_id: HashMap<&str, usize> = rules
        .iter()
        .enumerate()
        .map(|(i, r)| (r.value.id.as_str(), i))
        .collect();
    let targets: Vec<Vec<usize>> = rules
        .iter()
        .map(|r| {
            let named = r.value.overrides.iter().flat_map(|o| &o.targets);
            named
                .filter_map(|t| by_id.get(t.as_str()).copied())
                .collect()
        })
        .collect();
    for cycle in cycles(&targets) {
        let ids: Vec<&str> = cycle.iter().map(|i| rules[*i].value.id.as_str()).collect();
        let Some(row) = cycle.iter().max().and_then(|last| rules.get(*last)) else {
            continue;
        };
        let way = ids.join(" → ");
        check.error(
            "override_cycle",
            cell(row, columns::changes::TARGETS),
            &way,
            message(
                format!("这些规则互相调整，绕成一圈：{way} → {}", ids[0]),
                format!(
                    "These rules override each other in a circle: {way} → {}",
                    ids[0]
                ),
                format!("从其中一条的“{}”里删去另一条", columns::changes::TARGETS.zh),
                "Take one of them out of the other's targets",
            ),
        );
    }
}
