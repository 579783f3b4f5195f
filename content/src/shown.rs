//! Output shown in a text is what the block before it prints.

use std::sync::Arc;

use keyless_core::session::Outcome;

use crate::diagnostic::{Diagnostic, Place};
use crate::lesson::OutputBlock;

/// Stands on a line of its own for lines that are left out.
const LEFT_OUT: &str = "…";

/// Holds shown output against what was printed: all of it, or the results without warnings and errors.
pub(crate) fn check(file: &str, output: &OutputBlock, printed: Option<&[Arc<Outcome>]>) -> Option<Diagnostic> {
    let at = |line: usize| Place::line(output.line.saturating_add(line).saturating_add(1));
    let Some(printed) = printed else {
        let message = "this output stands after no command";
        let help = "Put it directly after the runnable block that prints it, or mark it as `text`.";
        return Some(Diagnostic::error(file, Place::line(output.line), message).help(help));
    };
    let all: String = printed.iter().map(|it| format!("{}{}", it.stderr, it.stdout)).collect();
    let results: String = printed.iter().map(|it| it.stdout.as_str()).collect();
    let shown = lines(&output.text);
    let wrong = difference(&shown, &lines(&all))?;
    let (line, expected) = match difference(&shown, &lines(&results)) {
        Some(other) if other.0 > wrong.0 => other,
        Some(_) => wrong,
        None => return None,
    };
    let found = shown.get(line).copied().unwrap_or("nothing more");
    let message = format!("the block before does not print this: `{}`", found.trim());
    let help = match expected {
        Some(expected) => format!("There it prints: {expected}"),
        None => "It prints nothing there. Write `…` on a line of its own for lines left out.".to_owned(),
    };
    Some(Diagnostic::error(file, at(line), message).help(help))
}

fn lines(text: &str) -> Vec<&str> {
    let mut all: Vec<&str> = text.lines().map(str::trim_end).collect();
    while all.last().is_some_and(|line| line.is_empty()) {
        all.pop();
    }
    all
}

/// The first shown line that is wrong, and what is printed there; none where all is right.
fn difference(shown: &[&str], printed: &[&str]) -> Option<(usize, Option<String>)> {
    let (mut at, mut skipping) = (0, false);
    for (number, line) in shown.iter().enumerate() {
        if line.trim() == LEFT_OUT {
            skipping = true;
            continue;
        }
        let rest = printed.get(at..).unwrap_or_default();
        let found = if skipping {
            rest.iter().position(|it| it == line)
        } else {
            rest.first().and_then(|it| (it == line).then_some(0))
        };
        match found {
            Some(ahead) => at = at.saturating_add(ahead).saturating_add(1),
            None => return Some((number, rest.first().map(|it| (*it).to_owned()))),
        }
        skipping = false;
    }
    match printed.get(at) {
        Some(more) if !skipping => Some((shown.len(), Some((*more).to_owned()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(text: &str) -> OutputBlock {
        OutputBlock { language: "output".to_owned(), text: text.to_owned(), caption: None, line: 10 }
    }

    #[track_caller]
    fn says(shown: &str, expected: Option<&str>) {
        let outcome = |stdout: &str| {
            let (stdout, stderr) = (stdout.to_owned(), "WARNING: w\n".to_owned());
            Arc::new(Outcome { stdout, stderr, ..Outcome::default() })
        };
        let found = check("f.md", &output(shown), Some(&[outcome("a  \nb\nc\n")]));
        assert_eq!(found.map(|it| it.to_string()).as_deref(), expected);
    }

    #[test]
    fn all_that_is_printed_or_the_result_alone_is_right() {
        says("WARNING: w\na\nb\nc\n", None);
        says("a\nb\nc\n", None);
    }

    #[test]
    fn lines_are_left_out_only_where_that_is_said() {
        says("…\nb\n…\n", None);
        says("a\n…\nc\n", None);
        says("a\nc\n", Some("f.md:12:1: error: the block before does not print this: `c`\n  help: There it prints: b"));
        says(
            "a\nb\n",
            Some("f.md:13:1: error: the block before does not print this: `nothing more`\n  help: There it prints: c"),
        );
        says(
            "a\n…\nx\n",
            Some("f.md:13:1: error: the block before does not print this: `x`\n  help: There it prints: b"),
        );
    }

    #[test]
    fn output_stands_after_a_command() {
        let found = check("f.md", &output("a\n"), None).unwrap();
        assert_eq!((found.line, found.message.as_str()), (10, "this output stands after no command"));
    }
}
