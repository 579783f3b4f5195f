//! The settings: how the page looks, and how the simulated cloud and its terminal run.

use keyless_core::model::propagation::Propagation;
use leptos::prelude::*;

use super::choice::Choice;
use crate::app::use_navigation;
use crate::components::header::ThemeInUse;
use crate::components::ui::modal::Modal;
use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::tools as say;
use crate::platform::look::Look;
use crate::platform::theme::Theme;
use crate::tools::{Tool, use_tools};

/// The dialog "Settings".
#[component]
pub(super) fn Settings() -> impl IntoView {
    let tools = use_tools();
    let theme = expect_context::<ThemeInUse>().0;
    let (motion, text) = (RwSignal::new(Look::Motion.kept()), RwSignal::new(Look::Text.kept()));
    let has_bench = use_navigation().route().with_untracked(crate::route::Route::has_bench);
    let choose_theme = move |value: String| {
        theme.set(Theme::named(&value));
        theme.get_untracked().apply();
    };
    let choose = move |look: Look, signal: RwSignal<String>| {
        move |value: String| {
            look.choose(&value);
            signal.set(value);
        }
    };
    view! {
        <Modal title=say::SETTINGS close=move |()| tools.close(Tool::Settings)>
            <Choice name=say::THEME choices=&say::THEMES chosen=Signal::derive(move || theme.get().as_str().to_owned()) choose=choose_theme/>
            <Choice name=say::TEXT choices=&say::TEXTS chosen=text choose=choose(Look::Text, text)/>
            <Choice name=say::MOTION choices=&say::MOTIONS chosen=motion choose=choose(Look::Motion, motion)/>
            {has_bench.then(|| view! { <OfSession/> })}
            <button type="button" class="button" on:click=move |_| tools.open(Tool::Shortcuts)>{say::SHORTCUTS}</button>
        </Modal>
    }
}

/// What belongs to the session: each choice types a line, so that a replay has it too.
#[component]
fn OfSession() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let strict = use_slice(|snapshot| snapshot.state.terminal().strict);
    let azure = use_slice(|snapshot| snapshot.state.propagation() == Propagation::Azure);
    let set = move |line: &'static str| move |value: String| dispatcher.run(format!("keyless set {line} {value}"));
    let on = |it: bool, yes: &str, no: &str| if it { yes.to_owned() } else { no.to_owned() };
    view! {
        <p class="modal__help">{say::OF_SESSION}</p>
        <Choice name=say::STRICT choices=&say::STRICTS chosen=Signal::derive(move || on(strict.get(), "on", "off")) choose=set("strict")/>
        <Choice name=say::DELAYS choices=&say::DELAY_CHOICES chosen=Signal::derive(move || on(azure.get(), "azure", "instant")) choose=set("propagation")/>
    }
}
