//! Coordinates as GeoReport writes them.

use serde::{Serialize, Serializer};

/// A latitude or longitude in WGS 84, kept in millionths of a degree and written as a JSON number in
/// degrees: `Degrees { e6: 36_623_178 }` is `36.623178`.
///
/// It can only be written. The portal has every place from the published tree, and its reader of JSON
/// takes no fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degrees {
    /// 1e-6 degree; north and east are positive.
    pub e6: i32,
}

impl Serialize for Degrees {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Dividing once gives the float that is nearest, which prints as the six digits it is.
        serializer.serialize_f64(f64::from(self.e6) / 1e6)
    }
}
