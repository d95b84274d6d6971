//! Who leads on something, in words.

use civic::duties::DutyList;
use civic::search::Leading;
use web::i18n::lang;

use crate::messages::tasks;

/// Who leads the items of a list, in a sentence.
pub(crate) fn leads(leading: &Leading<'_>) -> String {
    let lang = lang();
    let message = match (leading.list, leading.lead.is_empty()) {
        (DutyList::Core, _) => &tasks::LEADS_CORE,
        (DutyList::Assist, false) => &tasks::LEADS_ASSIST,
        (DutyList::Assist, true) => &tasks::LEADS_ASSIST_UNSAID,
        (DutyList::TakenBack, false) => &tasks::LEADS_TAKEN_BACK,
        (DutyList::TakenBack, true) => &tasks::LEADS_TAKEN_BACK_UNSAID,
        (DutyList::Barred, _) => &tasks::LEADS_BARRED,
        (DutyList::Proposed, _) => &tasks::LEADS_PROPOSED,
        (list, _) => return lang.term(list.zh(), list.en()).to_owned(),
    };
    message.text().replace("{}", lang.pick(leading.lead))
}
