//! `mingdan case …`: handling cases at a terminal, against the store of this machine or a server.

mod action;
pub(crate) mod arguments;
mod command;
mod fold;
mod keys;
mod local;
mod office;
mod remote;
mod run;
mod said;

pub(crate) use command::case;
pub(crate) use local::failure;
