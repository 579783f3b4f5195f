//! The field for the next line: a native one, so that every keyboard and screen reader works.

use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::queue::Queue;
use crate::components::bench::change_line::ChangeLine;
use crate::dispatch::{Dispatcher, rescued_line, use_dispatcher};
use crate::platform::dom;
use crate::recall::Recall;
use crate::typed::{Key, is_unfinished, key};

/// What the field needs to act on a key.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    text: RwSignal<String>,
    recall: StoredValue<Recall>,
    element: NodeRef<Textarea>,
    dispatcher: Dispatcher,
}

impl Field {
    /// Runs all of the text.
    pub(crate) fn run(&self) {
        let text = self.text.get_untracked();
        self.clear();
        // An empty line answers a question, and is nothing else.
        if !text.trim().is_empty() || self.asked() {
            self.dispatcher.run(text);
        }
        dom::focus("command-line");
    }

    fn asked(&self) -> bool {
        self.dispatcher.snapshot().with_untracked(|it| it.question.is_some())
    }

    fn on_machine(&self) -> bool {
        self.dispatcher.snapshot().with_untracked(|it| it.prompt.is_some())
    }

    fn clear(&self) {
        self.text.set(String::new());
        self.recall.update_value(Recall::forget);
    }

    fn recall(&self, earlier: bool) -> bool {
        let lines = self.dispatcher.snapshot().with_untracked(|it| it.lines.clone());
        let shown = self.text.get_untracked();
        let line = self
            .recall
            .try_update_value(|recall| if earlier { recall.earlier(&lines, &shown) } else { recall.later(&lines) });
        line.flatten().is_some_and(|line| {
            self.text.set(line);
            true
        })
    }

    /// Acts on a key; answers whether the browser should leave it alone.
    fn press(&self, event: &KeyboardEvent) -> bool {
        let Some(element) = self.element.get_untracked() else { return false };
        let caret = dom::caret_lines(&element);
        let control = event.ctrl_key() && !event.alt_key() && !event.meta_key();
        match key(&event.key(), control, event.shift_key(), event.is_composing()) {
            Key::Enter if !self.asked() && is_unfinished(&self.text.get_untracked()) => return false,
            Key::Enter => self.run(),
            Key::Earlier if caret.bare && caret.first => return self.recall(true),
            Key::Later if caret.bare && caret.last => return self.recall(false),
            Key::ClearScreen => self.dispatcher.run("clear"),
            Key::Drop if caret.bare => self.clear(),
            Key::KillBefore => self.text.set(dom::after_caret(&element)),
            Key::End if self.text.get_untracked().is_empty() && self.on_machine() => self.dispatcher.run("exit"),
            Key::Leave => dom::focus("terminal-scroll"),
            _ => return false,
        }
        true
    }
}

/// The prompt, with what stands above it: the last change, and what a paste will run.
#[component]
pub(crate) fn Prompt() -> impl IntoView {
    let text = RwSignal::new(rescued_line());
    let element = NodeRef::new();
    let field = Field { text, recall: StoredValue::new(Recall::default()), element, dispatcher: use_dispatcher() };
    let rows = move || text.read().split('\n').count().clamp(1, 8).to_string();
    let snapshot = field.dispatcher.snapshot();
    let sign = move || snapshot.with(|it| it.prompt.clone()).unwrap_or_else(|| "$".to_owned());
    let press = move |event: KeyboardEvent| {
        if field.press(&event) {
            event.prevent_default();
        }
    };
    view! {
        <div class="prompt">
            <ChangeLine/>
            <Queue text field/>
            <div class="prompt__line">
                <span class="prompt__sign" aria-hidden="true">{sign}</span>
                <textarea
                    id="command-line"
                    class="prompt__field"
                    aria-label="Command line"
                    aria-describedby="prompt-help"
                    rows=rows
                    spellcheck="false"
                    autocapitalize="none"
                    autocomplete="off"
                    enterkeyhint="go"
                    placeholder="az …"
                    node_ref=element
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                    on:keydown=press
                ></textarea>
                <button type="button" class="button button--main prompt__run" on:click=move |_| field.run()>
                    "Enter"
                </button>
            </div>
            <p id="prompt-help" class="prompt__help">
                <kbd>"Enter"</kbd>" runs, "<kbd>"Shift"</kbd>" "<kbd>"Enter"</kbd>" a new line, "
                <kbd>"↑"</kbd>" history, "<kbd>"Esc"</kbd>" leaves the field"
            </p>
        </div>
    }
}
