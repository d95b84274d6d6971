//! Every word the portal says, a file an area, Chinese and English beside each other. Each area lies in
//! the part of the program that says it.

pub(crate) mod about;
pub(crate) mod admissions;
pub(crate) mod cases;
pub(crate) mod compare;
pub(crate) mod components;
pub(crate) mod corrections;
pub(crate) mod feedback;
pub(crate) mod follow;
pub(crate) mod frame;
pub(crate) mod glance;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod keeping;
pub(crate) mod lookup;
pub(crate) mod map;
pub(crate) mod office;
pub(crate) mod open_data;
pub(crate) mod requirements;
pub(crate) mod saved;
pub(crate) mod sign;
pub(crate) mod street_notice;
pub(crate) mod tasks;
pub(crate) mod times;
pub(crate) mod trouble;
pub(crate) mod updates;
