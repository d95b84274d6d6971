//! What may be personal data in a text: the warning while it is written, and what the public would
//! see of it.

use civic::cases::Field;
use civic::cases::personal_data::scan;
use civic::cases::redaction::{Piece, pieces, without_personal_data};
use leptos::prelude::*;
use web::dom::focus;
use web::i18n::lang;
use web::reactive::reactive;

use super::steps::{field_id, read, value_of};
use crate::components::{Glyph, Icon, Note, NoteKind};
use crate::messages::feedback;
use crate::state::site;

/// Warns of what may be personal data in a text, while it is written. The way to reach a person is
/// stored apart, so there it belongs. `taken_out` counts how often something was taken out here.
#[component]
pub(super) fn PersonalData(
    field: Field,
    #[prop(optional)] taken_out: Option<RwSignal<u32>>,
) -> impl IntoView {
    let draft = site().draft;
    // Not built again while it says the same, nor announced.
    let found = Memo::new(move |_| {
        let text = read(draft, field);
        if field == Field::Contact {
            return Vec::new();
        }
        let lang = lang();
        let part = |start, end| text.get(start..end).unwrap_or_default().to_owned();
        let suspects = scan(&text).into_iter();
        suspects
            .map(|s| {
                (
                    lang.term(s.kind.zh(), s.kind.en()).to_owned(),
                    part(s.start, s.end),
                )
            })
            .collect::<Vec<_>>()
    });
    let warning = reactive(move || {
        let found = found.get();
        if found.is_empty() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = found
            .into_iter()
            .map(|(kind, part)| {
                view! { <li>{kind} " " <span class="mk">{part}</span></li> }.into_any()
            })
            .collect();
        let button = taken_out.map(|taken_out| {
            let act = move |_| {
                draft.update(|d| {
                    let text = value_of(d.edit(), field);
                    *text = without_personal_data(text);
                });
                taken_out.update(|times| *times += 1);
                focus(&format!("#{}", field_id(field)));
            };
            view! { <p class="wrap"><button class="btn" type="button" on:click=act>{feedback::TAKE_OUT.text()}</button></p> }
        });
        view! {
            <Note kind=NoteKind::Warn icon=Icon::WARN>
                <p><b>{feedback::PERSONAL_ONE.text()}</b></p>
                <ul>{rows}</ul>
                {button}
                <p class="s">{feedback::PERSONAL_KEEP.text()}</p>
            </Note>
        }
        .into_any()
    });
    view! { <div role="status" id=format!("{}-personal", field_id(field))>{warning}</div> }
}

/// What the public would see of the description.
#[component]
pub(super) fn PublicSees() -> impl IntoView {
    let draft = site().draft;
    let shown = reactive(move || {
        let text = read(draft, Field::Description);
        if text.trim().is_empty() {
            return view! { <p class="soft">{feedback::PUBLIC_SEES_NOTHING.text()}</p> }.into_any();
        }
        let parts: Vec<AnyView> = pieces(&text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Shown(text) => text.to_owned().into_any(),
                Piece::LeftOut(_) => {
                    view! { <span class="cut-out">{feedback::LEFT_OUT.text()}</span> }.into_any()
                }
            })
            .collect();
        view! { <p class="as-written">{parts}</p> }.into_any()
    });
    view! {
        <section class="seen">
            <h2><Glyph icon=Icon::EYE/>{feedback::PUBLIC_SEES.text()}</h2>
            <div>{shown}<p class="s soft">{feedback::PUBLIC_SEES_AFTER.text()}</p></div>
        </section>
    }
}
