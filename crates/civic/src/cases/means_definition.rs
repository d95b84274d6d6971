//! What the three classes of the 721 method mean in a city.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::time::Date;

/// What a city understands by service, management and enforcement, in one version. Shares by another
/// version are not comparable with these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeansDefinition {
    /// The version, such as `1`.
    pub version: String,
    /// The day from which it is used.
    pub since: Date,
    /// What counts as service 服务.
    pub service: Text,
    /// What counts as management 管理.
    pub management: Text,
    /// What counts as enforcement 执法.
    pub enforcement: Text,
}
