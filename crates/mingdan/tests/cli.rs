//! The real program on real folders: what it prints, its exit codes, and what it leaves behind.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The sheets of a small city in order.
const SHEETS: &[(&str, &str)] = &[
    (
        "portal.toml",
        r#"id = "test"
name = { zh = "试城", en = "Test" }
time_zone = "Asia/Shanghai"
licence = { zh = "许可", en = "Licence", url = "https://example.org/" }
bounds = [101.0, 36.0, 102.5, 37.5]
deadline_buffer_days = 7
hotline = "12345"
emergency = ["110"]
notice = { zh = "示例", en = "Sample" }
[feedback]
text_max_chars = 2000
contact_retention_days = 90
text_retention_days = 730
"#,
    ),
    (
        "单位.csv",
        "单位代码,名称,层级,上级代码,来源类型\n6301,试城,市,,示例\n630103001,某街道,街道,6301,示例\n",
    ),
    (
        "文件.csv",
        "文件编号,标题,层级,效力,来源类型\nD-1,通告,市,有效,示例\n",
    ),
    (
        "品类.csv",
        "品类编号,名称,食品,登记要求,来源类型\nsnack,小吃,是,登记卡,示例\n",
    ),
    (
        "地点.csv",
        "地点编号,名称,类型,侧,等级,单位代码,来源类型\nZ-1,莫家街,街道路段,两侧,疏导,630103001,示例\n",
    ),
    (
        "地点.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"Z-1"},"geometry":{"type":"LineString","coordinates":[[101.778,36.617],[101.780,36.618]]}}]}"#,
    ),
    (
        "日历.csv",
        "日期,名称,类型,年份,来源类型\n2025-01-01,元旦,放假,2025,示例\n2026-01-01,元旦,放假,2026,示例\n",
    ),
    (
        "规则.csv",
        "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,生效,失效,文件,来源类型\nR-1,Z-1,准许,小吃,18:00-22:00,,,,禁止,2025-04-01,,D-1,示例\n",
    ),
    (
        "履职事项.csv",
        "事项编号,单位代码,清单,类别,事项名称,文件,列入日期,来源类型\nU-1,630103001,基本履职,城乡建设,摊点管理,D-1,2025-01-01,示例\n",
    ),
    (
        "工作要求.csv",
        "要求编号,标题,类别,所属清单,事项编号,状态,来源类型\nT-1,设置摊点,城乡建设,基本履职,U-1,未见加码,示例\n",
    ),
    (
        "要求层级.csv",
        "层级编号,要求编号,上一层级,层级,单位代码,文件,来源类型\nT-1.1,T-1,,市,6301,D-1,示例\n",
    ),
    ("诉求类别.csv", "类别编号,名称,来源类型\nstall,摆摊,示例\n"),
    ("诉求问题.csv", "类别编号,问题编号,问题,回答方式,来源类型\n"),
    (
        "临时调整.csv",
        "调整编号,类型,适用地点,品类,开始,结束,时段,原因,文件,来源类型\n",
    ),
    (
        "职责准入.csv",
        "准入编号,事项名称,类别,拟承担单位,提出单位,提出日期,来源类型\n",
    ),
    ("公文规范.csv", "规范编号,类型,条款,文件,怎么改,来源类型\n"),
    ("同义词.csv", "同义词,来源类型\n"),
    (
        "纠偏.csv",
        "纠偏编号,对象类型,对象编号,发现途径,发现日期,决定单位,纠正前,纠正后,理由,来源类型\n",
    ),
    ("动态.csv", "动态编号,日期,类型,标题,内容,来源类型\n"),
    (
        "诉求案例.csv",
        "诉求编号,类别编号,标题,受理日期,阶段,来源类型\n",
    ),
];

struct City {
    folder: TempDir,
}

impl City {
    fn new() -> Self {
        let city = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir(city.path()).expect("a folder");
        for (file, text) in SHEETS {
            city.write(file, text);
        }
        city
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("city")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("tree")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path().join(file), text).expect("written");
    }

    /// Changes a sheet by replacing words.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(file)).expect("a sheet");
        assert!(text.contains(from), "{file} has {from}");
        self.write(file, &text.replace(from, to));
    }

    fn build(&self, more: &[&str]) -> Output {
        let (city, out) = (self.path(), self.out());
        let mut args = vec!["build", text(&city), "--out", text(&out)];
        args.extend(["--at", "2026-06-01T08:00:00+08:00"]);
        args.extend(more);
        mingdan(&args)
    }

    fn check(&self, more: &[&str]) -> Output {
        let city = self.path();
        let mut args = vec!["check", text(&city), "--today", "2026-06-01"];
        args.extend(more);
        mingdan(&args)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn mingdan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(args)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.map(|e| e.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                all.insert(path, bytes);
            }
        }
    }
    all
}

#[test]
fn a_city_in_order_is_checked_published_and_verified() {
    let city = City::new();
    let checked = city.check(&[]);
    assert_eq!(
        (code(&checked), stdout(&checked)),
        (0, "没有发现问题。\n"),
        "{}",
        stderr(&checked)
    );
    let built = city.build(&[]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    assert!(stdout(&built).contains("第 1 版"), "{}", stdout(&built));
    assert!(city.out().join("manifest.json").is_file());
    let verified = mingdan(&["verify", text(&city.out())]);
    assert_eq!(code(&verified), 0, "{}", stderr(&verified));
    assert!(stdout(&verified).contains("一致"));
}

#[test]
fn s6_1_a_finding_says_where_what_and_how_in_both_languages() {
    let city = City::new();
    city.edit("规则.csv", "18:00-22:00", "22:00-04:00");
    city.edit("规则.csv", "小吃", "冰糖葫芦");
    let zh = city.check(&[]);
    assert_eq!(code(&zh), 1);
    for said in [
        "规则.csv\n",
        "错误 第 2 行，时段",
        "写的是：22:00-04:00",
        "怎么改：",
        "次日",
        "处错误必须改",
    ] {
        assert!(stdout(&zh).contains(said), "{said} in {}", stdout(&zh));
    }
    let en = city.check(&["--lang", "en"]);
    for said in ["ERROR row 2, 时段", "Fix: ", "Errors (must be fixed): "] {
        assert!(stdout(&en).contains(said), "{said} in {}", stdout(&en));
    }
    let json = json(&city.check(&["--json"]));
    assert_eq!(json["today"], "2026-06-01");
    assert_eq!(json["counts"]["error"], 1);
    let finding = &json["findings"][0];
    for field in ["code", "severity", "file", "row", "column", "value"] {
        assert!(!finding[field].is_null(), "{field}");
    }
    assert!(finding["what"]["zh"].is_string() && finding["fix"]["en"].is_string());
}

#[test]
fn s6_2_findings_of_reading_and_of_checking_come_together() {
    let city = City::new();
    city.edit("规则.csv", "小吃", "冰糖葫芦");
    city.edit("地点.csv", "疏导", "很好");
    let report = city.check(&[]);
    assert!(
        stdout(&report).contains("地点.csv：1 行，读入 0 行，退回 1 行"),
        "{}",
        stdout(&report)
    );
    let json = json(&city.check(&["--json"]));
    let codes: Vec<_> = json["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| f["code"].as_str().expect("a code"))
        .collect();
    for code in ["term_unknown", "goods_unknown", "follows_from"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

/// Every kind of conflict at once: the finder shows an instant for each, on the city's clocks.
#[test]
fn s6_4_each_conflict_shows_an_example_instant() {
    let city = City::new();
    city.edit(
        "文件.csv",
        "有效,示例\n",
        "有效,示例\nD-2,旧通告,市,废止,示例\n",
    );
    city.edit(
        "地点.csv",
        "疏导,630103001,示例\n",
        "疏导,630103001,示例\nZ-2,水井巷,街道路段,两侧,严控,630103001,示例\n",
    );
    city.write(
        "规则.csv",
        "规则编号,适用地点,效力,品类,时段,星期,日期类型,季节,时段外,优先级,生效,失效,文件,来源类型\n\
         R-1,Z-1,准许,小吃,18:00-22:00,,,,,,2026-06-01,,D-1,示例\n\
         R-2,Z-1,禁止,小吃,21:00-21:30,周二,,,,,2026-06-01,,D-1,示例\n\
         R-3,Z-1,禁止,小吃,,周一至周五,周末,,,50,2026-06-01,2026-12-31,D-1,示例\n\
         R-4,Z-1,禁止,小吃,07:00-08:00,,,,,60,2026-06-01,,D-2,示例\n",
    );
    let expected = [
        (
            "priority_overlap",
            "2026-06-02（周二）21:00",
            "Tuesday 2026-06-02 21:00",
        ),
        (
            "window_never_holds",
            "最接近的是 2026-06-01（周一）",
            "Monday 2026-06-01 comes closest",
        ),
        (
            "grade_without_rule",
            "2026-06-01（周一）18:00",
            "Monday 2026-06-01 18:00",
        ),
        (
            "outside_times_missing",
            "2026-06-01（周一）22:00",
            "Monday 2026-06-01 22:00",
        ),
        (
            "document_revoked",
            "2026-06-01（周一）07:00",
            "Monday 2026-06-01 07:00",
        ),
    ];
    let found = city.check(&["--json"]);
    assert_eq!(code(&found), 1);
    let found = json(&found);
    let findings = found["findings"].as_array().expect("a list");
    let (zh, en) = (city.check(&[]), city.check(&["--lang", "en"]));
    for (name, in_zh, in_en) in expected {
        let finding = findings.iter().find(|f| f["code"] == name).expect(name);
        let at = finding["example"]["at"].as_str().expect(name);
        assert!(
            at.starts_with("2026-06-0") && at.ends_with("+08:00"),
            "{at}"
        );
        let what = |lang: &str| finding["what"][lang].as_str().expect("words").to_owned();
        assert!(what("zh").contains(in_zh), "{finding}");
        assert!(what("en").contains(in_en), "{finding}");
        assert!(stdout(&zh).contains(&what("zh")), "{}", stdout(&zh));
        assert!(stdout(&en).contains(&what("en")), "{}", stdout(&en));
    }
}

#[test]
fn s6_5_an_error_leaves_the_tree_byte_for_byte_as_it_was() {
    let city = City::new();
    city.edit("规则.csv", "D-1", "D-9");
    let refused = city.build(&[]);
    assert_eq!(code(&refused), 1);
    assert!(stdout(&refused).contains("没有发布"));
    assert!(!city.out().exists(), "not even the folder is made");

    city.edit("规则.csv", "D-9", "D-1");
    assert_eq!(code(&city.build(&[])), 0);
    let before = contents(&city.out());
    city.edit("规则.csv", "D-1", "D-9");
    let refused = city.build(&["--json", "--force"]);
    assert_eq!(code(&refused), 1);
    assert!(json(&refused)["published"].is_null());
    assert_eq!(contents(&city.out()), before);
}

#[test]
fn s5_unchanged_sheets_make_no_new_version_unless_forced() {
    let city = City::new();
    assert_eq!(code(&city.build(&[])), 0);
    let before = contents(&city.out());
    let again = city.build(&[]);
    assert_eq!(code(&again), 0);
    assert!(stdout(&again).contains("没有变化"), "{}", stdout(&again));
    assert_eq!(contents(&city.out()), before);
    let forced = json(&city.build(&["--force", "--json"]));
    assert_eq!(forced["published"]["sequence"], 2);
    city.edit("地点.csv", "莫家街", "莫家街步行街");
    let changed = json(&city.build(&["--json"]));
    assert_eq!(changed["published"]["sequence"], 3);
    assert_eq!(changed["published"]["changed"], true);
}

#[test]
fn s5_8_an_identifier_published_before_keeps_its_meaning() {
    let city = City::new();
    assert_eq!(code(&city.build(&[])), 0);
    city.edit("地点.csv", "莫家街", "水井巷");
    let refused = json(&city.build(&["--json"]));
    assert_eq!(refused["findings"][0]["code"], "id_reused");
    assert_eq!(code(&city.check(&[])), 0, "alone, the sheets are in order");
    let tree = city.out();
    assert_eq!(code(&city.check(&["--against", text(&tree)])), 1);
}

#[test]
fn a_check_against_a_tree_that_is_not_there_does_not_end_well() {
    let city = City::new();
    let empty = tempfile::tempdir().expect("a folder");
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("notes.txt"), "mine").expect("written");
    let file = other.path().join("notes.txt");
    for tree in [
        &empty.path().join("none"),
        empty.path(),
        other.path(),
        &file,
    ] {
        let checked = city.check(&["--lang", "en", "--against", text(tree)]);
        assert_eq!(code(&checked), 1, "{}", stderr(&checked));
        let said = stderr(&checked);
        assert!(
            said.contains(text(tree)) && stdout(&checked).is_empty(),
            "{said}"
        );
    }
}

#[test]
fn a_damaged_tree_is_told_from_a_missing_one() {
    let city = City::new();
    assert_eq!(code(&city.build(&[])), 0);
    let (path, _) = contents(&city.out().join("f"))
        .into_iter()
        .find(|(path, _)| path.extension().is_some_and(|e| e == "json"))
        .expect("a file");
    fs::write(&path, "{}").expect("written");
    let damaged = mingdan(&["verify", text(&city.out()), "--json"]);
    assert_eq!(code(&damaged), 1);
    assert_eq!(json(&damaged)["matches"], false);
    fs::remove_file(&path).expect("removed");
    assert_eq!(code(&mingdan(&["verify", text(&city.out())])), 1);
    let missing = mingdan(&["verify", text(&city.folder.path().join("nowhere"))]);
    assert_eq!(code(&missing), 2);
}

#[test]
fn what_fails_outside_has_a_code_of_its_own() {
    let city = City::new();
    assert_eq!(code(&city.build(&[])), 0);
    let before = contents(&city.out());
    let path = city.out().join(".publishing");
    let lock = fs::File::create(&path).expect("written");
    lock.try_lock().expect("free");
    city.edit("地点.csv", "疏导", "严控");
    let locked = city.build(&[]);
    assert_eq!(code(&locked), 3);
    assert!(
        stderr(&locked).contains("另一个发布正在进行"),
        "{}",
        stderr(&locked)
    );
    let locked = city.build(&["--json"]);
    assert!(json(&locked)["error"]["en"].is_string());
    fs::remove_file(&path).expect("removed");
    assert_eq!(contents(&city.out()), before);

    // As a process that was killed leaves it.
    drop(lock);
    fs::write(&path, "").expect("written");
    let taken_over = city.build(&[]);
    assert_eq!(code(&taken_over), 0);
    assert!(
        stdout(&taken_over).contains("已经退出的发布程序"),
        "{}",
        stdout(&taken_over)
    );
    assert!(!path.exists());

    let foreign = city.folder.path().join("foreign");
    fs::create_dir(&foreign).expect("a folder");
    fs::write(foreign.join("photo.jpg"), "").expect("written");
    let path = city.path();
    let refused = mingdan(&["build", text(&path), "--out", text(&foreign)]);
    assert_eq!(code(&refused), 3);
    assert_eq!(contents(&foreign).len(), 1);
}

#[test]
fn a_wrong_command_line_is_told_with_help() {
    let city = City::new();
    for args in [
        vec!["check"],
        vec!["check", "/nowhere/at/all"],
        vec!["check", text(&city.path()), "--today", "tomorrow"],
        vec!["build", text(&city.path())],
        vec!["build", text(&city.path()), "--out", "x", "--at", "noon"],
        vec!["publish"],
        vec![],
    ] {
        let refused = mingdan(&args);
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(
            !stderr(&refused).is_empty() && stdout(&refused).is_empty(),
            "{args:?}"
        );
    }
    let help = mingdan(&["build", "--help"]);
    assert_eq!(code(&help), 0);
    assert!(stdout(&help).contains("Exit codes") && stdout(&help).contains("--force"));
}

#[test]
fn a_server_that_cannot_start_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("nowhere");
    let nowhere = text(&nowhere);
    let args = ["serve", "--listen", "127.0.0.1:0", "--portal", nowhere];
    let refused = mingdan(&[&args[..], &["--tree", nowhere, "--data-dir", nowhere]].concat());
    assert_eq!(code(&refused), 3);
    assert!(stderr(&refused).contains("请运行"), "{}", stderr(&refused));
    assert_eq!(code(&mingdan(&["serve", "--listen", "everywhere"])), 2);
    let help = mingdan(&["serve", "--help"]);
    assert_eq!(code(&help), 0);
    assert!(stdout(&help).contains("--data-dir") && stdout(&help).contains("Exit codes"));
}

#[test]
fn the_language_follows_the_environment() {
    let city = City::new();
    let run = |lang: &str| {
        Command::new(env!("CARGO_BIN_EXE_mingdan"))
            .args(["check", text(&city.path()), "--today", "2026-06-01"])
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", lang)
            .output()
            .expect("the program runs")
    };
    assert_eq!(stdout(&run("en_GB.UTF-8")), "Nothing was found.\n");
    assert_eq!(stdout(&run("C")), "没有发现问题。\n");
}

#[test]
fn the_sample_city_has_no_errors() {
    let xining = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("tree");
    let built = mingdan(&[
        "build",
        text(&xining),
        "--out",
        text(&out),
        "--at",
        "2026-06-01T08:00:00+08:00",
        "--json",
    ]);
    let said = json(&built);
    assert_eq!(said["counts"]["error"], 0, "{}", said["findings"]);
    assert_eq!(code(&built), 0);
    let verified = mingdan(&["verify", text(&out), "--json"]);
    assert_eq!(json(&verified)["matches"], true);
}

#[test]
fn an_export_opens_in_a_spreadsheet_and_runs_nothing() {
    let city = City::new();
    city.edit("规则.csv", "R-1,", "-R-1,");
    let path = city.path();
    let export = mingdan(&["export", "opening-hours", text(&path)]);
    let csv = stdout(&export);
    assert!(csv.starts_with("\u{feff}rule,expression,"), "{csv}");
    assert!(csv.contains("\n'-R-1,"), "{csv}");
    let export = mingdan(&["export", "opening-hours", text(&path), "--json"]);
    assert_eq!(json(&export)["rules"][0]["rule"], "-R-1");
}

#[test]
fn the_years_of_the_offices_are_printed_as_a_table() {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    let on = |day: &str, more: &[&str]| {
        let arguments = ["export", "office-year", text(&city), "--today", day];
        mingdan(&[&arguments, more].concat())
    };
    let printed = on("2026-11-26", &[]);
    let csv = stdout(&printed);
    let photos =
        |numbers: &str| format!("\n630104003,虎台街道,Hutai Subdistrict,photo,{numbers}\n");
    assert!(csv.starts_with("\u{feff}unit,name_zh,"), "{csv}");
    assert!(csv.contains(&photos("0,2190,0,2190,0")), "{csv}");
    let printed = on("2025-03-17", &[]);
    let before = stdout(&printed);
    assert!(before.contains(&photos("0,2190,0,0,2190")), "{before}");
    let json = json(&on("2026-11-26", &["--json"]));
    let years = json["years"].as_array().expect("years");
    assert!(
        years
            .iter()
            .any(|line| line["kind"] == "check_in" && line["now"] == 730)
    );
}
