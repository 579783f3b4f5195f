//! Comparing values as Python does.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// JMESPath's `==`: Python's, except that 0 and 1 are not booleans.
pub(super) fn equals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(_), Value::Bool(_)) | (Value::Bool(_), Value::Number(_)) => false,
        _ => python_equals(left, right),
    }
}

/// Python's `==`, in which `True` is 1, also inside lists and objects.
pub(super) fn python_equals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => compare(left, right) == Some(Ordering::Equal),
        (Value::Number(number), Value::Bool(flag)) | (Value::Bool(flag), Value::Number(number)) => {
            compare(number, &Number::from(u8::from(*flag))) == Some(Ordering::Equal)
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| python_equals(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| right.get(key).is_some_and(|other| python_equals(value, other)))
        }
        (left, right) => left == right,
    }
}

/// Compares numbers exactly, so that the order is a total one.
pub(super) fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        (Some(left), None) => Some(compare_mixed(left, right.as_f64()?)),
        (None, Some(right)) => Some(compare_mixed(right, left.as_f64()?).reverse()),
        (None, None) => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

fn compare_mixed(whole: i128, float: f64) -> Ordering {
    let below = float.floor();
    match whole.cmp(&(below as i128)) {
        Ordering::Equal if float > below => Ordering::Less,
        order => order,
    }
}

/// The number if it is written without a fraction or an exponent.
pub(super) fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}

/// A whole number as a value; beyond 64 bits, as the nearest float.
pub(super) fn from_whole(number: i128) -> Value {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => Value::from(number),
        (_, Ok(number)) => Value::from(number),
        _ => Value::from(number as f64),
    }
}

/// Compares two numbers or two strings; `None` for anything else.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => compare(left, right),
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}
