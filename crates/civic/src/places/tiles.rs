//! What a map of the city needs to know before it knows any place: where to look first, and
//! whether there is a picture of the ground to draw upon.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::places::LonLat;

/// A tile layer 底图: pictures of the ground in the squares of web maps (EPSG:3857, of 256 pixels).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tiles {
    /// The address of a picture, with `{z}`, `{x}` and `{y}` in it.
    pub template: String,
    /// Whose pictures they are, with the number under which the map was reviewed 审图号.
    pub attribution: Text,
}

impl Tiles {
    /// The server the pictures are asked of, such as `https://tiles.example.org`; `None` where
    /// the template is none: not `https` (or `http` on this machine), without one of its three
    /// numbers, or with what is no part of an address. It is safe in a security policy.
    pub fn origin(&self) -> Option<&str> {
        let template = self.template.as_str();
        let start = template.find("://")? + 3;
        let length = template[start..].find('/')?;
        let (origin, path) = template.split_at(start + length);
        let host = &origin[start..];
        let here = ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|here| host == *here || host.starts_with(&format!("{here}:")));
        let scheme = &origin[..start];
        let secure = scheme == "https://" || scheme == "http://" && here;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b);
        let named = !host.is_empty() && host.bytes().all(plain);
        let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
        let address = path.bytes().all(|b| b.is_ascii_graphic());
        (secure && named && whole && address).then_some(origin)
    }
}

/// The south-west and north-east corners that hold most of these points: a tenth may lie beyond
/// them on each side, so that a few far away do not make all the others small. `None` where
/// there are no points.
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
    fn a_tile_layer_is_asked_of_one_server_over_a_safe_line() {
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
    fn a_few_places_far_away_do_not_make_the_others_small() {
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
