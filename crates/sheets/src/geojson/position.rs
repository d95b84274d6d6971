//! Positions: longitude first, in degrees.

use civic::places::LonLat;
use serde_json::Value;

use super::crs::Crs;

/// Degrees in millionths; `None` beyond ±180.
pub(crate) fn millionths(degrees: f64) -> Option<i32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded by the check before it"
    )]
    (degrees.abs() <= 180.0).then(|| (degrees * 1e6).round() as i32)
}

/// The point at a longitude and a latitude, in WGS 84; `None` beyond ±180.
pub(crate) fn place(lon: f64, lat: f64, crs: Crs) -> Option<LonLat> {
    // A shift is reckoned from numbers that can be degrees.
    millionths(lon)?;
    millionths(lat)?;
    let [lon, lat] = crs.to_wgs84([lon, lat]);
    Some(LonLat::new(millionths(lon)?, millionths(lat)?))
}

/// The point that a position shows, in WGS 84.
pub(crate) fn point(position: &Value, crs: Crs) -> Option<LonLat> {
    let pair = position.as_array()?;
    let degrees = |i: usize| pair.get(i).and_then(Value::as_f64);
    place(degrees(0)?, degrees(1)?, crs)
}

/// The points of a list of positions.
pub(crate) fn line(positions: &Value, crs: Crs) -> Option<Vec<LonLat>> {
    let positions = positions.as_array()?;
    positions
        .iter()
        .map(|position| point(position, crs))
        .collect()
}
