//! Alternatives to a negative answer: another time at the same place, the same goods nearby.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use civic::answer::alternatives::{
    Alternative, Around, MAX_ALTERNATIVES, alternatives, walk_metres, walk_minutes,
};
use civic::answer::at_places::at_places;
use civic::answer::{Engine, Question};
use civic::places::{Geometry, GeometryKind, Grade, LonLat, Place};
use civic::published::PlaceShard;
use civic::rules::{Effect, Rule, Scope};
use fixtures::*;

const HERE: LonLat = LonLat::new(101_780_000, 36_620_000);

/// A place this many millionths of a degree (0.111 m each) north of [`HERE`].
fn north(id: &str, millionths: i32) -> Place {
    let mut place = place(id, Grade::Guided);
    place.geometry = Some(Geometry {
        kind: GeometryKind::Point,
        points: vec![LonLat::new(HERE.lon_e6, HERE.lat_e6 + millionths)],
        approximate: false,
    });
    place
}

fn scoped(id: &str, effect: Effect, places: &[&str], hours: &str) -> Rule {
    let mut rule = rule(id, effect, 10);
    rule.scope = Scope::Places(places.iter().map(|p| (*p).into()).collect());
    rule.schedule.windows = windows(&[hours]);
    rule
}

fn shard(places: Vec<Place>, rules: &[Rule]) -> PlaceShard {
    PlaceShard {
        places,
        rules: rules.to_vec(),
        documents: Vec::new(),
        cases: BTreeMap::new(),
    }
}

fn offered(shards: &[PlaceShard], time: &str, from: Option<LonLat>) -> Vec<Alternative> {
    let shard_refs: Vec<&PlaceShard> = shards.iter().collect();
    let around = from.map(|from| Around {
        from,
        metres: 3000,
        shards: &shard_refs,
    });
    let engine = Engine::new(&shards[0].places, &shards[0].rules, &calendar(), &xining());
    let question = Question {
        place: "P".into(),
        goods: "snack".into(),
        at: local(time).instant,
    };
    let answer = engine.answer(&question).expect("P is a place");
    alternatives(&engine, &question, &answer, around)
}

fn names(alternatives: &[Alternative]) -> Vec<String> {
    let name = |a: &Alternative| match a {
        Alternative::AnotherTime { from, until, .. } => {
            let until = until.map_or("ever".to_owned(), |t| t.to_string());
            format!("here {from} to {until}")
        }
        Alternative::Nearby {
            place, walk_metres, ..
        } => format!("{} {walk_metres} m", place.id),
    };
    alternatives.iter().map(name).collect()
}

#[test]
fn s2_alternatives_are_another_time_then_places_nearest_first() {
    let rules = [
        scoped("R1", Effect::Permit, &["P"], "18:00-22:00"),
        scoped(
            "R2",
            Effect::Permit,
            &["Far", "Near", "Middle"],
            "08:00-20:00",
        ),
        scoped("R3", Effect::Prohibit, &["Nearest"], "00:00-24:00"),
    ];
    let places = vec![
        north("P", 0),
        north("Far", 9_000),
        north("Near", 900),
        north("Nearest", 300),
        north("Middle", 3_000),
    ];
    let got = offered(&[shard(places, &rules)], "2025-06-03 10:00", Some(HERE));
    assert_eq!(
        names(&got),
        [
            "here 2025-06-03T18:00:00+08:00 to 2025-06-03T22:00:00+08:00",
            "Near 130 m",
            "Middle 434 m"
        ],
        "no place where it is prohibited, and at most {MAX_ALTERNATIVES}"
    );
}

#[test]
fn nothing_is_offered_if_permitted_and_nothing_beyond_the_radius() {
    let rules = [
        scoped("R1", Effect::Permit, &["P"], "18:00-22:00"),
        scoped("R2", Effect::Permit, &["Far"], "00:00-24:00"),
    ];
    let shards = [shard(vec![north("P", 0), north("Far", 30_000)], &rules)];
    assert_eq!(offered(&shards, "2025-06-03 19:00", Some(HERE)), []);
    let got = offered(&shards, "2025-06-03 10:00", Some(HERE));
    assert_eq!(got.len(), 1, "3.3 km is too far: {:?}", names(&got));
}

#[test]
fn a_place_in_two_shards_is_offered_once_and_one_without_geometry_never() {
    let rules = [
        scoped("R1", Effect::Prohibit, &["P"], "00:00-24:00"),
        scoped("R2", Effect::Permit, &["Q", "U"], "00:00-24:00"),
    ];
    let first = shard(
        vec![north("P", 0), north("Q", 500), place("U", Grade::Guided)],
        &rules,
    );
    let second = shard(vec![north("Q", 500)], &rules);
    let got = offered(&[first.clone(), second], "2025-06-03 10:00", Some(HERE));
    assert_eq!(names(&got), ["Q 72 m"]);
    let without_position = offered(&[first], "2025-06-03 10:00", None);
    assert_eq!(
        without_position,
        [],
        "without a position, nothing is nearby"
    );
    assert_eq!(walk_metres(u32::MAX), u32::MAX / 10);
}

#[test]
fn a_walk_takes_whole_minutes() {
    assert_eq!([0, 1, 70, 71, 420].map(walk_minutes), [1, 1, 1, 2, 6]);
}

#[test]
fn many_places_at_once_say_what_each_of_them_says() {
    let day = [scoped("R-1", Effect::Permit, &["P", "Q"], "09:00-21:00")];
    let night = [scoped("R-2", Effect::Prohibit, &["N"], "20:00-24:00")];
    let shards = [
        shard(vec![north("P", 0), north("Q", 9)], &day),
        shard(
            vec![north("Q", 9), north("N", 18)],
            &[&day[..], &night[..]].concat(),
        ),
    ];
    let (calendar, zone) = (calendar(), xining());
    let now = local("2026-11-23 20:30").instant;
    let found = at_places(&shards, (&calendar, &zone), &"snack".into(), now);
    assert_eq!(found.len(), 3, "a place in two shards is there once");
    for (id, at_place) in &found {
        let shard = shards.iter().find(|s| s.places.iter().any(|p| p.id == *id));
        let shard = shard.expect("the place is in a shard");
        let engine = Engine::new(&shard.places, &shard.rules, &calendar, &zone);
        let question = Question {
            place: id.clone(),
            goods: "snack".into(),
            at: now,
        };
        let answer = engine.answer(&question).expect("the place is known");
        assert_eq!(
            (&at_place.verdict, at_place.until),
            (&answer.verdict, answer.until),
            "{id}"
        );
        let day = engine.day(id, &question.goods, date("2026-11-23"));
        assert_eq!(Some(&at_place.segments), day.as_ref(), "{id}");
    }
}
