//! Fenced code blocks: their info strings and lines, each with its place.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr};

/// The languages whose blocks are run.
pub const RUNNABLE: [&str; 4] = ["azurecli", "azurecli-interactive", "az", "keyless"];

/// A code block as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// What stands after the opening fence; empty for an indented block.
    pub info: String,
    /// Where it begins, in bytes.
    pub offset: usize,
    /// Its text, to the byte.
    pub text: String,
    /// Where each of its lines begins in the file, in bytes.
    pub lines: Vec<usize>,
}

/// An info string taken apart: `azurecli expect="refused" fill="VM NAME=myVM"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The language, in lower case; may be empty.
    pub language: String,
    /// The attributes, in order.
    pub attributes: Vec<(String, String)>,
    /// What could not be read.
    pub rest: String,
}

impl Fence {
    pub(crate) fn begin(kind: &CodeBlockKind<'_>, offset: usize) -> Self {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        Self { info, offset, ..Self::default() }
    }

    /// Takes a piece of its text.
    pub(crate) fn push(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        let mut offset = range.start;
        for line in text.split_inclusive('\n') {
            if self.text.is_empty() || self.text.ends_with('\n') {
                self.lines.push(offset);
            }
            self.text.push_str(line);
            offset = offset.saturating_add(line.len());
        }
    }

    /// The info string, taken apart.
    pub fn parsed_info(&self) -> Info {
        Info::parse(&self.info)
    }
}

impl Info {
    /// Takes an info string apart.
    pub fn parse(info: &str) -> Self {
        let info = info.trim();
        let end = info.find(char::is_whitespace).unwrap_or(info.len());
        let (language, mut rest) = info.split_at(end);
        let mut attributes = Vec::new();
        while let Some((key, after)) = rest.trim_start().split_once("=\"") {
            let Some((value, after)) = after.split_once('"') else { break };
            if key.contains(char::is_whitespace) {
                break;
            }
            attributes.push((key.to_owned(), value.to_owned()));
            rest = after;
        }
        Self { language: language.to_ascii_lowercase(), attributes, rest: rest.trim().to_owned() }
    }

    /// Whether blocks of this language are run.
    pub fn is_runnable(&self) -> bool {
        RUNNABLE.contains(&self.language.as_str())
    }

    /// Takes an attribute.
    pub(crate) fn take(&mut self, key: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(name, _)| name == key)?;
        Some(self.attributes.remove(at).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_info_string_is_a_language_and_attributes() {
        let info = Info::parse(" AzureCLI expect=\"refused:X\"  fill=\"VM NAME=a; B=c\" odd");
        assert_eq!(info.language, "azurecli");
        let expected = [("expect", "refused:X"), ("fill", "VM NAME=a; B=c")];
        assert_eq!(info.attributes, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(info.rest, "odd");
        assert!(info.is_runnable());
    }

    #[test]
    fn an_attribute_that_does_not_end_is_left_over() {
        assert_eq!(Info::parse("az a=\"b").rest, "a=\"b");
        assert_eq!(Info::parse("az two words=\"b\"").rest, "two words=\"b\"");
        assert_eq!(Info::parse(""), Info::default());
    }
}
