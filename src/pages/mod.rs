//! The pages, one module per journey. They contain no rules: they show what the domain computes.

pub(crate) mod about;
pub(crate) mod cases;
pub(crate) mod compare;
pub(crate) mod corrections;
pub(crate) mod feedback;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod lookup;
pub(crate) mod map;
pub(crate) mod open_data;
pub(crate) mod requirements;
pub(crate) mod tasks;
pub(crate) mod updates;
