//! The indexes of the search: one of the city, and one of each unit with all that is below it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use check::Sources;
use civic::duties::added_demands::open_flags;
use civic::duties::{DutyItem, Level, Requirement};
use civic::places::Place;
use civic::published::name;
use civic::search::{Entry, Index, Item, ItemKind, Named, Value};
use civic::{Text, UnitCode};

use crate::documents::{Documents, documents_by_id};
use crate::file_set::{Sink, put};
use crate::fold::folded;
use crate::pinyin::readings;

/// How many of the units that a requirement passed through are named.
const MAX_THROUGH: usize = 6;

pub(crate) fn make<S: Sink>(
    files: &mut S,
    sources: &Sources,
    buffer_days: u32,
) -> Result<(), S::Error> {
    let synonyms = synonyms(sources);
    let documents = documents_by_id(sources);
    let above = Above::of(sources);
    let mut values = Values::default();
    let mut whole: Vec<Item> = Vec::new();
    // The places of the items of each unit.
    let mut scopes: BTreeMap<UnitCode, Vec<usize>> = BTreeMap::new();
    let mut add = |item: Item, units: BTreeSet<&UnitCode>| {
        let scopes_of: BTreeSet<&UnitCode> = units
            .into_iter()
            .flat_map(|unit| above.scopes(unit))
            .collect();
        for scope in scopes_of {
            scopes.entry(scope.clone()).or_default().push(whole.len());
        }
        whole.push(item);
    };
    for place in sources.places.iter().map(|row| &row.value) {
        add(
            place_item(place, &mut values),
            BTreeSet::from([&place.unit]),
        );
    }
    for duty in sources.duties.iter().map(|row| &row.value) {
        let item = duty_item(duty, &documents, above.level(&duty.unit), &mut values);
        add(item, BTreeSet::from([&duty.unit]));
    }
    for requirement in sources.requirements.iter().map(|row| &row.value) {
        let units = requirement.steps.iter().map(|step| &step.unit).collect();
        add(
            requirement_item(requirement, buffer_days, &mut values),
            units,
        );
    }
    let index = |items: &[&Item]| Index::of(items, folded, readings, synonyms.clone());
    let all: Vec<&Item> = whole.iter().collect();
    write(files, name::SEARCH_DIR, &index(&all))?;
    for (scope, places) in scopes {
        let items: Vec<&Item> = places.iter().filter_map(|n| whole.get(*n)).collect();
        write(
            files,
            &format!("{}{scope}/", name::SEARCH_DIR),
            &index(&items),
        )?;
    }
    Ok(())
}

fn write<S: Sink>(files: &mut S, directory: &str, index: &Index) -> Result<(), S::Error> {
    put(files, format!("{directory}head"), &index.head)?;
    for (n, shard) in index.shards.iter().enumerate() {
        put(files, format!("{directory}t{n}"), shard)?;
    }
    for (n, page) in index.pages.iter().enumerate() {
        put(files, format!("{directory}e{n}"), page)?;
    }
    Ok(())
}

/// The words for the same, folded; a row of one says nothing.
fn synonyms(sources: &Sources) -> Vec<Vec<String>> {
    let rows = sources.synonyms.iter().map(|row| {
        let mut words: Vec<String> = Vec::new();
        for word in row.value.words.iter().map(|word| folded(word)) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    });
    rows.filter(|words| words.len() > 1).collect()
}

/// Values that many items share.
#[derive(Default)]
struct Values(BTreeSet<Rc<Value>>);

impl Values {
    /// These values, sorted, each once.
    fn shared(&mut self, values: impl IntoIterator<Item = Value>) -> Vec<Rc<Value>> {
        let mut shared: Vec<Rc<Value>> = values
            .into_iter()
            .map(|value| {
                if let Some(known) = self.0.get(&value) {
                    return Rc::clone(known);
                }
                let value = Rc::new(value);
                self.0.insert(Rc::clone(&value));
                value
            })
            .collect();
        shared.sort();
        shared.dedup();
        shared
    }
}

/// What stands above each unit.
struct Above<'a>(BTreeMap<&'a UnitCode, (&'a Level, Option<&'a UnitCode>)>);

impl<'a> Above<'a> {
    fn of(sources: &'a Sources) -> Self {
        let units = sources.units.iter().map(|row| &row.value);
        Self(
            units
                .map(|unit| (&unit.code, (&unit.level, unit.parent.as_ref())))
                .collect(),
        )
    }

    fn level(&self, unit: &UnitCode) -> Option<&'a Level> {
        self.0.get(unit).map(|(level, _)| *level)
    }

    /// The units whose index has what belongs to this one: itself and those above it, without the one
    /// that has nothing above it, whose index is the city's.
    fn scopes(&self, unit: &UnitCode) -> Vec<&'a UnitCode> {
        let mut scopes: Vec<&UnitCode> = Vec::new();
        let mut next = self.0.get_key_value(unit);
        while let Some((code, (_, Some(parent)))) = next {
            // A circle is told by the check.
            if scopes.contains(code) {
                break;
            }
            scopes.push(code);
            next = self.0.get_key_value(parent);
        }
        scopes
    }
}

fn entry(kind: ItemKind, title: &Text, id: &str, unit: &str) -> Entry {
    Entry {
        kind,
        title: title.clone(),
        list: None,
        status: None,
        lead: Text::default(),
        unit_duty: Text::default(),
        count: 1,
        items: vec![Named(id.to_owned(), unit.to_owned(), 0)],
    }
}

fn place_item(place: &Place, shared: &mut Values) -> Item {
    Item {
        values: shared.shared([Value::kind(&ItemKind::Place)]),
        entry: entry(
            ItemKind::Place,
            &place.name,
            place.id.as_str(),
            place.unit.as_str(),
        ),
        text: Text::default(),
        pinyin: place.pinyin.clone(),
        document: Text::default(),
    }
}

fn duty_item(
    duty: &DutyItem,
    documents: &Documents<'_>,
    level: Option<&Level>,
    shared: &mut Values,
) -> Item {
    let mut values = vec![
        Value::kind(&ItemKind::Duty),
        Value::list(&duty.list),
        Value::category(&duty.category),
    ];
    values.extend(level.map(Value::level));
    if !duty.lead.is_empty() {
        values.push(Value::lead(&duty.lead));
    }
    let kind = ItemKind::Duty;
    let document = documents.get(&duty.document);
    Item {
        values: shared.shared(values),
        entry: Entry {
            list: Some(duty.list.clone()),
            lead: duty.lead.clone(),
            unit_duty: duty.how().clone(),
            ..entry(kind, &duty.title, duty.id.as_str(), duty.unit.as_str())
        },
        text: duty.lead_duty.clone(),
        pinyin: String::new(),
        document: document
            .map(|document| document.title.clone())
            .unwrap_or_default(),
    }
}

fn requirement_item(requirement: &Requirement, buffer_days: u32, shared: &mut Values) -> Item {
    let mut values = vec![
        Value::kind(&ItemKind::Requirement),
        Value::list(&requirement.list),
        Value::category(&requirement.category),
        Value::status(&requirement.status),
    ];
    values.extend(open_flags(requirement, buffer_days).iter().map(Value::flag));
    values.extend(
        requirement
            .steps
            .iter()
            .map(|step| Value::level(&step.level)),
    );
    let mut through: Vec<&Text> = Vec::new();
    for step in &requirement.steps {
        if !through.contains(&&step.unit_name) && through.len() < MAX_THROUGH {
            through.push(&step.unit_name);
        }
    }
    let joined = |of: fn(&Text) -> &str, comma: &str| {
        through
            .iter()
            .map(|name| of(name))
            .collect::<Vec<_>>()
            .join(comma)
    };
    let id = requirement.id.as_str();
    Item {
        values: shared.shared(values),
        entry: Entry {
            list: Some(requirement.list.clone()),
            status: Some(requirement.status.clone()),
            lead: Text::new(joined(|name| &name.zh, "、"), joined(|name| &name.en, ", ")),
            unit_duty: requirement.note.clone(),
            ..entry(ItemKind::Requirement, &requirement.title, id, "")
        },
        text: Text::default(),
        pinyin: String::new(),
        document: Text::default(),
    }
}
