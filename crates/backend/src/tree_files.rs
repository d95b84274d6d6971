//! The files of the published tree. Those that are asked for are kept in memory, within a bound.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use routes::tree::TreePath;
use tokio::time::Instant;

use crate::files::{Folder, Stamps, Variants};

/// The most bytes that are kept of all files together.
const MOST_KEPT: u64 = 64 * 1024 * 1024;
/// The largest file that is kept, in bytes; a larger one is read from the disk piece by piece.
const LARGEST_KEPT: u64 = 4 * 1024 * 1024;
/// About what a file takes; the cache makes room for so many.
const USUAL_SIZE: u64 = 16 * 1024;
/// How long a file that never changes is used without looking for it on the disk, in milliseconds.
const UNLOOKED: u64 = 1000;

/// The files of the tree in a folder.
#[derive(Debug)]
pub(crate) struct TreeFiles {
    started: Instant,
    folder: Folder,
    kept: Cache<String, Arc<Kept>, Bytes>,
}

/// A file that is kept.
#[derive(Debug)]
struct Kept {
    stamps: Stamps,
    /// When they were asked for, in milliseconds since the server was started.
    looked_at: AtomicU64,
    variants: Arc<Variants>,
}

/// Weighs a file by what it takes in memory.
#[derive(Clone, Debug)]
struct Bytes;

impl Weighter<String, Arc<Kept>> for Bytes {
    fn weight(&self, _: &String, kept: &Arc<Kept>) -> u64 {
        // What its name, dates and tags take, too.
        kept.variants.in_memory() + 1024
    }
}

impl TreeFiles {
    pub(crate) fn new(directory: PathBuf) -> Self {
        let files = usize::try_from(MOST_KEPT / USUAL_SIZE).unwrap_or(usize::MAX);
        Self {
            started: Instant::now(),
            folder: Folder::new(directory),
            kept: Cache::with_weighter(files, MOST_KEPT, Bytes),
        }
    }

    /// A file as it is now; one that never changes as it was at most a second ago.
    ///
    /// Its dates and size are asked for on this thread: that takes about a microsecond, and handing
    /// it to another thread many. Only reading is left to one that may block.
    pub(crate) async fn get(&self, path: &TreePath) -> io::Result<Arc<Variants>> {
        let is_immutable = path.is_immutable();
        let path = path.to_string();
        let now = self.now();
        let kept = self.kept.get(&path);
        if is_immutable
            && let Some(kept) = &kept
            && now.saturating_sub(kept.looked_at.load(Ordering::Relaxed)) < UNLOOKED
        {
            return Ok(Arc::clone(&kept.variants));
        }
        let stamps = Variants::stamps(&self.folder, &path)?;
        if let Some(kept) = kept
            && kept.stamps == stamps
        {
            kept.looked_at.store(now, Ordering::Relaxed);
            return Ok(Arc::clone(&kept.variants));
        }
        self.kept.remove_if(&path, |kept| kept.stamps != stamps);
        // Of many who ask at once, one reads.
        let read = self
            .kept
            .get_or_insert_async(&path, self.load(&path, stamps));
        Ok(Arc::clone(&read.await?.variants))
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Reads a file whose stamps were these before: one that changes while it is read is then read
    /// again.
    async fn load(&self, path: &str, stamps: Stamps) -> io::Result<Arc<Kept>> {
        let (folder, path) = (self.folder.clone(), path.to_owned());
        let looked_at = self.now().into();
        let loaded = tokio::task::spawn_blocking(move || {
            let variants = Variants::load(&folder, &path, LARGEST_KEPT)?;
            Ok(Arc::new(Kept {
                stamps,
                looked_at,
                variants: Arc::new(variants),
            }))
        });
        loaded.await.map_err(io::Error::other)?
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn what_is_kept_stays_within_the_bound_and_what_is_missing_is_not_kept() {
        let directory = tempfile::tempdir().expect("a directory");
        fs::create_dir(directory.path().join("f")).expect("made");
        let files = TreeFiles::new(directory.path().to_path_buf());
        let megabyte = vec![b'x'; 1024 * 1024];
        for number in 0..100 {
            let path = format!("f/{number}.json");
            fs::write(directory.path().join(&path), &megabyte).expect("written");
            let path = TreePath::parse(&path).expect("a path");
            files.get(&path).await.expect("a file");
            let missing = TreePath::parse(&format!("f/x{number}.json")).expect("a path");
            let error = files.get(&missing).await.expect_err("missing");
            assert_eq!(error.kind(), io::ErrorKind::NotFound);
        }
        assert!(files.kept.weight() <= MOST_KEPT);
        assert!(files.kept.len() < 100);
        let large = directory.path().join("f/large.json");
        fs::File::create(large)
            .and_then(|f| f.set_len(LARGEST_KEPT + 1))
            .expect("written");
        let large = TreePath::parse("f/large.json").expect("a path");
        assert_eq!(files.get(&large).await.expect("a file").in_memory(), 0);
    }
    #[tokio::test(start_paused = true)]
    async fn what_never_changes_is_looked_for_once_a_second_and_all_else_each_time() {
        let directory = tempfile::tempdir().expect("a directory");
        let files = TreeFiles::new(directory.path().to_path_buf());
        let is_there = async |path: &TreePath| files.get(path).await.is_ok();
        let hashed = TreePath::parse("f/0123.json").expect("a path");
        let street = TreePath::parse("open/streets/Z-001.json").expect("a path");
        for path in [&hashed, &street] {
            let file = directory.path().join(path.to_string());
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(&file, "{}").expect("written");
            assert!(is_there(path).await, "{path}");
            fs::remove_file(&file).expect("removed");
        }
        assert!(!is_there(&street).await);
        assert!(is_there(&hashed).await);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!is_there(&hashed).await);
    }
}
