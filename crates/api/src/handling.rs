//! Case handling 办理: what travels between the server and the tools of the staff. Every request names
//! its key in the header `Authorization: Bearer …`, and the role is that of the key.
//!
//! | Request | Body | Answer |
//! |---|---|---|
//! | `GET /api/cases` | | [`CaseList`] |
//! | `GET /api/cases/{number}` | | [`CaseFile`] |
//! | `POST /api/cases/{number}` | [`CaseAction`] | [`CaseFile`] |
//! | `GET /api/cases/{number}/photos/{photo}` | | a JPEG |
//! | any, where it fails | | list of [`Error`](crate::Error) |

use civic::cases::handling::{
    Action, EventKind, PauseReason, Reference, Role, Slot, WithheldReason,
};
use civic::cases::{Answer, CloseReason, Means, Publication, Stage};
use civic::time::{Date, Timestamp};
use civic::{CaseId, PlaceId, QuestionCode, ServiceCode, Text, UnitCode};
use serde::{Deserialize, Serialize};

/// Cases in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseList {
    /// The cases, in the order of their numbers.
    pub cases: Vec<CaseSummary>,
    /// What to ask for as `after` to have the following ones; `None` where these are the last.
    #[serde(default)]
    pub next: Option<i64>,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSummary {
    /// Its number in the store. It is never published.
    pub number: i64,
    /// Its kind.
    pub service: ServiceCode,
    /// What the kind is called; empty where the city no longer has it.
    #[serde(default)]
    pub service_name: Text,
    /// Its stage.
    pub stage: Stage,
    /// The unit that handles it.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// What the unit is called; empty where the city no longer has it.
    #[serde(default)]
    pub unit_name: Text,
    /// When it was received.
    pub received: Timestamp,
    /// When something last happened to it.
    pub changed: Timestamp,
    /// The last day for the answer, pauses included; `None` where no day is promised.
    #[serde(default)]
    pub due_on: Option<Date>,
    /// True where that day has passed and nobody answered.
    #[serde(default)]
    pub overdue: bool,
    /// True while its clock is stopped.
    #[serde(default)]
    pub paused: bool,
    /// True where what is public has to be cleared before it is published.
    #[serde(default)]
    pub needs_clearing: bool,
    /// The published case.
    #[serde(default)]
    pub published_as: Option<CaseId>,
    /// How it begins; empty where its text was deleted.
    #[serde(default)]
    pub begins: String,
    /// The numbers of the cases that say the same about the same and were received within some days, of
    /// which a list shows this one alone; empty where there are few.
    #[serde(default)]
    pub alike: Vec<i64>,
}

/// A case with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// What lists show.
    pub summary: CaseSummary,
    /// How many entries its log has: who acts says how many they saw.
    pub entries: u64,
    /// What the person wrote, and what was said since, oldest first.
    pub log: Vec<LogLine>,
    /// What was chosen from the options of the kind's questions.
    #[serde(default)]
    pub choices: Vec<Answer>,
    /// How cases of its kind are made public.
    pub publication: Publication,
    /// Where the person can be reached; `None` where they did not say, it was deleted, or whoever asks
    /// may not know it.
    #[serde(default)]
    pub contact: Option<String>,
    /// The photos, by their numbers.
    #[serde(default)]
    pub photos: Vec<i64>,
    /// Those of the unit who handle it; anyone of the unit where empty.
    #[serde(default)]
    pub handlers: Vec<String>,
    /// How it was closed.
    #[serde(default)]
    pub closing: Option<ClosingLine>,
    /// How many working days were used; `None` where a year on the way has no calendar.
    #[serde(default)]
    pub working_days: Option<u32>,
    /// How the person rated the answer, 1 to 5.
    #[serde(default)]
    pub rating: Option<u8>,
    /// Why it is not published.
    #[serde(default)]
    pub withheld: Option<WithheldReason>,
    /// The public version as it was last cleared.
    #[serde(default)]
    pub public: Option<PublicVersion>,
    /// True where the public version holds everything that is public so far.
    #[serde(default)]
    pub is_clearing_current: bool,
    /// True where it is published as it is.
    #[serde(default)]
    pub is_published_current: bool,
    /// What it led to.
    #[serde(default)]
    pub led_to: Vec<Reference>,
    /// What in its texts may be personal data.
    #[serde(default)]
    pub suspects: Vec<SuspectLine>,
    /// The kinds of entries that the server's version does not know.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// The stage that the case had reached with it.
    pub stage: Stage,
    /// Who: the name of a member of staff; empty for the person who reported it and for the program.
    #[serde(default)]
    pub name: String,
    /// The role in which they acted; `None` for the person who reported it and for the program.
    #[serde(default)]
    pub role: Option<Role>,
    /// True where it was the person who reported it.
    #[serde(default)]
    pub by_reporter: bool,
    /// The unit that handled the case then.
    #[serde(default)]
    pub unit: Option<UnitCode>,
    /// Why the clock was stopped.
    #[serde(default)]
    pub pause: Option<PauseReason>,
    /// What was said.
    #[serde(default)]
    pub words: Vec<SaidLine>,
}

/// A text of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidLine {
    /// What it is.
    pub slot: Slot,
    /// The question that it answers.
    #[serde(default)]
    pub question: Option<QuestionCode>,
    /// What was said; `None` where it was deleted after the promised time.
    #[serde(default)]
    pub text: Option<String>,
}

/// How a case was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingLine {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: CloseReason,
    /// Its class under the 721 method.
    pub means: Means,
    /// Why it is of that class.
    #[serde(default)]
    pub ground: Text,
}

/// The public version of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicVersion {
    /// Its title.
    pub title: Text,
    /// What happened, without personal data.
    pub description: Text,
    /// The place that it is about.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// What else it is about.
    #[serde(default)]
    pub about: Vec<Reference>,
}

/// A part of a text that may be personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspectLine {
    /// The text that it stands in.
    pub slot: Slot,
    /// What it may be.
    pub kind: civic::cases::personal_data::SuspectKind,
    /// As it is written.
    pub text: String,
}

/// What is done to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAction {
    /// How many entries its log had when it was decided; where it has more by now, nothing is done.
    /// `None` where that does not matter.
    #[serde(default)]
    pub seen: Option<u64>,
    /// What.
    pub action: Action,
}
