//! Who does something to a case.

use serde::{Deserialize, Serialize};

use crate::UnitCode;
use crate::open_enum::open_enum;

open_enum! {
    /// The role 角色 in which a member of staff acts.
    Role {
        /// Looks at what comes in, and says where it goes.
        Screener = "screener", "受理", "Screener";
        /// Works on a case and answers it.
        Handler = "handler", "承办", "Handler";
        /// Looks at what others did: clears it for publication, reopens, classifies again.
        Reviewer = "reviewer", "复核", "Reviewer";
    }
}

/// Who does something to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Actor {
    /// Whoever holds the receipt 持回执的人. Nothing is known of them.
    Reporter,
    /// A member of staff.
    Staff {
        /// The name they sign in with, unique in the city: two persons are told apart by it.
        name: String,
        /// The role in which they act now.
        role: Role,
        /// Their unit; `None` for one of the city itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<UnitCode>,
    },
    /// The program, by itself: at a time, or where the rules leave no choice.
    System,
    /// Somebody whom a newer version knows. Nobody acts as this.
    #[serde(other)]
    Unknown,
}

impl Actor {
    /// The name of a member of staff.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Staff { name, .. } => Some(name),
            Self::Reporter | Self::System | Self::Unknown => None,
        }
    }

    /// The role of a member of staff.
    pub fn role(&self) -> Option<&Role> {
        match self {
            Self::Staff { role, .. } => Some(role),
            Self::Reporter | Self::System | Self::Unknown => None,
        }
    }

    /// The unit of a member of staff.
    pub fn unit(&self) -> Option<&UnitCode> {
        match self {
            Self::Staff { unit, .. } => unit.as_ref(),
            Self::Reporter | Self::System | Self::Unknown => None,
        }
    }
}
