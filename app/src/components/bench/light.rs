//! Pointing: what one points at in the inspector lights up in the World, and the reverse.

use leptos::prelude::*;

use crate::components::world::element_id;
use crate::dispatch::{Dispatcher, use_dispatcher};
use crate::platform::dom;

/// What is pointed at.
#[derive(Clone, Copy)]
pub(crate) struct Light {
    /// Nodes that shine, by id.
    lit: RwSignal<Vec<String>>,
    /// The node that the reader points at in the World.
    pointed: RwSignal<Option<String>>,
    /// What shines when nothing else is pointed at.
    base: StoredValue<Vec<String>>,
    dispatcher: Dispatcher,
}

/// The light of the bench.
pub(crate) fn use_light() -> Light {
    expect_context()
}

impl Light {
    /// Nothing shines; from now on the picture follows.
    pub(crate) fn new() -> Self {
        let lit = RwSignal::new(Vec::<String>::new());
        Effect::new(move |_| dom::shine(&lit.read().iter().map(|id| element_id(id)).collect::<Vec<_>>()));
        Self { lit, pointed: RwSignal::new(None), base: StoredValue::new(Vec::new()), dispatcher: use_dispatcher() }
    }

    /// Lets these shine, and nothing else.
    pub(crate) fn shine(&self, ids: &[String]) {
        self.lit.set(ids.to_vec());
    }

    /// Back to what shines by itself.
    pub(crate) fn rest(&self) {
        self.lit.set(self.base.get_value());
    }

    /// Lets these shine whenever nothing else is pointed at.
    pub(crate) fn keep(&self, ids: Vec<String>) {
        self.base.set_value(ids.clone());
        self.lit.set(ids);
    }

    /// Whether the reader points at one of these in the World.
    pub(crate) fn is_pointed(&self, ids: &[String]) -> bool {
        self.pointed.with(|it| it.as_ref().is_some_and(|it| ids.contains(it)))
    }

    /// Notes on which node of the World something happened, by the id of its element.
    pub(crate) fn point(&self, element: Option<String>) {
        let node = element.and_then(|element| {
            let snapshot = self.dispatcher.snapshot();
            snapshot.with_untracked(|it| {
                it.diagram.nodes.iter().find(|node| element_id(&node.id) == element).map(|node| node.id.clone())
            })
        });
        if self.pointed.with_untracked(|it| *it != node) {
            self.pointed.set(node);
        }
    }
}
