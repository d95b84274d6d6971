//! What entries are filtered by.

use crate::Text;
use crate::open_enum::open_enum;

open_enum! {
    /// What entries are filtered by; the code is the key in an address. The unit is not one: each
    /// has an index of its own.
    Facet {
        /// The kind of an entry.
        Kind = "kind", "哪一类", "Kind";
        /// The list.
        List = "list", "哪张清单", "List";
        /// The status of a requirement.
        Status = "status", "怎样了", "Status";
        /// What was added to a requirement.
        Flag = "flag", "加了什么", "What was added";
        /// The department that leads.
        Lead = "lead", "谁牵头", "Who leads";
        /// The category.
        Category = "category", "类别", "Category";
        /// The level of the unit, or of a step of a requirement.
        Level = "level", "哪一级", "Level";
    }
}

/// A value of a facet. Values are ordered as they are offered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// What it is a value of.
    pub facet: Facet,
    /// Its place among the values of the facet.
    pub place: usize,
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: Text,
}

/// The value of a facet whose values are those of an open enum.
macro_rules! value {
    ($($name:ident, $facet:ident, $of:ty;)+) => {
        impl Value {$(
            #[doc = concat!("A value of [`Facet::", stringify!($facet), "`].")]
            pub fn $name(value: &$of) -> Self {
                let all = <$of>::ALL;
                Self {
                    facet: Facet::$facet,
                    place: all.iter().position(|v| v == value).unwrap_or(all.len()),
                    code: value.code().to_owned(),
                    name: Text::new(value.zh(), value.en()),
                }
            }
        )+}
    };
}

value! {
    kind, Kind, crate::search::kind::ItemKind;
    list, List, crate::duties::DutyList;
    status, Status, crate::duties::RequirementStatus;
    flag, Flag, crate::duties::added_demands::Flag;
    category, Category, crate::duties::DutyCategory;
    level, Level, crate::duties::Level;
}

impl Value {
    /// A department that leads, by its name.
    pub fn lead(name: &Text) -> Self {
        Self {
            facet: Facet::Lead,
            place: 0,
            code: name.zh.clone(),
            name: name.clone(),
        }
    }
}
