//! Units, documents and duty lists.

use check::columns::{documents, duties, files, units};
use check::written::{SheetRow, level_term};
use civic::Text;
use civic::documents::{Document, DocumentStatus};
use civic::duties::{DutyList, Level, Unit};
use civic::time::Date;

use super::file::File;
use crate::city::{COMMUNITIES, City, LAWS, first_day, list_of, source};
use crate::ids::IdKind;
use crate::rows::{Sample as _, heading};
use crate::words::duty_title;

fn unit_row(unit: &Unit) -> String {
    let row = SheetRow::default()
        .set(units::CODE, &unit.code)
        .both(units::NAME, &unit.name)
        .set(units::LEVEL, level_term(&unit.level));
    let row = match &unit.parent {
        Some(parent) => row.set(units::PARENT, parent),
        None => row,
    };
    row.line(&units::SHEET)
}

pub(crate) fn units(city: &City) -> File<'_> {
    let districts = (0..city.districts()).map(|district| city.district(district));
    let streets = (0..city.size.units).map(|street| city.street(street));
    let communities = (0..city.size.units)
        .filter(|_| city.has_communities())
        .flat_map(move |street| (0..COMMUNITIES).map(move |c| city.community(street, c)));
    let all = std::iter::once(city.whole())
        .chain(districts)
        .chain(streets)
        .chain(communities);
    let rows = all.map(|unit| unit_row(&unit));
    File {
        name: files::UNITS,
        lines: Box::new(std::iter::once(heading(&units::SHEET)).chain(rows)),
    }
}

fn document_row(document: &Document) -> String {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    SheetRow::default()
        .set(documents::ID, &document.id)
        .set(documents::NUMBER, &document.number)
        .both(documents::TITLE, &document.title)
        .both(documents::ISSUER, &document.issuer)
        .set(documents::LEVEL, level_term(&document.level))
        .set(documents::ISSUED_ON, day(document.issued_on))
        .set(documents::EXPIRES_ON, day(document.expires_on))
        .set(documents::STATUS, document.status.zh())
        .line(&documents::SHEET)
}

fn own_document(id: String, title: Text, issuer: Text, level: Level) -> Document {
    Document {
        id: civic::DocumentId(id),
        number: String::new(),
        title,
        article: Text::default(),
        text: Text::default(),
        issuer,
        level,
        issued_on: Some(first_day()),
        expires_on: None,
        status: DocumentStatus::InForce,
        link: String::new(),
        source: source(),
    }
}

pub(crate) fn documents(city: &City) -> File<'_> {
    let of_city = (0..=LAWS).map(|number| {
        let is_vending = number == LAWS;
        let id = if is_vending {
            city.vending_document()
        } else {
            city.law(number)
        };
        let title = if is_vending {
            Text::new(
                "便民摊点管理办法（示例）",
                "Rules for street vending (sample)",
            )
        } else {
            let number = number + 1;
            Text::new(
                format!("基层工作规定之{number}（示例）"),
                format!("Rules for work at the grassroots, part {number} (sample)"),
            )
        };
        own_document(id, title, city.whole().name, Level::City)
    });
    let lists = (0..city.size.units).map(|street| {
        let unit = city.street(street);
        let title = Text::new(
            format!("{}履职事项清单（示例）", unit.name.zh),
            format!("Duty list of {} (sample)", unit.name.en),
        );
        own_document(city.list_document(street), title, unit.name, Level::Street)
    });
    let steps = city.chains().flat_map(|chain| chain.documents);
    let rows = of_city
        .chain(lists)
        .chain(steps)
        .map(|document| document_row(&document));
    File {
        name: files::DOCUMENTS,
        lines: Box::new(std::iter::once(heading(&documents::SHEET)).chain(rows)),
    }
}

fn duty_row(city: &City, street: u32, unit: &Unit, item: u32) -> String {
    let number = u64::from(street) * u64::from(city.size.items) + u64::from(item);
    let (title, category) = duty_title(item);
    let list = list_of(item);
    let row = SheetRow::default()
        .set(duties::ID, city.ids.of(IdKind::Duty, number))
        .set(duties::UNIT, &unit.code)
        .set(duties::LIST, list.zh())
        .set(duties::CATEGORY, category.zh())
        .both(duties::TITLE, &title)
        .set(duties::DOCUMENT, city.list_document(street))
        .set(duties::SINCE, first_day());
    let department = Text::new(
        "区有关部门（示例）",
        "A department of the district (sample)",
    );
    let row = match list {
        DutyList::Assist => row
            .both(duties::LEAD, &department)
            .both(
                duties::LEAD_DUTY,
                &Text::new("牵头组织、审核和处置。", "Leads, reviews and acts."),
            )
            .both(
                duties::UNIT_DUTY,
                &Text::new(
                    "发现后报告，配合现场工作。",
                    "Reports what it finds and helps on site.",
                ),
            ),
        DutyList::TakenBack => row.both(duties::LEAD, &department).both(
            duties::TAKEOVER,
            &Text::new("由部门直接承担。", "The department does it itself."),
        ),
        _ => row,
    };
    row.line(&duties::SHEET)
}

pub(crate) fn duties(city: &City) -> File<'_> {
    let rows = (0..city.size.units).flat_map(move |street| {
        let unit = city.street(street);
        (0..city.size.items).map(move |item| duty_row(city, street, &unit, item))
    });
    File {
        name: files::DUTIES,
        lines: Box::new(std::iter::once(heading(&duties::SHEET)).chain(rows)),
    }
}
