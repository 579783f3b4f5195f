//! A command line to type.

use keyless_content::question::judge::Answer;
use keyless_content::question::normal::normal;
use leptos::prelude::*;

use super::{Asked, say};

/// A native field, and what az says about the line before it is judged.
#[component]
pub(super) fn Typed(asked: Asked) -> impl IntoView {
    let (answer, judged) = (asked.answer, asked.judged);
    let line = move || match &*answer.read() {
        Answer::Typed(line) => line.clone(),
        _ => String::new(),
    };
    let refusal = move || {
        let line = line();
        let refusal = judged.get().then(|| normal(&line).err()).flatten();
        refusal.map(|text| view! { <pre class="question__refusal">{text}</pre> })
    };
    view! {
        <p class="question__how" id="typed-help">{say::TYPE}</p>
        <input
            class="question__field"
            type="text"
            aria-label="Your command"
            aria-describedby="typed-help"
            spellcheck="false"
            autocapitalize="none"
            autocomplete="off"
            placeholder="az …"
            disabled=move || judged.get()
            prop:value=line
            on:input:target=move |event| answer.set(Answer::Typed(event.target().value()))
        />
        {refusal}
    }
}
