//! `mingdan case …`, as it is read.

use std::path::{Path, PathBuf};

use backend::store::{StoreName, StoreUrl};
use civic::UnitCode;
use civic::cases::handling::{PauseReason, Reference, ReferenceKind, Role, WithheldReason};
use civic::cases::{CloseReason, Means, Stage};
use clap::{Args, Subcommand};

use crate::outcome::{Failure, explain_server};
use crate::printing::Printing;

const EXIT_CODES: &str = "\
退出码 Exit codes:
  0  做好了 done
  1  不能这样做，原因和办法已写明；什么也没有改 refused, with why and what to do; nothing was changed
  2  命令写错了 the command line is wrong
  3  外部原因，如磁盘、网络或数据库 something outside failed, such as the disk, network or database

例 Examples:
  mingdan case list --data-dir data --tree tree --overdue
  mingdan case screen 17 --as 李 --role screener
  mingdan case assign 17 --unit 630103 --as 李 --role screener
  mingdan case answer 17 --text 已修好。 --basis duty:D-003 --as 王 --role handler --unit-of 630103
  mingdan case close 17 --reason done --means service --ground 当场修好 --as 王 --role handler --unit-of 630103
  mingdan case clear 17 --title 路灯不亮 --text 莫家街路灯不亮。 --as 赵 --role reviewer
  mingdan case list --server https://city.example --key-file key";

/// `mingdan case`.
#[derive(Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Case {
    #[command(subcommand)]
    pub(crate) what: CaseCommand,
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

/// Where the cases are, and who acts.
#[derive(Args)]
#[command(next_help_heading = "在哪里，谁来办 Where the cases are, and who acts")]
pub(crate) struct Place {
    /// 存放诉求的文件夹，服务运行时也可以用 Where feedback is stored, whether the server runs or not
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "data",
        env = "MINGDAN_DATA_DIR"
    )]
    pub(crate) data_dir: PathBuf,
    #[command(flatten)]
    pub(crate) store: NamedStore,
    /// 已发布的文件夹：日历、类别、单位 The published tree: calendar, kinds of feedback, units
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "tree",
        env = "MINGDAN_TREE"
    )]
    pub(crate) tree: PathBuf,
    /// 通过正在运行的服务办理，如 `https://city.example` Handle cases through a running server
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "MINGDAN_SERVER",
        requires = "key_file"
    )]
    pub(crate) server: Option<String>,
    /// 存有钥匙的文件，见 case key add A file with the key, see `case key add`
    #[arg(long, global = true, value_name = "FILE", env = "MINGDAN_KEY_FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// 谁在办；通过服务时由钥匙决定 Who acts; a server tells it by the key
    #[arg(long = "as", global = true, value_name = "NAME", env = "MINGDAN_NAME")]
    pub(crate) name: Option<String>,
    /// 以什么角色：screener 受理、handler 承办、reviewer 复核 In which role
    #[arg(long, global = true, value_name = "ROLE", env = "MINGDAN_ROLE", value_parser = role)]
    pub(crate) role: Option<Role>,
    /// 属于哪个单位 The code of their unit [default: the city itself]
    #[arg(long, global = true, value_name = "CODE", env = "MINGDAN_UNIT")]
    pub(crate) unit_of: Option<String>,
}

/// Which store.
#[derive(Args)]
pub(crate) struct NamedStore {
    /// 诉求库：`sqlite:文件` 或 `postgres://用户@主机/库` The store [default: a file of the data directory]
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "MINGDAN_STORE",
        hide_env_values = true
    )]
    pub(crate) store: Option<StoreName>,
    /// 存有数据库密码的文件 A file with the password of the database
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "MINGDAN_STORE_PASSWORD_FILE"
    )]
    pub(crate) store_password_file: Option<PathBuf>,
}

impl NamedStore {
    /// The store that is named, or the file of the data directory.
    pub(crate) fn url(&self, data_dir: &Path) -> Result<StoreUrl, Failure> {
        let args = backend::ServeArgs {
            data_dir: Some(data_dir.to_owned()),
            store: self.store.clone(),
            store_password_file: self.store_password_file.clone(),
            ..backend::ServeArgs::default()
        };
        let settings = args.resolve();
        Ok(settings
            .map_err(|error| Failure::Usage(explain_server(&error)))?
            .store)
    }
}

/// What `mingdan case` does.
#[derive(Subcommand)]
pub(crate) enum CaseCommand {
    /// 列出诉求 List cases
    List(List),
    /// 看一件：写了什么、经过、公开的样子 Show one: what was written, its way, what is public
    Show(One),
    /// 受理 Take it on: it will be handled
    Screen(Told),
    /// 并入同一件事的另一件 Merge it into another about the same matter
    Merge(Merge),
    /// 把重复的各件并入这一件 Merge into it all that say the same
    Fold(Told),
    /// 引导到其他渠道 Refer it to another channel
    Refer(Refer),
    /// 转给一个单位 Assign it to a unit
    Assign(Assign),
    /// 写下办到哪一步 Tell what was done
    Progress(Told),
    /// 停钟 Stop its clock
    Pause(Pause),
    /// 续钟 Let its clock run
    Resume(Told),
    /// 答复 Answer it
    Answer(Answer),
    /// 办结 Close it
    Close(Close),
    /// 重新办理 Reopen it
    Reopen(Noted),
    /// 写内部备注 Note something for the staff
    Note(Noted),
    /// 起草公开的样子 Draft the public version
    Redact(Redact),
    /// 审核公开 Clear the public version
    Clear(Clear),
    /// 公布：进入下一版 Publish it: it is in the next snapshot
    Publish(Publish),
    /// 不公布 Do not publish it, or take it back
    Withhold(Withhold),
    /// 重新归类 Classify it again after an audit
    Reclassify(Reclassify),
    /// 记下促成了什么 Say what it led to
    Link(Link),
    /// 取出一张照片 Write one of its photos into a file
    Photo(Photo),
    /// 按文件逐行办理 Do what the lines of a file say
    Run(Run),
    /// 快到期的，写成日历 What is due soon, as a calendar
    Due(Due),
    /// 办理人员的钥匙 The keys of the staff
    #[command(subcommand)]
    Key(Key),
}

#[derive(Args)]
pub(crate) struct List {
    /// 办到哪一步，可多次 The stages, may be repeated
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    pub(crate) stage: Vec<Stage>,
    /// 哪些单位的，可多次 The units, may be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Vec<String>,
    /// 哪些类别，可多次 The kinds, may be repeated
    #[arg(long, value_name = "CODE")]
    pub(crate) kind: Vec<String>,
    /// 只看超期的 Only those that are overdue
    #[arg(long)]
    pub(crate) overdue: bool,
    /// 只看要审核公开的 Only those that are to be cleared
    #[arg(long)]
    pub(crate) to_clear: bool,
    /// 重复的也每件一行 A line for each, also of a flood of those that say the same
    #[arg(long)]
    pub(crate) each: bool,
    /// 从这个编号以后 Those after this number
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) after: i64,
    /// 最多几件 How many at most
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
}

#[derive(Args)]
pub(crate) struct One {
    /// 编号 The number of the case
    pub(crate) number: i64,
}

/// What is told in public with a step.
#[derive(Args)]
pub(crate) struct Words {
    /// 说明，会公开；- 从标准输入读 What is told in public; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// 英文说明 The same in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) text_en: Option<String>,
}

#[derive(Args)]
pub(crate) struct Told {
    #[command(flatten)]
    pub(crate) one: One,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Args)]
pub(crate) struct Merge {
    #[command(flatten)]
    pub(crate) told: Told,
    /// 并入哪一件 The number of the other case
    #[arg(long, value_name = "NUMBER")]
    pub(crate) into: i64,
}

#[derive(Args)]
pub(crate) struct Refer {
    #[command(flatten)]
    pub(crate) told: Told,
    /// 本市的哪个单位 A unit of the city
    #[arg(long, value_name = "CODE")]
    pub(crate) to: Option<String>,
}

#[derive(Args)]
pub(crate) struct Assign {
    #[command(flatten)]
    pub(crate) told: Told,
    /// 转给哪个单位 The code of the unit
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: String,
    /// 由谁承办，可多次 Who handles it, may be repeated [default: anyone of the unit]
    #[arg(long, value_name = "NAME")]
    pub(crate) handler: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Pause {
    #[command(flatten)]
    pub(crate) told: Told,
    /// 停钟原因 Why
    #[arg(long, value_name = "REASON", value_parser = pause_reason)]
    pub(crate) reason: PauseReason,
}

#[derive(Args)]
pub(crate) struct Answer {
    #[command(flatten)]
    pub(crate) told: Told,
    /// 依据，如 document:W-01、duty:D-003，可多次 What it rests on, may be repeated
    #[arg(long, value_name = "KIND:ID", value_parser = reference)]
    pub(crate) basis: Vec<Reference>,
}

#[derive(Args)]
pub(crate) struct Close {
    #[command(flatten)]
    pub(crate) one: One,
    /// 办结原因 Why
    #[arg(long, value_name = "REASON", value_parser = close_reason)]
    pub(crate) reason: Option<CloseReason>,
    /// 办理方式 Its class under the 721 method
    #[arg(long, value_name = "MEANS", value_parser = means)]
    pub(crate) means: Option<Means>,
    /// 为什么归这一类 Why it is of that class
    #[arg(long, value_name = "TEXT")]
    pub(crate) ground: Option<String>,
    /// 英文 The same in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) ground_en: Option<String>,
}

#[derive(Args)]
pub(crate) struct Noted {
    #[command(flatten)]
    pub(crate) one: One,
    /// 只给办理人员看 For the staff alone; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// The public version.
#[derive(Args)]
pub(crate) struct Version {
    /// 公开的标题 The public title
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// 英文标题 The same in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) title_en: Option<String>,
}

#[derive(Args)]
pub(crate) struct Redact {
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) version: Version,
}

#[derive(Args)]
pub(crate) struct Clear {
    #[command(flatten)]
    pub(crate) told: Told,
    #[command(flatten)]
    pub(crate) version: Version,
    /// 关于哪个地点 The place that it is about
    #[arg(long, value_name = "ID")]
    pub(crate) place: Option<String>,
    /// 还关于什么，如 requirement:T-002，可多次 What else it is about, may be repeated
    #[arg(long, value_name = "KIND:ID", value_parser = reference)]
    pub(crate) about: Vec<Reference>,
    /// 确认不是个人信息的字，可多次 What looks like personal data and is none, may be repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) not_personal: Vec<String>,
    /// 可以公开的照片，从 0 数，可多次 The photos that may be public, from 0, may be repeated
    #[arg(long, value_name = "NUMBER")]
    pub(crate) photo: Vec<u32>,
}

#[derive(Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    pub(crate) one: One,
    /// 公开的编号 Its public identifier [default: the one it has, or a new one]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Args)]
pub(crate) struct Withhold {
    #[command(flatten)]
    pub(crate) noted: Noted,
    /// 不公开的原因 Why
    #[arg(long, value_name = "REASON", value_parser = withheld_reason)]
    pub(crate) reason: Option<WithheldReason>,
}

#[derive(Args)]
pub(crate) struct Reclassify {
    #[command(flatten)]
    pub(crate) one: One,
    /// 改成哪一类 Its class from now on
    #[arg(long, value_name = "MEANS", value_parser = means)]
    pub(crate) means: Option<Means>,
    /// 为什么 Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) ground: Option<String>,
    /// 英文 The same in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) ground_en: Option<String>,
}

#[derive(Args)]
pub(crate) struct Link {
    #[command(flatten)]
    pub(crate) one: One,
    /// 促成了什么，如 correction:C-003 What, such as correction:C-003
    #[arg(long, value_name = "KIND:ID", value_parser = reference)]
    pub(crate) to: Reference,
}

#[derive(Args)]
pub(crate) struct Photo {
    #[command(flatten)]
    pub(crate) one: One,
    /// 照片的编号，见 case show The number of the photo, see `case show`
    pub(crate) which: i64,
    /// 写到哪个文件；不覆盖 The file to write, never over another
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct Run {
    /// 每行一个 JSON：{"case": 17, "as": …, "action": {"action": "screen"}}；- 从标准输入读
    /// One JSON a line; `-` reads standard input
    pub(crate) file: PathBuf,
    /// 有一行不能做也接着做 Go on where a line is refused
    #[arg(long)]
    pub(crate) keep_going: bool,
}

#[derive(Args)]
pub(crate) struct Due {
    /// 哪个单位 The unit [default: all]
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// 几个工作日以内 Within so many working days
    #[arg(long, value_name = "DAYS", default_value_t = 5)]
    pub(crate) within: u32,
    /// 写到哪个文件 The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Key {
    /// 给一个人一把钥匙，只显示这一次 Give somebody a key, shown this once
    Add,
    /// 谁有钥匙 Who has a key
    List,
    /// 收回一个人的钥匙 Take the keys of somebody away
    Remove {
        /// 谁的 Whose
        who: String,
    },
}

/// Reads a code or a term of a list; the error lists them all.
macro_rules! one_of {
    ($($name:ident: $of:ident;)+) => {$(
        fn $name(text: &str) -> Result<$of, String> {
            let value = $of::from_term(text.trim()).unwrap_or_else(|| $of::from_code(text.trim()));
            if !matches!(value, $of::Unknown(_)) {
                return Ok(value);
            }
            let all: Vec<String> = $of::ALL
                .iter()
                .map(|value| format!("{} {}", value.code(), value.zh()))
                .collect();
            Err(format!("写成其中之一 write one of: {}", all.join(", ")))
        }
    )+};
}

one_of! {
    role: Role;
    stage: Stage;
    pause_reason: PauseReason;
    close_reason: CloseReason;
    means: Means;
    withheld_reason: WithheldReason;
    reference_kind: ReferenceKind;
}

fn reference(text: &str) -> Result<Reference, String> {
    let parts = text.split_once(':').filter(|(_, id)| !id.trim().is_empty());
    let (kind, id) =
        parts.ok_or_else(|| "写成 document:W-01 write it as document:W-01".to_owned())?;
    Ok(Reference::new(reference_kind(kind)?, id.trim()))
}

impl Place {
    /// The unit of who acts.
    pub(crate) fn unit(&self) -> Option<UnitCode> {
        self.unit_of.as_deref().map(UnitCode::from)
    }
}
