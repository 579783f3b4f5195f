//! Pieces of HTML.

pub(super) use crate::html::escape;

/// ` name="value"`
pub(super) fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", escape(value))
}

/// A sentence with `code` in backticks.
pub(super) fn sentence(text: &str) -> String {
    let part = |(at, part): (usize, &str)| {
        let part = escape(part);
        if at.is_multiple_of(2) { part } else { format!("<code>{part}</code>") }
    };
    text.split('`').enumerate().map(part).collect()
}

/// `<tag>text</tag>` around a sentence.
pub(super) fn tagged(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>\n", sentence(text))
}

/// A list of sentences.
pub(super) fn list(all: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    format!("<ul>\n{}</ul>\n", list_items(all))
}

/// Sentences as items of a list.
pub(super) fn list_items(all: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    all.into_iter().map(|it| format!("<li>{}</li>\n", sentence(it.as_ref()))).collect()
}

/// A command that can be read and copied.
pub(super) fn command(caption: Option<&str>, text: &str) -> String {
    let caption = caption.map(|it| format!("<figcaption class=\"command__caption\">{}</figcaption>", escape(it)));
    format!(
        "<figure class=\"command\">{}<pre class=\"command__text\" tabindex=\"0\"><code>{}</code></pre></figure>\n",
        caption.unwrap_or_default(),
        escape(text)
    )
}

/// A page of text.
pub(super) fn prose(inner: &str) -> String {
    format!("<article class=\"prose\">\n{inner}</article>\n")
}

/// Text beside an empty bench: it stays where it is when the app takes over.
pub(super) fn beside_bench(inner: &str) -> String {
    format!(
        "<div class=\"bench bench--story bench--plain\" data-pane=\"story\">\n<div class=\"bench__story\">\n{inner}</div>\n<div class=\"bench__world boot\"><!--status--></div>\n</div>\n"
    )
}

/// A text as an element's id: `Two types` is `two-types`.
pub(super) fn id(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join("-")
}
