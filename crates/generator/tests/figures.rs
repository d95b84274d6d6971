//! What the comparison finds is held against what was planted. The figures are in
//! `docs/comparison.md`, which `UPDATE_DOCS=1 cargo test -p generator` writes again.
#![expect(clippy::disallowed_macros, reason = "the test prints its figures")]
#![expect(clippy::disallowed_methods, reason = "the test has the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use civic::StepId;
use civic::duties::added_demands::{AdditionState, Flag, compare};
use generator::{Case, City, Size};
use sheets::{Files, city};

/// The cities that are compared; six levels, so that every case occurs.
const SEEDS: std::ops::Range<u64> = 1..4;
const SIZE: Size = Size {
    units: 24,
    items: 40,
    requirements: 1000,
    streets: 0,
    levels: 6,
    seed: 0,
};

/// What each flag must reach.
const FLOOR: f64 = 0.75;

/// Flags by step: what each was found or planted to be.
type Flags = BTreeMap<(StepId, Flag), AdditionState>;

fn read(city: &City) -> city::Imported {
    let mut files = Files::default();
    for file in city.files() {
        let text: String = file.lines.collect();
        files.insert(file.name, text.into_bytes());
    }
    city::read(&files)
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

/// The figures of all cities.
#[derive(Default)]
struct Figures {
    requirements: usize,
    steps: usize,
    by_flag: BTreeMap<Flag, Score>,
    /// How many steps had a case, and at how many of them the flag was wrong.
    by_case: BTreeMap<Case, (u32, u32)>,
    /// Of the flags that were found rightly: those with a basis.
    with_basis: Score,
    /// Flags at steps of which nothing was planted.
    unexplained: Vec<String>,
}

impl Figures {
    fn add(&mut self, size: Size) {
        let made = City::new(size);
        let imported = read(&made);
        let read = imported.sources.requirements.iter().map(|row| &row.value);
        let mut planted = Flags::new();
        let mut cases: BTreeMap<(StepId, Flag), BTreeSet<Case>> = BTreeMap::new();
        for chain in made.chains() {
            for one in chain.planted {
                let at = (one.step.clone(), one.flag());
                cases.entry(at.clone()).or_default().insert(one.case);
                planted.extend(one.state.map(|state| (at, state)));
            }
        }
        let mut found = Flags::new();
        for requirement in read {
            self.requirements += 1;
            self.steps += requirement.steps.len();
            for addition in compare(requirement, City::BUFFER_DAYS) {
                found.insert((addition.step, addition.flag), addition.state);
            }
        }
        for (at, cases) in &cases {
            let is_wrong = planted.contains_key(at) != found.contains_key(at);
            for case in cases {
                let (count, wrong) = self.by_case.entry(*case).or_default();
                *count += 1;
                *wrong += u32::from(is_wrong);
            }
        }
        for (at, state) in &planted {
            let score = self.by_flag.entry(at.1.clone()).or_default();
            let Some(found) = found.get(at) else {
                score.missed += 1;
                continue;
            };
            score.right += 1;
            let (is_justified, was_found) = (
                *state == AdditionState::Justified,
                *found == AdditionState::Justified,
            );
            match (is_justified, was_found) {
                (true, true) => self.with_basis.right += 1,
                (false, true) => self.with_basis.extra += 1,
                (true, false) => self.with_basis.missed += 1,
                (false, false) => {}
            }
        }
        for at in found.keys().filter(|at| !planted.contains_key(at)) {
            self.by_flag.entry(at.1.clone()).or_default().extra += 1;
            if !cases.contains_key(at) {
                self.unexplained.push(format!("{} {}", at.0, at.1.code()));
            }
        }
    }

    /// The part of `docs/comparison.md` that is written from the figures.
    fn text(&self) -> String {
        let (requirements, steps) = (self.requirements, self.steps);
        let mut text = format!(
            "{requirements} requirements, {steps} steps.\n\n| flag | planted | precision | recall |\n|---|---|---|---|\n"
        );
        let line = |name: &str, score: Score| {
            let of =
                |right: u32, whole: u32| format!("{:.3} ({right}/{whole})", share(right, whole));
            format!(
                "| {name} | {} | {} | {} |\n",
                score.right + score.missed,
                of(score.right, score.right + score.extra),
                of(score.right, score.right + score.missed)
            )
        };
        let mut all = Score::default();
        for flag in Flag::ALL {
            let score = self.by_flag.get(flag).copied().unwrap_or_default();
            all.right += score.right;
            all.extra += score.extra;
            all.missed += score.missed;
            let name = format!("`{}` {}", flag.code(), flag.zh());
            text.push_str(&line(&name, score));
        }
        text.push_str(&line("all", all));
        text.push_str(&line(
            "of those found, with a basis 有依据",
            self.with_basis,
        ));
        for (title, wanted) in [("Wrongly found", false), ("Missed", true)] {
            let _ = write!(text, "\n{title}:\n");
            for (case, (count, wrong)) in &self.by_case {
                if case.adds() == wanted && *wrong > 0 {
                    let (code, says) = (case.code(), case.says());
                    let _ = writeln!(text, "- `{code}`, {wrong} of {count}: {says}");
                }
            }
        }
        text.push_str("\nFound rightly, each time:\n");
        for (case, (count, wrong)) in &self.by_case {
            if *wrong == 0 {
                let must = if case.adds() { "flag" } else { "no flag" };
                let (code, says) = (case.code(), case.says());
                let _ = writeln!(text, "- `{code}`, {count}: {says} ({must})");
            }
        }
        text
    }
}

const BEGIN: &str = "<!-- Written by UPDATE_DOCS=1 cargo test -p generator. -->\n";
const END: &str = "<!-- To here. -->";

#[test]
fn s3_what_was_planted_is_found() {
    let mut figures = Figures::default();
    for seed in SEEDS {
        figures.add(Size { seed, ..SIZE });
    }
    let text = figures.text();
    println!("{text}");
    assert_eq!(
        figures.unexplained,
        Vec::<String>::new(),
        "flags of which nothing was planted"
    );
    let all: Vec<Case> = figures.by_case.keys().copied().collect();
    assert_eq!(all, Case::ALL, "every case occurs");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/comparison.md");
    let document = fs::read_to_string(&path).expect("docs/comparison.md");
    let (before, rest) = document.split_once(BEGIN).expect("where the figures begin");
    let (written, after) = rest.split_once(END).expect("where the figures end");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, format!("{before}{BEGIN}{text}{END}{after}")).expect("written");
    } else {
        assert_eq!(written, text, "run UPDATE_DOCS=1 cargo test -p generator");
    }
    let low: Vec<&str> = Flag::ALL
        .iter()
        .filter(|flag| {
            let score = figures.by_flag.get(*flag).copied().unwrap_or_default();
            score.precision() < FLOOR || score.recall() < FLOOR
        })
        .map(Flag::code)
        .collect();
    assert_eq!(low, Vec::<&str>::new(), "below the floor");
}
