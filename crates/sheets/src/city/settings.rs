//! `portal.toml` and the city's time zone.

use std::cmp::Reverse;

use check::columns::files;
use check::{CitySettings, ExpiryDay, Finding, Location, Row, Severity};
use chrono::{Offset, TimeZone};
use civic::cases::{FeedbackSettings, MeansDefinition};
use civic::places::LonLat;
use civic::places::tiles::Tiles;
use civic::time::{CalendarYear, DAY_SECONDS, DEFAULT_YEARS, Date, REACH_YEARS, Transition, Zone};
use civic::{Bilingual, Text};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::folder::Folder;
use crate::geojson::millionths;
use crate::table::decode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Portal {
    id: String,
    name: Text,
    #[serde(default)]
    sample: bool,
    time_zone: String,
    #[serde(default)]
    site: Option<String>,
    licence: Licence,
    bounds: [f64; 4],
    deadline_buffer_days: u32,
    hotline: String,
    emergency: Vec<String>,
    notice: Text,
    #[serde(default)]
    map: Map,
    #[serde(default)]
    rules: Rules,
    feedback: FeedbackSettings,
    #[serde(default)]
    means: Option<Means>,
}

#[derive(Deserialize)]
struct Means {
    #[serde(flatten)]
    now: MeansDefinition,
    #[serde(default)]
    earlier: Vec<MeansDefinition>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Map {
    tiles: Option<String>,
    #[serde(default)]
    attribution: Text,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    #[serde(default, deserialize_with = "expiry_day")]
    expiry_day: Option<ExpiryDay>,
}

fn expiry_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<ExpiryDay>, D::Error> {
    match String::deserialize(from)?.as_str() {
        "included" => Ok(Some(ExpiryDay::Included)),
        "excluded" => Ok(Some(ExpiryDay::Excluded)),
        other => Err(D::Error::unknown_variant(other, &["included", "excluded"])),
    }
}

#[derive(Deserialize)]
struct Licence {
    zh: String,
    en: String,
    url: String,
}

pub(crate) fn read(folder: &mut Folder, calendar: &[Row<CalendarYear>]) -> Option<CitySettings> {
    let bytes = folder.bytes(files::SETTINGS, Severity::Error)?;
    let text = match decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(error) => {
            let mut found = refused(0, "", "", "");
            (found.what, found.fix) = (error.text(), error.fix());
            folder.findings.push(found);
            return None;
        }
    };
    let portal: Portal = match toml::from_str(&text) {
        Ok(portal) => portal,
        Err(error) => {
            let row = error.span().map_or(0, |span| {
                u32::try_from(text[..span.start.min(text.len())].lines().count().max(1))
                    .unwrap_or(0)
            });
            folder.findings.push(refused(
                row,
                "",
                error.message(),
                "docs/sheets.md: portal.toml",
            ));
            return None;
        }
    };
    let years: Vec<i32> = calendar.iter().map(|y| y.value.year).collect();
    let Some(zone) = zone(&portal.time_zone, &years) else {
        folder.findings.push(refused(
            0,
            &portal.time_zone,
            "no such time zone",
            "Asia/Shanghai",
        ));
        return None;
    };
    let [west, south, east, north] = portal.bounds.map(millionths);
    let (Some(west), Some(south), Some(east), Some(north)) = (west, south, east, north) else {
        folder.findings.push(refused(
            0,
            "bounds",
            "bounds are not degrees",
            "[101.0, 36.0, 102.5, 37.5]",
        ));
        return None;
    };
    let tiles = portal.map.tiles.map(|template| Tiles {
        template,
        attribution: portal.map.attribution,
    });
    if let Some(tiles) = tiles
        .as_ref()
        .filter(|t| t.origin().is_none() || t.attribution.is_empty())
    {
        folder.findings.push(refused(
            0,
            &tiles.template,
            "a tile layer needs an https address with {z}, {x} and {y}, and an attribution",
            "docs/sheets.md: portal.toml, [map]",
        ));
        return None;
    }
    let site = portal.site.map(|site| address(&site).ok_or(site));
    if let Some(Err(site)) = &site {
        folder.findings.push(refused(
            0,
            site,
            "site is not an address",
            "site = \"https://mingdan.example.org\"",
        ));
        return None;
    }
    let means = definitions(portal.means)
        .map_err(|found| folder.findings.push(*found))
        .ok()?;
    Some(CitySettings {
        id: portal.id,
        name: portal.name,
        sample: portal.sample,
        zone,
        site: site.and_then(Result::ok),
        licence: Text::new(portal.licence.zh, portal.licence.en),
        licence_url: portal.licence.url,
        bounds: (LonLat::new(west, south), LonLat::new(east, north)),
        deadline_buffer_days: portal.deadline_buffer_days,
        hotline: portal.hotline,
        emergency: portal.emergency,
        notice: portal.notice,
        tiles,
        expiry_day: portal.rules.expiry_day,
        feedback: portal.feedback,
        means,
    })
}

/// What the classes of the 721 method mean and meant before, the latest first.
fn definitions(means: Option<Means>) -> Result<Vec<MeansDefinition>, Box<Finding>> {
    let Some(Means { now, mut earlier }) = means else {
        return Ok(Vec::new());
    };
    earlier.sort_by_key(|definition| Reverse(definition.since));
    let mut all = vec![now];
    for definition in earlier {
        let is_later = all
            .last()
            .is_some_and(|last| definition.since >= last.since);
        if is_later || all.iter().any(|known| known.version == definition.version) {
            let what = "two definitions of [means] have one version or one day, or the first is not the latest";
            let example = "docs/sheets.md: portal.toml, [means]";
            let found = refused(0, &definition.version, what, example);
            return Err(Box::new(found));
        }
        all.push(definition);
    }
    Ok(all)
}

/// An `https` address, or `http` for a city that is only tried out, without the slash at its end.
fn address(site: &str) -> Option<String> {
    let site = site.strip_suffix('/').unwrap_or(site);
    let rest = site
        .strip_prefix("https://")
        .or_else(|| site.strip_prefix("http://"))?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/[]%".contains(&b);
    let well = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    (well && rest.bytes().all(plain)).then(|| site.to_owned())
}

fn refused(row: u32, value: &str, what: &str, example: &str) -> Finding {
    Finding {
        code: "settings_unreadable".to_owned(),
        severity: Severity::Error,
        location: Location {
            file: files::SETTINGS.to_owned(),
            row,
            column: String::new(),
        },
        value: value.to_owned(),
        what: Text::new(
            format!("设置无法读懂：{what}"),
            format!("The settings cannot be read: {what}"),
        ),
        fix: Text::new(
            format!("例如：{example}"),
            format!("For example: {example}"),
        ),
        example: None,
    }
}

/// The zone with every change of its offset in the years that questions may be about, see
/// [`civic::time::Calendar::reach`].
fn zone(name: &str, years: &[i32]) -> Option<Zone> {
    let tz: chrono_tz::Tz = name.parse().ok()?;
    let first = years.iter().min().copied().unwrap_or(DEFAULT_YEARS.0) - REACH_YEARS;
    let last = years.iter().max().copied().unwrap_or(DEFAULT_YEARS.1) + REACH_YEARS + 1;
    let offset_at = |seconds: i64| -> Option<i16> {
        let utc = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
        i16::try_from(tz.offset_from_utc_datetime(&utc).fix().local_minus_utc() / 60).ok()
    };
    let start = Date::new(first, 1, 1)?.day_number() * DAY_SECONDS;
    let end = Date::new(last, 1, 1)?.day_number() * DAY_SECONDS;
    let mut zone = Zone::fixed(name, offset_at(start)?);
    let mut known = zone.offset_minutes;
    let mut day = start;
    while day < end {
        let next = day + DAY_SECONDS;
        if offset_at(next)? != known {
            // Halve the day until the second of the change is found.
            let (mut before, mut after) = (day, next);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset_at(middle)? == known {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            known = offset_at(after)?;
            zone.transitions.push(Transition {
                at: after,
                offset_minutes: known,
            });
        }
        day = next;
    }
    Some(zone)
}

#[cfg(test)]
mod tests {
    use civic::time::Timestamp;

    use super::*;

    #[test]
    fn s2_10_a_zone_carries_its_changes() {
        assert_eq!(
            zone("Asia/Shanghai", &[2025]).map(|z| z.transitions.len()),
            Some(0)
        );
        let west = zone("America/Los_Angeles", &[2025]).expect("a zone");
        let change = Timestamp::parse("2025-03-09T10:00:00Z")
            .expect("a time")
            .instant
            .0;
        assert!(west.transitions.contains(&Transition {
            at: change,
            offset_minutes: -420
        }));
        assert_eq!(zone("Nowhere/Town", &[2025]), None);
    }

    #[test]
    fn the_portal_is_found_at_an_address_and_nothing_else() {
        for site in ["https://example.org", "https://example.org/"] {
            assert_eq!(address(site).as_deref(), Some("https://example.org"));
        }
        assert_eq!(
            address("http://[::1]:8080/p").as_deref(),
            Some("http://[::1]:8080/p")
        );
        for wrong in [
            "example.org",
            "https://",
            "javascript:alert(1)",
            "https://a b",
            "https://a?b",
            "https://a\r\nX:1",
            "https:///a",
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }
}
