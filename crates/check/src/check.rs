//! Everything that is checked, in order.

use civic::published::IdsFile;
use civic::time::{Date, Local, Zone};

use crate::checker::Check;
use crate::columns::files;
use crate::rules::days::Days;
use crate::{
    Finding, Severity, Sources, admissions, calendar, cases, characters, documents, duties,
    formulas, geometry, ids, limits, links, personal, places, questions, references, requirements,
    rules, synonyms, units,
};

/// Everything that is wrong with the sources, by file, row and column. `previous` is what every
/// identifier published so far means; `today` is the day in the city.
pub fn check(sources: &Sources, previous: Option<&IdsFile>, today: Date) -> Vec<Finding> {
    let zone = sources
        .settings
        .as_ref()
        .map_or_else(|| Zone::fixed("UTC", 0), |s| s.zone.clone());
    let now = zone.instant(Local {
        date: today,
        second: 0,
    });
    let mut check = Check {
        sources,
        zone,
        today,
        now,
        findings: Vec::new(),
        followed: sources.followed.clone(),
    };
    ids::check(&mut check, previous);
    references::check(&mut check);
    units::check(&mut check);
    let days = Days::of(&check);
    documents::check(&mut check, &days);
    rules::check(&mut check, &days);
    places::check(&mut check, &days);
    geometry::check(&mut check);
    calendar::check(&mut check);
    duties::check(&mut check);
    admissions::check(&mut check);
    requirements::check(&mut check);
    questions::check(&mut check);
    cases::check(&mut check);
    limits::check(&mut check);
    synonyms::check(&mut check);
    personal::check(&mut check);
    characters::check(&mut check);
    formulas::check(&mut check);
    links::check(&mut check);
    check.say_what_follows();
    let mut findings = check.findings;
    // The base map is no rule: nothing in it keeps the rules from being published.
    for finding in &mut findings {
        if finding.location.file == files::BASE {
            finding.severity = finding.severity.min(Severity::Warning);
        }
    }
    findings
        .sort_by(|a, b| (&a.location, &a.code, &a.value).cmp(&(&b.location, &b.code, &b.value)));
    findings
}
