//! Rules 摆摊规则: what is permitted where, when and for which goods.

mod goods;
pub mod opening_hours;
mod rule;

pub use goods::*;
pub use rule::*;
