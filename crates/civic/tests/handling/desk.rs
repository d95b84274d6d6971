//! A desk at which a case is handled.

use civic::cases::handling::{
    Action, Actor, Context, Entry, Event, EventKind, PauseReason, PublicVersion, Reference,
    ReferenceKind, Refusal, Role, State, WithheldReason, decide, possible, receive,
};
use civic::cases::{
    CloseReason, ContestGround, FeedbackSettings, Means, Publication, Service, Stage, Submission,
};
use civic::duties::{Level, Unit};
use civic::time::{Calendar, Instant, Local, Zone};
use civic::{CaseKey, Text};
use fixtures::{calendar, date, xining};

pub(crate) const UNIT: &str = "630102001";
pub(crate) const OTHER_UNIT: &str = "630102002";

/// A case, and what is known around it.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) service: Service,
    pub(crate) settings: FeedbackSettings,
    pub(crate) calendar: Calendar,
    pub(crate) zone: Zone,
    pub(crate) units: Vec<Unit>,
    pub(crate) key: CaseKey,
    pub(crate) other: Option<State>,
    pub(crate) now: Instant,
    pub(crate) log: Vec<Entry>,
}

pub(crate) fn both(text: &str) -> Text {
    Text::new(text, format!("{text} (en)"))
}

pub(crate) fn staff(name: &str, role: Role, unit: Option<&str>) -> Actor {
    Actor::Staff {
        name: name.to_owned(),
        role,
        unit: unit.map(Into::into),
    }
}

pub(crate) fn screener() -> Actor {
    staff("sara", Role::Screener, None)
}

pub(crate) fn handler() -> Actor {
    staff("hana", Role::Handler, Some(UNIT))
}

pub(crate) fn second_handler() -> Actor {
    staff("hugo", Role::Handler, Some(UNIT))
}

pub(crate) fn other_handler() -> Actor {
    staff("olga", Role::Handler, Some(OTHER_UNIT))
}

pub(crate) fn reviewer() -> Actor {
    staff("vera", Role::Reviewer, None)
}

/// What a person wrote, in which every text is recognised again.
pub(crate) fn submission() -> Submission {
    Submission {
        service_code: "help".into(),
        description: "PRIVATE 门前的雪没人扫".to_owned(),
        address_string: "PRIVATE 朝阳东路".to_owned(),
        happened: "PRIVATE 昨天".to_owned(),
        contact: "PRIVATE 13800138000".to_owned(),
        ..Submission::default()
    }
}

impl Desk {
    pub(crate) fn new(publication: Publication) -> Self {
        let unit = |code: &str| Unit {
            code: code.into(),
            name: both(code),
            level: Level::Street,
            parent: None,
        };
        let service = Service {
            code: "help".into(),
            name: both("求助"),
            description: Text::default(),
            reply_working_days: Some(5),
            redirect: false,
            anonymous: false,
            publication,
            questions: Vec::new(),
        };
        let zone = xining();
        let first = date("2026-06-01");
        let now = zone.instant(Local {
            date: first,
            second: 9 * 3600,
        });
        let calendar = calendar();
        let (event, words) = receive(&submission(), &service, &calendar, first, None, 2);
        Self {
            log: vec![Entry {
                at: now,
                by: Actor::System,
                event,
                words,
            }],
            service,
            settings: FeedbackSettings {
                text_max_chars: 2000,
                contact_retention_days: 90,
                text_retention_days: 730,
                contest_days: 10,
                screen_working_days: 1,
            },
            calendar,
            zone,
            units: vec![unit(UNIT), unit(OTHER_UNIT)],
            key: "C-1".into(),
            other: None,
            now,
        }
    }

    /// A case in a stage that `decide` leads to.
    pub(crate) fn at(stage: &Stage) -> Self {
        Self::of(Publication::Each, stage)
    }

    pub(crate) fn of(publication: Publication, stage: &Stage) -> Self {
        let mut desk = Self::new(publication);
        desk.other = Some(desk.state());
        let screen = (screener(), screen());
        let assign = (screener(), assign());
        let answer = (handler(), answer());
        let close = (handler(), close());
        let steps = match stage {
            Stage::Received => vec![],
            Stage::Screened => vec![screen],
            Stage::Assigned => vec![screen, assign],
            Stage::InProgress => vec![screen, assign, (handler(), progress())],
            Stage::Answered => vec![screen, assign, answer],
            Stage::Closed => vec![screen, assign, answer, close],
            Stage::Reopened => vec![screen, assign, answer, close, (Actor::Reporter, contest())],
            Stage::Merged => vec![screen, (screener(), merge())],
            Stage::Referred => vec![screen, (screener(), refer())],
            Stage::Withdrawn => vec![(Actor::Reporter, Action::Withdraw {})],
            Stage::Unknown(_) => panic!("nothing leads to it"),
        };
        for (actor, action) in steps {
            desk.act(&actor, action);
        }
        assert_eq!(desk.state().stage, *stage);
        desk
    }

    pub(crate) fn state(&self) -> State {
        State::of(&self.log).expect("a log that decide wrote is whole")
    }

    fn context(&self) -> Context<'_> {
        Context {
            key: &self.key,
            now: self.now,
            zone: &self.zone,
            calendar: &self.calendar,
            settings: &self.settings,
            service: Some(&self.service),
            units: &self.units,
            other: self.other.as_ref(),
        }
    }

    pub(crate) fn possible(&self, actor: &Actor) -> Vec<EventKind> {
        possible(&self.state(), &self.context(), actor)
    }

    pub(crate) fn decide(&self, actor: &Actor, action: Action) -> Result<Entry, Refusal> {
        decide(&self.state(), &self.context(), actor, action).map(|(event, words)| Entry {
            at: self.now,
            by: actor.clone(),
            event,
            words,
        })
    }

    pub(crate) fn try_act(&mut self, actor: &Actor, action: Action) -> Result<(), Refusal> {
        let entry = self.decide(actor, action)?;
        self.log.push(entry);
        self.state();
        Ok(())
    }

    pub(crate) fn act(&mut self, actor: &Actor, action: Action) {
        let told = format!("{actor:?} {action:?}");
        assert_eq!(self.try_act(actor, action), Ok(()), "{told}");
    }

    pub(crate) fn refusal(&self, actor: &Actor, action: Action) -> Refusal {
        let told = format!("{actor:?} {action:?}");
        self.decide(actor, action).expect_err(&told)
    }

    pub(crate) fn pass_days(&mut self, days: i64) {
        self.now.0 += days * 86_400;
    }

    pub(crate) fn last_event(&self) -> &Event {
        &self.log.last().expect("the receipt").event
    }
}

pub(crate) fn screen() -> Action {
    Action::Screen {
        text: Text::default(),
    }
}

pub(crate) fn merge() -> Action {
    Action::Merge {
        into: "C-2".into(),
        text: Text::default(),
    }
}

pub(crate) fn refer() -> Action {
    Action::Refer {
        to: None,
        text: both("请打 119"),
    }
}

pub(crate) fn assign() -> Action {
    Action::Assign {
        unit: UNIT.into(),
        handlers: Vec::new(),
        text: Text::default(),
    }
}

pub(crate) fn progress() -> Action {
    Action::Progress {
        text: both("已清主要路段"),
    }
}

pub(crate) fn pause() -> Action {
    Action::Pause {
        reason: Some(PauseReason::WaitingForReporter),
        text: Text::default(),
    }
}

pub(crate) fn resume() -> Action {
    Action::Resume {
        text: Text::default(),
    }
}

pub(crate) fn answer() -> Action {
    Action::Answer {
        text: both("已清完"),
        basis: vec![Reference::new(ReferenceKind::Duty, "D-36")],
    }
}

pub(crate) fn close() -> Action {
    Action::Close {
        reason: Some(CloseReason::Done),
        means: Some(Means::Service),
        ground: both("组织清扫，没有对谁提要求"),
    }
}

pub(crate) fn reopen() -> Action {
    Action::Reopen {
        note: "PRIVATE 复核时发现没清".to_owned(),
    }
}

pub(crate) fn contest() -> Action {
    Action::Contest {
        ground: Some(ContestGround::NotSolved),
        text: "PRIVATE 还有冰".to_owned(),
    }
}

pub(crate) fn remark() -> Action {
    Action::Remark {
        text: "PRIVATE 门前还有冰".to_owned(),
        photos: 0,
    }
}

pub(crate) fn rate() -> Action {
    Action::Rate {
        score: 4,
        comment: "PRIVATE 谢谢".to_owned(),
    }
}

pub(crate) fn note() -> Action {
    Action::Note {
        text: "PRIVATE 问过社区".to_owned(),
    }
}

pub(crate) fn redact() -> Action {
    Action::Redact {
        title: both("门前积雪"),
        description: both("门前的雪没人扫"),
        left_out: vec![civic::cases::handling::Slot::Address],
    }
}

pub(crate) fn clear() -> Action {
    Action::Clear(PublicVersion {
        title: both("门前积雪没人扫"),
        description: both("路口的雪没人扫"),
        ..PublicVersion::default()
    })
}

pub(crate) fn publish() -> Action {
    Action::Publish {
        id: "q-2026-001".into(),
    }
}

pub(crate) fn withhold() -> Action {
    Action::Withhold {
        reason: Some(WithheldReason::Personal),
        note: "PRIVATE 只有一家".to_owned(),
    }
}

pub(crate) fn reclassify() -> Action {
    Action::Reclassify {
        means: Some(Means::Management),
        ground: both("要求商户清扫"),
    }
}

pub(crate) fn link() -> Action {
    Action::Link {
        to: Reference::new(ReferenceKind::Requirement, "REQ-1"),
    }
}

pub(crate) fn delete_texts() -> Action {
    Action::DeleteTexts {
        slots: civic::cases::handling::Slot::ALL
            .iter()
            .filter(|slot| slot.is_reporters())
            .cloned()
            .collect(),
    }
}

pub(crate) fn group() -> Action {
    Action::Group {
        group: civic::cases::grouped::GroupId(1),
    }
}

/// Each action once, complete.
pub(crate) fn actions() -> Vec<Action> {
    vec![
        screen(),
        merge(),
        refer(),
        assign(),
        progress(),
        pause(),
        resume(),
        answer(),
        close(),
        reopen(),
        contest(),
        remark(),
        rate(),
        Action::Withdraw {},
        note(),
        redact(),
        clear(),
        publish(),
        withhold(),
        reclassify(),
        link(),
        delete_texts(),
        group(),
    ]
}
