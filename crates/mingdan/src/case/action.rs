//! What a command says, as an action of the domain.

use std::io::Read as _;

use civic::cases::handling::{Action, PublicVersion};
use civic::{CaseKey, Text};

use super::arguments::{CaseCommand, Told, Version, Words};
use crate::outcome::Failure;

/// The case that a command is about and what it does to it; `None` where it does nothing to one.
pub(crate) fn action(command: CaseCommand) -> Result<Option<(i64, Action)>, Failure> {
    Ok(Some(match command {
        CaseCommand::Screen(told) => {
            let (number, text) = read(told)?;
            (number, Action::Screen { text })
        }
        CaseCommand::Merge(merge) => {
            let (number, text) = read(merge.told)?;
            let into = CaseKey(merge.into.to_string());
            (number, Action::Merge { into, text })
        }
        CaseCommand::Refer(refer) => {
            let (number, text) = read(refer.told)?;
            let to = refer.to.as_deref().map(Into::into);
            (number, Action::Refer { to, text })
        }
        CaseCommand::Assign(assign) => {
            let (number, text) = read(assign.told)?;
            let action = Action::Assign {
                unit: assign.unit.as_str().into(),
                handlers: assign.handler,
                text,
            };
            (number, action)
        }
        CaseCommand::Progress(told) => {
            let (number, text) = read(told)?;
            (number, Action::Progress { text })
        }
        CaseCommand::Pause(pause) => {
            let (number, text) = read(pause.told)?;
            let reason = Some(pause.reason);
            (number, Action::Pause { reason, text })
        }
        CaseCommand::Resume(told) => {
            let (number, text) = read(told)?;
            (number, Action::Resume { text })
        }
        CaseCommand::Answer(answer) => {
            let (number, text) = read(answer.told)?;
            let basis = answer.basis;
            (number, Action::Answer { text, basis })
        }
        command => return decision(command),
    }))
}

/// The same of what decides on a case or on what is public of it.
fn decision(command: CaseCommand) -> Result<Option<(i64, Action)>, Failure> {
    Ok(Some(match command {
        CaseCommand::Close(close) => {
            let action = Action::Close {
                reason: close.reason,
                means: close.means,
                ground: both(close.ground, close.ground_en)?,
            };
            (close.one.number, action)
        }
        CaseCommand::Reopen(noted) => {
            let note = from_input(noted.note)?;
            (noted.one.number, Action::Reopen { note })
        }
        CaseCommand::Note(noted) => {
            let text = from_input(noted.note)?;
            (noted.one.number, Action::Note { text })
        }
        CaseCommand::Redact(redact) => {
            let (number, description) = read(redact.told)?;
            let action = Action::Redact {
                title: title(redact.version)?,
                description,
                left_out: Vec::new(),
            };
            (number, action)
        }
        CaseCommand::Clear(clear) => {
            let (number, description) = read(clear.told)?;
            let action = Action::Clear(PublicVersion {
                title: title(clear.version)?,
                description,
                place: clear.place.as_deref().map(Into::into),
                about: clear.about,
                left_out: Vec::new(),
                photos: clear.photo,
                not_personal: clear.not_personal,
            });
            (number, action)
        }
        CaseCommand::Withhold(withhold) => {
            let action = Action::Withhold {
                reason: withhold.reason,
                note: from_input(withhold.noted.note)?,
            };
            (withhold.noted.one.number, action)
        }
        CaseCommand::Reclassify(reclassify) => {
            let action = Action::Reclassify {
                means: reclassify.means,
                ground: both(reclassify.ground, reclassify.ground_en)?,
            };
            (reclassify.one.number, action)
        }
        CaseCommand::Link(link) => (link.one.number, Action::Link { to: link.to }),
        CaseCommand::Publish(publish) => {
            let id = publish.id.unwrap_or_default().as_str().into();
            (publish.one.number, Action::Publish { id })
        }
        _ => return Ok(None),
    }))
}

pub(super) fn read(told: Told) -> Result<(i64, Text), Failure> {
    let Words { text, text_en } = told.words;
    Ok((told.one.number, both(text, text_en)?))
}

fn title(version: Version) -> Result<Text, Failure> {
    both(version.title, version.title_en)
}

fn both(zh: Option<String>, en: Option<String>) -> Result<Text, Failure> {
    Ok(Text::new(from_input(zh)?, en.unwrap_or_default()))
}

/// A text of the command line; `-` is what standard input says.
fn from_input(text: Option<String>) -> Result<String, Failure> {
    let text = text.unwrap_or_default();
    if text != "-" {
        return Ok(text);
    }
    let mut read = String::new();
    let input = std::io::stdin().read_to_string(&mut read);
    input.map_err(|error| {
        Failure::Outside(Text::new(
            format!("标准输入不能读：{error}"),
            format!("standard input cannot be read: {error}"),
        ))
    })?;
    Ok(read.trim_end().to_owned())
}
