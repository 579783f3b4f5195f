//! The facts of the selected node.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, Node};
use leptos::prelude::*;

use super::Selected;
use crate::components::ui::copy::CopyButton;

/// A small card over the picture.
#[component]
pub(crate) fn Card(#[prop(into)] diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let node = Memo::new(move |_| {
        let id = selected.get()?;
        diagram.read().node(&id).cloned()
    });
    // Where it does not cover what it is about.
    let left = Memo::new(move |_| {
        let middle = diagram.read().width / 2.0;
        node.read().as_ref().is_some_and(|node| node.place.centre().0 > middle)
    });
    move || node.get().map(|node| view! { <Facts node selected left=left.get()/> })
}

/// Values longer than this are worth a button that copies them.
const COPIED: usize = 30;

#[component]
fn Facts(node: Node, selected: RwSignal<Option<String>>, left: bool) -> impl IntoView {
    let fact = |(name, value): (&'static str, String)| {
        let copied = value.clone();
        let is_long = value.len() > COPIED;
        view! {
            <div class="card__fact">
                <dt>{name}</dt>
                <dd>
                    <span class="card__value">{value}</span>
                    {is_long.then(|| view! { <CopyButton text=move |()| copied.clone() name=format!("Copy {name}")/> })}
                </dd>
            </div>
        }
    };
    view! {
        <div class="card" class:card--left=left role="group" aria-label=format!("Facts about {}", node.name)>
            <div class="card__head">
                <p class="card__sentence">{node.sentence}</p>
                <button type="button" class="button button--quiet" on:click=move |_| selected.set(None)>"Close"</button>
            </div>
            <dl class="card__facts">{node.facts.into_iter().map(fact).collect_view()}</dl>
        </div>
    }
}
