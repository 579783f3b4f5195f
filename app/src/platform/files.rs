//! Files that the reader saves and chooses.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAnchorElement, HtmlInputElement};

use super::document;

/// The largest file that is read.
const MAX_BYTES: f64 = 4e6;

/// Offers a text as a file to save.
pub fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) {
        save_blob(name, &blob);
    }
}

/// Offers anything as a file to save.
pub(super) fn save_blob(name: &str, blob: &web_sys::Blob) {
    let Some(document) = document() else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    let link = document.create_element("a").ok().and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Reads the file that was chosen in the field of this event, and tells its text; one that is far too large is told
/// as an empty one.
pub fn read_chosen(event: &web_sys::Event, tell: impl FnOnce(String) + 'static) {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let Some(file) = field.files().and_then(|it| it.get(0)) else { return };
    spawn_local(async move {
        let fits = file.size() <= MAX_BYTES;
        let text = if fits { JsFuture::from(file.text()).await.ok().and_then(|it| it.as_string()) } else { None };
        // So that the same file can be chosen again.
        field.set_value("");
        tell(text.unwrap_or_default());
    });
}
