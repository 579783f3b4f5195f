//! What the terminal shows: blocks of a command and its output, in order.

use std::sync::Arc;

use keyless_core::render::screen;
use keyless_core::session::Outcome;

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
        }));
        self.next += 1;
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
            (level, _) => parts.push(Part { level: level.unwrap_or(Level::Plain), text: text.to_owned() }),
        }
    }
    let output = screen::plain(&outcome.stdout);
    let output = output.trim_end_matches('\n');
    if !output.is_empty() {
        parts.push(Part { level: Level::Output, text: output.to_owned() });
    }
    if let Some(question) = &outcome.question {
        parts.push(Part { level: Level::Plain, text: question.trim_end().to_owned() });
    }
    parts
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
    fn only_long_output_folds() {
        assert_eq!(folded("a\nb"), None);
        let (head, total) = folded(&"x\n".repeat(640)).unwrap();
        assert_eq!((head.lines().count(), total), (40, 640));
    }
}
