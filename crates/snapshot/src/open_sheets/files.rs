//! Which files there are.
//!
//! The whole city is in six sheets, and its cases once more in the columns of Open311. Besides, each unit has its own list as CSV and XLSX: that is what
//! an office hands on, and all lists together are as large as the one sheet of the city. A
//! requirement has no sheets of its own: ten thousand of them, three each, would take more room than
//! everything else that is published, since a file takes at least a block of the disk. Its rows are in
//! the sheets of the city, and its JSON is the file that its page reads.

use std::collections::BTreeMap;

use check::columns::duties;
use check::{CitySettings, Sources};
use civic::duties::{DutyItem, Unit};
use civic::published::{Entry, name};
use civic::{Text, UnitCode};
use routes::tree::{Format, TreePath};

use super::package::Resource;
use super::tables::{self, TABLES};
use super::{bulk, catalogue, workbook};
use crate::file_set::{Sink, entry, put};
use crate::register::{Register, feeds};

/// Makes the sheets and what describes them, and hands them over.
pub(crate) fn make<S: Sink>(
    sources: &Sources,
    settings: &CitySettings,
    register: &Register,
    files: &mut S,
) -> Result<(), S::Error> {
    let mut resources = Vec::new();
    for table in &TABLES {
        let path = TreePath::sheet(table.name);
        let bytes = table.csv(sources);
        let logical = format!("{}{}.csv", name::SHEETS_DIR, table.name);
        let mut resource = resource(table.name, table.title(), &path, &entry(&logical, &bytes));
        resource.schema = Some(catalogue::schema(table.format));
        resources.push(resource);
        files.take(logical, bytes)?;
    }
    let bytes = bulk::csv(sources, settings, register);
    let logical = format!("{}{}.csv", name::SHEETS_DIR, bulk::NAME);
    let path = TreePath::sheet(bulk::NAME);
    let mut requests = resource(bulk::NAME, bulk::title(), &path, &entry(&logical, &bytes));
    requests.schema = Some(bulk::schema());
    resources.push(requests);
    files.take(logical, bytes)?;
    let answers = feeds::answers(sources, settings, register);
    let made = [
        (name::CASES_FEED, Format::Json, answers.json(settings)?),
        (name::CASES_ATOM, Format::Atom, answers.atom(settings)),
    ];
    for (logical, format, bytes) in made {
        let path = TreePath::CasesFeed { format };
        let named = format!("cases-{}", format.extension());
        let title = feeds::title(settings);
        resources.push(resource(&named, title, &path, &entry(logical, &bytes)));
        files.take(logical.to_owned(), bytes)?;
    }
    for (unit, items) in lists(sources) {
        let title = title(unit);
        let schema = catalogue::schema(&duties::SHEET);
        let workbook = workbook::duty_list(&items)?;
        let made = [
            (Format::Csv, Some(tables::duty_list(&items))),
            (Format::Workbook, workbook),
        ];
        for (format, bytes) in made {
            let Some((bytes, path)) = bytes.zip(TreePath::duty_list(&unit.code, format)) else {
                continue;
            };
            let ending = format.extension();
            let logical = format!("{}{}.{ending}", name::DUTY_SHEETS_DIR, unit.code);
            let named = format!("duties-{}-{ending}", unit.code).to_lowercase();
            let mut resource = resource(&named, title.clone(), &path, &entry(&logical, &bytes));
            resource.schema = (format == Format::Csv).then(|| schema.clone());
            resources.push(resource);
            files.take(logical, bytes)?;
        }
    }
    let package = catalogue::package(settings, resources);
    put(files, name::CATALOGUE, &catalogue::dcat(settings, &package))?;
    put(files, name::DATA_PACKAGE, &package)
}

/// The items of each unit that has a row, in the order of its sheet.
fn lists(sources: &Sources) -> Vec<(&Unit, Vec<&DutyItem>)> {
    let mut of: BTreeMap<&UnitCode, Vec<&DutyItem>> = BTreeMap::new();
    for row in &sources.duties {
        of.entry(&row.value.unit).or_default().push(&row.value);
    }
    let units = sources.units.iter().map(|row| &row.value);
    units
        .filter_map(|unit| Some((unit, of.remove(&unit.code)?)))
        .collect()
}

fn title(unit: &Unit) -> Text {
    let Text { zh, en } = &unit.name;
    let en = if en.is_empty() { zh } else { en };
    Text::new(format!("{zh}履职事项清单"), format!("Duty list of {en}"))
}

fn resource(name: &str, title: Text, path: &TreePath, entry: &Entry) -> Resource {
    // Beside the description, which lies in the folder itself.
    let path = path.to_string();
    let (_, beside) = path.split_once('/').unwrap_or(("", &path));
    let format = beside.rsplit('.').next().unwrap_or_default();
    Resource {
        name: name.to_owned(),
        title: title.zh,
        title_en: title.en,
        path: beside.to_owned(),
        mediatype: media_type(format).to_owned(),
        format: format.to_owned(),
        bytes: entry.size,
        hash: format!("sha256:{}", entry.sha256),
        schema: None,
    }
}

fn media_type(extension: &str) -> &'static str {
    match Format::of_extension(extension) {
        Some(Format::Csv) => "text/csv",
        Some(Format::Atom) => "application/atom+xml",
        Some(Format::Json) => "application/feed+json",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}
