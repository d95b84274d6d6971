//! Why nothing is read from a workbook.

use check::{Finding, Location, Severity};
use civic::Text;
use thiserror::Error;

use crate::packed::PackedError;

/// What a parser reports, or words of our own.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What a file is that has the name of a workbook and is none that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    /// The format before XLSX, or that of WPS.
    Xls,
    /// The binary form of XLSX.
    Xlsb,
    /// A web page or an XML spreadsheet of 2003.
    Markup,
    /// Text, such as CSV.
    PlainText,
    /// A packed file that holds no worksheets.
    Packed,
    /// Nothing that is recognised.
    Unknown,
}

/// Why nothing is read from a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Refusal {
    #[error("The file is empty")]
    NoBytes,
    #[error("The workbook is protected by a password, so it cannot be read")]
    Encrypted,
    #[error("The file has the name of a workbook and is {}", other_en(*.0))]
    Other(Other),
    #[error("The file is damaged, or was not copied whole ({}{why})", place(part))]
    Damaged {
        /// The part of the packed file; empty for the file as a whole.
        part: String,
        /// What its parser reports.
        why: String,
    },
    #[error(
        "The workbook is larger than a sheet can be: more than 64 MB once unpacked, or 128 MB of text"
    )]
    TooLarge,
    #[error("No worksheet of the workbook holds anything")]
    Empty,
    #[error("It is unclear which worksheet is meant: none of those that hold something ({}) is called {stem}", names.join(", "))]
    Unclear {
        /// The worksheets that hold something.
        names: Vec<String>,
        /// The name that one of them should have.
        stem: String,
    },
}

fn place(part: &str) -> String {
    if part.is_empty() {
        String::new()
    } else {
        format!("{part}: ")
    }
}

fn other_en(other: Other) -> &'static str {
    match other {
        Other::Xls => "of the old format .xls or .et",
        Other::Xlsb => "of the binary format .xlsb",
        Other::Markup => "a web page or an XML spreadsheet",
        Other::PlainText => "plain text, such as CSV",
        Other::Packed => "a packed file without worksheets",
        Other::Unknown => "none that is known",
    }
}

fn other_zh(other: Other) -> &'static str {
    match other {
        Other::Xls => "旧格式（.xls 或 .et）",
        Other::Xlsb => "二进制格式（.xlsb）",
        Other::Markup => "网页或 XML 表格",
        Other::PlainText => "纯文本（如 CSV）",
        Other::Packed => "没有工作表的压缩文件",
        Other::Unknown => "无法识别的文件",
    }
}

impl Refusal {
    /// Damage to the file as a whole.
    pub(super) fn damaged(why: impl Into<Cause>) -> Self {
        Self::Damaged {
            part: String::new(),
            why: why.into().to_string(),
        }
    }

    /// Names the part in which damage was found.
    pub(super) fn in_part(self, name: &str) -> Self {
        match self {
            Self::Damaged { part, why } if part.is_empty() => Self::Damaged {
                part: name.to_owned(),
                why,
            },
            other => other,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Encrypted => "workbook_encrypted",
            Self::Other(_) => "workbook_format",
            Self::NoBytes | Self::Damaged { .. } => "workbook_damaged",
            Self::TooLarge => "workbook_too_large",
            Self::Empty => "workbook_empty",
            Self::Unclear { .. } => "worksheet_unclear",
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NoBytes => "文件是空的".to_owned(),
            Self::Encrypted => "工作簿设有密码，无法读取".to_owned(),
            Self::Other(other) => format!("文件名是工作簿，内容却是{}", other_zh(*other)),
            Self::Damaged { part, why } => {
                format!("文件已损坏，或没有复制完整（{}{why}）", place(part))
            }
            Self::TooLarge => {
                "工作簿太大：解压后超过 64 MB，或文字超过 128 MB，不像一张表格".to_owned()
            }
            Self::Empty => "工作簿里没有任何内容".to_owned(),
            Self::Unclear { names, stem } => format!(
                "不清楚该读哪个工作表：有内容的（{}）没有一个叫“{stem}”",
                names.join("、")
            ),
        }
    }

    fn fix(&self) -> Text {
        match self {
            Self::Encrypted => Text::new(
                "打开后取消密码（文件—信息—保护工作簿；WPS：文件—文档加密），再保存",
                "Open it, take the password off (File, Info, Protect Workbook), and save it again",
            ),
            Self::TooLarge => Text::new(
                "只留这一张表，删去空白区域的格式和多余的工作表，另存为 .xlsx",
                "Keep this sheet alone, delete formats of empty cells and other worksheets, and save it as .xlsx",
            ),
            Self::Empty => Text::new("检查是否放错了文件", "Check that this is the right file"),
            Self::Unclear { stem, .. } => Text::new(
                format!("把要发布的工作表改名为“{stem}”，或删去其余的"),
                format!(
                    "Rename the worksheet that is to be published to {stem}, or delete the others"
                ),
            ),
            Self::NoBytes | Self::Other(_) | Self::Damaged { .. } => Text::new(
                "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”或“CSV UTF-8”",
                "Open it in Excel or WPS and save it as \"Excel Workbook (.xlsx)\" or \"CSV UTF-8\"",
            ),
        }
    }

    /// The finding for a file.
    pub(super) fn finding(&self, file: &str) -> Finding {
        Finding {
            code: self.code().to_owned(),
            severity: Severity::Error,
            location: Location {
                file: file.to_owned(),
                ..Location::default()
            },
            value: String::new(),
            what: Text::new(self.zh(), self.to_string()),
            fix: self.fix(),
            example: None,
        }
    }
}

impl From<PackedError> for Refusal {
    fn from(error: PackedError) -> Self {
        match error {
            PackedError::Encrypted => Self::Encrypted,
            PackedError::Damaged { part, why } => Self::Damaged { part, why },
            PackedError::TooLarge => Self::TooLarge,
        }
    }
}

impl From<quick_xml::Error> for Refusal {
    fn from(error: quick_xml::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::events::attributes::AttrError> for Refusal {
    fn from(error: quick_xml::events::attributes::AttrError) -> Self {
        Self::damaged(error)
    }
}

impl From<calamine::XlsxError> for Refusal {
    fn from(error: calamine::XlsxError) -> Self {
        match error {
            calamine::XlsxError::Password => Self::Encrypted,
            other => Self::damaged(other),
        }
    }
}
