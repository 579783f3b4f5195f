//! One challenge file to a [`Challenge`], with everything that can be said about the file by itself.

use crate::challenge::Challenge;
use crate::diagnostic::{Diagnostic, Place};
use crate::front_matter::{self, Table};
use crate::goal::Goal;
use crate::html::RULE_ANCHOR;
use crate::lesson::{Block, NearMiss, OutputBlock, Proof, Source};
use crate::markdown::{self, Document, Part};
use crate::tables;

const TOP: [&str; 9] = ["id", "title", "level", "scenario", "setup", "story", "par", "solution", "takeaways"];

/// Reads a challenge. It is returned when its front matter could be read, whatever else was found.
pub fn load(file: &str, slug: &str, text: &str) -> (Option<Challenge>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let challenge = read(file, slug, text, &mut found);
    found.sort_by_key(|it| (it.line, it.column));
    (challenge, found)
}

fn read(file: &str, slug: &str, text: &str, found: &mut Vec<Diagnostic>) -> Option<Challenge> {
    let matter = front_matter::read(file, text, found)?;
    let mut top = matter.top;
    let id = top.string(file, "id", found);
    let title = top.string(file, "title", found);
    let level_line = top.line_of("level");
    let level = top.number(file, "level", found);
    let scenario_line = top.line_of("scenario");
    let scenario = top.string(file, "scenario", found);
    let setup_line = top.line_of("setup");
    let setup = top.strings(file, "setup", found);
    let story = top.string(file, "story", found);
    let par = top.number(file, "par", found);
    let solution = top.strings(file, "solution", found);
    let takeaways = top.strings(file, "takeaways", found);
    top.finish(file, &TOP, found);
    tables::scenario(file, scenario.as_deref(), scenario_line, found);
    if level.is_some_and(|level| !(1..=3).contains(&level)) {
        let place = Place::line(level_line);
        found.push(Diagnostic::error(file, place, "there are three levels").help("Write `level = 1`, 2 or 3."));
    }
    let tables = read_tables(file, matter.tables, found);
    let needed = [("goals", tables.goals.is_empty()), ("sources", tables.sources.is_empty())];
    for (name, _) in needed.iter().filter(|(_, is_missing)| *is_missing) {
        let message = format!("the challenge has no {name}");
        found.push(
            Diagnostic::error(file, Place::START, message).help(format!("Add `[[{name}]]` to its front matter.")),
        );
    }
    if solution.is_empty() {
        let message = "the challenge has no solution";
        found.push(
            Diagnostic::error(file, Place::START, message).help("Add `solution = [\"az …\"]` to its front matter."),
        );
    }
    let document = markdown::parse(text.get(matter.body..).unwrap_or_default());
    let place = |offset: usize| Place::of_offset(text, matter.body.saturating_add(offset));
    for finding in &document.found {
        found.push(Diagnostic::error(file, place(finding.offset), finding.message.clone()).help(finding.help.clone()));
    }
    let rules = document.rules.clone();
    let links: Vec<_> = document.links.iter().map(|(offset, link)| (place(*offset).line, link.clone())).collect();
    for (line, link) in links.iter().filter(|(_, link)| link.starts_with('#') && !link.starts_with(RULE_ANCHOR)) {
        let message = format!("`{link}` leads nowhere: a challenge has no anchors");
        found.push(Diagnostic::error(file, Place::line(*line), message).help("Link to a page."));
    }
    Some(Challenge {
        slug: slug.to_owned(),
        id: id?,
        title: title?,
        level: level?,
        scenario: scenario?,
        setup,
        story: story?,
        par: par?,
        goals: tables.goals.into_iter().map(|(goal, _)| goal).collect(),
        forbidden: tables.forbidden.into_iter().map(|(goal, _)| goal).collect(),
        solution,
        // Known when it has been played: `prove_challenge::reaching`.
        reached_by: Vec::new(),
        takeaways,
        blocks: blocks(file, document, &place, found),
        sources: tables.sources,
        rules,
        proof: Proof { near_misses: tables.near_misses, links, setup_line },
    })
}

/// What the tables of a challenge's front matter hold.
#[derive(Default)]
struct Tables {
    goals: Vec<(Goal, Place)>,
    forbidden: Vec<(Goal, Place)>,
    near_misses: Vec<NearMiss>,
    sources: Vec<Source>,
}

fn read_tables(file: &str, tables: Vec<Table>, found: &mut Vec<Diagnostic>) -> Tables {
    let mut read = Tables::default();
    for mut table in tables {
        let place = table.place;
        match table.name.as_str() {
            "goals" => read.goals.extend(tables::goal(file, &mut table, found).map(|goal| (goal, place))),
            "forbidden" => read.forbidden.extend(tables::forbidden(file, &mut table, found).map(|it| (it, place))),
            "near_misses" => {
                read.near_misses.extend(tables::near_miss(file, &mut table, "fails", found));
                table.finish(file, &["fails", "text", "lines"], found);
            }
            "sources" => {
                read.sources.extend(tables::source(file, &mut table, found));
                table.finish(file, &["title", "url", "date"], found);
            }
            name => {
                let message = format!("unknown table `[[{name}]]`");
                let help = "Known here: [[goals]], [[forbidden]], [[near_misses]], [[sources]].";
                found.push(Diagnostic::error(file, place, message).help(help));
            }
        }
    }
    let all: Vec<_> = read.goals.iter().chain(&read.forbidden).cloned().collect();
    tables::unique(file, &all, found);
    for miss in read.near_misses.iter().filter(|miss| !all.iter().any(|(goal, _)| goal.id == miss.goal)) {
        let message = format!("there is no goal or forbidden fact `{}`", miss.goal);
        found.push(Diagnostic::error(file, Place::line(miss.line), message).help("Name one by its `id`."));
    }
    read
}

/// The text: paragraphs and what is only looked at.
fn blocks(file: &str, document: Document, place: &impl Fn(usize) -> Place, found: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut refuse = |offset: usize, message: &str, help: &str| {
        found.push(Diagnostic::error(file, place(offset), message).help(help));
    };
    for (offset, part) in document.parts {
        match part {
            Part::Html(html) => blocks.push(Block::Html(html)),
            Part::Code(fence) if fence.parsed_info().is_runnable() => {
                refuse(
                    offset,
                    "a challenge has no block to run",
                    "Put its lines into `solution`, or mark it as `text`.",
                );
            }
            Part::Code(fence) => {
                let mut info = fence.parsed_info();
                let caption = info.take("caption");
                let (language, text, line) = (info.language, fence.text, place(offset).line);
                blocks.push(Block::Output(OutputBlock { language, text, caption, line }));
            }
            Part::Heading(_) => refuse(offset, "a challenge's text has no headings", "Write a few short paragraphs."),
            Part::Goal(_) => refuse(offset, "a challenge's text has no marks of goals", "Remove it."),
        }
    }
    blocks
}

#[cfg(test)]
#[path = "load_challenge_tests.rs"]
pub(crate) mod tests;
