//! Files: giving one to the reader, and reading one that the reader gives.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

use super::document;

/// Files larger than this are not read.
const MAX_BYTES: f64 = 5_242_880.0;

/// Has the browser save a text under a name.
pub fn save_text(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save(name, &blob);
    }
}

/// Has the browser save something under a name.
pub(super) fn save(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let link = document().and_then(|it| it.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}

/// Reads the text of the file that was chosen in a field, and empties the field. `None` for one that is too large.
pub fn read_chosen(field: &HtmlInputElement, then: impl FnOnce(Option<String>) + 'static) {
    let Some(file) = field.files().and_then(|it| it.get(0)) else { return };
    if file.size() > MAX_BYTES {
        field.set_value("");
        return then(None);
    }
    let done = Closure::once(move |text: JsValue| then(text.as_string()));
    let _ = file.text().then(&done);
    done.forget();
    field.set_value("");
}
