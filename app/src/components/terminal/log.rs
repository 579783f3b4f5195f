//! The scrolling log of blocks.

use leptos::html::Div;
use leptos::prelude::*;

use super::block::BlockView;
use crate::components::bench::{HasStory, PaneInView};
use crate::components::ui::starter::Starters;
use crate::dispatch::use_slice;
use crate::platform::dom;

/// Of a long session only so many commands are on the page at first.
const MOST: usize = 200;

/// Everything that was typed and printed, newest last and in view.
#[component]
pub(crate) fn Log() -> impl IntoView {
    let blocks = use_slice(|snapshot| snapshot.blocks.clone());
    let log = NodeRef::<Div>::new();
    let most = RwSignal::new(MOST);
    let hidden = move || blocks.read().len().saturating_sub(most.get());
    let shown = move || blocks.with(|all| all.iter().skip(hidden()).cloned().collect::<Vec<_>>());
    let pane = expect_context::<PaneInView>().0;
    Effect::new(move |_| {
        // A pane that comes into view begins at the newest too.
        pane.track();
        let some = !blocks.read().is_empty();
        if let Some(log) = log.get().filter(|_| some) {
            dom::scroll_to_last_soon(log.into(), ".block");
        }
    });
    // A click on the text's background goes on to the prompt; selecting text does not.
    let to_prompt = move |_| {
        if !dom::has_selection() {
            dom::focus("command-line");
        }
    };
    view! {
        <div class="terminal__scroll" id="terminal-scroll" node_ref=log tabindex="0" on:dblclick=to_prompt>
            <div class="terminal__log" role="log" aria-label="Terminal output">
                <Show when=move || hidden() != 0>
                    <button type="button" class="button terminal__earlier" on:click=move |_| most.update(|it| *it += MOST)>
                        {move || format!("Show earlier commands: {}", hidden())}
                    </button>
                </Show>
                <For each=shown key=|block| block.id let:block>
                    <BlockView block/>
                </For>
            </div>
            <Show when=move || blocks.read().is_empty()>
                <Invitation/>
            </Show>
        </div>
    }
}

/// What an empty terminal says.
#[component]
fn Invitation() -> impl IntoView {
    let has_story = expect_context::<HasStory>().0;
    let lead = if has_story {
        "Run the blocks of the lesson, or type a command of your own below. "
    } else {
        "Type an az command below, paste several, or begin with one of these. "
    };
    view! {
        <div class="invitation">
            <p class="invitation__text">{lead} "Everything happens in this page; nothing is sent to Azure."</p>
            <Show when=move || !has_story><Starters/></Show>
        </div>
    }
}
