//! A second opinion on generated questions: a plain model of a few nouns, fed with the question's lines as text.
//!
//! It shares no code with the core, and knows only what the generators' statements are about.

use std::collections::{BTreeMap, BTreeSet};

use crate::question::Question;

#[derive(Default)]
struct Host {
    group: String,
    system: bool,
    carried: BTreeSet<String>,
    /// Ids of identities that were deleted under it.
    dead: BTreeSet<String>,
}

#[derive(Default)]
struct Model {
    hosts: BTreeMap<String, Host>,
    identities: BTreeSet<String>,
    /// Host, role, scope; a host's grants without holder move to `orphans`.
    grants: Vec<(String, String, String)>,
    orphans: usize,
    /// Hosts whose service principal ended.
    ended: BTreeSet<String>,
    account: String,
}

/// The value after an option; several words up to the next option.
fn after<'a>(words: &'a [String], option: &str) -> Vec<&'a str> {
    let rest = words.iter().skip_while(|it| *it != option).skip(1);
    rest.take_while(|it| !it.starts_with('-')).map(String::as_str).collect()
}

fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(at, part)| {
            if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

impl Model {
    fn run(&mut self, line: &str) {
        let words = words(line);
        let one = |option: &str| after(&words, option).first().map_or_else(String::new, |it| (*it).to_owned());
        let name = one("-n");
        let verbs = words
            .iter()
            .skip(1)
            .take_while(|it| !it.starts_with('-'))
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        match verbs.as_str() {
            "identity create" => self.identities.extend([name]),
            "identity delete" => {
                self.identities.remove(&name);
                for host in self.hosts.values_mut().filter(|it| it.carried.contains(&name)) {
                    host.carried.remove(&name);
                    host.dead.insert(name.clone());
                }
            }
            "vm create" => {
                let mut host = Host { group: one("-g"), ..Host::default() };
                let ids = after(&words, "--assign-identity");
                host.system = ids.contains(&"[system]");
                host.carried = ids.iter().filter(|it| **it != "[system]").map(|id| last(id).to_owned()).collect();
                self.hosts.insert(name, host);
            }
            "vm delete" => {
                let had_own = self.hosts.remove(&name).is_some_and(|it| it.system);
                self.end(&name, had_own);
            }
            "vm identity assign" => self.assign(&name, &after(&words, "--identities"), &one("--role"), &one("--scope")),
            "vm identity remove" => {
                let what = after(&words, "--identities");
                let system = what.is_empty() || what.contains(&"[system]");
                let Some(host) = self.hosts.get_mut(&name) else { return };
                host.carried.retain(|it| !what.iter().any(|id| last(id) == it));
                let ends = system && std::mem::take(&mut host.system);
                self.end(&name, ends);
            }
            _ if verbs.starts_with("account ") => verbs.trim_start_matches("account ").clone_into(&mut self.account),
            _ => {}
        }
    }

    fn assign(&mut self, name: &str, what: &[&str], role: &str, scope: &str) {
        if let Some(host) = self.hosts.get_mut(name) {
            host.system |= what.is_empty() || what.contains(&"[system]");
            host.carried.extend(what.iter().filter(|it| **it != "[system]").map(|id| last(id).to_owned()));
        }
        if !role.is_empty() {
            self.grants.push((name.to_owned(), role.to_owned(), scope.to_owned()));
        }
    }

    fn end(&mut self, name: &str, really: bool) {
        if !really {
            return;
        }
        self.ended.insert(name.to_owned());
        let before = self.grants.len();
        self.grants.retain(|(holder, ..)| holder != name);
        self.orphans += before - self.grants.len();
    }

    /// Whether a host's identity may do an action at a machine or group.
    fn may(&self, holder: &str, verb: &str, at: &str) -> bool {
        let group = self.hosts.get(at).map_or(at, |it| it.group.as_str());
        let covers = |scope: &str| {
            last(scope) == at
                || scope.ends_with(&format!("/resourceGroups/{group}"))
                || !scope.contains("/resourceGroups/")
        };
        self.grants.iter().any(|(who, role, scope)| who == holder && covers(scope) && has(role, verb))
    }
}

/// What Azure's documentation says of its built-in roles, for the verbs that come up.
fn has(role: &str, verb: &str) -> bool {
    let verbs: &[&str] = match role {
        "Owner" => &["read", "change", "start", "delete", "hand out roles on", "lock"],
        "Contributor" => &["read", "change", "start", "delete"],
        "User Access Administrator" => &["read", "hand out roles on", "lock"],
        "Virtual Machine Contributor" => &["read", "change", "start", "delete"],
        "Reader" => &["read"],
        _ => &[],
    };
    verbs.contains(&verb)
}

/// The text in the nth pair of backticks.
fn ticked(text: &str, number: usize) -> &str {
    text.split('`').nth(2 * number + 1).unwrap_or_default()
}

/// Whether the second opinion agrees with every option's mark.
pub(super) fn agrees(question: &Question) -> Result<usize, String> {
    let mut model = Model::default();
    question.script.iter().for_each(|line| model.run(line));
    let before = model.account.clone();
    let generator = question.id.split('~').next().unwrap_or_default();
    let attach =
        (generator == "g-who-may-attach").then(|| attempt(&before, question.then.first().map_or("", String::as_str)));
    if attach.is_none() {
        question.then.iter().for_each(|line| model.run(line));
    }
    let mut judged = 0;
    for option in question.options() {
        let said = opinion(&model, generator, question, &option.text, attach.as_deref());
        match said {
            Some(said) if said == option.correct => judged += 1,
            Some(said) => {
                return Err(format!(
                    "{}: `{}` is {said} to the second opinion\n{:?}\n{:?}",
                    question.id, option.text, question.script, question.then
                ));
            }
            None => return Err(format!("{}: no second opinion about `{}`", question.id, option.text)),
        }
    }
    Ok(judged)
}

/// How an account's attempt ends. What is carried already is sent again, so the right to assign it is asked again (R69).
fn attempt(account: &str, line: &str) -> String {
    let machines = account != "reader";
    let verdict = match line {
        it if it.contains("az identity create") => "AuthorizationFailed",
        _ if !machines => "AuthorizationFailed",
        it if it.contains("identity assign") && it.contains("--identities") => {
            if account == "vmoperator" {
                "succeeds"
            } else {
                "LinkedAuthorizationFailed"
            }
        }
        _ => "succeeds",
    };
    verdict.to_owned()
}

fn opinion(model: &Model, generator: &str, question: &Question, text: &str, attempt: Option<&str>) -> Option<bool> {
    let first = ticked(text, 0);
    let host = |name: &str| model.hosts.get(name);
    let carried = |name: &str| model.hosts.values().any(|it| it.carried.contains(name));
    Some(match generator {
        "g-machine-deleted" if text.starts_with("A service principal") => model.ended.contains(first),
        "g-machine-deleted" if text.ends_with("is deleted too") => !model.identities.contains(first),
        "g-machine-deleted" | "g-identity-deleted" if text.ends_with("some machine") => carried(first),
        "g-machine-deleted" => host(first)?.system,
        "g-identity-deleted" if text.starts_with("The deletion") => false,
        "g-identity-deleted" if text.starts_with("An identity named") => model.identities.contains(first),
        // An identity of the same name and place has the same resource id, so nothing is dead then.
        "g-identity-deleted" if text.starts_with("A machine still lists") => {
            model.hosts.values().any(|it| it.dead.contains(first)) && !model.identities.contains(first)
        }
        "g-identity-deleted" => host(first).is_some_and(|it| it.carried.is_empty() && it.dead.is_empty() && !it.system),
        "g-off-and-on" if text.contains("has a system-assigned") => host(first)?.system,
        "g-off-and-on" if text.starts_with("The identity of") => model.grants.iter().any(|(who, ..)| who == first),
        "g-off-and-on" if text.starts_with("A role assignment is left") => model.orphans > 0,
        "g-off-and-on" if text.starts_with("The role assignment was") => false,
        "g-off-and-on" => model.ended.contains(first),
        "g-carried" => {
            let it = host(ticked(&question.text, 0))?;
            match text {
                "It has a system-assigned identity" => it.system,
                "It carries both types of identity" => it.system && !it.carried.is_empty(),
                _ if text.starts_with("It carries") => it.carried.contains(first),
                _ => !model.identities.contains(first),
            }
        }
        "g-shared-by" => {
            let count = model.hosts.values().filter(|it| it.carried.contains(ticked(&question.text, 0))).count();
            ["No machine", "One machine", "Two machines", "Three machines", "Four machines"]
                .iter()
                .position(|it| *it == text)?
                == count
        }
        "g-who-may-attach" => match text {
            "It succeeds" => attempt? == "succeeds",
            _ if text.starts_with("It is refused") => attempt? == first,
            _ => false,
        },
        "g-inherited" => model.may(ticked(&question.text, 0), "read", first),
        "g-allowed" => {
            model.may(ticked(&question.text, 0), &text.to_lowercase().replace(" it", ""), ticked(&question.text, 1))
        }
        "g-which-role" => {
            let verb = question.text.split(" is to ").nth(1)?.split(" the machine").next()?;
            has(text, verb)
        }
        "g-too-much" if text.starts_with("All three") => false,
        "g-too-much" => {
            let excess = if question.text.contains("only reads") { "delete" } else { "hand out roles on" };
            model.may(first, excess, ticked(&question.text, 0))
        }
        "g-identity-type" => {
            let it = model.hosts.values().next()?;
            let kind = match (it.system, it.carried.is_empty()) {
                (true, true) => "SystemAssigned",
                (false, false) => "UserAssigned",
                (true, false) => "SystemAssigned, UserAssigned",
                (false, true) => "",
            };
            first == kind && (kind.is_empty() == (text == "Nothing"))
        }
        _ => return None,
    })
}
