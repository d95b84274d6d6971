//! A small city, and its publication.

use check::{Location, Row, Sources};
use civic::Text;
use civic::documents::{Source, SourceKind};
use civic::places::{Grade, Place, PlaceKind, Side};
use civic::rules::{Goods, Registration};
use civic::time::Timestamp;
use publish::{Publication, PublishError, Published, Target, publish};

fn row<T>(value: T) -> Row<T> {
    Row {
        location: Location::default(),
        value,
    }
}

/// A city of so many places in two street offices.
pub(crate) fn city(places: usize) -> Sources {
    let source = Source {
        kind: SourceKind::Sample,
        reference: String::new(),
    };
    let place = |i: usize| Place {
        id: format!("Z-{i}").as_str().into(),
        name: Text::new(format!("街{i}"), format!("Street {i}")),
        section: Text::default(),
        kind: PlaceKind::Street,
        side: Side::Both,
        grade: Grade::Guided,
        unit: if i.is_multiple_of(2) {
            "630103001"
        } else {
            "630104003"
        }
        .into(),
        pinyin: String::new(),
        aliases: Vec::new(),
        capacity: None,
        geometry: None,
        note: Text::default(),
        source: source.clone(),
    };
    Sources {
        settings: fixtures::sources::city().settings,
        goods: vec![row(Goods {
            id: "snack".into(),
            name: Text::new("小吃", "Snacks"),
            food: true,
            registration: Registration::Card,
            aliases: Vec::new(),
        })],
        places: (0..places).map(|i| row(place(i))).collect(),
        ..Sources::default()
    }
}

/// Publishes a city at a fixed time.
pub(crate) fn run(sources: &Sources, target: &dyn Target) -> Result<Published, PublishError> {
    let published_at = Timestamp::parse("2026-11-23T10:00:00+08:00").expect("a time");
    publish(
        &Publication {
            sources,
            target,
            published_at,
            force: false,
        },
        &mut |_| Ok(()),
    )
}
