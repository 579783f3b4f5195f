//! One lesson file to a [`Lesson`], with everything that can be said about the file by itself.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::front_matter::{self, Table};
use crate::goal::Goal;
use crate::html::RULE_ANCHOR;
use crate::lesson::{Block, Lesson, NearMiss, OutputBlock, Proof, Section, Source};
use crate::markdown::{self, Document, Part};
use crate::runnable;
use crate::tables;

/// Known keys at the top of a lesson's front matter.
const TOP: [&str; 8] = ["id", "title", "minutes", "scenario", "summary", "prerequisites", "setup", "takeaways"];

/// Reads a lesson. A lesson is returned when its front matter could be read, whatever else was found.
pub fn load(file: &str, slug: &str, text: &str) -> (Option<Lesson>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let lesson = read(file, slug, text, &mut found);
    found.sort_by_key(|it| (it.line, it.column));
    (lesson, found)
}

fn read(file: &str, slug: &str, text: &str, found: &mut Vec<Diagnostic>) -> Option<Lesson> {
    let matter = front_matter::read(file, text, found)?;
    let mut top = matter.top;
    let id = top.string(file, "id", found);
    let title = top.string(file, "title", found);
    let minutes = top.number(file, "minutes", found);
    let scenario_line = top.line_of("scenario");
    let scenario = top.string(file, "scenario", found);
    let summary = top.string(file, "summary", found);
    let prerequisites = top.strings(file, "prerequisites", found);
    let setup_line = top.line_of("setup");
    let setup = top.strings(file, "setup", found);
    let takeaways = top.strings(file, "takeaways", found);
    top.finish(file, &TOP, found);
    tables::scenario(file, scenario.as_deref(), scenario_line, found);
    let Tables { mut goals, sources, near_misses } = read_tables(file, matter.tables, found);
    let body = text.get(matter.body..).unwrap_or_default();
    let document = markdown::parse(body);
    let place = |offset: usize| Place::of_offset(text, matter.body.saturating_add(offset));
    for finding in &document.found {
        found.push(Diagnostic::error(file, place(finding.offset), finding.message.clone()).help(finding.help.clone()));
    }
    let rules = document.rules.clone();
    let links = document.links.clone();
    let sections = sections(file, document, &place, &mut goals, found);
    let anchors: BTreeSet<String> = sections.iter().map(|section| format!("#{}", section.anchor)).collect();
    for (offset, link) in &links {
        if link.starts_with('#') && !link.starts_with(RULE_ANCHOR) && !anchors.contains(link) {
            let message = format!("no heading here has the anchor `{link}`");
            let known = anchors.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            found.push(Diagnostic::error(file, place(*offset), message).help(format!("Anchors here: {known}.")));
        }
    }
    let links = links.into_iter().map(|(offset, link)| (place(offset).line, link)).collect();
    Some(Lesson {
        slug: slug.to_owned(),
        id: id?,
        title: title?,
        minutes: minutes?,
        scenario: scenario?,
        summary: summary?,
        prerequisites,
        setup,
        takeaways,
        goals: goals.into_iter().map(|(goal, _)| goal).collect(),
        sections,
        sources,
        rules,
        proof: Proof { near_misses, links, setup_line },
    })
}

/// What the tables of a lesson's front matter hold.
#[derive(Default)]
struct Tables {
    goals: Vec<(Goal, Place)>,
    sources: Vec<Source>,
    near_misses: Vec<NearMiss>,
}

fn read_tables(file: &str, tables: Vec<Table>, found: &mut Vec<Diagnostic>) -> Tables {
    let mut read = Tables::default();
    let nothing = |name: &str| Diagnostic::error(file, Place::START, format!("the lesson has no {name}"));
    for mut table in tables {
        let place = table.place;
        match table.name.as_str() {
            "goals" => read.goals.extend(tables::goal(file, &mut table, found).map(|goal| (goal, place))),
            "near_misses" => {
                read.near_misses.extend(tables::near_miss(file, &mut table, "goal", found));
                table.finish(file, &["goal", "text", "lines"], found);
            }
            "sources" => {
                read.sources.extend(tables::source(file, &mut table, found));
                table.finish(file, &["title", "url", "date"], found);
            }
            name => {
                let message = format!("unknown table `[[{name}]]`");
                let help = "Known here: [[goals]], [[near_misses]], [[sources]].";
                found.push(Diagnostic::error(file, place, message).help(help));
            }
        }
    }
    for miss in read.near_misses.iter().filter(|miss| !read.goals.iter().any(|(goal, _)| goal.id == miss.goal)) {
        let message = format!("there is no goal `{}` to miss", miss.goal);
        found.push(Diagnostic::error(file, Place::line(miss.line), message).help("Name a goal by its `id`."));
    }
    if read.goals.is_empty() {
        found.push(nothing("goals").help("Add `[[goals]]` with `id`, `text` and `fact` to its front matter."));
    }
    if read.sources.is_empty() {
        found.push(nothing("sources").help("Add `[[sources]]` with `title`, `url` and `date` to its front matter."));
    }
    read
}

fn sections(
    file: &str,
    document: Document,
    place: &impl Fn(usize) -> Place,
    goals: &mut [(Goal, Place)],
    found: &mut Vec<Diagnostic>,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut ids = BTreeSet::new();
    for (offset, part) in document.parts {
        if let Part::Heading(heading) = part {
            let anchor = free(&anchor(&heading), |it| sections.iter().all(|section| section.anchor != it));
            sections.push(Section { heading, anchor, blocks: Vec::new() });
            continue;
        }
        let Some(section) = sections.last_mut() else {
            let message = "text stands before the first section";
            found.push(Diagnostic::error(file, place(offset), message).help("Begin the text with a heading `## …`."));
            continue;
        };
        match part {
            Part::Html(html) => section.blocks.push(Block::Html(html)),
            Part::Code(fence) if fence.parsed_info().is_runnable() => {
                let at = place(fence.offset);
                let mut command = runnable::command(file, &fence, at, found);
                command.id = free(&command.id, |it| !ids.contains(it));
                ids.insert(command.id.clone());
                section.blocks.push(Block::Command(command));
            }
            Part::Code(fence) => {
                let mut info = fence.parsed_info();
                let caption = info.take("caption");
                let (language, text, line) = (info.language, fence.text, place(fence.offset).line);
                section.blocks.push(Block::Output(OutputBlock { language, text, caption, line }));
            }
            Part::Goal(id) => mark(file, section, &id, place(offset), goals, found),
            Part::Heading(_) => {}
        }
    }
    for (goal, at) in goals.iter().filter(|(goal, _)| goal.section.is_empty()) {
        let message = format!("the goal `{}` has no mark in the text", goal.id);
        let help = format!("Write a paragraph `[goal: {}]` after the command that reaches it.", goal.id);
        found.push(Diagnostic::error(file, *at, message).help(help));
    }
    sections
}

fn mark(
    file: &str,
    section: &mut Section,
    id: &str,
    at: Place,
    goals: &mut [(Goal, Place)],
    found: &mut Vec<Diagnostic>,
) {
    let same_id = goals.iter().filter(|(goal, _)| goal.id == id).count();
    match goals.iter_mut().find(|(goal, _)| goal.id == id) {
        Some((goal, _)) if goal.section.is_empty() && same_id == 1 => {
            goal.section.clone_from(&section.anchor);
            section.blocks.push(Block::Goal(id.to_owned()));
        }
        Some(_) => {
            let message = format!("the goal `{id}` is given or marked twice");
            found.push(Diagnostic::error(file, at, message).help("Give each goal one id and one mark."));
        }
        None => {
            let message = format!("there is no goal `{id}`");
            found.push(Diagnostic::error(file, at, message).help("Add it to the front matter as `[[goals]]`."));
        }
    }
}

/// A heading as an anchor: `Two types, side by side` is `two-types-side-by-side`.
fn anchor(heading: &str) -> String {
    let spaced: String = heading.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let anchor = spaced.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    if anchor.is_empty() { "section".to_owned() } else { anchor }
}

/// `wanted`, or the first of `wanted-2`, `wanted-3` … that is free.
fn free(wanted: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(wanted) {
        return wanted.to_owned();
    }
    let numbered = (2_u32..).map(|number| format!("{wanted}-{number}")).find(|name| is_free(name));
    numbered.unwrap_or_else(|| wanted.to_owned())
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
