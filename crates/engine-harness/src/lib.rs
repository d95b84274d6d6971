//! The answer engine alone, over published files. Golden tables and benchmarks run it natively and
//! in the browser and compare the output byte for byte.

mod harness;
mod lookups;
mod permitted;
mod searched;
mod times;

pub use harness::{Harness, HarnessError, Published, names, question};
pub use lookups::Lookups;
pub use permitted::permitted_times;
pub use searched::Searched;
pub use times::rule_times;
