//! The commands.

use std::path::Path;

use civic::Text;
use civic::duties::Level;

use super::against::Against;
use super::file::Notice;
use super::report::Report;
use super::{rows, said};
use crate::arguments::{NoticeCheck, NoticeCompare, RowsOf};
use crate::outcome::{Done, Failure, Output};

/// Holds a notice against the one above it.
pub(crate) fn compare(out: &Output, args: &NoticeCompare) -> Result<Done, Failure> {
    let against = Against::read(out, args.city.as_deref(), args.unit.as_deref())?;
    hold(out, Some(&args.above), &args.here, &against, &args.rows)
}

/// Checks a draft before it goes out.
pub(crate) fn check(out: &Output, args: &NoticeCheck) -> Result<Done, Failure> {
    let against = Against::read(out, Some(&args.city), args.unit.as_deref())?;
    hold(
        out,
        args.above.as_deref(),
        &args.draft,
        &against,
        &args.rows,
    )
}

fn hold(
    out: &Output,
    above: Option<&Path>,
    here: &Path,
    against: &Against,
    rows_of: &RowsOf,
) -> Result<Done, Failure> {
    let above = above.map(|above| Notice::read(above, Level::City));
    let above = above.transpose()?;
    let here = Notice::read(here, Level::County)?;
    let report = Report::of(above.as_ref(), &here, against);
    rows::write(rows_of, against, above.as_ref(), &here)?;
    let json = serde_json::to_value(&report).map_err(|error| {
        Failure::Outside(Text::new(
            format!("无法写成 JSON：{error}"),
            format!("it cannot be written as JSON: {error}"),
        ))
    })?;
    Ok(Done {
        text: said::text(&report, out.lang),
        json,
        // What was found is to be checked by a person; it decides nothing.
        well: true,
    })
}
