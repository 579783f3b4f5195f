//! Values put into an argument one after another, and the checks that az makes before it runs a command.

use super::typed::{Misfit, Step};
use super::{AazKind, AazType};
use crate::az::shorthand::Key;
use serde_json::{Map, Value};

/// Puts the steps, in the order typed, into a value of this shape.
pub(in crate::az) fn assemble(shape: &AazType, steps: &[Step]) -> Result<Value, Misfit> {
    let mut out = None;
    for (path, value) in steps {
        put(shape, &mut out, path, value)?;
    }
    Ok(out.unwrap_or(Value::Null))
}

fn put(shape: &AazType, slot: &mut Option<Value>, path: &[Key], value: &Value) -> Result<(), Misfit> {
    let Some((key, rest)) = path.split_first() else {
        *slot = Some(value.clone());
        return Ok(());
    };
    let (_, inner) = shape.step(key.clone())?;
    match (shape.kind, key) {
        (AazKind::List, Key::Index(i)) => {
            let mut items = match slot.take() {
                Some(Value::Array(items)) => items,
                _ => Vec::new(),
            };
            let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let at = usize::try_from(if *i < 0 { length + i } else { *i }).unwrap_or(usize::MAX);
            let mut item = items.get(at).cloned();
            put(inner, &mut item, rest, value)?;
            let item = item.unwrap_or(Value::Null);
            match items.get_mut(at) {
                Some(there) => *there = item,
                None => items.push(item),
            }
            *slot = Some(Value::Array(items));
        }
        (AazKind::List, Key::Name(_)) => {
            let what = "list indices must be integers, not <class 'str'>".to_owned();
            return Err(Misfit::Crash("IndexError", what));
        }
        (_, key) => {
            let mut map = match slot.take() {
                Some(Value::Object(map)) => map,
                _ => Map::new(),
            };
            let name = match key {
                Key::Name(name) => name.clone(),
                Key::Index(i) => i.to_string(),
            };
            let mut item = map.get(&name).cloned();
            put(inner, &mut item, rest, value)?;
            map.insert(name, item.unwrap_or(Value::Null));
            *slot = Some(Value::Object(map));
        }
    }
    Ok(())
}

/// What az's format check finds wrong with a value: the place in the argument, and why.
pub(in crate::az) fn check(shape: &AazType, value: &Value) -> Option<(String, String)> {
    match (shape.kind, value) {
        (AazKind::Int | AazKind::PaginationLimit, Value::Number(n)) => {
            let n = n.as_i64()?;
            let low = shape.minimum.filter(|m| n < *m);
            let high = shape.maximum.filter(|m| n > *m);
            let wrong = match (low, high) {
                (Some(m), _) => format!("'{n}' is less than {m}"),
                (None, Some(m)) => format!("'{n}' is greater than {m}"),
                (None, None) => return None,
            };
            Some((String::new(), format!("Invalid format: {wrong}")))
        }
        (AazKind::List, Value::Array(items)) => {
            let element = shape.element.as_deref()?;
            for (i, item) in items.iter().enumerate() {
                if let Some((place, why)) = check(element, item) {
                    return Some((format!("[{i}]{}", dotted(&place)), why));
                }
            }
            let again = |(i, item): &(usize, &Value)| items.iter().take(*i).any(|earlier| earlier == *item);
            let unique = shape.unique && element.is_simple();
            let repeated = items.iter().enumerate().find(again).filter(|_| unique)?;
            let (i, item) = repeated;
            let text = item.as_str().map_or_else(|| item.to_string(), str::to_owned);
            let why = format!("Invalid format: '{text}' duplicate in list.");
            Some((format!("[{i}]"), why))
        }
        (AazKind::Dict, Value::Object(map)) => {
            let element = shape.element.as_deref()?;
            map.iter().find_map(|(key, item)| {
                let (place, why) = check(element, item)?;
                Some((format!("[{key}]{}", dotted(&place)), why))
            })
        }
        (AazKind::Object, Value::Object(map)) => shape.fields.iter().find_map(|(name, field)| {
            let (place, why) = check(field, map.get(name)?)?;
            let shown = field.options.first().unwrap_or(name);
            Some((format!("{shown}{}", dotted(&place)), why))
        }),
        _ => None,
    }
}

fn dotted(place: &str) -> String {
    match place {
        "" => String::new(),
        place if place.starts_with('[') => place.to_owned(),
        place => format!(".{place}"),
    }
}
