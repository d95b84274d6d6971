//! The golden table: questions about the sample city, with answers derived by hand from the sheets.

#![expect(clippy::expect_used, reason = "test helpers panic like tests")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use civic::answer::Answer;
use civic::published::IdsFile;
use civic::time::Timestamp;
use engine_harness::{Harness, Published, question};

const MIN_ROWS: usize = 200;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sample city, built and read back from the published bytes.
fn published() -> Published {
    let imported = sheets::city::read(
        &publish::city_folder::read(&root().join("cities/xining")).expect("the folder"),
    );
    let settings = imported.sources.settings.clone().expect("settings");
    let ids = IdsFile::default();
    let mut files = snapshot::Files::new();
    snapshot::make(&imported.sources, &settings, &ids, &mut files).expect("files");
    let shards = files
        .iter()
        .filter(|(name, _)| name.starts_with("rules/") && name.len() > "rules/".len())
        .map(|(name, bytes)| serde_json::from_slice(bytes).expect(name))
        .collect();
    Published {
        zone: settings.zone,
        city: serde_json::from_slice(&files["city"]).expect("city"),
        shards,
    }
}

struct Row {
    line: usize,
    question: String,
    verdict: String,
    until: Option<Timestamp>,
    deciding: String,
    conditions: usize,
    why: String,
}

fn rows() -> Vec<Row> {
    let path = root().join("tests/golden/answers.csv");
    let mut reader = csv::Reader::from_path(&path).expect("the golden table");
    let head: Vec<_> = reader
        .headers()
        .expect("a heading")
        .iter()
        .map(str::to_owned)
        .collect();
    let expected = [
        "place",
        "goods",
        "at",
        "verdict",
        "until",
        "deciding_rule",
        "conditions",
        "why",
    ];
    assert_eq!(head, expected);
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let line = record
                .position()
                .map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
            let until = (!record[4].is_empty())
                .then(|| Timestamp::parse(&record[4]).expect("until is RFC 3339"));
            Row {
                line,
                question: format!("{},{},{}", &record[0], &record[1], &record[2]),
                verdict: record[3].to_owned(),
                until,
                deciding: record[5].to_owned(),
                conditions: record[6].parse().expect("a number of conditions"),
                why: record[7].to_owned(),
            }
        })
        .collect()
}

fn describe(verdict: &str, until: Option<Timestamp>, deciding: &str, conditions: usize) -> String {
    let until = until.map_or("nothing changes".to_owned(), |t| t.to_string());
    format!("{verdict} until {until}, {deciding}, {conditions} conditions")
}

/// Returns `true` if the answer is that of the row. Times are compared as instants, regardless of
/// their offset.
fn agrees(row: &Row, answer: &Answer) -> bool {
    answer.verdict.code() == row.verdict
        && answer.until.map(|t| t.instant) == row.until.map(|t| t.instant)
        && answer.deciding.as_ref().map_or("", |id| id.as_str()) == row.deciding
        && answer.conditions.len() == row.conditions
}

#[test]
fn every_answer_is_that_of_the_golden_table() {
    let harness = Harness::new(&published());
    let rows = rows();
    assert!(rows.len() >= MIN_ROWS, "only {} rows", rows.len());
    let mut wrong = String::new();
    for row in &rows {
        let answer = question(&row.question).and_then(|asked| harness.answer(&asked));
        let got = match &answer {
            Ok(answer) if agrees(row, answer) => continue,
            Ok(answer) => describe(
                answer.verdict.code(),
                answer.until,
                answer.deciding.as_ref().map_or("", |id| id.as_str()),
                answer.conditions.len(),
            ),
            Err(error) => error.to_string(),
        };
        let expected = describe(&row.verdict, row.until, &row.deciding, row.conditions);
        let _ = writeln!(
            wrong,
            "line {}: {}\n  expected {expected}\n  got      {got}\n  because  {}",
            row.line, row.question, row.why
        );
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_harness_decoded_from_json_gives_the_same_answers() {
    let published = published();
    let text = serde_json::to_string(&published).expect("JSON");
    let asked: Vec<String> = rows().into_iter().map(|row| row.question).collect();
    let questions = asked.join("\n");
    let direct = Harness::new(&published)
        .answers(&questions)
        .expect("answers");
    let decoded = Harness::decode(&text).expect("decoded");
    assert_eq!(decoded.answers(&questions).expect("answers"), direct);
    assert_eq!(direct.lines().count(), asked.len());
}

#[test]
fn an_unanswerable_question_is_an_error_that_names_it() {
    let harness = Harness::new(&published());
    for (line, expected) in [
        ("Z-001,fruit", "not a question"),
        ("Z-001,fruit,tomorrow", "not a question"),
        (
            "Z-001,fruit,2025-06-01T10:00:00+08:00,more",
            "not a question",
        ),
        ("Z-999999,fruit,2025-06-01T10:00:00+08:00", "Z-999999"),
    ] {
        let error = harness.answers(line).expect_err(line).to_string();
        assert!(error.contains(expected), "{error}");
    }
    let error = Harness::decode("{").err().map(|e| e.to_string());
    assert!(error.is_some_and(|e| e.contains("published files")));
}
