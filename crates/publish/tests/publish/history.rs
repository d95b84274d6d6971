//! Which snapshots changed a duty list or a requirement.

use std::{fs, io};

use check::{Row, Sources};
use civic::duties::{DutyItem, DutyList, Requirement};
use civic::published::{
    DutyHistory, DutyRevision, HistoryStart, Manifest, RequirementHistory, Revised, history_name,
    name,
};
use civic::time::Timestamp;
use publish::{Folder, Publication, PublishError, Published, current, publish, read, verify};
use serde::de::DeserializeOwned;

const UNIT: &str = "duties/630103001";
const REQUIREMENT: &str = "requirements/T-1";

fn at(second: u32) -> Timestamp {
    Timestamp::parse(&format!("2026-11-23T10:00:{second:02}+08:00")).expect("a time")
}

fn run(sources: &Sources, folder: &Folder, second: u32, force: bool) -> Published {
    let publication = Publication {
        sources,
        target: folder,
        published_at: at(second),
        force,
    };
    let published = publish(&publication, &mut |_| Ok(())).expect("published");
    verify(folder).expect("whole");
    published
}

fn file<T: DeserializeOwned>(folder: &Folder, logical: &str) -> Option<T> {
    let (manifest, _) = current(folder).expect("readable").expect("there");
    let bytes = read(folder, &manifest, logical).ok()?;
    Some(serde_json::from_slice(&bytes).expect("JSON"))
}

/// The snapshots that changed the requirement, and how.
fn requirement(folder: &Folder, id: &str) -> Vec<(u64, Revised)> {
    let history: Option<RequirementHistory> = file(folder, &history_name(id));
    let revisions = history.into_iter().flat_map(|history| history.revisions);
    revisions
        .map(|one| (one.snapshot.sequence, one.revised))
        .collect()
}

/// The snapshots that changed the lists of the unit: added, changed and removed items.
fn unit(folder: &Folder) -> Vec<(u64, String)> {
    let history: Option<DutyHistory> = file(folder, &history_name(UNIT));
    let revisions = history.into_iter().flat_map(|history| history.revisions);
    let said = |one: &DutyRevision| {
        let ids = |sign: &str, items: &[civic::DutyId]| -> Vec<String> {
            items.iter().map(|id| format!("{sign}{id}")).collect()
        };
        [
            ids("+", &one.added),
            ids("~", &one.changed),
            ids("-", &one.removed),
        ]
        .concat()
        .join(" ")
    };
    revisions
        .map(|one| (one.snapshot.sequence, said(&one)))
        .collect()
}

fn start(folder: &Folder) -> u64 {
    let (manifest, _) = current(folder).expect("readable").expect("there");
    let written = file(folder, name::HISTORY_START);
    let start = HistoryStart::of(&manifest, written.as_ref()).expect("known");
    start.since.sequence
}

fn city() -> Sources {
    fixtures::sources::city()
}

fn duties(city: &mut Sources) -> &mut Vec<Row<DutyItem>> {
    &mut city.duties
}

fn requirements(city: &mut Sources) -> &mut Vec<Row<Requirement>> {
    &mut city.requirements
}

/// A further item and a further requirement.
fn larger() -> Sources {
    let mut city = city();
    let mut item = city.duties[0].clone();
    item.value.id = "DL-9".into();
    duties(&mut city).push(item);
    let mut one = city.requirements[0].clone();
    one.value.id = "T-9".into();
    requirements(&mut city).push(one);
    city
}

#[test]
fn the_first_snapshot_begins_the_history_and_what_does_not_change_has_no_file() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let published = run(&city(), &folder, 0, false);
    assert!(!published.manifest.files.contains_key(name::HISTORY_DIR));
    assert_eq!(start(&folder), 1);
    // Another snapshot, of something else.
    let mut other = city();
    other.goods[0].value.food = !other.goods[0].value.food;
    let published = run(&other, &folder, 1, false);
    assert_eq!(published.manifest.sequence, 2);
    let begun: HistoryStart = file(&folder, name::HISTORY_START).expect("there");
    assert_eq!((begun.since.sequence, begun.since.published_at), (1, at(0)));
    assert_eq!(unit(&folder), []);
    assert_eq!(requirement(&folder, REQUIREMENT), []);
    for logical in [UNIT, REQUIREMENT] {
        let name = history_name(logical);
        assert!(read(&folder, &published.manifest, &name).is_err(), "{name}");
    }
}

#[test]
fn each_change_is_written_down_once_with_the_snapshot_that_made_it() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    let own = city().duties[0].value.id.clone();

    let mut second = larger();
    duties(&mut second)[0].value.list = DutyList::TakenBack;
    run(&second, &folder, 1, false);
    assert_eq!(unit(&folder), [(2, format!("+DL-9 ~{own}"))]);
    assert_eq!(requirement(&folder, REQUIREMENT), []);
    assert_eq!(
        requirement(&folder, "requirements/T-9"),
        [(2, Revised::Added)]
    );

    // A second later, a correction alone, and one requirement less.
    let mut third = second.clone();
    third.corrections[0].value.target =
        civic::documents::CorrectionTarget::Requirement("T-1".into());
    third.corrections[0].value.reason = civic::Text::new("改", "changed");
    requirements(&mut third).pop();
    duties(&mut third).remove(0);
    run(&third, &folder, 2, false);
    assert_eq!(
        unit(&folder),
        [(2, format!("+DL-9 ~{own}")), (3, format!("-{own}"))]
    );
    assert_eq!(requirement(&folder, REQUIREMENT), [(3, Revised::Changed)]);
    assert_eq!(
        requirement(&folder, "requirements/T-9"),
        [(2, Revised::Added), (3, Revised::Removed)]
    );
    let history: RequirementHistory = file(&folder, &history_name(REQUIREMENT)).expect("there");
    assert_eq!(history.revisions[0].snapshot.published_at, at(2));

    // Neither an unchanged city nor a forced publication of it adds anything.
    assert!(!run(&third, &folder, 3, false).changed);
    let forced = run(&third, &folder, 4, true);
    assert_eq!((forced.changed, forced.manifest.sequence), (true, 4));
    let whole = (unit(&folder), requirement(&folder, REQUIREMENT));
    assert_eq!((whole.0.len(), whole.1.len()), (2, 1));

    // It comes back, and the lists of the unit go.
    let mut fifth = third.clone();
    requirements(&mut fifth).push(larger().requirements[1].clone());
    duties(&mut fifth).clear();
    run(&fifth, &folder, 5, false);
    assert_eq!(
        requirement(&folder, "requirements/T-9"),
        [
            (2, Revised::Added),
            (3, Revised::Removed),
            (5, Revised::Added)
        ]
    );
    assert_eq!(unit(&folder).last(), Some(&(5, "-DL-9".to_owned())));
    assert_eq!(file::<civic::published::DutyFile>(&folder, UNIT), None);
    assert_eq!(start(&folder), 1);
}

#[test]
fn what_a_file_says_of_others_is_no_change_of_its_own() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    // The unit's file names the requirement, and both have the text of the document.
    let mut other = city();
    other.documents[0].value.number = "青政〔2026〕9号".to_owned();
    other.requirements[0].value.title = civic::Text::new("改了名的", "Renamed");
    run(&other, &folder, 1, false);
    assert_eq!(unit(&folder), []);
    assert_eq!(requirement(&folder, REQUIREMENT), [(2, Revised::Changed)]);
}

#[test]
fn a_publication_that_was_killed_neither_loses_nor_doubles_a_change() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    let second = larger();
    let mut steps = 0;
    loop {
        let publication = Publication {
            sources: &second,
            target: &folder,
            published_at: at(1),
            force: false,
        };
        let result = publish(&publication, &mut |progress| {
            if progress.done == steps {
                Err(io::Error::other("killed"))
            } else {
                Ok(())
            }
        });
        if result.is_ok() {
            verify(&folder).expect("whole");
            break;
        }
        assert_eq!(unit(&folder), [], "killed before write {steps}");
        assert_eq!(requirement(&folder, "requirements/T-9"), []);
        steps += 1;
    }
    assert!(steps > 10, "{steps} moments were tried");
    assert_eq!(unit(&folder), [(2, "+DL-9".to_owned())]);
    assert_eq!(
        requirement(&folder, "requirements/T-9"),
        [(2, Revised::Added)]
    );
}

/// Takes the history out of the manifest in force, as a publisher of before would have left it.
fn forget(out: &std::path::Path) {
    let path = out.join("manifest.json");
    let mut manifest: Manifest =
        serde_json::from_slice(&fs::read(&path).expect("there")).expect("JSON");
    manifest.files.remove(name::HISTORY_DIR);
    let bytes = serde_json::to_vec(&manifest).expect("JSON");
    let archived = format!("manifests/{}.json", manifest.sequence);
    fs::write(out.join(archived), &bytes).expect("written");
    fs::write(path, &bytes).expect("written");
}

#[test]
fn a_tree_of_before_histories_says_from_where_on_it_knows() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    let mut second = city();
    duties(&mut second)[0].value.list = DutyList::TakenBack;
    run(&second, &folder, 1, false);
    forget(out.path());
    assert!(
        !run(&second, &folder, 2, false).changed,
        "no news by itself"
    );
    let (manifest, _) = current(&folder).expect("readable").expect("there");
    assert_eq!(HistoryStart::of(&manifest, None), None, "nothing is known");
    let mut third = second.clone();
    duties(&mut third)[0].value.list = DutyList::Barred;
    run(&third, &folder, 3, false);
    let own = third.duties[0].value.id.clone();
    assert_eq!(start(&folder), 2);
    assert_eq!(unit(&folder), [(3, format!("~{own}"))]);
}

#[test]
fn what_was_published_before_and_is_damaged_counts_as_changed_and_keeps_nobody_from_publishing() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    let (manifest, _) = current(&folder).expect("readable").expect("there");
    for logical in [UNIT, REQUIREMENT] {
        let bytes = read(&folder, &manifest, logical).expect("there");
        let hash = snapshot::sha256(&bytes);
        fs::write(out.path().join(format!("f/{}.json", &hash[..32])), "{").expect("written");
    }
    let mut second = larger();
    requirements(&mut second)[0].value.title = civic::Text::new("改了名的", "Renamed");
    run(&second, &folder, 1, false);
    let own = second.duties[0].value.id.clone();
    assert_eq!(unit(&folder), [(2, format!("~DL-9 ~{own}"))]);
    assert_eq!(requirement(&folder, REQUIREMENT), [(2, Revised::Changed)]);
}

#[test]
fn a_damaged_history_is_refused_with_its_name_and_the_tree_left_as_it_was() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(), &folder, 0, false);
    let second = run(&larger(), &folder, 1, false);
    let bytes = read(&folder, &second.manifest, &history_name(UNIT)).expect("there");
    let path = format!("f/{}.json", &snapshot::sha256(&bytes)[..32]);
    fs::write(out.path().join(&path), "{").expect("written");
    assert!(verify(&folder).is_err_and(|e| e.to_string().contains(&path)));
    let sources = city();
    let publication = Publication {
        sources: &sources,
        target: &folder,
        published_at: at(2),
        force: false,
    };
    let error = publish(&publication, &mut |_| Ok(())).expect_err("refused");
    assert!(
        matches!(error, PublishError::ForeignFolder(..)),
        "{error:?}"
    );
    assert!(error.to_string().contains(&path), "{error}");
    let (manifest, _) = current(&folder).expect("readable").expect("there");
    assert_eq!(manifest, second.manifest);
}

#[test]
fn of_hundreds_of_requirements_only_those_that_changed_have_a_history() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let many = |changed: &dyn Fn(usize) -> bool| {
        let mut city = city();
        let one = city.requirements[0].clone();
        city.requirements = (0..400)
            .map(|i| {
                let mut one = one.clone();
                one.value.id = format!("N-{i:03}").as_str().into();
                one.value.note.zh = if changed(i) { "改" } else { "" }.to_owned();
                one
            })
            .collect();
        city
    };
    let named = || {
        let (manifest, _) = current(&folder).expect("readable").expect("there");
        (0..400)
            .filter(|i| {
                let name = history_name(&format!("requirements/N-{i:03}"));
                read(&folder, &manifest, &name).is_ok()
            })
            .collect::<Vec<usize>>()
    };
    run(&many(&|_| false), &folder, 0, false);
    run(&many(&|i| i % 130 == 7), &folder, 1, false);
    assert_eq!(named(), [7, 137, 267, 397]);
    run(
        &many(&|i| i % 130 == 7 || i == 0 || i == 399),
        &folder,
        2,
        false,
    );
    assert_eq!(named(), [0, 7, 137, 267, 397, 399]);
    assert_eq!(
        requirement(&folder, "requirements/N-137"),
        [(2, Revised::Changed)]
    );
    assert_eq!(
        requirement(&folder, "requirements/N-399"),
        [(3, Revised::Changed)]
    );
}
