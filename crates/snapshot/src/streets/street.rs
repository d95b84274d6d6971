//! The texts of a street's calendar and feed.
//!
//! `City` has what all streets share, `Street` one street and the rules that apply to it; its methods
//! give the titles, lines and addresses of both files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use check::{CitySettings, Row, Sources};
use civic::answer::permitted_times::{City as Permitting, Event, Paused, events};
use civic::documents::{Correction, Document, SourceKind, Update};
use civic::lang::Lang;
use civic::places::{Place, Side};
use civic::rules::{Goods, Rule, Scope};
use civic::time::{Calendar, Date, Timestamp};
use civic::{DocumentId, GoodsId, PlaceId, RuleId, Text};
use routes::query::Lookup;
use routes::tree::{Format, TreePath};

/// When, and in which snapshot, something is published.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) published_at: Timestamp,
    pub(super) sequence: u64,
}

/// The city, ready to be looked up.
pub(super) struct City<'a> {
    pub(super) settings: &'a CitySettings,
    rules: Vec<Rule>,
    /// For each place that rules name, their positions.
    pub(super) named: BTreeMap<PlaceId, Vec<usize>>,
    /// The positions of the other rules.
    wide: Vec<usize>,
    pub(super) updates: Vec<&'a Update>,
    pub(super) corrections: Vec<&'a Correction>,
    goods: Vec<Goods>,
    calendar: Calendar,
    documents: BTreeMap<&'a DocumentId, &'a Document>,
}

/// One street of it.
pub(super) struct Street<'a> {
    pub(super) city: &'a City<'a>,
    pub(super) place: &'a Place,
    /// The rules that apply to it.
    pub(super) rules: Vec<Rule>,
}

impl<'a> Street<'a> {
    pub(super) fn of(city: &'a City<'a>, place: &'a Place) -> Self {
        let named = city.named.get(&place.id).into_iter().flatten();
        let wide = city.wide.iter();
        let wide = wide.filter(|i| city.rules[**i].scope.holds(place));
        let rules: BTreeSet<usize> = named.chain(wide).copied().collect();
        let rules = rules.into_iter().map(|i| city.rules[i].clone()).collect();
        Self { city, place, rules }
    }
}

/// More goods than this are counted in a summary, and named in the description.
const MOST_NAMES: usize = 4;

impl<'a> City<'a> {
    pub(super) fn new(sources: &'a Sources, settings: &'a CitySettings) -> Self {
        fn values<T: Clone>(rows: &[Row<T>]) -> Vec<T> {
            rows.iter().map(|r| r.value.clone()).collect()
        }
        let rules: Vec<Rule> = values(&sources.rules);
        let mut named: BTreeMap<PlaceId, Vec<usize>> = BTreeMap::new();
        let mut wide = Vec::new();
        for (i, rule) in rules.iter().enumerate() {
            if let Scope::Places(places) = &rule.scope {
                for place in places {
                    named.entry(place.clone()).or_default().push(i);
                }
            } else {
                wide.push(i);
            }
        }
        Self {
            settings,
            rules,
            named,
            wide,
            updates: sources.updates.iter().map(|r| &r.value).collect(),
            corrections: sources.corrections.iter().map(|r| &r.value).collect(),
            goods: values(&sources.goods),
            calendar: values(&sources.calendar).into(),
            documents: sources
                .documents
                .iter()
                .map(|r| (&r.value.id, &r.value))
                .collect(),
        }
    }

    /// The goods of a rule, in the order of the city.
    pub(super) fn goods_of(&self, rule: &Rule) -> Vec<GoodsId> {
        let held = self.goods.iter().filter(|g| rule.goods.holds(&g.id));
        held.map(|g| g.id.clone()).collect()
    }

    /// How many kinds of goods the city has.
    pub(super) fn all_goods(&self) -> usize {
        self.goods.len()
    }

    fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == *id)
    }
}

impl<'a> Street<'a> {
    /// The street, its stretch and its side.
    pub(super) fn title(&self) -> String {
        let mut title = self.place.name.zh.clone();
        if !self.place.section.zh.is_empty() {
            title = format!("{title}（{}）", self.place.section.zh);
        }
        if self.place.side != Side::Both {
            title.push_str(self.place.side.zh());
        }
        title
    }

    /// The same in English, or nothing.
    pub(super) fn title_en(&self) -> String {
        let (name, section) = (&self.place.name.en, &self.place.section.en);
        if section.is_empty() {
            name.clone()
        } else {
            format!("{name} ({section})")
        }
    }

    /// A notice for readers of the file.
    pub(super) fn about(&self) -> String {
        let mut about = format!(
            "{}{}准许摆摊的时段，由公布的规则推算，以公布的规则为准。",
            self.city.settings.name.zh,
            self.title()
        );
        if let Some(last) = self.city.calendar.years().last() {
            let _ = write!(
                about,
                "看节假日安排的时段写到{}年，以后的日历公布后再补。",
                last.year
            );
        }
        about + &self.city.settings.notice.zh
    }

    /// The street's events between two days.
    pub(super) fn events(&self, from: Date, until: Date) -> Vec<Event<'_>> {
        let city = Permitting {
            goods: &self.city.goods,
            calendar: &self.city.calendar,
            zone: &self.city.settings.zone,
            from,
            until,
        };
        events(&city, self.place, &self.rules)
    }

    /// The portal's page on the street, where the portal's address is known.
    pub(super) fn page(&self, goods: Option<&GoodsId>) -> Option<String> {
        let site = self.city.settings.site.as_ref()?;
        let lookup = Lookup {
            place: Some(self.place.id.clone()),
            goods: goods.cloned(),
            ..Lookup::default()
        };
        Some(format!("{site}{}", lookup.href(Lang::Zh)))
    }

    /// The address of one of the street's files, where the portal's address is known.
    pub(super) fn file(&self, format: Format) -> Option<String> {
        let site = self.city.settings.site.as_ref()?;
        let file = TreePath::street(&self.place.id, format)?;
        Some(format!("{site}{}", file.url()))
    }

    /// A point of the street, as degrees of latitude and longitude.
    pub(super) fn point(&self) -> Option<(String, String)> {
        let points = &self.place.geometry.as_ref()?.points;
        let point = points.get(points.len() / 2)?;
        Some((degrees(point.lat_e6), degrees(point.lon_e6)))
    }

    /// The Chinese name of goods, or their identifier.
    pub(super) fn goods_name(&self, id: &'a GoodsId) -> &'a str {
        self.named(id).map_or(id.as_str(), |g| g.name.zh.as_str())
    }

    fn named(&self, id: &GoodsId) -> Option<&'a Goods> {
        self.city.goods.iter().find(|g| g.id == *id)
    }

    /// All names, in the city's order of goods.
    pub(super) fn names(&self, goods: &[GoodsId], of: fn(&Text) -> &str) -> Vec<&'a str> {
        let held = self.city.goods.iter().filter(|g| goods.contains(&g.id));
        held.map(|g| of(&g.name)).collect()
    }

    fn short(&self, goods: &[GoodsId]) -> String {
        let names = self.names(goods, |t| &t.zh);
        if names.len() == self.city.goods.len() {
            return "全部品类".to_owned();
        }
        if names.len() > MOST_NAMES + 1 {
            let few = names[..MOST_NAMES].join("、");
            return format!("{few}等{}类", names.len());
        }
        names.join("、")
    }

    /// The line a calendar shows.
    pub(super) fn summary(&self, rule: &Rule, goods: &[GoodsId], cancelled: bool) -> String {
        let verdict = match (cancelled, rule.conditions.is_empty()) {
            (true, _) => "暂停",
            (false, true) => "可以摆",
            (false, false) => "符合条件可以摆",
        };
        let temporary = if rule.overrides.is_some() && !cancelled {
            "（临时）"
        } else {
            ""
        };
        format!("{verdict}{temporary}：{}", self.short(goods))
    }

    /// All that is to be known of an event: goods, conditions, documents, and what is paused.
    pub(super) fn description(&self, rule: &Rule, goods: &[GoodsId], paused: &[Paused]) -> String {
        let mut lines = Vec::new();
        for paused in paused {
            lines.push(self.pause(paused));
        }
        lines.push(format!("品类：{}", self.names(goods, |t| &t.zh).join("、")));
        lines.extend(self.rule_lines(rule));
        lines.join("\n")
    }

    fn pause(&self, paused: &Paused) -> String {
        let rule = paused.by.as_ref().and_then(|by| self.city.rule(by));
        let mut line = format!("暂停：{}", self.short(&paused.goods));
        if let Some(change) = rule.and_then(|r| r.overrides.as_ref()) {
            if !change.reason.zh.is_empty() {
                let _ = write!(line, "（{}）", change.reason.zh);
            }
            if !change.instead.zh.is_empty() {
                let _ = write!(line, "，改到{}", change.instead.zh);
            }
        }
        let documents = rule
            .map(|r| self.documents(&r.documents))
            .unwrap_or_default();
        if !documents.is_empty() {
            let _ = write!(line, "。依据：{documents}");
        }
        line
    }

    /// The details of a rule beyond its times, one per line.
    pub(super) fn rule_lines(&self, rule: &Rule) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = |name: &str, said: &str| {
            if !said.is_empty() {
                lines.push(format!("{name}：{said}"));
            }
        };
        if let Some(change) = &rule.overrides {
            line("临时规定", &change.reason.zh);
            line("改到", &change.instead.zh);
        }
        let conditions: Vec<&str> = rule.conditions.iter().map(|c| c.zh.as_str()).collect();
        line("条件", &conditions.join("；"));
        line("首违", &rule.first_breach.zh);
        line("说明", &rule.note.zh);
        line("依据", &self.documents(&rule.documents));
        line("规则", rule.id.as_str());
        if rule.source.kind == SourceKind::Sample {
            line("来源", SourceKind::Sample.zh());
        }
        lines
    }

    fn documents(&self, ids: &[DocumentId]) -> String {
        let known = ids.iter().filter_map(|id| self.city.documents.get(id));
        let words: Vec<String> = known
            .map(|d| {
                let mut words = format!("《{}》", d.title.zh);
                words.push_str(&d.article.zh);
                if !d.number.is_empty() {
                    let _ = write!(words, "（{}）", d.number);
                }
                if !d.link.is_empty() {
                    words.push(' ');
                    words.push_str(&d.link);
                }
                words
            })
            .collect();
        words.join("；")
    }
}

/// Millionths of a degree, written out.
pub(crate) fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let whole = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", whole / 1_000_000, whole % 1_000_000)
}
