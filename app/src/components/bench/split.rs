//! The lines between panes: moved by arrow keys or a drag; and a pane as large as the bench.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::Pane;
use crate::platform::dom;
use crate::units::{Units, units};

/// Which pane is as large as the bench, if one is.
#[derive(Clone, Copy)]
pub(crate) struct Maximised(pub(crate) RwSignal<Option<Pane>>);

/// A length in percent of the bench, between two ends.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) percent: RwSignal<f64>,
    least: f64,
    most: f64,
}

impl Share {
    pub(super) fn new(percent: f64, least: f64, most: f64) -> Self {
        Self { percent: RwSignal::new(percent), least, most }
    }

    /// As a row of the bench's grid; or what is left for the other one.
    pub(super) fn fraction(&self, rest: bool) -> String {
        let percent = self.percent.get();
        format!("minmax(0, {}fr)", Units(if rest { 100.0 - percent } else { percent }))
    }

    /// As a length.
    pub(super) fn length(&self) -> String {
        format!("{}%", Units(self.percent.get()))
    }

    fn set(&self, percent: f64) {
        self.percent.set(percent.clamp(self.least, self.most).round());
    }

    /// What a key makes of it; `grows` is the arrow that makes it larger.
    fn key(&self, name: &str, grows: [&str; 2]) -> bool {
        let now = self.percent.get_untracked();
        let [more, less] = grows;
        match name {
            "Home" => self.set(self.least),
            "End" => self.set(self.most),
            it if it == more => self.set(now + 4.0),
            it if it == less => self.set(now - 4.0),
            _ => return false,
        }
        true
    }
}

/// F6 goes from pane to pane: the World, the inspector, the prompt.
pub(super) fn cycle(event: &KeyboardEvent) {
    if event.key() == "F6" {
        event.prevent_default();
        dom::cycle_focus(&["world", "inspector", "command-line"], event.shift_key());
    }
}

/// A line between two panes. It can be reached by Tab, and moved by arrow keys.
#[component]
pub(super) fn Splitter(share: Share, bench: NodeRef<Div>, upright: bool, name: &'static str) -> impl IntoView {
    let grows = if upright { ["ArrowLeft", "ArrowRight"] } else { ["ArrowDown", "ArrowUp"] };
    let press = move |event: KeyboardEvent| {
        if share.key(&event.key(), grows) {
            event.prevent_default();
        }
    };
    let drag = move |event: PointerEvent| {
        let Some(bench) = bench.get_untracked().filter(|_| event.buttons() == 1) else { return };
        let frame = bench.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let part = if upright { (frame.right() - x) / frame.width() } else { (y - frame.top()) / frame.height() };
        share.set(part * 100.0);
    };
    view! {
        <div
            class="splitter"
            class:splitter--upright=upright
            role="separator"
            tabindex="0"
            aria-label=name
            aria-orientation=if upright { "vertical" } else { "horizontal" }
            aria-valuenow=move || units(share.percent.get())
            aria-valuemin=units(share.least)
            aria-valuemax=units(share.most)
            on:keydown=press
            on:pointerdown=move |event| hold(&event)
            on:pointermove=drag
        ></div>
    }
}

/// Keeps the pointer with the line while it is pressed.
fn hold(event: &PointerEvent) {
    dom::hold_pointer(event);
}

/// Makes a pane as large as the bench, or not.
#[component]
pub(crate) fn MaximiseButton(pane: Pane, name: &'static str) -> impl IntoView {
    let maximised = expect_context::<Maximised>().0;
    let is = move || maximised.get() == Some(pane);
    let label = move || if is() { "Show all panes".to_owned() } else { format!("Maximise the {name}") };
    view! {
        <button
            type="button"
            class="button button--tool maximise"
            aria-label=label
            title=label
            on:click=move |_| maximised.update(|it| *it = if *it == Some(pane) { None } else { Some(pane) })
        >
            {move || if is() { "⤡" } else { "⤢" }}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_move_a_line_between_its_ends() {
        let owner = Owner::new();
        owner.set();
        let share = Share::new(50.0, 20.0, 56.0);
        assert!(share.key("ArrowDown", ["ArrowDown", "ArrowUp"]));
        share.key("ArrowDown", ["ArrowDown", "ArrowUp"]);
        assert_eq!(share.percent.get_untracked(), 56.0);
        share.key("Home", ["ArrowDown", "ArrowUp"]);
        assert_eq!(share.percent.get_untracked(), 20.0);
        assert!(!share.key("x", ["ArrowDown", "ArrowUp"]));
    }
}
