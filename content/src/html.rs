//! HTML from Markdown events: all text escaped, no raw HTML, links only to the web and within the site.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::Finding;

/// Where rule citations lead: the page gives its list of rules these ids.
pub(crate) const RULE_ANCHOR: &str = "#rule-";

/// Escapes text for element content and for attributes in double quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a link may lead there: `http(s)://…`, or a path or fragment of this site.
pub fn is_allowed_link(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return url.chars().all(|c| !c.is_whitespace() && !c.is_control());
    }
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    !url.is_empty() && !url.starts_with("//") && !first.contains([':', '\\']) && !url.contains(char::is_control)
}

/// Collects the events of one stretch of text and makes HTML of them.
#[derive(Default)]
pub(crate) struct Stretch<'a> {
    events: Vec<Event<'a>>,
    /// For each open link, whether it was let through.
    open_links: Vec<bool>,
}

impl<'a> Stretch<'a> {
    /// Takes the next event; what does not get through goes to `found`.
    pub(crate) fn push(&mut self, event: Event<'a>, range: &Range<usize>, found: &mut Vec<Finding>) {
        let mut find = |message: &str, help: &str| found.push(Finding::new(range.start, message, help));
        match event {
            Event::Html(_) | Event::InlineHtml(_) => find("raw HTML is not shown", "Write it in Markdown."),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {}
            Event::Start(Tag::Image { .. }) => {
                find("images are not shown", "Describe it in words, or let the World show it.");
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                let allowed = is_allowed_link(&dest_url);
                self.open_links.push(allowed);
                if allowed {
                    self.events.push(Event::InlineHtml(open_link(&dest_url, &title).into()));
                } else {
                    let message = format!("the link `{dest_url}` is not shown");
                    find(&message, "Link to `https://…`, or to a page or heading of this site.");
                }
            }
            Event::End(TagEnd::Link) => {
                if self.open_links.pop() == Some(true) {
                    self.events.push(Event::InlineHtml("</a>".into()));
                }
            }
            Event::Start(Tag::Table(columns)) => {
                // Alignment would be a style attribute, which the page's policy refuses.
                let plain = columns.iter().map(|_| pulldown_cmark::Alignment::None).collect();
                self.events.push(Event::Html("<div class=\"table\">".into()));
                self.events.push(Event::Start(Tag::Table(plain)));
            }
            Event::End(TagEnd::Table) => {
                self.events.push(Event::End(TagEnd::Table));
                self.events.push(Event::Html("</div>\n".into()));
            }
            other => self.events.push(other),
        }
    }

    /// The HTML so far; none when nothing was collected.
    pub(crate) fn finish(&mut self) -> Option<String> {
        let events = std::mem::take(&mut self.events);
        self.open_links.clear();
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        (!html.trim().is_empty()).then_some(html)
    }
}

fn open_link(url: &str, title: &str) -> String {
    let class = if url.starts_with(RULE_ANCHOR) { " class=\"rule\"" } else { "" };
    let rel = if url.contains("://") { " rel=\"noreferrer\"" } else { "" };
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
    format!("<a{class} href=\"{}\"{title}{rel}>", escape(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_the_web_and_within_the_site_are_allowed() {
        for good in ["https://a.b/c?d#e", "http://a", "../x/", "#anchor", "page", "x?y=a:b"] {
            assert!(is_allowed_link(good), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "JaVaScript:x", "data:text/html,x", "//evil", "", "mailto:a@b", "\\\\x:", "a\nb"]
        {
            assert!(!is_allowed_link(bad), "{bad}");
        }
    }
}
