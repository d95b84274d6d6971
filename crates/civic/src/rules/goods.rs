//! Kinds of goods 经营品类.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::{GoodsId, Text};

open_enum! {
    /// What a seller of these goods needs by law 登记要求.
    Registration {
        /// Exempt: produce, daily goods, small services.
        Exempt = "exempt", "免登记", "No registration needed";
        /// A registration card.
        Card = "card", "登记卡", "Registration card";
        /// A permit.
        Permit = "permit", "许可", "Permit";
    }
}

/// A kind of goods 经营品类.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// Its identifier.
    pub id: GoodsId,
    /// Its name.
    pub name: Text,
    /// True for food.
    pub food: bool,
    /// What a seller needs by law.
    pub registration: Registration,
    /// Other words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}
