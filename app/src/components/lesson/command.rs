//! A command of a lesson: fields for its placeholders, Run and Copy.

use keyless_content::command::{CommandBlock, Field};
use leptos::prelude::*;

use crate::components::bench::{Pane, PaneInView};
use crate::components::ui::copy::CopyButton;
use crate::components::ui::icon::{Glyph, Icon};
use crate::dispatch::use_dispatcher;
use crate::platform::dom;

/// Up to this width the bench shows one pane at a time.
const PHONE: f64 = 700.0;

/// The values of a command's fields, as placeholder and value.
type Values = Vec<(String, String)>;

/// A runnable block.
#[component]
pub(crate) fn CommandView(command: &'static CommandBlock) -> impl IntoView {
    let dispatcher = use_dispatcher();
    let pane = expect_context::<PaneInView>().0;
    let suggested = command.fields.iter().map(|it| (it.placeholder.clone(), it.suggestion.clone())).collect::<Values>();
    let values = RwSignal::new(suggested);
    let trouble = RwSignal::new(None);
    let run = move |_| match values.with_untracked(|values| command.filled(values)) {
        Ok(line) => {
            trouble.set(None);
            dispatcher.run(line);
            if dom::window_width() <= PHONE {
                pane.set(Pane::Terminal);
                dom::focus_soon("terminal-scroll");
            }
        }
        Err(missing) => trouble.set(Some(missing.to_string())),
    };
    let text =
        move |()| values.with_untracked(|values| command.filled(values)).unwrap_or_else(|_| command.source.clone());
    let caption =
        command.caption.as_ref().map(|it| view! { <figcaption class="command__caption">{it.clone()}</figcaption> });
    view! {
        <figure class="command" id=command.id.clone()>
            {caption}
            <Fields command values/>
            <pre class="command__text" tabindex="0"><code>{move || preview(command, &values.read())}</code></pre>
            <div class="command__buttons">
                <button type="button" class="button button--main" on:click=run><Icon glyph=Glyph::Run/>"Run"</button>
                <CopyButton text name="Copy" word="Copy"/>
            </div>
            <p class="command__trouble" role="status">{trouble}</p>
        </figure>
    }
}

/// The command with its values, or as documented while one is missing.
fn preview(command: &CommandBlock, values: &[(String, String)]) -> String {
    command.filled(values).unwrap_or_else(|_| command.source.clone())
}

/// A labelled input for each placeholder.
#[component]
fn Fields(command: &'static CommandBlock, values: RwSignal<Values>) -> impl IntoView {
    let input = move |field: &'static Field| {
        let set = move |event| {
            let typed = event_target_value(&event);
            values.update(|values| {
                if let Some(pair) = values.iter_mut().find(|(placeholder, _)| *placeholder == field.placeholder) {
                    pair.1 = typed;
                }
            });
        };
        view! {
            <label class="command__field">
                <span>{field.label.clone()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    value=field.suggestion.clone()
                    on:input=set
                />
            </label>
        }
    };
    (!command.fields.is_empty())
        .then(|| view! { <div class="command__fields">{command.fields.iter().map(input).collect_view()}</div> })
}
