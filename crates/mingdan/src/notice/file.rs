//! A notice as it lies in a file.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use civic::duties::Level;
use civic::{Bilingual as _, Text};
use notices::draft::{Draft, StepHead};
use notices::{Reading, Refused, Span};
use sheets::document::{self, Document, Place};

use crate::outcome::Failure;

/// The most bytes of a file that are read.
const MAX_BYTES: u64 = 64 << 20;

/// A notice as it was read.
pub(super) struct Notice {
    /// The file, as the command line names it.
    pub(super) file: String,
    pub(super) document: Document,
    pub(super) reading: Reading,
    pub(super) draft: Draft,
}

impl Notice {
    /// Reads the notice of a file, of a unit on a level that nobody has named yet.
    pub(super) fn read(path: &Path, level: Level) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let bytes = bytes(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let refused = |why: Text| {
            Failure::Refused(Text::new(
                format!("{file}：{}", why.zh),
                format!("{file}: {}", why.en),
            ))
        };
        let document = document::read(&name, &bytes).map_err(|why| refused(why.text()))?;
        let reading = notices::read(&document.text).map_err(|why| {
            let mut why_not = why.text();
            if why == Refused::Empty && !document.left.is_empty() {
                let n = document.left.len();
                why_not.zh = format!("{}；文件里有 {n} 处图片一类的没有读", why_not.zh);
                why_not.en = format!("{}; {n} pictures or the like were not read", why_not.en);
            }
            refused(why_not)
        })?;
        let head = StepHead {
            id: "notice".into(),
            level,
            unit: "".into(),
            unit_name: Text::default(),
            document: "".into(),
        };
        let draft = Draft::new(&reading, head);
        Ok(Self {
            file,
            document,
            reading,
            draft,
        })
    }

    /// The number of a sentence, from 1.
    pub(super) fn number_of(&self, sentence: Span) -> Option<usize> {
        let sentences = &self.reading.sentences;
        let found = sentences.binary_search_by_key(&sentence.start, |s| s.span.start);
        found.ok().map(|at| at + 1)
    }

    /// Where words stand in the file.
    pub(super) fn place(&self, span: Span) -> Option<&Place> {
        self.document.place_of(span.start)
    }

    /// Words of it.
    pub(super) fn words(&self, span: Span) -> &str {
        span.of(&self.document.text)
    }

    /// Its title; that of its file where it has none.
    pub(super) fn title(&self) -> &str {
        let title = self.reading.head.title.as_ref();
        title.map_or(self.file.as_str(), |title| &title.value)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    if !path.is_file() {
        return Err(Failure::Usage(Text::new(
            format!("没有这个文件：{shown}"),
            format!("there is no such file: {shown}"),
        )));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        Failure::Outside(Text::new(
            format!("无法读取 {shown}：{error}"),
            format!("{shown} cannot be read: {error}"),
        ))
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|size| size > MAX_BYTES) {
        return Err(Failure::Refused(Text::new(
            format!("{shown}：文件超过 64 MB，不像一份通知；只留通知本身，删去图片"),
            format!(
                "{shown}: the file has more than 64 MB, which no notice has: keep the notice alone, without pictures"
            ),
        )));
    }
    Ok(bytes)
}
