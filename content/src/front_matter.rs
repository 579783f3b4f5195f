//! Front matter: the part of TOML that we need, read strictly and with places.
//!
//! Between two lines `+++`: `key = value`, where a value is a string in double quotes, a number, true, false or a
//! list of these, on one line or on several, and `[[name]]`, which begins one more table of that name. Every value is
//! also JSON, but for a comma before the end of a list.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place};

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// One `key = value`.
#[derive(Clone, Debug, PartialEq)]
struct Pair {
    key: String,
    value: Value,
    place: Place,
}

/// The pairs at the top, or those below one `[[name]]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// Empty at the top.
    pub(crate) name: String,
    /// Where it begins.
    pub(crate) place: Place,
    pairs: Vec<Pair>,
}

/// What stands before a file's text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FrontMatter {
    /// The pairs at the top.
    pub(crate) top: Table,
    /// The other tables, in order.
    pub(crate) tables: Vec<Table>,
    /// Where the text begins, in bytes.
    pub(crate) body: usize,
}

/// Reads a file's front matter; what is wrong with single lines goes to `found`.
pub(crate) fn read(file: &str, text: &str, found: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
    let mut lines = text.split_inclusive('\n');
    let mut body = lines.next().unwrap_or_default().len();
    if text.lines().next().map(str::trim_end) != Some(FENCE) {
        let message = "the file does not begin with front matter";
        found.push(Diagnostic::error(file, Place::START, message).help("Begin it with a line `+++`."));
        return None;
    }
    let mut top = Table { name: String::new(), place: Place::START, pairs: Vec::new() };
    let mut tables: Vec<Table> = Vec::new();
    let mut lines = lines.zip(2..);
    while let Some((line, number)) = lines.next() {
        body = body.saturating_add(line.len());
        let place = Place::line(number);
        let mut line = line.trim().to_owned();
        // A list may go on over several lines.
        while line.split_once('=').is_some_and(|(_, value)| is_open_list(value)) {
            let Some((next, _)) = lines.next() else { break };
            body = body.saturating_add(next.len());
            line.push(' ');
            line.push_str(next.trim());
        }
        let line = line.as_str();
        if line == FENCE {
            return Some(FrontMatter { top, tables, body });
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) {
            tables.push(Table { name: name.trim().to_owned(), place, pairs: Vec::new() });
            continue;
        }
        match pair(line, place) {
            Ok(pair) => tables.last_mut().unwrap_or(&mut top).add(file, pair, found),
            Err((message, help)) => found.push(Diagnostic::error(file, place, message).help(help)),
        }
    }
    let help = "End it with a line `+++`, before the text.";
    found.push(Diagnostic::error(file, Place::START, "the front matter does not end").help(help));
    None
}

/// Whether a value begins a list that does not end in it.
fn is_open_list(value: &str) -> bool {
    value.trim_start().starts_with('[') && !value.trim_end().ends_with(']')
}

/// The value as JSON: without a comma before the end of a list.
fn without_last_comma(value: &str) -> String {
    let value = value.trim();
    match value.strip_suffix(']').and_then(|list| list.trim_end().strip_suffix(',')) {
        Some(list) => format!("{list}]"),
        None => value.to_owned(),
    }
}

fn pair(line: &str, place: Place) -> Result<Pair, (String, String)> {
    let Some((key, value)) = line.split_once('=') else {
        let help = "Write `key = value`, or `[[goals]]` to begin a goal.".to_owned();
        return Err((format!("`{line}` is not a line of front matter"), help));
    };
    let key = key.trim().to_owned();
    match serde_json::from_str(&without_last_comma(value)) {
        Ok(value) if !matches!(value, Value::Object(_) | Value::Null) => Ok(Pair { key, value, place }),
        _ => Err((
            format!("the value of `{key}` cannot be read"),
            "Write a string in double quotes, a number, true, false, or a list in square brackets.".to_owned(),
        )),
    }
}

impl Table {
    fn add(&mut self, file: &str, pair: Pair, found: &mut Vec<Diagnostic>) {
        if self.pairs.iter().any(|it| it.key == pair.key) {
            let message = format!("`{}` is given twice", pair.key);
            found.push(Diagnostic::error(file, pair.place, message).help("Remove one of them."));
            return;
        }
        self.pairs.push(pair);
    }

    /// How messages name it.
    fn described(&self) -> String {
        if self.name.is_empty() { "the front matter".to_owned() } else { format!("this `[[{}]]`", self.name) }
    }

    fn take(&mut self, key: &str) -> Option<Pair> {
        let at = self.pairs.iter().position(|it| it.key == key)?;
        Some(self.pairs.remove(at))
    }

    fn required(&mut self, file: &str, key: &str, kind: &str, found: &mut Vec<Diagnostic>) -> Option<Pair> {
        let taken = self.take(key);
        if taken.is_none() {
            let message = format!("{} has no `{key}`", self.described());
            found.push(Diagnostic::error(file, self.place, message).help(format!("Add `{key} = {kind}`.")));
        }
        taken
    }

    /// Takes a string that must be there and not blank.
    pub(crate) fn string(&mut self, file: &str, key: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
        let pair = self.required(file, key, "\"…\"", found)?;
        match pair.value {
            Value::String(text) if !text.trim().is_empty() => Some(text),
            _ => {
                let message = format!("`{key}` is not a string with something in it");
                found.push(Diagnostic::error(file, pair.place, message).help(format!("Write `{key} = \"…\"`.")));
                None
            }
        }
    }

    /// Takes a whole number that must be there.
    pub(crate) fn number(&mut self, file: &str, key: &str, found: &mut Vec<Diagnostic>) -> Option<u32> {
        let pair = self.required(file, key, "10", found)?;
        let number = pair.value.as_u64().and_then(|it| u32::try_from(it).ok());
        if number.is_none() {
            let message = format!("`{key}` is not a whole number");
            found.push(Diagnostic::error(file, pair.place, message).help(format!("Write `{key} = 10`.")));
        }
        number
    }

    /// Takes a list of strings; none is given as an empty one.
    pub(crate) fn strings(&mut self, file: &str, key: &str, found: &mut Vec<Diagnostic>) -> Vec<String> {
        let Some(pair) = self.take(key) else { return Vec::new() };
        match serde_json::from_value(pair.value) {
            Ok(list) => list,
            Err(_) => {
                let message = format!("`{key}` is not a list of strings");
                found.push(Diagnostic::error(file, pair.place, message).help(format!("Write `{key} = [\"…\"]`.")));
                Vec::new()
            }
        }
    }

    /// Takes a string that may be left out.
    pub(crate) fn text(&mut self, file: &str, key: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
        if self.pairs.iter().any(|it| it.key == key) { self.string(file, key, found) } else { None }
    }

    /// The line on which a key stands, or the table begins.
    pub(crate) fn line_of(&self, key: &str) -> usize {
        self.pairs.iter().find(|it| it.key == key).map_or(self.place.line, |it| it.place.line)
    }

    /// Takes all that is left as one object.
    pub(crate) fn rest(&mut self) -> Map<String, Value> {
        let pairs = std::mem::take(&mut self.pairs);
        pairs.into_iter().map(|it| (it.key, it.value)).collect()
    }

    /// Refuses what nobody has taken.
    pub(crate) fn finish(self, file: &str, known: &[&str], found: &mut Vec<Diagnostic>) {
        for pair in self.pairs {
            let message = format!("unknown key `{}`", pair.key);
            let help = format!("Known here: {}.", known.join(", "));
            found.push(Diagnostic::error(file, pair.place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(text: &str, expected: &str) {
        let mut found = Vec::new();
        if let Some(mut matter) = read("f", text, &mut found) {
            matter.top.string("f", "id", &mut found);
            matter.top.finish("f", &["id"], &mut found);
        }
        let all: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(all, [expected]);
    }

    #[test]
    fn pairs_and_tables_are_read_with_their_places() {
        let text = "+++\n# a note\nid = \"x = y\"\nlist = [\"a\"]\n\n[[goals]]\nn = 2\n+++\nText";
        let mut found = Vec::new();
        let mut matter = read("f", text, &mut found).unwrap();
        assert_eq!(text.get(matter.body..), Some("Text"));
        assert_eq!(matter.top.string("f", "id", &mut found).unwrap(), "x = y");
        assert_eq!(matter.top.strings("f", "list", &mut found), ["a"]);
        assert_eq!(matter.tables.len(), 1);
        assert_eq!(matter.tables[0].place, Place::line(6));
        assert_eq!(matter.tables[0].number("f", "n", &mut found), Some(2));
        assert!(found.is_empty());
    }

    #[test]
    fn a_file_without_it_is_told_how_to_begin() {
        refuses(
            "# T\n",
            "f:1:1: error: the file does not begin with front matter\n  help: Begin it with a line `+++`.",
        );
        refuses(
            "+++\nid = \"a\"\n",
            "f:1:1: error: the front matter does not end\n  help: End it with a line `+++`, before the text.",
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        refuses(
            "+++\nid = \"a\"\nnonsense\n+++\n",
            "f:3:1: error: `nonsense` is not a line of front matter\n  help: Write `key = value`, or `[[goals]]` to begin a goal.",
        );
        refuses(
            "+++\nid = \"a\"\nkey = 'b'\n+++\n",
            "f:3:1: error: the value of `key` cannot be read\n  help: Write a string in double quotes, a number, true, false, or a list in square brackets.",
        );
    }

    #[test]
    fn missing_blank_double_and_unknown_keys_are_refused() {
        refuses("+++\n+++\n", "f:1:1: error: the front matter has no `id`\n  help: Add `id = \"…\"`.");
        refuses(
            "+++\nid = \" \"\n+++\n",
            "f:2:1: error: `id` is not a string with something in it\n  help: Write `id = \"…\"`.",
        );
        refuses("+++\nid = \"a\"\nid = \"b\"\n+++\n", "f:3:1: error: `id` is given twice\n  help: Remove one of them.");
        refuses("+++\nid = \"a\"\nidd = 1\n+++\n", "f:3:1: error: unknown key `idd`\n  help: Known here: id.");
    }
}
