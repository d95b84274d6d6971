//! The rows of 要求层级.csv, written to a file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use civic::Text;
use notices::draft::{Export, Issued, identifier};
use sheets::spreadsheet::UTF8_MARK;

use super::against::Against;
use super::file::Notice;
use crate::arguments::RowsOf;
use crate::outcome::Failure;

/// Writes the rows where the command line asks for them; a file that is there is left as it is.
pub(super) fn write(
    args: &RowsOf,
    against: &Against,
    above: Option<&Notice>,
    here: &Notice,
) -> Result<(), Failure> {
    let Some(path) = &args.rows else {
        return Ok(());
    };
    let number = args.number.as_deref().map(|number| id("--number", number));
    let number = number.transpose()?;
    let above = match above {
        None => None,
        Some(above) => Some(issued(
            above,
            against,
            ("--above-issuer", args.above_issuer.as_deref()),
            ("--above-document", args.above_document.as_deref()),
        )?),
    };
    let here = issued(
        here,
        against,
        ("--issuer", args.issuer.as_deref()),
        ("--document", args.document.as_deref()),
    )?;
    let export = Export {
        number,
        published: None,
        above,
        here,
        source: "程序按规则从文件读出，待核对",
    };
    put(path, &format!("{UTF8_MARK}{}", export.rows()))
}

fn issued<'a>(
    notice: &'a Notice,
    against: &'a Against,
    (unit_option, unit): (&str, Option<&str>),
    (document_option, document): (&str, Option<&'a str>),
) -> Result<Issued<'a>, Failure> {
    let unit = unit.map(|code| against.unit_of(unit_option, code));
    let document = document.map(|document| id(document_option, document));
    Ok(Issued {
        draft: &notice.draft,
        unit: unit.transpose()?,
        document: document.transpose()?,
    })
}

fn id<'a>(option: &str, written: &'a str) -> Result<&'a str, Failure> {
    identifier(written).ok_or_else(|| {
        Failure::Usage(Text::new(
            format!("{option}：编号只能有字母、数字、- 、_ 和 .，如 YY-7"),
            format!("{option}: only letters, digits, -, _ and ., such as YY-7"),
        ))
    })
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let shown = path.display();
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            return Failure::Usage(Text::new(
                format!("--rows：{shown} 已经有了，没有动它；换一个文件名"),
                format!(
                    "--rows: {shown} is there already and was left as it is; name another file"
                ),
            ));
        }
        Failure::Outside(Text::new(
            format!("无法写入 {shown}：{error}"),
            format!("{shown} cannot be written: {error}"),
        ))
    })
}
