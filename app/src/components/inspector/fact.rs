//! A fact that points into the World: a button that lights its nodes up and leads to the first of them.

use leptos::prelude::*;

use crate::components::bench::light::use_light;
use crate::components::world::Selected;

/// A text that is about nodes. Without any it is plain text.
#[component]
pub(crate) fn Fact(
    /// The nodes' ids, the nearest first.
    about: Vec<String>,
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    if about.is_empty() {
        return view! { <span class="fact">{text}</span> }.into_any();
    }
    let (light, selected) = (use_light(), expect_context::<Selected>().0);
    let about = StoredValue::new(about);
    let shine = move || about.with_value(|ids| light.shine(ids));
    let off = move || light.rest();
    let pointed = move || about.with_value(|ids| light.is_pointed(ids));
    let show = move |_| selected.set(about.with_value(|ids| ids.first().cloned()));
    view! {
        <button
            type="button"
            class="fact fact--linked"
            class:fact--pointed=pointed
            on:mouseenter=move |_| shine()
            on:mouseleave=move |_| off()
            on:focus=move |_| shine()
            on:blur=move |_| off()
            on:click=show
        >
            {text}
        </button>
    }
    .into_any()
}
