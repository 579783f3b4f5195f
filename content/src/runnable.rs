//! Code blocks to runnable commands: their attributes `id`, `caption`, `expect` and `fill`.

use crate::command::{CommandBlock, Expect, Field, label, placeholders};
use crate::diagnostic::{Diagnostic, Place};
use crate::fence::Fence;

const ATTRIBUTES: [&str; 4] = ["id", "caption", "expect", "fill"];

/// Makes a command of a block whose language is run.
pub(crate) fn command(file: &str, fence: &Fence, at: Place, found: &mut Vec<Diagnostic>) -> CommandBlock {
    let mut info = fence.parsed_info();
    let (id, caption) = (info.take("id"), info.take("caption"));
    let expect = info.take("expect").map_or(Ok(Expect::Success), |it| expectation(&it)).unwrap_or_else(|message| {
        let help = "Write `ok`, `fails`, or `refused:CODE`.";
        found.push(Diagnostic::error(file, at, message).help(help));
        Expect::Success
    });
    let source = fence.text.strip_suffix('\n').unwrap_or(&fence.text).to_owned();
    let mut fills = pairs(&info.take("fill").unwrap_or_default());
    let field = |placeholder: String| {
        let name = placeholder.trim_matches(['<', '>']);
        let at = fills.iter().position(|(key, _)| key == name);
        let suggestion = at.map(|at| fills.remove(at).1).unwrap_or_default();
        Field { label: label(&placeholder), suggestion, placeholder }
    };
    let fields: Vec<Field> = placeholders(&source).into_iter().map(field).collect();
    for field in fields.iter().filter(|field| field.suggestion.is_empty()) {
        let name = field.placeholder.trim_matches(['<', '>']);
        let message = format!("`{}` has no suggestion", field.placeholder);
        let help = format!("Add `fill=\"{name}=…\"` after the language; several are separated by `;`.");
        found.push(Diagnostic::error(file, at, message).help(help));
    }
    for (name, _) in fills {
        let message = format!("`fill` names `{name}`, and the command has no `<{name}>`");
        found.push(Diagnostic::error(file, at, message).help("Remove it, or mend its spelling."));
    }
    for (key, _) in &info.attributes {
        let message = format!("unknown attribute `{key}`");
        found.push(Diagnostic::error(file, at, message).help(format!("Known here: {}.", ATTRIBUTES.join(", "))));
    }
    if !info.rest.is_empty() {
        let message = format!("`{}` cannot be read after the language", info.rest);
        found.push(Diagnostic::error(file, at, message).help("Write attributes as `key=\"value\"`."));
    }
    let id = id.unwrap_or_else(|| "command".to_owned());
    CommandBlock { id, source, dialect: info.language, fields, caption, expect, line: at.line }
}

/// Reads the value of `expect`.
pub(crate) fn expectation(text: &str) -> Result<Expect, String> {
    match text.split_once(':') {
        None if text == "ok" => Ok(Expect::Success),
        None if text == "fails" => Ok(Expect::Failure),
        Some(("refused", code)) if !code.trim().is_empty() => Ok(Expect::Refused(code.trim().to_owned())),
        _ => Err(format!("`{text}` is not something to expect")),
    }
}

/// `A=b; C=d` as pairs.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |it: &str| {
        let (key, value) = it.split_once('=').unwrap_or((it, ""));
        (key.trim().to_owned(), value.trim().to_owned())
    };
    text.split(';').filter(|it| !it.trim().is_empty()).map(pair).collect()
}
