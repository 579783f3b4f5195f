//! What a terminal shows, as data: text in spans, each with a style, for a page to map to its own colours.
//!
//! [`result`] reads standard output, in which `-o jsonc` and `-o yamlc` write escape sequences on a terminal, and
//! [`plain`] takes those out. [`log`] reads standard error: az leaves the words `ERROR: ` and `WARNING: ` out on a
//! terminal and colours the lines instead. [`progress`] is what az shows, and wipes away, while a long operation runs.

use crate::api::response::ApiResponse;

/// How a span is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A key of JSON or YAML.
    Key,
    /// A text in quotes.
    Text,
    /// A number, `true`, `false`, `null`.
    Literal,
    /// The end of a YAML document.
    Mark,
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A line of `--debug`.
    Debug,
    /// A notice that something is in preview or experimental.
    Notice,
}

impl Style {
    /// One word for it, for a style sheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Key => "key",
            Self::Text => "text",
            Self::Literal => "literal",
            Self::Mark => "mark",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
            Self::Debug => "debug",
        }
    }
}

/// A piece of text in one style; line ends are part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// How it is meant.
    pub style: Style,
}

/// Standard output in spans.
pub fn result(stdout: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut style = Style::Plain;
    for (at, part) in stdout.split('\u{1b}').enumerate() {
        let mut text = part;
        if at > 0
            && let Some((codes, rest)) = part.strip_prefix('[').and_then(|it| it.split_once('m'))
        {
            style = style_of(codes, style);
            text = rest;
        }
        push(&mut spans, text, style);
    }
    spans
}

/// The text without escape sequences.
pub fn plain(stdout: &str) -> String {
    if !stdout.contains('\u{1b}') {
        return stdout.to_owned();
    }
    result(stdout).into_iter().map(|it| it.text).collect()
}

/// Standard error in spans: each message with its continuation lines, without the word for its level.
pub fn log(stderr: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut style = Style::Plain;
    for line in stderr.split_inclusive('\n') {
        let (text, next) = match (line.strip_prefix("ERROR: "), line.strip_prefix("WARNING: ")) {
            (Some(text), _) => (text, Style::Error),
            (_, Some(text)) if text.contains(NOTICE) => (text, Style::Notice),
            (_, Some(text)) => (text, Style::Warning),
            _ if line.starts_with("DEBUG: ") => (line.strip_prefix("DEBUG: ").unwrap_or(line), Style::Debug),
            // What az advises below a complaint of its parser is in the terminal's own colour.
            _ if style == Style::Error && (line.starts_with("Did you mean") || line.trim().is_empty()) => {
                (line, Style::Plain)
            }
            _ => (line, style),
        };
        style = next;
        push(&mut spans, text, style);
    }
    spans
}

/// Ends each notice of something in preview.
const NOTICE: &str = "https://aka.ms/CLI_refstatus";

/// The texts that az shows one after the other while it waits for these answers; each wipes the one before.
pub fn progress<'a>(responses: impl IntoIterator<Item = &'a ApiResponse>) -> Vec<&'static str> {
    let waits =
        |it: &ApiResponse| it.headers.iter().any(|(name, _)| name == "Azure-AsyncOperation" || name == "Location");
    let long = responses.into_iter().any(|it| matches!(it.status, 200..=202) && waits(it));
    if long { vec![" - Starting ..", " \\ Running ..", " | Finished .."] } else { Vec::new() }
}

fn push(spans: &mut Vec<Span>, text: &str, style: Style) {
    if text.is_empty() {
        return;
    }
    let blank = text.chars().all(char::is_whitespace);
    match spans.last_mut() {
        Some(last) if last.style == style || blank => last.text.push_str(text),
        _ => spans.push(Span { text: text.to_owned(), style: if blank { Style::Plain } else { style } }),
    }
}

/// The escape codes of Pygments' terminal formatter, as az uses it.
fn style_of(codes: &str, before: Style) -> Style {
    match codes {
        "94" => Style::Key,
        "33" => Style::Text,
        "34" => Style::Literal,
        "36" | "04" => Style::Mark,
        "37" | "39;49;00" | "0" | "" => Style::Plain,
        "31" => Style::Text,
        "91" => Style::Error,
        "93" => Style::Warning,
        _ => before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::json::json;
    use crate::render::text::{OutputFormat, RenderOptions, render};

    fn told(spans: &[Span]) -> Vec<(&str, &str)> {
        spans.iter().map(|it| (it.text.trim(), it.style.word())).collect()
    }

    #[test]
    fn coloured_results_keep_their_text_and_gain_styles() {
        let value = json!({"a": "2.91.0", "b": [1, true], "c": {}});
        for format in [OutputFormat::Jsonc, OutputFormat::Yamlc] {
            let draw = |color| render(&value, format, &RenderOptions { color, ..RenderOptions::default() }).unwrap();
            let spans = result(&draw(true));
            let text: String = spans.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(text, draw(false));
            assert_eq!(plain(&draw(true)), draw(false));
            assert!(spans.iter().any(|it| it.style == Style::Key), "{spans:?}");
        }
        let jsonc = render(
            &json!({"a": "x", "b": 1}),
            OutputFormat::Jsonc,
            &RenderOptions { color: true, ..RenderOptions::default() },
        );
        let spans = result(&jsonc.unwrap());
        let styled: Vec<_> = told(&spans).into_iter().filter(|it| it.1 != "plain").collect();
        assert_eq!(styled, [("\"a\"", "key"), ("\"x\"", "text"), ("\"b\"", "key"), ("1", "literal")]);
    }

    #[test]
    fn messages_lose_their_word_and_gain_a_colour() {
        let stderr = "WARNING: old\nWARNING: New. Reference and support levels: https://aka.ms/CLI_refstatus\n\
            ERROR: 'lst' is misspelled or not recognized by the system.\nDid you mean 'list' ?\n\nExamples\n";
        let spans = log(stderr);
        let styles: Vec<&str> = spans.iter().map(|it| it.style.word()).collect();
        assert_eq!(styles, ["warning", "notice", "error", "plain"]);
        assert!(spans[2].text.starts_with("'lst' is"), "{spans:?}");
        let service = log("ERROR: (Code) no\nCode: Code\n");
        assert_eq!(told(&service), [("(Code) no\nCode: Code", "error")]);
    }
}
