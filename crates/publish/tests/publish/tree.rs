//! The published tree in a folder.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use civic::places::Grade;
use civic::published::{
    ArchiveFile, CityFile, MAX_ARCHIVE_SNAPSHOTS, Manifest, PlaceIndex, PlaceShard,
};
use civic::time::Timestamp;
use civic::{Bilingual as _, Text};
use publish::{
    Folder, Publication, PublishError, Target as _, TreeDefect, current, publish, published_ids,
    read, verify,
};
use snapshot::file_set::sha256;

use crate::city::{city, run};

fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(
                    path.display().to_string(),
                    fs::read(&path).expect("readable"),
                );
            }
        }
    }
    all
}

#[test]
fn s5_1_the_manifest_alone_changes_and_names_each_file_by_hash_and_size() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let first = run(&city(3), &folder).expect("published");
    let before = bytes_of(out.path());
    let second = run(&city(4), &folder).expect("published");
    assert_eq!((first.manifest.sequence, second.manifest.sequence), (1, 2));
    let after = bytes_of(out.path());
    for (path, bytes) in before
        .iter()
        .filter(|(path, _)| !path.ends_with("manifest.json"))
    {
        assert_eq!(after.get(path), Some(bytes), "{path} is as it was");
    }
    let entry = &second.manifest.files["city"];
    let bytes = fs::read(out.path().join(&entry.path)).expect("there");
    assert_eq!(
        (entry.size, &entry.sha256),
        (bytes.len() as u64, &sha256(&bytes))
    );
    assert!(entry.path.contains(&entry.sha256[..32]));
    assert!(fs::exists(out.path().join(format!("{}.br", entry.path))).expect("readable"));
}

#[test]
fn s5_2_a_reader_sees_the_old_state_or_the_new_one_wherever_the_publisher_is_killed() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(3), &folder).expect("published");
    let published_at = Timestamp::parse("2026-11-24T10:00:00+08:00").expect("a time");
    let sources = city(40);
    let mut steps = 0;
    loop {
        let publication = Publication {
            sources: &sources,
            target: &folder,
            published_at,
            force: false,
        };
        let result = publish(&publication, &mut |progress| {
            if progress.done == steps {
                Err(io::Error::other("killed"))
            } else {
                Ok(())
            }
        });
        let (manifest, _) = current(&folder).expect("readable").expect("there");
        verify(&folder).expect("every file it names is whole");
        let index: PlaceIndex =
            serde_json::from_slice(&read(&folder, &manifest, "places").expect("there"))
                .expect("JSON");
        let old_or_new = (manifest.sequence, index.places.len());
        if result.is_ok() {
            assert_eq!(old_or_new, (2, 40));
            break;
        }
        assert_eq!(old_or_new, (1, 3), "killed before write {steps}");
        steps += 1;
    }
    assert!(steps > 10, "{steps} moments were tried");
}

#[test]
fn s5_2_what_was_cut_short_is_written_anew() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let published = run(&city(3), &folder).expect("published");
    let cut = out.path().join(&published.manifest.files["places"].path);
    let twin = |path: &Path| PathBuf::from(format!("{}.br", path.display()));
    let packed = fs::read(twin(&cut)).expect("there");
    fs::write(&cut, b"{").expect("written");
    fs::write(twin(&cut), &packed[..packed.len() / 2]).expect("written");
    assert!(verify(&folder).is_err_and(|e| e.to_string().contains("does not match its hash")));
    let sources = city(3);
    let published_at = Timestamp::parse("2026-11-24T10:00:00+08:00").expect("a time");
    publish(
        &Publication {
            sources: &sources,
            target: &folder,
            published_at,
            force: true,
        },
        &mut |_| Ok(()),
    )
    .expect("published");
    verify(&folder).expect("whole again");
    for entry in published.manifest.files.values() {
        let path = out.path().join(&entry.path);
        let mut unpacked = Vec::new();
        let packed = fs::read(twin(&path)).expect("there");
        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).expect("whole");
        assert_eq!(unpacked, fs::read(&path).expect("there"), "{}", entry.path);
    }
}

#[test]
fn s5_3_old_manifests_stay_and_can_be_read() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(3), &folder).expect("published");
    let second = run(&city(4), &folder).expect("published");
    let archived = fs::read(out.path().join("manifests/1.json")).expect("there");
    assert_eq!(
        second.manifest.previous.expect("one before").sha256,
        sha256(&archived)
    );
    let old: Manifest = serde_json::from_slice(&archived).expect("JSON");
    let index: PlaceIndex =
        serde_json::from_slice(&read(&folder, &old, "places").expect("there")).expect("JSON");
    assert_eq!(index.places.len(), 3);
}

#[test]
fn s2_11_every_earlier_snapshot_is_named_by_number_with_its_hash() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let mut last = run(&city(1), &folder).expect("published");
    assert!(
        !last.manifest.files.contains_key("archive/"),
        "the first has none before it"
    );
    for places in 2..=MAX_ARCHIVE_SNAPSHOTS + 3 {
        last = run(&city(places), &folder).expect("published");
    }
    let archive = |name: &str| -> ArchiveFile {
        let bytes = read(&folder, &last.manifest, name).expect("there");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let mut all = archive("archive/00000001").snapshots;
    assert_eq!(all.len(), MAX_ARCHIVE_SNAPSHOTS);
    all.extend(archive("archive/00000065").snapshots);
    let numbers: Vec<u64> = all.iter().map(|s| s.sequence).collect();
    let expected: Vec<u64> = (1..last.manifest.sequence).collect();
    assert_eq!(numbers, expected);
    for snapshot in &all {
        let path = out
            .path()
            .join(format!("manifests/{}.json", snapshot.sequence));
        assert_eq!(sha256(&fs::read(path).expect("there")), snapshot.sha256);
    }
    verify(&folder).expect("whole");
    fs::write(out.path().join("manifests/7.json"), "{}").expect("written");
    assert!(verify(&folder).is_err_and(|e| e.to_string().contains("7.json")));
}

#[test]
fn s5_7_unknown_fields_are_ignored_and_unknown_values_kept_as_text() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    let published = run(&city(1), &folder).expect("published");
    let bytes = read(&folder, &published.manifest, "rules/u0000").expect("there");
    let newer = String::from_utf8(bytes).expect("UTF-8").replace(
        "\"grade\":\"guided\"",
        "\"grade\":\"pedestrian_only\",\"colour\":7",
    );
    let shard: PlaceShard = serde_json::from_str(&newer).expect("an old reader reads it");
    assert_eq!(
        shard.places[0].grade,
        Grade::Unknown("pedestrian_only".to_owned())
    );
    assert_eq!(shard.places[0].grade.zh(), "pedestrian_only");
}

#[test]
fn s5_8_times_bear_an_offset_and_identifiers_are_remembered() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(3), &folder).expect("published");
    let text = fs::read_to_string(out.path().join("manifest.json")).expect("there");
    assert!(text.contains("\"published_at\":\"2026-11-23T10:00:00+08:00\""));
    run(&city(1), &folder).expect("published");
    let ids = published_ids(&folder).expect("there");
    assert_eq!(
        ids.ids.get("place:Z-2").map(String::as_str),
        Some("街2"),
        "gone, and not forgotten"
    );
}

#[test]
fn the_same_city_makes_the_same_bytes_and_no_new_snapshot() {
    let (a, b) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let (a, b) = (Folder::new(a.path()), Folder::new(b.path()));
    let first = run(&city(3), &a).expect("published");
    assert_eq!(first, run(&city(3), &b).expect("published"));
    let again = run(&city(3), &a).expect("published");
    assert_eq!((again.changed, again.manifest.sequence), (false, 1));
    let city_file: CityFile =
        serde_json::from_slice(&read(&a, &first.manifest, "city").expect("there")).expect("JSON");
    assert_eq!(city_file.goods.len(), 1);
}

#[test]
fn what_the_manifest_alone_says_of_the_city_is_news() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    run(&city(1), &folder).expect("published");
    let mut real = city(1);
    let settings = real.settings.as_mut().expect("settings");
    settings.sample = !settings.sample;
    let is_sample = settings.sample;
    let again = run(&real, &folder).expect("published");
    assert!(
        again.changed,
        "a sample that became real, or the other way round"
    );
    assert_eq!(again.manifest.sample, is_sample);
    assert!(!run(&real, &folder).expect("published").changed);
}

#[test]
fn a_folder_that_is_not_ours_a_damaged_manifest_and_a_second_publisher_are_refused() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    fs::write(out.path().join("thesis.txt"), "mine").expect("written");
    assert!(matches!(
        run(&city(1), &folder),
        Err(PublishError::ForeignFolder(..))
    ));
    fs::remove_file(out.path().join("thesis.txt")).expect("removed");
    run(&city(1), &folder).expect("published");
    let lock = folder.lock().expect("free");
    assert!(matches!(
        run(&city(2), &folder),
        Err(PublishError::Locked(_))
    ));
    drop(lock);
    fs::write(out.path().join("manifest.json"), "{\"format\":1").expect("written");
    let before = bytes_of(out.path());
    let error = run(&city(2), &folder).expect_err("a damaged manifest");
    assert_eq!(bytes_of(out.path()), before, "left as it was");
    let PublishError::ForeignFolder(_, TreeDefect::Manifest(json)) = &error else {
        panic!("{error:?}");
    };
    // Both languages name the defect, and the reader's own error stays behind it.
    let Text { zh, en } = error.text();
    assert!(
        zh.contains("manifest.json：") && zh.contains(&json.to_string()),
        "{zh}"
    );
    assert_eq!(en, error.to_string());
    let behind = error.source().and_then(|defect| defect.source());
    assert!(behind.expect("the cause").is::<serde_json::Error>());
}

#[test]
fn what_a_killed_publisher_left_is_taken_over_and_told() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = Folder::new(out.path());
    assert_eq!(run(&city(1), &folder).expect("published").taken_over, None);
    let (lock, part) = (
        out.path().join(".publishing"),
        out.path().join("manifest.part"),
    );
    assert!(!lock.exists(), "let go of");
    fs::write(&lock, "").expect("written");
    fs::write(&part, "{\"for").expect("written");
    let mut no_writing = fs::metadata(&part).expect("there").permissions();
    no_writing.set_readonly(true);
    fs::set_permissions(&part, no_writing).expect("set");
    let published = run(&city(2), &folder).expect("published");
    assert_eq!(published.taken_over, Some(lock.display().to_string()));
    assert!(published.changed && !lock.exists() && !part.exists());
    verify(&folder).expect("whole");
}

/// A city with calendars and feeds, which have copies under fixed names.
fn with_streets(out: &Path) -> Manifest {
    let sources = fixtures::sources::city();
    run(&sources, &Folder::new(out))
        .expect("published")
        .manifest
}

#[test]
fn verify_holds_twins_and_open_copies() {
    let out = tempfile::tempdir().expect("a folder");
    let manifest = with_streets(out.path());
    let folder = Folder::new(out.path());
    verify(&folder).expect("whole");
    let city = &manifest.files["city"].path;
    let other = fs::read(out.path().join(format!("{city}.gz"))).expect("there");
    for (file, wrong) in [
        (format!("{city}.br"), b"not Brotli".to_vec()),
        (format!("{city}.gz"), other[..other.len() - 1].to_vec()),
        (format!("{city}.gz"), [&other[..], b"more"].concat()),
        (format!("{}.gz", manifest.files["places"].path), other),
        (
            "open/streets/Z-1.ics".to_owned(),
            b"BEGIN:VCALENDAR".to_vec(),
        ),
        ("open/streets/Z-1.json".to_owned(), b"{}".to_vec()),
        ("open/streets/Z-9.json".to_owned(), b"{}".to_vec()),
    ] {
        let path = out.path().join(&file);
        let right = fs::read(&path).ok();
        fs::write(&path, wrong).expect("written");
        let error = verify(&folder).expect_err("it is another").to_string();
        assert!(
            error.contains(&file) && error.contains("--force"),
            "{error}"
        );
        match right {
            Some(right) => fs::write(&path, right).expect("written"),
            None => fs::remove_file(&path).expect("removed"),
        }
    }
    verify(&folder).expect("whole again");
    for file in [format!("{city}.gz"), "open/streets/Z-1.ics".to_owned()] {
        fs::remove_file(out.path().join(&file)).expect("removed");
        let error = verify(&folder).expect_err("it is gone").to_string();
        assert!(error.contains(&file), "{error}");
        assert_eq!(with_streets(out.path()).sequence, 1, "nothing changed");
        verify(&folder).expect("the missing file is made again");
    }
}
