//! A page's frame: the head that Trunk built with the page's own title, the header, and links that know their depth.

use super::markup::{attribute, escape};
use super::{Address, Page};
use crate::words;

const STATIC: &str = "<div class=\"boot\" data-static>";
const BOOT: &str = "<div id=\"boot\"";
const DESCRIPTION: &str = "<meta name=\"description\" content=\"";

/// The built page, taken apart.
pub(super) struct Template {
    /// Up to the text that stands there before the app.
    head: String,
    /// From the end of the body on.
    tail: String,
    /// Where the start is told: progress, trouble, a word for those without scripts.
    status: String,
}

impl Template {
    pub(super) fn new(built: &str) -> Result<Self, &'static str> {
        let (head, rest) = built.split_once(STATIC).ok_or("the built page has no text to replace")?;
        let (text, _) = rest.split_once("</body>").ok_or("the built page has no body")?;
        let (_, status) = text.split_once(BOOT).ok_or("the built page has no place for the start's status")?;
        let (status, _) = status.split_once("</div>").ok_or("the place for the start's status does not end")?;
        if !head.contains("<title>") || !head.contains(DESCRIPTION) {
            return Err("the built page has no title or no description");
        }
        let tail = built.rfind("</body>").and_then(|at| built.get(at..)).unwrap_or_default();
        Ok(Self { head: head.to_owned(), tail: tail.to_owned(), status: format!("{BOOT}{status}</div>") })
    }

    /// A page at its own depth.
    pub(super) fn page(&self, page: &Page, address: &Address) -> String {
        let depth = page.folder.matches('/').count();
        let root = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
        relinked(&self.framed(page, address), &root)
    }

    /// The page for an address that is none: it cannot know its depth, so its links begin at the host's root, or where
    /// the site is known to stand.
    pub(super) fn missing(&self, page: &Page, address: &Address) -> String {
        let root = address.url.as_ref().or(address.root.as_ref()).map_or("/", String::as_str);
        relinked(&self.framed(page, &Address::default()), root)
    }

    fn framed(&self, page: &Page, address: &Address) -> String {
        let title =
            if page.folder.is_empty() { page.title.clone() } else { format!("{} · {}", page.title, words::NAME) };
        let head = replaced(&self.head, "<title>", "</title>", &escape(&title));
        let head = replaced(&head, DESCRIPTION, "\"", &escape(&page.description));
        let head = head.replacen("</head>", &format!("{}</head>", links(&title, page, address)), 1);
        let (head, tail) =
            if page.is_app { (head, self.tail.clone()) } else { (without_program(&head), without_program(&self.tail)) };
        let status = if page.is_app { self.status.as_str() } else { "" };
        let (header, body) = (header(&page.folder), &page.body);
        // On a page beside a bench the status stands where the world will be.
        let body = if body.contains("<!--status-->") {
            body.replacen("<!--status-->", status, 1)
        } else {
            format!("{body}{status}")
        };
        format!("{head}<div data-static>\n{header}<main id=\"main\" class=\"main\">\n{body}</main>\n</div>\n{tail}")
    }
}

/// Canonical link and social card.
fn links(title: &str, page: &Page, address: &Address) -> String {
    let own =
        address.url.as_ref().map_or_else(|| "./".to_owned() + &page.folder, |root| format!("{root}{}", page.folder));
    let image = address.url.as_ref().map_or_else(|| "./icon-512.png".to_owned(), |root| format!("{root}icon-512.png"));
    let property = |name: &str, value: &str| format!("<meta property=\"og:{name}\"{}>\n", attribute("content", value));
    let mut out = format!("<link rel=\"canonical\"{}>\n", attribute("href", &own));
    out += &property("type", "website");
    out += &property("title", title);
    out += &property("description", &page.description);
    if address.url.is_some() {
        out += &property("url", &own);
        out += &property("image", &image);
    }
    out
}

/// The bar on top, as the app draws it.
fn header(folder: &str) -> String {
    let section = folder.split('/').next().unwrap_or_default();
    let link = |(to, name): &(&str, &str)| {
        let current = if *to == format!("{section}/") { " aria-current=\"page\"" } else { "" };
        format!("<a class=\"header__link\" href=\"./{to}\"{current}>{name}</a>\n")
    };
    let links: String = words::SECTIONS.iter().map(link).collect();
    format!(
        "<header class=\"header\">\n<a class=\"header__name\" href=\"./\">{MARK}{}</a>\n<nav class=\"header__sections\" aria-label=\"Sections\">\n{links}</nav>\n</header>\n",
        words::NAME
    )
}

const MARK: &str = "<svg class=\"mark\" viewBox=\"0 0 28 16\" width=\"28\" height=\"16\" aria-hidden=\"true\"><path class=\"mark__system\" d=\"M4.500 2h6l3.500 6-3.500 6h-6L1 8Z\"/><rect class=\"mark__user\" x=\"16\" y=\"3.500\" width=\"9\" height=\"9\" rx=\"2\" transform=\"rotate(45 20.500 8)\"/></svg>\n";

/// The text with what stands between two marks replaced.
fn replaced(text: &str, from: &str, to: &str, with: &str) -> String {
    let Some((before, rest)) = text.split_once(from) else { return text.to_owned() };
    let Some((_, after)) = rest.split_once(to) else { return text.to_owned() };
    format!("{before}{from}{with}{to}{after}")
}

/// Without the app's program: a small script for the colours and for searching takes its place.
fn without_program(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end.saturating_add(1));
        let (tag, after) = tag.split_at(end);
        rest = after;
        if tag.starts_with("<script") && tag.contains("data-wasm=") {
            out.push_str("<script type=\"module\" src=\"./page.js\">");
        } else if !tag.contains("rel=\"modulepreload\"") && !tag.contains("rel=\"preload\"") {
            out.push_str(tag);
        }
    }
    out.push_str(rest);
    out
}

/// Links of the site, which begin with `./`, from the root as this page sees it.
fn relinked(html: &str, root: &str) -> String {
    let mut html = html.to_owned();
    for name in ["href", "src", "content", "data-js", "data-wasm"] {
        html = html.replace(&format!(" {name}=\"./"), &format!(" {name}=\"{root}"));
    }
    html
}
