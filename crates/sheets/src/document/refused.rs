//! Files that are not read at all, and what to do.

use civic::{Bilingual, Text};
use thiserror::Error;

use crate::packed::PackedError;
use crate::table::EncodingError;

/// A kind of file that is known and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Word before DOCX, or WPS's own format.
    Doc,
    /// Excel before XLSX, or WPS's own format.
    Xls,
    /// Another file of the old office formats.
    OldOffice,
    /// The binary form of XLSX.
    Xlsb,
    /// PDF.
    Pdf,
    /// OFD, the layout format of Chinese offices.
    Ofd,
    /// A picture.
    Picture,
    /// Rich text.
    Rtf,
    /// A text of `OpenDocument`.
    Odt,
    /// Slides.
    Slides,
    /// A web page or an XML file.
    Markup,
    /// Another packed file.
    Packed,
}

impl Foreign {
    fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Doc => (
                "旧格式的文档（.doc 或 .wps）",
                "a document of the old format (.doc or .wps)",
            ),
            Self::Xls => (
                "旧格式的表格（.xls 或 .et）",
                "a workbook of the old format (.xls or .et)",
            ),
            Self::OldOffice => ("旧格式的办公文件", "a file of the old office formats"),
            Self::Xlsb => (
                "二进制格式的表格（.xlsb）",
                "a workbook of the binary format (.xlsb)",
            ),
            Self::Pdf => ("PDF", "a PDF"),
            Self::Ofd => ("OFD 版式文件", "an OFD file"),
            Self::Picture => ("图片", "a picture"),
            Self::Rtf => ("RTF 文档", "an RTF document"),
            Self::Odt => ("ODT 文档", "an ODT document"),
            Self::Slides => ("演示文稿", "slides"),
            Self::Markup => ("网页或 XML 文件", "a web page or an XML file"),
            Self::Packed => ("压缩文件", "a packed file"),
        };
        Text::new(zh, en)
    }

    fn cure(self) -> Text {
        match self {
            Self::Doc | Self::Rtf | Self::Odt | Self::OldOffice | Self::Markup => Text::new(
                "在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”再试",
                "open it in Word or WPS and save it as \"Word Document (.docx)\"",
            ),
            Self::Xls | Self::Xlsb => Text::new(
                "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”再试",
                "open it in Excel or WPS and save it as \"Excel Workbook (.xlsx)\"",
            ),
            Self::Pdf | Self::Ofd => Text::new(
                "找到排版以前的 .docx，或把文字复制出来存成 .txt",
                "use the .docx that it was made from, or copy its text into a .txt",
            ),
            Self::Picture => Text::new(
                "照片里的字读不了：找到原来的 .docx，或把文字打进 .txt",
                "the words of a picture cannot be read: use the original .docx, or type them into a .txt",
            ),
            Self::Slides => Text::new(
                "把文字复制到文档里，存成 .docx 或 .txt",
                "copy its text into a document, and save that as .docx or .txt",
            ),
            Self::Packed => Text::new(
                "先解压，再选里面的 .docx、.xlsx 或 .txt",
                "unpack it, and choose the .docx, .xlsx or .txt in it",
            ),
        }
    }
}

/// Why nothing of a file is read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// It has no bytes.
    #[error("The file is empty: check that it was copied whole")]
    Empty,
    /// It is of another kind.
    #[error("The file is {}, which is not read: {}", .0.name().en, .0.cure().en)]
    Foreign(Foreign),
    /// It has a password.
    #[error(
        "The file is protected by a password: open it, take the password off, and save it again"
    )]
    Encrypted,
    /// It is not whole.
    #[error(
        "The file is damaged, or was not copied whole ({0}): open it in Word, Excel or WPS and save it again"
    )]
    Damaged(String),
    /// It unpacks to more than any document.
    #[error(
        "The file is larger than a notice can be, more than 64 MB once unpacked: keep the notice alone and save it again"
    )]
    TooLarge,
    /// Its parts lie deeper in each other than any program writes them.
    #[error(
        "The file is built as no office program builds one, more than {0} levels deep: copy its text into a new document"
    )]
    TooDeep(usize),
    /// A plain text or a CSV in an encoding that is not read.
    #[error("{0}: save it again as UTF-8")]
    Encoding(EncodingError),
}

impl Bilingual for Refused {
    fn text(&self) -> Text {
        let zh = match self {
            Self::Empty => "文件是空的：请看是不是没有复制完整".to_owned(),
            Self::Foreign(kind) => {
                format!("文件是{}，读不了：{}", kind.name().zh, kind.cure().zh)
            }
            Self::Encrypted => "文件设有密码：打开后取消密码，再保存".to_owned(),
            Self::Damaged(why) => format!(
                "文件已损坏，或没有复制完整（{why}）：在 Word、Excel 或 WPS 里打开，重新保存"
            ),
            Self::TooLarge => {
                "文件太大，解压后超过 64 MB，不像一份通知：只留通知本身，重新保存".to_owned()
            }
            Self::TooDeep(most) => {
                format!("文件的结构不像办公软件写的，嵌套超过 {most} 层：把文字复制到新文档里再试")
            }
            Self::Encoding(error) => format!("{}：请另存为 UTF-8", error.text().zh),
        };
        Text::new(zh, self.to_string())
    }
}

impl From<PackedError> for Refused {
    fn from(error: PackedError) -> Self {
        match error {
            PackedError::Encrypted => Self::Encrypted,
            PackedError::Damaged { part, why } if part.is_empty() => Self::Damaged(why),
            PackedError::Damaged { part, why } => Self::Damaged(format!("{part}: {why}")),
            PackedError::TooLarge => Self::TooLarge,
        }
    }
}

impl From<EncodingError> for Refused {
    fn from(error: EncodingError) -> Self {
        Self::Encoding(error)
    }
}
