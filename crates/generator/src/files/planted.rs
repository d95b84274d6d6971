//! What was planted in the requirements, beside the sheets.

use check::written::line;
use civic::duties::added_demands::AdditionState;

use super::file::File;
use crate::city::City;

/// The file that lists what was planted. It lies in a folder of its own, since the sheets beside it
/// are read and this is none.
pub const FLAGS: &str = "planted/flags.csv";

pub(crate) fn flags(city: &City) -> File<'_> {
    let head = line(&["requirement", "step", "flag", "state", "case"]);
    let rows = city.chains().flat_map(|chain| {
        let of_chain = chain.planted.iter().map(|planted| {
            line(&[
                chain.requirement.id.as_str(),
                planted.step.as_str(),
                planted.flag().code(),
                planted.state.as_ref().map_or("none", AdditionState::code),
                planted.case.code(),
            ])
        });
        of_chain.collect::<Vec<_>>()
    });
    File {
        name: FLAGS,
        lines: Box::new(std::iter::once(head).chain(rows)),
    }
}
