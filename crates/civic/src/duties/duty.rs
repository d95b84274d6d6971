//! Duty lists 履职事项清单.

use serde::{Deserialize, Serialize};

use crate::documents::Source;
use crate::open_enum::open_enum;
use crate::time::Date;
use crate::{DocumentId, DutyId, Text, UnitCode};

open_enum! {
    /// The list a duty item is on 清单.
    DutyList {
        /// The unit must do it and is responsible.
        Core = "core", "基本履职", "Core duties";
        /// The unit helps; a higher department leads.
        Assist = "assist", "配合履职", "Supporting duties";
        /// A higher department has taken it back.
        TakenBack = "taken_back", "上级部门收回", "Duties taken back";
        /// It may not be demanded of the grassroots.
        Barred = "barred", "不得要求基层", "May not be asked";
        /// Proposed, under entry review 职责准入.
        Proposed = "proposed", "拟准入", "Proposed";
    }
}

open_enum! {
    /// The category of a duty 类别.
    DutyCategory {
        /// Party building.
        Party = "party", "党的建设", "Party building";
        /// Economic development.
        Economy = "economy", "经济发展", "Economic development";
        /// Public services.
        Livelihood = "livelihood", "民生服务", "Public services";
        /// Safety and rule of law.
        Law = "law", "平安法治", "Safety and rule of law";
        /// Urban and rural construction.
        Urban = "urban", "城乡建设", "Urban and rural construction";
        /// Environment.
        Eco = "eco", "生态环保", "Environment";
        /// Emergency and fire.
        Emergency = "emergency", "应急管理及消防", "Emergency and fire";
        /// Market regulation.
        Market = "market", "市场监管", "Market regulation";
        /// Culture and tourism.
        Culture = "culture", "文化和旅游", "Culture and tourism";
        /// Health.
        Health = "health", "卫生健康", "Health";
        /// General affairs.
        General = "general", "综合政务", "General affairs";
    }
}

/// One row of a published duty list 履职事项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyItem {
    /// Its identifier.
    pub id: DutyId,
    /// The unit whose list it is on.
    pub unit: UnitCode,
    /// The list it is on.
    pub list: DutyList,
    /// Its category.
    pub category: DutyCategory,
    /// Its title.
    pub title: Text,
    /// The department that leads (on `assist`) or takes over (on `taken_back`).
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub lead: Text,
    /// What the leading department does.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub lead_duty: Text,
    /// What the unit does 街道职责. Nothing on `taken_back`, except in trees of before
    /// [`DutyItem::takeover`], where it is that.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit_duty: Text,
    /// How the department handles it from now on 承接方式; only on `taken_back`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub takeover: Text,
    /// What in law it rests on 法律依据: documents, each of which names its article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<DocumentId>,
    /// The document the list is based on.
    pub document: DocumentId,
    /// The day since which it is on this list.
    pub since: Date,
    /// A note for readers.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Where this row comes from.
    pub source: Source,
}

impl DutyItem {
    /// How it is done beside what the leading department does: on `taken_back`, how the department
    /// handles it from now on; on every other list, what the unit does.
    pub fn how(&self) -> &Text {
        if self.list == DutyList::TakenBack && !self.takeover.is_empty() {
            &self.takeover
        } else {
            &self.unit_duty
        }
    }

    /// The documents it cites: that of its list, then what in law it rests on.
    pub fn cited(&self) -> impl Iterator<Item = &DocumentId> {
        std::iter::once(&self.document).chain(&self.legal_basis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An item as it was published before there was `takeover`.
    fn before(list: &str) -> DutyItem {
        let json = format!(
            r#"{{"id":"R-1","unit":"630103001","list":"{list}","category":"urban","title":{{"zh":"甲","en":""}},
            "unit_duty":{{"zh":"由区局鉴定","en":""}},"document":"D-1","since":"2025-07-01","source":{{"kind":"sample","ref":""}}}}"#
        );
        serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_tree_of_before_says_how_a_duty_was_taken_back() {
        let item = before("taken_back");
        assert_eq!(item.how().zh, "由区局鉴定");
        let mut now = item.clone();
        now.takeover = Text::new("由市局鉴定", "");
        assert_eq!(now.how().zh, "由市局鉴定");
        assert_eq!(item.cited().collect::<Vec<_>>(), [&item.document]);
    }

    #[test]
    fn how_of_any_other_list_is_what_the_unit_does() {
        for list in ["core", "assist", "proposed", "barred", "later"] {
            let mut item = before(list);
            item.takeover = Text::new("由市局鉴定", "");
            assert_eq!(item.how().zh, "由区局鉴定", "{list}");
        }
    }
}
