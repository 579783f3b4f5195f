//! Sentences with names in `backticks`.

use leptos::prelude::*;

/// The sentence, with what stands between backticks as code.
pub(crate) fn text(sentence: &str) -> impl IntoView + use<> {
    let part = |(at, part): (usize, &str)| {
        let part = part.to_owned();
        if at.is_multiple_of(2) { part.into_any() } else { view! { <code>{part}</code> }.into_any() }
    };
    sentence.split('`').enumerate().map(part).collect_view()
}
