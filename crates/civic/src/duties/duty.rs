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
    /// What the unit does to support it; on `taken_back`, how the department handles it from now
    /// on.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit_duty: Text,
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
