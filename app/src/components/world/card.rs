//! The facts of the selected node.

use std::sync::Arc;

use keyless_core::render::diagram::{Diagram, EdgeKind, Node};
use leptos::prelude::*;

use super::Selected;
use crate::components::ui::copy::CopyButton;
use crate::dispatch::use_dispatcher;

/// A small card over the picture.
#[component]
pub(crate) fn Card(#[prop(into)] diagram: Signal<Arc<Diagram>>) -> impl IntoView {
    let selected = expect_context::<Selected>().0;
    let shown = Memo::new(move |_| {
        let id = selected.get()?;
        diagram.with(|it| it.node(&id).map(Shown::node).or_else(|| Shown::edge(it, &id)))
    });
    // Where it does not cover what it is about.
    let left = Memo::new(move |_| {
        let middle = diagram.read().width / 2.0;
        shown.read().as_ref().is_some_and(|it| it.middle > middle)
    });
    move || shown.get().map(|shown| view! { <Facts shown selected left=left.get()/> })
}

/// What a card tells of a node or of a grant.
#[derive(Clone, PartialEq)]
struct Shown {
    id: String,
    name: String,
    sentence: String,
    facts: Vec<(&'static str, String)>,
    /// Whether it is folded, where it can be.
    folded: Option<bool>,
    /// Where it is from left to right.
    middle: f64,
}

impl Shown {
    fn node(node: &Node) -> Self {
        let mut facts = node.facts.clone();
        if !node.standing.word().is_empty() && !facts.iter().any(|it| it.0 == "State") {
            facts.insert(1.min(facts.len()), ("State", node.standing.word().to_owned()));
        }
        Self {
            id: node.id.clone(),
            name: node.name.clone(),
            sentence: node.sentence.clone(),
            facts,
            folded: node.folded,
            middle: node.place.centre().0,
        }
    }

    fn edge(diagram: &Diagram, id: &str) -> Option<Self> {
        let edge = diagram.edges.iter().find(|it| it.id == id)?;
        let name = |id: &str| diagram.node(id).map_or_else(String::new, |it| it.name.clone());
        let state = Some(edge.standing.word()).filter(|it| !it.is_empty()).unwrap_or("in effect");
        let facts = vec![
            (if edge.kind == EdgeKind::AccessPolicy { "Policy" } else { "Role" }, edge.name.clone()),
            ("Held by", name(&edge.from)),
            ("On", name(&edge.to)),
            ("State", state.to_owned()),
        ];
        let middle = edge.label_at.map_or(0.0, |it| it.centre().0);
        let (name, sentence) = (edge.name.clone(), edge.sentence.clone());
        Some(Self { id: id.to_owned(), name, sentence, facts, folded: None, middle })
    }
}

/// Values longer than this are worth a button that copies them.
const COPIED: usize = 30;

#[component]
fn Facts(shown: Shown, selected: RwSignal<Option<String>>, left: bool) -> impl IntoView {
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
    let dispatcher = use_dispatcher();
    let fold = shown.folded.map(|folded| {
        let toggle = move |_| dispatcher.toggle_fold(&shown.id, folded);
        let word = if folded { "Unfold" } else { "Fold" };
        view! { <button type="button" class="button button--quiet" on:click=toggle>{word}</button> }
    });
    view! {
        <div class="card" class:card--left=left role="group" aria-label=format!("Facts about {}", shown.name)>
            <div class="card__head">
                <p class="card__sentence">{shown.sentence}</p>
                {fold}
                <button type="button" class="button button--quiet" on:click=move |_| selected.set(None)>"Close"</button>
            </div>
            <dl class="card__facts">{shown.facts.into_iter().map(fact).collect_view()}</dl>
        </div>
    }
}
