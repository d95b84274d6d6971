//! The command line, as it is read.

use std::path::PathBuf;

use civic::time::{Date, Timestamp};
use clap::{Parser, Subcommand};
use generator::Size;

use crate::case::arguments::NamedStore;
use crate::printing::Printing;

const EXIT_CODES: &str = "\
退出码 Exit codes:
  0  正常 all is well
  1  有必须改的错误，什么也没有写 an ERROR was found; nothing was written
  2  命令写错了 the command line is wrong
  3  外部原因，如磁盘或占用 something outside failed, such as the disk or a lock

例 Examples:
  mingdan check cities/xining
  mingdan build cities/xining --out tree
  mingdan verify tree
  mingdan import --map docs/maps/roads.toml --out my-city
  mingdan sample made-up --units 80 --items 340 --requirements 10000
  mingdan serve --portal dist --tree tree --data-dir data";

const NOTICE_CODES: &str = "\
读 .txt、.docx、.csv、.xlsx；找到的都待核实，退出码不因此改变
Reads .txt, .docx, .csv and .xlsx; what is found is to be checked, and changes no exit code

退出码 Exit codes:
  0  读完了 both were read
  1  文件不能读，原因和办法已写明 a file cannot be read; why, and what to do, is said
  2  命令写错了 the command line is wrong
  3  外部原因，如磁盘 something outside failed, such as the disk

例 Examples:
  mingdan notice compare above.docx here.docx --city cities/xining --rows rows.csv
  mingdan notice check draft.docx --above above.docx --city cities/xining";

const STORE_CODES: &str = "\
退出码 Exit codes:
  0  正常 all is well
  1  日志不完整，或备份、诉求库不能用 the log is not whole, or the backup or the store is refused
  2  命令写错了 the command line is wrong
  3  外部原因，如磁盘或数据库 something outside failed, such as the disk or the database

例 Examples:
  mingdan store verify --data-dir data
  mingdan store backup copy.sqlite3 --store postgres://mingdan@localhost/mingdan
  mingdan store restore copy.sqlite3 --store sqlite:data/feedback.sqlite3";

const SERVE_CODES: &str = "\
退出码 Exit codes:
  0  收到停止信号后正常结束 stopped when asked to
  2  命令写错了 the command line is wrong
  3  不能启动或中途停止 it could not start, or stopped by itself

例 Example:
  mingdan serve --listen 127.0.0.1:8080 --portal dist --tree tree --data-dir data";

/// 明单：检查城市表格，发布、核验、提供服务。Check a city's sheets, publish, verify and serve them.
#[derive(Parser)]
#[command(name = "mingdan", version, after_help = EXIT_CODES, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// 检查城市文件夹，列出每一处问题和改法 Check a city's folder: every finding, and how to fix it
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// 检查后发布；有错误时一个字节也不改 Check, then publish; with any ERROR not a byte changes
    #[command(after_help = EXIT_CODES)]
    Build(Build),
    /// 逐个文件核对已发布内容的哈希 Check every file of a published tree against its hash
    #[command(after_help = EXIT_CODES)]
    Verify(Verify),
    /// 输出成别的写法和表格 Print in the notations of others and as tables
    #[command(after_help = EXIT_CODES)]
    Export(Export),
    /// 按对照文件把城市自己的数据导入成表格 Import a city's own files as sheets, by a column map
    #[command(after_help = EXIT_CODES)]
    Import(Import),
    /// 对照两份公文，发文以前检查草稿 Compare two notices; check a draft before it goes out
    #[command(after_help = NOTICE_CODES)]
    Notice(Notice),
    /// 编造一个任意大小的示例城市 Make up a city of any size, with known added demands
    #[command(after_help = EXIT_CODES)]
    Sample(Sample),
    /// 办理诉求：受理、转办、答复、办结、审核公开 Handle cases: screen, assign, answer, close, clear
    Case(Box<crate::case::arguments::Case>),
    /// 核对、备份、恢复诉求库 Hold the store of cases against its log, back it up, restore it
    #[command(after_help = STORE_CODES)]
    Store(Store),
    /// 提供网页、已发布的数据和诉求受理 Serve the portal, a published tree and the feedback intake
    #[command(after_help = SERVE_CODES)]
    Serve(backend::ServeArgs),
}

#[derive(clap::Args)]
pub(crate) struct Store {
    #[command(subcommand)]
    pub(crate) what: StoreCommand,
}

impl Store {
    /// Which store.
    pub(crate) fn of(&self) -> &StoreOf {
        match &self.what {
            StoreCommand::Verify(args) => &args.of,
            StoreCommand::Backup(args) => &args.of,
            StoreCommand::Restore(args) => &args.of,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum StoreCommand {
    /// 从头到尾核对日志 Walk the whole log: is anything missing, doubled or changed
    Verify(StoreVerify),
    /// 备份成一个新文件，服务不用停 Copy everything into a new file, while the server runs
    Backup(StoreBackup),
    /// 从备份恢复到空的诉求库 Take everything over from a backup, into an empty store
    Restore(StoreRestore),
}

/// Which store, as `mingdan serve` is told.
#[derive(clap::Args)]
pub(crate) struct StoreOf {
    /// 服务的设置文件（TOML） The server's file of settings (TOML)
    #[arg(long, value_name = "FILE", env = "MINGDAN_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// 存放诉求的文件夹 The data directory of the server [default: data]
    #[arg(long, value_name = "DIR", env = "MINGDAN_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// 诉求库 The store: `sqlite:PATH` or `postgres://USER@HOST/DATABASE` [default: feedback.sqlite3
    /// in the data directory]
    #[arg(
        long,
        value_name = "URL",
        env = "MINGDAN_STORE",
        hide_env_values = true
    )]
    pub(crate) store: Option<backend::store::StoreName>,
    /// 存放数据库密码的文件 A file with the password of the database, on one line
    #[arg(long, value_name = "FILE", env = "MINGDAN_STORE_PASSWORD_FILE")]
    pub(crate) store_password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct StoreVerify {
    /// 以前记下的链尾 The end of the log as it was printed before: it has to be in the log, still
    #[arg(long, value_name = "NUMBER:HASH", value_parser = log_end)]
    pub(crate) known: Option<backend::store::Head>,
    #[command(flatten)]
    pub(crate) of: StoreOf,
}

#[derive(clap::Args)]
pub(crate) struct StoreBackup {
    /// 新文件 The new file; one that is there is never replaced
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) of: StoreOf,
}

#[derive(clap::Args)]
pub(crate) struct StoreRestore {
    /// 备份文件 The backup
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) of: StoreOf,
}

#[derive(clap::Args)]
pub(crate) struct Check {
    /// 城市文件夹，如 cities/xining The city's folder
    pub(crate) city: PathBuf,
    /// 按哪一天检查，如 2025-06-01 The day to check for [default: today in the city]
    #[arg(long, value_parser = day)]
    pub(crate) today: Option<Date>,
    /// 与已发布的文件夹比对编号 A published tree whose identifiers must keep their meaning
    #[arg(long, value_name = "DIR")]
    pub(crate) against: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct Build {
    /// 城市文件夹，如 cities/xining The city's folder
    pub(crate) city: PathBuf,
    /// 发布到的文件夹 The folder to publish into
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// 发布时间，如 2025-06-01T08:00:00+08:00 The time of publication [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(crate) at: Option<Timestamp>,
    /// 把审核过的诉求一起发布：存放诉求的文件夹 Publish the cleared cases of this data directory, too
    #[arg(long, value_name = "DIR")]
    pub(crate) cases: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: NamedStore,
    /// 内容没变也发布新版本 Publish a new version even where nothing changed
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct Import {
    /// 对照文件，见 docs/import.md The column-mapping file
    #[arg(long, value_name = "FILE")]
    pub(crate) map: PathBuf,
    /// 写成的城市文件夹，须是新的或空的 The city's folder to write, new or empty
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// 输入文件所在的文件夹 The folder of the input files [default: the map's own]
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    /// 换掉对照文件里的一个键，如 portal.id=jinan Replace a key of the map; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,
    /// 按哪一天检查 The day to check for [default: today]
    #[arg(long, value_parser = day)]
    pub(crate) today: Option<Date>,
    /// 换掉上次导入的文件夹 Replace the folder of an earlier import
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct Notice {
    #[command(subcommand)]
    pub(crate) what: NoticeCommand,
}

#[derive(Subcommand)]
pub(crate) enum NoticeCommand {
    /// 下级的文件比上级的多要了什么 What a notice asks more than the one above it
    #[command(after_help = NOTICE_CODES)]
    Compare(NoticeCompare),
    /// 对照公文规范、履职清单和上级检查草稿 A draft against limits, duty lists and the level above
    #[command(after_help = NOTICE_CODES)]
    Check(NoticeCheck),
}

#[derive(clap::Args)]
pub(crate) struct NoticeCompare {
    /// 上级的文件 The document above
    #[arg(value_name = "ABOVE")]
    pub(crate) above: PathBuf,
    /// 要对照的文件 The document below it
    #[arg(value_name = "BELOW")]
    pub(crate) here: PathBuf,
    /// 城市文件夹：公文规范和履职清单 The city's folder, with its limits and duty lists
    #[arg(long, value_name = "DIR")]
    pub(crate) city: Option<PathBuf>,
    /// 只对照这个单位的清单，如 630102001 The lists of this unit alone [default: of all]
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) rows: RowsOf,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct NoticeCheck {
    /// 要发的草稿 The draft
    pub(crate) draft: PathBuf,
    /// 上级的文件 The document above
    #[arg(long, value_name = "FILE")]
    pub(crate) above: Option<PathBuf>,
    /// 城市文件夹：公文规范和履职清单 The city's folder, with its limits and duty lists
    #[arg(long, value_name = "DIR")]
    pub(crate) city: PathBuf,
    /// 只对照这个单位的清单，如 630102001 The lists of this unit alone [default: of all]
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) rows: RowsOf,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

/// Where to write the rows of 要求层级.csv, and what they say of the whole.
#[derive(clap::Args)]
pub(crate) struct RowsOf {
    /// 把读出的要求写成 要求层级.csv 的行；不覆盖已有的文件 Write rows of 要求层级.csv into a new file
    #[arg(long, value_name = "FILE")]
    pub(crate) rows: Option<PathBuf>,
    /// 要求编号，如 YY-7 The number of the requirement [default: N-1]
    #[arg(long, value_name = "ID", requires = "rows")]
    pub(crate) number: Option<String>,
    /// 本件由谁发 The code of the unit that issues the document [default: 000000]
    #[arg(long, value_name = "CODE", requires = "rows")]
    pub(crate) issuer: Option<String>,
    /// 上级文件由谁发 The code of the unit that issued the one above
    #[arg(long, value_name = "CODE", requires = "rows")]
    pub(crate) above_issuer: Option<String>,
    /// 本件在 文件.csv 里的编号 The number of the document in 文件.csv
    #[arg(long, value_name = "ID", requires = "rows")]
    pub(crate) document: Option<String>,
    /// 上级文件在 文件.csv 里的编号 That of the document above
    #[arg(long, value_name = "ID", requires = "rows")]
    pub(crate) above_document: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct Sample {
    /// 写成的城市文件夹，须是新的或空的 The city's folder to write, new or empty
    pub(crate) folder: PathBuf,
    /// 有清单的街道数 Subdistricts, each with a duty list
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().units, value_parser = clap::value_parser!(u32).range(1..=i64::from(Size::MAX_UNITS)))]
    pub(crate) units: u32,
    /// 每个街道的履职事项数 Duty items of each
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().items, value_parser = clap::value_parser!(u32).range(..=i64::from(Size::MAX_ITEMS)))]
    pub(crate) items: u32,
    /// 全市的工作要求数 Requirements of the whole city
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().requirements, value_parser = clap::value_parser!(u32).range(..=i64::from(Size::MAX_REQUIREMENTS)))]
    pub(crate) requirements: u32,
    /// 全市的街道路段数 Stretches of street of the whole city
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().streets, value_parser = clap::value_parser!(u32).range(..=i64::from(Size::MAX_STREETS)))]
    pub(crate) streets: u32,
    /// 一项要求最多经过几级，2 到 6 The most levels of a requirement, 2 to 6
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().levels, value_parser = clap::value_parser!(u8).range(2..=6))]
    pub(crate) levels: u8,
    /// 种子：相同就一字不差 Seed: the same gives the same bytes
    #[arg(long, value_name = "NUMBER", default_value_t = Size::default().seed)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

impl Sample {
    pub(crate) fn size(&self) -> Size {
        Size {
            units: self.units,
            items: self.items,
            requirements: self.requirements,
            streets: self.streets,
            levels: self.levels,
            seed: self.seed,
        }
    }
}

#[derive(clap::Args)]
pub(crate) struct Verify {
    /// 已发布的文件夹 The published tree
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct Export {
    #[command(subcommand)]
    pub(crate) notation: Notation,
}

#[derive(Subcommand)]
pub(crate) enum Notation {
    /// 每条规则的 OSM 营业时间写法，或不能写的原因 Each rule in OSM notation, or why it cannot be said
    OpeningHours(OpeningHours),
    /// 每个单位一年要交多少 What lands on each office in a year
    OfficeYear(OfficeYear),
}

#[derive(clap::Args)]
pub(crate) struct OfficeYear {
    /// 城市文件夹，如 cities/xining The city's folder
    pub(crate) city: PathBuf,
    /// 按哪一天算，如 2025-06-01 The day to count for [default: today in the city]
    #[arg(long, value_parser = day)]
    pub(crate) today: Option<Date>,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(clap::Args)]
pub(crate) struct OpeningHours {
    /// 城市文件夹，如 cities/xining The city's folder
    pub(crate) city: PathBuf,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

fn setting(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=');
    let (key, value) =
        parts.ok_or_else(|| "写成 portal.id=jinan write it as portal.id=jinan".to_owned())?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "写成 2025-06-01 write it as 2025-06-01".to_owned())
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| {
        "写成 2025-06-01T08:00:00+08:00 write it as 2025-06-01T08:00:00+08:00".to_owned()
    })
}

/// Reads the end of a log, as `mingdan store verify` prints it.
fn log_end(text: &str) -> Result<backend::store::Head, String> {
    backend::store::Head::parse(text).ok_or_else(|| {
        "写成 verify 打印的样子：条数:哈希 write it as verify prints it: NUMBER:HASH".to_owned()
    })
}
