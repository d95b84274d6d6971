//! The publication itself, in the order that makes it atomic.
//!
//! Under a lock: make the snapshot's files and write each that is new, with its compressed twins, as
//! soon as it is made; stop if nothing changed; write the archive and the history of what changed, the
//! copies under fixed names, then the archived manifest and, last, `manifest.json`. Files are named by
//! their content, so that those of a publication that ends early disturb no reader.

use std::collections::BTreeMap;
use std::io;

use check::{CitySettings, Sources};
use civic::published::{Entry, FORMAT, Licence, Manifest, Previous, SnapshotRef, name};
use civic::time::Timestamp;
use routes::tree::{MANIFEST, TreePath};
use snapshot::sha256;
use snapshot::streets::{self, Before};

use crate::error::PublishError;
use crate::history::Coming;
use crate::spool::{Progress, Spool, Writer};
use crate::target::Target;
use crate::tree::{current, published_ids, read};
use crate::{archive, history, open_copies};

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The manifest that is in force now.
    pub manifest: Manifest,
    /// False where the content is the same as before, and no new snapshot was made.
    pub changed: bool,
    /// The lock, if it was taken over from a publisher that is gone.
    pub taken_over: Option<String>,
}

/// What to publish, where and when.
pub struct Publication<'a> {
    /// The city, checked: sources with an ERROR must not be published.
    pub sources: &'a Sources,
    /// Where the tree goes, or is.
    pub target: &'a dyn Target,
    /// The instant recorded in the manifest.
    pub published_at: Timestamp,
    /// Makes a new snapshot even where nothing changed.
    pub force: bool,
}

/// Publishes a city. `progress` is called before each write; a test may end the work there.
pub fn publish(
    publication: &Publication<'_>,
    progress: &mut dyn FnMut(Progress) -> io::Result<()>,
) -> Result<Published, PublishError> {
    let target = publication.target;
    let settings = publication
        .sources
        .settings
        .as_ref()
        .ok_or(PublishError::NoSettings)?;
    // A place that holds something else is refused before the lock is put there. Read again under
    // the lock: another publisher may have just ended.
    current(target)?;
    let lock = target.lock()?;
    let taken_over = lock.taken_over();
    let before = current(target)?;
    let mut writer = Writer::new(target, progress);
    let mut spool = Spool::new(&mut writer);
    snapshot::make(
        publication.sources,
        settings,
        &published_ids(target)?,
        &mut spool,
    )?;
    let file = |name: &str| {
        let (manifest, _) = before.as_ref()?;
        read(target, manifest, name).ok()
    };
    streets::make(
        publication.sources,
        settings,
        publication.published_at,
        before.as_ref().map(|(manifest, _)| Before {
            sequence: manifest.sequence,
            file: &file,
        }),
        &mut spool,
    )?;
    let (mut top, copies) = spool.finish()?;
    if let Some((manifest, _)) = before
        .as_ref()
        .filter(|(m, _)| !publication.force && !is_news(m, settings, &top))
    {
        open_copies::write(&mut writer, &copies)?;
        open_copies::prune(target, &copies)?;
        return Ok(Published {
            manifest: manifest.clone(),
            changed: false,
            taken_over,
        });
    }
    let mut spool = Spool::new(&mut writer);
    archive::make(target, before.as_ref(), &mut spool)?;
    let coming = Coming {
        files: &top,
        snapshot: SnapshotRef {
            sequence: next_sequence(before.as_ref()),
            published_at: publication.published_at,
        },
    };
    let before_manifest = before.as_ref().map(|(manifest, _)| manifest);
    history::make(target, before_manifest, &coming, &mut spool)?;
    let (earlier, _) = spool.finish()?;
    top.extend(earlier);
    let manifest = manifest(settings, publication.published_at, before.as_ref(), top);
    let bytes = serde_json::to_vec(&manifest)?;
    let archived = TreePath::ArchivedManifest(manifest.sequence).to_string();
    open_copies::write(&mut writer, &copies)?;
    writer.write(&archived, &bytes)?;
    writer.write(MANIFEST, &bytes)?;
    open_copies::prune(target, &copies)?;
    Ok(Published {
        manifest,
        changed: true,
        taken_over,
    })
}

/// Whether what would be published differs from a snapshot: in a file, or in what the manifest itself
/// says of the city. The archive grows with each snapshot, and the history says what the files do: they
/// alone are no news.
fn is_news(published: &Manifest, settings: &CitySettings, files: &BTreeMap<String, Entry>) -> bool {
    let before = published.files.iter();
    let made_last = [name::ARCHIVE_DIR, name::HISTORY_DIR];
    let before = before.filter(|(name, _)| !made_last.contains(&name.as_str()));
    !before.eq(files)
        || published.city != settings.id
        || published.city_name != settings.name
        || published.sample != settings.sample
        || published.time_zone != settings.zone
        || published.licence != licence(settings)
}

fn next_sequence(before: Option<&(Manifest, Vec<u8>)>) -> u64 {
    before.map_or(1, |(manifest, _)| manifest.sequence + 1)
}

/// The manifest of a snapshot after the one before.
fn manifest(
    settings: &CitySettings,
    published_at: Timestamp,
    before: Option<&(Manifest, Vec<u8>)>,
    files: BTreeMap<String, Entry>,
) -> Manifest {
    Manifest {
        format: FORMAT,
        sequence: next_sequence(before),
        published_at,
        previous: before.map(|(m, bytes)| Previous {
            sequence: m.sequence,
            sha256: sha256(bytes),
        }),
        city: settings.id.clone(),
        city_name: settings.name.clone(),
        sample: settings.sample,
        time_zone: settings.zone.clone(),
        licence: licence(settings),
        files,
    }
}

fn licence(settings: &CitySettings) -> Licence {
    Licence {
        name: settings.licence.clone(),
        url: settings.licence_url.clone(),
    }
}
