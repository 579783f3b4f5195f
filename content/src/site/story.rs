//! Lessons and challenges as text: everything but what a program does.

use keyless_core::rules::{self, RuleId};

use super::Page;
use super::markup::{beside_bench, command, escape, list, list_items, sentence, tagged};
use crate::challenge::Challenge;
use crate::goal::Goal;
use crate::hint::{self, Hint};
use crate::lesson::{Block, Lesson, OutputBlock, Section, Source};
use crate::words;

/// A lesson's page.
pub(super) fn lesson(lesson: &Lesson) -> Page {
    let sections: String = lesson.sections.iter().map(|it| section(lesson, it)).collect();
    let body = format!(
        "{}<article class=\"lesson\">\n<h1 class=\"lesson__title\">{}</h1>\n<p class=\"lesson__summary\">{}</p>\n<p class=\"lesson__facts\">{} minutes</p>\n{}{sections}{}{}</article>\n",
        parts(lesson),
        escape(&lesson.title),
        escape(&lesson.summary),
        lesson.minutes,
        goals(lesson),
        takeaways(&lesson.takeaways),
        notes(&lesson.rules, &lesson.sources)
    );
    Page {
        folder: format!("learn/{}/", lesson.slug),
        title: lesson.title.clone(),
        description: lesson.summary.clone(),
        body: beside_bench(&body),
        is_app: true,
    }
}

/// A challenge's page.
pub(super) fn challenge(challenge: &Challenge) -> Page {
    let blocks: String = challenge.blocks.iter().map(|it| block(it, &|_| None)).collect();
    let goals = list(challenge.goals.iter().map(|goal| goal.text.as_str()));
    let body = format!(
        "<article class=\"lesson challenge\">\n<h1 class=\"lesson__title\">{}</h1>\n<p class=\"lesson__summary\">{}</p>\n<section class=\"goals\" aria-label=\"Goals\">{goals}</section>\n{blocks}{}</article>\n",
        escape(&challenge.title),
        sentence(&challenge.story),
        notes(&challenge.rules, &challenge.sources)
    );
    Page {
        folder: format!("challenges/{}/", challenge.slug),
        title: challenge.title.clone(),
        description: challenge.story.replace('`', ""),
        body: beside_bench(&body),
        is_app: true,
    }
}

/// The way to the parts of a lesson, where the app has it.
fn parts(lesson: &Lesson) -> String {
    let part = |it: &Section| format!("<li><a href=\"#{}\">{}</a></li>\n", escape(&it.anchor), escape(&it.heading));
    let parts: String = lesson.sections.iter().map(part).collect();
    format!(
        "<nav class=\"lesson-nav\" aria-label=\"Lessons\"><details><summary>{}</summary><p><a href=\"./learn/\">{}</a></p><p class=\"lesson-nav__title\">{}</p><ol>\n{parts}</ol></details></nav>\n",
        words::LESSONS_AND_PARTS,
        words::LESSONS,
        words::IN_THIS_LESSON
    )
}

/// The goals as they stand at the start, and the hints for the first, as the app shows them.
fn goals(lesson: &Lesson) -> String {
    let all = list_items(lesson.goals.iter().map(|goal| goal.text.as_str()));
    let first = lesson.goals.first();
    let link = |goal: &Goal| format!("<a href=\"#{}\">{}</a>", escape(&goal.section), sentence(&goal.text));
    let next = first.map(link).unwrap_or_default();
    let hints = first.map(|goal| {
        let line = lesson.command_for(&goal.id).and_then(|it| it.suggested().ok()).unwrap_or_default();
        let hints: String = hint::hints(goal, &line).iter().map(rung).collect();
        format!(
            "<section class=\"hints\" aria-label=\"{}\"><p class=\"hints__missing\">{}</p><details><summary class=\"button button--quiet\">{}</summary>{hints}</details></section>\n",
            words::HINTS,
            sentence(&goal.fact.missing()),
            words::HINT
        )
    });
    format!(
        "<section class=\"goals\" aria-label=\"Goals\"><p class=\"goals__count\"><strong>0 of {}</strong> goals done. Next: {next}</p><details><summary>All goals</summary><ol class=\"goals__list\">\n{all}</ol></details></section>\n{}",
        lesson.goals.len(),
        hints.unwrap_or_default()
    )
}

fn rung(hint: &Hint) -> String {
    let name = words::RUNGS.get(hint.rung).copied().unwrap_or_default();
    let text = if hint.is_command() {
        format!("<pre class=\"hints__command\" tabindex=\"0\"><code>{}</code></pre>", escape(&hint.text))
    } else {
        format!("<p>{}</p>", sentence(&hint.text))
    };
    format!("<div class=\"hints__rung\"><p class=\"hints__name\">{name}</p>{text}</div>\n")
}

fn section(lesson: &Lesson, section: &Section) -> String {
    let goal = |id: &str| lesson.goal(id).map(|goal| goal.text.clone());
    let blocks: String = section.blocks.iter().map(|it| block(it, &goal)).collect();
    format!(
        "<section class=\"lesson__section\">\n<h2 class=\"lesson__heading\" id=\"{}\">{}</h2>\n{blocks}</section>\n",
        escape(&section.anchor),
        escape(&section.heading)
    )
}

fn block(block: &Block, goal: &dyn Fn(&str) -> Option<String>) -> String {
    match block {
        // Made by our own reader: nothing of the source is in it but text and allowed elements.
        Block::Html(html) => format!("<div class=\"lesson__html\">{html}</div>\n"),
        Block::Command(it) => command(it.caption.as_deref(), &it.suggested().unwrap_or_else(|_| it.source.clone())),
        Block::Output(it) => output(it),
        Block::Goal(id) => {
            goal(id).map(|text| format!("<p class=\"goal-line\">{}</p>\n", sentence(&text))).unwrap_or_default()
        }
    }
}

fn output(output: &OutputBlock) -> String {
    let caption = output.caption.as_ref().map(|it| format!("<figcaption>{}</figcaption>", escape(it)));
    format!(
        "<figure class=\"shown\">{}<pre class=\"shown__text\" tabindex=\"0\">{}</pre></figure>\n",
        caption.unwrap_or_default(),
        escape(&output.text)
    )
}

fn takeaways(all: &[String]) -> String {
    format!("<section class=\"takeaways\">\n<h2>{}</h2>\n{}</section>\n", words::TO_REMEMBER, list(all))
}

/// Rules that are cited, and sources.
fn notes(cited: &[RuleId], sources: &[Source]) -> String {
    let rule = |rule: &rules::Rule| {
        format!(
            "<li class=\"rule-item\" id=\"rule-{0}\"><span class=\"rule-item__number\">{0}</span> <p class=\"rule-item__statement\">{1}</p></li>\n",
            rule.id,
            sentence(rule.statement)
        )
    };
    let rules: String = cited.iter().filter_map(|id| rules::find(*id)).map(rule).collect();
    let rules = if rules.is_empty() { rules } else { format!("<h2>Rules</h2>\n<ul class=\"rules\">\n{rules}</ul>\n") };
    let source = |it: &Source| {
        format!("<li><a href=\"{}\">{}</a> ({})</li>\n", escape(&it.url), escape(&it.title), escape(&it.date))
    };
    let sources: String = sources.iter().map(source).collect();
    format!("<footer class=\"lesson__notes\">\n{rules}{}<ul>\n{sources}</ul>\n</footer>\n", tagged("h2", "Sources"))
}
