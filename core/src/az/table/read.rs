//! The notation of `az-commands.txt`; `scripts/az-table.py` writes it.

use crate::az::aaz::AazType;
use crate::az::spec::{ArgAction, ArgSpec, CommandSpec, Deprecation, Nargs, OptionName, ValueType};

/// Reads one command: its head line and a line for each argument.
pub(super) fn command(name: &'static str, text: &'static str) -> CommandSpec {
    let mut lines = text.lines();
    let mut spec = CommandSpec {
        name,
        arguments: Vec::new(),
        supports_no_wait: false,
        supports_ids: false,
        confirmation: false,
        aaz: false,
        api_version: None,
        preview: false,
        experimental: false,
        deprecated: None,
        table_query: None,
    };
    for (letter, value) in attributes(lines.next().unwrap_or_default()) {
        match letter {
            'w' => spec.supports_no_wait = true,
            'y' => spec.confirmation = true,
            'z' => spec.aaz = true,
            'p' => spec.preview = true,
            'e' => spec.experimental = true,
            'i' => spec.supports_ids = true,
            'V' => spec.api_version = Some(value),
            'x' => spec.deprecated = Some(deprecation(value, false)),
            'q' => spec.table_query = Some(value),
            _ => {}
        }
    }
    spec.arguments = lines.filter_map(argument).collect();
    spec
}

/// Reads one argument; nothing for an empty line.
pub(super) fn argument(line: &'static str) -> Option<ArgSpec> {
    let options: Vec<OptionName> = line.split('\t').next()?.split(' ').filter(|o| !o.is_empty()).map(option).collect();
    let mut arg = ArgSpec {
        dest: String::new(),
        options,
        positional: false,
        required: false,
        required_unless_ids: false,
        nargs: Nargs::One,
        choices: Vec::new(),
        choices_ignore_case: false,
        three_state: false,
        default: None,
        constant: None,
        value_type: ValueType::Text,
        type_name: "",
        id_part: None,
        configured_default: None,
        validator: None,
        group: None,
        action: ArgAction::Store,
        preview: false,
        experimental: false,
        deprecated: None,
        internal: false,
        aaz: None,
    };
    for (letter, value) in attributes(line) {
        set(&mut arg, letter, value);
    }
    if arg.dest.is_empty() {
        arg.dest = derived(&arg.options);
    }
    Some(arg)
}

fn set(arg: &mut ArgSpec, letter: char, value: &'static str) {
    match letter {
        'd' => arg.dest = value.to_owned(),
        'P' => arg.positional = true,
        'r' => arg.required = true,
        'R' => arg.required_unless_ids = true,
        'n' => arg.nargs = nargs(value),
        'c' | 'C' => {
            arg.choices = value.split('|').map(str::to_owned).collect();
            arg.choices_ignore_case = letter == 'C';
        }
        'T' => {
            arg.choices = vec!["true".to_owned(), "false".to_owned()];
            arg.choices_ignore_case = true;
            arg.three_state = true;
        }
        '=' => arg.default = serde_json::from_str(value).ok(),
        'k' => arg.constant = serde_json::from_str(value).ok(),
        't' => {
            arg.type_name = value;
            arg.value_type = value_type(value);
        }
        'i' => arg.id_part = Some(value),
        'g' => arg.configured_default = Some(value),
        'v' => arg.validator = Some(value),
        'G' => arg.group = Some(value),
        'a' => arg.action = action(value),
        'p' => arg.preview = true,
        'e' => arg.experimental = true,
        'x' => arg.deprecated = Some(deprecation(value, false)),
        'X' => arg.deprecated = Some(deprecation(value, true)),
        'I' => {
            arg.internal = true;
            arg.nargs = Nargs::Optional;
            arg.action = ArgAction::Ignore;
        }
        'z' => {
            arg.aaz = AazType::read(value);
            let words = arg.aaz.as_ref().map(AazType::words).unwrap_or_default();
            if !words.is_empty() {
                arg.choices = words;
                arg.choices_ignore_case = true;
            }
        }
        _ => {}
    }
}

fn attributes(line: &'static str) -> impl Iterator<Item = (char, &'static str)> {
    line.split('\t').skip(1).filter_map(|word| {
        let mut chars = word.chars();
        chars.next().map(|letter| (letter, chars.as_str()))
    })
}

fn option(word: &'static str) -> OptionName {
    match word.split_once('!') {
        None => OptionName { name: word, deprecated: None },
        Some((name, rest)) => {
            let hidden = rest.starts_with('!');
            let redirect = rest.strip_prefix('!').unwrap_or(rest);
            OptionName { name, deprecated: Some(deprecation(redirect, hidden)) }
        }
    }
}

fn deprecation(redirect: &'static str, hidden: bool) -> Deprecation {
    Deprecation { redirect: Some(redirect).filter(|r| !r.is_empty()), hidden }
}

fn nargs(value: &str) -> Nargs {
    match value {
        "0" => Nargs::Zero,
        "?" => Nargs::Optional,
        "*" => Nargs::Any,
        "+" => Nargs::Many,
        _ => value.parse().map_or(Nargs::One, Nargs::Exactly),
    }
}

fn value_type(name: &str) -> ValueType {
    match name {
        "int" => ValueType::Int,
        "float" => ValueType::Float,
        "datetime_type" => ValueType::DateTime,
        "base_url_type" => ValueType::VaultUrl,
        "file_type" => ValueType::File,
        "location_name_type" => ValueType::Location,
        "validate_tag" => ValueType::Tag,
        "validate_file_or_dict" => ValueType::FileOrDict,
        _ => ValueType::Other,
    }
}

fn action(name: &str) -> ArgAction {
    match name {
        "_AppendAction" => ArgAction::Append,
        "OrderedArgsAction" | "AAZGenericUpdateAddArg" | "AAZGenericUpdateSetArg" | "AAZGenericUpdateRemoveArg" => {
            ArgAction::Ordered
        }
        "IgnoreAction" => ArgAction::Ignore,
        _ => ArgAction::Store,
    }
}

/// What argparse would call the argument: its first long option, with underscores for dashes.
fn derived(options: &[OptionName]) -> String {
    options.iter().find_map(|o| o.name.strip_prefix("--")).unwrap_or_default().replace('-', "_")
}
