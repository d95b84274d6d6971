//! The sentences of the corpus are read as they were labelled before there was a reader.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]
#![expect(clippy::disallowed_macros, reason = "the test prints its figures")]

use std::collections::BTreeSet;

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

#[test]
fn the_corpus_is_read() {
    let lines = corpus();
    let mut wrong = Vec::new();
    let mut failed = Vec::new();
    for held_out in [false, true] {
        let name = if held_out { "held out" } else { "tuned" };
        let mut scores = [Score::default(); 7];
        for line in lines.iter().filter(|line| line.held_out == held_out) {
            let found = readings(line.sentence, &line.expected);
            let kind_of = |one: &str| {
                Kind::ALL
                    .iter()
                    .position(|kind| one.starts_with(kind.code()))
            };
            let mut score = |one: &str, count: fn(&mut Score)| {
                if let Some(score) = kind_of(one).and_then(|at| scores.get_mut(at)) {
                    count(score);
                }
            };
            let mut faults = Vec::new();
            for one in &found {
                if line.expected.contains(one.as_str()) {
                    score(one, |score| score.right += 1);
                } else {
                    score(one, |score| score.extra += 1);
                    faults.push(format!("+ {one}"));
                }
            }
            for one in line.expected.iter().filter(|one| !found.contains(**one)) {
                score(one, |score| score.missed += 1);
                faults.push(format!("- {one}"));
            }
            if !faults.is_empty() {
                wrong.push(format!("{name}\t{}\t{}", line.sentence, faults.join("; ")));
            }
        }
        println!("{name}");
        let mut all = Score::default();
        for (kind, score) in Kind::ALL.iter().zip(scores) {
            println!(
                "  {:<12} precision {:.3}  recall {:.3}  ({} of {})",
                kind.code(),
                score.precision(),
                score.recall(),
                score.right,
                score.right + score.missed
            );
            all.right += score.right;
            all.extra += score.extra;
            all.missed += score.missed;
            if !held_out && (score.precision() < TUNED_FLOOR || score.recall() < TUNED_FLOOR) {
                failed.push(kind.code());
            }
        }
        println!(
            "  {:<12} precision {:.3}  recall {:.3}",
            "all",
            all.precision(),
            all.recall()
        );
        if held_out && (all.precision() < HELD_OUT_FLOOR || all.recall() < HELD_OUT_FLOOR) {
            failed.push("held out");
        }
    }
    let shown = std::env::var_os("SHOW_HELD_OUT").is_some();
    for line in wrong
        .iter()
        .filter(|line| shown || line.starts_with("tuned"))
    {
        println!("{line}");
    }
    assert_eq!(failed, Vec::<&str>::new(), "below the floor");
}
