//! A request: method, URL, headers, body.

use serde::{Deserialize, Serialize};

use crate::model::scope::ResourceId;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read.
    Get,
    /// Read without a body.
    Head,
    /// Create or replace.
    Put,
    /// Merge.
    Patch,
    /// Act.
    Post,
    /// Remove.
    Delete,
}

impl Method {
    /// By its name, whatever the case; `None` for one that no service of this simulation takes.
    pub fn find(name: &str) -> Option<Self> {
        let all = [Self::Get, Self::Head, Self::Put, Self::Patch, Self::Post, Self::Delete];
        all.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// As it stands on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to any endpoint of the simulated cloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRequest {
    /// What to do.
    pub method: Method,
    /// Absolute, `https://management.azure.com/subscriptions/…?api-version=…`.
    pub url: String,
    /// In the order they are sent.
    pub headers: Vec<(String, String)>,
    /// The body's text, if any.
    pub body: Option<String>,
    /// The host that sends it, where it is not the learner's own machine: what local token endpoints go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<ResourceId>,
}

impl ApiRequest {
    /// A request without headers or body.
    pub fn new(method: Method, url: impl Into<String>) -> Self {
        Self { method, url: url.into(), headers: Vec::new(), body: None, from: None }
    }

    /// With a JSON body.
    #[must_use]
    pub fn json(mut self, body: &serde_json::Value) -> Self {
        self.headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        self.body = Some(body.to_string());
        self
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The value of a header, by name without case.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The host, in lower case.
    pub fn host(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The path, decoded, without the query; `/` at least. An encoded slash stays encoded.
    pub fn path(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let path = rest.split('?').next().unwrap_or_default();
        match path.find('/').and_then(|at| path.get(at..)) {
            // Nearly always nothing is encoded.
            Some(path) if !path.contains('%') => path.to_owned(),
            Some(path) => path.split('/').skip(1).map(|part| format!("/{}", segment(part))).collect(),
            None => "/".to_owned(),
        }
    }

    /// The path as an ARM id; empty segments, which azure-cli sends for an empty parent, do not count.
    pub fn resource_id(&self) -> ResourceId {
        let path = self.path();
        if !path.contains("//") {
            return ResourceId::new(path);
        }
        let parts = path.split('/').filter(|part| !part.is_empty());
        ResourceId::new(parts.map(|part| format!("/{part}")).collect::<String>())
    }

    /// The first value of a query parameter, decoded, by name without case.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.url.split_once('?')?;
        query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let same = if key.contains(['%', '+']) {
                percent_decode(key, true).eq_ignore_ascii_case(name)
            } else {
                key.eq_ignore_ascii_case(name)
            };
            same.then(|| percent_decode(value, true))
        })
    }
}

/// One segment of a path, decoded; a slash that was encoded stays encoded, so that it never parts a name.
fn segment(part: &str) -> String {
    percent_decode(part, false).replace('/', "%2F")
}

/// Undoes percent-encoding; `plus` also makes spaces of `+`. Broken escapes stay as they are.
pub fn percent_decode(text: &str, plus: bool) -> String {
    let plain = !text.contains('%');
    if plain && (!plus || !text.contains('+')) {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' if plus => out.push(b' '),
            b'%' => {
                let ahead = bytes.clone();
                let digits: Vec<u8> = ahead.take(2).collect();
                match std::str::from_utf8(&digits)
                    .ok()
                    .filter(|d| d.len() == 2)
                    .and_then(|d| u8::from_str_radix(d, 16).ok())
                {
                    Some(value) => {
                        out.push(value);
                        bytes.nth(1);
                    }
                    None => out.push(byte),
                }
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes everything but letters, digits and `-_.~`, and what `keep` names.
pub fn percent_encode(text: &str, keep: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-_.~".contains(c) || keep.contains(c) {
            out.push(c);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart() {
        let request =
            ApiRequest::new(Method::Get, "https://Management.azure.com/a%20b/c?api-version=1&$filter=x+eq%20'y'");
        assert_eq!(request.host(), "management.azure.com");
        assert_eq!(request.path(), "/a b/c");
        assert_eq!(request.query("API-Version").unwrap(), "1");
        assert_eq!(request.query("$filter").unwrap(), "x eq 'y'");
        assert_eq!(request.query("other"), None);
    }

    #[test]
    fn an_encoded_slash_does_not_part_a_name() {
        let request = ApiRequest::new(Method::Get, "https://h/a%2Fb/c%25d");
        assert_eq!(request.path(), "/a%2Fb/c%d");
    }

    #[test]
    fn empty_segments_of_an_id_do_not_count() {
        let request = ApiRequest::new(Method::Get, "https://h/subscriptions/s/providers/A.B//c/d?x=1");
        assert_eq!(request.resource_id().as_str(), "/subscriptions/s/providers/A.B/c/d");
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(percent_decode("%zz%4", false), "%zz%4");
        assert_eq!(percent_decode(&percent_encode("é /", ""), false), "é /");
    }
}
