//! Units: each under one above it, up to one that has none.

use std::collections::HashMap;

use super::checker::{Check, cell, message};
use crate::columns;
use crate::cycles::cycles;

pub(crate) fn check(check: &mut Check<'_>) {
    let units = &check.sources.units;
    let by_code: HashMap<&str, usize> = units
        .iter()
        .enumerate()
        .map(|(i, u)| (u.value.code.as_str(), i))
        .collect();
    let above: Vec<Vec<usize>> = units
        .iter()
        .map(|u| {
            let parent = u.value.parent.iter();
            parent
                .filter_map(|p| by_code.get(p.as_str()).copied())
                .collect()
        })
        .collect();
    for cycle in cycles(&above) {
        let codes: Vec<&str> = cycle
            .iter()
            .map(|i| units[*i].value.code.as_str())
            .collect();
        let Some(row) = cycle.iter().max().and_then(|last| units.get(*last)) else {
            continue;
        };
        let way = codes.join(" → ");
        let parent = columns::units::PARENT.zh;
        check.error(
            "unit_loop",
            cell(row, columns::units::PARENT),
            &way,
            message(
                format!("这些单位互为上级，绕成一圈：{way} → {}", codes[0]),
                format!(
                    "These units are above each other in a circle: {way} → {}",
                    codes[0]
                ),
                format!("“{parent}”写真正的上级单位，例如街道的上级写区县；最高一级留空"),
                format!("Give the unit that is really above in {parent}, such as its district for a street; leave it empty for the highest"),
            ),
        );
    }
}
