//! `explain COMMAND` as data: what every word of a line means, each segment of an id, which kind of GUID, where else it is.
//!
//! [`explain`] answers for a whole line with its [`Piece`]s in order; those of an id follow the word that they stand in,
//! with [`Piece::depth`] 1. [`text`] is what the builtin prints. The page calls `Session::explain`.

use super::anatomy::{Anatomy, Part, anatomy};
use super::commands;
use super::help::words;
use super::known::identify;
use super::spec::ArgSpec;
use super::table;
use super::typed::{self, TypedWord};
use crate::model::id::is_guid;
use crate::model::scope::ResourceId;
use crate::shell::Dialect;
use crate::state::State;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// `az`, or another program.
    Program,
    /// A group of az.
    Group,
    /// A command of az.
    Command,
    /// An option.
    Option,
    /// A value.
    Value,
    /// A segment of an id or of an address.
    Segment,
    /// Something that the shell puts in: a variable, the output of a command.
    Substitution,
    /// A word that az does not know here.
    Unknown,
}

impl PieceKind {
    /// One word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Group => "group",
            Self::Command => "command",
            Self::Option => "option",
            Self::Value => "value",
            Self::Segment => "segment",
            Self::Substitution => "substitution",
            Self::Unknown => "unknown",
        }
    }
}

/// One piece of a line, with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the line, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The piece as the command receives it; `***` for a secret.
    pub text: String,
    /// What it is.
    pub kind: PieceKind,
    /// The kind of id or value by the name that APIs use, such as `clientId`; may be empty.
    pub name: &'static str,
    /// What it means, in one line.
    pub meaning: String,
    /// Where else the same value stands.
    pub uses: Vec<String>,
    /// The node of the diagram that it is about.
    pub about: Option<String>,
    /// 0 for a word, 1 for a part of the word before.
    pub depth: u8,
}

/// Explains every word of every az command in a line; other programs by their names.
pub fn explain(line: &str, state: &State, dialect: Dialect) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if line.len() > super::complete::MOST_BYTES {
        return pieces;
    }
    for mut words in typed::commands(line, dialect) {
        if words.first().is_some_and(|it| it.text == "explain" || it.text == "what-if") {
            words.remove(0);
        }
        let is_az = words.first().is_some_and(|it| it.text == "az");
        if is_az {
            of_az(line, &words, state, &mut pieces);
        } else if let Some(program) = words.first() {
            pieces.push(piece(
                program,
                PieceKind::Program,
                "A program or builtin; az's words are explained.".to_owned(),
            ));
        }
    }
    crate::model::order::sort_by_key(&mut pieces, |it| (it.start, it.depth));
    pieces
}

fn piece(word: &TypedWord, kind: PieceKind, meaning: String) -> Piece {
    let (start, end, text) = (word.start, word.end, word.text.clone());
    Piece { start, end, text, kind, name: "", meaning, uses: Vec::new(), about: None, depth: 0 }
}

/// A word that is out of place may still be an id that somebody wants to know.
fn unknown(word: &TypedWord, meaning: &str, state: &State) -> Piece {
    let mut it = piece(word, PieceKind::Unknown, meaning.to_owned());
    if let Some(known) = identify(state, &word.text) {
        (it.name, it.uses, it.about) = (known.kind, known.uses, known.about);
        it.meaning = [&known.meaning, ". ", meaning].concat();
    }
    it
}

fn of_az(line: &str, words: &[TypedWord], state: &State, pieces: &mut Vec<Piece>) {
    let whole = anatomy(words);
    let mut path = String::new();
    for (part, word) in whole.parts.iter().zip(words) {
        match part {
            Part::Program => pieces.push(piece(word, PieceKind::Program, "The Azure command line.".to_owned())),
            Part::Group | Part::Command => {
                let group = path.clone();
                if !path.is_empty() {
                    path.push(' ');
                }
                path.push_str(&word.text.to_ascii_lowercase());
                pieces.push(of_name(word, *part, &group, &path));
            }
            Part::Unknown => {
                let meaning = "az has no such group or command here.";
                pieces.push(unknown(word, meaning, state));
            }
            Part::UnknownOption => {
                let meaning = ["'az ", &whole.path, "' has no such option."].concat();
                pieces.push(piece(word, PieceKind::Unknown, meaning));
            }
            Part::Extra => pieces.push(unknown(word, "No option takes this word.", state)),
            Part::Option { arg, value } => of_option(line, word, arg, *value, &whole, state, pieces),
            Part::Value(arg) => of_value(line, word, arg, state, pieces),
        }
    }
}

fn of_name(word: &TypedWord, part: Part, group: &str, path: &str) -> Piece {
    let (kind, mut meaning) = match part {
        Part::Group => (PieceKind::Group, words::group(path)),
        _ => (PieceKind::Command, words::command(group, path.rsplit(' ').next().unwrap_or_default())),
    };
    if meaning.is_empty() {
        meaning = ["A ", kind.word(), " of az."].concat();
    }
    if matches!(part, Part::Command) && commands::find(path).is_none() {
        meaning.push_str(" It exists in azure-cli 2.91.0 but is not simulated here.");
    }
    piece(word, kind, meaning)
}

fn of_option(
    line: &str,
    word: &TypedWord,
    arg: &'static ArgSpec,
    value: Option<usize>,
    whole: &Anatomy,
    state: &State,
    pieces: &mut Vec<Piece>,
) {
    let (name, rest) = value.and_then(|at| word.text.split_at_checked(at)).unwrap_or((&word.text, ""));
    let name = name.trim_end_matches('=');
    let mut meaning = words::argument(arg);
    let long = arg.options.iter().map(|it| it.name).find(|it| it.starts_with("--"));
    if let Some(long) =
        long.filter(|it| *it != name && !arg.options.iter().any(|o| o.name == name && name.starts_with("--")))
    {
        meaning = ["Short for ", long, ". ", &meaning].concat();
    }
    let global = table::globals().iter().any(|it| it.dest == arg.dest);
    let honoured = global || commands::find(&whole.path).is_none_or(|it| commands::honours(it, arg));
    if !honoured {
        meaning.push_str(" It exists in azure-cli 2.91.0 but is not simulated here.");
    }
    let mut option = piece(word, PieceKind::Option, meaning);
    option.text = name.to_owned();
    pieces.push(option);
    if value.is_some() {
        let inner = TypedWord { text: rest.to_owned(), ..word.clone() };
        of_value(line, &inner, arg, state, pieces);
        if let Some(last) = pieces.iter_mut().rev().find(|it| it.depth == 0) {
            last.depth = 1;
        }
    }
}

fn is_secret(arg: &ArgSpec) -> bool {
    matches!(
        arg.dest.as_str(),
        "admin_password"
            | "password"
            | "account_key"
            | "sas_token"
            | "value"
            | "connection_string"
            | "client_assertion"
    )
}

fn of_value(line: &str, word: &TypedWord, arg: &ArgSpec, state: &State, pieces: &mut Vec<Piece>) {
    let subject = arg.spelled_or_named();
    if is_secret(arg) {
        let mut it = piece(word, PieceKind::Value, ["A secret, for ", &subject, "."].concat());
        it.text = "***".to_owned();
        pieces.push(it);
        return;
    }
    if word.substituted {
        let meaning = ["The shell puts the value of ", &subject, " in its place before az sees it."].concat();
        pieces.push(piece(word, PieceKind::Substitution, meaning));
        return;
    }
    let mut it = piece(word, PieceKind::Value, ["The value of ", &subject, "."].concat());
    match identify(state, &word.text).or_else(|| by_name(state, arg, &word.text)) {
        Some(known) => (it.name, it.meaning, it.uses, it.about) = (known.kind, known.meaning, known.uses, known.about),
        None if is_guid(&word.text) => it.meaning = "A GUID that nothing in this world has.".to_owned(),
        None if word.text.starts_with("/subscriptions/") => {
            it.meaning = "An ID of something that is not there.".to_owned()
        }
        None => {}
    }
    pieces.push(it);
    segments(line, word, state, pieces);
}

/// The same thing, named otherwise than by an id.
fn named(kind: &'static str, known: Option<super::known::Known>) -> Option<super::known::Known> {
    known.map(|it| super::known::Known { kind, ..it })
}

/// A name that an option wants, as what it names.
fn by_name(state: &State, arg: &ArgSpec, text: &str) -> Option<super::known::Known> {
    let group = matches!(arg.dest.as_str(), "resource_group_name" | "resource_group" | "rg_name");
    if group {
        let found = state.groups().find(|it| it.name.eq_ignore_ascii_case(text))?;
        return named("resource group", identify(state, found.id.as_str()));
    }
    if arg.dest == "_subscription" || arg.dest == "subscription" {
        let found = state.subscriptions().iter().find(|it| it.display_name.eq_ignore_ascii_case(text))?;
        return named("subscription", identify(state, found.id.as_str()));
    }
    if matches!(arg.dest.as_str(), "role" | "identity_role") {
        return named("role", identify(state, crate::authz::roles::by_name(text)?.id.as_str()));
    }
    let by_name =
        arg.dest.contains("name") || arg.dest.contains("identit") || arg.dest == "vault_base_url" || arg.dest == "n";
    let found = state.resources().find(|it| by_name && it.name.eq_ignore_ascii_case(text))?;
    named("resource name", identify(state, found.id.as_str()))
}

/// The parts of an id: each name of a level with what stands at it.
fn segments(line: &str, word: &TypedWord, state: &State, pieces: &mut Vec<Piece>) {
    if !word.text.starts_with("/subscriptions/") && !word.text.starts_with("/providers/") {
        return;
    }
    // Where the id stands in the line: after a quote or an option's name, if there is one.
    let Some(offset) = line.get(word.start..word.end).and_then(|raw| raw.find(&word.text)) else { return };
    let mut at = word.start + offset;
    let (mut level, mut is_name, mut after_provider) = ("", false, false);
    for segment in word.text.split('/') {
        let (start, end) = (at, at + segment.len());
        at = end + 1;
        if segment.is_empty() {
            continue;
        }
        let upto = line.get(word.start + offset..end).unwrap_or_default();
        let meaning = match (is_name, level) {
            (true, "subscriptions") => "The subscription's ID".to_owned(),
            (true, "resourcegroups") => "The resource group's name".to_owned(),
            (true, "providers") => "The resource provider".to_owned(),
            (true, _) => "The resource's name".to_owned(),
            (false, _) if after_provider => "The resource type".to_owned(),
            (false, _) => "What stands at this level comes next".to_owned(),
        };
        let known =
            if is_name && level != "providers" { identify(state, &ResourceId::new(upto).to_string()) } else { None };
        pieces.push(Piece {
            start,
            end,
            text: segment.to_owned(),
            kind: PieceKind::Segment,
            name: "",
            meaning: known.as_ref().map_or(meaning.clone(), |it| [&meaning, ": ", &it.meaning].concat()),
            uses: Vec::new(),
            about: known.and_then(|it| it.about),
            depth: 1,
        });
        after_provider = is_name && level == "providers";
        if is_name {
            is_name = false;
            level = "";
        } else {
            level = match segment.to_ascii_lowercase().as_str() {
                "subscriptions" => "subscriptions",
                "resourcegroups" => "resourcegroups",
                "providers" => "providers",
                _ => "type",
            };
            is_name = true;
        }
    }
}

/// An explanation as the builtin prints it.
pub fn text(pieces: &[Piece]) -> String {
    let indent = |it: &Piece| usize::from(it.depth) * 2;
    let width = pieces.iter().map(|it| it.text.chars().count() + indent(it)).filter(|it| *it <= 40).max().unwrap_or(0);
    let mut out = String::new();
    for it in pieces {
        let (indent, room) = (indent(it), width.saturating_sub(indent(it)));
        out.push_str(&format!("{:indent$}{:room$}  ", "", it.text));
        if !it.name.is_empty() {
            out.push_str(it.name);
            out.push_str(": ");
        }
        out.push_str(&it.meaning);
        out.push('\n');
        for used in &it.uses {
            out.push_str(&format!("{:width$}    also: {used}\n", ""));
        }
    }
    out
}

#[cfg(test)]
mod tests;
