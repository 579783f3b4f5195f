//! A block of the log: a command and its output.

use std::sync::Arc;

use keyless_core::render::screen::Span;
use leptos::prelude::*;

use crate::components::ui::copy::CopyButton;
use crate::dispatch::use_dispatcher;
use crate::mend::Advice;
use crate::transcript::{Block, Level, Part, folded};

/// One command and what it printed.
#[component]
pub(crate) fn BlockView(block: Arc<Block>) -> impl IntoView {
    let (command, output) = (block.line.clone(), block.output());
    let has_output = !output.is_empty();
    let class = if block.exit_code == 0 { "block" } else { "block block--failed" };
    view! {
        <div class=class>
            <div class="block__head">
                <span class="block__prompt" aria-hidden="true">{block.prompt.clone()}</span>
                <code class="block__command">{block.line.clone()}</code>
                <span class="block__copies">
                    <CopyButton text=move |()| command.clone() name="Copy command"/>
                    {has_output.then(|| view! { <CopyButton text=move |()| output.clone() name="Copy output"/> })}
                </span>
            </div>
            {block.notes.iter().map(|note| view! { <p class="block__note">{note.clone()}</p> }).collect_view()}
            {block.parts.iter().map(|part| view! { <PartView part=part.clone()/> }).collect_view()}
            {block.advice.clone().map(|advice| view! { <AdviceView advice/> })}
        </div>
    }
}

/// Ours, folded beneath az's words: what went wrong, the rule, and the repair to be typed.
#[component]
fn AdviceView(advice: Advice) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let fix = advice.fix.map(|fix| {
        let line = fix.clone();
        view! {
            <code class="advice__fix">{fix}</code>
            <button type="button" class="button advice__type" on:click=move |_| dispatcher.offer(line.clone())>
                "Type this " <kbd>"F2"</kbd>
            </button>
        }
    });
    view! {
        <details class="advice">
            <summary class="advice__what">{advice.what}</summary>
            {advice.rule.map(|rule| view! { <p class="advice__rule">{rule}</p> })}
            {fix}
        </details>
    }
}

/// A run of output of one level, marked by a word in the margin as well as by colour.
#[component]
fn PartView(part: Part) -> impl IntoView {
    let (class, word) = match part.level {
        Level::Error => ("part part--error", Some("Error")),
        Level::Warning => ("part part--warning", Some("Warning")),
        Level::Plain => ("part part--plain", None),
        Level::Output => ("part", None),
    };
    let tag = word.map(|word| view! { <span class="part__tag">{word}</span>" " });
    let body = if part.spans.is_empty() {
        view! { <Folding text=part.text/> }.into_any()
    } else {
        let span = |it: Span| view! { <span class=format!("tone tone--{}", it.style.word())>{it.text}</span> };
        view! { <pre class="part__text">{part.spans.into_iter().map(span).collect_view()}</pre> }.into_any()
    };
    view! { <div class=class>{tag}{body}</div> }
}

/// Text that shows its beginning first when it is long.
#[component]
fn Folding(text: String) -> impl IntoView {
    let fold = folded(&text);
    let open = RwSignal::new(fold.is_none());
    let label = fold.as_ref().map(|(_, total)| format!("Show all {total} lines"));
    let head = fold.map(|(head, _)| head).unwrap_or_default();
    let shown = move || if open.get() { text.clone() } else { head.clone() };
    let more = label.map(|label| {
        view! {
            <Show when=move || !open.get()>
                <button type="button" class="button part__more" on:click=move |_| open.set(true)>
                    {label.clone()}
                </button>
            </Show>
        }
    });
    view! {
        <pre class="part__text">{shown}</pre>
        {more}
    }
}
