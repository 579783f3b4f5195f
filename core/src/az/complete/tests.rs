//! What Tab offers, and that it leaves what was typed alone.

use super::*;
use crate::az::execute::{RunMode, execute};
use crate::gateway::Gateway;
use crate::scenario::Scenario;

pub(in crate::az) fn world() -> State {
    let mut gateway = Gateway::new(Scenario::Sandbox.begin(1));
    let made = [
        "identity create -g myResourceGroup -n myIdentity",
        "vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity",
    ];
    for line in made {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        let printed = execute(&mut gateway, &words, RunMode::default());
        assert_eq!(printed.exit_code, 0, "{}", printed.stderr);
    }
    gateway.finish().0
}

/// Completes at the `|` in `line`.
fn at(line: &str, dialect: Dialect) -> Completion {
    let caret = line.find('|').unwrap();
    let state = world();
    let none = |_: &[TypedWord]| Vec::new();
    let around = Surroundings {
        state: &state,
        dialect,
        programs: &[("help", "Lists what runs here.")],
        others: &none,
        variables: &["id".to_owned()],
    };
    complete(&line.replacen('|', "", 1), caret, &around)
}

fn texts(line: &str) -> Vec<String> {
    at(line, Dialect::Auto).candidates.into_iter().map(|it| it.text).collect()
}

#[test]
fn groups_and_commands_are_offered_and_those_that_do_not_run_are_marked() {
    assert_eq!(texts("az vm id|"), ["identity"]);
    assert_eq!(texts("az vm identity |"), ["assign", "remove", "show"]);
    let all = at("az vm |", Dialect::Auto);
    let simulated = |name: &str| all.candidates.iter().find(|it| it.text == name).unwrap().simulated;
    assert!(simulated("create") && !simulated("redeploy"));
    assert!(all.chips(5).iter().all(|it| it.simulated));
    assert_eq!(texts("|"), ["az", "help"]);
    assert_eq!(at("az vm identity assign|", Dialect::Auto).common, " ");
}

#[test]
fn options_that_are_given_are_not_offered_again_even_when_they_stand_after_the_caret() {
    assert_eq!(texts("az vm identity assign --res|"), ["--resource-group"]);
    assert_eq!(texts("az vm identity assign -g a --res|"), Vec::<String>::new());
    assert_eq!(texts("az vm identity assign --res| -g a"), Vec::<String>::new());
    let first = at("az vm identity assign |", Dialect::Auto);
    let chips: Vec<&str> = first.chips(2).iter().map(|it| it.text.as_str()).collect();
    assert_eq!(chips, ["--name", "--resource-group"]);
    assert_eq!(first.missing, ["--resource-group/-g", "--name/-n"]);
}

#[test]
fn values_are_choices_and_what_exists() {
    assert_eq!(texts("az group list -o t|"), ["table", "tsv"]);
    assert_eq!(texts("az group list --output=js|"), ["json", "jsonc"]);
    assert_eq!(texts("az vm show -g |"), ["myResourceGroup"]);
    assert_eq!(texts("az vm show -g myresourcegroup -n |"), ["myVM"]);
    assert_eq!(texts("az vm show -g other -n |"), Vec::<String>::new());
    assert_eq!(texts("az vm identity assign -g myResourceGroup -n myVM --identities my|"), ["myIdentity"]);
    assert!(texts("az vm create --image Ubu|").contains(&"Ubuntu2204".to_owned()));
    assert!(texts("az role assignment create --assignee |").iter().any(|it| it.contains('@')));
    assert_eq!(texts("az config set defaults.g|"), ["defaults.group="]);
    assert!(texts("az role assignment create --scope /sub|").iter().any(|it| it.ends_with("/myVM")));
}

#[test]
fn what_is_typed_stays_and_blanks_are_quoted_as_the_shell_needs() {
    let role = |line: &str, dialect| at(line, dialect).common;
    assert_eq!(role("az role assignment create --role \"Key Vault Secrets U|", Dialect::Auto), "ser\" ");
    assert_eq!(role("az role assignment create --role Monitoring\\ R|", Dialect::Bash), "eader ");
    assert_eq!(role("az role assignment create --role Owne|", Dialect::Auto), "r ");
    assert_eq!(role("az vm show -g MYRES|", Dialect::Auto), "ourceGroup ");
    assert!(role("az role assignment create --role Virtual|", Dialect::PowerShell).starts_with("` Machine"));
}

#[test]
fn a_line_inside_a_line_and_a_variable_are_completed_too() {
    assert_eq!(texts("x=$(az vm identity s|"), ["show"]);
    assert_eq!(texts("az group list; az vm identity s|"), ["show"]);
    assert_eq!(texts("az vm show --ids $i|"), ["$id"]);
    assert_eq!(texts("explain az vm identity s|"), ["show"]);
    assert_eq!(texts("az vm # i|"), Vec::<String>::new());
}
