//! The dialog behind "Share": a link, files, and opening one.

use keyless_core::session::{Journal, MAX_LINK, ScriptKind};
use leptos::prelude::*;

use super::Offered;
use crate::components::ui::copy::CopyButton;
use crate::components::ui::modal::Modal;
use crate::dispatch::use_dispatcher;
use crate::messages::take_away as say;
use crate::platform::{files, location, picture};
use crate::tools::{Tool, use_tools};
use crate::{given, journal};

/// What can be done with the present session.
#[component]
pub(crate) fn Share() -> impl IntoView {
    let tools = use_tools();
    // Made once, when the dialog opens.
    let shared = use_dispatcher().shared().ok();
    let replaced = shared.as_ref().map_or(0, |it| replaced(&use_dispatcher().journal(), it));
    view! {
        <Modal title=say::TITLE close=move |()| tools.close(Tool::Share)>
            <Link shared=shared.clone()/>
            <p class="modal__help">{say::stand_ins(replaced)}</p>
            <Save shared/>
            <Open/>
        </Modal>
    }
}

/// In how many lines a secret gave way.
fn replaced(mine: &Journal, shared: &Journal) -> usize {
    mine.lines.iter().zip(&shared.lines).filter(|(mine, shared)| mine != shared).count()
}

/// The link, to be copied.
#[component]
fn Link(shared: Option<Journal>) -> impl IntoView {
    let address = shared.map(|it| format!("{}{}", location::page(), given::address(&it)));
    let Some(address) = address.filter(|it| it.len() <= MAX_LINK) else {
        return view! { <p>{say::TOO_LONG}</p> }.into_any();
    };
    let (copied, length) = (address.clone(), address.split_once('#').map_or(0, |(_, part)| part.len()));
    view! {
        <label class="modal__heading" for="share-link">{say::LINK}</label>
        <div class="modal__row">
            <input id="share-link" class="modal__field" type="text" readonly=true aria-describedby="share-help" value=address/>
            <CopyButton text=move |()| copied.clone() name=say::COPY_LINK word="Copy"/>
        </div>
        <p id="share-help" class="modal__help">{say::LINK_HELP} " " {say::length(length)} "."</p>
    }
    .into_any()
}

/// The buttons that save files.
#[component]
fn Save(shared: Option<Journal>) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let journal = StoredValue::new(shared);
    let session = move |_| {
        if let Some(text) = journal.with_value(|it| it.as_ref().map(journal::write)) {
            files::save("keyless-session.json", &text);
        }
    };
    let script = move |kind: ScriptKind, name: &'static str| {
        move |_| files::save(name, &dispatcher.with_session(|it| it.script(kind)))
    };
    // The picture carries the session, so that it can be opened again.
    let note = move || journal.with_value(|it| it.as_ref().map(given::in_picture)).unwrap_or_default();
    view! {
        <div class="modal__part" role="group" aria-labelledby="save-heading">
            <h3 id="save-heading" class="modal__heading">{say::SAVE}</h3>
            <div class="modal__row">
                <button type="button" class="button" on:click=session>{say::SAVE_SESSION}</button>
                <button type="button" class="button" on:click=script(ScriptKind::Bash, "keyless.sh")>{say::SAVE_BASH}</button>
                <button type="button" class="button" on:click=script(ScriptKind::PowerShell, "keyless.ps1")>{say::SAVE_POWERSHELL}</button>
                <button type="button" class="button" on:click=move |_| picture::save_svg("keyless-world.svg", &note())>{say::SAVE_SVG}</button>
                <button type="button" class="button" on:click=|_| picture::save_png("keyless-world.png")>{say::SAVE_PNG}</button>
            </div>
            <p class="modal__help">{say::SAVE_HELP}</p>
        </div>
    }
}

/// The field that takes a file.
#[component]
fn Open() -> impl IntoView {
    let (tools, offered, notice) = (use_tools(), expect_context::<Offered>().0, use_dispatcher().notice());
    let read = move |event: leptos::ev::Event| {
        files::read_chosen(&event, move |text| {
            tools.close(Tool::Share);
            match given::from_file(&text) {
                Ok(journal) => offered.set(Some(journal)),
                Err(_) => notice.set(Some(say::NO_SESSION.to_owned())),
            }
        });
    };
    view! {
        <div class="modal__part">
            <h3 class="modal__heading">{say::OPEN}</h3>
            <label for="open-file">{say::OPEN_FILE}</label>
            <div class="modal__row">
                <input id="open-file" type="file" accept=".json,.svg,.txt" on:change=read aria-describedby="open-help"/>
            </div>
            <p id="open-help" class="modal__help">{say::OPEN_HELP}</p>
        </div>
    }
}
