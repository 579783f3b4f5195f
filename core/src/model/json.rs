//! JSON values in the notation of `serde_json::json!`, with less code for each entry.

use serde::Serialize;
use serde_json::{Map, Value};

/// Makes a JSON value: `null`, `[…]`, `{"key": …}`, or anything that can be serialised.
macro_rules! json {
    (null) => { serde_json::Value::Null };
    ([]) => { serde_json::Value::Array(Vec::new()) };
    ([ $($inner:tt)* ]) => {{
        let mut list = $crate::model::json::List::default();
        $crate::model::json::json!(@items list $($inner)*);
        list.value()
    }};
    ({}) => { serde_json::Value::Object(serde_json::Map::new()) };
    ({ $($inner:tt)* }) => {{
        let mut object = $crate::model::json::Object::default();
        $crate::model::json::json!(@pairs object $($inner)*);
        object.value()
    }};
    (@items $list:ident) => {};
    (@items $list:ident { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $list.push($crate::model::json::json!({ $($inner)* }));
        $crate::model::json::json!(@items $list $($($rest)*)?);
    };
    (@items $list:ident [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $list.push($crate::model::json::json!([ $($inner)* ]));
        $crate::model::json::json!(@items $list $($($rest)*)?);
    };
    (@items $list:ident $item:expr $(, $($rest:tt)*)?) => {
        $list.push($crate::model::json::json!($item));
        $crate::model::json::json!(@items $list $($($rest)*)?);
    };
    (@pairs $object:ident) => {};
    (@pairs $object:ident $key:tt : null $(, $($rest:tt)*)?) => {
        $object.put($key, serde_json::Value::Null);
        $crate::model::json::json!(@pairs $object $($($rest)*)?);
    };
    (@pairs $object:ident $key:tt : { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $object.put($key, $crate::model::json::json!({ $($inner)* }));
        $crate::model::json::json!(@pairs $object $($($rest)*)?);
    };
    (@pairs $object:ident $key:tt : [ $($inner:tt)* ] $(, $($rest:tt)*)?) => {
        $object.put($key, $crate::model::json::json!([ $($inner)* ]));
        $crate::model::json::json!(@pairs $object $($($rest)*)?);
    };
    (@pairs $object:ident $key:tt : $value:expr $(, $($rest:tt)*)?) => {
        $object.put($key, $crate::model::json::json!($value));
        $crate::model::json::json!(@pairs $object $($($rest)*)?);
    };
    ($value:expr) => { $crate::model::json::value(&$value) };
}
pub(crate) use json;

/// A list as its items come in.
#[derive(Default)]
pub(crate) struct List(Vec<Value>);

impl List {
    /// Adds an item.
    pub(crate) fn push(&mut self, value: Value) {
        self.0.push(value);
    }

    /// The whole.
    pub(crate) fn value(self) -> Value {
        Value::Array(self.0)
    }
}

/// An object as its entries come in.
#[derive(Default)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// Adds an entry.
    #[inline(never)]
    pub(crate) fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// The whole.
    pub(crate) fn value(self) -> Value {
        Value::Object(self.0)
    }
}

/// Anything as JSON; null for what cannot be (a map whose keys are no text).
#[inline(never)]
pub(crate) fn value<T: Serialize + ?Sized>(it: &T) -> Value {
    serde_json::to_value(it).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_reads_like_the_librarys() {
        let (name, list) = ("x".to_owned(), vec![1, 2]);
        let ours = json!({
            "a": null, "b": [], "c": {}, "d": [1, {"e": name}, "f", [true]], "g": list.iter().map(|it| it + 1).collect::<Vec<_>>(),
            "h": if list.is_empty() { 1 } else { 2 }, "j": format!("{name}!"),
        });
        let theirs = serde_json::json!({
            "a": null, "b": [], "c": {}, "d": [1, {"e": name}, "f", [true]], "g": list.iter().map(|it| it + 1).collect::<Vec<_>>(),
            "h": if list.is_empty() { 1 } else { 2 }, "j": format!("{name}!"),
        });
        assert_eq!(ours, theirs);
        assert_eq!((json!(null), json!("a"), json!([])), (serde_json::Value::Null, "a".into(), serde_json::json!([])));
    }
}
