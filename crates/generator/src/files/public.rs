//! The calendar, updates and kinds of feedback.

use check::columns::{calendar, files, services, updates};
use check::written::SheetRow;
use civic::Text;

use super::file::File;
use crate::city::{City, first_day};
use crate::ids::IdKind;
use crate::rows::{Sample as _, heading};

/// The years that have a calendar: those of the city's deadlines, and some around them so that a
/// check in a later year finds its own.
const YEARS: std::ops::RangeInclusive<i32> = 2024..=2035;

pub(crate) fn calendar() -> File<'static> {
    let days = [
        ("01-01", "元旦", "New Year’s Day"),
        ("05-01", "劳动节", "Labour Day"),
        ("10-01", "国庆节", "National Day"),
        ("10-02", "国庆节", "National Day"),
        ("10-03", "国庆节", "National Day"),
    ];
    let rows = YEARS.flat_map(move |year| {
        days.map(|(day, zh, en)| {
            SheetRow::default()
                .set(calendar::DATE, format!("{year}-{day}"))
                .both(calendar::NAME, &Text::new(zh, en))
                .set(calendar::KIND, "放假")
                .set(calendar::YEAR, year)
                .line(&calendar::SHEET)
        })
    });
    File {
        name: files::CALENDAR,
        lines: Box::new(std::iter::once(heading(&calendar::SHEET)).chain(rows)),
    }
}

/// How many corrections are told as updates: what a city tells does not grow without end.
const MAX_UPDATES: usize = 200;

pub(crate) fn updates(city: &City) -> File<'_> {
    let list = SheetRow::default()
        .set(updates::ID, city.ids.of(IdKind::Update, 0))
        .set(updates::DATE, first_day())
        .set(updates::KIND, "清单调整")
        .both(
            updates::TITLE,
            &Text::new("履职事项清单公布（示例）", "Duty lists published (sample)"),
        )
        .both(
            updates::BODY,
            &Text::new(
                "各街道的清单已公布。",
                "The lists of all subdistricts are published.",
            ),
        )
        .line(&updates::SHEET);
    let corrected = city.chains().filter_map(|chain| {
        let correction = chain.correction?;
        let decided = correction.decided_on?;
        Some((chain.requirement.id, correction.id, decided))
    });
    let rows = (1_u64..).zip(corrected.take(MAX_UPDATES));
    let rows = rows.map(|(number, (requirement, correction, decided))| {
        SheetRow::default()
            .set(updates::ID, city.ids.of(IdKind::Update, number))
            .set(updates::DATE, decided)
            .set(updates::KIND, "纠偏")
            .both(
                updates::TITLE,
                &Text::new(
                    "一项要求已纠正（示例）",
                    "A requirement was put right (sample)",
                ),
            )
            .both(
                updates::BODY,
                &Text::new("恢复为上级要求。", "Back to what the level above asks."),
            )
            .set(updates::AFFECTS, format!("{requirement}；{correction}"))
            .line(&updates::SHEET)
    });
    File {
        name: files::UPDATES,
        lines: Box::new(
            std::iter::once(heading(&updates::SHEET))
                .chain(std::iter::once(list))
                .chain(rows),
        ),
    }
}

pub(crate) fn services(city: &City) -> File<'_> {
    let kinds = [
        ("摊点规定（示例）", "A rule for stalls (sample)", "否"),
        (
            "多要的材料（示例）",
            "Papers asked too often (sample)",
            "是",
        ),
        ("建议（示例）", "A suggestion (sample)", "否"),
    ];
    let rows = (0_u64..).zip(kinds).map(|(number, (zh, en, anonymous))| {
        SheetRow::default()
            .set(services::CODE, city.ids.of(IdKind::Service, number))
            .both(services::NAME, &Text::new(zh, en))
            .set(services::REPLY_WORKING_DAYS, 5)
            .set(services::REDIRECT, "否")
            .set(services::ANONYMOUS, anonymous)
            .line(&services::SHEET)
    });
    File {
        name: files::SERVICES,
        lines: Box::new(std::iter::once(heading(&services::SHEET)).chain(rows)),
    }
}
