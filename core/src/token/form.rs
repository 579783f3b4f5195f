//! A decoded `application/x-www-form-urlencoded` body.

use crate::api::request::percent_decode;

/// Names and values, in the order in which they were sent.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn read(text: &str) -> Self {
        let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.map(|(key, value)| (percent_decode(key, true), percent_decode(value, true))).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }
}
