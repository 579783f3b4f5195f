//! The prompt's field: its text, its caret, and what keys do to both.

use keyless_core::az::complete::Completion;
use leptos::ev::KeyboardEvent;
use leptos::html::Textarea;
use leptos::prelude::*;

use crate::dispatch::{Dispatcher, rescued_line, use_dispatcher};
use crate::editing::{self, Edit, Line};
use crate::platform::{caret, dom};
use crate::recall::Recall;
use crate::search::Search;
use crate::typed::{Held, Key, is_unfinished, key};

/// What the field needs to act on a key.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(super) line: RwSignal<Line>,
    pub(super) element: NodeRef<Textarea>,
    /// The list of completions: closed, open, or with one chosen.
    pub(super) list: RwSignal<Option<Option<usize>>>,
    /// Whether Tab leaves the field.
    pub(super) leaving: RwSignal<bool>,
    pub(super) search: RwSignal<Option<Search>>,
    /// Whether the list of keys is shown.
    pub(super) help: RwSignal<bool>,
    pub(super) completion: Memo<Completion>,
    pub(super) ghost: Memo<String>,
    pub(super) dispatcher: Dispatcher,
    pub(super) recall: StoredValue<Recall>,
    pub(super) killed: StoredValue<String>,
    /// How many lines back the last `Alt+.` took its word from, and the word's length.
    pub(super) argument: StoredValue<Option<(usize, usize)>>,
}

impl Field {
    pub(super) fn new() -> Self {
        let dispatcher = use_dispatcher();
        let snapshot = dispatcher.snapshot();
        let line = RwSignal::new(Line::at_end(rescued_line()));
        let completion = Memo::new(move |_| {
            let asked = snapshot.with(|it| it.question.is_some());
            let complete = |it: &Line| dispatcher.with_session(|session| session.complete(&it.text, it.caret));
            if asked { Completion::default() } else { line.with(complete) }
        });
        let ghost = Memo::new(move |_| {
            snapshot
                .with(|it| line.with(|line| completion.with(|found| editing::ghost(line, &it.lines, &found.common))))
        });
        Self {
            line,
            element: NodeRef::new(),
            list: RwSignal::new(None),
            leaving: RwSignal::new(false),
            search: RwSignal::new(None),
            help: RwSignal::new(false),
            completion,
            ghost,
            dispatcher,
            recall: StoredValue::new(Recall::default()),
            killed: StoredValue::new(String::new()),
            argument: StoredValue::new(None),
        }
    }

    /// Shows a line.
    pub(super) fn put(&self, line: Line) {
        if let Some(element) = self.element.get_untracked() {
            caret::write(&element, &line.text, line.caret);
        }
        self.list.set(None);
        self.line.set(line);
    }

    /// Takes over what the browser did to the field.
    pub(super) fn follow(&self) {
        let Some(element) = self.element.get_untracked() else { return };
        let text = element.value();
        let caret = caret::caret(&element).unwrap_or(text.len());
        let line = Line { text, caret };
        if self.line.with_untracked(|it| *it != line) {
            self.list.set(None);
            self.line.set(line);
        }
    }

    /// Puts something in at the caret.
    pub(crate) fn insert(&self, text: &str) {
        let line = self.line.with_untracked(|it| it.with(text));
        self.put(line);
        dom::focus("command-line");
    }

    /// Runs all of the text.
    pub(crate) fn run(&self) {
        let text = self.line.with_untracked(|it| it.text.clone());
        self.put(Line::default());
        self.recall.update_value(Recall::forget);
        self.dispatcher.preview(None);
        // An empty line answers a question, and is nothing else.
        if !text.trim().is_empty() || self.asked() {
            self.dispatcher.run(text);
        }
        dom::focus("command-line");
    }

    /// Acts on a key; answers whether the browser should leave it alone.
    pub(super) fn press(&self, event: &KeyboardEvent) -> bool {
        let Some(element) = self.element.get_untracked() else { return false };
        self.follow();
        let lines = dom::caret_lines(&element);
        let (control, alt) = (event.ctrl_key() && !event.alt_key(), event.alt_key() && !event.ctrl_key());
        let held = Held { control, alt, shift: event.shift_key() };
        let key = if event.meta_key() { Key::Other } else { key(&event.key(), held, event.is_composing()) };
        if key != Key::LastArgument {
            self.argument.set_value(None);
        }
        if !matches!(key, Key::Complete(_) | Key::Leave) {
            self.leaving.set(false);
        }
        match key {
            Key::Enter if self.chosen().is_some() => self.take(),
            Key::Enter if !self.asked() && is_unfinished(&element.value()) => return false,
            Key::Enter => self.run(),
            Key::Preview => self.dispatcher.preview(Some(&element.value())),
            Key::Earlier if lines.bare && lines.first => return self.recall(true),
            Key::Later if lines.bare && lines.last => return self.recall(false),
            Key::ClearScreen => self.dispatcher.run("clear"),
            Key::Drop if lines.bare => self.put(Line::default()),
            Key::Edit(Edit::Delete) if self.ends_machine(&element.value()) => self.dispatcher.run("exit"),
            Key::Edit(edit) => self.edit(edit),
            Key::Accept(edit, word) => return self.accept(edit, word),
            Key::LastArgument => self.last_argument(),
            Key::Search => self.search.set(Some(Search::default())),
            Key::Complete(back) => return self.complete(back),
            Key::Help => self.help.update(|it| *it = !*it),
            Key::Mend => return self.mend(),
            Key::Leave if self.list.get_untracked().is_some() => self.list.set(None),
            Key::Leave => {
                self.dispatcher.preview(None);
                self.leaving.set(true);
            }
            _ => return false,
        }
        true
    }
}
