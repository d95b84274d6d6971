//! Every query that is written into an address is read back equal, whatever people type.

use civic::lang::Lang;
use civic::places::LonLat;
use civic::time::{Date, Local, Timestamp};
use civic::{GoodsId, PlaceId};
use proptest::prelude::*;
use routes::query::{
    AskedTime, DutyFilter, Feedback, Lookup, Map, Pairs, Parameter, Period, Query,
    RequirementFilter, SavedAnswer, Search, Step, StreetNotice, UpdateFilter, Value,
};
use routes::{LANGUAGES, Page};

/// What people type and offices publish, with all that means something in an address.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        any::<String>(),
        "[ &+%#?=/;:,.莫家街é0-9A-Z]{1,12}",
        Just("莫家街 & 东+西 100% #1 ?q=%41".to_owned()),
    ]
}

fn id<T: for<'a> From<&'a str> + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    text().prop_map(|text| (!text.is_empty()).then(|| T::from(text.as_str())))
}

/// A value as a program writes it, or anything an address may say.
fn parameter<T: Value + Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Parameter<T>> {
    prop_oneof![
        value.prop_map(|value| Parameter::new(&value)),
        text().prop_map(Parameter::from_text),
    ]
}

fn point() -> impl Strategy<Value = LonLat> {
    (-180_000_000..=180_000_000_i32, -90_000_000..=90_000_000_i32)
        .prop_filter_map("a point", |(lon, lat)| {
            LonLat::parse(&format!("{lon},{lat}"))
        })
}

fn time() -> impl Strategy<Value = AskedTime> {
    let date = (1970..2100_i32, 1..13_u32, 1..29_u32)
        .prop_filter_map("a date", |(year, month, day)| Date::new(year, month, day));
    (date, 0..1440_u32, -720..840_i16, any::<bool>()).prop_filter_map(
        "a time",
        |(date, minute, offset, zoned)| {
            let local = Local {
                date,
                second: minute * 60,
            };
            if !zoned {
                return Some(AskedTime::Local(local));
            }
            let sign = if offset < 0 { '-' } else { '+' };
            let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
            let text = format!(
                "{date}T{:02}:{:02}:00{sign}{hours:02}:{minutes:02}",
                minute / 60,
                minute % 60
            );
            Timestamp::parse(&text).map(AskedTime::Timestamp)
        },
    )
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![Just(Period::Week), Just(Period::Year)]
}

fn step() -> impl Strategy<Value = Step> {
    prop::sample::select(&Step::ALL[..])
}

/// Reads an address as a browser hands it on, other keys around the page's own.
fn read<T: Query>(address: &str) -> (Lang, Page, T) {
    assert!(!address.contains(['#', ' ', '+']), "{address}");
    assert!(address.is_ascii(), "{address}");
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = Pairs::parse(&format!("from=poster&{query}&utm_source=%E5%A2%99&"));
    let (lang, page) = Page::parse(path);
    (lang, page, T::read(|key| pairs.get(key)))
}

fn same<T: Query + PartialEq + std::fmt::Debug>(
    query: &T,
    page: &Page,
    href: impl Fn(Lang) -> String,
) -> Result<(), TestCaseError> {
    for lang in LANGUAGES {
        let (read_lang, read_page, read_query) = read::<T>(&href(lang));
        prop_assert_eq!(read_lang, lang);
        prop_assert_eq!(&read_page, page);
        prop_assert_eq!(&read_query, query);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_lookup_is_read_back(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (point, at) in (parameter(point()), parameter(time())),
        (seq, show) in (parameter(any::<u64>()), parameter(period())),
    ) {
        let query = Lookup { place, point, goods, at, seq, show };
        same(&query, &Page::Lookup, |lang| query.href(lang))?;
    }

    #[test]
    fn a_view_of_the_map_is_read_back(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (middle, zoom, at) in (parameter(point()), parameter(any::<u8>()), parameter(time())),
    ) {
        let query = Map { middle, zoom, place, goods, at };
        same(&query, &Page::Map, |lang| query.href(lang))?;
        let lookup = query.lookup(&"Z-001".into());
        same(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }

    #[test]
    fn a_saved_answer_is_read_back(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (at, seq) in (parameter(time()), parameter(any::<u64>())),
    ) {
        let query = SavedAnswer { place, goods, at, seq };
        same(&query, &Page::SavedAnswer, |lang| query.href(lang))?;
        let lookup = query.lookup();
        same(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }

    #[test]
    fn a_street_notice_is_read_back(place in id::<PlaceId>()) {
        let query = StreetNotice { place };
        same(&query, &Page::StreetNotice, |lang| query.href(lang))?;
    }

    #[test]
    fn a_search_is_read_back(words in text()) {
        let query = Search { words };
        same(&query, &Page::Tasks, |lang| query.href(lang))?;
    }

    #[test]
    fn a_step_of_the_form_is_read_back(step in parameter(step()), about in text()) {
        let query = Feedback { step, about };
        same(&query, &Page::Feedback, |lang| query.href(lang))?;
    }

    #[test]
    fn a_filter_is_read_back(code in text(), unit in "[0-9]{6,12}") {
        let pairs = Pairs::parse("");
        let get = |key: &str| pairs.get(key).or_else(|| {
            ["list", "flag", "kind"].contains(&key).then(|| code.clone())
        });
        let unit = unit.as_str().into();
        let duties = DutyFilter::read(get);
        same(&duties, &Page::Unit(civic::UnitCode::clone(&unit)), |lang| duties.href(&unit, lang))?;
        let requirements = RequirementFilter::read(get);
        same(&requirements, &Page::Requirements, |lang| requirements.href(lang))?;
        let updates = UpdateFilter::read(get);
        same(&updates, &Page::Updates, |lang| updates.href(lang))?;
        prop_assert_eq!(updates.kind.is_none(), code.is_empty());
    }

    #[test]
    fn a_written_value_means_what_it_meant(at in time(), point in point(), seq in any::<u64>()) {
        prop_assert_eq!(Parameter::new(&at).value().copied(), Some(at));
        prop_assert_eq!(Parameter::new(&point).value().copied(), Some(point));
        prop_assert_eq!(Parameter::new(&seq).value().copied(), Some(seq));
    }

    #[test]
    fn no_query_is_too_strange_to_read(query in any::<String>()) {
        let pairs = Pairs::parse(&query);
        let lookup = Lookup::read(|key| pairs.get(key));
        same(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }
}
