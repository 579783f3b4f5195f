//! Each way in which a lesson or a document can fail to do what it says, with the message.

use keyless_core::event::{AlreadySo, RefusalReason};
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::session::Entry;
use keyless_core::state::State;

use super::*;
use crate::document::{check_document_with, runnable_blocks};
use crate::load::load;
use crate::test_world::{identity, world};

/// Answers by the line's words: `fail` fails, `refuse CODE` is refused, `same` changes nothing; a backtick continues.
struct Fake {
    state: State,
    entries: Vec<Entry>,
}

impl Fake {
    fn new() -> Self {
        Self { state: Scenario::Sandbox.begin(1), entries: Vec::new() }
    }

    fn answer(&mut self, line: String) -> Arc<Outcome> {
        let scope = || ResourceId::new("/subscriptions/s");
        let refusal = line.split_once("refuse ").map(|(_, code)| Event::RequestRefused {
            code: code.to_owned(),
            action: String::new(),
            scope: scope(),
            reason: RefusalReason::Invalid,
        });
        let same = line.contains("same").then(|| Event::AlreadySo { subject: scope(), fact: AlreadySo::Same });
        let exit_code = i32::from(line.contains("fail") || refusal.is_some());
        let stderr = if exit_code == 0 { String::new() } else { "WARNING: w\nERROR: it went wrong\n".to_owned() };
        let events = refusal.into_iter().chain(same).collect();
        let outcome = Arc::new(Outcome { line, exit_code, stderr, events, ..Outcome::default() });
        let (before, after) = (self.state.clone(), self.state.clone());
        self.entries.push(Entry { outcome: Arc::clone(&outcome), before, after, changed: false, text: 0 });
        outcome
    }
}

impl Terminal for Fake {
    fn run(&mut self, text: &str) -> Vec<Arc<Outcome>> {
        let mut outcomes = Vec::new();
        let mut pending = String::new();
        for line in text.lines() {
            pending.push_str(line);
            if line.ends_with('`') {
                pending.push('\n');
                continue;
            }
            let line = std::mem::take(&mut pending);
            if !line.is_empty() && !line.starts_with('#') {
                outcomes.push(self.answer(line));
            }
        }
        if !pending.is_empty() {
            outcomes.push(self.answer(format!("{pending}fail: unfinished")));
        }
        outcomes
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn history(&self) -> &[Entry] {
        &self.entries
    }
}

fn document(text: &str) -> Vec<String> {
    check_document_with("d.md", text, &|_| Box::new(Fake::new())).iter().map(ToString::to_string).collect()
}

fn read(fact: &str, text: &str) -> Lesson {
    let source = format!(
        "+++\nid = \"a\"\ntitle = \"A\"\nminutes = 5\nscenario = \"sandbox\"\nsummary = \"S.\"\n[[goals]]\nid = \"g\"\n\
         text = \"Do.\"\nfact = {fact}\n[[sources]]\ntitle = \"T\"\nurl = \"https://x\"\ndate = \"2025\"\n+++\n{text}"
    );
    let (lesson, found) = load("l.md", "01-a", &source);
    assert_eq!(found, []);
    lesson.unwrap()
}

fn lesson(fact: &str, text: &str) -> Vec<String> {
    check_lesson_in("l.md", &read(fact, text), &mut Fake::new()).iter().map(ToString::to_string).collect()
}

const MEND: &str =
    "        Mend the command, or write `expect=\"fails\"` after the language where it is meant to fail.";

#[test]
fn only_blocks_for_az_are_run_in_order() {
    assert!(document("```sh\nfail\n```\n\n```azurecli\naz x\n```\n\n    fail\n").is_empty());
    assert_eq!(runnable_blocks("```az\na\n```\n```AzureCLI-Interactive\nb\n```\n```bash\nc\n```\n"), 2);
}

#[test]
fn a_failing_command_is_shown_with_its_place_in_the_file() {
    let text = "# T\n\n- a\n\n  ```azurecli\n  az ok `\n    more\n\n  # note\n  az fail `\n    --more\n  ```\n";
    let expected = format!(
        "d.md:10:3: error: `az fail ` --more` ends with exit code 1\n  help: It says: ERROR: it went wrong\n{MEND}"
    );
    assert_eq!(document(text), [expected]);
}

#[test]
fn an_unfinished_command_ends_with_its_block() {
    let expected = format!(
        "d.md:2:1: error: `az a ` fail: unfinished` ends with exit code 1\n  help: It says: ERROR: it went wrong\n{MEND}"
    );
    assert_eq!(document("```az\naz a `\n```\n\n```az\naz b\n```\n"), [expected]);
}

#[test]
fn an_empty_block_is_told() {
    assert_eq!(
        document("```az\n# only a note\n```\n"),
        [
            "d.md:2:1: error: there is nothing to run in this block\n  help: Write a command, or mark the block as `text`."
        ]
    );
}

#[test]
fn what_is_meant_to_fail_must_fail_and_in_that_way() {
    assert!(document("```az expect=\"fails\"\naz fail\n```\n").is_empty());
    assert!(document("```az expect=\"refused:X\"\naz refuse X\n```\n").is_empty());
    assert_eq!(
        document("```az expect=\"fails\"\naz a\n```\n"),
        ["d.md:2:1: error: `az a` succeeds, and is meant to fail\n  help: Mend the command, or take `expect` away."]
    );
    assert_eq!(
        document("```az expect=\"refused:X\"\naz refuse Y\n```\n"),
        ["d.md:2:1: error: `az refuse Y` is not refused with `X`\n  help: It says: ERROR: it went wrong"]
    );
    assert_eq!(
        document("```az expect=\"no\"\naz a\n```\n"),
        ["d.md:1:1: error: `no` is not something to expect\n  help: Write `ok`, `fails`, or `refused:CODE`."]
    );
}

#[test]
fn placeholders_are_filled_where_the_author_says_with_what() {
    let expected =
        format!("d.md:2:1: error: `az fail <B>` ends with exit code 1\n  help: It says: ERROR: it went wrong\n{MEND}");
    assert_eq!(document("```az fill=\"A=fail\"\naz <A> <B>\n```\n"), [expected]);
}

#[test]
fn long_commands_are_shortened_and_silence_is_named() {
    assert_eq!(short(&"word ".repeat(20)).chars().count(), 61);
    assert_eq!(first_line("\n"), "nothing");
}

#[test]
fn a_goal_must_not_be_reached_at_the_start() {
    let lesson = read("\"identity-exists\"", "## A\n\n```az\na\n```\n\n[goal: g]\n");
    let mut terminal = Fake { state: world(&[identity("id1")]), ..Fake::new() };
    let found = check_lesson_in("l.md", &lesson, &mut terminal);
    assert_eq!(
        found[0].to_string(),
        "l.md:1:1: error: the goal `g` is reached before anything was done\n  help: Ask for something that the start (scenario and setup) does not have yet."
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn a_goal_must_be_reached_where_it_is_marked() {
    assert!(lesson("\"already-so\"", "## A\n\n```az\nsame\n```\n\n[goal: g]\n").is_empty());
    assert_eq!(
        lesson("\"already-so\"", "## A\n\n```az\na\n```\n\n[goal: g]\n\n```az\nsame\n```\n"),
        [
            "l.md:18:1: error: the commands before its mark do not reach the goal `g`: You have not asked yet for something that was so already.\n  help: Mend the command before the mark, or the goal's fact in the front matter."
        ]
    );
}

#[test]
fn a_lessons_commands_end_as_they_say() {
    let found = lesson("\"already-so\"", "## A\n\n```az\nsame\n```\n\n[goal: g]\n\n```az\naz `\n fail\n```\n");
    let expected =
        format!("l.md:25:1: error: `az ` fail` ends with exit code 1\n  help: It says: ERROR: it went wrong\n{MEND}");
    assert_eq!(found, [expected]);
}

#[test]
fn a_goal_is_marked_after_the_command_that_reaches_it() {
    let found = lesson("\"already-so\"", "## A\n\n```az\nsame\n```\n\n```az\na\n```\n\n[goal: g]\n");
    let expected = "l.md:22:1: error: the goal `g` is reached before the command that stands before its mark\n  help: Move its mark to directly after the block that reaches it, or make its fact stricter.";
    assert_eq!(found, [expected]);
}

#[test]
fn what_a_block_prints_is_what_the_text_shows_after_it() {
    let wrong = lesson("\"already-so\"", "## A\n\n```az\nsame\n```\n\n```output\nx\n```\n\n[goal: g]\n");
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].starts_with("l.md:23:1: error: the block before does not print this: `x`"), "{}", wrong[0]);
}

#[test]
fn a_near_miss_must_miss_and_a_setup_must_run() {
    let text = |lines: &str, setup: &str| {
        format!(
            "+++\nid = \"a\"\ntitle = \"A\"\nminutes = 5\nscenario = \"sandbox\"\nsummary = \"S.\"\nsetup = [{setup}]\n[[goals]]\n\
             id = \"g\"\ntext = \"Do.\"\nfact = \"resource-exists\"\nname = \"g2\"\n[[near_misses]]\ngoal = \"g\"\n\
             text = \"No.\"\nlines = [{lines}]\n[[sources]]\ntitle = \"T\"\nurl = \"https://x\"\ndate = \"2025\"\n+++\n\
             ## A\n\n```az\naz group create -n g2 -l westus\n```\n\n[goal: g]\n"
        )
    };
    let found = |lines: &str, setup: &str| {
        let (lesson, found) = load("l.md", "01-a", &text(lines, setup));
        assert_eq!(found, []);
        check_lesson("l.md", &lesson.unwrap()).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(found("\"az group create -n g3 -l westus\"", "\"az group create -n g1 -l westus\"").is_empty());
    assert_eq!(
        found("\"az group create -n G2 -l westus\"", ""),
        [
            "l.md:13:1: error: this near miss reaches the goal `g`\n  help: Make the goal's fact stricter, or mend the lines so that they miss."
        ]
    );
    let broken = found("\"az group list\"", "\"az group show -n nowhere\"");
    assert!(
        broken[0].starts_with(
            "l.md:7:1: error: a line of `setup` fails: az group show -n nowhere\n  help: It says: ERROR: "
        ),
        "{}",
        broken[0]
    );
}
