//! The map 地图.

mod address;
mod canvas;
mod card;
mod controls;
mod list;
mod load;
mod model;
mod page;
mod state;

pub(crate) use page::MapPage;
