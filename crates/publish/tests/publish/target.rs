//! What holds for every target: a folder, one in memory, and any that comes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use check::Sources;
use civic::PlaceId;
use civic::rules::Scope;
use civic::time::Timestamp;
use publish::{
    Folder, Lock, Publication, PublishError, Target, TreeDefect, current, publish, verify,
};
use routes::tree::MANIFEST;

use crate::city::run;
use crate::memory::{Change, Files, Memory};

/// A city with calendars and feeds of these streets, which keep their names.
fn city(streets: &[&str]) -> Sources {
    let mut city = fixtures::sources::city();
    for rule in &mut city.rules {
        if let Scope::Places(places) = &mut rule.value.scope {
            *places = streets
                .iter()
                .map(|street| PlaceId::from(*street))
                .collect();
        }
    }
    city
}

/// The second takes files away, the third brings them back.
fn snapshots() -> [Sources; 3] {
    [&["Z-1", "Z-2"][..], &["Z-1"], &["Z-1", "Z-2"]].map(city)
}

fn files_of(root: &Path) -> Files {
    fn read(folder: &Path, root: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                read(&path, root, files);
            } else {
                let inside = path.strip_prefix(root).expect("inside");
                let inside = inside.to_str().expect("UTF-8").to_owned();
                files.insert(inside, fs::read(&path).expect("readable"));
            }
        }
    }
    let mut files = Files::new();
    read(root, root, &mut files);
    files
}

fn keeps_its_promises(target: &dyn Target) {
    let is_missing = |path: &str| {
        matches!(
            target.read(path),
            Err(PublishError::Io(name, error))
                if name == target.name_of(path) && error.kind() == ErrorKind::NotFound
        )
    };
    let list = |folder: &str| {
        let mut names = target.list(folder).expect("listed");
        names.sort();
        names
    };
    assert!(is_missing("a/b.json"));
    assert!(list("").is_empty() && list("a").is_empty());

    let lock = target.lock().expect("free");
    assert!(list("").is_empty(), "the lock is not listed");
    assert!(matches!(target.lock(), Err(PublishError::Locked(_))));
    for (path, bytes) in [("a/b.json", "1"), ("a/c/d.json", "2"), ("e.json", "3")] {
        target.write(path, bytes.as_bytes()).expect("written");
        assert_eq!(target.read(path).expect("there"), bytes.as_bytes());
    }
    target.write("a/b.json", b"4").expect("replaced");
    assert_eq!(target.read("a/b.json").expect("there"), b"4");
    assert!(is_missing("a/none.json"));
    assert_eq!(list(""), ["a", "e.json"]);
    assert_eq!(list("a"), ["b.json", "c"]);
    for _ in 0..2 {
        target.remove("a/b.json").expect("gone, if it was not");
        assert!(is_missing("a/b.json"));
    }
    drop(lock);
    drop(target.lock().expect("free again"));
}

#[test]
fn a_folder_and_a_target_in_memory_keep_the_promises_of_a_target() {
    let out = tempfile::tempdir().expect("a folder");
    keeps_its_promises(&Folder::new(out.path().join("not/yet/there")));
    keeps_its_promises(&Memory::default());
}

#[test]
fn every_target_gets_the_same_files_with_the_same_bytes() {
    let out = tempfile::tempdir().expect("a folder");
    let (folder, memory) = (Folder::new(out.path()), Memory::default());
    for (sources, has_z_2) in snapshots().iter().zip([true, false, true]) {
        let in_folder = run(sources, &folder).expect("published");
        assert_eq!(in_folder, run(sources, &memory).expect("published"));
        let (in_folder, in_memory) = (files_of(out.path()), memory.files());
        assert!(in_folder.keys().eq(in_memory.keys()));
        for (path, bytes) in &in_folder {
            assert_eq!(Some(bytes), in_memory.get(path), "{path}");
        }
        assert!(in_memory.contains_key("open/streets/Z-1.ics"));
        assert_eq!(in_memory.contains_key("open/streets/Z-2.ics"), has_z_2);
        assert_eq!(
            verify(&folder).expect("whole"),
            verify(&memory).expect("whole")
        );
    }
}

#[test]
fn s5_2_after_every_change_the_manifest_in_force_leads_to_whole_files() {
    let replayed = Memory::default();
    let target = Memory::default();
    for sources in &snapshots() {
        let before = target.changes().len();
        let manifest = run(sources, &target).expect("published").manifest;
        let changes = target.changes().split_off(before);
        for change in &changes {
            replayed.apply(change.clone()).expect("applied");
            match current(&replayed).expect("readable") {
                Some((in_force, _)) => {
                    let is_new = in_force.sequence == manifest.sequence;
                    assert!(is_new || in_force.sequence + 1 == manifest.sequence);
                    if let Err(error) = verify(&replayed) {
                        panic!("{error} after {}", change.path());
                    }
                }
                None => assert_eq!(manifest.sequence, 1),
            }
        }
        let is_write = |change: &&Change| matches!(change, Change::Write { .. });
        let last = changes.iter().rfind(is_write).expect("something written");
        assert_eq!(last.path(), MANIFEST);
        let manifests = changes.iter().filter(|change| change.path() == MANIFEST);
        assert_eq!(manifests.count(), 1);
    }
    assert_eq!(replayed.files(), target.files());
}

#[test]
fn s5_2_a_change_that_fails_leaves_the_snapshot_in_force_whole() {
    let [first, second, _] = snapshots();
    let former = Memory::default();
    run(&first, &former).expect("published");
    let whole = Memory::holding(former.files());
    run(&second, &whole).expect("published");
    let changes = whole.changes();
    let is_manifest = |change: &Change| change.path() == MANIFEST;
    let replaced = changes.iter().position(is_manifest).expect("written");
    assert!(replaced > 10 && changes.len() > replaced + 1);
    for succeeding in 0..changes.len() {
        let target = Memory::holding(former.files()).failing_after(succeeding);
        let failed = changes[succeeding].path();
        let Err(PublishError::Io(name, _)) = run(&second, &target) else {
            panic!("{failed} was not missed");
        };
        assert_eq!(name, target.name_of(failed));
        assert_eq!(target.changes(), changes[..succeeding]);
        if let Err(error) = verify(&target) {
            panic!("{error} without {failed}");
        }
        let (manifest, _) = current(&target).expect("readable").expect("there");
        assert_eq!(manifest.sequence, if succeeding > replaced { 2 } else { 1 });
        target.lock().expect("the lock was let go");
    }
}

#[test]
fn copies_that_could_not_be_removed_are_removed_the_next_time() {
    let [first, second, _] = snapshots();
    let target = Memory::default();
    run(&first, &target).expect("published");
    let whole = Memory::holding(target.files());
    run(&second, &whole).expect("published");
    let is_manifest = |change: &Change| change.path() == MANIFEST;
    let replaced = whole.changes().iter().position(is_manifest);
    let target = Memory::holding(target.files()).failing_after(replaced.expect("written") + 1);
    run(&second, &target).expect_err("the removals fail");
    let target = Memory::holding(target.files());
    assert!(target.files().contains_key("open/streets/Z-2.ics"));
    assert!(!run(&second, &target).expect("published").changed);
    assert_eq!(target.files(), whole.files());
}

/// A target where another publisher ends just before the lock is free.
struct Contended<'a>(&'a Memory, &'a Sources);

impl Target for Contended<'_> {
    fn name(&self) -> String {
        self.0.name()
    }
    fn name_of(&self, path: &str) -> String {
        self.0.name_of(path)
    }
    fn read(&self, path: &str) -> Result<Vec<u8>, PublishError> {
        self.0.read(path)
    }
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.0.write(path, bytes)
    }
    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        self.0.list(folder)
    }
    fn remove(&self, path: &str) -> Result<(), PublishError> {
        self.0.remove(path)
    }
    fn lock(&self) -> Result<Box<dyn Lock + '_>, PublishError> {
        run(self.1, self.0)?;
        self.0.lock()
    }
}

#[test]
fn a_publisher_that_waited_for_another_continues_its_snapshot() {
    let [first, second, third] = snapshots();
    let target = Memory::default();
    run(&first, &target).expect("published");
    let published = run(&third, &Contended(&target, &second)).expect("published");
    assert_eq!(published.manifest.sequence, 3);
    let previous = published.manifest.previous.expect("there is one");
    assert_eq!(previous.sequence, 2);
    verify(&target).expect("every archived manifest is the one its successor names");
}

#[test]
fn every_write_is_made_under_the_lock() {
    let [sources, ..] = snapshots();
    let target = Memory::default();
    let publication = Publication {
        sources: &sources,
        target: &target,
        published_at: Timestamp::parse("2026-11-23T10:00:00+08:00").expect("a time"),
        force: false,
    };
    publish(&publication, &mut |_| {
        assert!(matches!(target.lock(), Err(PublishError::Locked(_))));
        Ok(())
    })
    .expect("published");
    target.lock().expect("the lock was let go");
}

#[test]
fn a_target_in_use_or_with_other_files_is_refused_by_its_name() {
    let [sources, ..] = snapshots();
    let target = Memory::default();
    let lock = target.lock().expect("free");
    let error = run(&sources, &target).expect_err("another publisher is at work");
    assert!(error.to_string().ends_with("delete memory:lock"), "{error}");
    drop(lock);
    let target = Memory::holding([("thesis.txt".to_owned(), Vec::new())].into());
    let error = run(&sources, &target).expect_err("not a tree");
    assert!(error.to_string().starts_with("memory: holds no tree"));
    assert!(matches!(
        error,
        PublishError::ForeignFolder(_, TreeDefect::NotATree)
    ));
    assert!(target.changes().is_empty());
}

#[test]
fn a_target_that_cannot_be_listed_is_not_taken_for_an_empty_one() {
    let [sources, ..] = snapshots();
    let target = Memory::default().unlistable();
    let error = run(&sources, &target).expect_err("nobody knows what is there");
    assert!(error.to_string().ends_with("no answer"), "{error}");
    assert!(target.changes().is_empty());
}

#[test]
fn s5_2_a_first_publication_killed_at_its_manifest_can_be_repeated() {
    let [sources, ..] = snapshots();
    let out = tempfile::tempdir().expect("a folder");
    fs::write(out.path().join("manifest.part"), "{\"for").expect("written");
    let folder = Folder::new(out.path());
    run(&sources, &folder).expect("published");
    verify(&folder).expect("whole");
    assert!(!out.path().join("manifest.part").exists());
}
