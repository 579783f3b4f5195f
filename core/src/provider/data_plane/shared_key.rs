//! Shared Key authorisation: a request signed with one of the account's keys.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::api::request::{ApiRequest, percent_decode};
use crate::model::order;

/// The headers that stand in the signed text by their value, in order.
const SIGNED: [&str; 11] = [
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
];

/// The value of `Authorization` for a request, under an account's key in base64. An unreadable key signs nothing.
pub fn sign(request: &ApiRequest, account: &str, key: &str) -> String {
    let signature = STANDARD.decode(key).map(|key| signature(request, account, &key)).unwrap_or_default();
    format!("SharedKey {account}:{signature}")
}

/// Whether the request was signed with this key.
pub(super) fn is_signed_with(request: &ApiRequest, account: &str, key: &str) -> bool {
    request.header_value("authorization") == Some(sign(request, account, key).as_str())
}

fn signature(request: &ApiRequest, account: &str, key: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(text(request, account).as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The text that is signed: verb, standard headers, `x-ms-` headers, the path, and the query by name.
fn text(request: &ApiRequest, account: &str) -> String {
    let mut lines = vec![request.method.as_str().to_owned()];
    for name in SIGNED {
        let value = request.header_value(name).unwrap_or_default();
        lines.push(if name == "content-length" && value == "0" { String::new() } else { value.to_owned() });
    }
    let mut headers: Vec<(String, &str)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .filter(|(name, _)| name.starts_with("x-ms-"))
        .collect();
    order::sort_by(&mut headers, |a, b| a.cmp(b));
    lines.extend(headers.into_iter().map(|(name, value)| format!("{name}:{value}")));
    let rest = request.url.split_once("://").map_or(request.url.as_str(), |(_, rest)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.split_once('/').map_or("", |(_, path)| path);
    lines.push(format!("/{account}/{path}"));
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|it| !it.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (percent_decode(name, false).to_ascii_lowercase(), percent_decode(value, false)))
        .collect();
    order::sort_by(&mut pairs, |a, b| a.cmp(b));
    lines.extend(pairs.into_iter().map(|(name, value)| format!("{name}:{value}")));
    lines.join("\n")
}
