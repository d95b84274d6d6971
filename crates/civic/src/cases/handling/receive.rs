//! The first entry of a log.

use super::{Event, Received, Slot, Words};
use crate::cases::deadline::due_on;
use crate::cases::personal_data::scan;
use crate::cases::{Service, Submission};
use crate::time::{Calendar, Date};

/// The event and the words of a submission that came in on the day `received`. The submission and its
/// answers were checked before ([`check_submission`], [`check_answers`]). The contact is not among the
/// words: it is kept apart from the log. `point` is latitude and longitude in degrees, parted by a
/// comma.
///
/// [`check_submission`]: crate::cases::check_submission
/// [`check_answers`]: crate::cases::check_answers
pub fn receive(
    submission: &Submission,
    service: &Service,
    calendar: &Calendar,
    received: Date,
    point: Option<&str>,
    photos: u32,
) -> (Event, Vec<Words>) {
    let has_options = |code| {
        let question = service.questions.iter().find(|q| q.code == code);
        question.is_some_and(|question| question.kind.has_options())
    };
    let (choices, typed): (Vec<_>, Vec<_>) = submission
        .answers
        .iter()
        .cloned()
        .partition(|answer| has_options(answer.question.clone()));
    let mut words: Vec<Words> = [
        (Slot::Description, submission.description.as_str()),
        (Slot::Address, &submission.address_string),
        (Slot::Point, point.unwrap_or_default()),
        (Slot::Happened, &submission.happened),
        (Slot::About, &submission.about),
    ]
    .into_iter()
    .filter(|(_, text)| !text.trim().is_empty())
    .map(|(slot, text)| Words::new(slot, text))
    .collect();
    words.extend(typed.into_iter().flat_map(|answer| {
        let question = answer.question;
        answer.values.into_iter().map(move |value| Words {
            question: Some(question.clone()),
            ..Words::new(Slot::Answered, value)
        })
    }));
    let needs_clearing = words
        .iter()
        .filter(|words| words.slot != Slot::Point)
        .filter_map(|words| words.said.text())
        .any(|text| !scan(text).is_empty());
    let event = Event::Received(Received {
        service: service.code.clone(),
        publication: service.publication.clone(),
        due: due_on(service, received, calendar),
        needs_clearing,
        choices,
        photos,
    });
    (event, words)
}
