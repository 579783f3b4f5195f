//! The readable pages of the site: text that stands there before any program has run, each with its own title,
//! description and canonical link, made of the page that Trunk built.

mod errors;
mod flow;
mod frame;
mod lists;
mod markup;
mod plain;
mod reference;
mod services;
mod story;
mod terms;

use crate::shelves::Shelves;
use frame::Template;

/// A page before it has its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its folder below the root, `learn/00-configure-vm/`; empty for the first page.
    pub(crate) folder: String,
    /// Its title, without the site's name.
    pub(crate) title: String,
    /// What it is about, in one or two sentences.
    pub(crate) description: String,
    /// What stands in `main`; links are relative to the root and begin with `./`.
    pub(crate) body: String,
    /// Whether the app takes it over. A page that it does not take over loads no program.
    pub(crate) is_app: bool,
}

/// Where the site will stand, when that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The whole address, with a slash at its end.
    pub url: Option<String>,
    /// The path of the root on its host, where that is not `/`.
    pub root: Option<String>,
}

/// All pages as files: path and text.
///
/// # Errors
/// When the built page is not one that Trunk made of ours.
pub fn pages(built: &str, shelves: &Shelves, address: &Address) -> Result<Vec<(String, String)>, &'static str> {
    let template = Template::new(built)?;
    let mut all = plain::pages();
    all.extend(lists::pages(shelves));
    all.extend(shelves.lessons.iter().map(story::lesson));
    all.extend(shelves.challenges.iter().map(story::challenge));
    all.extend(reference::pages());
    all.push(services::page());
    all.push(flow::page());
    let mut files: Vec<(String, String)> =
        all.iter().map(|page| (format!("{}index.html", page.folder), template.page(page, address))).collect();
    files.push(("404.html".to_owned(), template.missing(&plain::missing(), address)));
    files.extend(map(&all, address));
    Ok(files)
}

/// The site map, where the address is known, and what robots may read: everything.
fn map(pages: &[Page], address: &Address) -> Vec<(String, String)> {
    let Some(root) = &address.url else {
        return vec![("robots.txt".to_owned(), "User-agent: *\nAllow: /\n".to_owned())];
    };
    let urls: String = pages.iter().map(|page| format!("<url><loc>{root}{}</loc></url>\n", page.folder)).collect();
    let map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
    );
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n");
    vec![("sitemap.xml".to_owned(), map), ("robots.txt".to_owned(), robots)]
}

#[cfg(test)]
mod tests;
