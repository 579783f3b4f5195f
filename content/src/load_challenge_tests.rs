//! What can be wrong with a challenge's file by itself.

use super::load;

pub(crate) const GOOD: &str = r#"+++
id = "a"
title = "A"
level = 1
scenario = "sandbox"
setup = ["az group create -n g1 -l westus"]
story = "One. Two."
par = 1
solution = ["az group create -n g2 -l westus", "az group list"]
takeaways = ["T."]

[[goals]]
id = "there"
text = "There is g2."
fact = "resource-exists"
name = "g2"

[[forbidden]]
id = "no-more"
text = "There is no g3."
fact = "resource-exists"
name = "g3"

[[near_misses]]
fails = "there"
text = "Another name."
lines = ["az group create -n g4 -l westus"]

[[near_misses]]
fails = "no-more"
text = "One too many."
lines = ["az group create -n g2 -l westus", "az group create -n g3 -l westus"]

[[sources]]
title = "T"
url = "https://example.org/"
date = "2025-03"
+++
Make a group [R12].
"#;

#[track_caller]
fn refuses(from: &str, to: &str, expected: &str) {
    assert!(GOOD.contains(from), "{from}");
    let (_, found) = load("c.md", "01-a", &GOOD.replacen(from, to, 1));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn a_good_challenge_is_read_whole() {
    let (challenge, found) = load("c.md", "01-a", GOOD);
    assert_eq!(found, []);
    let challenge = challenge.unwrap();
    assert_eq!((challenge.level, challenge.par, challenge.solution.len()), (1, 1, 2));
    assert_eq!((challenge.goals.len(), challenge.forbidden.len(), challenge.proof.near_misses.len()), (1, 1, 2));
    assert_eq!((challenge.blocks.len(), challenge.rules.len()), (1, 1));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    refuses("level = 1", "level = 4", "c.md:4:1: error: there are three levels\n  help: Write `level = 1`, 2 or 3.");
    refuses(
        "takeaways",
        "takeaway",
        "c.md:10:1: error: unknown key `takeaway`\n  help: Known here: id, title, level, scenario, setup, story, par, solution, takeaways.",
    );
    refuses(
        "fails = \"there\"",
        "fails = \"elsewhere\"",
        "c.md:24:1: error: there is no goal or forbidden fact `elsewhere`\n  help: Name one by its `id`.",
    );
    let (_, found) = load("c.md", "01-a", &GOOD.replacen("id = \"no-more\"", "id = \"there\"", 1));
    assert_eq!((found[0].line, found[0].message.as_str()), (18, "the id `there` is given twice"));
}

#[test]
fn its_text_is_paragraphs() {
    for (text, message) in [
        ("## A\n", "a challenge's text has no headings"),
        ("```az\na\n```\n", "a challenge has no block to run"),
        ("[goal: there]\n", "a challenge's text has no marks of goals"),
        ("[x](#y)\n", "`#y` leads nowhere: a challenge has no anchors"),
    ] {
        let (_, found) = load("c.md", "01-a", &format!("{GOOD}\n{text}"));
        assert_eq!(found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), [message]);
    }
}
