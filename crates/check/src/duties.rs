//! Duty items: each list has columns of its own, and what was taken back says who does it now and how.

use civic::Text;
use civic::duties::{DutyItem, DutyList};

use super::checker::{Check, cell, message};
use crate::Row;
use crate::columns::{ColumnPair, duties};

pub(crate) fn check(check: &mut Check<'_>) {
    for row in &check.sources.duties {
        let item = &row.value;
        match item.list {
            DutyList::TakenBack => {
                unsaid(check, row, duties::LEAD, &item.lead);
                unsaid(check, row, duties::TAKEOVER, &item.takeover);
                if !item.unit_duty.is_empty() {
                    done_by_the_unit(check, row);
                }
            }
            DutyList::Barred if !item.unit_duty.is_empty() => barred(check, row),
            _ => {}
        }
        if item.list != DutyList::TakenBack && !item.takeover.is_empty() {
            not_taken_back(check, row);
        }
    }
}

/// What a reader of a duty that was taken back asks first.
fn unsaid(check: &mut Check<'_>, row: &Row<DutyItem>, column: ColumnPair, said: &Text) {
    if !said.is_empty() {
        return;
    }
    let heading = column.zh.zh;
    let (zh, en) = if column == duties::LEAD {
        ("没有写由哪个部门承接", "by which department")
    } else {
        ("没有写部门怎样承接", "how the department handles it now")
    };
    check.warn(
        "takeover_unsaid",
        cell(row, column.zh),
        "",
        message(
            format!("事项“{}”已由上级部门收回，{zh}", row.value.id),
            format!(
                "The duty {} was taken back, and the list does not say {en}",
                row.value.id
            ),
            format!("填上“{heading}”，例如“区市场监督管理局”、“由区局按计划检查”"),
            format!("Fill in {heading}, such as 区市场监督管理局 or 由区局按计划检查"),
        ),
    );
}

fn done_by_the_unit(check: &mut Check<'_>, row: &Row<DutyItem>) {
    let (own, takeover) = (duties::UNIT_DUTY.zh.zh, duties::TAKEOVER.zh.zh);
    check.error(
        "duty_column_unfit",
        cell(row, duties::UNIT_DUTY.zh),
        &row.value.unit_duty.zh,
        message(
            format!("事项“{}”已由上级部门收回，街道不再做，却写了“{own}”", row.value.id),
            format!(
                "The duty {} was taken back, so that the unit does nothing of it, and {own} is filled in",
                row.value.id
            ),
            format!("部门怎样承接写在“{takeover}”；街道还要做的，列入“配合履职”另写一行"),
            format!("Write how the department handles it into {takeover}; what the unit still does is a row of its own on 配合履职"),
        ),
    );
}

fn barred(check: &mut Check<'_>, row: &Row<DutyItem>) {
    let own = duties::UNIT_DUTY.zh.zh;
    check.warn(
        "duty_column_unfit",
        cell(row, duties::UNIT_DUTY.zh),
        &row.value.unit_duty.zh,
        message(
            format!("事项“{}”不得要求基层做，却写了“{own}”", row.value.id),
            format!(
                "The duty {} may not be asked of the unit, and {own} says what the unit does",
                row.value.id
            ),
            format!("删去这一格；要说明的写在“{}”", duties::NOTE.zh.zh),
            format!(
                "Leave the cell empty; what needs to be explained goes into {}",
                duties::NOTE.zh.zh
            ),
        ),
    );
}

fn not_taken_back(check: &mut Check<'_>, row: &Row<DutyItem>) {
    let (own, takeover) = (duties::UNIT_DUTY.zh.zh, duties::TAKEOVER.zh.zh);
    let (list, list_en) = (row.value.list.zh(), row.value.list.en());
    check.error(
        "duty_column_unfit",
        cell(row, duties::TAKEOVER.zh),
        &row.value.takeover.zh,
        message(
            format!("事项“{}”在“{list}”清单上，没有被收回，却写了“{takeover}”", row.value.id),
            format!(
                "The duty {} is on the list {list_en}: it was not taken back, and {takeover} is filled in",
                row.value.id
            ),
            format!("街道做什么写在“{own}”；已经收回的，把清单改成“上级部门收回”"),
            format!("Write what the unit does into {own}; if it was taken back, put it on 上级部门收回"),
        ),
    );
}
