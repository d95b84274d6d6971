//! Photos, decoded by the browser and written anew: of a file nothing remains but its picture, neither
//! the place and the camera that it names nor whatever else it may hold.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::Event;
use wasm_bindgen_futures::JsFuture;

use crate::dom::{call, property};

/// The longest side of a photo that is kept, in pixels: signs can be read on it.
const LONGEST_SIDE: f64 = 1600.0;
/// The shorter sides that are tried for a picture that takes too much room.
const SHORTER: [f64; 3] = [1.0, 0.7, 0.45];
/// The qualities that are tried, by the scale of the browser.
const QUALITIES: [f64; 3] = [0.8, 0.6, 0.4];
/// The most characters of a photo's address: three of them are then a quarter of what a browser lets a
/// site keep.
const MAX_ADDRESS: usize = 420_000;
/// No camera of a phone makes larger files; a browser might run out of memory over one.
const MAX_FILE_BYTES: f64 = 40e6;
const JPEG: &str = "data:image/jpeg;base64,";

/// A photo as it is kept and sent: a JPEG.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photo {
    /// The JPEG as a `data:` address.
    pub address: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Why a file is not taken as a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPhoto {
    /// The browser cannot read it as a picture.
    Unreadable,
    /// It is larger than any photo.
    TooLarge,
}

/// A part of a photo, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// A file that was chosen.
pub struct Chosen(JsValue);

impl Chosen {
    /// The files that were chosen with a file field, which is empty afterwards, so that the same can be
    /// chosen again.
    pub fn of(event: &Event) -> Vec<Self> {
        let field: JsValue = event.target().into();
        let files: Array = Array::from(&property(&field, "files"));
        let files = files.iter().map(Self).collect();
        let _ = Reflect::set(&field, &"value".into(), &"".into());
        files
    }

    /// What the file is called.
    pub fn name(&self) -> String {
        property(&self.0, "name").as_string().unwrap_or_default()
    }

    /// The picture in it.
    pub async fn photo(&self) -> Result<Photo, NotAPhoto> {
        let size = property(&self.0, "size").as_f64().unwrap_or_default();
        if size > MAX_FILE_BYTES {
            return Err(NotAPhoto::TooLarge);
        }
        let picture = ended(call(&window(), "createImageBitmap", &[&self.0])).await;
        drawn(&picture.map_err(|_| NotAPhoto::Unreadable)?, None)
    }
}

impl Photo {
    /// The same with a part of it blacked out, which cannot be undone.
    pub async fn covered(&self, area: Area) -> Result<Self, NotAPhoto> {
        let picture = self.picture().await.map_err(|_| NotAPhoto::Unreadable)?;
        drawn(&picture, Some(area))
    }

    async fn picture(&self) -> Result<JsValue, JsValue> {
        let image: Function = property(&window(), "Image").dyn_into()?;
        let picture = Reflect::construct(&image, &Array::new())?;
        Reflect::set(&picture, &"src".into(), &self.address.as_str().into())?;
        ended(call(&picture, "decode", &[])).await?;
        Ok(picture)
    }

    /// The bytes of the JPEG.
    pub fn bytes(&self) -> Vec<u8> {
        let encoded = self.address.strip_prefix(JPEG).unwrap_or_default();
        let read = call(&window(), "atob", &[&encoded.into()]);
        let read = read.ok().and_then(|read| read.as_string());
        let bytes = read.unwrap_or_default();
        bytes.chars().filter_map(|c| u8::try_from(c).ok()).collect()
    }
}

async fn ended(promise: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    let promise: Promise = promise?.dyn_into()?;
    JsFuture::from(promise).await
}

/// A picture as a JPEG within the bounds.
fn drawn(picture: &JsValue, cover: Option<Area>) -> Result<Photo, NotAPhoto> {
    let mut smallest = Err(NotAPhoto::Unreadable);
    for shorter in SHORTER {
        for quality in QUALITIES {
            let photo = draw(picture, cover, LONGEST_SIDE * shorter, quality);
            let photo = photo.ok().flatten().ok_or(NotAPhoto::Unreadable)?;
            if photo.address.len() <= MAX_ADDRESS {
                return Ok(photo);
            }
            smallest = Err(NotAPhoto::TooLarge);
        }
    }
    smallest
}

/// `None` where the browser makes no JPEG of it.
fn draw(
    picture: &JsValue,
    cover: Option<Area>,
    longest: f64,
    quality: f64,
) -> Result<Option<Photo>, JsValue> {
    let side = |name| property(picture, name).as_f64().unwrap_or_default();
    let (width, height) = (side("width"), side("height"));
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = (pixels(width * scale), pixels(height * scale));
    if width == 0 || height == 0 {
        return Ok(None);
    }
    let canvas = document().create_element("canvas")?;
    canvas.set_attribute("width", &width.to_string())?;
    canvas.set_attribute("height", &height.to_string())?;
    let pen = call(&canvas, "getContext", &[&"2d".into()])?;
    let fill = |colour: &str, area: Area| {
        Reflect::set(&pen, &"fillStyle".into(), &colour.into())?;
        let [x, y, wide, high] = [area.x, area.y, area.width, area.height].map(JsValue::from);
        call(&pen, "fillRect", &[&x, &y, &wide, &high])
    };
    let whole = Area {
        x: 0,
        y: 0,
        width,
        height,
    };
    // A JPEG has no transparency: what shines through would be black.
    fill("#fff", whole)?;
    let [zero, wide, high] = [0, width, height].map(JsValue::from);
    call(&pen, "drawImage", &[picture, &zero, &zero, &wide, &high])?;
    if let Some(area) = cover {
        fill("#000", area)?;
    }
    let made = call(
        &canvas,
        "toDataURL",
        &[&"image/jpeg".into(), &quality.into()],
    )?;
    let made = made.as_string().filter(|made| made.starts_with(JPEG));
    Ok(made.map(|address| Photo {
        address,
        width,
        height,
    }))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and no side is negative"
)]
fn pixels(side: f64) -> u32 {
    side.round() as u32
}
