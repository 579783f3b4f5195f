//! The site: a Leptos shell around the core. Pages over components over plain values over the core.
#![recursion_limit = "256"]
#![allow(unreachable_pub, reason = "the component macro makes the structs of props pub")]

pub mod app;
pub mod dispatch;

mod components;
mod pages;

pub mod account;
pub mod desk;
pub mod explain;
pub mod journal;
pub mod kept;
pub mod mask;
mod messages;
pub mod progress;
pub mod recall;
pub mod route;
pub mod snapshot;
pub mod stories;
pub mod told;
pub mod transcript;
pub mod typed;
mod units;

pub mod platform;
