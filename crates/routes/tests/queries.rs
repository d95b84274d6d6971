//! Every query round-trips through its URL, whatever people type.

use civic::lang::Lang;
use civic::places::LonLat;
use civic::search::Facet;
use civic::time::{Date, Local, Timestamp};
use civic::{GoodsId, PlaceId, UnitCode};
use proptest::prelude::*;
use routes::query::{
    AsOf, AskedTime, Between, CorrectionFilter, DutyFilter, Feedback, GlanceFilter, Lookup, Map,
    OfficeFilter, Pairs, Parameter, Period, Query, RequirementFilter, SavedAnswer, Search, Step,
    StreetNotice, UpdateFilter, Value,
};
use routes::{LANGUAGES, Page};

/// Texts as people type and offices publish them, including characters with a meaning in URLs.
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

/// A valid value, or any text.
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

fn day() -> impl Strategy<Value = Date> {
    (1970..2100_i32, 1..13_u32, 1..29_u32)
        .prop_filter_map("a date", |(year, month, day)| Date::new(year, month, day))
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![Just(Period::Week), Just(Period::Year)]
}

fn step() -> impl Strategy<Value = Step> {
    prop::sample::select(&Step::ALL[..])
}

/// Parses a URL as a browser does, with other keys around those of the page.
fn read<T: Query>(address: &str) -> (Lang, Page, T) {
    assert!(!address.contains(['#', ' ', '+']), "{address}");
    assert!(address.is_ascii(), "{address}");
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let pairs = Pairs::parse(&format!("from=poster&{query}&utm_source=%E5%A2%99&"));
    let (lang, page) = Page::parse(path);
    (lang, page, T::read(|key| pairs.get(key)))
}

fn assert_round_trip<T: Query + PartialEq + std::fmt::Debug>(
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
    fn a_lookup_round_trips(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (point, at) in (parameter(point()), parameter(time())),
        (seq, show) in (parameter(any::<u64>()), parameter(period())),
    ) {
        let query = Lookup { place, point, goods, at, seq, show };
        assert_round_trip(&query, &Page::Lookup, |lang| query.href(lang))?;
    }

    #[test]
    fn a_view_of_the_map_round_trips(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (middle, zoom, at) in (parameter(point()), parameter(any::<u8>()), parameter(time())),
        cases in any::<bool>(),
    ) {
        let query = Map { middle, zoom, place, goods, at, cases };
        assert_round_trip(&query, &Page::Map, |lang| query.href(lang))?;
        let lookup = query.lookup(&"Z-001".into());
        assert_round_trip(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }

    #[test]
    fn a_saved_answer_round_trips(
        (place, goods) in (id::<PlaceId>(), id::<GoodsId>()),
        (at, seq) in (parameter(time()), parameter(any::<u64>())),
    ) {
        let query = SavedAnswer { place, goods, at, seq };
        assert_round_trip(&query, &Page::SavedAnswer, |lang| query.href(lang))?;
        let lookup = query.lookup();
        assert_round_trip(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }

    #[test]
    fn a_street_notice_round_trips(place in id::<PlaceId>()) {
        let query = StreetNotice { place };
        assert_round_trip(&query, &Page::StreetNotice, |lang| query.href(lang))?;
    }

    #[test]
    fn a_search_round_trips(
        words in text(),
        code in text(),
        unit in proptest::option::of("[0-9]{6,12}"),
        page in 0_u64..,
    ) {
        let unit = unit.as_deref().map(UnitCode::from);
        let mut query = Search::new("").within(unit.as_ref());
        for facet in Facet::ALL.iter().filter(|_| !code.is_empty()) {
            query = query.with(facet.clone(), Some(&code));
        }
        let query = Search { words, ..query.on_page(page) };
        assert_round_trip(&query, &Page::Tasks, |lang| query.href(lang))?;
    }

    #[test]
    fn days_and_snapshots_of_a_history_round_trip(
        (id, duty) in ("[a-z0-9]{1,8}", "[a-z0-9]{1,8}"),
        (from, to) in (parameter(day()), parameter(day())),
        (on, seq) in (parameter(day()), parameter(any::<u64>())),
    ) {
        let page = Page::RequirementHistory(id.as_str().into());
        let query = Between { from, to };
        assert_round_trip(&query, &page, |lang| query.href(&page, lang))?;
        let page = Page::Duty(id.as_str().into(), duty.as_str().into());
        let query = AsOf { on, seq };
        assert_round_trip(&query, &page, |lang| query.href(&page, lang))?;
        let unit = id.as_str().into();
        let query = DutyFilter { list: None, as_of: query };
        let page = Page::Unit(civic::UnitCode::clone(&unit));
        assert_round_trip(&query, &page, |lang| query.href(&unit, lang))?;
    }

    #[test]
    fn a_step_of_the_form_round_trips(step in parameter(step()), about in text()) {
        let query = Feedback { step, about };
        assert_round_trip(&query, &Page::Feedback, |lang| query.href(lang))?;
    }

    #[test]
    fn a_filter_round_trips(code in text(), unit in "[0-9]{6,12}") {
        let pairs = Pairs::parse("");
        let get = |key: &str| pairs.get(key).or_else(|| {
            ["list", "flag", "kind", "part", "level", "year", "found"].contains(&key).then(|| code.clone())
        });
        let unit = unit.as_str().into();
        let duties = DutyFilter::read(get);
        let page = Page::Unit(civic::UnitCode::clone(&unit));
        assert_round_trip(&duties, &page, |lang| duties.href(&unit, lang))?;
        let office = OfficeFilter::read(get);
        let page = Page::Office(civic::UnitCode::clone(&unit));
        assert_round_trip(&office, &page, |lang| office.href(&unit, lang))?;
        let glance = GlanceFilter::read(get);
        assert_round_trip(&glance, &Page::Glance, |lang| glance.href(lang))?;
        let requirements = RequirementFilter::read(get);
        assert_round_trip(&requirements, &Page::Requirements, |lang| requirements.href(lang))?;
        let corrections = CorrectionFilter::read(get);
        assert_round_trip(&corrections, &Page::Corrections, |lang| corrections.href(lang))?;
        let updates = UpdateFilter::read(get);
        assert_round_trip(&updates, &Page::Updates, |lang| updates.href(lang))?;
        prop_assert_eq!(updates.kind.is_none(), code.is_empty());
    }

    #[test]
    fn a_valid_value_round_trips(at in time(), point in point(), seq in any::<u64>()) {
        prop_assert_eq!(Parameter::new(&at).value().copied(), Some(at));
        prop_assert_eq!(Parameter::new(&point).value().copied(), Some(point));
        prop_assert_eq!(Parameter::new(&seq).value().copied(), Some(seq));
    }

    #[test]
    fn any_query_round_trips(query in any::<String>()) {
        let pairs = Pairs::parse(&query);
        let lookup = Lookup::read(|key| pairs.get(key));
        assert_round_trip(&lookup, &Page::Lookup, |lang| lookup.href(lang))?;
    }
}
