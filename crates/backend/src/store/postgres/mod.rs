//! Cases in a PostgreSQL database.

mod address;
mod copy;
mod flush;
mod insert;
mod pool;
mod read;
mod schema;
mod store;
mod trouble;
mod verify;
mod work;
mod write;
mod writer;
mod writing;

pub use address::{AddressError, PostgresAddress};
pub use store::PostgresStore;
