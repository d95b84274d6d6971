//! A folder whose files are served, and none outside it: a link that leads out is not followed.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A folder on the disk. It is looked up anew each time, so that it can be replaced as a whole.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where a path inside the folder is on the disk, for messages.
    pub(crate) fn name_of(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// Opens a regular file inside the folder by its path there. Links may lead from one place in
    /// the folder to another; one that leads out is [`ErrorKind::PermissionDenied`].
    pub(crate) fn open(&self, path: &str) -> io::Result<File> {
        // Opening a pipe would wait for whoever writes to it.
        if !self.metadata(path)?.is_file() {
            return Err(ErrorKind::NotFound.into());
        }
        match beneath(&self.0, Path::new(path)) {
            // This system cannot say it in one call.
            Err(error) if error.kind() == ErrorKind::Unsupported => self.open_resolved(path),
            opened => opened,
        }
    }

    /// The size and dates of what is at a path, links followed.
    pub(crate) fn metadata(&self, path: &str) -> io::Result<Metadata> {
        fs::metadata(self.0.join(path))
    }

    fn open_resolved(&self, path: &str) -> io::Result<File> {
        let inside = fs::canonicalize(&self.0)?;
        let file = fs::canonicalize(self.0.join(path))?;
        if !file.starts_with(inside) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        File::open(file)
    }
}

/// Opens a file without ever leaving the folder, whatever is changed in it meanwhile.
#[cfg(target_os = "linux")]
fn beneath(folder: &Path, path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, open, openat2};
    use rustix::io::Errno;

    let empty = Mode::empty();
    let folder = open(folder, OFlags::PATH | OFlags::CLOEXEC, empty)?;
    let how = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    match openat2(folder, path, OFlags::RDONLY | OFlags::CLOEXEC, empty, how) {
        Ok(file) => Ok(File::from(file)),
        Err(Errno::XDEV) => Err(ErrorKind::PermissionDenied.into()),
        // An older kernel, or a container that forbids the call.
        Err(Errno::NOSYS | Errno::PERM) => Err(ErrorKind::Unsupported.into()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn beneath(_: &Path, _: &Path) -> io::Result<File> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;
    use std::os::unix::fs::symlink;

    use super::*;

    type Open = fn(&Folder, &str) -> io::Result<File>;

    #[test]
    fn links_inside_are_followed_and_links_out_are_not() {
        let outside = tempfile::tempdir().expect("a directory");
        fs::write(outside.path().join("secret"), "secret").expect("written");
        let directory = tempfile::tempdir().expect("a directory");
        let at = |name: &str| directory.path().join(name);
        fs::create_dir(at("f")).expect("made");
        fs::write(at("f/file"), "file").expect("written");
        symlink("f/file", at("inside")).expect("a link");
        symlink(outside.path().join("secret"), at("out")).expect("a link");
        symlink("../../../../../etc/passwd", at("up")).expect("a link");
        symlink(outside.path(), at("folder")).expect("a link");
        symlink("loop", at("loop")).expect("a link");
        let folder = Folder::new(directory.path().to_path_buf());
        for open in [Folder::open as Open, Folder::open_resolved] {
            for path in ["f/file", "inside"] {
                let mut text = String::new();
                let mut file = open(&folder, path).expect("opened");
                file.read_to_string(&mut text).expect("read");
                assert_eq!(text, "file", "{path}");
            }
            for path in ["out", "folder/secret"] {
                let error = open(&folder, path).expect_err("refused");
                assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{path}");
            }
            for path in ["up", "loop", "nothing", "../f/file"] {
                assert!(open(&folder, path).is_err(), "{path}");
            }
        }
        assert!(folder.open("f").is_err());
    }

    #[test]
    fn a_folder_that_is_a_link_itself_may_be_replaced() {
        let directory = tempfile::tempdir().expect("a directory");
        let at = |name: &str| directory.path().join(name);
        for name in ["one", "two"] {
            fs::create_dir(at(name)).expect("made");
            fs::write(at(name).join("file"), name).expect("written");
        }
        symlink("one", at("now")).expect("a link");
        let folder = Folder::new(at("now"));
        let read = || io::read_to_string(folder.open("file").expect("opened")).expect("read");
        assert_eq!(read(), "one");
        fs::remove_file(at("now")).expect("removed");
        symlink("two", at("now")).expect("a link");
        assert_eq!(read(), "two");
    }
}
