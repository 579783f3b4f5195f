//! The World's picture as a file: the drawing as it stands, with its looks written into it.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, CssStyleDeclaration, Element, HtmlCanvasElement, HtmlImageElement};

use super::{document, files, window};

/// What decides how a shape looks, whatever stylesheet is at hand.
const LOOKS: [&str; 13] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "text-decoration-line",
];
/// Pixels of the saved picture for each unit.
const SCALE: f64 = 2.0;

/// The drawing as a document of its own; `note` goes with it, unseen.
fn drawing(note: &str) -> Option<(String, f64, f64)> {
    let (window, document) = (window()?, document()?);
    let shown = document.query_selector("svg.picture").ok()??;
    let copy: Element = shown.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let (originals, copies) = (shown.query_selector_all("*").ok()?, copy.query_selector_all("*").ok()?);
    for at in 0..originals.length() {
        let original: Element = originals.item(at)?.dyn_into().ok()?;
        let twin: Element = copies.item(at)?.dyn_into().ok()?;
        let style = window.get_computed_style(&original).ok()??;
        put_looks(&style, &twin);
    }
    let size: Vec<f64> = copy.get_attribute("viewBox")?.split(' ').filter_map(|it| it.parse().ok()).collect();
    let (width, height) = (*size.get(2)?, *size.get(3)?);
    for (name, value) in [
        ("xmlns", "http://www.w3.org/2000/svg".to_owned()),
        ("width", width.to_string()),
        ("height", height.to_string()),
    ] {
        copy.set_attribute(name, &value).ok()?;
    }
    for name in ["class", "style", "role", "aria-describedby"] {
        copy.remove_attribute(name).ok()?;
    }
    let paper = document.create_element_ns(Some("http://www.w3.org/2000/svg"), "rect").ok()?;
    let body = window.get_computed_style(document.document_element()?.as_ref()).ok()??;
    let colour = body.get_property_value("background-color").ok()?;
    for (name, value) in [("width", "100%"), ("height", "100%"), ("fill", &colour)] {
        paper.set_attribute(name, value).ok()?;
    }
    copy.prepend_with_node_1(&paper).ok()?;
    if !note.is_empty() {
        let desc = document.create_element_ns(Some("http://www.w3.org/2000/svg"), "desc").ok()?;
        desc.set_text_content(Some(note));
        copy.prepend_with_node_1(&desc).ok()?;
    }
    Some((copy.outer_html(), width, height))
}

fn put_looks(style: &CssStyleDeclaration, twin: &Element) {
    for name in LOOKS {
        if let Ok(value) = style.get_property_value(name)
            && !value.is_empty()
        {
            let _ = twin.set_attribute(if name == "text-decoration-line" { "text-decoration" } else { name }, &value);
        }
    }
    for name in ["class", "tabindex", "role", "aria-label", "aria-roledescription", "aria-hidden", "data-lit"] {
        let _ = twin.remove_attribute(name);
    }
    // The page hides what it lays out for other sizes.
    if style.get_property_value("display").is_ok_and(|it| it == "none") {
        let _ = twin.set_attribute("display", "none");
    }
}

/// Saves the picture as SVG, with a note in it.
pub fn save_svg(name: &str, note: &str) {
    if let Some((text, _, _)) = drawing(note) {
        files::save(name, &text);
    }
}

/// Saves the picture as PNG, at twice its size.
pub fn save_png(name: &'static str) {
    let _ = try_save_png(name);
}

fn try_save_png(name: &'static str) -> Option<()> {
    let (text, width, height) = drawing("")?;
    let image = HtmlImageElement::new().ok()?;
    let source = format!("data:image/svg+xml;charset=utf-8,{}", String::from(js_sys::encode_uri_component(&text)));
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    // A picture is a few thousand pixels wide at most, so nothing is lost.
    canvas.set_attribute("width", &(width * SCALE).round().to_string()).ok()?;
    canvas.set_attribute("height", &(height * SCALE).round().to_string()).ok()?;
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let drawn = image.clone();
    let ready = Closure::once_into_js(move || {
        let _ = pen.scale(SCALE, SCALE);
        if pen.draw_image_with_html_image_element_and_dw_and_dh(&drawn, 0.0, 0.0, width, height).is_ok() {
            let save = Closure::once_into_js(move |blob: JsValue| {
                if let Ok(blob) = blob.dyn_into::<Blob>() {
                    files::save_blob(name, &blob);
                }
            });
            let _ = canvas.to_blob(save.unchecked_ref::<Function>());
        }
    });
    image.set_onload(Some(ready.unchecked_ref()));
    image.set_src(&source);
    Some(())
}
