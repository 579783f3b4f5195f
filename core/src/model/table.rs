//! A persistent map from text: a clone costs next to nothing, and all tables share one program.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a table keeps. INVARIANT: in a `Table<V>` it is always a `V`.
type Kept = Arc<dyn Any + Send + Sync>;

/// A persistent map, ordered by its keys.
///
/// The map below knows nothing of `V`: a persistent map is much code, and one is enough for all of them.
pub struct Table<V> {
    map: OrdMap<String, Kept>,
    values: PhantomData<V>,
}

impl<V: Send + Sync + 'static> Table<V> {
    /// An empty one.
    pub fn new() -> Self {
        Self { map: OrdMap::new(), values: PhantomData }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&V> {
        find(&self.map, key)?.downcast_ref()
    }

    /// Whether a key has a value.
    pub fn contains_key(&self, key: &str) -> bool {
        find(&self.map, key).is_some()
    }

    /// Gives a key a value, in place of the one it has.
    pub fn insert(&mut self, key: String, value: V) {
        put(&mut self.map, key, Arc::new(value));
    }

    /// Entries, by key.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&String, &V)> {
        self.map.iter().filter_map(|(key, value)| Some((key, value.downcast_ref()?)))
    }

    /// Keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.map.keys()
    }

    /// Values, by key.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.map.values().filter_map(|value| value.downcast_ref())
    }

    /// Values of keys that begin so, by key, without a look at any other.
    pub fn under(&self, prefix: String) -> impl Iterator<Item = &V> {
        let end = prefix.clone();
        self.from(prefix).take_while(move |(key, _)| key.starts_with(&end)).map(|(_, value)| value)
    }

    /// Entries from this key on.
    pub fn from(&self, key: String) -> impl Iterator<Item = (&String, &V)> {
        self.map.range(key..).filter_map(|(key, value)| Some((key, value.downcast_ref()?)))
    }
}

impl<V: Clone + Send + Sync + 'static> Table<V> {
    /// Takes a key away. Says what it had.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        take(&mut self.map, key)?.downcast().ok().map(Arc::unwrap_or_clone)
    }

    /// Takes away what `gone` says.
    pub fn remove_where(&mut self, gone: impl Fn(&str, &V) -> bool) {
        let keys: Vec<String> =
            self.iter().filter(|(key, value)| gone(key, value)).map(|(key, _)| key.clone()).collect();
        for key in keys {
            take(&mut self.map, &key);
        }
    }

    /// Changes the value of a key, if it has one.
    pub fn edit(&mut self, key: &str, change: impl FnOnce(&mut V)) {
        if let Some(mut value) = self.get(key).cloned() {
            change(&mut value);
            self.insert(key.to_owned(), value);
        }
    }
}

#[inline(never)]
fn find<'a>(map: &'a OrdMap<String, Kept>, key: &str) -> Option<&'a Kept> {
    map.get(key)
}

#[inline(never)]
fn put(map: &mut OrdMap<String, Kept>, key: String, value: Kept) {
    map.insert(key, value);
}

#[inline(never)]
fn take(map: &mut OrdMap<String, Kept>, key: &str) -> Option<Kept> {
    map.remove(key)
}

impl<V> Clone for Table<V> {
    fn clone(&self) -> Self {
        Self { map: self.map.clone(), values: PhantomData }
    }
}

impl<V: Send + Sync + 'static> Default for Table<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: fmt::Debug + Send + Sync + 'static> fmt::Debug for Table<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<V: PartialEq + Send + Sync + 'static> PartialEq for Table<V> {
    fn eq(&self, other: &Self) -> bool {
        self.map.ptr_eq(&other.map) || (self.len() == other.len() && self.iter().eq(other.iter()))
    }
}

impl<V: Eq + Send + Sync + 'static> Eq for Table<V> {}

impl<V: Send + Sync + 'static> FromIterator<(String, V)> for Table<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        let mut table = Self::new();
        for (key, value) in entries {
            table.insert(key, value);
        }
        table
    }
}

impl<V: Serialize + Send + Sync + 'static> Serialize for Table<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, V: Deserialize<'de> + Send + Sync + 'static> Deserialize<'de> for Table<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = std::collections::BTreeMap::<String, V>::deserialize(deserializer)?;
        Ok(entries.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_sorted_map_whose_clones_are_apart() {
        let mut table: Table<u32> =
            [("b", 2), ("a", 1), ("c", 3)].map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        let former = table.clone();
        table.edit("b", |it| *it += 10);
        table.edit("x", |it| *it += 10);
        assert_eq!(table.remove("a"), Some(1));
        assert_eq!(table.values().copied().collect::<Vec<_>>(), [12, 3]);
        assert_eq!(former.values().copied().collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(former.from("b".to_owned()).count(), 2);
        assert_ne!(table, former);
        let json = serde_json::to_string(&former).unwrap();
        assert_eq!(json, r#"{"a":1,"b":2,"c":3}"#);
        assert_eq!(serde_json::from_str::<Table<u32>>(&json).unwrap(), former);
    }
}
