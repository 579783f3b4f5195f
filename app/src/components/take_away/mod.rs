//! Taking a session away and taking one up: link, file, scripts, picture.

mod offer;
mod share;

use keyless_core::session::Journal;
use leptos::prelude::*;
use offer::Offer;
use share::Share;

use crate::app::use_navigation;
use crate::dispatch::use_dispatcher;
use crate::given;
use crate::messages::take_away as say;
use crate::platform::location;
use crate::tools::{Tool, use_tools};

/// The session that waits for the reader's answer.
#[derive(Clone, Copy)]
pub(crate) struct Offered(pub(crate) RwSignal<Option<Journal>>);

/// The dialogs, and the watch over the address.
#[component]
pub(crate) fn TakeAway() -> impl IntoView {
    let (tools, route, notice) = (use_tools(), use_navigation().route(), use_dispatcher().notice());
    let offered = Offered(RwSignal::new(None));
    provide_context(offered);
    let look = move || {
        let Some(found) = given::from_address(&location::hash()) else { return };
        location::drop_hash();
        match found {
            Ok(journal) => offered.0.set(Some(journal)),
            Err(error) => notice.set(Some(say::not_opened(&error.to_string()))),
        }
    };
    Effect::new(move |_| {
        if route.read().has_bench() {
            look();
        }
    });
    location::on_hash(look);
    view! {
        <Show when=move || tools.is_open(Tool::Share)><Share/></Show>
        {move || offered.0.get().map(|journal| view! { <Offer journal/> })}
    }
}
