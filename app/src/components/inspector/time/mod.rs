//! Time: the steps and a way along them, named points, two points side by side, and the world's clock.

mod checkpoints;
mod clock;
mod compare;
mod mover;
mod steps;

use checkpoints::Checkpoints;
use clock::Clock;
use compare::Compare;
use leptos::prelude::*;
use mover::Mover;
use steps::Steps;

/// The region "Timeline".
#[component]
pub(crate) fn Timeline() -> impl IntoView {
    view! {
        <Mover/>
        <Steps/>
        <Checkpoints/>
        <Compare/>
        <Clock/>
    }
}
