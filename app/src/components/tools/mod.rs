//! The page's own tools: all commands by name, its keys, its settings.

mod choice;
mod commands;
mod settings;
mod shortcuts;

use commands::Commands;
use leptos::prelude::*;
use settings::Settings;
use shortcuts::ShortcutList;

use crate::app::use_navigation;
use crate::dispatch::use_dispatcher;
use crate::platform::{dom, keys, storage};
use crate::shortcuts::{Action, Shortcuts};
use crate::tools::{Tool, use_tools};

/// Where the keys are kept.
const KEPT: &str = "keyless.shortcuts";

/// The keys in force.
#[derive(Clone, Copy)]
pub(crate) struct Keys(RwSignal<Shortcuts>);

impl Keys {
    fn kept() -> Self {
        let text = storage::read(KEPT).ok().flatten().unwrap_or_default();
        Self(RwSignal::new(Shortcuts::read(&text)))
    }

    fn update(&self, change: impl FnOnce(&mut Shortcuts)) {
        self.0.update(change);
        let _ = storage::write(KEPT, &self.0.with_untracked(Shortcuts::kept));
    }
}

/// The dialogs, and the watch over the keyboard.
#[component]
pub(crate) fn PageTools() -> impl IntoView {
    let (tools, keys) = (use_tools(), Keys::kept());
    provide_context(keys);
    let (dispatcher, route) = (use_dispatcher(), use_navigation().route());
    keys::on_press(move |chord, typing| {
        // A dialog has the keyboard to itself.
        if dom::has_open_dialog() {
            return false;
        }
        let Some(action) = keys.0.with_untracked(|it| it.action(&chord, typing)) else { return false };
        let has_bench = route.get_untracked().has_bench();
        match action {
            Action::Commands => tools.open(Tool::Commands),
            Action::Shortcuts => tools.open(Tool::Shortcuts),
            Action::Settings => tools.open(Tool::Settings),
            Action::Share if has_bench => tools.open(Tool::Share),
            Action::CommandLine if has_bench => dom::focus("command-line"),
            Action::Undo if has_bench => dispatcher.run("undo"),
            Action::Redo if has_bench => dispatcher.run("redo"),
            _ => return false,
        }
        true
    });
    view! {
        <Show when=move || tools.is_open(Tool::Commands)><Commands/></Show>
        <Show when=move || tools.is_open(Tool::Shortcuts)><ShortcutList/></Show>
        <Show when=move || tools.is_open(Tool::Settings)><Settings/></Show>
    }
}
