//! The words of a city that is made up: names of units and streets, goods, what is done and asked.

mod goods;
mod names;
mod tasks;

pub(crate) use goods::{GOODS, GoodsWord};
pub(crate) use names::Names;
pub(crate) use tasks::{Task, duty_title, task};
