//! What a page wishes of a block: after its language, or as `<!-- keyless: … -->` on the lines before it.

use keyless_core::scenario::Scenario;
use keyless_core::shell::Dialect;

use super::Opening;
use crate::fence::{Fence, RUNNABLE};
use crate::markdown::Finding;

const KNOWN: &str = "Known here: skip, session, scenario, dialect, expect, fill, contains, and check before an output.";
/// What stands around a directive in Markdown, MDX, MyST, and Markdown without HTML.
const COMMENTS: [(&str, &str); 4] = [("<!--", "-->"), ("{/*", "*/}"), ("[//]: # (", ")"), ("%", "")];
const MARK: &str = "keyless:";

/// What is wished of one block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    pub(super) skip: bool,
    pub(super) check: bool,
    pub(super) session: Option<String>,
    pub(super) opening: Opening,
    pub(super) expect: Option<String>,
    pub(super) fill: Option<String>,
    pub(super) contains: Option<String>,
}

impl Wishes {
    /// The language of a block that is run; `az,session-a` as in mdBook, `{ .az … }` as in MkDocs, `{code-block} az` as
    /// in MyST.
    pub(super) fn language(info: &str) -> Option<&str> {
        let first = info.trim().trim_start_matches('{').trim_start_matches("code-block}").trim_start();
        let name = first.split([' ', '\t', ',', '}']).next().unwrap_or_default().trim_start_matches('.');
        RUNNABLE.into_iter().any(|it| it.eq_ignore_ascii_case(name)).then_some(name)
    }

    /// The wishes of a block, and what cannot be understood.
    pub(super) fn of(text: &str, block: &Fence) -> (Self, Vec<Finding>) {
        let (mut wishes, mut found) = (Self::default(), Vec::new());
        wishes.read_info(block, &mut found);
        for (offset, directive) in before(text, block.offset) {
            for (key, value) in words(directive) {
                if let Err((message, help)) = wishes.take(&key, &value) {
                    found.push(Finding::new(offset, message, help));
                }
            }
        }
        (wishes, found)
    }

    /// What stands after the language. Words of other tools (`linenums`, `title`) are theirs.
    fn read_info(&mut self, block: &Fence, found: &mut Vec<Finding>) {
        let info = block.info.trim().trim_start_matches('{').trim_end_matches('}');
        let rest = info.split_once([' ', '\t', ',']).map_or("", |(_, rest)| rest);
        for (key, value) in words(rest) {
            let key = key.strip_prefix("data-").unwrap_or(&key).trim_start_matches('.');
            let outcome = match key.strip_prefix("session-") {
                Some(name) if value.is_empty() => self.take("session", name),
                _ if key == "keyless-off" => self.take("skip", ""),
                _ if ["session", "scenario", "dialect", "expect", "fill", "contains"].contains(&key) => {
                    self.take(key, &value)
                }
                _ => Ok(()),
            };
            if let Err((message, help)) = outcome {
                found.push(Finding::new(block.offset, message, help));
            }
        }
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), (String, String)> {
        let one_of = |names: &[&str]| format!("Choose one of {}.", names.join(", "));
        match key {
            "skip" => self.skip = true,
            "check" => self.check = true,
            "session" => self.session = Some(value.to_owned()),
            "expect" => self.expect = Some(value.to_owned()),
            "fill" => self.fill = Some(value.to_owned()),
            "contains" => self.contains = Some(value.to_owned()),
            "scenario" => {
                let names = Scenario::ALL.map(Scenario::name);
                let found = Scenario::find(value);
                self.opening.scenario =
                    Some(found.ok_or_else(|| (format!("there is no scenario `{value}`"), one_of(&names)))?);
            }
            "dialect" => {
                let names = ["auto", "bash", "powershell"];
                let found = Dialect::from_name(value);
                self.opening.dialect =
                    Some(found.ok_or_else(|| (format!("there is no dialect `{value}`"), one_of(&names)))?);
            }
            _ => return Err((format!("`{key}` is no directive"), KNOWN.to_owned())),
        }
        Ok(())
    }
}

/// Whether a directive stands before a block.
pub(super) fn is_marked(text: &str, offset: usize) -> bool {
    !before(text, offset).is_empty()
}

/// The directives on the lines before a block, blank lines left out, each with its offset.
fn before(text: &str, offset: usize) -> Vec<(usize, &str)> {
    let head = text.get(..offset).unwrap_or_default();
    // The fence's own indentation stands on its line.
    let mut end = head.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let mut found = Vec::new();
    while let Some(above) = head.get(..end.saturating_sub(1)).filter(|_| end > 0) {
        let start = above.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let line = above.get(start..).unwrap_or_default();
        match directive(line) {
            Some(words) => found.push((start, words)),
            None if line.trim_matches(['>', ' ', '\t', '\r']).is_empty() => {}
            None => break,
        }
        end = start;
    }
    found.reverse();
    found
}

/// The words of a line that is a directive and nothing else.
fn directive(line: &str) -> Option<&str> {
    // The block may stand in a quotation.
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let bare = |(open, close): (&str, &str)| line.strip_prefix(open)?.trim_end().strip_suffix(close);
    COMMENTS.into_iter().find_map(bare)?.trim().strip_prefix(MARK)
}

/// `skip session=a expect="refused:X Y"` as pairs; a word alone has no value.
fn words(text: &str) -> Vec<(String, String)> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start_matches([' ', '\t', ',']));
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\t', ',']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(quoted) if quoted.starts_with(['"', '\'']) => {
                let mark = quoted.chars().next().unwrap_or('"');
                let inner = quoted.get(1..).unwrap_or_default();
                inner.split_once(mark).unwrap_or((inner, ""))
            }
            Some(plain) => plain.split_at(plain.find([' ', '\t', ',']).unwrap_or(plain.len())),
            None => ("", after),
        };
        if !key.is_empty() {
            found.push((key.to_owned(), value.to_owned()));
        }
        let next = after.trim_start_matches([' ', '\t', ',', '=']);
        // A word that is neither key nor end cannot hold us up.
        rest = if next.len() == rest.len() { "" } else { next };
    }
    found
}
