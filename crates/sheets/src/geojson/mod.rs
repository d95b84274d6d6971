//! GeoJSON as offices and data portals have it: the document, its coordinate system, and polygons
//! whose small faults are repaired.

mod crs;
mod document;
mod position;
mod repair;
mod simplify;

pub(crate) use crs::Crs;
pub(crate) use document::{DocumentError, as_text, read, read_with_members};
pub(crate) use position::{line, millionths, place, point};
pub(crate) use repair::{Fault, repair};
pub(crate) use simplify::simplify;
