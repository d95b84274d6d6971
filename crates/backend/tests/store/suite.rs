//! What every store must do, whatever database is behind it.

use std::path::Path;
use std::sync::Arc;

use backend::store::{
    Appended, CaseFilter, CaseIndex, CaseKey, CaseNumber, CaseStore, Change, Head, Insertion,
    NewCase, NewEntry, NewPhoto, PhotoAdded, Retention, Sequence, StoreError, Trouble, Word,
    WordKey,
};
use civic::cases::Stage;
use civic::places::LonLat;
use civic::time::{Date, Instant};
use futures_util::future::join_all;

pub(crate) type Store = Arc<dyn CaseStore>;

pub(crate) const RECEIVED: Instant = Instant(1_749_204_000);

pub(crate) fn entry(event: &str, words: &[(&str, &str)]) -> NewEntry {
    let words = words.iter();
    NewEntry {
        at: RECEIVED,
        actor: r#"{"kind":"reporter"}"#.to_owned(),
        event: format!(r#"{{"kind":"{event}"}}"#),
        words: words.map(|(slot, text)| Word::new(*slot, *text)).collect(),
    }
}

pub(crate) fn index(stage: Stage) -> CaseIndex {
    CaseIndex {
        stage,
        unit: None,
        due_on: Date::parse("2025-06-13"),
        ended_at: None,
        published_as: None,
        needs_clearing: false,
    }
}

pub(crate) fn case(key: Option<&str>, description: &str) -> NewCase {
    let words = [("description", description), ("about", "墨家街 \u{1f3ee}")];
    NewCase {
        token_hash: format!("token of {description}"),
        idempotency_hash: key.map(str::to_owned),
        body_hash: format!("hash of {description}"),
        service: "vendor_rule".into(),
        point: Some(LonLat {
            lon_e6: 101_778_223,
            lat_e6: -36_623_178,
        }),
        created_at: RECEIVED,
        index: index(Stage::Received),
        contact: format!("contact of {description}"),
        entry: entry("received", &words),
    }
}

pub(crate) fn change(case: i64, seen: u64, index: CaseIndex) -> Change {
    Change {
        case: CaseNumber(case),
        seen,
        entries: vec![entry("stage", &[])],
        index,
        erased: Vec::new(),
        erases_contact: false,
    }
}

pub(crate) async fn whole(store: &Store) -> Head {
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    verification.head
}

pub(crate) async fn a_case_is_found_by_what_it_is_known_by(store: Store) {
    let kept = store.insert(case(None, "a lamp")).await.expect("stored");
    assert_eq!(kept, Insertion::New);
    let mut published = index(Stage::Closed);
    published.published_as = Some("K-1".into());
    let appended = store.append(vec![change(1, 1, published.clone())]).await;
    assert_eq!(appended.expect("answered"), Appended::Done);
    let token = CaseKey::Token("token of a lamp".to_owned());
    let found = store.find(token).await.expect("read").expect("a case");
    assert_eq!(found.row.number, CaseNumber(1));
    assert_eq!(found.row.service, "vendor_rule".into());
    assert_eq!(found.row.point, case(None, "").point);
    assert_eq!(found.row.created_at, RECEIVED);
    assert_eq!(found.row.entries, 2);
    assert_eq!(found.row.index, published);
    let [received, stage] = &found.log[..] else {
        unreachable!("two entries, not {:?}", found.log);
    };
    assert_eq!(
        (received.sequence, stage.sequence),
        (Sequence(1), Sequence(2))
    );
    assert_eq!(received.word("description"), Some("a lamp"));
    assert_eq!(received.word("about"), Some("墨家街 \u{1f3ee}"));
    assert_eq!(received.actor, r#"{"kind":"reporter"}"#);
    assert_eq!(stage.event, r#"{"kind":"stage"}"#);
    assert_eq!(stage.words, []);
    for key in [
        CaseKey::Number(CaseNumber(1)),
        CaseKey::Published("K-1".into()),
    ] {
        assert_eq!(store.find(key).await.expect("read"), Some(found.clone()));
    }
    for key in [
        CaseKey::Token("another".to_owned()),
        CaseKey::Number(CaseNumber(2)),
        CaseKey::Published("K-2".into()),
    ] {
        assert_eq!(store.find(key).await.expect("read"), None);
    }
    let contact = async |number| store.contact(CaseNumber(number)).await.expect("read");
    assert_eq!(contact(1).await.as_deref(), Some("contact of a lamp"));
    assert_eq!(contact(2).await, None);
    store.check().await.expect("well");
    assert_eq!(whole(&store).await.sequence, 2);
}

pub(crate) async fn s4_3_an_idempotency_key_makes_one_case(store: Store) {
    let insert = async |case| store.insert(case).await.expect("answered");
    assert_eq!(insert(case(Some("k"), "a lamp")).await, Insertion::New);
    let mut later = case(Some("k"), "a lamp");
    later.index.due_on = Date::parse("2025-07-01");
    "another token".clone_into(&mut later.token_hash);
    let repeated = Insertion::Repeated {
        token_hash: "token of a lamp".to_owned(),
        due_on: Date::parse("2025-06-13"),
    };
    assert_eq!(insert(later).await, repeated);
    let reused = insert(case(Some("k"), "a hole")).await;
    assert_eq!(reused, Insertion::KeyReused);
    assert_eq!(whole(&store).await.sequence, 1);
    // At once as well.
    let again = (0..20).map(|_| store.insert(case(Some("l"), "a tree")));
    let done: Vec<_> = join_all(again).await.into_iter().flatten().collect();
    let new = done.iter().filter(|done| **done == Insertion::New).count();
    assert_eq!((done.len(), new), (20, 1));
    assert_eq!(whole(&store).await.sequence, 2);
}

pub(crate) async fn what_fails_alone_fails_nobody_else(store: Store) {
    let cases = (0..40).map(|number| {
        // Every tenth has a token that is taken.
        let number = if number % 10 == 9 { 0 } else { number };
        store.insert(case(None, &format!("case {number}")))
    });
    let done = join_all(cases).await;
    assert_eq!(done.iter().filter(|done| done.is_err()).count(), 4);
    let all = store.list(CaseFilter::default(), CaseNumber(0), 100).await;
    assert_eq!(all.expect("listed").len(), 36);
    assert_eq!(whole(&store).await.sequence, 36);
    let mut twice = case(None, "twice");
    twice.entry.words.push(Word::new("about", "again"));
    let error = store.insert(twice).await.expect_err("a name twice");
    assert_eq!(error.trouble(), Trouble::Refused);
    assert_eq!(whole(&store).await.sequence, 36);
}

pub(crate) async fn who_decided_on_an_older_state_is_told(store: Store) {
    for description in ["a lamp", "a hole"] {
        store.insert(case(None, description)).await.expect("stored");
    }
    let append = async |changes| store.append(changes).await.expect("answered");
    let screened = |case, seen| change(case, seen, index(Stage::Screened));
    assert_eq!(append(vec![screened(1, 1)]).await, Appended::Done);
    let conflict = Appended::Conflict(CaseNumber(1));
    assert_eq!(append(vec![screened(1, 1)]).await, conflict);
    // All of them or none.
    let both = vec![screened(2, 1), screened(1, 1)];
    assert_eq!(append(both).await, conflict);
    let unknown = vec![screened(2, 1), screened(3, 1)];
    assert_eq!(append(unknown).await, Appended::NoSuchCase(CaseNumber(3)));
    assert_eq!(whole(&store).await.sequence, 3);
    let both = vec![screened(2, 1), screened(1, 2)];
    assert_eq!(append(both).await, Appended::Done);
    // Of many at once, one is first.
    let at_once = (0..20).map(|_| store.append(vec![screened(1, 3)]));
    let done: Vec<_> = join_all(at_once).await.into_iter().flatten().collect();
    let stored = done.iter().filter(|done| **done == Appended::Done).count();
    assert_eq!((done.len(), stored), (20, 1));
    assert_eq!(whole(&store).await.sequence, 6);
}

pub(crate) async fn a_text_can_be_erased_and_the_log_stays_whole(store: Store) {
    store
        .insert(case(None, "138 0013 8000"))
        .await
        .expect("stored");
    store.insert(case(None, "a hole")).await.expect("stored");
    let mut redacted = change(1, 1, index(Stage::Screened));
    redacted.entries = vec![entry("redacted", &[("description", "138 …")])];
    let description = |sequence| WordKey {
        sequence: Sequence(sequence),
        slot: "description".to_owned(),
    };
    // A deletion is told of in the log, or there is none.
    for (erased, erases_contact) in [(vec![description(1)], false), (vec![], true)] {
        let untold = Change {
            entries: vec![],
            erased,
            erases_contact,
            ..redacted.clone()
        };
        let error = store.append(vec![untold]).await.expect_err("untold");
        assert_eq!(error.trouble(), Trouble::Refused);
    }
    // The text of another case is not this one's to erase.
    redacted.erased = vec![description(1), description(2)];
    redacted.erases_contact = true;
    let done = store.append(vec![redacted]).await.expect("answered");
    assert_eq!(done, Appended::Done);
    let log = store.entries(Sequence(0), 10).await.expect("read");
    let texts: Vec<_> = log.iter().map(|entry| entry.word("description")).collect();
    assert_eq!(texts, [None, Some("a hole"), Some("138 …")]);
    let erased = log[0].words.iter().find(|word| word.slot == "description");
    assert_eq!(erased.expect("its name stays").text, None);
    assert_eq!(store.contact(CaseNumber(1)).await.expect("read"), None);
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    assert_eq!((verification.texts, verification.deleted), (4, 1));
}

pub(crate) async fn cases_are_listed_by_where_they_stand(store: Store) {
    for (number, (stage, unit, due_on)) in [
        (Stage::Received, None, "2025-06-13"),
        (Stage::Assigned, Some("630102"), "2025-06-10"),
        (Stage::Assigned, Some("630103"), "2025-06-20"),
        (Stage::Closed, Some("630102"), "2025-06-01"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut new = case(None, &format!("case {number}"));
        new.entry.at = Instant(RECEIVED.0 + i64::try_from(number).expect("small"));
        new.index = CaseIndex {
            unit: unit.map(Into::into),
            due_on: Date::parse(due_on),
            ended_at: (stage == Stage::Closed).then_some(RECEIVED),
            needs_clearing: number == 2,
            published_as: (number == 3).then(|| "K-1".into()),
            ..index(stage)
        };
        if number == 1 {
            new.service = "lamp".into();
        }
        store.insert(new).await.expect("stored");
    }
    let list = async |filter: CaseFilter, after, most| -> Vec<i64> {
        let listed = store.list(filter, CaseNumber(after), most).await;
        let listed = listed.expect("listed");
        listed.iter().map(|row| row.number.0).collect()
    };
    let all = CaseFilter::default;
    assert_eq!(list(all(), 0, 10).await, [1, 2, 3, 4]);
    assert_eq!(list(all(), 0, 2).await, [1, 2]);
    assert_eq!(list(all(), 2, 2).await, [3, 4]);
    let stages = CaseFilter {
        stages: vec![Stage::Assigned, Stage::Closed],
        ..all()
    };
    assert_eq!(list(stages.clone(), 0, 10).await, [2, 3, 4]);
    let units = CaseFilter {
        units: vec!["630102".into()],
        ..stages
    };
    assert_eq!(list(units, 0, 10).await, [2, 4]);
    let services = CaseFilter {
        services: vec!["lamp".into(), "'; --".into()],
        ..all()
    };
    assert_eq!(list(services, 0, 10).await, [2]);
    // A case that ended is not due any more.
    let due = CaseFilter {
        due_before: Date::parse("2025-06-13"),
        ..all()
    };
    assert_eq!(list(due, 0, 10).await, [2]);
    let changed = CaseFilter {
        changed_since: Some(Instant(RECEIVED.0 + 2)),
        ..all()
    };
    assert_eq!(list(changed, 0, 10).await, [3, 4]);
    let clearing = |needs_clearing| CaseFilter {
        needs_clearing: Some(needs_clearing),
        ..all()
    };
    assert_eq!(list(clearing(true), 0, 10).await, [3]);
    assert_eq!(list(clearing(false), 0, 10).await, [1, 2, 4]);
    let published = CaseFilter {
        published_as: Some("K-1".into()),
        ..all()
    };
    assert_eq!(list(published, 0, 10).await, [4]);
}

pub(crate) async fn the_log_is_read_in_pages(store: Store) {
    for number in 0..5 {
        let case = case(None, &format!("case {number}"));
        store.insert(case).await.expect("stored");
    }
    let page = async |after, most| -> Vec<(i64, String)> {
        let page = store.entries(Sequence(after), most).await.expect("read");
        let text = |entry: &backend::store::Entry| {
            entry.word("description").unwrap_or_default().to_owned()
        };
        page.iter().map(|e| (e.sequence.0, text(e))).collect()
    };
    let expected = |numbers: std::ops::Range<i64>| -> Vec<_> {
        numbers.map(|n| (n + 1, format!("case {n}"))).collect()
    };
    assert_eq!(page(0, 2).await, expected(0..2));
    assert_eq!(page(2, 10).await, expected(2..5));
    assert_eq!(page(5, 10).await, []);
}

pub(crate) fn photo(case: i64, seen: u64, bytes: &[u8]) -> NewPhoto {
    NewPhoto {
        case: CaseNumber(case),
        seen,
        media_type: "image/webp".to_owned(),
        bytes: bytes.to_vec(),
        most: 2,
        entry: entry("photo", &[("caption", "a caption")]),
    }
}

pub(crate) async fn s4_6_photos_are_kept_within_a_bound(store: Store) {
    store.insert(case(None, "a lamp")).await.expect("stored");
    let add = async |photo| store.add_photo(photo).await.expect("answered");
    let PhotoAdded::Added(first) = add(photo(1, 1, &[0, 255, 1])).await else {
        unreachable!("it is the first");
    };
    // Something happened since the case was seen.
    assert_eq!(add(photo(1, 1, &[1])).await, PhotoAdded::Conflict);
    let at_once = [[1_u8; 4], [2; 4], [3; 4]].map(|bytes| store.add_photo(photo(1, 2, &bytes)));
    let done: Vec<_> = join_all(at_once).await.into_iter().flatten().collect();
    let too_many = done.iter().filter(|done| **done == PhotoAdded::TooMany);
    assert_eq!((done.len(), too_many.count()), (3, 2));
    assert_eq!(add(photo(2, 1, &[1])).await, PhotoAdded::NoSuchCase);
    let listed = store.photos(CaseNumber(1)).await.expect("listed");
    assert_eq!(listed.len(), 2);
    assert_eq!((listed[0].number, listed[0].size), (first, 3));
    assert_eq!(listed[0].media_type, "image/webp");
    let bytes = async |number| store.photo(number).await.expect("read");
    assert_eq!(bytes(first).await, Some(vec![0, 255, 1]));
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    // Two texts of the case, two captions, two photos.
    assert_eq!((verification.texts, verification.deleted), (6, 0));
    let delete = async || store.delete_photo(first, entry("photo_deleted", &[])).await;
    assert!(delete().await.expect("answered"));
    assert!(!delete().await.expect("answered"), "it is gone");
    assert_eq!(bytes(first).await, None);
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    assert_eq!((verification.texts, verification.deleted), (5, 1));
    let found = store.find(CaseKey::Number(CaseNumber(1))).await;
    let found = found.expect("read").expect("a case");
    assert_eq!((found.row.entries, found.log.len()), (4, 4));
}

fn retention(contacts_until: i64, texts_until: i64) -> Retention {
    Retention {
        at: Instant(RECEIVED.0 + 1000),
        actor: r#"{"kind":"system"}"#.to_owned(),
        contacts_until: Instant(RECEIVED.0 + contacts_until),
        contacts_event: r#"{"kind":"contact_deleted"}"#.to_owned(),
        texts_until: Instant(RECEIVED.0 + texts_until),
        texts_event: r#"{"kind":"texts_deleted"}"#.to_owned(),
        kept_slots: vec!["answer".to_owned()],
    }
}

pub(crate) async fn s4_1_what_is_no_longer_kept_is_deleted_and_the_log_says_so(store: Store) {
    // The first ended, the second ended later, the third is under way.
    for (number, ended) in [Some(10), Some(20), None].into_iter().enumerate() {
        let mut new = case(Some(&format!("key {number}")), &format!("case {number}"));
        new.entry.words.push(Word::new("answer", "Repaired"));
        new.index.ended_at = ended.map(|after| Instant(RECEIVED.0 + after));
        store.insert(new).await.expect("stored");
    }
    store.add_photo(photo(1, 1, &[1])).await.expect("stored");
    let forget = async |contacts, texts| {
        let forgotten = store.forget(retention(contacts, texts)).await;
        let forgotten = forgotten.expect("done");
        (forgotten.contacts, forgotten.texts, forgotten.photos)
    };
    assert_eq!(forget(9, 9).await, (0, 0, 0));
    assert_eq!(forget(10, 9).await, (1, 0, 0));
    assert_eq!(forget(20, 10).await, (1, 1, 1));
    assert_eq!(forget(20, 10).await, (0, 0, 0), "once is enough");
    let contact = async |number| store.contact(CaseNumber(number)).await.expect("read");
    assert_eq!((contact(1).await, contact(2).await), (None, None));
    assert_eq!(contact(3).await.as_deref(), Some("contact of case 2"));
    let find = async |number| {
        let found = store.find(CaseKey::Number(CaseNumber(number))).await;
        found.expect("read").expect("a case")
    };
    let first = find(1).await;
    assert_eq!(first.row.point, None);
    assert_eq!(first.log[0].word("description"), None);
    assert_eq!(first.log[0].word("answer"), Some("Repaired"));
    let events: Vec<_> = first.log.iter().map(|entry| entry.event.as_str()).collect();
    let told = [
        r#"{"kind":"contact_deleted"}"#,
        r#"{"kind":"texts_deleted"}"#,
    ];
    assert_eq!(events[2..], told);
    assert_eq!(first.row.entries, 4);
    assert_eq!(store.photos(CaseNumber(1)).await.expect("listed"), []);
    assert_eq!(find(2).await.log[0].word("description"), Some("case 1"));
    // Whoever has the text cannot tell any more that it was sent.
    let again = store.insert(case(Some("key 0"), "case 0 again")).await;
    assert_eq!(again.expect("answered"), Insertion::New);
    // What was said after the case had ended goes the same way.
    let mut remark = change(1, 4, first.row.index);
    remark.entries = vec![entry("remark", &[("remark", "still broken")])];
    store.append(vec![remark]).await.expect("answered");
    assert_eq!(forget(20, 10).await, (0, 1, 0));
    assert_eq!(find(1).await.log[4].word("remark"), None);
    let verification = store.verify(None).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
}

/// Everything of a store, for holding it against another.
pub(crate) async fn everything(store: &Store) -> String {
    let rows = store.list(CaseFilter::default(), CaseNumber(0), 1000).await;
    let rows = rows.expect("listed");
    let log = store.entries(Sequence(0), 1000).await.expect("read");
    let mut rest = Vec::new();
    for row in &rows {
        rest.push((store.contact(row.number).await.expect("read"), Vec::new()));
        for photo in store.photos(row.number).await.expect("listed") {
            let bytes = store.photo(photo.number).await.expect("read");
            rest.push((Some(format!("{photo:?}")), bytes.expect("a photo")));
        }
    }
    format!("{rows:#?}{log:#?}{rest:?}")
}

/// A store with something of everything.
pub(crate) async fn filled(store: &Store) {
    for number in 0..30 {
        let mut new = case(Some(&format!("key {number}")), &format!("case {number}"));
        new.index.ended_at = (number % 3 == 0).then_some(RECEIVED);
        new.index.unit = (number % 2 == 0).then(|| "630102".into());
        new.index.published_as = (number % 5 == 0).then(|| "K-1".into());
        new.point = new.point.filter(|_| number % 4 == 0);
        store.insert(new).await.expect("stored");
    }
    for case in [1, 2, 30] {
        let added = store.add_photo(photo(case, 1, &[0, 159, 146, 150])).await;
        assert!(matches!(added, Ok(PhotoAdded::Added(_))), "{added:?}");
    }
    store.forget(retention(0, 0)).await.expect("done");
}

pub(crate) async fn a_backup_while_serving_is_restored(store: Store, other: Store, room: &Path) {
    filled(&store).await;
    let head = whole(&store).await;
    let to = room.join("backup.sqlite3");
    let busy = async {
        for number in 0..20 {
            let case = case(None, &format!("meanwhile {number}"));
            store.insert(case).await.expect("stored");
        }
    };
    let (made, ()) = tokio::join!(store.backup(&to), busy);
    let made = made.expect("made");
    assert!(made.head.sequence >= head.sequence, "{made:?}");
    let again = store.backup(&to).await.expect_err("it is there");
    assert_eq!(again.trouble(), Trouble::Refused);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(&to).expect("there");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
    let restored = other.restore(&to).await.expect("restored");
    assert_eq!(restored, made);
    let verification = other.verify(Some(head)).await.expect("walked");
    assert!(verification.is_whole(), "{verification:?}");
    assert_eq!(verification.head, made.head);
    // It goes on from there: numbers and keys are known.
    let cases = made.cases;
    let repeated = other.insert(case(Some("key 1"), "case 1")).await;
    assert!(
        matches!(repeated, Ok(Insertion::Repeated { .. })),
        "{repeated:?}"
    );
    other.insert(case(None, "after")).await.expect("stored");
    let after = other
        .find(CaseKey::Token("token of after".to_owned()))
        .await;
    let after = after.expect("read").expect("a case");
    assert_eq!(u64::try_from(after.row.number.0), Ok(cases + 1));
    assert!(matches!(
        other.add_photo(photo(after.row.number.0, 1, &[7])).await,
        Ok(PhotoAdded::Added(_))
    ));
    whole(&other).await;
    // A store that holds cases is not written over.
    let error = other.restore(&to).await.expect_err("it holds cases");
    assert_eq!(error.trouble(), Trouble::Refused);
}

pub(crate) async fn everything_moves_to_another_store(store: Store, other: Store, room: &Path) {
    filled(&store).await;
    let to = room.join("moved.sqlite3");
    store.backup(&to).await.expect("made");
    other.restore(&to).await.expect("restored");
    assert_eq!(everything(&store).await, everything(&other).await);
    assert_eq!(whole(&store).await, whole(&other).await);
}

pub(crate) async fn a_damaged_backup_is_refused(store: Store, other: Store, room: &Path) {
    filled(&store).await;
    let to = room.join("backup.sqlite3");
    store.backup(&to).await.expect("made");
    let changed = rusqlite::Connection::open(&to).and_then(|file| {
        file.execute_batch("UPDATE texts SET text = 'another' WHERE slot = 'description'")
    });
    changed.expect("changed");
    let error = other.restore(&to).await.expect_err("damaged");
    assert_eq!(error.trouble(), Trouble::Damaged, "{error:?}");
    std::fs::write(&to, "no database").expect("written");
    let error: StoreError = other.restore(&to).await.expect_err("no database");
    assert_eq!(error.trouble(), Trouble::Damaged, "{error:?}");
    assert_eq!(
        whole(&other).await,
        Head::default(),
        "nothing was taken over"
    );
}
