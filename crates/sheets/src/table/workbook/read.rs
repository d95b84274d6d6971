//! Reading a workbook.

use check::Finding;

use super::super::grid::Grid;
use super::choose::{Workbook, choose};
use super::kind::{check_kind, is_packed};
use super::layout::Layout;
use super::ods::Ods;
use super::refusal::{Other, Refusal};
use super::report::report;
use super::xlsx::Xlsx;
use crate::packed::Archive;

/// True where a file has the name of a workbook, or the bytes of one.
pub(crate) fn is_workbook(file: &str, bytes: &[u8]) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_named = ["xlsx", "xlsm", "xls", "et", "ods"]
        .iter()
        .any(|name| ending.eq_ignore_ascii_case(name));
    is_named || is_packed(bytes)
}

/// Reads the worksheet of an XLSX or ODS workbook that holds the sheet `file`.
///
/// Dates are `2025-05-01`, moments `2025-05-01 18:00`, percentages `85%`, yes and no 是 and 否.
/// What cannot be read is an ERROR; what a person may not see in the workbook is told.
pub(crate) fn read(file: &str, bytes: &[u8], findings: &mut Vec<Finding>) -> Grid {
    match read_workbook(file, bytes) {
        Ok((grid, found)) => {
            findings.extend(found);
            grid
        }
        Err(refusal) => {
            findings.push(refusal.finding(file));
            Grid::default()
        }
    }
}

fn read_workbook(file: &str, bytes: &[u8]) -> Result<(Grid, Vec<Finding>), Refusal> {
    check_kind(bytes)?;
    let archive = Archive::unpack(bytes)?;
    let says = |part, word| archive.part(part).is_some_and(|text| text.contains(word));
    if says("content.xml", "<office:spreadsheet") {
        read_worksheet(file, Ods::open(&archive)?)
    } else if archive.has("xl/workbook.bin") {
        Err(Refusal::Other(Other::Xlsb))
    } else if says("[Content_Types].xml", "spreadsheetml") {
        read_worksheet(file, Xlsx::open(bytes, &archive)?)
    } else {
        Err(Refusal::Other(Other::Packed))
    }
}

fn read_worksheet(
    file: &str,
    mut workbook: impl Workbook,
) -> Result<(Grid, Vec<Finding>), Refusal> {
    let entries = workbook.entries();
    let index = choose(file, &entries)?;
    let mut worksheet = workbook.worksheet(index)?;
    let layout = Layout::new(&mut worksheet)?;
    let found = report(file, &entries, index, &worksheet, &layout);
    Ok((layout.grid, found))
}
