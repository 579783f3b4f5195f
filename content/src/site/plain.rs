//! Pages without a list behind them: the first, the playground, the quiz, about, and the one for a wrong address.

use keyless_core::model::time::Timestamp;
use keyless_core::simplifications;

use super::Page;
use super::markup::{escape, prose, tagged};
use crate::words;

/// All but the page for a wrong address.
pub(super) fn pages() -> Vec<Page> {
    vec![home(), playground(), quiz(), about()]
}

fn page(folder: &str, title: &str, description: &str, body: String, is_app: bool) -> Page {
    let (folder, title, description) = (folder.to_owned(), title.to_owned(), description.to_owned());
    Page { folder, title, description, body, is_app }
}

fn home() -> Page {
    let body = format!(
        "<div class=\"home\">\n<section class=\"home__text\">\n<h1 class=\"home__title\">{}</h1>\n<p class=\"home__lead\">{}</p>\n<p class=\"home__ways\"><a class=\"button button--main button--large\" href=\"./{}\">{}</a>\n<a class=\"button button--large\" href=\"./play/\">{}</a></p>\n<dl class=\"types\">\n<div class=\"types__type types__type--system\"><dt>{}</dt><dd>{}</dd></div>\n<div class=\"types__type types__type--user\"><dt>{}</dt><dd>{}</dd></div>\n</dl>\n</section>\n<!--status-->{}</div>\n",
        words::HOME_TITLE,
        super::markup::sentence(words::HOME_LEAD),
        words::HOME_FIRST,
        words::HOME_LEARN,
        words::HOME_PLAY,
        words::SYSTEM_ASSIGNED,
        words::SYSTEM_ASSIGNED_IS,
        words::USER_ASSIGNED,
        words::USER_ASSIGNED_IS,
        ways(),
    );
    page("", words::SITE_TITLE, words::SITE_DESCRIPTION, body, true)
}

/// The list of what can be done, as the app draws it.
fn ways() -> String {
    let way = |(folder, name, is): &(&str, &str, &str)| {
        format!("<li class=\"home__way\"><h3><a href=\"./{folder}\">{name}</a></h3><p>{is}</p></li>\n")
    };
    let ways: String = words::HOME_WAYS.iter().map(way).collect();
    format!(
        "<section class=\"home__more\">\n<h2>{}</h2>\n<ul class=\"home__list\">\n{ways}</ul>\n</section>\n",
        words::HOME_MORE
    )
}

fn playground() -> Page {
    let body = prose(&format!("<h1>{}</h1>\n{}", words::PLAYGROUND, tagged("p", words::PLAYGROUND_IS)));
    page("play/", words::PLAYGROUND, words::PLAYGROUND_IS, body, true)
}

fn quiz() -> Page {
    let body = prose(&format!("<h1>{}</h1>\n{}", words::QUIZ, tagged("p", words::QUIZ_IS)));
    page("quiz/", words::QUIZ, words::QUIZ_IS, body, true)
}

fn about() -> Page {
    let mut body = format!(
        "<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n",
        words::ABOUT,
        super::markup::sentence(words::ABOUT_LEAD)
    );
    body += &tagged("h2", words::INDEPENDENT);
    body += &words::INDEPENDENT_IS.iter().map(|it| tagged("p", it)).collect::<String>();
    body += &tagged("h2", words::SIMPLER);
    let simpler = simplifications::all()
        .iter()
        .map(|it| format!("<li id=\"{}\"><strong>{}</strong> {}</li>\n", it.id, escape(it.title), escape(it.differs)));
    body += &format!("<ul>\n{}</ul>\n", simpler.collect::<String>());
    body += &tagged("p", words::NOT_SIMULATED);
    body += &tagged("h2", words::YOUR_SESSION);
    body += &tagged("p", words::YOUR_SESSION_IS);
    body += &tagged("h2", "Version");
    let start = Timestamp::START.readable();
    body += &tagged(
        "p",
        &format!("Keyless {}. Every world begins on {start} UTC, simulated time.", env!("CARGO_PKG_VERSION")),
    );
    page("about/", words::ABOUT, words::ABOUT_IS, prose(&body), false)
}

/// The page for a wrong address.
pub(super) fn missing() -> Page {
    let body = format!(
        "<h1>{}</h1>\n<p>{} <a href=\"./\">{}</a>, <a href=\"./learn/\">{}</a>, <a href=\"./play/\">{}</a>.</p>\n",
        words::NO_PAGE,
        words::NO_PAGE_WHY,
        words::NO_PAGE_HOME,
        words::LESSONS,
        words::PLAYGROUND
    );
    page("404/", words::NO_PAGE, words::NO_PAGE_WHY, prose(&body), false)
}
