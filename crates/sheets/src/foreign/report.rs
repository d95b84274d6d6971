//! What became of every row, for people and for programs.

use std::collections::BTreeMap;

use check::{Finding, Severity};
use civic::Text;
use serde::Serialize;

use crate::spreadsheet::{UTF8_MARK, inert};

/// How many rows of an input were taken, and how many are explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputCount {
    /// The input's name in the map.
    pub input: String,
    /// Its file.
    pub file: String,
    /// Its rows.
    pub rows: usize,
    /// Rows that are in the city's sheets.
    pub taken: usize,
    /// Rows that are not, each with its reason.
    pub explained: usize,
    /// Those of them that the map itself leaves out on purpose.
    #[serde(skip)]
    pub left_out: usize,
    /// True where the map makes rules of its rows and none was made.
    #[serde(skip)]
    pub without_rules: bool,
}

/// How many rows share one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The file.
    pub file: String,
    /// The code.
    pub code: String,
    /// True where the rows are taken and only a part of them is not.
    pub noted: bool,
    /// The reason, of the first such row.
    pub what: Text,
    /// How many rows.
    pub rows: usize,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The inputs, by name.
    pub inputs: Vec<InputCount>,
    /// The reasons, the most frequent first.
    pub reasons: Vec<Reason>,
    /// Rows written into each sheet.
    pub sheets: BTreeMap<String, usize>,
    /// Every row that is explained (WARNING, or INFO where the map itself leaves it out) or taken
    /// with a note (INFO).
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// True where the folder was written.
    #[serde(skip)]
    pub written: bool,
}

/// What became of a row.
#[derive(Clone, Debug, Default)]
pub(crate) enum RowOutcome {
    /// It is in the sheets.
    #[default]
    Taken,
    /// It is not, for this reason.
    Explained(Box<Finding>),
}

pub(crate) fn reasons(all: &[(bool, &Finding)]) -> Vec<Reason> {
    let mut reasons: BTreeMap<(String, String, bool, String), Reason> = BTreeMap::new();
    for (noted, finding) in all {
        // Rows that a filter leaves out are grouped by the value it tested.
        let value = if finding.code == "filtered" {
            finding.value.clone()
        } else {
            String::new()
        };
        let file = &finding.location.file;
        let key = (file.clone(), finding.code.clone(), *noted, value);
        let reason = reasons.entry(key).or_insert_with(|| Reason {
            file: file.clone(),
            code: finding.code.clone(),
            noted: *noted,
            what: finding.what.clone(),
            rows: 0,
        });
        reason.rows += 1;
    }
    let mut reasons: Vec<Reason> = reasons.into_values().collect();
    reasons.sort_by_key(|r| std::cmp::Reverse(r.rows));
    reasons
}

/// `explained.csv`: every row that is explained or noted. It is for people who open it in a
/// spreadsheet, which reads UTF-8 by its mark alone and runs what begins as a formula.
pub(crate) fn csv(all: &[(bool, &Finding)]) -> Result<Vec<u8>, std::io::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    writer.write_record([
        "文件 file",
        "行 row",
        "结果 outcome",
        "级别 severity",
        "代码 code",
        "列 column",
        "值 value",
        "原因",
        "what",
        "怎么改",
        "fix",
    ])?;
    for (noted, finding) in all {
        let outcome = if *noted {
            "已导入，附说明 taken, with a note"
        } else {
            "未导入 not taken"
        };
        let severity = match finding.severity {
            Severity::Info => "INFO",
            Severity::Warning => "WARNING",
            Severity::Error => "ERROR",
        };
        let row = finding.location.row.to_string();
        let cells = [
            &finding.location.file,
            &row,
            outcome,
            severity,
            &finding.code,
            &finding.location.column,
            &finding.value,
            &finding.what.zh,
            &finding.what.en,
            &finding.fix.zh,
            &finding.fix.en,
        ];
        writer.write_record(cells.map(|cell| inert(cell).into_owned()))?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}
