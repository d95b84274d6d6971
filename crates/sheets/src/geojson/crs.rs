//! Coordinate systems of Chinese maps. CGCS2000 matches WGS 84 within a metre and is taken as it
//! is. GCJ-02 is WGS 84 with a shift that varies from place to place; BD-09 is GCJ-02 with a second
//! one. Both are turned back into WGS 84.

use std::f64::consts::PI;

use serde::Deserialize;
use serde_json::Value;

/// The coordinate system of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Crs {
    /// WGS 84, as satellites and OpenStreetMap have it.
    #[default]
    #[serde(rename = "wgs84")]
    Wgs84,
    /// CGCS2000 (EPSG:4490), as Chinese surveys have it: WGS 84 within a metre.
    #[serde(rename = "cgcs2000")]
    Cgcs2000,
    /// GCJ-02, as Chinese web maps have it.
    #[serde(rename = "gcj02")]
    Gcj02,
    /// BD-09, as Baidu has it.
    #[serde(rename = "bd09")]
    Bd09,
}

impl Crs {
    /// The system of longitude and latitude that a GeoJSON file's own `crs` member names; the name of
    /// any other, whose coordinates would be wrong here. Without the member it is WGS 84.
    pub(crate) fn of_document(document: &Value) -> Result<Self, String> {
        let Some(member) = document.get("crs").filter(|member| !member.is_null()) else {
            return Ok(Self::Wgs84);
        };
        let name = member.pointer("/properties/name").and_then(Value::as_str);
        let name = name.map_or_else(|| member.to_string(), str::to_owned);
        // The last part: EPSG:4490, urn:ogc:def:crs:EPSG::4490, urn:ogc:def:crs:OGC:1.3:CRS84.
        let code = name.rsplit([':', '/']).next().unwrap_or_default();
        match code.replace([' ', '-', '_'], "").to_uppercase().as_str() {
            "4326" | "CRS84" | "WGS84" => Ok(Self::Wgs84),
            "4490" | "CGCS2000" => Ok(Self::Cgcs2000),
            _ => Err(name),
        }
    }

    /// Its name where coordinates are converted from it, to be recorded with them.
    pub(crate) fn converted_from(self) -> Option<&'static str> {
        match self {
            Self::Wgs84 | Self::Cgcs2000 => None,
            Self::Gcj02 => Some("GCJ-02"),
            Self::Bd09 => Some("BD-09"),
        }
    }

    /// Longitude and latitude in WGS 84.
    pub(crate) fn to_wgs84(self, point: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Wgs84 | Self::Cgcs2000 => point,
            Self::Gcj02 => inverse(point, gcj02_of_wgs84),
            Self::Bd09 => inverse(inverse(point, bd09_of_gcj02), gcj02_of_wgs84),
        }
    }
}

/// The ellipsoid of Krasovsky 1940, which the shift is reckoned on.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
/// The constant of BD-09.
const BD_PI: f64 = PI * 3000.0 / 180.0;

/// The point that `forward` brings to `target`: both shifts are smooth and small, so that taking
/// the error off again and again settles far below a millimetre.
fn inverse(target: [f64; 2], forward: impl Fn([f64; 2]) -> [f64; 2]) -> [f64; 2] {
    let mut guess = target;
    for _ in 0..12 {
        let reached = forward(guess);
        let off = [target[0] - reached[0], target[1] - reached[1]];
        guess = [guess[0] + off[0], guess[1] + off[1]];
        if off[0].abs().max(off[1].abs()) < 1e-10 {
            break;
        }
    }
    guess
}

/// GCJ-02 of a point in WGS 84; outside China there is no shift.
fn gcj02_of_wgs84([lon, lat]: [f64; 2]) -> [f64; 2] {
    if !(72.004..=137.8347).contains(&lon) || !(0.8293..=55.8271).contains(&lat) {
        return [lon, lat];
    }
    let (x, y) = (lon - 105.0, lat - 35.0);
    let radians = lat * PI / 180.0;
    let magic = 1.0 - ECCENTRICITY_SQUARED * radians.sin().powi(2);
    let root = magic.sqrt();
    let north =
        shift_north(x, y) * 180.0 / (AXIS * (1.0 - ECCENTRICITY_SQUARED) / (magic * root) * PI);
    let east = shift_east(x, y) * 180.0 / (AXIS / root * radians.cos() * PI);
    [lon + east, lat + north]
}

/// The wave that both shifts share.
fn ripple(x: f64) -> f64 {
    (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0
}

fn shift_north(x: f64, y: f64) -> f64 {
    -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + ripple(x)
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0
}

fn shift_east(x: f64, y: f64) -> f64 {
    300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + ripple(x)
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0
}

fn bd09_of_gcj02([x, y]: [f64; 2]) -> [f64; 2] {
    let radius = x.hypot(y) + 0.000_02 * (y * BD_PI).sin();
    let angle = y.atan2(x) + 0.000_003 * (x * BD_PI).cos();
    [radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Metres between two points that lie close together.
    fn metres(a: [f64; 2], b: [f64; 2]) -> f64 {
        let east = (a[0] - b[0]) * 111_320.0 * (a[1] * PI / 180.0).cos();
        east.hypot((a[1] - b[1]) * 110_574.0)
    }

    #[test]
    fn s6_gcj02_and_bd09_are_turned_back_within_two_metres() {
        // Published pairs: Tian'anmen in the three systems.
        let wgs84 = [116.404, 39.915];
        let gcj02 = [116.410_244_499_169_38, 39.916_404_281_501_64];
        assert!(metres(Crs::Gcj02.to_wgs84(gcj02), wgs84) < 0.01);
        let bd09_of_116_404 = [116.410_369_493_710_29, 39.921_336_993_510_21];
        let back = inverse(bd09_of_116_404, bd09_of_gcj02);
        assert!(metres(back, [116.404, 39.915]) < 0.5);
        let both = Crs::Bd09.to_wgs84(bd09_of_gcj02(gcj02));
        assert!(metres(both, wgs84) < 0.5);
        assert!(metres(Crs::Wgs84.to_wgs84(wgs84), wgs84) <= 0.0);
    }

    #[test]
    fn a_document_in_degrees_of_wgs84_or_cgcs2000_is_taken() {
        let named = |name: &str| {
            let crs = serde_json::json!({ "type": "name", "properties": { "name": name } });
            Crs::of_document(&serde_json::json!({ "crs": crs }))
        };
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "EPSG:4326",
            "urn:ogc:def:crs:EPSG::4326",
        ] {
            assert_eq!(named(name), Ok(Crs::Wgs84), "{name}");
        }
        for name in ["EPSG:4490", "urn:ogc:def:crs:EPSG::4490", "CGCS2000"] {
            assert_eq!(named(name), Ok(Crs::Cgcs2000), "{name}");
        }
        // Web Mercator, Gauss-Krüger zones, Beijing 54, Xi'an 80, and a code that has 4326 in it.
        for name in [
            "EPSG:3857",
            "EPSG:4547",
            "EPSG:4214",
            "EPSG:4610",
            "EPSG:43260",
            "",
        ] {
            assert_eq!(named(name), Err(name.to_owned()), "{name}");
        }
        assert_eq!(Crs::of_document(&serde_json::json!({})), Ok(Crs::Wgs84));
        assert_eq!(
            Crs::of_document(&serde_json::json!({ "crs": null })),
            Ok(Crs::Wgs84)
        );
        assert!(Crs::of_document(&serde_json::json!({ "crs": {} })).is_err());
    }

    #[test]
    fn outside_china_gcj02_is_wgs84() {
        let market_street = [-122.4194, 37.7749];
        assert!(metres(Crs::Gcj02.to_wgs84(market_street), market_street) <= 0.0);
    }

    proptest! {
        #[test]
        fn a_point_shifted_and_turned_back_is_where_it_was(lon in 74.0..134.0f64, lat in 4.0..53.0f64) {
            let gcj02 = gcj02_of_wgs84([lon, lat]);
            prop_assert!(metres(Crs::Gcj02.to_wgs84(gcj02), [lon, lat]) < 0.01);
            prop_assert!(metres(Crs::Bd09.to_wgs84(bd09_of_gcj02(gcj02)), [lon, lat]) < 0.5);
        }

        #[test]
        fn no_number_panics(lon in proptest::num::f64::ANY, lat in proptest::num::f64::ANY) {
            let _ = (Crs::Gcj02.to_wgs84([lon, lat]), Crs::Bd09.to_wgs84([lon, lat]));
        }
    }
}
