//! What the embed's engine promises a page.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

fn run(worlds: &mut Worlds, name: &str, lines: &str) -> Value {
    serde_json::from_str(&worlds.run(name, "", lines, 700.0).unwrap()).unwrap()
}

const CREATE: &str = "az identity create -g myResourceGroup -n app -o none";

#[wasm_bindgen_test(unsupported = test)]
fn a_line_gives_its_output_and_what_changed() {
    let result = run(&mut Worlds::default(), "a", "az identity create -g myResourceGroup -n app --query name");
    let command = result.pointer("/commands/0").unwrap();
    assert_eq!(command.pointer("/stdout").unwrap(), "\"app\"\n");
    assert_eq!(command.pointer("/exitCode").unwrap(), 0);
    assert!(!command.pointer("/changes").unwrap().as_array().unwrap().is_empty());
    let nodes = result.pointer("/diagram/nodes").unwrap().as_array().unwrap();
    assert!(
        nodes.iter().any(|node| node.pointer("/label").unwrap() == "app" && node.pointer("/change").unwrap() == "new")
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn worlds_of_different_names_know_nothing_of_each_other() {
    let mut worlds = Worlds::default();
    run(&mut worlds, "a", CREATE);
    let show = "az identity show -g myResourceGroup -n app";
    assert_eq!(run(&mut worlds, "a", show).pointer("/commands/0/exitCode").unwrap(), 0);
    assert_eq!(run(&mut worlds, "b", show).pointer("/commands/0/exitCode").unwrap(), 3);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_hash_tells_worlds_apart_and_a_journal_leads_to_the_same() {
    let mut worlds = Worlds::default();
    let empty = run(&mut worlds, "a", "");
    let full = run(&mut worlds, "a", CREATE);
    assert_ne!(empty.pointer("/hash"), full.pointer("/hash"));
    let journal = worlds.state("a");
    let again: Value = serde_json::from_str(&worlds.set_state("b", &journal, 700.0).unwrap()).unwrap();
    assert_eq!(again.pointer("/hash"), full.pointer("/hash"));
    worlds.reset("a");
    assert_eq!(run(&mut worlds, "a", "").pointer("/hash"), empty.pointer("/hash"));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_ours_is_refused_by_name() {
    let mut worlds = Worlds::default();
    let refused = worlds.run("a", "{\"scenario\":\"mars\"}", "", 1.0).unwrap_err();
    assert_eq!(refused.to_string(), "The session cannot begin: there is no scenario `mars`.");
    assert!(matches!(worlds.run("a", "{\"colour\":1}", "", 1.0), Err(Refused::Start(_))));
    assert_eq!(worlds.set_state("a", "[]", 1.0), Err(Refused::NoJournal));
    for number in 0..MAX_WORLDS {
        worlds.run(&number.to_string(), "", "", 1.0).unwrap();
    }
    assert_eq!(worlds.run("one more", "", "", 1.0), Err(Refused::TooMany));
}
