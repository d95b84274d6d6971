//! Documents 文件, and published changes: updates and corrections.

mod correction;
mod document;
mod update;

pub use correction::*;
pub use document::*;
pub use update::*;
