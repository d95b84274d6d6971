//! Contract §4.9: officials' own reports, from the form to what of them is published.

use std::fs;

use backend::desk::{GroupsError, groups};
use backend::store::SqliteStore;
use civic::cases::grouped::{Inconsistent, SMALLEST, Table};
use civic::duties::added_demands::Flag;
use civic::duties::{Level, Unit};
use civic::time::{Instant, Timestamp, Zone};
use serde_json::json;

use crate::support::{SUBMISSIONS, Site};

const RECORD: &str = "groups.json";
const BESIDE: &str = "groups.new.json";

fn at(text: &str) -> Instant {
    Timestamp::parse(text).expect("a time").instant
}

fn october() -> Instant {
    at("2026-10-14T10:00:00+08:00")
}

struct Reports {
    site: Site,
    units: Vec<Unit>,
}

impl Reports {
    fn open() -> Self {
        let county = |code: &str, name: &str| Unit {
            code: code.into(),
            name: civic::Text::new(name, name),
            level: Level::County,
            parent: None,
        };
        Self {
            site: Site::start().with(|server| server.with_clock(october)),
            units: vec![county("630103", "城中区"), county("630104", "城西区")],
        }
    }

    async fn file(&self, how_many: u32, county: &str) {
        for _ in 0..how_many {
            let report = json!({
                "service_code": "burden",
                "description": "同一张表一周报三次",
                "address_string": county,
                "attribute": { "level": "street", "topic": "deliverable_added" },
            });
            let answer = self.site.post(SUBMISSIONS, None, &report.to_string()).await;
            assert_eq!(answer.status, 201, "{}", answer.text());
        }
    }

    async fn released(&self, now: &str) -> Result<Table, GroupsError> {
        let store =
            SqliteStore::open(&self.site.data().join("feedback.sqlite3")).expect("the store");
        let zone = Zone::fixed("Asia/Shanghai", 480);
        groups(&store, &self.site.data(), &self.units, &zone, at(now)).await
    }

    async fn table(&self, now: &str) -> Table {
        self.released(now).await.expect("released")
    }
}

const NOVEMBER: &str = "2026-11-03T10:00:00+08:00";

#[tokio::test]
async fn s4_9_reports_are_published_once_there_are_five_alike_in_a_month_that_is_over() {
    let reports = Reports::open();
    reports.file(SMALLEST, "城中区").await;
    assert_eq!(reports.table("2026-10-31T23:00:00+08:00").await.rows, []);
    let table = reports.table(NOVEMBER).await;
    let [row] = &table.rows[..] else {
        panic!("one group: {table:?}")
    };
    assert_eq!(
        (row.count, row.cell.period.to_string()),
        (5, "2026-10".to_owned())
    );
    assert_eq!(row.cell.level, Some(Level::Street));
    assert_eq!(row.cell.topic, Some(Flag::DeliverableAdded));
    assert!(row.cell.county.is_some());
    // They are counted once, however often it is published.
    assert_eq!(reports.table(NOVEMBER).await, table);
    assert_eq!(reports.table("2027-02-03T10:00:00+08:00").await.total, 5);
}

#[tokio::test]
async fn s4_9_what_is_fewer_waits_and_joins_no_group_that_was_published() {
    let reports = Reports::open();
    reports.file(SMALLEST, "城中区").await;
    reports.file(SMALLEST - 1, "城西区").await;
    let table = reports.table(NOVEMBER).await;
    assert_eq!(table.total, 5, "{table:?}");
    // One more of the same month comes in late: the difference of two snapshots is five, never one.
    reports.file(1, "城西区").await;
    let later = reports.table(NOVEMBER).await;
    assert_eq!(later.total, 10, "{later:?}");
    assert!(later.rows.iter().all(|row| row.count >= SMALLEST));
}

#[tokio::test]
async fn s4_9_killed_between_marking_and_recording_the_record_is_finished() {
    let reports = Reports::open();
    reports.file(SMALLEST, "城中区").await;
    let table = reports.table(NOVEMBER).await;
    let data = reports.site.data();
    // As it is after the reports were marked and before the record was taken over.
    fs::rename(data.join(RECORD), data.join(BESIDE)).expect("moved");
    assert_eq!(reports.table(NOVEMBER).await, table);
    assert!(data.join(RECORD).exists() && !data.join(BESIDE).exists());
}

#[tokio::test]
async fn s4_9_killed_before_marking_what_lies_beside_is_thrown_away() {
    let reports = Reports::open();
    let data = reports.site.data();
    reports.file(SMALLEST, "城中区").await;
    let table = reports.table(NOVEMBER).await;
    let record = fs::read_to_string(data.join(RECORD)).expect("a record");
    // A group that no report was marked for.
    let never = record.replacen("\"id\": 1", "\"id\": 2", 1);
    assert_ne!(never, record);
    let both = format!(
        "[{},{}]",
        record.trim().trim_start_matches('[').trim_end_matches(']'),
        never.trim().trim_start_matches('[').trim_end_matches(']')
    );
    fs::write(data.join(BESIDE), both).expect("written");
    assert_eq!(reports.table(NOVEMBER).await, table);
    assert!(!data.join(BESIDE).exists());
    assert_eq!(
        fs::read_to_string(data.join(RECORD)).expect("a record"),
        record
    );
}

#[tokio::test]
async fn s4_9_nothing_new_is_published_where_the_record_is_lost_or_cannot_be_read() {
    let reports = Reports::open();
    let data = reports.site.data();
    reports.file(SMALLEST, "城中区").await;
    reports.table(NOVEMBER).await;
    fs::write(data.join(RECORD), "[{").expect("written");
    assert!(matches!(
        reports.released(NOVEMBER).await,
        Err(GroupsError::Json(..))
    ));
    fs::remove_file(data.join(RECORD)).expect("removed");
    assert!(matches!(
        reports.released(NOVEMBER).await,
        Err(GroupsError::Inconsistent(Inconsistent::NoSuchGroup(_)))
    ));
    assert!(!data.join(RECORD).exists());
}
