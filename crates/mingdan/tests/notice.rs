//! `mingdan notice`: two notices held against each other, and a draft before it goes out.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ABOVE: &str = "关于开展油烟治理的通知\n各区：\n一、各区于12月20日前报送工作总结。\n二、对重点路段餐饮单位每月检查不少于1次，油烟净化设施安装率不低于90%。\n市城管局\n2026年9月1日\n";

/// The paragraphs of the document below; `{}` stands for what was deleted from one of them.
const BELOW: [&str; 7] = [
    "关于进一步做好油烟治理的通知",
    "各街道：",
    "一、各街道于11月30日前报送工作总结。",
    "二、每周检查不少于2次{}，油烟净化设施安装率不低于98%。",
    "三、各街道必须高度重视第3类问题，不要求社区建立专门台账。",
    "区城管局",
    "2026年9月10日",
];

struct Bench(TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().expect("a folder"));
        fs::write(bench.path("above.txt"), ABOVE).expect("written");
        fs::write(bench.path("below.docx"), docx()).expect("written");
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mingdan"))
            .current_dir(self.0.path())
            .arg("notice")
            .args(args)
            .output()
            .expect("run")
    }

    /// What is printed by a command that ends well.
    fn well(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{error}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.well(&[args, &["--json"]].concat())).expect("JSON")
    }
}

fn docx() -> Vec<u8> {
    let deleted =
        "</w:t></w:r><w:del><w:r><w:delText>，每日排名</w:delText></w:r></w:del><w:r><w:t>";
    let mut body = String::new();
    for text in BELOW {
        body.push_str("<w:p><w:r><w:t>");
        body.push_str(&text.replace("{}", deleted));
        body.push_str("</w:t></w:r></w:p>");
    }
    let parts = [
        ("[Content_Types].xml", "<Types>wordprocessingml.document.main+xml</Types>".to_owned()),
        ("_rels/.rels", "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='word/document.xml'/></Relationships>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:a='a'><w:body>{body}<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p></w:body></w:document>")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("started");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("packed").into_inner()
}

fn xining() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn what_the_lower_notice_adds_is_said_with_both_sentences() {
    let bench = Bench::new();
    let text = bench.well(&["compare", "above.txt", "below.docx", "--lang", "zh"]);
    for expected in [
        "上级：above.txt《关于开展油烟治理的通知》",
        "[加的：频次增加] 频次增加：上级 每月1次，本件 每周2次",
        "第 4 段：二、每周检查不少于2次，油烟净化设施安装率不低于98%。",
        "上级写的 第 4 行：二、对重点路段餐饮单位每月检查不少于1次，油烟净化设施安装率不低于90%。",
        "本件  油烟净化设施安装率不少于98%  + 指标抬高",
        "没读懂 “3类”，数字",
        "不算要求 “台账”，句中说不要、取消或无需",
        "第 4 段：修订中已删除 “，每日排名”",
        "第 8 段：图片",
        "没有城市文件夹（--city）",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    assert!(
        !text.contains("考核加码"),
        "what was deleted is not said:\n{text}"
    );
    let english = bench.well(&["compare", "above.txt", "below.docx", "--lang", "en"]);
    assert!(english.contains("[Added: "), "{english}");
    assert!(
        english.contains("Not understood “3类”, a number"),
        "{english}"
    );
}

#[test]
fn the_json_has_every_sentence_with_its_place() {
    let bench = Bench::new();
    let json = bench.json(&["compare", "above.txt", "below.docx"]);
    let sentences = json["here"]["sentences"].as_array().expect("sentences");
    assert_eq!(sentences.len(), BELOW.len());
    for (sentence, written) in sentences.iter().zip(BELOW) {
        assert_eq!(sentence["text"], written.replace("{}", ""));
    }
    assert_eq!(sentences[3]["at"]["place"]["kind"], "paragraph");
    assert_eq!(sentences[3]["at"]["place"]["number"], 4);
    assert_eq!(sentences[3]["demands"][0]["kind"], "frequency");
    assert_eq!(sentences[4]["unread"][1]["words"], "3类");
    assert_eq!(json["here"]["left"][0]["why"], "deleted");
    let finding = json["findings"].as_array().expect("findings").iter();
    let often = finding
        .clone()
        .find(|found| found["code"] == "frequency_raised");
    let often = often.expect("raised");
    assert_eq!(
        (&often["sentence"], &often["above"]),
        (&4.into(), &Value::from(vec![4]))
    );
    assert_eq!(json["held_against"]["limits"], Value::Null);
}

#[test]
fn a_draft_is_checked_against_the_city() {
    let bench = Bench::new();
    fs::write(
        bench.path("draft.csv"),
        "序号,任务\n1,对燃气设施安全检查和处罚工作，每月报送进展，每月排名。\n",
    )
    .expect("written");
    let city = xining();
    let text = bench.well(&["check", "draft.csv", "--city", &city, "--lang", "zh"]);
    assert!(text.contains("[公文规范] "), "{text}");
    assert!(text.contains("燃气设施安全检查和处罚"), "{text}");
    assert!(text.contains("第 2 行 B 列：对燃气设施"), "{text}");
    assert!(text.contains("所有单位的清单"), "{text}");
    assert!(text.contains("没有和上级比。"), "{text}");
    let one = bench.json(&[
        "check",
        "draft.csv",
        "--city",
        &city,
        "--unit",
        "630102001",
        "--above",
        "above.txt",
    ]);
    assert_eq!(one["held_against"]["above"], "关于开展油烟治理的通知");
    assert!(one["held_against"]["unit"]["zh"].is_string());
    let unknown = bench.run(&["check", "draft.csv", "--city", &city, "--unit", "1"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn the_rows_are_taken_by_the_check_of_the_sheets() {
    let bench = Bench::new();
    let city = bench.path("city");
    fs::create_dir(&city).expect("a folder");
    for entry in fs::read_dir(xining()).expect("the city") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), city.join(entry.file_name())).expect("copied");
    }
    let city_text = city.to_str().expect("UTF-8");
    let documents = fs::read_to_string(city.join("文件.csv")).expect("documents");
    let document = documents
        .lines()
        .nth(1)
        .and_then(|line| line.split(',').next());
    let document = document.expect("a document");
    bench.well(&[
        "compare",
        "above.txt",
        "below.docx",
        "--city",
        city_text,
        "--rows",
        "rows.csv",
        "--number",
        "YY-7",
        "--above-issuer",
        "630100",
        "--issuer",
        "630104",
        "--above-document",
        document,
        "--document",
        document,
    ]);
    let rows = fs::read_to_string(bench.path("rows.csv")).expect("rows");
    let (headings, steps) = rows.split_once('\n').expect("headings");
    let sheet = fs::read_to_string(city.join("要求层级.csv")).expect("steps");
    assert_eq!(
        sheet.trim_start_matches('\u{feff}').lines().next(),
        Some(headings.trim_start_matches('\u{feff}'))
    );
    assert!(
        steps.starts_with("YY-7.1,YY-7,,市,630100,西宁市,"),
        "{steps}"
    );
    fs::write(
        city.join("要求层级.csv"),
        format!("{}\n{steps}", sheet.trim_end()),
    )
    .expect("written");
    // The requirement itself is a person's to write.
    let sheet = fs::read_to_string(city.join("工作要求.csv")).expect("requirements");
    let first = sheet.lines().nth(1).expect("a row");
    let id = first.split(',').next().expect("an identifier");
    fs::write(
        city.join("工作要求.csv"),
        format!("{}\n{}\n", sheet.trim_end(), first.replacen(id, "YY-7", 1)),
    )
    .expect("written");
    let checked = Command::new(env!("CARGO_BIN_EXE_mingdan"))
        .args(["check", city_text, "--today", "2026-11-23", "--json"])
        .output()
        .expect("run");
    let checked: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let of_rows: Vec<&Value> = checked["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .collect();
    assert_eq!(of_rows, Vec::<&Value>::new());
    // What is there is not written over.
    let again = bench.run(&["compare", "above.txt", "below.docx", "--rows", "rows.csv"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(bench.path("rows.csv")).expect("rows"),
        rows
    );
}

#[test]
fn what_cannot_be_read_ends_with_a_plain_sentence() {
    let bench = Bench::new();
    fs::write(bench.path("a.pdf"), b"%PDF-1.7\n\xe2").expect("written");
    fs::write(
        bench.path("old.doc"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
    )
    .expect("written");
    fs::write(bench.path("long.txt"), "各街道认真落实。".repeat(20_000)).expect("written");
    for (file, code, why) in [
        ("a.pdf", 1, "PDF"),
        ("old.doc", 1, "另存为“Word 文档（.docx）”"),
        ("long.txt", 1, "文字太长"),
        ("none.docx", 2, "没有这个文件"),
    ] {
        let output = bench.run(&["compare", "above.txt", file, "--lang", "zh"]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{error}");
        assert!(error.contains(file) && error.contains(why), "{error}");
        assert!(output.stdout.is_empty());
    }
    for args in [
        vec!["compare", "above.txt", "below.docx", "--unit", "630102001"],
        vec![
            "compare",
            "above.txt",
            "below.docx",
            "--rows",
            "r.csv",
            "--number",
            "油烟",
        ],
        vec!["compare", "above.txt", "below.docx", "--number", "YY-7"],
        vec!["check", "below.docx"],
    ] {
        let output = bench.run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!bench.path("r.csv").exists());
    }
}

#[test]
fn a_notice_does_not_steer_the_terminal() {
    let bench = Bench::new();
    let steering = "各街道每周报送\u{1b}[2J周报表，每月\u{9b}排名，第3\u{7}类。";
    let text = steering.to_owned() + &"各单位认真落实。".repeat(20);
    fs::write(bench.path("steer.txt"), text).expect("written");
    let text = bench.well(&["compare", "above.txt", "steer.txt"]);
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "{text}"
    );
}
