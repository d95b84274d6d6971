//! Type-erased files, so that the code that fetches and keeps them is compiled once, not per type.

use std::any::Any;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::error::DataError;
use crate::json::from_slice;

/// A deserialized file of any type.
pub(super) type Anything = dyn Any + Send + Sync;
/// Deserializes a file as one type.
pub(super) type Read = fn(&[u8]) -> Result<Arc<Anything>, DataError>;

/// A type that a published file can be deserialized as.
pub trait Published: DeserializeOwned + Send + Sync + 'static {
    /// Deserializes the file.
    fn read(bytes: &[u8]) -> Result<Arc<dyn Any + Send + Sync>, DataError> {
        Ok(Arc::new(from_slice::<Self>(bytes)?))
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Published for T {}

pub(super) fn typed<T: Published>(file: Arc<Anything>) -> Result<Arc<T>, DataError> {
    file.downcast().map_err(|_| DataError::Unreadable)
}
