//! Nodes of hosts that are not virtual machines: scale sets and sites.

use super::identities;
use super::{Node, NodeKind};
use crate::model::resource::{Resource, ResourceKind};
use crate::state::State;

pub(super) fn host_node(state: &State, resource: &Resource, group: &str, parent: &str) -> Node {
    let word = word(resource);
    let kind = if word == "scale set" { NodeKind::ScaleSet } else { NodeKind::Site };
    let mut node = Node::new(resource.id.key(), kind, &resource.name, Some(parent));
    node.detail = format!("{word} · {}", resource.location);
    node.sentence = format!(
        "{} is a {word} in {}, {}.",
        resource.name,
        resource.location,
        identities::of_host_in_words(state, &resource.identity)
    );
    node.fact("Name", &resource.name);
    if let ResourceKind::ScaleSet(set) = &resource.kind {
        node.fact("Instances", set.capacity.to_string());
        node.fact("Size", &set.size);
    }
    node.fact("Identity type", resource.identity.type_text());
    node.fact("Region", &resource.location);
    node.fact("Resource group", group);
    node.fact("Resource ID", resource.id.as_str());
    node.tags(&resource.tags);
    node
}

fn word(resource: &Resource) -> &'static str {
    match &resource.kind {
        ResourceKind::ScaleSet(_) => "scale set",
        ResourceKind::Site(site) if site.is_function_app() => "function app",
        _ => "web app",
    }
}
