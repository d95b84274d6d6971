//! What a map of the city needs before it loads any place: the initial view and the tile layer.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::places::LonLat;

/// A tile layer 底图: raster tiles of 256 pixels in Web Mercator (EPSG:3857).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tiles {
    /// The URL template of a tile, with `{z}`, `{x}` and `{y}`.
    pub template: String,
    /// The attribution, including the map review number 审图号.
    pub attribution: Text,
}

impl Tiles {
    /// The origin of the tile server, such as `https://tiles.example.org`; `None` if the template
    /// is invalid: not `https` (or `http` on localhost), without one of the three placeholders, or
    /// with a character that is not allowed in a URL. The origin is safe to use in a content
    /// security policy.
    pub fn origin(&self) -> Option<&str> {
        let template = self.template.as_str();
        let start = template.find("://")? + 3;
        let length = template[start..].find('/')?;
        let (origin, path) = template.split_at(start + length);
        let host = &origin[start..];
        let is_local = ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|local| host == *local || host.starts_with(&format!("{local}:")));
        let scheme = &origin[..start];
        let secure = scheme == "https://" || scheme == "http://" && is_local;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
        let named = !host.is_empty() && host.bytes().all(plain);
        let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
        let address = path.bytes().all(|b| b.is_ascii_graphic());
        (secure && named && whole && address).then_some(origin)
    }
}

/// The south-west and north-east corners of a box around most of the points: up to a tenth may be
/// outside on each side, so that a few outliers do not shrink all the others. `None` if there are
/// no points.
pub fn overview(points: &[LonLat]) -> Option<(LonLat, LonLat)> {
    let span = |of: fn(&LonLat) -> i32| {
        let mut sorted: Vec<i32> = points.iter().map(of).collect();
        sorted.sort_unstable();
        let beyond = sorted.len() / 10;
        Some((
            *sorted.get(beyond)?,
            *sorted.get(sorted.len().checked_sub(beyond + 1)?)?,
        ))
    };
    let (west, east) = span(|p| p.lon_e6)?;
    let (south, north) = span(|p| p.lat_e6)?;
    Some((LonLat::new(west, south), LonLat::new(east, north)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(template: &str) -> Option<String> {
        let tiles = Tiles {
            template: template.to_owned(),
            attribution: Text::default(),
        };
        tiles.origin().map(str::to_owned)
    }

    #[test]
    fn tiles_come_from_one_origin_over_https() {
        assert_eq!(
            origin("https://t0.tianditu.gov.cn/vec_w/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=KEY")
                .as_deref(),
            Some("https://t0.tianditu.gov.cn")
        );
        assert_eq!(
            origin("http://127.0.0.1:9/{z}/{x}/{y}.png").as_deref(),
            Some("http://127.0.0.1:9")
        );
        for wrong in [
            "",
            "https://",
            "https:///{z}/{x}/{y}.png",
            "http://tiles.example.org/{z}/{x}/{y}.png",
            "http://localhost.example.org/{z}/{x}/{y}.png",
            "https://{s}.example.org/{z}/{x}/{y}.png",
            "https://a.example.org/{z}/{x}.png",
            "https://a.example.org;script-src *//{z}/{x}/{y}",
            "https://a.example.org\r\n/{z}/{x}/{y}",
            "https://a@b.example.org/{z}/{x}/{y}",
            "https://a.example.org/{z}/{x}/{y} ",
            "javascript://x/{z}/{x}/{y}",
        ] {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_few_outliers_do_not_shrink_the_overview() {
        let mut points: Vec<LonLat> = (0..20).map(|i| LonLat::new(i, 100 + i)).collect();
        points.push(LonLat::new(9_000_000, -9_000_000));
        assert_eq!(
            overview(&points),
            Some((LonLat::new(2, 101), LonLat::new(18, 117)))
        );
        let one = LonLat::new(5, 6);
        assert_eq!(overview(&[one]), Some((one, one)));
        assert_eq!(overview(&[]), None);
    }
}
