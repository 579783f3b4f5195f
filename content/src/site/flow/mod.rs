//! The authentication flow, played: its steps for both types of identity over the requests of a real session.
//!
//! The session runs when the site is written, so the page needs no program; `flow.js` steps through what stands there.

mod picture;
mod played;
mod script;
mod shown;
mod words;

use keyless_core::session::Entry;

use self::played::Played;
use self::script::{Party, Side, Step};
use super::Page;
use super::markup::{escape, sentence, tagged};
use crate::words as site_words;

/// Each type's key in the markup, and its name.
const TYPES: [(&str, &str); 2] = [("system", site_words::SYSTEM_ASSIGNED), ("user", site_words::USER_ASSIGNED)];

/// The page.
pub(super) fn page() -> Page {
    Page {
        folder: "flow/".to_owned(),
        title: words::TITLE.to_owned(),
        description: words::IS.to_owned(),
        body: format!("<article class=\"flow\" data-flow>\n{}</article>\n", body(&played::play())),
        is_app: false,
    }
}

fn body(played: &Played) -> String {
    let steps: String = (1..).zip(&words::ALL).map(|(number, step)| section(number, step, &played.lines)).collect();
    let ways = format!(
        "<p class=\"flow__ways no-print\"><a class=\"button\" href=\"./play/#s={}\">{}</a> <a class=\"button\" href=\"./learn/07-from-vm-to-token/\">{}</a></p>\n",
        played.link,
        words::LIVE,
        words::LESSON
    );
    format!(
        "<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n{}{}<div class=\"flow__steps\">\n{steps}</div>\n{ways}{}{}",
        words::TITLE,
        sentence(words::LEAD),
        bar(),
        pictures(),
        differences(),
        never()
    )
}

/// What `flow.js` brings to life; hidden until then.
fn bar() -> String {
    let step = |(number, step): (usize, &Step)| {
        format!(
            "<li><a href=\"#step-{number}\" data-to=\"{number}\" title=\"{}\">{number}</a></li>",
            escape(step.title)
        )
    };
    let steps: String = (1..).zip(&words::ALL).map(step).collect();
    let kind = |(key, name): &(&str, &str)| {
        format!("<button class=\"button\" type=\"button\" data-only=\"{key}\" aria-pressed=\"false\">{name}</button>")
    };
    let kinds: String = TYPES.iter().map(kind).collect();
    format!(
        "<div class=\"flow__bar no-print\" data-bar hidden>\n<div class=\"flow__moves\"><button class=\"button\" type=\"button\" data-back>{}</button> <button class=\"button\" type=\"button\" data-play data-pause=\"{}\">{}</button> <button class=\"button button--main\" type=\"button\" data-next>{}</button></div>\n<nav aria-label=\"{}\"><ol class=\"flow__numbers\">{steps}</ol></nav>\n<div class=\"flow__kinds\">{kinds}<button class=\"button\" type=\"button\" data-only=\"\" aria-pressed=\"true\">{}</button></div>\n<p class=\"visually-hidden\" role=\"status\" data-status></p>\n</div>\n",
        words::BACK,
        words::PAUSE,
        words::PLAY,
        words::NEXT,
        words::STEPS,
        words::BOTH
    )
}

fn pictures() -> String {
    let one = |(side, (key, name)): (usize, &(&str, &str))| {
        format!(
            "<figure class=\"flow__type flow__type--{key}\" data-type=\"{key}\"><figcaption class=\"flow__name\">{name}</figcaption>\n{}</figure>\n",
            picture::svg(&words::ALL, side, name)
        )
    };
    format!(
        "<div class=\"flow__two flow__pictures\">\n{}</div>\n",
        TYPES.iter().enumerate().map(one).collect::<String>()
    )
}

fn section(number: usize, step: &Step, lines: &[Vec<Entry>; 2]) -> String {
    let sides: String = TYPES
        .iter()
        .zip(step.sides.iter().zip(lines))
        .map(|((key, name), (side, lines))| {
            format!("<div class=\"flow__type flow__type--{key}\" data-type=\"{key}\">\n<h3 class=\"flow__name\">{name}</h3>\n{}</div>\n", told(side, lines))
        })
        .collect();
    format!(
        "<section class=\"flow__step\" id=\"step-{number}\" data-step=\"{number}\">\n<h2 tabindex=\"-1\">{number} · {}</h2>\n<p class=\"flow__difference\">{}</p>\n<div class=\"flow__two\">\n{sides}</div>\n</section>\n",
        escape(step.title),
        sentence(step.difference)
    )
}

fn told(side: &Side, lines: &[Entry]) -> String {
    let party = |it: Party| format!("<strong>{}</strong>", it.name());
    let hop = |it: &script::Hop| format!("<li>{} to {}: {}</li>\n", party(it.from), party(it.to), escape(it.what));
    let hops: String = side.hops.iter().map(hop).collect();
    let shown: String = side.shows.iter().map(|it| shown::piece(it, lines)).collect();
    format!(
        "{}<ol class=\"flow__hops\">\n{hops}</ol>\n{}{shown}",
        tagged("p", side.says),
        shown::typed(side.typed, lines)
    )
}

fn differences() -> String {
    let row = |[what, system, user]: &[&str; 3]| {
        format!("<tr><th scope=\"row\">{what}</th><td>{system}</td><td>{user}</td></tr>\n")
    };
    format!(
        "<h2 id=\"differences\">{}</h2>\n<table class=\"flow__table\">\n<thead><tr><td></td><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        words::DIFFERENCES,
        site_words::SYSTEM_ASSIGNED,
        site_words::USER_ASSIGNED,
        words::TABLE.iter().map(row).collect::<String>()
    )
}

fn never() -> String {
    format!("<h2 id=\"never\">{}</h2>\n{}", words::NEVER, super::markup::list(words::NEVER_IS))
}

#[cfg(test)]
mod tests;
