//! Mingdan 明单: the public portal. It reads only the published tree, and computes its answers in
//! the browser with the same domain code that checked the data.

#![expect(
    unreachable_pub,
    reason = "`#[component]` writes what it generates as `pub`, whatever the component is"
)]

mod app;
mod chunks;
mod components;
mod messages;
mod pages;
mod state;

pub use app::start;
