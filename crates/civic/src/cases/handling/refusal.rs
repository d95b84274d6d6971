//! Why something is not done, and what to do about it.

use std::fmt;

use super::{Role, Slot};
use crate::cases::Stage;
use crate::cases::personal_data::SuspectKind;
use crate::time::Date;
use crate::{Bilingual, CaseId, Text, UnitCode};

/// What is chosen from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotListed {
    /// Why a case is closed.
    CloseReason,
    /// The class.
    Means,
    /// Why a closing is contested.
    ContestGround,
    /// Why the clock is stopped.
    PauseReason,
    /// Why a case is not published.
    WithheldReason,
    /// What kind of thing is pointed at.
    ReferenceKind,
    /// What a text is.
    Slot,
}

impl NotListed {
    fn terms(self) -> (&'static str, &'static str) {
        match self {
            Self::CloseReason => ("办结原因", "why it is closed"),
            Self::Means => ("办理方式（721）", "the class (721)"),
            Self::ContestGround => ("不同意的理由", "why it is contested"),
            Self::PauseReason => ("停钟原因", "why the clock is stopped"),
            Self::WithheldReason => ("不公开的原因", "why it is not published"),
            Self::ReferenceKind => ("指向什么", "what is pointed at"),
            Self::Slot => ("哪些文字", "which texts"),
        }
    }
}

/// A part of a public text that may be personal data, and that nobody confirmed as not personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalSuspect {
    /// The text it stands in.
    pub slot: Slot,
    /// What it may be.
    pub kind: SuspectKind,
    /// The part, as it is written.
    pub text: String,
}

/// Why something is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only somebody else may do it. Where no role is named, only the holder of the receipt may; the
    /// program alone where `by_system`.
    NotYours {
        /// The roles that may.
        roles: &'static [Role],
        /// True where only the program does it.
        by_system: bool,
    },
    /// Another unit handles the case.
    OtherUnit {
        /// The unit that does; `None` before it is assigned.
        unit: Option<UnitCode>,
    },
    /// Others of the unit handle the case.
    OtherHandlers(Vec<String>),
    /// They closed the case before it was contested or reopened: another person has to look at it.
    AnotherPerson,
    /// They worked on the case or wrote what is to be cleared: another person has to clear it.
    FourEyes,
    /// It is not possible in the stage that the case has reached.
    WrongStage(Stage),
    /// The case has ended for good.
    Ended(Stage),
    /// The clock is stopped.
    ClockStopped,
    /// The clock runs.
    ClockRuns,
    /// A text is missing.
    Missing(Slot),
    /// A text is longer than this many characters.
    TooLong {
        /// Which.
        slot: Slot,
        /// The most characters.
        max: u32,
    },
    /// A text has a character that cannot be shown.
    ControlCharacter(Slot),
    /// Nothing was chosen from a list.
    NotChosen(NotListed),
    /// What was chosen is not in the list.
    NotInList {
        /// The list.
        list: NotListed,
        /// What was given.
        given: String,
    },
    /// The time to contest the closing is over.
    ContestOver {
        /// The last day on which it could be contested.
        until: Date,
    },
    /// A rating that is none of 1 to 5.
    Score(u8),
    /// The holder of the receipt has added as much as is taken.
    TooManyRemarks(u32),
    /// There is no case to merge into.
    NoOtherCase,
    /// The case would be merged into itself.
    MergeIntoItself,
    /// The other case has ended.
    OtherEnded(Stage),
    /// The other case is made public in another way, and merging would give one of them away.
    OtherPublication,
    /// The city has no such unit.
    NoSuchUnit(UnitCode),
    /// It is an emergency, or another matter that is not handled here.
    NotHandledHere,
    /// Cases of the kind are published in groups only.
    GroupsOnly,
    /// The case is published by itself and not counted in groups.
    NotInGroups,
    /// It is counted in a published group already.
    GroupedAlready,
    /// It was not cleared.
    NotCleared,
    /// Something public was said since it was cleared.
    ClearingStale,
    /// It is withheld.
    Withheld,
    /// It is published under another identifier.
    OtherIdentifier(CaseId),
    /// The identifier cannot stand in an address.
    BadIdentifier(CaseId),
    /// It is published as it is.
    NothingToPublish,
    /// What would be public may hold personal data.
    PersonalData(Vec<PersonalSuspect>),
    /// There is no such photo.
    NoSuchPhoto(u32),
    /// It is of this class already.
    SameMeans,
    /// The log has an event that this version does not know.
    NotUnderstood(String),
}

impl Refusal {
    /// Its code, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours { .. } => "not_yours",
            Self::OtherUnit { .. } => "other_unit",
            Self::OtherHandlers(_) => "other_handlers",
            Self::AnotherPerson => "another_person",
            Self::FourEyes => "four_eyes",
            Self::WrongStage(_) => "wrong_stage",
            Self::Ended(_) => "ended",
            Self::ClockStopped => "clock_stopped",
            Self::ClockRuns => "clock_runs",
            Self::Missing(_) => "missing",
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacter(_) => "control_character",
            Self::NotChosen(_) => "not_chosen",
            Self::NotInList { .. } => "not_in_list",
            Self::ContestOver { .. } => "contest_over",
            Self::Score(_) => "score",
            Self::TooManyRemarks(_) => "too_many_remarks",
            Self::NoOtherCase => "no_other_case",
            Self::MergeIntoItself => "merge_into_itself",
            Self::OtherEnded(_) => "other_ended",
            Self::OtherPublication => "other_publication",
            Self::NoSuchUnit(_) => "no_such_unit",
            Self::NotHandledHere => "not_handled_here",
            Self::GroupsOnly => "groups_only",
            Self::NotInGroups => "not_in_groups",
            Self::GroupedAlready => "grouped_already",
            Self::NotCleared => "not_cleared",
            Self::ClearingStale => "clearing_stale",
            Self::Withheld => "withheld",
            Self::OtherIdentifier(_) => "other_identifier",
            Self::BadIdentifier(_) => "bad_identifier",
            Self::NothingToPublish => "nothing_to_publish",
            Self::PersonalData(_) => "personal_data",
            Self::NoSuchPhoto(_) => "no_such_photo",
            Self::SameMeans => "same_means",
            Self::NotUnderstood(_) => "not_understood",
        }
    }
}

impl Bilingual for Refusal {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm a refusal, told in one place"
    )]
    fn text(&self) -> Text {
        match self {
            Self::NotYours {
                roles: [],
                by_system: true,
            } => Text::new(
                "这一步只由程序自己做",
                "Only the program does this, by itself",
            ),
            Self::NotYours {
                roles: [],
                by_system: false,
            } => Text::new(
                "这一步只有持回执的人能做，请用回执打开",
                "Only the holder of the receipt can do this: open the case with the receipt",
            ),
            Self::NotYours { roles, .. } => {
                let zh: Vec<&str> = roles.iter().map(Role::zh).collect();
                let en: Vec<&str> = roles.iter().map(Role::en).collect();
                Text::new(
                    format!("您现在的角色不能做这一步，请让{}来做", zh.join("或")),
                    format!(
                        "Your role does not do this: ask a {}",
                        en.join(" or ").to_lowercase()
                    ),
                )
            }
            Self::OtherUnit { unit: None } => Text::new(
                "还没有转给哪个单位，请先转办",
                "It is not assigned to a unit yet: assign it first",
            ),
            Self::OtherUnit { unit: Some(unit) } => Text::new(
                format!("这件由 {unit} 办理，请让它来做，或先改转给您的单位"),
                format!("{unit} handles this: ask it, or have the case assigned to your unit"),
            ),
            Self::OtherHandlers(names) => Text::new(
                format!(
                    "这件由 {} 承办，请让他们来做，或先改派给您",
                    names.join("、")
                ),
                format!(
                    "{} handle this: ask them, or have it assigned to you",
                    names.join(", ")
                ),
            ),
            Self::AnotherPerson => Text::new(
                "这件是您办结的，再办要由另一个人看，请改派给别人",
                "You closed this: another person has to look at it now; assign it to somebody else",
            ),
            Self::FourEyes => Text::new(
                "您办过这件或写过要公开的话，请让没有经手的人来做",
                "You worked on this or wrote what is to be public: ask somebody who did not",
            ),
            Self::WrongStage(stage) => Text::new(
                format!(
                    "这件现在是“{}”，这一步还不能做或者已经过了，请先看办理经过",
                    stage.zh()
                ),
                format!(
                    "It is “{}” now, too early or too late for this: look at its history first",
                    stage.en()
                ),
            ),
            Self::Ended(stage) => Text::new(
                format!("这件{}，不再办理。需要的话请另报一件", stage.zh()),
                format!(
                    "It has ended ({}): send a new one if it is needed",
                    stage.en().to_lowercase()
                ),
            ),
            Self::ClockStopped => {
                Text::new("钟停着，请先续钟", "The clock is stopped: let it run first")
            }
            Self::ClockRuns => {
                Text::new("钟没有停，不用续", "The clock runs: there is nothing to do")
            }
            Self::Missing(slot) => Text::new(
                format!("请写“{}”", slot.zh()),
                format!("Write this: {}", slot.en().to_lowercase()),
            ),
            Self::TooLong { slot, max } => Text::new(
                format!("“{}”不能超过 {max} 个字，请写短些", slot.zh()),
                format!(
                    "{} must be {max} characters or fewer: shorten it",
                    slot.en()
                ),
            ),
            Self::ControlCharacter(slot) => Text::new(
                format!("“{}”里有无法显示的控制字符，请删去", slot.zh()),
                format!(
                    "{} has a control character that cannot be shown: remove it",
                    slot.en()
                ),
            ),
            Self::NotChosen(list) => {
                let (zh, en) = list.terms();
                Text::new(format!("请选{zh}"), format!("Choose {en}"))
            }
            Self::NotInList { list, given } => {
                let (zh, en) = list.terms();
                Text::new(
                    format!("“{given}”不在列表里，请从列表中选{zh}"),
                    format!("“{given}” is not in the list: choose {en} from the list"),
                )
            }
            Self::ContestOver { until } => {
                let day = until.in_words();
                Text::new(
                    format!("{}以后不能再要求再办这一件，请另报一件", day.zh),
                    format!("It could be contested until {}: send a new one", day.en),
                )
            }
            Self::Score(score) => Text::new(
                format!("评价要在 1 到 5 之间，不能是 {score}"),
                format!("A rating is 1 to 5, not {score}"),
            ),
            Self::TooManyRemarks(max) => Text::new(
                format!("这件已经补充了 {max} 次，请另报一件"),
                format!("{max} remarks were added to this: send a new one"),
            ),
            Self::NoOtherCase => Text::new(
                "没有要并入的那一件，请核对编号",
                "There is no such case to merge into: check its number",
            ),
            Self::MergeIntoItself => Text::new(
                "不能并入自己，请选另一件",
                "A case is not merged into itself: choose another",
            ),
            Self::OtherEnded(stage) => Text::new(
                format!("那一件已经是“{}”，请并入还在办的一件", stage.zh()),
                format!(
                    "That case is “{}”: choose one that is still open",
                    stage.en()
                ),
            ),
            Self::OtherPublication => Text::new(
                "两件的公开方式不同，不能并在一起，请分别办理",
                "The two are made public in different ways and are not merged: handle each by itself",
            ),
            Self::NoSuchUnit(unit) => Text::new(
                format!("没有代码是 {unit} 的单位，请从单位表里选"),
                format!("There is no unit {unit}: choose one of the list of units"),
            ),
            Self::NotHandledHere => Text::new(
                "这类事不在这里办，请引导到 110、119 或 120 等渠道",
                "This is not handled here: refer it, as to 110, 119 or 120",
            ),
            Self::GroupsOnly => Text::new(
                "这类诉求只能成组公开，不能单独公开",
                "Cases of this kind are published in groups only, never by themselves",
            ),
            Self::NotInGroups => Text::new(
                "这类诉求逐件公开，不成组计入",
                "Cases of this kind are published one by one and not counted in groups",
            ),
            Self::GroupedAlready => Text::new(
                "这件已经计入公布过的一组，不能再计",
                "It is counted in a published group already, and is not counted again",
            ),
            Self::NotCleared => Text::new(
                "还没有人审核过，请先审核公开",
                "Nobody has cleared it: clear it first",
            ),
            Self::ClearingStale => Text::new(
                "审核以后又改了要公开的内容，请重新审核",
                "What is public changed since it was cleared: clear it again",
            ),
            Self::Withheld => Text::new(
                "这件定为不公布，要公布请先重新审核",
                "It is withheld: clear it again before it is published",
            ),
            Self::OtherIdentifier(id) => Text::new(
                format!("这件已经用 {id} 公布，请用同一个编号"),
                format!("It is published as {id}: use the same identifier"),
            ),
            Self::BadIdentifier(id) => Text::new(
                format!("编号“{id}”只能用 ASCII 字母、数字、- 和 _，最长 64 个字符，请改一个"),
                format!(
                    "The identifier “{id}” may have ASCII letters, digits, - and _ only, 64 at most: choose another"
                ),
            ),
            Self::NothingToPublish => Text::new(
                "公布的就是现在这样，没有要公布的",
                "It is published as it is: there is nothing to publish",
            ),
            Self::PersonalData(suspects) => {
                let zh: Vec<String> = suspects
                    .iter()
                    .map(|s| format!("“{}”（{}，在{}里）", s.text, s.kind.zh(), s.slot.zh()))
                    .collect();
                let en: Vec<String> = suspects
                    .iter()
                    .map(|s| {
                        format!(
                            "“{}” ({}, in: {})",
                            s.text,
                            s.kind.en(),
                            s.slot.en().to_lowercase()
                        )
                    })
                    .collect();
                Text::new(
                    format!(
                        "可能有个人信息：{}。请去掉，或逐个确认不是个人信息",
                        zh.join("，")
                    ),
                    format!(
                        "This may be personal data: {}. Take it out, or confirm each as not personal",
                        en.join(", ")
                    ),
                )
            }
            Self::NoSuchPhoto(number) => Text::new(
                format!("没有第 {} 张照片，请核对", number.saturating_add(1)),
                format!(
                    "There is no photo {}: check the number",
                    number.saturating_add(1)
                ),
            ),
            Self::SameMeans => Text::new(
                "已经是这一类，不用改",
                "It is of this class already: there is nothing to change",
            ),
            Self::NotUnderstood(kind) => Text::new(
                format!("这件有这个版本看不懂的记录“{kind}”，请更新程序再办"),
                format!(
                    "Its log has an entry “{kind}” that this version does not know: update the program"
                ),
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().en)
    }
}

impl std::error::Error for Refusal {}
