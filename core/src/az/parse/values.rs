//! A typed word as the type of its argument takes it.

use super::argparse::Stop;
use crate::az::arguments::Slot;
use crate::az::error::UsageError;
use crate::az::python;
use crate::az::spec::{ArgAction, ArgSpec, Nargs, ValueType};
use serde_json::{Map, Value};

/// The words of an argument after its type has seen them.
///
/// az's complaint says which value is wrong; the caller adds the argument's name.
pub(super) fn typed(arg: &ArgSpec, word: &str, signed_in: bool) -> Result<String, Stop<UsageError>> {
    let refuse = || {
        let shown = python::repr(word);
        let what = format!("invalid {} value: {shown}", arg.type_name);
        Stop::Complaint(format!("argument {}: {what}", arg.spelled()))
    };
    match arg.value_type {
        ValueType::Int => python::int(word).map(|n| n.to_string()).ok_or_else(refuse),
        ValueType::Float => python::float(word).map(|_| word.trim().to_owned()).ok_or_else(refuse),
        ValueType::DateTime => date_time(word).then(|| word.to_owned()).ok_or_else(refuse),
        // az asks the cloud for the locations' display names, for which somebody must be signed in.
        ValueType::Location if word.contains(' ') && !signed_in => Err(Stop::Taker(UsageError::signed_out())),
        _ => Ok(word.to_owned()),
    }
}

/// The allowed value that equals `word`, in the table's own case; `word` when it stands on its own.
pub(super) fn canonical(arg: &ArgSpec, word: String) -> Option<String> {
    if arg.choices.is_empty() {
        return Some(word);
    }
    if arg.choices_ignore_case {
        let lower = word.to_ascii_lowercase();
        let same = arg.choices.iter().find(|c| c.to_ascii_lowercase() == lower);
        return same.cloned();
    }
    arg.choices.contains(&word).then_some(word)
}

/// The value of an argument whose words have been typed and checked.
pub(super) fn slot(arg: &ArgSpec, words: Vec<String>) -> Slot {
    let mut slot = Slot { given: true, ..Slot::default() };
    if arg.three_state {
        let word = words.first().map_or("true", String::as_str);
        slot.flag = Some(word.eq_ignore_ascii_case("true"));
        slot.text = Some(word.to_ascii_lowercase());
        return slot;
    }
    match arg.nargs {
        Nargs::Zero => slot.flag = Some(true),
        Nargs::One | Nargs::Optional => {
            let constant = || arg.constant.as_ref().and_then(Value::as_str);
            let word = words.into_iter().next();
            if let Some(word) = word.or_else(|| constant().map(str::to_owned)) {
                single(arg, &mut slot, word);
            }
        }
        Nargs::Any | Nargs::Many | Nargs::Exactly(_) => {
            slot.json = several(arg, &words);
            slot.list = Some(words);
        }
    }
    slot
}

fn single(arg: &ArgSpec, slot: &mut Slot, word: String) {
    slot.json = match arg.value_type {
        ValueType::Int => word.parse::<i64>().ok().map(Value::from),
        ValueType::Float => python::float(&word).map(Value::from),
        ValueType::Tag => Some(tags(std::slice::from_ref(&word))),
        _ => None,
    };
    slot.text = Some(word);
}

fn several(arg: &ArgSpec, words: &[String]) -> Option<Value> {
    if arg.validator == Some("validate_tags") {
        return Some(tags(words));
    }
    match arg.value_type {
        ValueType::Int => words.iter().map(|w| w.parse::<i64>().ok()).collect(),
        _ if arg.action == ArgAction::Append => Some(Value::from(vec![words.to_vec()])),
        _ => None,
    }
}

/// `KEY[=VALUE]` words as an object; a word without `=` has an empty value.
fn tags(words: &[String]) -> Value {
    let mut out = Map::new();
    for word in words.iter().filter(|w| !w.is_empty()) {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        out.insert(key.to_owned(), Value::from(value));
    }
    Value::Object(out)
}

/// The value of an argument that was not typed.
pub(super) fn default_slot(arg: &ArgSpec) -> Option<Slot> {
    let mut slot = Slot::default();
    match (&arg.default, arg.nargs) {
        (Some(Value::Bool(b)), _) => slot.flag = Some(*b),
        (Some(Value::String(s)), _) if arg.three_state => slot.flag = Some(s == "true"),
        (Some(Value::String(s)), _) => slot.text = Some(s.clone()),
        (Some(Value::Number(n)), _) => {
            slot.text = Some(n.to_string());
            slot.json = Some(Value::Number(n.clone()));
        }
        (Some(Value::Array(items)), _) => {
            let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
            slot.list = Some(items.iter().map(text).collect());
            slot.json = Some(Value::Array(items.clone()));
        }
        _ => return None,
    }
    Some(slot)
}

/// The four forms of date and time that az's `datetime_type` takes.
fn date_time(word: &str) -> bool {
    let (date, time) = match word.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (word, None),
    };
    let good_time = match time {
        None => true,
        Some(time) => time.strip_suffix('Z').is_some_and(|t| {
            let limits = [23, 59, 61];
            let parts: Vec<&str> = t.split(':').collect();
            parts.len() <= 3 && parts.iter().zip(limits).all(|(p, max)| number(p, 0, max, 2))
        }),
    };
    good_time && calendar_date(date)
}

fn calendar_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if year.len() != 4 || !number(year, 1, 9999, 4) || !number(month, 1, 12, 2) {
        return false;
    }
    let (Ok(y), Ok(m)) = (year.parse::<u32>(), month.parse::<u32>()) else {
        return false;
    };
    let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let last = match m {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    number(day, 1, last, 2)
}

fn number(text: &str, min: u32, max: u32, width: usize) -> bool {
    let digits = !text.is_empty() && text.len() <= width && text.chars().all(|c| c.is_ascii_digit());
    digits && text.parse().is_ok_and(|n: u32| (min..=max).contains(&n))
}
