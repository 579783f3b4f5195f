//! Which id is this: its kind, what it names, and where each command wants it.

use keyless_core::inspect::ids::{self, IdStory};
use keyless_core::model::resource::ResourceKind;
use keyless_core::state::State;
use leptos::prelude::*;

use super::fact::Fact;
use super::looking::use_looking;
use crate::components::ui::copy::CopyButton;
use crate::messages::inspect as say;

/// The region "Ids".
#[component]
pub(crate) fn Ids() -> impl IntoView {
    let (looking, text) = (use_looking(), RwSignal::new(String::new()));
    let answer = move || {
        let typed = text.get();
        if typed.trim().is_empty() {
            return view! { <Offers state=looking.seen().after.clone() text/> }.into_any();
        }
        match ids::explain(&looking.seen().after, &typed) {
            Some(story) => view! { <Story story text/> }.into_any(),
            None => view! { <p class="quiet">{say::ID_UNKNOWN}</p> }.into_any(),
        }
    };
    view! {
        <div class="ask">
            <label class="ask__label" for="id-field">{say::ID_FIELD}</label>
            <input
                id="id-field"
                class="modal__field ask__field"
                type="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby="id-help"
                prop:value=move || text.get()
                on:input:target=move |event| text.set(event.target().value())
            />
            <p id="id-help" class="modal__help">{say::ID_HELP}</p>
        </div>
        <div role="status">{answer}</div>
    }
}

/// Ids of this world to begin with: those of the newest identity.
#[component]
fn Offers(state: State, text: RwSignal<String>) -> impl IntoView {
    let mut offers: Vec<(&'static str, String)> = Vec::new();
    let newest = state
        .resources()
        .filter(|it| matches!(it.kind, ResourceKind::UserAssignedIdentity(_)))
        .max_by_key(|it| it.order);
    if let Some(newest) = newest {
        offers.push(("resource id", newest.id.to_string()));
        let story = ids::explain(&state, newest.id.as_str()).unwrap_or_default();
        offers.extend(story.others);
    } else {
        offers.extend(state.tenants().next().map(|it| ("tenant id", it.id.to_string())));
        offers.extend(state.subscriptions().first().map(|it| ("subscription id", it.id.to_string())));
    }
    view! {
        <p class="quiet">{say::ID_LEAD}</p>
        <Others offers text/>
    }
}

/// Ids with their kinds, each a button that explains it.
#[component]
fn Others(offers: Vec<(&'static str, String)>, text: RwSignal<String>) -> impl IntoView {
    let item = move |(kind, id): (&'static str, String)| {
        let (put, copied) = (id.clone(), id.clone());
        view! {
            <li class="id-offer">
                <span class="id-offer__kind">{kind}</span>
                <span class="id-offer__row">
                    <button type="button" class="fact fact--linked id-offer__id" on:click=move |_| text.set(put.clone())>{id}</button>
                    <CopyButton text=move |()| copied.clone() name=format!("Copy the {kind}")/>
                </span>
            </li>
        }
    };
    view! { <ul class="id-offers">{offers.into_iter().map(item).collect_view()}</ul> }
}

/// What an id is.
#[component]
fn Story(story: IdStory, text: RwSignal<String>) -> impl IntoView {
    let uses = |title: &'static str, class: &'static str, uses: &'static [(&'static str, &'static str)]| {
        let item = |(command, meaning): &'static (&'static str, &'static str)| {
            view! { <li class=class><code>{*command}</code><span class="id-use__meaning">{*meaning}</span></li> }
        };
        (!uses.is_empty()).then(|| {
            view! {
                <h2 class="inspector__heading">{title}</h2>
                <ul class="id-uses">{uses.iter().map(item).collect_view()}</ul>
            }
        })
    };
    let about: Vec<String> = story.node.into_iter().collect();
    let others = (!story.others.is_empty()).then(|| {
        view! {
            <h2 class="inspector__heading">{say::ID_OTHERS}</h2>
            <Others offers=story.others text/>
        }
    });
    view! {
        <p class="id-story"><strong>{story.kind}</strong> " of " <Fact about text=story.of/></p>
        {uses(say::ID_GOES, "id-use", story.goes)}
        {uses(say::ID_NOT, "id-use id-use--not", story.not)}
        {others}
    }
}
