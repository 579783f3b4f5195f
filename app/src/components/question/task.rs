//! Something to do in a terminal: lines of its own, judged by facts.

use std::sync::Arc;

use keyless_content::question::judge::Answer;
use keyless_content::question::{Body, task};
use keyless_core::session::{Outcome, Session, mask};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Asked, inline, say};

/// A small terminal with a session of its own.
#[component]
pub(super) fn Task(asked: Asked) -> impl IntoView {
    let Body::Task { goals, .. } = asked.question.body.clone() else { return ().into_any() };
    let (answer, judged) = (asked.answer, asked.judged);
    let given = match &*answer.read_untracked() {
        Answer::Done(lines) => lines.clone(),
        _ => Vec::new(),
    };
    let made = asked.question.lines().count();
    let session = StoredValue::new(task::session(&asked.question, &given));
    let printed = move |session: &Session| session.transcript().get(made..).unwrap_or_default().to_vec();
    let log = RwSignal::new(session.with_value(printed));
    let field = RwSignal::new(String::new());
    let run = move || {
        let line = field.get_untracked();
        if line.trim().is_empty() || judged.get_untracked() {
            return;
        }
        field.set(String::new());
        session.update_value(|session| drop(session.run(&line)));
        log.set(session.with_value(printed));
        answer.update(|answer| match answer {
            Answer::Done(lines) => lines.push(line),
            _ => *answer = Answer::Done(vec![line]),
        });
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            run();
        }
    };
    view! {
        <p class="question__how" id="task-help">{say::TASK}</p>
        <ul class="task__goals">{goals.iter().map(|goal| view! { <li>{inline(&goal.text)}</li> }).collect_view()}</ul>
        <div class="task__log" role="log" aria-label="Output" tabindex="0">
            {move || log.get().iter().map(block).collect_view()}
        </div>
        <div class="task__line">
            <input class="question__field" type="text" aria-label="Command line of the task" aria-describedby="task-help"
                spellcheck="false" autocapitalize="none" autocomplete="off" placeholder="az …"
                disabled=move || judged.get() prop:value=move || field.get()
                on:input:target=move |event| field.set(event.target().value()) on:keydown=press/>
            <button type="button" class="button" disabled=move || judged.get() on:click=move |_| run()>"Run"</button>
        </div>
    }
    .into_any()
}

fn block(outcome: &Arc<Outcome>) -> impl IntoView + use<> {
    view! {
        <div class="task__block">
            <pre class="task__typed">{format!("$ {}", mask(&outcome.line))}</pre>
            <pre>{outcome.stdout.clone()}{outcome.stderr.clone()}</pre>
        </div>
    }
}
