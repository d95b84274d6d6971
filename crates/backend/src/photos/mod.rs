//! Photos that people send with a case: decoded and written again, so that nothing but the picture is
//! kept of what came.

mod extent;
mod reencode;

pub(crate) use reencode::{MAX_BYTES, Photo, PhotoError, reencode};
