//! Cases in a PostgreSQL database.

mod address;
mod copy;
mod pool;
mod read;
mod schema;
mod store;
mod trouble;
mod verify;
mod write;
mod writer;

pub use address::{AddressError, PostgresAddress};
pub use store::PostgresStore;
