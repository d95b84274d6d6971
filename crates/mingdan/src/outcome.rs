//! How a command ends: what is printed, and the exit code.

use std::io::{self, Write as _};
use std::process::ExitCode;

use civic::{Bilingual as _, Text};
use publish::PublishError;
use serde::Serialize;

use crate::lang::Lang;

/// How to print.
pub(crate) struct Output {
    pub(crate) lang: Lang,
    pub(crate) json: bool,
}

/// Why a command could not do its work.
pub(crate) enum Failure {
    /// What was given does not fit together: nothing was done.
    Refused(Text),
    /// The command line names something that cannot be.
    Usage(Text),
    /// Something outside failed.
    Outside(Text),
}

impl Failure {
    /// The same failure in other words.
    pub(crate) fn map(self, words: impl FnOnce(Text) -> Text) -> Self {
        match self {
            Self::Refused(text) => Self::Refused(words(text)),
            Self::Usage(text) => Self::Usage(words(text)),
            Self::Outside(text) => Self::Outside(words(text)),
        }
    }
}

/// What a command did: the text for people, the same for programs, and whether it is well.
pub(crate) struct Done {
    pub(crate) text: String,
    pub(crate) json: serde_json::Value,
    pub(crate) well: bool,
}

#[derive(Serialize)]
struct Failed<'a> {
    error: &'a Text,
}

impl Output {
    /// Prints, and tells the exit code.
    pub(crate) fn finish(&self, outcome: Result<Done, Failure>) -> ExitCode {
        let (printed, code) = match outcome {
            Ok(done) => {
                let printed = if self.json {
                    print(&format!("{:#}\n", done.json))
                } else {
                    print(&done.text)
                };
                (printed, u8::from(!done.well))
            }
            Err(failure) => {
                let (text, code) = match &failure {
                    Failure::Refused(text) => (text, 1),
                    Failure::Usage(text) => (text, 2),
                    Failure::Outside(text) => (text, 3),
                };
                let printed = if self.json {
                    let json = serde_json::to_string_pretty(&Failed { error: text });
                    print(&json.unwrap_or_default())
                } else {
                    let line = format!("mingdan: {}\n", self.lang.of(text));
                    io::stderr().write_all(line.as_bytes())
                };
                (printed, code)
            }
        };
        match printed {
            // A reader that has seen enough, such as `head`, is no failure.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(3),
            _ => ExitCode::from(code),
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stdout.write_all(b"\n")?;
    }
    stdout.flush()
}

/// Why the server does not run, in both languages, with the cause in brackets.
pub(crate) fn explain_server(error: &backend::Error) -> Text {
    use backend::Error;
    let zh = match error {
        Error::Settings(path, _) => format!("设置 {} 无法读懂", path.display()),
        Error::LogLevel(level, _) => {
            format!("日志级别 {level:?} 无法读懂；写成 info 或 backend=debug 这样")
        }
        Error::Directory { path, needs, fix } => {
            format!("{} 里没有 {needs}；请运行：{fix}", path.display())
        }
        Error::Listen(address, _) => {
            format!("不能在 {address} 上监听；用 --listen 127.0.0.1:端口 换一个")
        }
        Error::StoreUrl(_) => {
            "--store 写错了；写成 sqlite:文件，或 postgres://用户@主机/库；数据库在别的机器上\
             而网络是自己的，才写 ?sslmode=disable"
                .to_owned()
        }
        Error::Store(store, _) => {
            format!("诉求库 {store} 不能使用；检查 --store 或 --data-dir 指定的地方")
        }
        Error::DataDirectory(path, _) => {
            format!("不能写入 {}；用 --data-dir 换一个文件夹", path.display())
        }
        Error::Runtime(_) => "服务停止了".to_owned(),
        other => other.to_string(),
    };
    // One line, whatever the cause says.
    let causes = backend::causes(error).lines().collect::<Vec<_>>().join(" ");
    if causes.is_empty() {
        return Text::new(zh, error.to_string());
    }
    Text::new(format!("{zh}（{causes}）"), format!("{error} ({causes})"))
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        Self::Outside(error.text())
    }
}
