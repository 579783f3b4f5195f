//! Writes the lessons for [`super::read`].

use crate::command::{CommandBlock, Expect};
use crate::fact::{Cause, Fact};
use crate::lesson::{Block, Lesson, Section};

/// Lessons as one value a line.
pub fn write(lessons: &[Lesson]) -> String {
    let mut out = Writer(String::new());
    out.list(lessons, Writer::lesson);
    out.0
}

struct Writer(String);

impl Writer {
    fn text(&mut self, text: &str) {
        self.0 += &text.replace('\\', "\\\\").replace('\n', "\\n");
        self.0.push('\n');
    }

    fn option(&mut self, text: Option<&str>) {
        self.text(&text.map(|it| format!("+{it}")).unwrap_or_default());
    }

    fn number(&mut self, number: usize) {
        self.text(&number.to_string());
    }

    fn list<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T)) {
        self.number(all.len());
        for it in all {
            one(self, it);
        }
    }

    fn lesson(&mut self, lesson: &Lesson) {
        self.text(&lesson.slug);
        self.text(&lesson.id);
        self.text(&lesson.title);
        self.text(&lesson.minutes.to_string());
        self.text(&lesson.scenario);
        self.text(&lesson.summary);
        self.list(&lesson.prerequisites, |out, id| out.text(id));
        self.list(&lesson.goals, |out, goal| {
            out.text(&goal.id);
            out.text(&goal.text);
            out.text(&goal.section);
            out.fact(&goal.fact);
        });
        self.list(&lesson.sections, Self::section);
        self.list(&lesson.sources, |out, source| {
            out.text(&source.title);
            out.text(&source.url);
            out.text(&source.date);
        });
        self.list(&lesson.rules, |out, rule| out.number(rule.0.into()));
    }

    fn fact(&mut self, fact: &Fact) {
        let mut write = |kind: &str, name: Option<&String>, more: &str| {
            self.text(kind);
            self.option(name.map(String::as_str));
            self.text(more);
        };
        match fact {
            Fact::SystemAssignedOn { host } => write("system-assigned-on", host.as_ref(), ""),
            Fact::IdentityExists { identity } => write("identity-exists", identity.as_ref(), ""),
            Fact::IdentityAttached { identity, hosts } => {
                write("identity-attached", identity.as_ref(), &hosts.to_string());
            }
            Fact::BothTypesOn { host } => write("both-types-on", host.as_ref(), ""),
            Fact::DeadReference { identity } => write("dead-reference", identity.as_ref(), ""),
            Fact::PrincipalDeleted { host, cause } => {
                let cause = match cause {
                    Cause::Disabled => "disabled",
                    Cause::HostDeleted => "host-deleted",
                };
                write("principal-deleted", host.as_ref(), cause);
            }
            Fact::AlreadySo { subject } => write("already-so", subject.as_ref(), ""),
            Fact::Refused { code } => write("refused", None, code),
            Fact::AttachedBy { account } => write("attached-by", None, account),
            Fact::DeadReferenceRemoved { identity } => write("dead-reference-removed", identity.as_ref(), ""),
        }
    }

    fn section(&mut self, section: &Section) {
        self.text(&section.heading);
        self.text(&section.anchor);
        self.list(&section.blocks, Self::block);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Html(html) => {
                self.text("html");
                self.text(html);
            }
            Block::Command(command) => {
                self.text("command");
                self.command(command);
            }
            Block::Output(output) => {
                self.text("output");
                self.text(&output.language);
                self.text(&output.text);
                self.option(output.caption.as_deref());
            }
            Block::Goal(id) => {
                self.text("goal");
                self.text(id);
            }
        }
    }

    fn command(&mut self, command: &CommandBlock) {
        self.text(&command.id);
        self.text(&command.source);
        self.text(&command.dialect);
        self.list(&command.fields, |out, field| {
            out.text(&field.placeholder);
            out.text(&field.label);
            out.text(&field.suggestion);
        });
        self.option(command.caption.as_deref());
        self.text(match &command.expect {
            Expect::Success => "",
            Expect::Failure => "fails",
            Expect::Refused(code) => code,
        });
        self.number(command.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LESSON_SNAPSHOT, LESSON_SOURCES, load, snapshot};

    fn loaded() -> Vec<Lesson> {
        LESSON_SOURCES.iter().filter_map(|(slug, text)| load::load(slug, slug, text).0).collect()
    }

    #[test]
    fn the_snapshot_is_up_to_date() {
        let text = write(&loaded());
        if std::env::var("KEYLESS_WRITE").is_ok() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/lessons.txt");
            std::fs::write(path, &text).unwrap();
            return;
        }
        let hint = "rewrite it: KEYLESS_WRITE=1 cargo test -p keyless-content the_snapshot";
        assert!(text == LESSON_SNAPSHOT, "content/data/lessons.txt is not what the lessons say; {hint}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut lessons = loaded();
        assert_eq!(snapshot::read(&write(&lessons)), lessons);
        let name = Some("a\\n\nb".to_owned());
        let facts = [
            Fact::SystemAssignedOn { host: name.clone() },
            Fact::IdentityExists { identity: None },
            Fact::IdentityAttached { identity: name.clone(), hosts: 3 },
            Fact::BothTypesOn { host: Some(String::new()) },
            Fact::DeadReference { identity: name.clone() },
            Fact::PrincipalDeleted { host: None, cause: Cause::Disabled },
            Fact::PrincipalDeleted { host: name.clone(), cause: Cause::HostDeleted },
            Fact::AlreadySo { subject: name.clone() },
            Fact::Refused { code: "X".to_owned() },
            Fact::AttachedBy { account: "a".to_owned() },
            Fact::DeadReferenceRemoved { identity: name },
        ];
        let lesson = lessons.first_mut().unwrap();
        let goal = lesson.goals.first().unwrap().clone();
        lesson.goals = facts.map(|fact| crate::goal::Goal { fact, ..goal.clone() }).into();
        assert_eq!(snapshot::read(&write(&lessons)), lessons);
    }
}
