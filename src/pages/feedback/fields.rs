//! The fields of the form.

use civic::cases::Field;
use civic::published::FeedbackFile;
use leptos::prelude::*;
use web::i18n::{lang, localized};
use web::published::{Loaded, tree};
use web::reactive::{Attr, attr, reactive};
use web::{clock, format};

use super::personal::{PersonalData, PublicSees};
use super::steps::{Problems, field_id, is_grouped, read, value_of};
use crate::components::{Glyph, Icon, SmallGlyph};
use crate::messages::{feedback, frame};
use crate::state::{city, site};

/// What is wrong with the field of an identifier.
#[component]
pub(super) fn FieldError(problems: RwSignal<Problems>, id: String) -> impl IntoView {
    reactive(move || {
        problems.with(|problems| {
            let error = problems.iter().find(|wrong| wrong.id == id).map(|wrong| {
                view! { <p class="bad" id=format!("{id}-error")><SmallGlyph icon=Icon::WARN/>{wrong.text.clone()}</p> }
            });
            error.into_any()
        })
    })
}

/// `yes` while the field of an identifier has a problem, otherwise `no`.
pub(super) fn if_bad(
    problems: RwSignal<Problems>,
    id: &str,
    yes: &'static str,
    no: Option<&'static str>,
) -> Attr {
    let id = id.to_owned();
    attr(move || {
        let is_bad = problems.with(|problems| problems.iter().any(|wrong| wrong.id == id));
        if is_bad { Some(yes) } else { no }
    })
}

pub(super) fn class_of(problems: RwSignal<Problems>, id: &str) -> Attr {
    if_bad(problems, id, "field field-bad", Some("field"))
}

#[component]
pub(crate) fn Kinds<'a>(
    file: &'a FeedbackFile,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let draft = site().draft;
    let choices: Vec<AnyView> = file
        .services
        .iter()
        .filter(|service| !service.redirect)
        .enumerate()
        .map(|(i, service)| {
            let code = service.code.clone();
            let (mine, picked) = (code.clone(), code.clone());
            let id = if i == 0 {
                field_id(Field::ServiceCode)
            } else {
                format!("kind-{code}")
            };
            let days = service.reply_working_days.map(|days| {
                let after = if days == 1 { feedback::REPLY_ONE.text() } else { feedback::REPLY_AFTER.text() };
                view! { " " <span class="nb">{feedback::REPLY_BEFORE.text()} {days} {after}</span> }
            });
            let grouped = is_grouped(Some(service)).then(|| view! { <br/>{feedback::GROUPED_SHORT.text()} });
            view! {
                <div class="opt">
                    <input
                        type="radio" name="kind" id=id.clone() value=code.to_string() aria-describedby="f-service_code-error"
                        prop:checked=move || draft.with(|d| d.submission.service_code == mine)
                        on:change=move |_| draft.update(|d| d.edit().service_code = picked.clone())
                    />
                    <label for=id>
                        {localized(&service.name)}
                        <small>{localized(&service.description)} {days} {grouped}</small>
                    </label>
                </div>
            }
            .into_any()
        })
        .collect();
    // What is taken elsewhere is no choice here.
    let mut elsewhere: Vec<AnyView> = file
        .services
        .iter()
        .filter(|service| service.redirect)
        .map(|service| {
            let (name, description) = (localized(&service.name), localized(&service.description));
            view! {
                <div class="note note-bad part-3"><Glyph icon=Icon::PHONE/><div>
                    <p><b>{name}</b></p><p>{description}</p>
                    <Emergency/>
                </div></div>
            }
            .into_any()
        })
        .collect();
    if elsewhere.is_empty() {
        elsewhere.push(
            view! {
                <div class="note note-bad part-3"><Glyph icon=Icon::PHONE/><div>
                    <p><b>{feedback::IN_AN_EMERGENCY.text()}</b></p>
                    <Emergency/>
                </div></div>
            }
            .into_any(),
        );
    }
    let id = field_id(Field::ServiceCode);
    view! {
        <fieldset class="opts">
            <legend class="off">{feedback::STEP_WHAT.text()}</legend>
            <div class=if_bad(problems, &id, "field-bad", None)>
                <FieldError problems id=id.clone()/>
                {choices}
            </div>
        </fieldset>
        {elsewhere}
    }
}

/// The numbers to call in an emergency.
#[component]
fn Emergency() -> impl IntoView {
    let city = city();
    reactive(move || {
        let Loaded::Ready(city) = city.get() else {
            return ().into_any();
        };
        let numbers: Vec<AnyView> = city
            .emergency
            .iter()
            .map(|number| {
                let to = format!("tel:{number}");
                view! { <a class="go" href=to>{number.clone()}</a> }.into_any()
            })
            .collect();
        view! { <p class="wrap">{numbers}</p> }.into_any()
    })
}

/// What happened, and what the public would see of it.
#[component]
pub(crate) fn DescriptionField<'a>(
    file: &'a FeedbackFile,
    /// Whether no single case of the kind becomes public.
    of_group: bool,
    problems: RwSignal<Problems>,
) -> impl IntoView + use<> {
    let draft = site().draft;
    let field = Field::Description;
    let id = field_id(field);
    let taken_out = RwSignal::new(0);
    let most = file.settings.text_max_chars;
    let count = reactive(move || {
        draft
            .with(|d| d.submission.description.chars().count())
            .into_any()
    });
    view! {
        <div class=class_of(problems, &id)>
            <label for=id.clone()>{feedback::WORDS_QUESTION.text()}</label>
            <p class="hint" id="words-hint">{feedback::WORDS_QUESTION_HINT.text()}</p>
            <FieldError problems id=id.clone()/>
            <textarea
                class="in" id=id.clone() rows="6" aria-describedby="words-hint f-description-error f-description-personal"
                aria-invalid=if_bad(problems, &id, "true", None)
                prop:value=move || {
                    // The text of the field is its own while it is typed.
                    taken_out.get();
                    untrack(|| read(draft, field))
                }
                on:input=move |event| draft.update(|d| d.edit().description = event_target_value(&event))
            ></textarea>
            <p class="hint num">{count} {feedback::CHARACTERS.text()} {most} {feedback::CHARACTERS_AFTER.text()}</p>
            <PersonalData field taken_out/>
        </div>
        {(!of_group).then(|| view! { <PublicSees/> })}
    }
}

/// When it happened: one of a few days, or in words.
#[component]
pub(crate) fn WhenField(problems: RwSignal<Problems>) -> impl IntoView {
    let draft = site().draft;
    let (lang, field) = (lang(), Field::Happened);
    let chosen = RwSignal::new(0);
    let today = tree().manifest.with_untracked(|manifest| {
        manifest
            .as_ref()
            .map(|m| m.time_zone.local(clock::now()).date)
    });
    let dated = |word: &str, back: i64| {
        let Some(today) = today else {
            return word.to_owned();
        };
        let date = today.plus_days(-back);
        format!(
            "{word}{}{}",
            frame::COMMA.text(),
            format::near_day(lang, date)
        )
    };
    let words = [
        (feedback::TODAY.text(), dated(feedback::TODAY.text(), 0)),
        (
            feedback::YESTERDAY.text(),
            dated(feedback::YESTERDAY.text(), 1),
        ),
        (feedback::OFTEN.text(), feedback::OFTEN.text().to_owned()),
    ];
    let chips: Vec<AnyView> = words
        .into_iter()
        .map(|(label, value)| {
            let mine = value.clone();
            let pressed = attr(move || {
                let is_mine = draft.with(|d| d.submission.happened == mine);
                Some(if is_mine { "true" } else { "false" })
            });
            let choose = move |_| {
                draft.update(|d| d.edit().happened.clone_from(&value));
                chosen.update(|times| *times += 1);
            };
            view! { <button class="chip" type="button" aria-pressed=pressed on:click=choose>{label}</button> }.into_any()
        })
        .collect();
    let chips = view! { <div class="chips part-3">{chips}</div> }.into_any();
    view! { <TextField field label=feedback::WHEN_QUESTION.text() hint=feedback::WHEN_QUESTION_HINT.text() problems chosen before=chips/> }
}

#[component]
pub(super) fn TextField(
    field: Field,
    label: &'static str,
    hint: &'static str,
    problems: RwSignal<Problems>,
    /// Counts how often its text was chosen elsewhere.
    #[prop(optional)]
    chosen: Option<RwSignal<u32>>,
    /// What stands before the field.
    #[prop(optional)]
    before: Option<AnyView>,
) -> impl IntoView {
    let draft = site().draft;
    let id = field_id(field);
    let hint_id = format!("{id}-hint");
    let auto = if field == Field::Contact {
        None
    } else {
        Some("off")
    };
    let taken_out = chosen.unwrap_or_else(|| RwSignal::new(0));
    view! {
        <div class=class_of(problems, &id)>
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            {before}
            <FieldError problems id=id.clone()/>
            <input
                class="in" id=id.clone() type="text" autocomplete=auto aria-describedby=format!("{hint_id} {id}-error {id}-personal")
                aria-invalid=if_bad(problems, &id, "true", None)
                prop:value=move || {
                    taken_out.get();
                    untrack(|| read(draft, field))
                }
                on:input=move |event| {
                    let value = event_target_value(&event);
                    draft.update(|d| *value_of(d.edit(), field) = value);
                }
            />
            <PersonalData field taken_out/>
        </div>
    }
}
