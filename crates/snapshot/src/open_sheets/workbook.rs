//! A unit's list as XLSX.

use check::columns::duties;
use check::written::{duty, heading};
use civic::duties::DutyItem;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// What a cell of a workbook can hold.
const MAX_CELL_CHARS: usize = 32_767;

/// The list of one unit as a workbook, the same bytes for the same list; `None` where a text is
/// longer than a cell can be: the other files have it. Every cell is a text, so that none is run.
pub(super) fn duty_list(items: &[&DutyItem]) -> Result<Option<Vec<u8>>, XlsxError> {
    let mut workbook = Workbook::new();
    // The time of writing, which it would otherwise hold, is not in what was published.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(duties::SHEET.stem())?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, cell) in (0_u16..).zip(heading(&duties::SHEET)) {
        sheet.write_string(0, column, cell)?;
    }
    for (row, item) in (1_u32..).zip(items) {
        for (column, cell) in (0_u16..).zip(duty(item).cells(&duties::SHEET)) {
            if cell.chars().count() > MAX_CELL_CHARS {
                return Ok(None);
            }
            if !cell.is_empty() {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer().map(Some)
}
