//! The fields of a map: templates such as `{Street} {No}`, whose slots may pass through filters
//! and value maps, `{highway|grade}`.

use std::collections::BTreeMap;

use civic::Text;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use super::error::{ConvertError, KeyError, NoSuchField, Rejection};
use super::input::{Record, Table};
use super::nearest::nearest;

/// Value maps by name: what is written in the data, and what it becomes.
pub(crate) type Maps = BTreeMap<String, BTreeMap<String, String>>;

/// Templates of which the first that is complete is used.
#[derive(Clone, Debug)]
pub(crate) struct Field(Vec<Vec<Part>>);

#[derive(Clone, Debug)]
enum Part {
    Words(String),
    Slot {
        column: String,
        filters: Vec<String>,
    },
}

/// What can be asked of a row beside its columns.
const SPECIAL: [&str; 3] = ["@row", "@id", "@file"];

/// The filters that are built in.
const FILTERS: [&str; 5] = ["before(x)", "after(x)", "lower", "upper", "id"];

/// True for a column of the input and for what every row has; without rows there is nothing to
/// hold a name against.
fn is_known(column: &str, table: &Table) -> bool {
    SPECIAL.contains(&column) || table.has(column) || table.records.is_empty()
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        let one = |value: &toml::Value| match value {
            toml::Value::String(text) => parse(text).map_err(D::Error::custom),
            toml::Value::Integer(n) => Ok(vec![Part::Words(n.to_string())]),
            toml::Value::Boolean(b) => Ok(vec![Part::Words(b.to_string())]),
            _ => Err(D::Error::custom("expected a text such as \"{column}\"")),
        };
        match &value {
            toml::Value::Array(all) => all.iter().map(one).collect::<Result<_, _>>().map(Self),
            single => Ok(Self(vec![one(single)?])),
        }
    }
}

fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (words, slot) = rest.split_at(open);
        if !words.is_empty() {
            parts.push(Part::Words(words.to_owned()));
        }
        let Some((inner, after)) = slot[1..].split_once('}') else {
            return Err(format!("the brace in {text:?} is not closed"));
        };
        let mut names = inner.split('|').map(|n| n.trim().to_owned());
        parts.push(Part::Slot {
            column: names.next().unwrap_or_default(),
            filters: names.collect(),
        });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest.to_owned()));
    }
    Ok(parts)
}

/// A row while its fields are read.
pub(crate) struct Row<'a> {
    pub(crate) table: &'a Table,
    pub(crate) record: &'a Record,
    pub(crate) maps: &'a Maps,
}

impl Row<'_> {
    fn raw(&self, column: &str) -> String {
        match column {
            "@row" => self.record.row.to_string(),
            "@id" => self.record.id.clone(),
            "@file" => self.table.file.clone(),
            _ => self.table.cell(self.record, column).trim().to_owned(),
        }
    }
}

impl Field {
    /// Checks the columns and filters against the input and the maps. Features need not have the
    /// same members, so that one of several templates may name a member that none has.
    pub(crate) fn check(
        &self,
        key: &str,
        table: &Table,
        maps: &Maps,
        map_name: &str,
    ) -> Result<(), ConvertError> {
        let unknown = |template: &Vec<Part>| {
            template.iter().find_map(|part| match part {
                Part::Slot { column, .. } if !is_known(column, table) => Some(column.clone()),
                _ => None,
            })
        };
        let missing: Vec<Option<String>> = self.0.iter().map(unknown).collect();
        let all_missing = missing.iter().all(Option::is_some);
        if (all_missing || table.fixed_columns)
            && let Some(field) = missing.into_iter().flatten().next()
        {
            let columns = table.column_names();
            let like = nearest(&field, columns.iter().copied().chain(SPECIAL));
            return Err(ConvertError::NoSuchField(Box::new(NoSuchField {
                file: map_name.to_owned(),
                key: key.to_owned(),
                input: table.file.clone(),
                nearest: like.map(str::to_owned),
                fields: columns.join(", "),
                field,
            })));
        }
        for part in self.0.iter().flatten() {
            let Part::Slot { filters, .. } = part else {
                continue;
            };
            for filter in filters {
                let built_in = apply(filter, "").is_some();
                if !built_in && !maps.contains_key(filter) {
                    let like = nearest(filter, maps.keys().map(String::as_str).chain(FILTERS));
                    let (zh, en) = like
                        .map(|name| {
                            (
                                format!("；是不是“{name}”？"),
                                format!(": did you mean {name:?}?"),
                            )
                        })
                        .unwrap_or_default();
                    return Err(KeyError::new(
                        key,
                        format!("没有叫“{filter}”的 maps 或过滤器{zh}"),
                        format!("there is no map or filter called {filter:?}{en}"),
                    )
                    .of(map_name));
                }
            }
        }
        Ok(())
    }

    /// The text that the row gives.
    pub(crate) fn of(&self, row: &Row<'_>) -> Result<String, Rejection> {
        let mut text = String::new();
        for template in &self.0 {
            let (expanded, complete) = expand(template, row)?;
            text = expanded;
            if complete {
                break;
            }
        }
        Ok(text)
    }

    /// The first column that is named, for a report.
    pub(crate) fn column(&self) -> &str {
        self.0
            .iter()
            .flatten()
            .find_map(|part| match part {
                Part::Slot { column, .. } => Some(column.as_str()),
                Part::Words(_) => None,
            })
            .unwrap_or_default()
    }
}

fn expand(template: &[Part], row: &Row<'_>) -> Result<(String, bool), Rejection> {
    let (mut text, mut complete) = (String::new(), true);
    for part in template {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Slot { column, filters } => {
                let mut value = row.raw(column);
                for filter in filters {
                    value = match apply(filter, &value) {
                        Some(changed) => changed,
                        None => {
                            mapped(row.maps, filter, &value).map_err(|why| why.in_column(column))?
                        }
                    };
                }
                complete &= !value.is_empty();
                text.push_str(&value);
            }
        }
    }
    Ok((text.trim().to_owned(), complete))
}

/// A built-in filter; `None` where there is none of this name.
fn apply(filter: &str, value: &str) -> Option<String> {
    let argument = |name: &str| {
        filter
            .strip_prefix(name)?
            .strip_prefix('(')?
            .strip_suffix(')')
    };
    if let Some(mark) = argument("before") {
        return Some(
            value
                .split_once(mark)
                .map_or(value, |(a, _)| a)
                .trim()
                .to_owned(),
        );
    }
    if let Some(mark) = argument("after") {
        return Some(
            value
                .split_once(mark)
                .map_or("", |(_, b)| b)
                .trim()
                .to_owned(),
        );
    }
    Some(match filter {
        "lower" => value.to_lowercase(),
        "upper" => value.to_uppercase(),
        "id" => {
            let kept = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            value
                .chars()
                .map(|c| if kept(c) { c } else { '-' })
                .collect()
        }
        _ => return None,
    })
}

/// A value by its map: its own entry, `""` for an empty one, `*` for any other.
fn mapped(maps: &Maps, name: &str, value: &str) -> Result<String, Rejection> {
    let map = maps.get(name);
    let entry = map.and_then(|m| m.get(value).or_else(|| m.get("*")));
    if value.is_empty() {
        return Ok(entry.cloned().unwrap_or_default());
    }
    entry.cloned().ok_or_else(|| {
        Rejection::new(
            "value_unmapped",
            value,
            Text::new(
                format!("对照文件的 maps.{name} 没有写这个值"),
                format!("maps.{name} in the map does not say what this value becomes"),
            ),
            Text::new(
                format!("在 maps.{name} 里加上它，或者用 \"*\" 写明其余的值"),
                format!("Add it to maps.{name}, or give the others with \"*\""),
            ),
        )
    })
}

/// A text in one or both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Both {
    /// Each language by itself.
    Each { zh: Field, en: Field },
    /// One text, as it is.
    One(Field),
}

impl Both {
    pub(crate) fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Each { zh, en } => vec![zh, en],
            Self::One(field) => vec![field],
        }
    }

    pub(crate) fn of(&self, row: &Row<'_>) -> Result<Text, Rejection> {
        Ok(match self {
            Self::Each { zh, en } => Text::new(zh.of(row)?, en.of(row)?),
            Self::One(field) => Text::new(field.of(row)?, ""),
        })
    }
}

/// A fixed text in both languages.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixed {
    pub(crate) zh: String,
    pub(crate) en: String,
}
