//! The places of a city in files of about the same size, however many there are: by squares that
//! are cut smaller where more is published.

use std::collections::{BTreeMap, BTreeSet};

use check::Sources;
use civic::documents::Document;
use civic::places::grid::Cell;
use civic::places::{Grade, LonLat, Place};
use civic::published::{PlaceShard, WhereFile, name};
use civic::rules::{Rule, Scope};
use civic::{DocumentId, PlaceId};

use crate::file_set::{Sink, put};
use crate::register::Register;

/// How many bytes of JSON the places of a file and the rules for them alone may have.
const SHARD_BYTES: usize = 20_000;

/// The largest square, some 58 km from south to north: a city begins with a few of them.
const LEAST_DEPTH: u8 = 10;

/// How many places one file of `where/` holds.
const MAX_WHERE_PLACES: usize = 64;

/// Writes `rules/…` and `where/…`.
pub(crate) fn make<S: Sink>(
    files: &mut S,
    sources: &Sources,
    register: &Register,
) -> Result<(), S::Error> {
    let city = City::new(sources, register)?;
    let (drawn, undrawn): (Vec<usize>, Vec<usize>) =
        (0..city.places.len()).partition(|i| city.middle(*i).is_some());
    let mut shards = Vec::new();
    let squares: BTreeSet<String> = drawn
        .iter()
        .filter_map(|i| city.places[*i].geometry.as_ref())
        .flat_map(|g| &g.points)
        .map(|p| Cell::of(*p, LEAST_DEPTH).to_string())
        .collect();
    for cell in squares.iter().filter_map(|digits| Cell::parse(digits)) {
        city.cut(cell, &drawn, &mut shards);
    }
    for (i, chunk) in city.chunks(&undrawn).into_iter().enumerate() {
        shards.push((format!("u{i:04}"), chunk));
    }

    let mut at: BTreeMap<&PlaceId, String> = BTreeMap::new();
    for (square, members) in shards {
        let logical = format!("{}{square}", name::RULES_DIR);
        for member in &members {
            let is_home = city.middle(*member).is_none_or(|middle| {
                Cell::parse(&square).is_some_and(|cell| cell == Cell::of(middle, cell.depth()))
            });
            if is_home {
                at.insert(&city.places[*member].id, logical.clone());
            }
        }
        put(files, logical, &city.shard(&members))?;
    }
    let mut at = at.into_iter().peekable();
    while let Some((first, _)) = at.peek() {
        let logical = format!("{}{first}", name::WHERE_DIR);
        let places = at
            .by_ref()
            .take(MAX_WHERE_PLACES)
            .map(|(place, logical)| (place.clone(), logical))
            .collect();
        put(files, logical, &WhereFile { places })?;
    }
    Ok(())
}

/// The places, and the rules that apply to each.
struct City<'a> {
    /// By identifier.
    places: Vec<&'a Place>,
    /// By identifier.
    rules: Vec<&'a Rule>,
    documents: BTreeMap<&'a DocumentId, &'a Document>,
    /// For each place, the positions of the rules that name it.
    named: Vec<Vec<usize>>,
    /// The rules for a unit, a grade or the city.
    wide: Vec<usize>,
    /// For each place, what it adds to its file.
    bytes: Vec<usize>,
    register: &'a Register,
}

impl<'a> City<'a> {
    fn new(sources: &'a Sources, register: &'a Register) -> Result<Self, serde_json::Error> {
        let mut places: Vec<&Place> = sources.places.iter().map(|p| &p.value).collect();
        places.sort_by(|a, b| a.id.cmp(&b.id));
        places.dedup_by(|a, b| a.id == b.id);
        let mut rules: Vec<&Rule> = sources.rules.iter().map(|r| &r.value).collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let position: BTreeMap<&PlaceId, usize> =
            places.iter().enumerate().map(|(i, p)| (&p.id, i)).collect();
        let mut bytes = places
            .iter()
            .map(|place| Ok(serde_json::to_vec(place)?.len()))
            .collect::<Result<Vec<usize>, serde_json::Error>>()?;
        let mut named = vec![Vec::new(); places.len()];
        let mut wide = Vec::new();
        for (i, rule) in rules.iter().enumerate() {
            let Scope::Places(ids) = &rule.scope else {
                wide.push(i);
                continue;
            };
            let alone = serde_json::to_vec(&Rule {
                scope: Scope::Places(Vec::new()),
                ..(*rule).clone()
            })?;
            for place in ids.iter().filter_map(|id| position.get(id)) {
                named[*place].push(i);
                bytes[*place] += alone.len();
            }
        }
        Ok(Self {
            places,
            rules,
            documents: sources
                .documents
                .iter()
                .map(|d| (&d.value.id, &d.value))
                .collect(),
            named,
            wide,
            bytes,
            register,
        })
    }

    /// The point that decides which square is a place's home; `None` where it is not drawn.
    fn middle(&self, place: usize) -> Option<LonLat> {
        self.places[place].middle()
    }

    /// Divides a square until each part fits a file; a part without places makes none. Areas that are
    /// large beside a square do not count: they would be in all of its parts, too.
    fn cut(&self, cell: Cell, among: &[usize], shards: &mut Vec<(String, Vec<usize>)>) {
        let is_near = |i: &usize| {
            let geometry = self.places[*i].geometry.as_ref();
            geometry.is_some_and(|g| cell.is_near(g))
        };
        let is_divisible = |i: &&usize| {
            let geometry = self.places[**i].geometry.as_ref();
            !geometry.is_some_and(|g| cell.is_small_beside(g))
        };
        let members: Vec<usize> = among.iter().copied().filter(is_near).collect();
        let divisible = members.iter().filter(is_divisible);
        let bytes: usize = divisible.map(|i| self.bytes[*i]).sum();
        let mut quarters = cell.quarters().peekable();
        if members.is_empty() {
        } else if bytes <= SHARD_BYTES || members.len() == 1 || quarters.peek().is_none() {
            shards.push((cell.to_string(), members));
        } else {
            for quarter in quarters {
                self.cut(quarter, &members, shards);
            }
        }
    }

    /// Places that are not drawn, in chunks that fit a file.
    fn chunks(&self, places: &[usize]) -> Vec<Vec<usize>> {
        let mut chunks: Vec<Vec<usize>> = Vec::new();
        let mut bytes = usize::MAX;
        for place in places {
            bytes = bytes.saturating_add(self.bytes[*place]);
            match chunks.last_mut() {
                Some(chunk) if bytes <= SHARD_BYTES => chunk.push(*place),
                _ => {
                    bytes = self.bytes[*place];
                    chunks.push(vec![*place]);
                }
            }
        }
        chunks
    }

    fn shard(&self, members: &[usize]) -> PlaceShard {
        let places: Vec<Place> = members.iter().map(|i| self.places[*i].clone()).collect();
        let grades: BTreeSet<&Grade> = places.iter().map(|p| &p.grade).collect();
        let wide = self.wide.iter().filter(|i| match &self.rules[**i].scope {
            Scope::City => true,
            Scope::Grade(grade) => grades.contains(grade),
            scope => places.iter().any(|p| scope.holds(p)),
        });
        let rules: BTreeSet<usize> = wide
            .chain(members.iter().flat_map(|i| &self.named[*i]))
            .copied()
            .collect();
        let rules: Vec<Rule> = rules
            .into_iter()
            .map(|i| cut_down(self.rules[i], &places))
            .collect();
        let cited: BTreeSet<&DocumentId> = rules.iter().flat_map(|r| &r.documents).collect();
        let documents = cited
            .into_iter()
            .filter_map(|id| self.documents.get(id))
            .map(|document| (*document).clone())
            .collect();
        let named = places.iter().map(|place| place.id.as_str());
        let named = named.chain(rules.iter().map(|rule| rule.id.as_str()));
        PlaceShard {
            cases: self.register.counts_naming(named),
            places,
            rules,
            documents,
        }
    }
}

/// The rule, its list of places without those that are not in the file.
fn cut_down(rule: &Rule, places: &[Place]) -> Rule {
    let mut rule = rule.clone();
    if let Scope::Places(ids) = &mut rule.scope {
        ids.retain(|id| places.binary_search_by(|p| p.id.cmp(id)).is_ok());
    }
    rule
}
