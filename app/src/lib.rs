//! The site: a Leptos shell around the core. Pages over components over plain values over the core.
#![recursion_limit = "256"]
#![allow(unreachable_pub, reason = "the component macro makes the structs of props pub")]

pub mod app;
pub mod dispatch;

mod components;
mod pages;

pub mod account;
pub mod commands;
pub mod curl;
pub mod desk;
pub mod diff;
pub mod editing;
pub mod examiner;
pub mod explain;
pub mod given;
pub mod host;
pub mod journal;
pub mod kept;
pub mod locked;
pub mod mask;
pub mod mend;
mod messages;
pub mod progress;
pub mod proof;
pub mod recall;
pub mod route;
pub mod search;
pub mod shortcuts;
pub mod snapshot;
pub mod stories;
pub mod told;
pub mod tools;
pub mod transcript;
pub mod typed;
mod units;

pub mod platform;
