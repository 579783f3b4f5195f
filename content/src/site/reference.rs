//! The reference: rules, roles, commands, errors and terms, each at an address of its own, from the data that the core uses.

use keyless_core::authz::roles;
use keyless_core::az::{commands, examples, help, table};
use keyless_core::model::access::RoleDefinition;
use keyless_core::rules::{self, Rule, RuleStatus};

use super::Page;
use super::errors::{self, Message};
use super::markup::{attribute, command, escape, id, prose, sentence};
use super::terms;
use crate::words;

/// The reference's own page, and one for each part.
pub(super) fn pages() -> Vec<Page> {
    let parts = [
        part(
            "rules",
            "Rules",
            "The lifecycle of managed identities in 69 rules, and how far each is simulated.",
            &entries(rules::all(), rule),
        ),
        part(
            "roles",
            "Roles",
            "Thirty built-in roles: what each allows, and what it does not.",
            &(compare() + &entries(roles::built_in(), role)),
        ),
        part(
            "commands",
            "Commands",
            "Every az command that is simulated, with its options and examples.",
            &commands_list(),
        ),
        part(
            "errors",
            "Errors",
            "Messages that people meet with managed identities: what each means, and what to try.",
            &entries(&errors::ALL, error),
        ),
        part("terms", "Terms", "The terms of managed identities, and what each means.", &entries(&terms::ALL, term)),
    ];
    let link = |it: &Page| {
        format!(
            "<li class=\"lessons__item\"><h2 class=\"lessons__title\"><a href=\"./{}\">{}</a></h2><p>{}</p></li>\n",
            it.folder, it.title, it.description
        )
    };
    let links: String = parts.iter().map(link).collect();
    let body = format!(
        "<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n{}<ol class=\"lessons\">\n{links}</ol>\n<p><a href=\"./flow/\">{}</a></p>\n<div class=\"reference\" id=\"found\" hidden>{}</div>\n",
        words::REFERENCE,
        words::REFERENCE_IS,
        search("found", "Search everything"),
        words::FLOW_LINK,
        index()
    );
    let first = page("reference/", words::REFERENCE, words::REFERENCE_IS, &body);
    std::iter::once(first).chain(parts).collect()
}

fn page(folder: &str, title: &str, description: &str, body: &str) -> Page {
    let (folder, title, description) = (folder.to_owned(), title.to_owned(), description.to_owned());
    Page { folder, title, description, body: prose(body), is_app: false }
}

fn part(folder: &str, title: &str, description: &str, entries: &str) -> Page {
    let body = format!(
        "<p><a href=\"./reference/\">{}</a></p>\n<h1>{title}</h1>\n<p class=\"prose__lead\">{description}</p>\n{}<div class=\"reference\" id=\"all\">\n{entries}</div>\n",
        words::REFERENCE,
        search("all", &format!("Search {}", title.to_lowercase()))
    );
    page(&format!("reference/{folder}/"), title, description, &body)
}

/// A field that shows only what holds all its words; `page.js` does that.
fn search(list: &str, label: &str) -> String {
    format!(
        "<p class=\"search no-print\"><label for=\"search\">{label}</label> <input type=\"search\" id=\"search\" data-search=\"{list}\" autocomplete=\"off\"> <span role=\"status\" data-count></span></p>\n"
    )
}

fn entries<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    all.iter().map(one).collect()
}

/// An entry: its address, heading, and what it says. Searching looks at all its text.
fn entry(anchor: &str, heading: &str, body: &str) -> String {
    format!("<section class=\"entry\"{} data-entry>\n<h2>{heading}</h2>\n{body}</section>\n", attribute("id", anchor))
}

/// Every entry as one line, for the search over everything.
fn index() -> String {
    let mut all = String::new();
    let mut add = |part: &str, anchor: &str, name: &str, text: &str| {
        all += &format!(
            "<p data-entry><a href=\"./reference/{part}/#{anchor}\">{}</a> {}</p>\n",
            escape(name),
            sentence(text)
        );
    };
    for rule in rules::all() {
        add("rules", &rule.id.to_string(), &rule.id.to_string(), rule.statement);
    }
    for role in roles::built_in() {
        add("roles", &id(&role.role_name), &role.role_name, "Role");
    }
    for name in commands::names() {
        add("commands", &id(name), &format!("az {name}"), "Command");
    }
    for message in &errors::ALL {
        add("errors", &id(message.code), message.code, message.means);
    }
    for (name, meaning) in &terms::ALL {
        add("terms", &id(name), name, meaning);
    }
    all
}

fn rule(rule: &Rule) -> String {
    let how = match rule.status {
        RuleStatus::Simplified(how) => format!("{}: {}", rule.status.text(), escape(how)),
        _ => rule.status.text().to_owned(),
    };
    let doubt = if rule.unconfirmed { " Not confirmed by documentation, or not in every part." } else { "" };
    let body = format!(
        "<p>{}</p>\n<p class=\"entry__facts\">Here: {how}.{doubt} Source: {}.</p>\n",
        sentence(rule.statement),
        escape(rule.source)
    );
    entry(&rule.id.to_string(), &rule.id.to_string(), &body)
}

fn role(role: &RoleDefinition) -> String {
    let patterns = [
        ("Actions", &role.actions),
        ("NotActions", &role.not_actions),
        ("DataActions", &role.data_actions),
        ("NotDataActions", &role.not_data_actions),
    ];
    let list = |(name, all): (&str, &Vec<String>)| {
        let items: String = all.iter().map(|it| format!("<li><code>{}</code></li>", escape(it))).collect();
        if all.is_empty() {
            String::new()
        } else {
            format!("<h3>{name}</h3>\n<ul class=\"patterns\" data-kind=\"{name}\">{items}</ul>\n")
        }
    };
    let lists: String = patterns.into_iter().map(list).collect();
    let line = format!("az role definition list --name \"{}\"", role.role_name);
    let body = format!(
        "<p>{}</p>\n<p class=\"entry__facts\"><code>{}</code></p>\n{lists}{}",
        explained(role),
        escape(role.id.as_str()),
        command(None, &line)
    );
    entry(&id(&role.role_name), &escape(&role.role_name), &body)
}

/// What a role is good for, told from its patterns.
fn explained(role: &RoleDefinition) -> String {
    let has = |list: &[String], text: &str| list.iter().any(|it| it.eq_ignore_ascii_case(text));
    let can = |action: &str| {
        matches!(
            keyless_core::authz::evaluate::verdict(role, action, keyless_core::authz::evaluate::Plane::Control),
            keyless_core::model::decision::Verdict::Allows { .. }
        )
    };
    let yes_no = |action: &str| if can(action) { "yes" } else { "no" };
    let everything = if has(&role.actions, "*") { "It manages resources of every kind. " } else { "" };
    let data = if role.data_actions.is_empty() { "It reaches no data." } else { "It reaches data." };
    format!(
        "{everything}{data} Switching a machine's own identity: {}. Attaching a user-assigned one: {}. Creating identities: {}. Granting roles: {}.",
        yes_no("Microsoft.Compute/virtualMachines/write"),
        yes_no("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"),
        yes_no("Microsoft.ManagedIdentity/userAssignedIdentities/write"),
        yes_no("Microsoft.Authorization/roleAssignments/write"),
    )
}

/// Two fields to choose roles, and a place for what differs; `page.js` fills it.
fn compare() -> String {
    let options: String = roles::built_in()
        .iter()
        .map(|role| format!("<option value=\"{}\">{}</option>", id(&role.role_name), escape(&role.role_name)))
        .collect();
    format!(
        "<section class=\"compare no-print\" aria-labelledby=\"compare\" data-compare hidden>\n<h2 id=\"compare\">Compare two roles</h2>\n<p><label for=\"first\">Compare</label> <select id=\"first\" data-first>{options}</select> <label for=\"second\">with</label> <select id=\"second\" data-second>{options}</select></p>\n<div data-difference role=\"status\"></div>\n</section>\n"
    )
}

fn commands_list() -> String {
    let mut names: Vec<&str> = commands::names().collect();
    names.sort_unstable();
    let one = |name: &str| {
        let spec = table::command(name)?;
        let examples: String = examples::of(name).iter().map(|it| command(Some(it.about), it.line)).collect();
        let help = format!(
            "<details><summary>Its help</summary><pre tabindex=\"0\">{}</pre></details>\n",
            escape(&help::command(spec))
        );
        Some(entry(&id(name), &format!("<code>az {name}</code>"), &format!("{examples}{help}")))
    };
    names.into_iter().filter_map(one).collect()
}

fn error(message: &Message) -> String {
    let rules: String =
        message.rules.iter().map(|it| format!(" <a href=\"./reference/rules/#R{it}\">R{it}</a>")).collect();
    let body = format!(
        "<p class=\"entry__facts\">Said by {}</p>\n<p>{}</p>\n<p>{}{rules}</p>\n{}",
        escape(message.by),
        sentence(message.means),
        sentence(message.remedy),
        command(None, message.line)
    );
    entry(&id(message.code), &escape(message.code), &body)
}

fn term((name, meaning): &(&str, &str)) -> String {
    entry(&id(name), &escape(name), &format!("<p>{}</p>\n", sentence(meaning)))
}
