//! JSON of a thing, and what a step did to it, line by line.

use keyless_core::inspect::json;
use keyless_core::state::State;
use leptos::prelude::*;

use super::looking::use_looking;
use crate::components::ui::copy::CopyButton;
use crate::components::world::Selected;
use crate::diff::{Mark, lines};
use crate::mask;
use crate::messages::inspect as say;

/// The region "State": what the cloud says of the selected thing.
#[component]
pub(crate) fn StateOf() -> impl IntoView {
    let (looking, selected) = (use_looking(), expect_context::<Selected>().0);
    move || {
        let Some(id) = selected.get() else { return view! { <p class="quiet">{say::STATE_NONE}</p> }.into_any() };
        let Some(text) = text_of(&looking.seen().after, &id) else {
            return view! { <p class="quiet">{say::STATE_GONE}</p> }.into_any();
        };
        let copied = text.clone();
        view! {
            <div class="exchange__body">
                <pre class="exchange__text exchange__text--whole" tabindex="0" aria-label=say::JSON>{text}</pre>
                <CopyButton text=move |()| copied.clone() name=say::COPY_JSON/>
            </div>
        }
        .into_any()
    }
}

/// A thing as indented JSON, secrets masked.
fn text_of(state: &State, id: &str) -> Option<String> {
    json::of(state, id).map(|it| mask::pretty(&mask::body(&it)))
}

/// No more things than this are compared.
const COMPARED: usize = 12;

/// What the step did to the things that it is about, on demand.
#[component]
pub(crate) fn JsonDiff(
    /// Node ids.
    about: Vec<String>,
) -> impl IntoView {
    let (looking, open) = (use_looking(), RwSignal::new(false));
    let about = StoredValue::new(about);
    let diffs = move || {
        let seen = looking.seen();
        let ids = about.get_value();
        ids.iter().filter_map(|id| diff(&seen.before, &seen.after, id)).take(COMPARED).collect_view()
    };
    view! {
        <details class="json-diff">
            <summary on:click=move |_| open.set(true)>{say::SHOW_JSON}</summary>
            <Show when=move || open.get()>{diffs}</Show>
        </details>
    }
}

fn diff(before: &State, after: &State, id: &str) -> Option<impl IntoView + use<>> {
    let (former, present) = (text_of(before, id).unwrap_or_default(), text_of(after, id).unwrap_or_default());
    if former == present {
        return None;
    }
    let line = |(mark, text): (Mark, String)| {
        let class = match mark {
            Mark::New => "diff diff--new",
            Mark::Gone => "diff diff--gone",
            Mark::Same | Mark::Cut => "diff",
        };
        view! { <span class=class>{mark.sign()}{text}"\n"</span> }
    };
    let name = id.rsplit('/').next().unwrap_or_default().replace('#', ", ");
    let label = format!("JSON of {name}, before and after");
    Some(view! {
        <h2 class="inspector__heading">{name}</h2>
        <pre class="exchange__text" tabindex="0" aria-label=label>{lines(&former, &present).into_iter().map(line).collect_view()}</pre>
    })
}
