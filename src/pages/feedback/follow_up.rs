//! What the holder of a receipt can do: add something, contest the closing, rate the answer, withdraw.

use api::{Case, FollowUp, FollowUpKind};
use civic::cases::ContestGround;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use routes::handling::follow_ups;
use web::dom::{focus, focus_heading, random_hex};
use web::format;
use web::http::{Reply, Unreachable, post_json};
use web::i18n::lang;
use web::reactive::{attr, reactive, spawn};

use super::found::Found;
use crate::components::{Glyph, Icon, SmallGlyph};
use crate::messages::{feedback, follow};

/// The case of the page, which an answer replaces.
type Shown = RwSignal<Option<Result<Found, Unreachable>>>;

/// What can be done with a case now, as the server says.
#[component]
pub(super) fn FollowUps<'a>(case: &'a Case, found: Shown) -> impl IntoView + use<> {
    let can = |kind: FollowUpKind| case.follow_ups.contains(&kind);
    let act = |kind: FollowUpKind| Act::new(kind, &case.token, found);
    let until = case.contest_until.map(|by| {
        let day = format::near_day(lang(), by.local().date);
        follow::CONTEST_UNTIL.text().replace("{}", &day)
    });
    let rate = can(FollowUpKind::Rate)
        .then(|| act(FollowUpKind::Rate).form(follow::RATE.text(), rating()));
    let contest = can(FollowUpKind::Contest).then(|| {
        let lead = view! { <p><b>{until}</b>{follow::CONTEST_BY_ANOTHER.text()}</p> }.into_any();
        act(FollowUpKind::Contest).form(
            follow::CONTEST.text(),
            Asked {
                lead,
                choices: grounds(),
            },
        )
    });
    let remark = can(FollowUpKind::Remark)
        .then(|| act(FollowUpKind::Remark).form(follow::REMARK.text(), Asked::nothing()));
    let withdraw = can(FollowUpKind::Withdraw).then(|| {
        let lead = view! { <p>{follow::WITHDRAW_MEANS.text()}</p> }.into_any();
        act(FollowUpKind::Withdraw).form(
            follow::WITHDRAW.text(),
            Asked {
                lead,
                choices: Vec::new(),
            },
        )
    });
    view! { <div class="no-print">{rate}{contest}{remark}{withdraw}</div> }
}

/// What is asked beside the words.
struct Asked {
    lead: AnyView,
    /// The value and the name of each.
    choices: Vec<(String, String)>,
}

impl Asked {
    fn nothing() -> Self {
        Self {
            lead: ().into_any(),
            choices: Vec::new(),
        }
    }
}

fn rating() -> Asked {
    let name = |score: u8| match score {
        1 => format!("{score} {}", follow::SCORE_WORST.text()),
        5 => format!("{score} {}", follow::SCORE_BEST.text()),
        _ => score.to_string(),
    };
    Asked {
        lead: view! { <p class="s soft">{follow::RATE_WHO_SEES.text()}</p> }.into_any(),
        choices: (1..=5)
            .map(|score| (score.to_string(), name(score)))
            .collect(),
    }
}

fn grounds() -> Vec<(String, String)> {
    let named = |ground: &ContestGround| {
        let name = lang().term(ground.zh(), ground.en());
        (ground.code().to_owned(), name.to_owned())
    };
    ContestGround::ALL.iter().map(named).collect()
}

/// The case as it is then, or why nothing was done.
fn outcome(reply: Result<Reply, Unreachable>) -> Result<Found, String> {
    let Ok(reply) = reply else {
        return Err(follow::NOT_SENT_OFFLINE.text().to_owned());
    };
    let found = Found::of(&reply);
    if matches!(found, Found::Case(_)) {
        return Ok(found);
    }
    let errors = reply.read::<Vec<api::Error>>().unwrap_or_default();
    let why = errors
        .first()
        .map(|error| lang().pick(&error.message()).to_owned());
    Err(why.unwrap_or_else(|| follow::NOT_SENT.text().to_owned()))
}

/// One thing that can be done, while it is filled in.
struct Act {
    kind: FollowUpKind,
    token: String,
    found: Shown,
    text: RwSignal<String>,
    chosen: RwSignal<String>,
    /// What is wrong with it, or why it was not sent.
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
}

impl Act {
    fn new(kind: FollowUpKind, token: &str, found: Shown) -> Self {
        Self {
            kind,
            token: token.to_owned(),
            found,
            text: RwSignal::new(String::new()),
            chosen: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
        }
    }

    /// What would be sent; otherwise what is still missing.
    fn follow_up(kind: &FollowUpKind, text: &str, chosen: &str) -> Result<FollowUp, &'static str> {
        let text = text.trim();
        let follow_up = FollowUp {
            kind: kind.clone(),
            text: text.to_owned(),
            ground: None,
            score: None,
        };
        match kind {
            FollowUpKind::Rate => match chosen.parse() {
                Ok(score) => Ok(FollowUp {
                    score: Some(score),
                    ..follow_up
                }),
                Err(_) => Err(follow::CHOOSE_SCORE.text()),
            },
            FollowUpKind::Contest if chosen.is_empty() => Err(follow::CHOOSE_GROUND.text()),
            FollowUpKind::Contest | FollowUpKind::Remark if text.is_empty() => {
                Err(follow::WRITE_ONE.text())
            }
            FollowUpKind::Contest => Ok(FollowUp {
                ground: Some(ContestGround::from_code(chosen)),
                ..follow_up
            }),
            _ => Ok(follow_up),
        }
    }

    fn form(self, title: &'static str, asked: Asked) -> AnyView {
        let Self {
            kind,
            token,
            found,
            text,
            chosen,
            wrong,
            is_busy,
        } = self;
        let id = format!("do-{}", kind.code());
        let choices = asked.choices.into_iter().enumerate().map(|(i, (value, name))| {
            let choice_id = format!("{id}-{i}");
            let choose = move |_| chosen.set(value.clone());
            view! {
                <div class="opt"><input type="radio" name=id.clone() id=choice_id.clone() on:change=choose/><label for=choice_id>{name}</label></div>
            }
            .into_any()
        });
        let choices: Vec<AnyView> = choices.collect();
        let choices = (!choices.is_empty()).then(|| {
            view! { <fieldset class="opts"><legend class="off">{title}</legend>{choices}</fieldset> }
        });
        let label = match kind {
            FollowUpKind::Contest | FollowUpKind::Remark => follow::WRITE_ONE.text(),
            FollowUpKind::Withdraw => follow::WHY_OPTIONAL.text(),
            _ => follow::WORDS_OPTIONAL.text(),
        };
        let error_id = format!("{id}-error");
        let (field_id, shown_id) = (format!("{id}-text"), error_id.clone());
        let field = view! {
            <div class="field">
                <label for=field_id.clone()>{label}</label>
                <textarea class="in" id=field_id rows="2" aria-describedby=shown_id on:input=move |event| text.set(event_target_value(&event))></textarea>
            </div>
        };
        let section = format!("{id}-form");
        let back_to = format!("#{section} h2");
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            if is_busy.get_untracked() {
                return;
            }
            let written = Self::follow_up(&kind, &text.get_untracked(), &chosen.get_untracked());
            let follow_up = match written {
                Ok(follow_up) => follow_up,
                Err(missing) => return wrong.set(missing.to_owned()),
            };
            is_busy.set(true);
            wrong.set(String::new());
            let (path, back_to) = (follow_ups(&token), back_to.clone());
            let body = serde_json::to_string(&follow_up).unwrap_or_default();
            spawn(async move {
                let reply = post_json(&path, &random_hex::<16>(), &body).await;
                is_busy.try_set(false);
                match outcome(reply) {
                    Ok(case) => {
                        found.try_set(Some(Ok(case)));
                        request_animation_frame(focus_heading);
                    }
                    Err(why) => {
                        wrong.try_set(why);
                        request_animation_frame(move || focus(&back_to));
                    }
                }
            });
        };
        let error = reactive(move || {
            let why = wrong.get();
            let shown = (!why.is_empty())
                .then(|| view! { <p class="bad"><SmallGlyph icon=Icon::WARN/>{why}</p> });
            shown.into_any()
        });
        view! {
            <details id=section>
                <summary><h2 tabindex="-1">{title}</h2><Glyph icon=Icon::DOWN/></summary>
                <form novalidate on:submit=send>
                    {asked.lead}
                    {choices}
                    <div role="alert" id=error_id>{error}</div>
                    {field}
                    <p class="next-bar">
                        <button class="btn" type="submit" aria-disabled=attr(move || is_busy.get().then_some("true"))>
                            {reactive(move || if is_busy.get() { feedback::SENDING.text() } else { title }.into_any())}
                        </button>
                    </p>
                </form>
            </details>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(kind: &FollowUpKind, text: &str, chosen: &str) -> Option<FollowUp> {
        Act::follow_up(kind, text, chosen).ok()
    }

    #[test]
    fn what_is_needed_is_asked_for_and_no_more() {
        assert!(made(&FollowUpKind::Remark, "  ", "").is_none());
        assert_eq!(
            made(&FollowUpKind::Remark, " x ", "").map(|f| f.text),
            Some("x".to_owned())
        );
        assert!(made(&FollowUpKind::Rate, "", "").is_none());
        assert_eq!(
            made(&FollowUpKind::Rate, "", "4").and_then(|f| f.score),
            Some(4)
        );
        assert!(made(&FollowUpKind::Contest, "x", "").is_none());
        assert!(made(&FollowUpKind::Contest, "", "not_solved").is_none());
        let contest = made(&FollowUpKind::Contest, "x", "not_solved");
        assert_eq!(
            contest.and_then(|f| f.ground),
            Some(ContestGround::NotSolved)
        );
        assert!(made(&FollowUpKind::Withdraw, "", "").is_some());
    }
}
