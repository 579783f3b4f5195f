//! The lessons of this build: whole, documented commands to the byte, and everything they say is so when run.

use std::fs;
use std::path::{Path, PathBuf};

use keyless_content::LESSON_SOURCES;
use keyless_content::check::check_lesson;
use keyless_content::lesson::{Block, Lesson};
use keyless_content::lessons;
use keyless_content::load::load;
use keyless_content::validate::validate;

/// The four commands of Microsoft's documentation, as the design paper gives them: blanks after backticks included.
const DOCUMENTED: [&str; 4] = [
    "az vm create `\n    --resource-group myResourceGroup ` \n    --name myVM `\n    --image win2016datacenter ` \n    --generate-ssh-keys `\n    --assign-identity `\n    --admin-username azureuser ` \n    --admin-password myPassword12",
    "az vm identity assign -g myResourceGroup -n myVm",
    "az vm create `\n  --resource-group <RESOURCE GROUP> `\n  --name <VM NAME> `\n  --image UbuntuLTS `\n  --admin-username <USER NAME> `\n  --admin-password <PASSWORD> `\n  --assign-identity <USER ASSIGNED IDENTITY NAME>",
    "az vm identity assign `\n    --resource-group <RESOURCE GROUP> `\n    --name <VM NAME> `\n    --identities <USER ASSIGNED IDENTITY>",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/lessons")
}

fn first() -> Option<&'static Lesson> {
    keyless_content::lesson("00-configure-vm")
}

#[test]
fn every_lesson_folder_is_in_the_build() {
    let mut folders: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let embedded: Vec<&str> = LESSON_SOURCES.iter().map(|(slug, _)| *slug).collect();
    assert_eq!(embedded, folders, "list new lessons in LESSON_SOURCES of content/src/lib.rs");
    assert_eq!(lessons().len(), LESSON_SOURCES.len());
}

#[test]
fn no_lesson_has_anything_to_mend() {
    let mut whole = Vec::new();
    for (slug, text) in LESSON_SOURCES {
        let file = format!("content/lessons/{slug}/lesson.md");
        let (lesson, found) = load(&file, slug, text);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
        whole.push((file, lesson.unwrap()));
    }
    assert_eq!(validate(&whole), []);
}

#[test]
fn what_lessons_say_is_so_when_their_commands_run() {
    for lesson in lessons() {
        let found = check_lesson(&format!("content/lessons/{}/lesson.md", lesson.slug), lesson);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn the_documented_commands_stand_in_the_lesson_to_the_byte() {
    let sources: Vec<&str> = first().unwrap().commands().map(|command| command.source.as_str()).collect();
    for documented in DOCUMENTED {
        assert!(sources.contains(&documented), "{documented:?} is not a block of the lesson");
    }
    assert_eq!(DOCUMENTED[0].matches("` \n").count(), 3);
}

#[test]
fn placeholders_are_fields_with_labels_and_suggestions() {
    let command = first().unwrap().commands().find(|command| command.source == DOCUMENTED[2]).unwrap();
    let fields: Vec<_> = command.fields.iter().map(|it| (it.label.as_str(), it.suggestion.as_str())).collect();
    let expected = [
        ("Resource group", "myResourceGroup"),
        ("VM name", "myVM2"),
        ("User name", "azureuser"),
        ("Password", "myPassword12"),
        ("User assigned identity name", "myIdentity"),
    ];
    assert_eq!(fields, expected);
    assert!(command.suggested().unwrap().ends_with("--admin-password myPassword12 `\n  --assign-identity myIdentity"));
}

#[test]
fn every_goal_has_its_mark_and_its_section() {
    for lesson in lessons() {
        for goal in &lesson.goals {
            let section = lesson.sections.iter().find(|section| section.anchor == goal.section).unwrap();
            assert!(section.blocks.contains(&Block::Goal(goal.id.clone())), "{}", goal.id);
        }
    }
}

#[test]
fn lessons_speak_plainly() {
    for (slug, text) in LESSON_SOURCES {
        for word in ["!", "simply", "Simply", " just ", "obviously", "easily"] {
            assert!(!text.contains(word), "{slug} says {word:?}");
        }
    }
}
