//! Which pane a phone shows.

use leptos::prelude::*;

/// A pane of the bench.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    Story,
    World,
    Terminal,
}

impl Pane {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::World => "world",
            Self::Terminal => "terminal",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Story => "Lesson",
            Self::World => "World",
            Self::Terminal => "Terminal",
        }
    }
}

/// The pane that a phone shows; a wide page shows all.
#[derive(Clone, Copy)]
pub(crate) struct PaneInView(pub(crate) RwSignal<Pane>);

/// The bar at a phone's bottom.
#[component]
pub(crate) fn PaneBar(pane: RwSignal<Pane>, has_story: bool) -> impl IntoView {
    let panes = [Pane::Story, Pane::World, Pane::Terminal];
    let shown = panes.into_iter().filter(move |it| has_story || *it != Pane::Story);
    let button = move |it: Pane| {
        view! {
            <button
                type="button"
                class="panes__button"
                aria-current=move || (pane.get() == it).then_some("true")
                on:click=move |_| pane.set(it)
            >
                {it.name()}
            </button>
        }
    };
    view! { <nav class="panes" aria-label="Panes">{shown.map(button).collect_view()}</nav> }
}
