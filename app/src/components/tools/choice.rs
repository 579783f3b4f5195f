//! One choice among a few, as native radio buttons.

use leptos::prelude::*;

/// Radio buttons with a name.
#[component]
pub(super) fn Choice(
    /// What is chosen.
    name: &'static str,
    /// Values with their words.
    choices: &'static [(&'static str, &'static str)],
    /// The value in force.
    #[prop(into)]
    chosen: Signal<String>,
    /// Takes another.
    #[prop(into)]
    choose: Callback<String>,
) -> impl IntoView {
    let group = name.replace(' ', "-").to_lowercase();
    let option = move |(value, word): &'static (&'static str, &'static str)| {
        view! {
            <label class="choice__option">
                <input
                    type="radio"
                    name=group.clone()
                    value=*value
                    prop:checked=move || chosen.read().as_str() == *value
                    on:change=move |_| choose.run((*value).to_owned())
                />
                <span>{*word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="modal__heading">{name}</legend>
            <div class="choice__options">{choices.iter().map(option).collect_view()}</div>
        </fieldset>
    }
}
