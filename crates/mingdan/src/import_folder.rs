//! The folder that an import writes, or `sample`: whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use civic::Text;
use publish::city_folder;
use sheets::Files;
use sheets::foreign::MARK;

use crate::outcome::Failure;

/// Puts the path to an error of the disk.
pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| {
        Failure::Outside(Text::new(
            format!("{path}：{error}"),
            format!("{path}: {error}"),
        ))
    }
}

/// Whether nothing is in a folder; one that is not there has nothing in it.
pub(crate) fn is_empty(out: &Path) -> Result<bool, Failure> {
    match fs::read_dir(out) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(at(out)(error)),
    }
}

/// Refuses a folder that holds something else.
pub(crate) fn may_write(out: &Path, force: bool) -> Result<(), Failure> {
    if is_empty(out)? {
        Ok(())
    } else if !force {
        Err(not_empty(out))
    } else if out.join(MARK).is_file() {
        Ok(())
    } else {
        Err(foreign(out))
    }
}

fn not_empty(out: &Path) -> Failure {
    let out = out.display();
    Failure::Usage(Text::new(
        format!("{out} 不是空文件夹：请换一个，或者用 --force 换掉上次导入的结果"),
        format!(
            "{out} is not empty: name another folder, or replace an earlier import with --force"
        ),
    ))
}

fn foreign(out: &Path) -> Failure {
    let out = out.display();
    Failure::Usage(Text::new(
        format!("{out} 不是导入生成的文件夹（里面没有 {MARK}），--force 也不会换掉它"),
        format!("{out} was not made by an import (it has no {MARK}): --force does not replace it"),
    ))
}

/// A folder beside the one to write; it goes when it is not kept.
pub(crate) struct Beside(PathBuf);

impl Beside {
    pub(crate) fn new(out: &Path) -> Result<Self, Failure> {
        let path = beside(out, "part");
        if path.exists() {
            fs::remove_dir_all(&path).map_err(at(&path))?;
        }
        fs::create_dir_all(&path).map_err(at(&path))?;
        Ok(Self(path))
    }

    pub(crate) fn write(&self, files: &Files) -> Result<(), Failure> {
        city_folder::write(&self.0, files).map_err(at(&self.0))
    }

    /// Where it is, to write into.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Puts the folder in its place.
    pub(crate) fn keep(self, out: &Path) -> Result<(), Failure> {
        let old = beside(out, "old");
        if out.exists() {
            fs::rename(out, &old).map_err(at(out))?;
        }
        fs::rename(&self.0, out).map_err(at(out))?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(at(&old))?;
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = format!(
        ".{}.{}-{what}",
        name.unwrap_or_default(),
        std::process::id()
    );
    out.with_file_name(name)
}
