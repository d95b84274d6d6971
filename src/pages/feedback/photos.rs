//! Photos: taken anew by the phone, shown, and blacked out in part before anyone else sees them.

use leptos::ev::Event;
use leptos::prelude::*;
use web::dom::{focus, hold_pointer, pointed_at, random_hex};
use web::photo::{Area, Chosen, NotAPhoto, Photo};
use web::reactive::{reactive, spawn};

use super::area::{Change, between, changed, first};
use crate::components::{Glyph, Icon, SmallGlyph};
use crate::messages::{feedback, frame as words};
use crate::state::photos::KeptPhoto;
use crate::state::{Draft, site};

/// The most photos of a case.
const MOST: usize = 3;

/// A photo that was not taken: what it is called, and why.
type Refused = (String, &'static str);

/// The photos of the draft, and the fields to add one.
#[component]
pub(super) fn Photos() -> impl IntoView {
    let draft = site().draft;
    let refused = RwSignal::new(None::<Refused>);
    let is_busy = RwSignal::new(false);
    let kept = Memo::new(move |_| draft.with(|draft| draft.photos.clone()));
    let rows = reactive(move || {
        let rows = kept.get().into_iter().enumerate();
        let rows: Vec<AnyView> = rows
            .map(|(i, photo)| view! { <Shown photo number={i + 1}/> }.into_any())
            .collect();
        view! { <ul>{rows}</ul> }.into_any()
    });
    let add = move |event: Event| {
        let files = Chosen::of(&event);
        refused.set(None);
        is_busy.set(true);
        spawn(async move {
            for file in files {
                if let Err(why) = added(&file, draft).await {
                    refused.try_set(Some((file.name(), why)));
                }
            }
            is_busy.try_set(false);
        });
    };
    let error = reactive(move || {
        let error = refused.get().map(|(name, why)| {
            view! {
                <div class="field field-bad">
                    <p class="bad"><SmallGlyph icon=Icon::WARN/><span>"“" {name} "”" {why}</span></p>
                    <p class="hint">{feedback::PHOTO_NOT_KEPT.text()}</p>
                </div>
            }
        });
        error.into_any()
    });
    let field = move |id: &'static str,
                      icon: Icon,
                      label: &'static str,
                      capture: Option<&'static str>| {
        view! {
            <label class="btn btn-2 pick-f">
                <Glyph icon/>
                {label}
                <input id=id type="file" accept="image/*" capture=capture aria-describedby="photo-hint" on:change=add/>
            </label>
        }
        .into_any()
    };
    let fields = reactive(move || {
        if kept.with(Vec::len) >= MOST {
            return ().into_any();
        }
        view! {
            <div class="part-3"><p class="wrap">
                {field("photo-take", Icon::CAMERA, feedback::PHOTO_TAKE.text(), Some("environment"))}
                {field("photo-add", Icon::PLUS, feedback::PHOTO_ADD.text(), None)}
            </p></div>
        }
        .into_any()
    });
    view! {
        {rows}
        <div role="status">{reactive(move || is_busy.get().then(|| view! { <p>{feedback::PHOTO_BUSY.text()}</p> }).into_any())}</div>
        <div role="alert">{error}</div>
        {fields}
        <p class="s soft part-3" id="photo-hint">{feedback::PHOTO_HINT.text()}</p>
    }
}

/// Adds the picture in a file to the draft.
async fn added(file: &Chosen, draft: RwSignal<Draft>) -> Result<(), &'static str> {
    let photo = file.photo().await.map_err(|why| match why {
        NotAPhoto::Unreadable => feedback::PHOTO_UNREADABLE.text(),
        NotAPhoto::TooLarge => feedback::PHOTO_TOO_LARGE.text(),
    })?;
    if draft.with_untracked(|draft| draft.photos.len()) >= MOST {
        return Err(feedback::PHOTO_TOO_MANY.text());
    }
    let kept = KeptPhoto::keep(random_hex::<16>(), &photo, 0);
    let kept = kept.ok_or(feedback::PHOTO_NO_ROOM.text())?;
    draft.update(|draft| draft.photos.push(kept));
    Ok(())
}

/// A photo with what can be done with it.
#[component]
fn Shown(photo: KeptPhoto, number: usize) -> impl IntoView {
    let draft = site().draft;
    let (width, height) = (photo.width, photo.height);
    let frame = RwSignal::new(None::<Area>);
    let name = format!("{} {number}", feedback::PHOTO.text());
    let picture = photo.photo();
    let address = picture.as_ref().map(|picture| picture.address.clone());
    let covered = (photo.covered > 0).then(|| {
        let covered = feedback::PHOTO_COVERED.text();
        format!(
            "{}{}",
            words::COMMA.text(),
            covered.replace("{n}", &photo.covered.to_string())
        )
    });
    let remove = {
        let photo = photo.clone();
        move |_| {
            photo.erase();
            draft.update(|draft| draft.photos.retain(|kept| *kept != photo));
            request_animation_frame(|| focus("main h1"));
        }
    };
    let cover = move |_| {
        let (Some(area), Some(picture)) = (frame.get_untracked(), picture.clone()) else {
            return;
        };
        let photo = photo.clone();
        spawn(async move {
            replace(&photo, &picture, area, draft).await;
        });
    };
    let tools = reactive(move || {
        if frame.with(Option::is_none) {
            return view! {
                <button class="btn" type="button" on:click=move |_| frame.set(Some(first(width, height)))>{feedback::COVER.text()}</button>
            }
            .into_any();
        }
        let step = move |change: Change, label: &'static str| {
            let step = move |_| {
                frame.update(|area| *area = area.map(|area| changed(area, change, width, height)));
            };
            view! { <button class="chip" type="button" on:click=step>{label}</button> }.into_any()
        };
        view! {
            <span class="hint">{feedback::COVER_HOW.text()}</span>
            <span class="chips">
                {step(Change::Left, feedback::COVER_LEFT.text())}
                {step(Change::Right, feedback::COVER_RIGHT.text())}
                {step(Change::Up, feedback::COVER_UP.text())}
                {step(Change::Down, feedback::COVER_DOWN.text())}
                {step(Change::Larger, feedback::COVER_LARGER.text())}
                {step(Change::Smaller, feedback::COVER_SMALLER.text())}
            </span>
            <button class="btn" type="button" on:click=cover.clone()>{feedback::COVER_THIS.text()}</button>
            <button class="btn btn-2" type="button" on:click=move |_| frame.set(None)>{feedback::COVER_NOT.text()}</button>
        }
        .into_any()
    });
    view! {
        <li class="keep">
            <Picture address=address.unwrap_or_default() width height frame label=name.clone()/>
            <p><b>{name.clone()}</b> {covered} " " <span class="s soft">{feedback::PHOTO_ANEW.text()}</span></p>
            <p class="wrap" role="group" aria-label=name>
                {tools}
                <button class="btn btn-2" type="button" on:click=remove><Glyph icon=Icon::CLOSE/>{feedback::PHOTO_REMOVE.text()}</button>
            </p>
        </li>
    }
}

/// Blacks a part of a photo out, in its place.
async fn replace(photo: &KeptPhoto, picture: &Photo, area: Area, draft: RwSignal<Draft>) {
    let Ok(covered) = picture.covered(area).await else {
        return;
    };
    let kept = KeptPhoto::keep(random_hex::<16>(), &covered, photo.covered + 1);
    let Some(kept) = kept else { return };
    photo.erase();
    draft.update(|draft| {
        if let Some(place) = draft.photos.iter_mut().find(|known| *known == photo) {
            *place = kept;
        }
    });
}

/// The pixel at a share of a side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share is from 0 to 1"
)]
fn part(share: f64, side: u32) -> u32 {
    (share * f64::from(side)) as u32
}

/// A photo with the frame over it, which a pointer draws.
#[component]
fn Picture(
    address: String,
    width: u32,
    height: u32,
    frame: RwSignal<Option<Area>>,
    label: String,
) -> impl IntoView {
    let from = RwSignal::new(None::<(u32, u32)>);
    let point = move |event: &Event| {
        let (x, y) = pointed_at(event)?;
        Some((part(x, width), part(y, height)))
    };
    let press = move |event: leptos::ev::PointerEvent| {
        if frame.with_untracked(Option::is_some) {
            hold_pointer(&event);
            from.set(point(&event));
        }
    };
    let draw = move |event: leptos::ev::PointerEvent| {
        if let (Some(a), Some(b)) = (from.get_untracked(), point(&event)) {
            frame.update(|area| *area = area.map(|area| between((a, b), area, width, height)));
        }
    };
    let release = move |event: leptos::ev::PointerEvent| {
        draw(event);
        from.set(None);
    };
    let drawn = reactive(move || {
        let area = frame.get().map(|area| {
            view! {
                <rect x=area.x y=area.y width=area.width height=area.height fill="#000" fill-opacity="0.6" stroke="#fff" stroke-width={(width / 200).max(2)}></rect>
            }
        });
        area.into_any()
    });
    // A finger draws instead of scrolling, as long as there is a frame.
    let touch = move |event: leptos::ev::TouchEvent| {
        if frame.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    view! {
        <svg
            width="100%" viewBox=format!("0 0 {width} {height}") role="img" aria-label=label
            on:touchstart=touch on:pointerdown=press on:pointermove=draw on:pointerup=release
        >
            <image href=address width=width height=height></image>
            {drawn}
        </svg>
    }
}
