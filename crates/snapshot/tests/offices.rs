//! `docs/counting.md`: the published figures of offices and years, on the sample city.
#![expect(clippy::expect_used, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use check::Sources;
use civic::Text;
use civic::documents::CorrectionTarget;
use civic::duties::burden::{BurdenKind, OfficeYear, Reason, office_year};
use civic::duties::{Level, Milli};
use civic::published::{
    GlanceFile, GlanceYearFile, IdsFile, MAX_TWICE, OfficeFile, OfficePart, name,
};
use civic::time::Date;
use snapshot::build::make;
use snapshot::file_set::Files;

const HUTAI: &str = "630104003";

fn sample() -> Sources {
    let city = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
    sheets::city::read(&publish::city_folder::read(&city).expect("the folder")).sources
}

fn files(sources: &Sources) -> Files {
    let settings = sources.settings.as_ref().expect("settings");
    let mut files = Files::new();
    make(sources, settings, &IdsFile::default(), &mut files).expect("files");
    files
}

fn office(files: &Files, unit: &str) -> OfficeFile {
    let name = format!("{}{unit}", name::OFFICES_DIR);
    serde_json::from_slice(&files[&name]).expect("an office")
}

fn part(files: &Files, unit: &str, part: &str) -> OfficePart {
    let name = format!("{}{unit}/{part}", name::OFFICES_DIR);
    serde_json::from_slice(&files[&name]).expect("a part")
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

/// Original, added, gone and what is asked now.
fn shown(year: &OfficeYear) -> [u64; 4] {
    let all = &year.all;
    [all.asked(), all.added_in_all(), all.gone(), all.now()]
}

/// The figures that were reasoned by hand for one subdistrict.
#[test]
fn the_year_of_hutai_is_the_one_reasoned_by_hand() {
    let files = files(&sample());
    let office = office(&files, HUTAI);
    assert_eq!(office.requirements, 12);
    assert_eq!((office.uncounted, office.twice, office.cuts), (0, 0, 2));
    let year = office_year(&office.figures, day("2026-11-26"));
    assert_eq!(shown(&year), [68, 3769, 2558, 1279]);
    let by_kind: Vec<(BurdenKind, [u64; 3])> = year
        .kinds
        .iter()
        .map(|(kind, year)| {
            (
                kind.clone(),
                [year.asked(), year.added_in_all(), year.now()],
            )
        })
        .collect();
    assert_eq!(
        by_kind,
        [
            (BurdenKind::Report, [54, 12, 66]),
            (BurdenKind::Form, [14, 368, 14]),
            (BurdenKind::Photo, [0, 2190, 0]),
            (BurdenKind::Ledger, [0, 365, 365]),
            (BurdenKind::App, [0, 104, 104]),
            (BurdenKind::CheckIn, [0, 730, 730]),
        ]
    );
    let levels: Vec<(&Level, bool, u64)> = year
        .all
        .added
        .iter()
        .map(|share| (&share.level, share.own, share.added()))
        .collect();
    assert_eq!(
        levels,
        [(&Level::County, false, 365), (&Level::Street, true, 3404)]
    );
    // The day before the first correction took effect, everything was still asked.
    let before = office_year(&office.figures, day("2025-03-17"));
    assert_eq!(shown(&before), [68, 3769, 0, 3837]);
    let [later, first] = office.latest_cuts.as_slice() else {
        panic!("two corrections: {:?}", office.latest_cuts);
    };
    assert_eq!(
        (first.from, first.taken[&BurdenKind::Photo]),
        (day("2025-03-18"), 2190)
    );
    assert_eq!(first.taken[&BurdenKind::Form], 365);
    assert_eq!(
        (later.from, later.taken[&BurdenKind::Form]),
        (day("2025-05-01"), 3)
    );
}

#[test]
fn every_figure_has_its_requirements_behind_it() {
    let files = files(&sample());
    let heads = files.keys().filter(|name| {
        let unit = name.strip_prefix(name::OFFICES_DIR);
        unit.is_some_and(|unit| !unit.contains('/'))
    });
    let mut figures = 0;
    for head in heads {
        let office: OfficeFile = serde_json::from_slice(&files[head]).expect("an office");
        let unit = office.unit.code.as_str();
        for figure in &office.figures {
            let behind = part(&files, unit, figure.kind.code());
            let mut sum = 0;
            let mut requirements = BTreeSet::new();
            for landed in &behind.landed {
                for share in &landed.shares {
                    let until = share.ended.as_ref().map(|ended| ended.from);
                    if (&share.level, share.own) == (&figure.level, figure.own)
                        && (&share.state, until) == (&figure.state, figure.until)
                    {
                        sum += share.a_year;
                        requirements.insert(&landed.requirement);
                    }
                }
            }
            assert_eq!(sum, figure.a_year, "{unit} {figure:?}");
            assert_eq!(requirements.len(), figure.requirements as usize);
            assert!(behind.landed.iter().all(|landed| !landed.said.is_empty()));
            figures += 1;
        }
    }
    assert!(figures > 100, "{figures} figures");
}

#[test]
fn what_may_be_asked_twice_names_both_documents() {
    let files = files(&sample());
    for unit in ["630104001", "630104002"] {
        assert_eq!(office(&files, unit).twice, 1, "{unit}");
        let part = part(&files, unit, name::OFFICE_TWICE);
        let pair = &part.twice[0];
        let requirements = (
            pair.one.requirement.as_str(),
            pair.other.requirement.as_str(),
        );
        assert_eq!(requirements, ("T-055", "T-073"));
        let departments = (
            pair.one.department.zh.as_str(),
            pair.other.department.zh.as_str(),
        );
        assert_eq!(departments, ("城西区税务局", "城西区市场监督管理局"));
        let cited: Vec<&str> = part.documents.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(cited, ["DT-055-1", "DT-073-1"]);
    }
    let found: u32 = files
        .iter()
        .filter(|(name, _)| name.starts_with(name::OFFICES_DIR) && name.matches('/').count() == 1)
        .map(|(_, bytes)| {
            serde_json::from_slice::<OfficeFile>(bytes)
                .expect("an office")
                .twice
        })
        .sum();
    assert_eq!(found, 2, "nothing else looks alike");
}

#[test]
fn what_has_no_number_is_listed() {
    let files = files(&sample());
    let said = |unit: &str| -> Vec<(String, Reason)> {
        let part = part(&files, unit, name::OFFICE_UNCOUNTED);
        let listed = part.uncounted.into_iter();
        listed.map(|item| (item.said.zh, item.reason)).collect()
    };
    let per_item = |said: &str| (said.to_owned(), Reason::PerItem);
    assert_eq!(said("630102001"), [per_item("每户签字照片（一次）")]);
    assert_eq!(
        said("630121107"),
        [
            per_item("逐块航拍照片（一次）"),
            per_item("一户一档台账（一次）")
        ]
    );
}

#[test]
fn the_years_say_what_is_behind_each_count() {
    let files = files(&sample());
    let glance: GlanceFile = serde_json::from_slice(&files[name::GLANCE]).expect("the years");
    let years: Vec<Option<i32>> = glance.years.iter().map(|year| year.year).collect();
    assert_eq!(years, [Some(2026), Some(2025)]);
    for year in &glance.years {
        let name = format!("{}{}", name::GLANCE_DIR, year.year.expect("a year"));
        let behind: GlanceYearFile = serde_json::from_slice(&files[&name]).expect("a year");
        let counted: Vec<_> = behind
            .levels
            .iter()
            .map(civic::duties::Glance::figures)
            .collect();
        assert_eq!(counted, year.levels);
        let ids = behind
            .levels
            .iter()
            .flat_map(|g| g.started.iter().chain(g.with_additions()));
        assert!(ids.into_iter().all(|id| behind.titles.contains_key(id)));
        assert_eq!(year.levels[0].level, None, "all levels come first");
    }
    let all = &glance.years[1].levels[0];
    assert_eq!(
        (all.started, all.with_additions, all.decisions),
        (23, 18, 14)
    );
    assert_eq!(all.median_days, Some(Milli(5_000)));
}

/// The requirements so many times over, each time with identifiers of their own; if `apart`, for
/// units of their own.
fn grown(sources: &Sources, times: usize, apart: bool) -> Sources {
    let mut all = sources.clone();
    for copy in 1..times {
        let renamed = |id: &str| format!("{id}-{copy}");
        let moved = |code: &str| {
            if apart {
                format!("{code}x{copy}")
            } else {
                code.to_owned()
            }
        };
        if apart {
            all.units
                .extend(sources.units.iter().cloned().map(|mut row| {
                    row.value.code = moved(row.value.code.as_str()).as_str().into();
                    row.value.parent = row.value.parent.map(|p| moved(p.as_str()).as_str().into());
                    row
                }));
        }
        all.requirements
            .extend(sources.requirements.iter().cloned().map(|mut row| {
                row.value.id = renamed(row.value.id.as_str()).as_str().into();
                row.value.title = Text::new(renamed(&row.value.title.zh), "");
                for step in &mut row.value.steps {
                    step.unit = moved(step.unit.as_str()).as_str().into();
                }
                row
            }));
        all.corrections
            .extend(sources.corrections.iter().cloned().map(|mut row| {
                row.value.id = renamed(row.value.id.as_str()).as_str().into();
                if let CorrectionTarget::Requirement(id) = &mut row.value.target {
                    *id = renamed(id.as_str()).as_str().into();
                }
                row
            }));
    }
    all
}

fn bytes_of(files: &Files, unit: &str) -> BTreeMap<String, Vec<u8>> {
    let head = format!("{}{unit}", name::OFFICES_DIR);
    let inner = format!("{head}/");
    let own = files
        .iter()
        .filter(|(name, _)| **name == head || name.starts_with(&inner));
    own.map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

#[test]
fn the_files_of_a_unit_hold_that_unit_alone() {
    let mut sources = sample();
    // Nothing else is looked at here, and it takes most of the time.
    (sources.places, sources.rules) = (Vec::new(), Vec::new());
    (sources.duties, sources.updates) = (Vec::new(), Vec::new());
    let few = files(&sources);
    let many = files(&grown(&sources, 12, true));
    for unit in [HUTAI, "630104002", "630104"] {
        assert_eq!(bytes_of(&many, unit), bytes_of(&few, unit), "{unit}");
    }
    // Also where all of it lands on the same units, the figures of one are as short.
    let same = files(&grown(&sources, 12, false));
    let head = format!("{}{HUTAI}", name::OFFICES_DIR);
    let (was, is) = (few[&head].len(), same[&head].len());
    assert!(is * 2 <= was * 3, "{was} bytes became {is}");
    let office = office(&same, HUTAI);
    assert_eq!(office.requirements, 12 * 12);
    assert_eq!(
        office_year(&office.figures, day("2026-11-26")).all.now(),
        12 * 1279
    );
    let twice = part(&same, "630104002", name::OFFICE_TWICE);
    assert!(twice.twice.len() <= MAX_TWICE);
}
