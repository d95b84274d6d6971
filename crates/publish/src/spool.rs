//! Writes the files of a snapshot while they are made, so that few of them are in memory at once.

use std::collections::BTreeMap;
use std::io;

use civic::published::Entry;
use routes::tree::MANIFEST;
use snapshot::streets::copy_of;
use snapshot::{Layout, Sink, entry};

use crate::error::PublishError;
use crate::target::Target;
use crate::twins::{Coding, packed};

/// The progress of publishing. How many files there will be is known only once all are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done, compressed twins included.
    pub done: usize,
}

/// Writes to a target what is not there yet, and says how far it has come.
pub(crate) struct Writer<'a> {
    pub(crate) target: &'a dyn Target,
    progress: &'a mut dyn FnMut(Progress) -> io::Result<()>,
    done: usize,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        target: &'a dyn Target,
        progress: &'a mut dyn FnMut(Progress) -> io::Result<()>,
    ) -> Self {
        Self {
            target,
            progress,
            done: 0,
        }
    }

    /// Writes a file, unless it is there with these bytes: one that was cut short is not.
    pub(crate) fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        (self.progress)(Progress { done: self.done })
            .map_err(|e| PublishError::Io(self.target.name_of(path), e))?;
        self.done += 1;
        if path != MANIFEST && self.target.read(path).is_ok_and(|b| b == bytes) {
            return Ok(());
        }
        self.target.write(path, bytes)
    }
}

/// For each copy that keeps its name, the path of the file that it repeats.
pub(crate) type Copies = BTreeMap<String, String>;

/// How many files wait to be packed before they are written, enough for every core.
const FILES_AT_ONCE: usize = 64;
/// How many bytes wait at the most, but for the last of the files.
const BYTES_AT_ONCE: usize = 1 << 20;

/// Takes files, names them by their content, and writes them with their twins.
pub(crate) struct Spool<'w, 'a> {
    writer: &'w mut Writer<'a>,
    layout: Layout,
    copies: Copies,
    waiting: Vec<(String, Vec<u8>)>,
    waiting_bytes: usize,
}

impl<'w, 'a> Spool<'w, 'a> {
    pub(crate) fn new(writer: &'w mut Writer<'a>) -> Self {
        Self {
            writer,
            layout: Layout::default(),
            copies: Copies::new(),
            waiting: Vec::new(),
            waiting_bytes: 0,
        }
    }

    fn add(&mut self, logical: &str, bytes: Vec<u8>) -> Result<Entry, PublishError> {
        let entry = entry(logical, &bytes);
        self.waiting_bytes += bytes.len();
        self.waiting.push((entry.path.clone(), bytes));
        if self.waiting.len() >= FILES_AT_ONCE || self.waiting_bytes >= BYTES_AT_ONCE {
            self.write()?;
        }
        Ok(entry)
    }

    fn write(&mut self) -> Result<(), PublishError> {
        let files = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let twins = packed(self.writer.target, &files)?;
        for ((path, bytes), twins) in files.iter().zip(&twins) {
            self.writer.write(path, bytes)?;
            for (coding, packed) in Coding::ALL.iter().zip(twins) {
                self.writer.write(&coding.twin(path), packed)?;
            }
        }
        Ok(())
    }

    /// Writes what is left, the directory files included. Returns the entries of the manifest, and
    /// the copies that are yet to be written.
    pub(crate) fn finish(mut self) -> Result<(BTreeMap<String, Entry>, Copies), PublishError> {
        let layout = std::mem::take(&mut self.layout);
        let top = layout.finish(|logical, bytes| self.add(logical, bytes))?;
        self.write()?;
        Ok((top, self.copies))
    }
}

impl Sink for Spool<'_, '_> {
    type Error = PublishError;

    fn take(&mut self, logical: String, bytes: Vec<u8>) -> Result<(), PublishError> {
        let entry = self.add(&logical, bytes)?;
        if let Some(copy) = copy_of(&logical) {
            self.copies.insert(copy, entry.path.clone());
        }
        self.layout.add(logical, entry);
        Ok(())
    }
}
