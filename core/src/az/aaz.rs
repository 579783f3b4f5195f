//! The shape of azure-cli's newer arguments, and how typed words become values of that shape.

use serde::Deserialize;
use serde_json::Value;

/// The kinds of value that a newer argument can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum AazKind {
    /// Text.
    Str,
    /// A whole number.
    Int,
    /// True or false.
    Bool,
    /// Named values, all of one shape.
    Dict,
    /// Values in order, all of one shape.
    List,
    /// Fields with names and shapes of their own.
    Object,
    /// A resource ID.
    ResourceId,
    /// A location; by default that of the resource group.
    ResourceLocation,
    /// A resource group's name.
    ResourceGroupName,
    /// Where a page of a long list begins.
    PaginationToken,
    /// How many items to list.
    PaginationLimit,
    /// The switch of `--set` and `--add` that keeps numbers as text.
    GenericUpdateForceString,
}

/// The shape of one value, with the letters of the embedded table.
#[derive(Debug, Clone, Deserialize)]
pub struct AazType {
    /// Its kind.
    #[serde(rename = "k")]
    pub kind: AazKind,
    /// Whether `null` may stand for it.
    #[serde(rename = "z", default)]
    pub nullable: bool,
    /// The allowed values, compared without regard to case.
    #[serde(rename = "E", default)]
    pub allowed: Option<Vec<String>>,
    /// The shape of the elements of a list or dict.
    #[serde(rename = "e", default)]
    pub element: Option<Box<AazType>>,
    /// The fields of an object.
    #[serde(rename = "f", default)]
    pub fields: Vec<(String, AazType)>,
    /// A field's other names.
    #[serde(rename = "o", default)]
    pub options: Vec<String>,
    /// The value when nothing is said.
    #[serde(rename = "b", default)]
    pub blank: Option<Value>,
    /// The least number allowed.
    #[serde(rename = "m", default)]
    pub minimum: Option<i64>,
    /// The greatest number allowed.
    #[serde(rename = "M", default)]
    pub maximum: Option<i64>,
    /// Whether a list must not repeat itself.
    #[serde(rename = "u", default)]
    pub unique: bool,
    /// The format, where it is not the kind's own.
    #[serde(rename = "F", default)]
    pub format: Option<AazKind>,
}

impl AazType {
    /// Reads a shape in the notation of the embedded table.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The words that argparse allows for it; none when any will do.
    pub(super) fn words(&self) -> Vec<String> {
        match (&self.allowed, self.kind) {
            (Some(words), _) => words.clone(),
            (None, AazKind::Bool | AazKind::GenericUpdateForceString) => {
                BOOL_WORDS.iter().map(|(w, _)| (*w).to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What `true` and `false` may be called.
pub const BOOL_WORDS: [(&str, bool); 10] = [
    ("true", true),
    ("t", true),
    ("yes", true),
    ("y", true),
    ("1", true),
    ("false", false),
    ("f", false),
    ("no", false),
    ("n", false),
    ("0", false),
];
