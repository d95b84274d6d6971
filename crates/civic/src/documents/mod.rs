//! Documents 文件, limits on official ones, and published changes: updates and corrections.

mod correction;
mod document;
mod limit;
mod update;

pub use correction::*;
pub use document::*;
pub use limit::*;
pub use update::*;
