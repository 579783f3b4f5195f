//! Files of the site that a page fetches when it needs them.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use super::{location, window};

/// Why a file did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchTrouble {
    /// The network, or the site, did not answer.
    Unreachable,
    /// The site answered with this status.
    Status(u16),
    /// What arrived is not what was asked for.
    Damaged,
}

/// The text of a file, by its path below the site's root. The browser asks whether its copy is still good.
///
/// # Errors
/// When it does not arrive.
pub async fn text(path: &str) -> Result<String, FetchTrouble> {
    let url = format!("{}{path}", location::root());
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let window = window().ok_or(FetchTrouble::Unreachable)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(&url, &options)).await;
    let response: Response = answer.ok().and_then(|it| it.dyn_into().ok()).ok_or(FetchTrouble::Unreachable)?;
    if !response.ok() {
        return Err(FetchTrouble::Status(response.status()));
    }
    let body = response.text().map_err(|_| FetchTrouble::Unreachable)?;
    let text = JsFuture::from(body).await.map_err(|_| FetchTrouble::Unreachable)?;
    text.as_string().ok_or(FetchTrouble::Damaged)
}
