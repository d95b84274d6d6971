//! What an action comes to.

use super::checked::Checked;
use super::rights::may;
use crate::Text;
use crate::cases::Means;
use crate::cases::handling::{
    Action, Actor, Context, Event, NotListed, Reference, ReferenceKind, Refusal, Slot, State, Words,
};
use crate::time::Date;

/// What an action comes to: the event of the next entry, and its words.
pub type Decided = (Event, Vec<Words>);

/// What an action comes to, or why it is not done.
pub fn decide(
    state: &State,
    context: &Context<'_>,
    actor: &Actor,
    action: Action,
) -> Result<Decided, Refusal> {
    may(state, context, actor, &action.kind())?;
    let (event, words) = Decision { state, context }.of(actor, action)?;
    Ok((event, words.done()))
}

/// What an action itself needs.
pub(super) struct Decision<'a> {
    pub(super) state: &'a State,
    pub(super) context: &'a Context<'a>,
}

/// The event, and its words as they are checked.
pub(super) type Half = Result<(Event, Checked), Refusal>;

impl Decision<'_> {
    fn of(&self, actor: &Actor, action: Action) -> Half {
        match action {
            Action::Screen { text } => Ok((Event::Screened {}, self.step(&text)?)),
            Action::Merge { into, text } => self.merge(into, &text),
            Action::Refer { to, text } => self.refer(to, &text),
            Action::Assign {
                unit,
                handlers,
                text,
            } => self.assign(actor, unit, handlers, &text),
            Action::Progress { text } => {
                let words = self.words();
                let words = words.must_both(Slot::StepZh, Slot::StepEn, &text)?;
                Ok((Event::Progress {}, words))
            }
            Action::Pause { reason, text } => self.pause(reason, &text),
            Action::Resume { text } => Ok((Event::Resumed {}, self.step(&text)?)),
            Action::Answer { text, basis } => self.answer(&text, basis),
            Action::Close {
                reason,
                means,
                ground,
            } => self.close(reason, means, &ground),
            Action::Reclassify { means, ground } => self.reclassify(means, &ground),
            Action::Reopen { note } => {
                let words = self.words().must(Slot::Note, &note)?;
                let due = self.next_due();
                Ok((Event::Reopened { due }, words))
            }
            Action::Link { to } => {
                check_references(std::slice::from_ref(&to))?;
                Ok((Event::LedTo { to }, self.words()))
            }
            Action::Note { text } => Ok((Event::Noted {}, self.words().must(Slot::Note, &text)?)),
            Action::Contest { ground, text } => self.contest(ground, &text),
            Action::Remark { text, photos } => self.remark(&text, photos),
            Action::Rate { score, comment } => self.rate(score, &comment),
            Action::Withdraw {} => Ok((Event::Withdrawn {}, self.words())),
            Action::Redact {
                title,
                description,
                left_out,
            } => self.redact(&title, &description, left_out),
            Action::Clear(version) => self.clear(version),
            Action::Publish { id } => self.publish(id),
            Action::Withhold { reason, note } => self.withhold(reason, &note),
            Action::DeleteTexts { slots } => self.delete_texts(slots),
            Action::Group { group } => Ok((Event::Grouped { group }, self.words())),
        }
    }

    pub(super) fn words(&self) -> Checked {
        Checked::new(self.context.settings.text_max_chars)
    }

    /// What is told with a step, if anything.
    pub(super) fn step(&self, text: &Text) -> Result<Checked, Refusal> {
        self.words().may_both(Slot::StepZh, Slot::StepEn, text)
    }

    pub(super) fn today(&self) -> Date {
        self.context.zone.local(self.context.now).date
    }
}

/// What was chosen, where it is one of the list.
pub(super) fn listed<T: PartialEq>(
    chosen: Option<T>,
    all: &[T],
    code: impl Fn(&T) -> &str,
    list: NotListed,
) -> Result<T, Refusal> {
    let chosen = chosen.ok_or(Refusal::NotChosen(list))?;
    if all.contains(&chosen) {
        return Ok(chosen);
    }
    let given = code(&chosen).to_owned();
    Err(Refusal::NotInList { list, given })
}

pub(super) fn listed_means(means: Option<Means>) -> Result<Means, Refusal> {
    listed(means, Means::ALL, Means::code, NotListed::Means)
}

pub(super) fn check_references(references: &[Reference]) -> Result<(), Refusal> {
    let bad = references.iter().find(|reference| {
        !ReferenceKind::ALL.contains(&reference.kind) || reference.id.trim().is_empty()
    });
    match bad {
        None => Ok(()),
        Some(bad) => Err(Refusal::NotInList {
            list: NotListed::ReferenceKind,
            given: format!("{} {}", bad.kind.code(), bad.id),
        }),
    }
}

pub(super) fn check_slots(
    slots: &[Slot],
    is_allowed: impl Fn(&Slot) -> bool,
) -> Result<(), Refusal> {
    let bad = slots
        .iter()
        .find(|slot| !Slot::ALL.contains(slot) || !is_allowed(slot));
    match bad {
        None => Ok(()),
        Some(bad) => Err(Refusal::NotInList {
            list: NotListed::Slot,
            given: bad.code().to_owned(),
        }),
    }
}
