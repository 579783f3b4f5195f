//! Markdown to sections of blocks: pulldown-cmark's events, with goals, rules and runnable blocks found in them.

use std::cell::RefCell;
use std::ops::Range;

use keyless_core::rules::{self, RuleId};
use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::fence::Fence;
use crate::html::{RULE_ANCHOR, Stretch};

/// Something wrong at a byte offset of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, in bytes.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
    /// What to try.
    pub help: String,
}

impl Finding {
    pub(crate) fn new(offset: usize, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { offset, message: message.into(), help: help.into() }
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A second-level heading begins a section: its text.
    Heading(String),
    /// HTML of the text in between.
    Html(String),
    /// A code block at the top level.
    Code(Fence),
    /// A paragraph `[goal: ID]`.
    Goal(String),
}

/// A document taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts with their offsets, in order.
    pub parts: Vec<(usize, Part)>,
    /// The rules it cites, each once, in order.
    pub rules: Vec<RuleId>,
    /// Where its links lead, with their offsets.
    pub links: Vec<(usize, String)>,
    /// What does not get through.
    pub found: Vec<Finding>,
}

/// Takes a text apart. Offsets count from the start of `text`.
pub fn parse(text: &str) -> Document {
    let cited = RefCell::new(Vec::new());
    let unknown = RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| cite(&link, &mut cited.borrow_mut(), &mut unknown.borrow_mut());
    let parser = Parser::new_with_broken_link_callback(text, Options::ENABLE_TABLES, Some(callback));
    let mut reader = Reader::default();
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, &range);
    }
    let mut document = reader.finish();
    document.found.extend(unknown.into_inner());
    for rule in cited.into_inner() {
        if !document.rules.contains(&rule) {
            document.rules.push(rule);
        }
    }
    document
}

/// All code blocks of any Markdown text, nested ones included.
pub fn code_blocks(text: &str) -> Vec<Fence> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks: Vec<Fence> = Vec::new();
    let mut open: Option<Fence> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => open = Some(Fence::begin(&kind, range.start)),
            Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
            Event::Text(piece) => {
                if let Some(block) = &mut open {
                    block.push(&piece, &range);
                }
            }
            _ => {}
        }
    }
    blocks
}

/// `[R12]` is a citation of rule 12, where this version knows it.
fn cite(
    link: &BrokenLink<'_>,
    cited: &mut Vec<RuleId>,
    unknown: &mut Vec<Finding>,
) -> Option<(CowStr<'static>, CowStr<'static>)> {
    let number = link.reference.strip_prefix('R')?.parse().ok()?;
    let Some(rule) = rules::find(RuleId(number)) else {
        let help = "The rules that can be cited are listed in core/data/rules.txt.";
        unknown.push(Finding::new(link.span.start, format!("there is no rule R{number} to cite"), help));
        return None;
    };
    cited.push(rule.id);
    Some((format!("{RULE_ANCHOR}{}", rule.id).into(), rule.statement.into()))
}

#[derive(Default)]
struct Reader<'a> {
    document: Document,
    stretch: Stretch<'a>,
    /// Where the stretch began.
    start: usize,
    /// How many elements are open.
    depth: usize,
    code: Option<Fence>,
    heading: Option<String>,
    /// A top-level paragraph's events, until we know whether it is a goal's mark.
    paragraph: Option<Vec<(Event<'a>, Range<usize>)>>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, event: Event<'a>, range: &Range<usize>) {
        let opens = matches!(event, Event::Start(_));
        let closes = matches!(event, Event::End(_));
        if closes {
            self.depth = self.depth.saturating_sub(1);
        }
        if !self.special(&event, range) {
            self.text(event, range);
        }
        if opens {
            self.depth = self.depth.saturating_add(1);
        }
    }

    /// Headings, code blocks and paragraphs of the top level.
    fn special(&mut self, event: &Event<'a>, range: &Range<usize>) -> bool {
        let top = self.depth == 0;
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) if top => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) if top => {
                let heading = self.heading.take().unwrap_or_default();
                self.part(range.start, Part::Heading(heading.trim().to_owned()));
            }
            Event::Start(Tag::CodeBlock(kind)) if top => self.code = Some(Fence::begin(kind, range.start)),
            Event::End(TagEnd::CodeBlock) if top => {
                if let Some(code) = self.code.take() {
                    self.part(range.start, Part::Code(code));
                }
            }
            Event::Start(Tag::Paragraph) if top => self.paragraph = Some(vec![(event.clone(), range.clone())]),
            Event::End(TagEnd::Paragraph) if top => self.end_paragraph(event.clone(), range),
            Event::Text(text) if self.code.is_some() => {
                if let Some(code) = &mut self.code {
                    code.push(text, range);
                }
            }
            Event::Text(text) | Event::Code(text) if self.heading.is_some() => {
                if let Some(heading) = &mut self.heading {
                    heading.push_str(text);
                }
            }
            _ => return self.heading.is_some(),
        }
        true
    }

    fn text(&mut self, event: Event<'a>, range: &Range<usize>) {
        if let Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) = event {
            let help = "The title stands in the front matter; begin sections with `##`.";
            self.document.found.push(Finding::new(range.start, "there is a first-level heading in the text", help));
        }
        if let Event::Start(Tag::Link { dest_url, .. }) = &event {
            self.document.links.push((range.start, dest_url.to_string()));
        }
        match &mut self.paragraph {
            Some(paragraph) => paragraph.push((event, range.clone())),
            None => self.push(event, range),
        }
    }

    fn push(&mut self, event: Event<'a>, range: &Range<usize>) {
        self.stretch.push(event, range, &mut self.document.found);
    }

    fn end_paragraph(&mut self, end: Event<'a>, range: &Range<usize>) {
        let events = self.paragraph.take().unwrap_or_default();
        if let Some(id) = goal_mark(&events) {
            self.part(range.start, Part::Goal(id));
            return;
        }
        for (event, range) in events {
            self.push(event, &range);
        }
        self.push(end, range);
    }

    fn part(&mut self, offset: usize, part: Part) {
        self.flush();
        self.document.parts.push((offset, part));
        self.start = offset;
    }

    fn flush(&mut self) {
        if let Some(html) = self.stretch.finish() {
            self.document.parts.push((self.start, Part::Html(html)));
        }
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.document
    }
}

/// The id in a paragraph that is nothing but `[goal: ID]`.
fn goal_mark(events: &[(Event<'_>, Range<usize>)]) -> Option<String> {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) => text.push_str(piece),
            Event::Start(Tag::Paragraph) => {}
            _ => return None,
        }
    }
    let id = text.trim().strip_prefix("[goal:")?.strip_suffix(']')?.trim();
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
