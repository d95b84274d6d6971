//! The answer engine alone, fed with files as they are published: golden tables and benches ask
//! it natively and in the browser, and compare the bytes.

mod harness;
mod lookups;
mod permitted;
mod times;

pub use harness::{Harness, HarnessError, Published, names, question};
pub use lookups::Lookups;
pub use permitted::permitted_times;
pub use times::rule_times;
