//! A city's own sheets, and foreign data, to typed sources: bytes in, no disk.

pub mod city;
mod files;
pub mod foreign;
pub mod grammar;
pub mod table;

pub use files::Files;
