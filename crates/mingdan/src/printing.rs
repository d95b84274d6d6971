//! How a command prints, as it is read.

use crate::lang::Lang;
use crate::outcome::Output;

/// How a command prints.
#[derive(clap::Args)]
pub(crate) struct Printing {
    /// 输出语言 Language of what is printed [default: from LANG, otherwise zh]
    #[arg(long, value_enum, global = true)]
    pub(crate) lang: Option<Lang>,
    /// 输出一份 JSON，供程序读取 Print one JSON document for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

impl Printing {
    pub(crate) fn output(&self) -> Output {
        Output {
            lang: self.lang.unwrap_or_else(Lang::from_environment),
            json: self.json,
        }
    }
}
