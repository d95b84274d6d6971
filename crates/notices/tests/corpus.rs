//! The sentences of the corpus are read as they were labelled before they were read. The figures are
//! in `docs/notices.md`, which `UPDATE_DOCS=1 cargo test -p notices` writes again.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::panic, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_macros, reason = "the test prints its figures")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use notices::{Kind, Value, read};

const CORPUS: &str = include_str!("corpus/sentences.tsv");

/// What the tuned part must reach, precision and recall of each kind.
const TUNED_FLOOR: f64 = 0.95;

/// What the held-out part must reach over all kinds: it has too few of each kind for more.
const HELD_OUT_FLOOR: f64 = 0.80;

struct Line<'a> {
    held_out: bool,
    sentence: &'a str,
    expected: BTreeSet<&'a str>,
}

fn corpus() -> Vec<Line<'static>> {
    CORPUS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [part, _topic, sentence, expected] = cells[..] else {
                panic!("{line}");
            };
            Line {
                held_out: part == "held_out",
                sentence,
                expected: expected.split(" | ").filter(|one| *one != "-").collect(),
            }
        })
        .collect()
}

/// What is read in a sentence, each in its short form, with the measure where one is expected.
fn readings(sentence: &str, expected: &BTreeSet<&str>) -> BTreeSet<String> {
    let reading = read(sentence).expect("a sentence");
    reading
        .demands()
        .map(|(_, demand)| {
            let short = demand.value.short();
            if let Value::Quantity(quantity) = &demand.value {
                let of = format!("{short} of ");
                if expected.iter().any(|one| one.starts_with(&of)) {
                    return format!("{of}{}", quantity.measure);
                }
            }
            short
        })
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Score {
    right: u32,
    extra: u32,
    missed: u32,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.extra)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// The figures of a part, and the sentences that are read wrongly.
struct Part {
    scores: [Score; 7],
    sentences: usize,
    wrong: Vec<(&'static str, String)>,
}

impl Part {
    fn all(&self) -> Score {
        let mut all = Score::default();
        for score in self.scores {
            all.right += score.right;
            all.extra += score.extra;
            all.missed += score.missed;
        }
        all
    }
}

fn measure(lines: &[Line<'static>], held_out: bool) -> Part {
    let mut part = Part {
        scores: [Score::default(); 7],
        sentences: 0,
        wrong: Vec::new(),
    };
    for line in lines.iter().filter(|line| line.held_out == held_out) {
        part.sentences += 1;
        let found = readings(line.sentence, &line.expected);
        let kind_of = |one: &str| {
            let mut kinds = Kind::ALL.iter();
            kinds.position(|kind| one.starts_with(kind.code()))
        };
        let mut score = |one: &str, count: fn(&mut Score)| {
            let at = kind_of(one).expect("a kind");
            count(&mut part.scores[at]);
        };
        let mut faults = Vec::new();
        for one in &found {
            if line.expected.contains(one.as_str()) {
                score(one, |score| score.right += 1);
            } else {
                score(one, |score| score.extra += 1);
                faults.push(format!("too much: {one}"));
            }
        }
        for one in line.expected.iter().filter(|one| !found.contains(**one)) {
            score(one, |score| score.missed += 1);
            faults.push(format!("missed: {one}"));
        }
        if !faults.is_empty() {
            part.wrong.push((line.sentence, faults.join("; ")));
        }
    }
    part
}

/// The part of `docs/notices.md` that is written from the corpus.
fn figures(tuned: &Part, held_out: &Part) -> String {
    let mut text = format!(
        "| kind | tuned ({} sentences): precision | recall | held out ({}): precision | recall |\n|---|---|---|---|---|\n",
        tuned.sentences, held_out.sentences
    );
    let line = |name: &str, a: Score, b: Score| {
        let of = |right: u32, whole: u32| format!("{:.3} ({right}/{whole})", share(right, whole));
        format!(
            "| {name} | {} | {} | {} | {} |\n",
            of(a.right, a.right + a.extra),
            of(a.right, a.right + a.missed),
            of(b.right, b.right + b.extra),
            of(b.right, b.right + b.missed)
        )
    };
    for (at, kind) in Kind::ALL.iter().enumerate() {
        text.push_str(&line(kind.code(), tuned.scores[at], held_out.scores[at]));
    }
    text.push_str(&line("all", tuned.all(), held_out.all()));
    for (name, part) in [("tuned", tuned), ("held out", held_out)] {
        let _ = write!(text, "\nRead wrongly, {name}:\n");
        for (sentence, faults) in &part.wrong {
            let _ = writeln!(text, "- {sentence} `{faults}`");
        }
    }
    text
}

const BEGIN: &str = "<!-- Written by UPDATE_DOCS=1 cargo test -p notices. -->\n";
const END: &str = "<!-- To here. -->";

#[test]
fn the_corpus_is_read() {
    let lines = corpus();
    let (tuned, held_out) = (measure(&lines, false), measure(&lines, true));
    let figures = figures(&tuned, &held_out);
    println!("{figures}");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/notices.md");
    let document = fs::read_to_string(&path).expect("docs/notices.md");
    let (before, rest) = document.split_once(BEGIN).expect("where the figures begin");
    let (written, after) = rest.split_once(END).expect("where the figures end");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, format!("{before}{BEGIN}{figures}{END}{after}")).expect("written");
    } else {
        assert_eq!(written, figures, "run UPDATE_DOCS=1 cargo test -p notices");
    }
    let mut low = Vec::new();
    for (kind, score) in Kind::ALL.iter().zip(tuned.scores) {
        if score.precision() < TUNED_FLOOR || score.recall() < TUNED_FLOOR {
            low.push(kind.code());
        }
    }
    let all = held_out.all();
    if all.precision() < HELD_OUT_FLOOR || all.recall() < HELD_OUT_FLOOR {
        low.push("held out");
    }
    assert_eq!(low, Vec::<&str>::new(), "below the floor");
}
