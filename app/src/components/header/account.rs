//! Who is signed in to az, and switching to somebody with other rights.

use leptos::prelude::*;

use crate::account::Account;
use crate::dispatch::{use_dispatcher, use_slice};

/// Lists the scenario's accounts with their roles; choosing one types `keyless account NAME`.
#[component]
pub(crate) fn AccountPicker() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let accounts = use_slice(|snapshot| snapshot.accounts.clone());
    let nobody = move || !accounts.read().iter().any(|account| account.signed_in);
    let choose = move |event| {
        let name = event_target_value(&event);
        if !name.is_empty() {
            dispatcher.run(format!("keyless account {name}"));
        }
    };
    view! {
        <label class="account">
            <span class="account__word">"Signed in as"</span>
            <select class="account__select" on:change=choose>
                <Show when=nobody>
                    <option value="" selected=true>"Nobody"</option>
                </Show>
                {move || accounts.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

fn option(account: Account) -> impl IntoView {
    let text = format!("{}: {}", account.display_name, account.roles);
    view! { <option value=account.name selected=account.signed_in>{text}</option> }
}
