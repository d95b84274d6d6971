//! Deserializes JSON into the domain's types, with less code than `serde_json`.
//!
//! `serde_json` instantiates its whole deserializer for every type, with messages for each error
//! and every struct both as a map and as a sequence: a fifth of the program. The input here has
//! been checked against its hash, so one deserializer over the parsed [`Value`] and one error are
//! enough.
//!
//! [`from_slice`] parses the text and hands the value to `Reader`, the serde `Deserializer`.
//! `Items` and `Fields` are its sequences and maps, `Variant` its enums. A struct is handed to its
//! visitor as the sequence of its fields, `Members`, looked up by name: a visitor's sequence takes
//! much less code than its map, which recognizes names and keeps count of what it has seen. The
//! tests compare the result with `serde_json`'s for every published type.

use std::fmt;

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// The input is not JSON, or not of the expected shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Deserializes a value of any published type.
pub fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    T::deserialize(Reader(value(bytes)?))
}

/// Parses JSON of unknown shape.
fn value(bytes: &[u8]) -> Result<Value, Unreadable> {
    serde_json::from_slice(bytes).map_err(|_| Unreadable)
}

struct Reader(Value);

impl Reader {
    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.into_iter(),
                value: Value::Null,
            }),
            _ => Err(Unreadable),
        }
    }

    fn members<'de, V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Object(object) => visitor.visit_seq(Members {
                object,
                names: fields.iter(),
            }),
            _ => Err(Unreadable),
        }
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            _ => Err(Unreadable),
        }
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Number(number) = self.0 else {
            return Err(Unreadable);
        };
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (None, Some(number)) => visitor.visit_i64(number),
            // All published numbers are integers: coordinates are in millionths of a degree.
            (None, None) => Err(Unreadable),
        }
    }
}

/// Maps each method to one kind of value and thus to one visitor method, so that the visitor's
/// other methods are never compiled.
macro_rules! read_as {
    ($($method:ident => $kind:ident),+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.$kind(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Unreadable;

    read_as! {
        deserialize_seq => list, deserialize_map => object,
        deserialize_str => text, deserialize_string => text, deserialize_identifier => text,
        deserialize_u8 => number, deserialize_u16 => number, deserialize_u32 => number,
        deserialize_u64 => number, deserialize_i8 => number, deserialize_i16 => number,
        deserialize_i32 => number, deserialize_i64 => number
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.members(fields, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.list(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Bool(yes) => visitor.visit_bool(yes),
            _ => Err(Unreadable),
        }
    }

    /// `"name"`, or `{"name": value}`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let (name, value) = match self.0 {
            Value::String(name) => (name, None),
            Value::Object(fields) if fields.len() == 1 => {
                let (name, value) = fields.into_iter().next().ok_or(Unreadable)?;
                (name, Some(value))
            }
            _ => return Err(Unreadable),
        };
        visitor.visit_enum(Variant { name, value })
    }

    /// A field that this version does not know.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct
    }
}

struct Variant {
    name: String,
    value: Option<Value>,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(
        mut self,
        seed: V,
    ) -> Result<(V::Value, Self), Unreadable> {
        let name = std::mem::take(&mut self.name);
        let name: StringDeserializer<Unreadable> = name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(Unreadable),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(Reader(self.value.ok_or(Unreadable)?))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        Reader(self.value.ok_or(Unreadable)?).list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        Reader(self.value.ok_or(Unreadable)?).members(fields, visitor)
    }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        match self.0.next() {
            Some(item) => seed.deserialize(Reader(item)).map(Some),
            None => Ok(None),
        }
    }
}

/// The fields of a struct in the order of their declaration, whatever their order in the text.
/// Fields that the struct does not have are ignored.
struct Members {
    object: Map<String, Value>,
    names: std::slice::Iter<'static, &'static str>,
}

impl Members {
    /// The value of the next field, and whether the text has it; `None` after the last one.
    #[inline(never)]
    fn next(&mut self) -> Option<(Value, bool)> {
        let value = self.object.get_mut(*self.names.next()?);
        Some(value.map_or((Value::Null, false), |value| (value.take(), true)))
    }
}

impl<'de> SeqAccess<'de> for Members {
    type Error = Unreadable;

    /// `None` for a field that the text does not have: the visitor then takes the field's default,
    /// or fails if it has none. An `Option` is `None`, with a default or without.
    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        let Some((value, is_present)) = self.next() else {
            return Ok(None);
        };
        match seed.deserialize(Reader(value)) {
            Ok(value) => Ok(Some(value)),
            Err(_) if !is_present => Ok(None),
            Err(error) => Err(error),
        }
    }
}

struct Fields {
    fields: serde_json::map::IntoIter,
    value: Value,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.fields.next() else {
            return Ok(None);
        };
        self.value = value;
        let name: StringDeserializer<Unreadable> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(Reader(self.value.take()))
    }
}

#[cfg(test)]
mod tests {
    use civic::Text;
    use civic::duties::Level;
    use civic::published::{
        AdmissionsFile, BaseFile, CaseList, CasesFile, CityFile, CorrectionYears, CorrectionsFile,
        DutyFile, DutyHistory, DutyUnits, FeedbackFile, GlanceFile, GlanceYearFile, HistoryStart,
        HomeFile, IdsFile, LimitsFile, OfficeFile, OfficePart, OpenSheets, PlaceIndex, PlaceShard,
        RegisterFile, RequirementFile, RequirementHistory, RequirementIndex, UpdatesFile,
        WhereFile, name,
    };
    use civic::search::{EntryPage, Head, Shard};
    use civic::time::Date;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        name: Text,
        on: Option<Date>,
        #[serde(default)]
        counts: Vec<(Level, i32)>,
        good: bool,
    }

    #[test]
    fn a_row_is_deserialized_as_by_serde_json() {
        let texts = [
            r#"{"name":{"zh":"甲","en":"A"},"on":"2026-11-23","counts":[["city",-3],["moon",7]],"good":true,"later":[{}]}"#,
            r#"{"name":{"zh":"甲","en":""},"on":null,"good":false}"#,
            r#"{"good":false,"later":{"on":7},"name":{"en":"A","zh":"甲"}}"#,
        ];
        for text in texts {
            let expected: Row = serde_json::from_str(text).expect("read");
            assert_eq!(from_slice::<Row>(text.as_bytes()), Ok(expected), "{text}");
        }
    }

    /// Every file of the sample city, in every published shape.
    #[test]
    fn every_published_file_is_deserialized_as_by_serde_json() {
        fn compare<T: DeserializeOwned + PartialEq>(name: &str, bytes: &[u8]) {
            let expected: T = serde_json::from_slice(bytes).expect("read");
            assert!(from_slice::<T>(bytes) == Ok(expected), "{name}");
        }
        let city = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/xining");
        let sources =
            sheets::city::read(&publish::city_folder::read(&city).expect("the folder")).sources;
        let settings = sources.settings.clone().expect("settings");
        let mut files = snapshot::Files::new();
        snapshot::make(&sources, &settings, &IdsFile::default(), &mut files).expect("files");
        let mut shapes = std::collections::BTreeSet::new();
        let is_json =
            |name: &str| !name.starts_with(name::SHEETS_DIR) || name == name::DATA_PACKAGE;
        for (name, bytes) in files.iter().filter(|(name, _)| is_json(name.as_str())) {
            let shape = name
                .split_once('/')
                .map_or(name.as_str(), |(folder, _)| folder);
            let read = match (shape, name.as_str()) {
                ("city", _) => compare::<CityFile>,
                ("home", _) => compare::<HomeFile>,
                ("base", _) => compare::<BaseFile>,
                ("places", _) => compare::<PlaceIndex>,
                ("rules", _) => compare::<PlaceShard>,
                ("where", _) => compare::<WhereFile>,
                ("requirements", "requirements") => compare::<RequirementIndex>,
                ("requirements", _) => compare::<RequirementFile>,
                ("duties", "duties") => compare::<DutyUnits>,
                ("duties", _) => compare::<DutyFile>,
                ("admissions", _) => compare::<AdmissionsFile>,
                ("updates", _) => compare::<UpdatesFile>,
                ("corrections", "corrections") => compare::<CorrectionYears>,
                ("corrections", _) => compare::<CorrectionsFile>,
                ("feedback", _) => compare::<FeedbackFile>,
                ("cases", _) => compare::<CasesFile>,
                ("register", "register") => compare::<RegisterFile>,
                ("register" | "cases-about", _) => compare::<CaseList>,
                ("limits", _) => compare::<LimitsFile>,
                ("index", name) if name.ends_with("/head") => compare::<Head>,
                ("index", name) if name.contains("/t") => compare::<Shard>,
                ("index", _) => compare::<EntryPage>,
                ("office", name) if name.matches('/').count() == 1 => compare::<OfficeFile>,
                ("office", _) => compare::<OfficePart>,
                ("glance", "glance") => compare::<GlanceFile>,
                ("glance", _) => compare::<GlanceYearFile>,
                ("ids", _) => compare::<IdsFile>,
                ("sheets", _) => compare::<OpenSheets>,
                _ => panic!("{name} has a shape unknown to this test"),
            };
            read(name, bytes);
            shapes.insert(shape);
        }
        assert_eq!(shapes.len(), 21);
    }

    /// The history is made where a tree is published: what it looks like after two changes.
    #[test]
    fn a_history_is_deserialized_as_by_serde_json() {
        let snapshot = r#"{"sequence":7,"published_at":"2026-11-23T10:00:00+08:00"}"#;
        let start = format!(r#"{{"since":{snapshot}}}"#);
        assert_eq!(
            from_slice::<HistoryStart>(start.as_bytes()),
            Ok(serde_json::from_str(&start).expect("read"))
        );
        let duties = format!(
            r#"{{"revisions":[{{"snapshot":{snapshot},"added":["A"]}},{{"snapshot":{snapshot},"changed":["A"],"removed":["B","C"]}}]}}"#
        );
        assert_eq!(
            from_slice::<DutyHistory>(duties.as_bytes()),
            Ok(serde_json::from_str(&duties).expect("read"))
        );
        let requirement = format!(
            r#"{{"revisions":[{{"snapshot":{snapshot},"revised":"changed"}},{{"snapshot":{snapshot},"revised":"merged"}}]}}"#
        );
        assert_eq!(
            from_slice::<RequirementHistory>(requirement.as_bytes()),
            Ok(serde_json::from_str(&requirement).expect("read"))
        );
    }

    #[test]
    fn other_shapes_are_unreadable() {
        let texts = [
            "",
            "{",
            "[]",
            "7",
            r#"{"name":{"zh":"甲","en":"A"},"on":null}"#,
            r#"[{"zh":"甲","en":"A"},null,[],true]"#,
            r#"{"name":{"zh":"甲","en":"A"},"on":null,"good":true,"counts":null}"#,
            r#"{"name":{"zh":"甲","en":"A"},"on":"yesterday","good":true}"#,
            r#"{"name":{"zh":"甲","en":"A"},"on":null,"good":true,"counts":[["city",1.5]]}"#,
        ];
        for text in texts {
            assert_eq!(
                from_slice::<Row>(text.as_bytes()),
                Err(Unreadable),
                "{text}"
            );
        }
    }
}
