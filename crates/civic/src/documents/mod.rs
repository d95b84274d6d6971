//! Documents 文件, and what changes what they say: updates and corrections.

mod correction;
mod document;
mod update;

pub use correction::*;
pub use document::*;
pub use update::*;
