//! Help, in our own words and with the structure of azure-cli's.

pub(super) mod words;

use super::examples;
use super::spec::{ArgSpec, CommandSpec, Nargs};
use super::table;
use crate::model::order;
use std::fmt::Write;

/// One line of a section: names, tags and what they mean.
struct Entry {
    names: String,
    tags: &'static str,
    meaning: String,
    /// What comes first within a section: required arguments.
    rank: u8,
}

/// What `az` prints alone.
pub fn welcome() -> String {
    format!("\nWelcome to az, simulated by Keyless.\n\nThese are its base commands:\n{}", group(""))
}

/// The help of a group; the empty name is the root group.
pub fn group(path: &str) -> String {
    let children = table::children(path);
    let entries = |groups: bool| -> Vec<Entry> {
        let some = children.iter().filter(|c| c.group == groups);
        some.map(|c| child(path, c.word, groups)).collect()
    };
    let name = if path.is_empty() { "az".to_owned() } else { format!("az {path}") };
    let mut out = format!("\nGroup\n    {name}{}\n", after_name(&words::group(path)));
    let lists = [("Subgroups:", entries(true)), ("Commands:", entries(false))];
    sections(&mut out, lists.map(|(title, entries)| (title.to_owned(), entries)).into());
    out.push('\n');
    out
}

fn child(group: &str, word: &str, is_group: bool) -> Entry {
    let path = if group.is_empty() { word.to_owned() } else { format!("{group} {word}") };
    let spec = table::command(&path);
    let tags = match spec {
        Some(s) if s.deprecated.is_some() => "[Deprecated]",
        Some(s) if s.preview => "[Preview]",
        Some(s) if s.experimental => "[Experimental]",
        None if path == "config" => "[Experimental]",
        _ => "",
    };
    let meaning = if is_group { words::group(&path) } else { words::command(group, word) };
    Entry { names: word.to_owned(), tags, meaning, rank: 0 }
}

/// The help of a command.
pub fn command(spec: &CommandSpec) -> String {
    let (group, verb) = spec.name.rsplit_once(' ').unwrap_or(("", spec.name));
    let meaning = after_name(&words::command(group, verb));
    let mut out = format!("\nCommand\n    az {}{meaning}\n", spec.name);
    if let Some(old) = &spec.deprecated {
        let instead = old.redirect.map_or_else(String::new, |r| format!(" Use '{r}' instead."));
        let _ = writeln!(out, "        This command is deprecated.{instead}");
    }
    let shown =
        |a: &&ArgSpec| !a.internal && a.deprecated.as_ref().is_none_or(|d| !d.hidden) && a.group != Some("Global");
    let arguments: Vec<&ArgSpec> = spec.arguments.iter().filter(shown).collect();
    let heading = |a: &ArgSpec| match a.group {
        _ if a.positional => "Positional".to_owned(),
        Some(group) => format!("{group} Arguments"),
        None => String::new(),
    };
    let mut titles: Vec<String> = arguments.iter().map(|a| heading(a)).collect();
    order::sort_texts(&mut titles);
    titles.dedup();
    let mut lists = Vec::new();
    for title in titles {
        let entries = arguments.iter().filter(|a| heading(a) == title).flat_map(|a| entries(a)).collect();
        lists.push((if title.is_empty() { "Arguments".to_owned() } else { title }, entries));
    }
    let subscription = spec.arguments.iter().filter(|a| a.group == Some("Global") && !a.internal);
    let globals = table::globals().iter().chain(subscription).flat_map(entries).collect();
    lists.push(("Global Arguments".to_owned(), globals));
    sections(&mut out, lists);
    let examples = examples::of(spec.name);
    if !examples.is_empty() {
        out.push_str("\nExamples\n");
        for example in examples {
            let _ = writeln!(out, "    {}\n        {}\n", example.about, example.line);
        }
    } else {
        out.push('\n');
    }
    out
}

/// The help of a command that this simulation knows only by name.
pub fn unrecorded(path: &str) -> String {
    let (group, verb) = path.rsplit_once(' ').unwrap_or(("", path));
    let meaning = after_name(&words::command(group, verb));
    let mut out = format!(
        "\nCommand\n    az {path}{meaning}\n        It exists in azure-cli 2.91.0 but is not simulated here; its own \
         arguments are not listed.\n"
    );
    let globals = table::globals().iter().flat_map(entries).collect();
    sections(&mut out, vec![("Global Arguments".to_owned(), globals)]);
    out.push('\n');
    out
}

/// What `??` in place of a value prints: how such values are written.
pub fn value(prog: &str, arg: &ArgSpec, option: &str) -> String {
    let kind = arg.aaz.as_ref().map_or_else(String::new, |t| format!("{:?}", t.kind));
    let mut out = format!("\n{prog} {option} : {kind}\n    {}\n", words::argument(arg));
    let fields = arg.aaz.iter().flat_map(|t| &t.fields);
    let entry = |(name, field): &(String, super::aaz::AazType)| Entry {
        names: field.options.first().unwrap_or(name).clone(),
        tags: "",
        meaning: format!("{:?}", field.kind),
        rank: 0,
    };
    sections(&mut out, vec![("Properties".to_owned(), fields.map(entry).collect())]);
    out.push('\n');
    out
}

/// The entry of an argument, and one for each of its deprecated spellings that is not hidden.
fn entries(arg: &ArgSpec) -> Vec<Entry> {
    let current = arg.options.iter().filter(|o| o.deprecated.is_none());
    let mut names: Vec<&str> = current.map(|o| o.name).collect();
    order::sort_by_key(&mut names, |n| (!n.starts_with("--"), *n));
    let tags = match arg {
        a if a.required && !a.positional => "[Required]",
        a if a.deprecated.is_some() => "[Deprecated]",
        a if a.preview => "[Preview]",
        a if a.experimental => "[Experimental]",
        _ => "",
    };
    let names = if arg.positional { format!("<{}>", arg.dest.to_ascii_uppercase()) } else { names.join(" ") };
    let rank = u8::from(!arg.required);
    let old = arg.options.iter().filter(|o| o.deprecated.as_ref().is_some_and(|d| !d.hidden));
    let old = old.map(|o| Entry { names: o.name.to_owned(), tags: "[Deprecated]", meaning: meaning(arg), rank: 1 });
    std::iter::once(Entry { names, tags, meaning: meaning(arg), rank }).chain(old).collect()
}

fn meaning(arg: &ArgSpec) -> String {
    let mut out = words::argument(arg);
    if !arg.choices.is_empty() {
        let mut choices: Vec<&str> = arg.choices.iter().map(String::as_str).collect();
        order::sort_texts(&mut choices);
        let _ = write!(out, "  Allowed values: {}.", choices.join(", "));
    }
    match &arg.default {
        Some(value) if arg.nargs != Nargs::Zero && !value.is_array() => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let _ = write!(out, "  Default: {text}.");
        }
        _ => {}
    }
    out
}

fn after_name(meaning: &str) -> String {
    if meaning.is_empty() { String::new() } else { format!(" : {meaning}") }
}

/// Writes the sections one below the other, with their meanings in one column and their tags before it.
fn sections(out: &mut String, sections: Vec<(String, Vec<Entry>)>) {
    let length = |text: &str| text.chars().count();
    let wide = |e: &Entry| length(&e.names) + if e.tags.is_empty() { 0 } else { length(e.tags) + 1 };
    let width = sections.iter().flat_map(|(_, entries)| entries).map(wide).max().unwrap_or(0);
    for (title, mut entries) in sections.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        order::sort_by(&mut entries, |a, b| (a.rank, &a.names).cmp(&(b.rank, &b.names)));
        let _ = writeln!(out, "\n{title}");
        for entry in &entries {
            let (names, tags) = (&entry.names, entry.tags);
            let room = width - length(names);
            let colon = if entry.meaning.is_empty() { "" } else { " : " };
            let line = format!("    {names}{tags:>room$}{colon}{}", entry.meaning);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
}
