//! The calendar and the feed of a street, from one snapshot to the next.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use check::Sources;
use civic::rules::{GoodsSet, Scope};
use civic::time::{MonthDay, Season, Timestamp, Transition, Window, Zone};
use publish::{Folder, Publication, Published, publish, read, verify};
use serde_json::Value;

/// Three streets of the sample city with the rules that name them, and nothing else that takes
/// time to write.
fn streets() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = sheets::city::read(
        &publish::city_folder::read(&root.join("cities/xining")).expect("the folder"),
    )
    .sources;
    let kept = ["Z-001", "Z-006", "Z-041"];
    sources
        .places
        .retain(|p| kept.contains(&p.value.id.as_str()));
    sources.rules.retain(|r| match &r.value.scope {
        Scope::Places(ids) => ids.iter().any(|id| kept.contains(&id.as_str())),
        _ => true,
    });
    sources.duties.clear();
    sources.requirements.clear();
    sources.cases.clear();
    sources
}

const FIRST: &str = "2026-11-23T08:00:00+08:00";
const SECOND: &str = "2026-11-25T09:00:00+08:00";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a time")
}

fn run(sources: &Sources, out: &Path, published_at: &str) -> Published {
    let publication = Publication {
        sources,
        target: &Folder::new(out),
        published_at: at(published_at),
        force: false,
    };
    publish(&publication, &mut |_| Ok(())).expect("published")
}

fn calendar(out: &Path, place: &str) -> String {
    fs::read_to_string(out.join(format!("open/streets/{place}.ics"))).expect("a calendar")
}

fn feed(out: &Path, place: &str) -> Value {
    let bytes = fs::read(out.join(format!("open/streets/{place}.json"))).expect("a feed");
    serde_json::from_slice(&bytes).expect("JSON")
}

/// The items of a feed by their identifiers.
fn items(feed: &Value) -> BTreeMap<String, Value> {
    let items = feed["items"].as_array().expect("items");
    let id = |item: &Value| item["id"].as_str().expect("an id").to_owned();
    items.iter().map(|i| (id(i), i.clone())).collect()
}

/// Each part's unfolded properties by UID and the occurrence it changes.
fn parts(calendar: &str) -> BTreeMap<(String, String), BTreeMap<String, String>> {
    let unfolded = calendar.replace("\r\n ", "");
    let part = |part: &str| {
        let lines = part.split("\r\n").take_while(|l| *l != "END:VEVENT");
        let properties: BTreeMap<String, String> = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(name, value)| {
                let name = name.split(';').next().unwrap_or(name);
                (name.to_owned(), value.to_owned())
            })
            .collect();
        let of = |name: &str| properties.get(name).cloned().unwrap_or_default();
        ((of("UID"), of("RECURRENCE-ID")), properties)
    };
    unfolded
        .split("BEGIN:VEVENT\r\n")
        .skip(1)
        .map(part)
        .collect()
}

#[test]
fn an_event_keeps_its_uid_and_only_what_changed_rises_in_sequence() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    run(&sources, out.path(), FIRST);
    let before = parts(&calendar(out.path(), "Z-041"));
    let other = calendar(out.path(), "Z-001");
    assert!(before.values().all(|p| p["SEQUENCE"] == "1"));
    assert!(before.values().all(|p| p["DTSTAMP"] == "20261123T000000Z"));

    // The winter run is put off by a day.
    for rule in &mut sources.rules {
        if rule.value.id.as_str() == "O-07" {
            rule.value.in_force = at("2026-12-06T00:00:00+08:00");
            rule.value.expires = Some(at("2026-12-07T00:00:00+08:00"));
        }
    }
    assert_eq!(run(&sources, out.path(), SECOND).manifest.sequence, 2);
    let after = parts(&calendar(out.path(), "Z-041"));
    let lasting = |(uid, recurrence): &(String, String)| recurrence.is_empty().then(|| uid.clone());
    let uids = |parts: &BTreeMap<(String, String), _>| -> Vec<String> {
        parts.keys().filter_map(lasting).collect()
    };
    assert_eq!(uids(&before), uids(&after));
    assert_eq!(
        calendar(out.path(), "Z-001"),
        other,
        "another street is as it was"
    );
    let closed = |parts: &BTreeMap<(String, String), BTreeMap<String, String>>| -> Vec<String> {
        let closed = parts.values().filter(|p| p["STATUS"] == "CANCELLED");
        closed.map(|p| p["RECURRENCE-ID"][..8].to_owned()).collect()
    };
    assert!(!closed(&before).is_empty());
    assert!(closed(&before).iter().all(|d| d == "20261205"));
    assert!(closed(&after).iter().all(|d| d == "20261206"));
    let changed: Vec<&String> = after
        .iter()
        .filter(|((_, recurrence), _)| !recurrence.is_empty())
        .map(|((uid, _), _)| uid)
        .collect();
    for ((uid, _), part) in &after {
        // All parts of an event bear one version: a reader may drop a change older than its event.
        let (stamp, sequence) = if changed.contains(&uid) {
            ("20261125T010000Z", "2")
        } else {
            ("20261123T000000Z", "1")
        };
        assert_eq!(
            (part["DTSTAMP"].as_str(), part["SEQUENCE"].as_str()),
            (stamp, sequence),
            "{uid}"
        );
    }
    assert!(after.values().any(|p| p["SEQUENCE"] == "1"));
}

#[test]
fn publishing_again_makes_no_new_snapshot_whatever_the_hour() {
    let out = tempfile::tempdir().expect("a folder");
    let sources = streets();
    run(&sources, out.path(), FIRST);
    let before = (calendar(out.path(), "Z-006"), feed(out.path(), "Z-006"));
    let again = run(&sources, out.path(), "2026-12-31T23:59:00+08:00");
    assert_eq!((again.changed, again.manifest.sequence), (false, 1));
    let forced = Publication {
        sources: &sources,
        target: &Folder::new(out.path()),
        published_at: at(SECOND),
        force: true,
    };
    publish(&forced, &mut |_| Ok(())).expect("published");
    assert_eq!(
        (calendar(out.path(), "Z-006"), feed(out.path(), "Z-006")),
        before
    );
}

#[test]
fn what_keeps_its_name_is_what_the_snapshot_has_and_is_mended_and_cleared() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    let published = run(&sources, out.path(), FIRST);
    for (place, name, file) in [
        ("Z-006", "ics/Z-006", "ics"),
        ("Z-001", "feed/Z-001", "json"),
    ] {
        let kept = out.path().join(format!("open/streets/{place}.{file}"));
        let hashed = read(&Folder::new(out.path()), &published.manifest, name).expect("there");
        assert_eq!(fs::read(&kept).expect("there"), hashed);
        fs::write(&kept, "cut").expect("written");
        run(&sources, out.path(), SECOND);
        assert_eq!(
            fs::read(&kept).expect("there"),
            hashed,
            "fixed without a new snapshot"
        );
    }
    sources.places.retain(|p| p.value.id.as_str() != "Z-006");
    run(&sources, out.path(), SECOND);
    assert!(!out.path().join("open/streets/Z-006.ics").exists());
    assert!(out.path().join("open/streets/Z-001.ics").exists());
    verify(&Folder::new(out.path())).expect("whole");
}

#[test]
fn s5_2_a_publisher_killed_before_its_first_manifest_can_begin_again() {
    let out = tempfile::tempdir().expect("a folder");
    let sources = streets();
    let publication = Publication {
        sources: &sources,
        target: &Folder::new(out.path()),
        published_at: at(FIRST),
        force: false,
    };
    let copy = out.path().join("open/streets/Z-001.ics");
    let killed = publish(&publication, &mut |_| {
        if copy.exists() {
            Err(io::Error::other("killed"))
        } else {
            Ok(())
        }
    });
    assert!(killed.is_err() && copy.exists() && !out.path().join("manifest.json").exists());
    assert_eq!(run(&sources, out.path(), SECOND).manifest.sequence, 1);
}

#[test]
fn no_name_condition_or_goods_can_write_a_property() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    let hostile = "街\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:https://evil.example;x,y\\";
    for place in &mut sources.places {
        place.value.name.zh = hostile.to_owned();
        place.value.section.zh = hostile.replace("\r\n", "\n");
    }
    for goods in &mut sources.goods {
        goods.value.name.zh.push_str(hostile);
    }
    for rule in &mut sources.rules {
        rule.value.note.zh = hostile.replace("\r\n", "\r");
        for condition in &mut rule.value.conditions {
            condition.zh.push_str(hostile);
        }
    }
    run(&sources, out.path(), FIRST);
    let calendar = calendar(out.path(), "Z-006");
    assert!(calendar.contains("evil.example"), "said as text");
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.starts_with("ATTACH") && !line.starts_with("BEGIN:VALARM"));
    }
    let count = |what: &str| calendar.matches(what).count();
    assert_eq!(count("\r\nBEGIN:VEVENT\r\n"), count("\r\nEND:VEVENT\r\n"));
}

/// London's clocks, as `portal.toml` with that zone would have them.
fn london() -> Zone {
    let change = |time: &str, offset_minutes| Transition {
        at: at(time).instant.0,
        offset_minutes,
    };
    Zone {
        name: "Europe/London".to_owned(),
        offset_minutes: 0,
        transitions: vec![
            change("2025-03-30T01:00:00Z", 60),
            change("2025-10-26T01:00:00Z", 0),
            change("2026-03-29T01:00:00Z", 60),
            change("2026-10-25T01:00:00Z", 0),
            change("2027-03-28T01:00:00Z", 60),
            change("2027-10-31T01:00:00Z", 0),
        ],
    }
}

#[test]
fn a_zone_with_summer_time_is_told_with_every_change() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    sources.settings.as_mut().expect("settings").zone = london();
    run(&sources, out.path(), FIRST);
    let calendar = calendar(out.path(), "Z-006");
    let zone = calendar.split("END:VTIMEZONE").next().expect("a zone");
    let zone = &zone[zone.find("BEGIN:VTIMEZONE").expect("a zone")..];
    assert_eq!(
        zone,
        "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n\
         BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n\
         BEGIN:DAYLIGHT\r\nDTSTART:20260329T010000\r\nRDATE:20270328T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\n\
         BEGIN:STANDARD\r\nDTSTART:20261025T020000\r\nRDATE:20271031T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
    );
    // The last day of a series is given in UTC: 18:30 in winter.
    assert!(calendar.contains("UNTIL=20261231T183000Z"));
}

#[test]
fn a_night_that_comes_twice_is_told_in_utc() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    sources.settings.as_mut().expect("settings").zone = london();
    let night = Window::parse("01:30-03:00").expect("a window");
    for rule in &mut sources.rules {
        if rule.value.id.as_str() == "R-006-3" {
            rule.value.schedule.windows = vec![night];
        }
    }
    run(&sources, out.path(), FIRST);
    let parts = parts(&calendar(out.path(), "Z-006"));
    let listed: Vec<(&str, &str)> = parts
        .values()
        .filter(|p| p["X-MINGDAN-RULE"] == "R-006-3" && p["DTSTART"].starts_with("20261025"))
        .map(|p| (p["DTSTART"].as_str(), p["DTEND"].as_str()))
        .collect();
    assert!(
        listed.contains(&("20261025T003000Z", "20261025T010000Z")),
        "{listed:?}"
    );
    assert!(
        listed.contains(&("20261025T013000Z", "20261025T030000Z")),
        "{listed:?}"
    );
}

#[test]
fn with_a_site_everything_has_an_address_and_without_one_nothing_has() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    run(&sources, out.path(), FIRST);
    assert!(feed(out.path(), "Z-006")["feed_url"].is_null());
    assert!(!calendar(out.path(), "Z-006").contains("\r\nURL"));
    sources.settings.as_mut().expect("settings").site = Some("https://mingdan.example".to_owned());
    run(&sources, out.path(), SECOND);
    let feed = feed(out.path(), "Z-006");
    let page = "https://mingdan.example/vendor?place=Z-006";
    assert_eq!(feed["home_page_url"], page);
    assert_eq!(
        feed["feed_url"],
        "https://mingdan.example/data/open/streets/Z-006.json"
    );
    assert!(items(&feed).values().all(|i| i["url"] == page));
    let calendar = calendar(out.path(), "Z-006").replace("\r\n ", "");
    assert!(
        calendar
            .contains("SOURCE;VALUE=URI:https://mingdan.example/data/open/streets/Z-006.ics\r\n")
    );
    assert!(
        calendar.contains("URL:https://mingdan.example/vendor?place=Z-006&goods=breakfast\r\n")
    );
}

#[test]
fn the_feed_dates_what_is_new_what_changed_and_what_was_withdrawn() {
    let out = tempfile::tempdir().expect("a folder");
    let mut sources = streets();
    run(&sources, out.path(), FIRST);
    let before = items(&feed(out.path(), "Z-006"));
    assert_eq!(
        before["rule:R-006-1"]["date_published"],
        "2025-04-01T00:00:00+08:00"
    );
    assert_eq!(
        before["correction:C-07"]["date_published"],
        "2025-05-13T00:00:00+08:00"
    );
    assert!(before["rule:R-006-1"].get("date_modified").is_none());

    let place = "Z-006";
    let of = |id: &str, sources: &Sources| {
        let row = sources.rules.iter().position(|r| r.value.id.as_str() == id);
        row.expect("the rule")
    };
    let longer = of("R-006-3", &sources);
    sources.rules[longer].value.schedule.windows =
        vec![Window::parse("18:30-22:30").expect("a window")];
    let gone = of("R-006-4", &sources);
    sources.rules.remove(gone);
    let mut summer = sources.rules[of("R-006-1", &sources)].clone();
    summer.value.id = "R-006-9".into();
    summer.value.goods = GoodsSet::Only(vec!["flower".into()]);
    summer.value.in_force = at("2027-05-01T00:00:00+08:00");
    summer.value.schedule.seasons = vec![Season {
        from: MonthDay { month: 5, day: 1 },
        until: MonthDay { month: 9, day: 1 },
    }];
    sources.rules.push(summer);
    run(&sources, out.path(), SECOND);
    let after = items(&feed(out.path(), place));
    let modified = &after["rule:R-006-3"];
    assert_eq!(
        modified["date_published"],
        before["rule:R-006-3"]["date_published"]
    );
    assert_eq!(modified["date_modified"], SECOND);
    // It is still to come, so it is news on the day on which it is published.
    assert_eq!(after["rule:R-006-9"]["date_published"], SECOND);
    assert_eq!(after["rule:R-006-4:withdrawn"]["date_published"], SECOND);
    assert!(!after.contains_key("rule:R-006-4"));
    assert_eq!(after["update:N-03"], before["update:N-03"]);

    // Another snapshot, in which this street stays as it is, leaves its feed as it is.
    let other = of("R-041-1", &sources);
    sources.rules[other].value.note.zh = "改".to_owned();
    let third = run(&sources, out.path(), "2027-06-01T08:00:00+08:00");
    assert_eq!(third.manifest.sequence, 3);
    assert_eq!(items(&feed(out.path(), place)), after);
}

#[test]
fn the_horizon_is_three_years_from_new_year() {
    let out = tempfile::tempdir().expect("a folder");
    let sources = streets();
    run(&sources, out.path(), FIRST);
    let years: Vec<String> = parts(&calendar(out.path(), "Z-006"))
        .values()
        .map(|p| p["DTSTART"][..4].to_owned())
        .collect();
    assert_eq!(years.iter().min().map(String::as_str), Some("2026"));
    assert_eq!(years.iter().max().map(String::as_str), Some("2028"));
}

#[test]
fn a_calendar_that_is_subscribed_to_is_no_message() {
    let out = tempfile::tempdir().expect("a folder");
    run(&streets(), out.path(), FIRST);
    let calendar = calendar(out.path(), "Z-001");
    // RFC 5546, 3.2.1: with METHOD, each event needs an ORGANIZER.
    let is_of_a_message = |line: &str| {
        ["METHOD", "ORGANIZER", "ATTENDEE"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    assert!(!calendar.split("\r\n").any(is_of_a_message));
    assert!(calendar.contains("BEGIN:VEVENT"));
}
