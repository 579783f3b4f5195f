//! The command palette: a field, and the list of what it finds.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::use_navigation;
use crate::commands::{Act, Command, all, found};
use crate::components::inspector::{Tab, TabInView};
use crate::components::ui::modal::Modal;
use crate::dispatch::use_dispatcher;
use crate::journal::SAVE_DAMAGED;
use crate::messages::tools as say;
use crate::platform::{dom, files};
use crate::tools::{Tool, use_tools};

/// The dialog "Commands".
#[component]
pub(super) fn Commands() -> impl IntoView {
    let (tools, dispatcher, navigation) = (use_tools(), use_dispatcher(), use_navigation());
    let tab = expect_context::<TabInView>().0;
    let has_bench = navigation.route().with_untracked(crate::route::Route::has_bench);
    let mut everything =
        dispatcher.snapshot().with_untracked(|it| all(it, has_bench, &Tab::ALL.map(Tab::name), dispatcher.has_aside()));
    if dispatcher.damaged().is_some() {
        everything.push(Command { title: SAVE_DAMAGED.to_owned(), act: Act::SaveDamaged });
    }
    let everything = StoredValue::new(everything);
    let (typed, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let shown = Memo::new(move |_| everything.with_value(|all| found(all, &typed.read())));
    let act = move |command: Command| {
        tools.close(Tool::Commands);
        match command.act {
            Act::Line(line) => dispatcher.run(line),
            Act::Go(route) => navigation.go(&route),
            Act::Open(tool) => tools.open(tool),
            Act::Tab(place) => {
                if let Some(chosen) = Tab::ALL.get(place) {
                    tab.set(*chosen);
                    dom::focus_soon(chosen.id());
                }
            }
            Act::BringBack => dispatcher.bring_back(),
            Act::SaveDamaged => files::save("keyless-damaged.json", &dispatcher.damaged().unwrap_or_default()),
            Act::CommandLine => dom::focus_soon("command-line"),
        }
    };
    let press = move |event: KeyboardEvent| {
        let count = shown.read_untracked().len();
        let here = at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" => (here + 1) % count.max(1),
            "ArrowUp" => (here + count.max(1) - 1) % count.max(1),
            "Enter" => {
                event.prevent_default();
                if let Some(command) = shown.with_untracked(|it| it.get(here).cloned()) {
                    act(command);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        at.set(to);
        dom::reveal_soon(option_id(to));
    };
    let option = move |(place, command): (usize, Command)| {
        let title = command.title.clone();
        view! {
            <li
                id=option_id(place)
                class="palette__option"
                role="option"
                aria-selected=move || (at.get() == place).to_string()
                on:click=move |_| act(command.clone())
            >
                {title}
            </li>
        }
    };
    view! {
        <Modal title=say::COMMANDS close=move |()| tools.close(Tool::Commands)>
            <input
                class="modal__field palette__field"
                type="text"
                role="combobox"
                autofocus=true
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-label=say::COMMANDS_FIELD
                aria-controls="palette"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-activedescendant=move || (!shown.read().is_empty()).then(|| option_id(at.get()))
                placeholder=say::COMMANDS_FIELD
                on:keydown=press
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    at.set(0);
                }
            />
            <ul id="palette" class="palette" role="listbox" aria-label=say::COMMANDS>
                {move || shown.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <p class="modal__help" role="status">{move || say::found(shown.read().len())}</p>
        </Modal>
    }
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}
