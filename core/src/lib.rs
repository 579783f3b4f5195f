//! The simulated cloud and the simulated `az` in front of it, from a typed line to text and diagram.
//!
//! A line travels straight down, each stage taking what the one before produced:
//! `&str` → [`shell`] → [`az`] → [`api`] request → [`token`] → [`authz`] → [`provider`] → [`event`]s →
//! [`state::State::apply`] → [`render`].
#![warn(missing_docs)]

pub mod session;

pub mod inspect;

pub mod shell;

pub mod interpreter;

pub mod az;
pub mod curl;
pub mod tools;

pub mod gateway;

pub mod api;
pub mod authz;
pub mod provider;
pub mod token;

pub mod event;
pub mod rules;
pub mod scenario;
pub mod simplifications;
pub mod state;

pub mod render;

pub mod model;
