//! Sentences with commands in backticks.

use leptos::prelude::*;

/// A text with what stands in backticks set as code.
pub(crate) fn inline(text: &str) -> Vec<AnyView> {
    let part = |(at, part): (usize, &str)| {
        let part = part.to_owned();
        match (at % 2, part.contains('\n')) {
            (1, true) => view! { <pre>{part}</pre> }.into_any(),
            (1, false) => view! { <code>{part}</code> }.into_any(),
            _ => part.into_any(),
        }
    };
    text.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(part).collect()
}
