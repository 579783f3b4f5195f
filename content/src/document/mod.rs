//! Other people's Markdown: its `az` blocks run in order, each session of a page in a world of its own.

mod directive;

use std::collections::BTreeMap;
use std::sync::Arc;

use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_core::shell::Dialect;

use crate::check::{first_line, judge, short};
use crate::command::Expect;
use crate::diagnostic::{Diagnostic, Place};
use crate::fence::Fence;
use crate::lesson::OutputBlock;
use crate::markdown;
use crate::runnable;
use crate::shown;
use crate::terminal::{Terminal, run_text};

use directive::Wishes;

/// The session of blocks that name none: one a page.
const PAGE: &str = "page";

/// How a session of a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Its start state, if the page names one.
    pub scenario: Option<Scenario>,
    /// How its lines are read, if the page says so.
    pub dialect: Option<Dialect>,
}

/// Runs the `az` blocks of any Markdown text in order, each session in a fresh sandbox or where the page says.
pub fn check_document(file: &str, text: &str) -> Vec<Diagnostic> {
    check_document_with(file, text, &|opening| {
        let scenario = opening.scenario.unwrap_or(Scenario::Sandbox);
        let dialect = opening.dialect.unwrap_or_default();
        Box::new(Session::new(SessionOptions { scenario, dialect, ..SessionOptions::default() }))
    })
}

/// How many blocks of a Markdown text are run.
pub fn runnable_blocks(text: &str) -> usize {
    markdown::code_blocks(text).iter().filter(|block| Wishes::language(&block.info).is_some()).count()
}

/// Runs the blocks of any Markdown text in terminals that `open` gives.
pub fn check_document_with(file: &str, text: &str, open: &dyn Fn(Opening) -> Box<dyn Terminal>) -> Vec<Diagnostic> {
    let mut page = Page { file, text, open, worlds: BTreeMap::new(), printed: None, found: Vec::new() };
    for block in markdown::code_blocks(text) {
        if Wishes::language(&block.info).is_some() {
            page.run(&block);
        } else if block.parsed_info().language == "output" {
            page.compare(&block);
        }
    }
    page.found
}

struct Page<'a> {
    file: &'a str,
    text: &'a str,
    open: &'a dyn Fn(Opening) -> Box<dyn Terminal>,
    worlds: BTreeMap<String, Box<dyn Terminal>>,
    /// What the last block has printed.
    printed: Option<Vec<Arc<Outcome>>>,
    found: Vec<Diagnostic>,
}

impl Page<'_> {
    fn wishes(&mut self, block: &Fence) -> Wishes {
        let (wishes, wrong) = Wishes::of(self.text, block);
        let found = wrong
            .into_iter()
            .map(|it| Diagnostic::error(self.file, Place::of_offset(self.text, it.offset), it.message).help(it.help));
        self.found.extend(found);
        wishes
    }

    fn run(&mut self, block: &Fence) {
        let at = Place::of_offset(self.text, block.offset);
        let wishes = self.wishes(block);
        if wishes.skip {
            self.printed = None;
            return;
        }
        let expect = wishes.expect.as_deref().map_or(Ok(Expect::Success), runnable::expectation);
        let expect = expect.unwrap_or_else(|message| {
            let help = "Write `ok`, `fails`, or `refused:CODE`.";
            self.found.push(Diagnostic::error(self.file, at, message).help(help));
            Expect::Success
        });
        let session = wishes.session.clone().unwrap_or_else(|| PAGE.to_owned());
        if self.worlds.contains_key(&session) && wishes.opening != Opening::default() {
            let message = format!("the session `{session}` has begun, and its start cannot change any more");
            let help = "Move this to the session's first block, or give the block a `session` of its own.";
            self.found.push(Diagnostic::error(self.file, at, message).help(help));
        }
        let open = self.open;
        let terminal = self.worlds.entry(session).or_insert_with(|| open(wishes.opening));
        let outcomes = run_text(terminal.as_mut(), &filled(block, wishes.fill));
        let text = self.text;
        let place = |number: usize| match block.lines.get(number) {
            Some(offset) => Place::of_offset(text, first_visible(text, *offset)),
            None => at,
        };
        judge(self.file, &outcomes, &expect, &place, &mut self.found);
        if let Some(wanted) = &wishes.contains {
            self.found.extend(lacks(self.file, wanted, &outcomes, &place));
        }
        self.printed = Some(outcomes.into_iter().map(|(_, outcome)| outcome).collect());
    }

    /// Holds a shown output against what the block before has printed, where the page asks for it.
    fn compare(&mut self, block: &Fence) {
        if !directive::is_marked(self.text, block.offset) || !self.wishes(block).check {
            return;
        }
        let line = Place::of_offset(self.text, block.offset).line;
        let output = OutputBlock { language: "output".to_owned(), text: block.text.clone(), caption: None, line };
        self.found.extend(shown::check(self.file, &output, self.printed.as_deref()));
    }
}

fn lacks(
    file: &str,
    wanted: &str,
    outcomes: &[(usize, Arc<Outcome>)],
    place: &dyn Fn(usize) -> Place,
) -> Option<Diagnostic> {
    let holds = |it: &Outcome| it.stdout.contains(wanted) || it.stderr.contains(wanted);
    let (line, last) = outcomes.last().filter(|_| !outcomes.iter().any(|(_, it)| holds(it)))?;
    let message = format!("`{}` does not print `{wanted}`", short(&last.line));
    let printed = if last.stdout.trim().is_empty() { first_line(&last.stderr) } else { first_line(&last.stdout) };
    Some(Diagnostic::error(file, place(*line), message).help(format!("It prints: {printed}")))
}

/// The block's text, with the placeholders filled that `fill` names.
fn filled(block: &Fence, fill: Option<String>) -> String {
    let pairs = runnable::pairs(&fill.unwrap_or_default());
    pairs.iter().fold(block.text.clone(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
}

fn first_visible(text: &str, offset: usize) -> usize {
    let blanks = text.get(offset..).map(|tail| tail.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count());
    offset.saturating_add(blanks.unwrap_or_default())
}

#[cfg(test)]
mod tests;
