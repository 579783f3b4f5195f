//! The services explorer: hosts and targets, and a verdict for each pair.

use serde::Deserialize;

use super::Page;
use super::markup::{command, escape, id, sentence};
use crate::words;

/// As recorded in `data/services.json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Services {
    doc_dates: Dates,
    hosts: Vec<Host>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dates {
    hosts: String,
    targets: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Host {
    service: String,
    resource_type: String,
    system_assigned: bool,
    user_assigned: bool,
    az_identity_command: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    service: String,
    token_audience: Option<String>,
    audience_status: String,
    example_role_or_model: Option<String>,
}

/// What can be done here: the beginning of a line for each simulated host.
const SIMULATED: [(&str, &str); 5] = [
    ("Azure Virtual Machines", "az vm identity assign -g myResourceGroup -n myVM"),
    ("Azure Virtual Machine Scale Sets", "az vmss identity assign -g myResourceGroup -n mySet"),
    ("App Service web app", "az webapp identity assign -g myResourceGroup -n myApp"),
    ("Azure Functions", "az functionapp identity assign -g myResourceGroup -n myFunctions"),
    ("Azure Container Instances", ""),
];

/// The page; empty of services where the record cannot be read, which a test forbids.
pub(super) fn page() -> Page {
    let services: Option<Services> = serde_json::from_str(include_str!("../../data/services.json")).ok();
    let body = services.map(|it| body(&it)).unwrap_or_default();
    Page {
        folder: "services/".to_owned(),
        title: words::SERVICES.to_owned(),
        description: words::SERVICES_IS.to_owned(),
        body: format!("<article class=\"prose prose--wide\">\n{body}</article>\n"),
        is_app: false,
    }
}

fn body(services: &Services) -> String {
    let hosts: String = services.hosts.iter().map(host).collect();
    let targets: String = services.targets.iter().map(target).collect();
    format!(
        "<h1>{}</h1>\n<p class=\"prose__lead\">{}</p>\n{}{}{}<h2 id=\"hosts\">Hosts: what carries an identity</h2>\n<p>{} hosts, as documented on {}.</p>\n<div class=\"reference\" id=\"all-hosts\">\n{hosts}</div>\n<h2 id=\"targets\">Targets: what takes a token</h2>\n<p>{} targets, as documented on {}.</p>\n<div class=\"reference\" id=\"all-targets\">\n{targets}</div>\n",
        words::SERVICES,
        words::SERVICES_IS,
        pair(services),
        filters(),
        grid(),
        services.hosts.len(),
        services.doc_dates.hosts,
        services.targets.len(),
        services.doc_dates.targets,
    )
}

/// A host and a target to choose; the verdict is told by `page.js`, and told in full without it.
fn pair(services: &Services) -> String {
    let hosts: String = services.hosts.iter().map(|it| option(&it.service, "")).collect();
    let targets: String = services
        .targets
        .iter()
        .map(|it| option(&it.service, if it.audience_status == "confirmed" { "direct" } else { "documented" }))
        .collect();
    format!(
        "<section class=\"pairing\" aria-labelledby=\"pair\">\n<h2 id=\"pair\">Can this reach that?</h2>\n<div class=\"pairing__choice\" data-pair hidden><label>From <select data-host>{hosts}<option value=\"none\">something without a managed identity</option></select></label> <label>to <select data-target>{targets}<option value=\"none\">something that takes no Entra token</option></select></label></div>\n<dl class=\"verdicts\">\n<div data-verdict=\"direct\"><dt>Directly</dt><dd>The host carries an identity, and the target takes its tokens: grant the identity a role there, and keep no secret.</dd></div>\n<div data-verdict=\"vault\"><dt>With a secret from Key Vault</dt><dd>The host carries an identity, and the target takes no Entra token: keep the target's secret in a vault, and let the identity read it.</dd></div>\n<div data-verdict=\"otherwise\"><dt>Otherwise</dt><dd>The host carries no managed identity: use a federated credential where it has tokens of its own, else an app with a certificate.</dd></div>\n</dl>\n<div class=\"pairing__about\" data-about></div>\n</section>\n"
    )
}

fn option(name: &str, kind: &str) -> String {
    format!("<option value=\"{}\" data-kind=\"{kind}\">{}</option>", id(name), escape(name))
}

/// Hosts by targets; `grid.js` makes it of the lists below.
fn grid() -> String {
    "<section data-with-grid hidden>\n<h2 id=\"grid\">Every host, every target</h2>\n<p class=\"grid__key\">Choose a cell: the verdict above tells it in words. ✓ directly · ○ directly, with an audience that is not confirmed or not recorded here · K with a secret from Key Vault · – otherwise</p>\n<div class=\"grid\" data-grid=\"Hosts by targets\"></div>\n</section>\n".to_owned()
}

fn filters() -> String {
    "<p class=\"search no-print\"><label for=\"search\">Search services</label> <input type=\"search\" id=\"search\" data-search=\"all-hosts all-targets\" autocomplete=\"off\"> <label for=\"types\">Identities</label> <select id=\"types\" data-filter=\"types\"><option value=\"\">all</option><option value=\"both\">both types</option><option value=\"system\">system-assigned only</option><option value=\"user\">user-assigned only</option></select> <span role=\"status\" data-count></span></p>\n".to_owned()
}

fn host(host: &Host) -> String {
    let (kind, types) = match (host.system_assigned, host.user_assigned) {
        (true, true) => ("both", "System-assigned and user-assigned."),
        (true, false) => ("system", "System-assigned only."),
        (false, true) => ("user", "User-assigned only."),
        (false, false) => ("none", "Neither type."),
    };
    let with = match &host.az_identity_command {
        Some(line) => format!(" With <code>{}</code>.", escape(line)),
        None => String::new(),
    };
    let note =
        host.note.as_ref().map(|it| format!("<p class=\"entry__facts\">{}</p>", sentence(it))).unwrap_or_default();
    let line = SIMULATED.iter().find(|(name, line)| *name == host.service && !line.is_empty());
    let attempt =
        line.map(|(_, line)| format!("{}<p><a href=\"./play/\">Try it in the playground</a></p>", command(None, line)));
    format!(
        "<section class=\"entry\" id=\"{}\" data-entry data-types=\"{kind}\">\n<h3>{}</h3>\n<p>{types}{with}</p>\n<p class=\"entry__facts\"><code>{}</code></p>{note}{}</section>\n",
        id(&host.service),
        escape(&host.service),
        escape(&host.resource_type),
        attempt.unwrap_or_default()
    )
}

fn target(target: &Target) -> String {
    let doubt =
        if target.audience_status.starts_with("UNCONFIRMED") { " (not confirmed by documentation)" } else { "" };
    let audience = match &target.token_audience {
        Some(audience) => format!("Audience of its tokens: <code>{}</code>{doubt}.", escape(audience)),
        None => "It takes Entra tokens; its audience is not recorded here.".to_owned(),
    };
    let role = target.example_role_or_model.as_ref().map(|it| format!(" Grant, for instance: {}.", escape(it)));
    format!(
        "<section class=\"entry\" id=\"target-{}\" data-entry>\n<h3>{}</h3>\n<p>{audience}{}</p>\n</section>\n",
        id(&target.service),
        escape(&target.service),
        role.unwrap_or_default()
    )
}
