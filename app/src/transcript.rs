//! What the terminal shows: blocks of a command and its output, in order.

use std::sync::Arc;

use keyless_core::render::screen::{self, Span};
use keyless_core::session::Outcome;

use crate::mend::{Advice, advice};

/// How a piece of output is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The command's result.
    Output,
    /// A log line without a level.
    Plain,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// A run of output lines of one level, without the level's prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How it is meant.
    pub level: Level,
    /// Its text, without a line break at its end.
    pub text: String,
    /// The same in colours, where it has some.
    pub spans: Vec<Span>,
}

impl Part {
    const fn plain(level: Level, text: String) -> Self {
        Self { level, text, spans: Vec::new() }
    }
}

/// A command and what it printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its number since the page was loaded: its key in lists.
    pub id: usize,
    /// What was typed.
    pub line: String,
    /// 0 when all went well.
    pub exit_code: i32,
    /// What was printed, log lines first, as they come first on a terminal.
    pub parts: Vec<Part>,
    /// What we did to the line before it ran.
    pub notes: Vec<String>,
    /// What we say of its failure.
    pub advice: Option<Advice>,
    /// The prompt before it.
    pub prompt: String,
}

impl Block {
    /// All of its output as plain text, as a terminal's clipboard would have it.
    pub fn output(&self) -> String {
        let line = |part: &Part| match part.level {
            Level::Error => format!("ERROR: {}", part.text),
            Level::Warning => format!("WARNING: {}", part.text),
            Level::Output | Level::Plain => part.text.clone(),
        };
        self.parts.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The blocks that are in view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transcript {
    blocks: Vec<Arc<Block>>,
    next: usize,
}

impl Transcript {
    /// Adds what a line did. A line that clears the screen empties the view instead.
    pub fn push(&mut self, outcome: &Outcome) {
        if outcome.clears_screen {
            self.blocks.clear();
            return;
        }
        self.blocks.push(Arc::new(Block {
            id: self.next,
            line: outcome.line.trim_end().to_owned(),
            exit_code: outcome.exit_code,
            parts: parts(outcome),
            notes: outcome.notes.clone(),
            advice: advice(outcome),
            prompt: outcome.prompt.clone().unwrap_or_else(|| "$".to_owned()),
        }));
        self.next += 1;
    }

    /// Goes on numbering where another left off: a list must not take its blocks for these.
    pub fn follow(&mut self, other: &Self) {
        for block in &mut self.blocks {
            Arc::make_mut(block).id += other.next;
        }
        self.next += other.next;
    }

    /// The blocks in view, oldest first.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }
}

fn parts(outcome: &Outcome) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in outcome.stderr.lines() {
        let (level, text) = match (line.strip_prefix("ERROR: "), line.strip_prefix("WARNING: ")) {
            (Some(text), _) => (Some(Level::Error), text),
            (_, Some(text)) => (Some(Level::Warning), text),
            _ => (None, line),
        };
        match (level, parts.last_mut()) {
            (None, Some(last)) => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            (level, _) => parts.push(Part::plain(level.unwrap_or(Level::Plain), text.to_owned())),
        }
    }
    let output = screen::plain(&outcome.stdout);
    let output = output.trim_end_matches('\n');
    if !output.is_empty() {
        parts.push(Part { level: Level::Output, text: output.to_owned(), spans: coloured(&outcome.stdout) });
    }
    if let Some(question) = &outcome.question {
        parts.push(Part::plain(Level::Plain, question.trim_end().to_owned()));
    }
    parts
}

/// Standard output in colours, where it has some and is no book.
fn coloured(stdout: &str) -> Vec<Span> {
    if !stdout.contains('\u{1b}') || stdout.lines().count() > FOLD_LINES {
        return Vec::new();
    }
    screen::result(stdout.trim_end_matches('\n'))
}

/// Output longer than this many lines is folded.
pub const FOLD_LINES: usize = 200;
const FOLDED_HEAD: usize = 40;

/// The beginning of a long text and how many lines it has in all; nothing when it is short enough to show.
pub fn folded(text: &str) -> Option<(String, usize)> {
    let total = text.lines().count();
    (total > FOLD_LINES).then(|| (text.lines().take(FOLDED_HEAD).collect::<Vec<_>>().join("\n"), total))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(line: &str, stderr: &str, stdout: &str) -> Outcome {
        Outcome { line: line.to_owned(), stderr: stderr.to_owned(), stdout: stdout.to_owned(), ..Outcome::default() }
    }

    #[test]
    fn log_lines_lose_their_prefix_and_keep_their_level() {
        let mut transcript = Transcript::default();
        transcript.push(&ran("az x", "WARNING: old\nERROR: (Code) bad\nCode: Code\n", "{}\n"));
        let block = &transcript.blocks()[0];
        let levels: Vec<_> = block.parts.iter().map(|part| (part.level, part.text.as_str())).collect();
        let expected = [(Level::Warning, "old"), (Level::Error, "(Code) bad\nCode: Code"), (Level::Output, "{}")];
        assert_eq!(levels, expected);
        assert_eq!(block.output(), "WARNING: old\nERROR: (Code) bad\nCode: Code\n{}");
    }

    #[test]
    fn clear_empties_the_view_and_numbers_go_on() {
        let mut transcript = Transcript::default();
        transcript.push(&ran("az a", "", ""));
        transcript.push(&Outcome { clears_screen: true, ..ran("clear", "", "") });
        assert!(transcript.blocks().is_empty());
        transcript.push(&ran("az b", "", ""));
        assert_eq!(transcript.blocks()[0].id, 1);
    }

    #[test]
    fn the_blocks_of_another_session_have_numbers_of_their_own() {
        let (mut first, mut second) = (Transcript::default(), Transcript::default());
        first.push(&ran("az a", "", ""));
        second.push(&ran("az b", "", ""));
        second.follow(&first);
        assert_eq!(second.blocks()[0].id, 1);
    }

    #[test]
    fn only_long_output_folds() {
        assert_eq!(folded("a\nb"), None);
        let (head, total) = folded(&"x\n".repeat(640)).unwrap();
        assert_eq!((head.lines().count(), total), (40, 640));
    }
}
