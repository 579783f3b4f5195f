//! Asks before a session from outside replaces the one that is here.

use keyless_core::session::{Journal, mask};
use leptos::prelude::*;

use super::Offered;
use crate::components::ui::modal::Modal;
use crate::dispatch::use_dispatcher;
use crate::messages::take_away as say;
use crate::platform::dom;
use crate::typed::one_line;

/// No more lines than this are listed.
const LISTED: usize = 500;

/// What is in the session, what becomes of one's own, and the two answers.
#[component]
pub(crate) fn Offer(journal: Journal) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let offered = expect_context::<Offered>().0;
    let count = journal.lines.len();
    let mine = dispatcher.with_session(|session| session.transcript().len());
    let what = say::offer(count, &journal.scenario, &journal.core_version);
    let lines = journal.lines.iter().take(LISTED).map(|line| view! { <li>{one_line(&mask(line))}</li> }).collect_view();
    let answered = move || {
        offered.set(None);
        dom::focus_soon("command-line");
    };
    let take = move |_| {
        dispatcher.take_up(&journal);
        answered();
    };
    view! {
        <Modal title=say::OFFER_TITLE close=move |()| answered()>
            <p>{what}</p>
            <p>{say::mine(mine)}</p>
            <Show when=move || { count > 0 }>
                <h3 class="modal__heading modal__part">{say::OFFER_LINES}</h3>
            </Show>
            <ol class="modal__lines" tabindex="0" aria-label=say::OFFER_LINES hidden=count == 0>{lines}</ol>
            <div class="modal__row modal__part">
                <button type="button" class="button button--main" on:click=take>{say::OFFER_TAKE}</button>
                <button type="button" class="button" on:click=move |_| answered()>{say::OFFER_KEEP}</button>
            </div>
        </Modal>
    }
}
