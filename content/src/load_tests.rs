//! Each thing that can be wrong with a lesson file by itself, with the message that says so.

use super::*;
use keyless_core::scenario::Scenario;

use crate::command::Expect;
use crate::fact::Fact;

const GOOD: &str = r#"+++
id = "a"
title = "A"
minutes = 5
scenario = "sandbox"
summary = "S."

[[goals]]
id = "g"
text = "Do it."
fact = "system-assigned-on"
host = "myVM"

[[sources]]
title = "T"
url = "https://example.org/"
date = "2025-03"
+++
## First part

Text [R12], see [there](#second).

```azurecli expect="refused:X" fill="VM NAME=v; B=c" caption="Try"
az a <VM NAME> ` 
  <B>
```

[goal: g]

## Second

```json caption="What it says"
{}
```
"#;

/// The good sample with one replacement is refused with exactly this.
#[track_caller]
fn refuses(from: &str, to: &str, expected: &str) {
    assert!(GOOD.contains(from), "{from}");
    let (_, found) = load("f.md", "01-a", &GOOD.replacen(from, to, 1));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn a_good_lesson_is_read_whole() {
    let (lesson, found) = load("f.md", "01-a", GOOD);
    assert_eq!(found, []);
    let lesson = lesson.unwrap();
    assert_eq!((lesson.id.as_str(), lesson.minutes, lesson.start()), ("a", 5, Scenario::Sandbox));
    assert_eq!(lesson.goals[0].section, "first-part");
    assert_eq!(lesson.goals[0].fact, Fact::new("system-assigned-on", vec![Some("myVM".to_owned())]).unwrap());
    assert_eq!(lesson.rules.len(), 1);
    let anchors: Vec<_> = lesson.sections.iter().map(|it| it.anchor.as_str()).collect();
    assert_eq!(anchors, ["first-part", "second"]);
    let command = lesson.commands().next().unwrap();
    assert_eq!(command.source, "az a <VM NAME> ` \n  <B>");
    assert_eq!(command.suggested().unwrap(), "az a v ` \n  c");
    assert_eq!(command.expect, Expect::Refused("X".to_owned()));
    assert_eq!((command.id.as_str(), command.line, command.caption.as_deref()), ("command", 23, Some("Try")));
    assert!(matches!(lesson.sections[0].blocks[2], Block::Goal(_)));
    assert!(matches!(&lesson.sections[1].blocks[0], Block::Output(output) if output.text == "{}\n"));
}

#[test]
fn every_required_key_is_asked_for() {
    for (key, kind) in
        [("id", "\"…\""), ("title", "\"…\""), ("minutes", "10"), ("scenario", "\"…\""), ("summary", "\"…\"")]
    {
        let line = GOOD.lines().find(|line| line.starts_with(&format!("{key} ="))).unwrap();
        let expected = format!("f.md:1:1: error: the front matter has no `{key}`\n  help: Add `{key} = {kind}`.");
        refuses(&format!("{line}\n"), "", &expected);
    }
}

#[test]
fn unknown_keys_tables_scenarios_and_facts_are_refused() {
    refuses(
        "minutes = 5\n",
        "minutes = 5\nlevel = 1\n",
        "f.md:5:1: error: unknown key `level`\n  help: Known here: id, title, minutes, scenario, summary, prerequisites, setup, takeaways.",
    );
    refuses(
        "[[sources]]\n",
        "[[notes]]\n[[sources]]\n",
        "f.md:14:1: error: unknown table `[[notes]]`\n  help: Known here: [[goals]], [[near_misses]], [[sources]].",
    );
    refuses(
        "\"sandbox\"",
        "\"sand\"",
        "f.md:5:1: error: there is no scenario `sand`\n  help: Choose one of: empty, sandbox, signed-out, two-tenants.",
    );
}

#[test]
fn a_fact_is_typed() {
    for (from, to, line, message) in [
        (
            "system-assigned-on",
            "system-assigned",
            11,
            "there is no fact `system-assigned`; there are: system-assigned-on,",
        ),
        ("host = \"myVM\"", "hots = \"myVM\"", 11, "the fact `system-assigned-on` has no field `hots`; it has: host"),
        ("host = \"myVM\"", "host = []", 11, "`host` is neither a string nor a whole number"),
        ("system-assigned-on", "refused", 11, "the fact `refused` needs `code`"),
        ("fact = \"system-assigned-on\"\n", "", 8, "`fact` is missing, or not a string"),
    ] {
        let (_, found) = load("f.md", "01-a", &GOOD.replacen(from, to, 1));
        let goal = found.iter().find(|it| it.message.contains("fact:")).unwrap().to_string();
        assert!(goal.starts_with(&format!("f.md:{line}:1: error: the goal's fact: {message}")), "{goal}");
        assert!(goal.ends_with("help: `docs/authors.md` lists the facts and their fields."), "{goal}");
    }
}

#[test]
fn hints_near_misses_setup_and_takeaways_are_read() {
    let more = GOOD
        .replacen("summary", "setup = [\n  \"az a\",\n  \"az b\",\n]\ntakeaways = [\"A.\"]\nsummary", 1)
        .replacen("host = ", "nudge = \"N?\"\nconcept = \"C.\"\nhost = ", 1)
        .replacen("[[sources]]", "[[near_misses]]\ngoal = \"g\"\ntext = \"No.\"\nlines = [\"az c\"]\n[[sources]]", 1);
    let (lesson, found) = load("f.md", "01-a", &more);
    assert_eq!(found, []);
    let lesson = lesson.unwrap();
    assert_eq!((lesson.setup.len(), lesson.takeaways.len(), lesson.proof.setup_line), (2, 1, 6));
    assert_eq!((lesson.goals[0].nudge.as_deref(), lesson.goals[0].concept.as_deref()), (Some("N?"), Some("C.")));
    assert_eq!(lesson.proof.near_misses[0].lines, ["az c"]);
    assert_eq!(lesson.command_for("g").unwrap().id, "command");
    let (_, found) = load("f.md", "01-a", &more.replacen("goal = \"g\"", "goal = \"h\"", 1));
    assert_eq!(found[0].message, "there is no goal `h` to miss");
}

#[test]
fn goals_and_their_marks_belong_together() {
    refuses(
        "[goal: g]\n",
        "",
        "f.md:8:1: error: the goal `g` has no mark in the text\n  help: Write a paragraph `[goal: g]` after the command that reaches it.",
    );
    refuses(
        "[goal: g]\n",
        "[goal: g]\n\n[goal: h]\n",
        "f.md:30:1: error: there is no goal `h`\n  help: Add it to the front matter as `[[goals]]`.",
    );
    refuses(
        "[goal: g]\n",
        "[goal: g]\n\n[goal: g]\n",
        "f.md:30:1: error: the goal `g` is given or marked twice\n  help: Give each goal one id and one mark.",
    );
}

#[test]
fn sources_are_needed_with_address_and_date() {
    refuses(
        "https://",
        "http://",
        "f.md:14:1: error: the source's address `http://example.org/` is not a web address\n  help: Write it as `https://…`.",
    );
    refuses(
        "2025-03",
        "March",
        "f.md:14:1: error: `March` is not a date\n  help: Write it as 2026-01-15, 2026-01 or 2026.",
    );
    let without = GOOD.replace("[[sources]]\ntitle = \"T\"\nurl = \"https://example.org/\"\ndate = \"2025-03\"\n", "");
    let (_, found) = load("f.md", "01-a", &without);
    assert_eq!(found[0].message, "the lesson has no sources");
}

#[test]
fn the_text_is_made_of_sections_and_its_links_lead_somewhere() {
    refuses(
        "## First part\n",
        "Hello.\n\n## First part\n",
        "f.md:19:1: error: text stands before the first section\n  help: Begin the text with a heading `## …`.",
    );
    refuses(
        "(#second)",
        "(#third)",
        "f.md:21:17: error: no heading here has the anchor `#third`\n  help: Anchors here: #first-part, #second.",
    );
    refuses(
        "(#second)",
        "(ftp://x)",
        "f.md:21:17: error: the link `ftp://x` is not shown\n  help: Link to `https://…`, or to a page or heading of this site.",
    );
    refuses("Text [R12]", "T<br>", "f.md:21:2: error: raw HTML is not shown\n  help: Write it in Markdown.");
}

#[test]
fn a_runnable_block_says_what_it_means() {
    let fence = "f.md:23:1: error: ";
    refuses(
        "; B=c",
        "",
        &format!(
            "{fence}`<B>` has no suggestion\n  help: Add `fill=\"B=…\"` after the language; several are separated by `;`."
        ),
    );
    refuses(
        "; B=c",
        "; B=c; D=e",
        &format!("{fence}`fill` names `D`, and the command has no `<D>`\n  help: Remove it, or mend its spelling."),
    );
    refuses(
        "refused:X",
        "refusal",
        &format!("{fence}`refusal` is not something to expect\n  help: Write `ok`, `fails`, or `refused:CODE`."),
    );
    refuses(
        "caption=",
        "title=",
        &format!("{fence}unknown attribute `title`\n  help: Known here: id, caption, expect, fill."),
    );
    refuses(
        "caption=\"Try\"",
        "caption",
        &format!("{fence}`caption` cannot be read after the language\n  help: Write attributes as `key=\"value\"`."),
    );
}
