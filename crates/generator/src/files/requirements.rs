//! Requirements, their steps and their corrections.

use check::columns::{corrections, files, requirements, steps};
use check::written;

use super::file::File;
use crate::city::City;
use crate::rows::{heading, line_of};

pub(crate) fn requirements(city: &City) -> File<'_> {
    let rows = city.chains().map(|chain| {
        let row = written::requirement(&chain.requirement);
        line_of(&row, &requirements::SHEET)
    });
    File {
        name: files::REQUIREMENTS,
        lines: Box::new(std::iter::once(heading(&requirements::SHEET)).chain(rows)),
    }
}

pub(crate) fn steps(city: &City) -> File<'_> {
    let rows = city.chains().flat_map(|chain| {
        let requirement = &chain.requirement;
        let steps = requirement.steps.iter();
        let rows = steps.map(|step| line_of(&written::step(requirement, step), &steps::SHEET));
        rows.collect::<Vec<_>>()
    });
    File {
        name: files::STEPS,
        lines: Box::new(std::iter::once(heading(&steps::SHEET)).chain(rows)),
    }
}

pub(crate) fn corrections(city: &City) -> File<'_> {
    let rows = city.chains().filter_map(|chain| {
        let correction = chain.correction.as_ref()?;
        Some(line_of(
            &written::correction(correction),
            &corrections::SHEET,
        ))
    });
    File {
        name: files::CORRECTIONS,
        lines: Box::new(std::iter::once(heading(&corrections::SHEET)).chain(rows)),
    }
}
