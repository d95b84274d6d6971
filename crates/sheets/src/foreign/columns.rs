//! Every field of an input by its key, so that a missing column is reported before any row is
//! read.

use super::column_map::{ExceptionMap, GoodsMap, Input, PlaceMap, RuleMap, ScopeMap, SourceMap};
use super::template::{Both, Field};

/// Fields by their keys.
pub(crate) type Fields<'a> = Vec<(&'static str, &'a Field)>;

fn fields<'a>(all: &mut Fields<'a>, some: &[(&'static str, Option<&'a Field>)]) {
    all.extend(
        some.iter()
            .filter_map(|(key, field)| Some((*key, (*field)?))),
    );
}

fn texts<'a>(all: &mut Fields<'a>, some: &[(&'static str, Option<&'a Both>)]) {
    for (key, both) in some {
        let each = both.iter().flat_map(|b| b.fields());
        all.extend(each.map(|field| (*key, field)));
    }
}

impl Input {
    /// Every field by its key.
    pub(crate) fn fields(&self) -> Fields<'_> {
        let mut all: Fields<'_> = Vec::new();
        all.extend(self.filters.iter().map(|f| ("filters.value", &f.value)));
        if let Some(source) = &self.source {
            let SourceMap { kind, reference } = source;
            all.extend([("source.kind", kind), ("source.ref", reference)]);
        }
        if let Some(at) = &self.geometry {
            all.extend([("geometry.lon", &at.lon), ("geometry.lat", &at.lat)]);
        }
        if let Some(place) = &self.place {
            place.fields(&mut all);
        }
        if let Some(rule) = &self.rule {
            rule.fields(&mut all);
        }
        if let Some(hours) = &self.hours {
            all.extend([
                ("hours.key", &hours.key),
                ("hours.weekday", &hours.weekday),
                ("hours.start", &hours.start),
                ("hours.end", &hours.end),
            ]);
        }
        if let Some(exception) = &self.exception {
            exception.fields(&mut all);
        }
        all
    }
}

impl PlaceMap {
    fn fields<'a>(&'a self, all: &mut Fields<'a>) {
        let some = [
            ("place.id", Some(&self.id)),
            ("place.kind", self.kind.as_ref()),
            ("place.side", self.side.as_ref()),
            ("place.grade", self.grade.as_ref()),
            ("place.unit", Some(&self.unit)),
            ("place.pinyin", self.pinyin.as_ref()),
            ("place.aliases", self.aliases.as_ref()),
            ("place.capacity", self.capacity.as_ref()),
        ];
        fields(all, &some);
        let both = [
            ("place.name", Some(&self.name)),
            ("place.section", self.section.as_ref()),
            ("place.note", self.note.as_ref()),
        ];
        texts(all, &both);
    }
}

impl RuleMap {
    fn fields<'a>(&'a self, all: &mut Fields<'a>) {
        let some = [
            ("rule.id", Some(&self.id)),
            ("rule.effect", Some(&self.effect)),
            ("rule.scope", self.scope.as_ref().map(ScopeMap::field)),
            ("rule.goods", self.goods.as_ref().map(GoodsMap::field)),
            ("rule.windows", self.windows.as_ref()),
            ("rule.weekdays", self.weekdays.as_ref()),
            ("rule.seasons", self.seasons.as_ref()),
            ("rule.day_types", self.day_types.as_ref()),
            ("rule.outside", self.outside.as_ref()),
            ("rule.priority", self.priority.as_ref()),
            ("rule.in_force", Some(&self.in_force)),
            ("rule.expires", self.expires.as_ref()),
            ("rule.last_day", self.last_day.as_ref()),
            ("rule.documents", Some(&self.documents)),
            ("rule.hours_key", self.hours_key.as_ref()),
            ("rule.hours_cell", self.hours_cell.as_ref()),
        ];
        fields(all, &some);
        let both = [
            ("rule.conditions", self.conditions.as_ref()),
            ("rule.first_breach", self.first_breach.as_ref()),
            ("rule.note", self.note.as_ref()),
        ];
        texts(all, &both);
    }
}

impl ExceptionMap {
    fn fields<'a>(&'a self, all: &mut Fields<'a>) {
        let some = [
            ("exception.id", Some(&self.id)),
            ("exception.kind", Some(&self.kind)),
            ("exception.places", Some(self.places.field())),
            ("exception.targets", self.targets.as_ref()),
            ("exception.goods", self.goods.as_ref().map(GoodsMap::field)),
            ("exception.from", Some(&self.from)),
            ("exception.until", self.until.as_ref()),
            ("exception.last_day", self.last_day.as_ref()),
            ("exception.windows", self.windows.as_ref()),
            ("exception.documents", Some(&self.documents)),
        ];
        fields(all, &some);
        let both = [
            ("exception.conditions", self.conditions.as_ref()),
            ("exception.reason", Some(&self.reason)),
            ("exception.instead", self.instead.as_ref()),
        ];
        texts(all, &both);
    }
}

impl ScopeMap {
    fn field(&self) -> &Field {
        match self {
            Self::Named { name } => name,
            Self::Cell(field) => field,
        }
    }
}

impl GoodsMap {
    fn field(&self) -> &Field {
        match self {
            Self::Words { words, .. } => words,
            Self::Cell(field) => field,
        }
    }
}
