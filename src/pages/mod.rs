//! The pages, one folder a journey. They hold no rules: they ask the domain and show what it says.

pub(crate) mod about;
pub(crate) mod feedback;
pub(crate) mod home;
pub(crate) mod lookup;
pub(crate) mod map;
pub(crate) mod open_data;
pub(crate) mod requirements;
pub(crate) mod tasks;
pub(crate) mod updates;
