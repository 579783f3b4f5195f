//! The template that az deploys: network, security group, address, interface, disk, machine.

use serde_json::{Map, Value};

use super::Plan;
use crate::az::commands::vm_identity::type_text;
use crate::model::id::SubscriptionId;
use crate::model::json::json;

/// The body of the deployment. The password travels as a secure parameter.
pub(super) fn body(subscription: &SubscriptionId, plan: &Plan) -> Value {
    let base = format!("/subscriptions/{subscription}/resourceGroups/{}/providers", plan.group);
    let network = format!("{base}/Microsoft.Network");
    let mut resources = Vec::new();
    let vnet = plan.network.clone().unwrap_or_else(|| format!("{network}/virtualNetworks/{}VNET", plan.name));
    if plan.network.is_none() {
        resources.push(part(
            plan,
            "Microsoft.Network/virtualNetworks",
            &format!("{}VNET", plan.name),
            json!({
                "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
                "subnets": [{"name": format!("{}Subnet", plan.name), "properties": {"addressPrefix": "10.0.0.0/24"}}],
            }),
        ));
    }
    resources.push(part(
        plan,
        "Microsoft.Network/networkSecurityGroups",
        &format!("{}NSG", plan.name),
        security_rules(plan),
    ));
    resources.push(part(
        plan,
        "Microsoft.Network/publicIPAddresses",
        &format!("{}PublicIP", plan.name),
        json!({
            "publicIPAllocationMethod": "Static",
        }),
    ));
    resources.push(part(
        plan,
        "Microsoft.Network/networkInterfaces",
        &format!("{}VMNic", plan.name),
        json!({
            "ipConfigurations": [{
                "name": format!("ipconfig{}", plan.name),
                "properties": {
                    "privateIPAllocationMethod": "Dynamic",
                    "subnet": {"id": format!("{vnet}/subnets/{}Subnet", plan.name)},
                    "publicIPAddress": {"id": format!("{network}/publicIPAddresses/{}PublicIP", plan.name)},
                },
            }],
            "networkSecurityGroup": {"id": format!("{network}/networkSecurityGroups/{}NSG", plan.name)},
        }),
    ));
    resources.push(machine(plan, &network));
    let mut parameters = Map::new();
    if let Some(password) = &plan.password {
        parameters.insert("adminPassword".to_owned(), json!({ "value": password }));
    }
    json!({
        "properties": {
            "mode": "Incremental",
            "parameters": parameters,
            "template": {
                "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
                "contentVersion": "1.0.0.0",
                "parameters": {"adminPassword": {"type": "securestring"}},
                "resources": resources,
            },
        },
    })
}

fn part(plan: &Plan, kind: &str, name: &str, properties: Value) -> Value {
    json!({ "type": kind, "name": name, "location": plan.location, "apiVersion": "2024-07-01", "properties": properties })
}

/// SSH is let in for Linux, RDP for Windows.
fn security_rules(plan: &Plan) -> Value {
    if plan.closed {
        return json!({ "securityRules": [] });
    }
    let (name, port) = if plan.image.os_type == "Linux" { ("default-allow-ssh", "22") } else { ("rdp", "3389") };
    json!({ "securityRules": [{
        "name": name,
        "properties": {
            "protocol": "Tcp", "sourcePortRange": "*", "destinationPortRange": port, "sourceAddressPrefix": "*",
            "destinationAddressPrefix": "*", "access": "Allow", "priority": 1000, "direction": "Inbound",
        },
    }] })
}

fn machine(plan: &Plan, network: &str) -> Value {
    let mut machine = json!({
        "type": "Microsoft.Compute/virtualMachines", "name": plan.name, "location": plan.location,
        "apiVersion": "2024-11-01", "tags": plan.tags,
        "properties": {
            "hardwareProfile": {"vmSize": plan.size},
            "networkProfile": {"networkInterfaces": [{
                "id": format!("{network}/networkInterfaces/{}VMNic", plan.name),
                "deleteOption": "Detach",
            }]},
            "storageProfile": {
                "osDisk": {
                    "createOption": "FromImage", "name": plan.disk, "caching": "ReadWrite", "osType": plan.image.os_type,
                },
                "imageReference": {
                    "publisher": plan.image.publisher, "offer": plan.image.offer, "sku": plan.image.sku,
                    "version": plan.image.version,
                },
            },
            "osProfile": os_profile(plan),
        },
    });
    if let (Some(map), Some(identity)) = (machine.as_object_mut(), &plan.identity) {
        let mut block = json!({ "type": type_text(identity.system, !identity.user.is_empty()) });
        if let (Some(block), false) = (block.as_object_mut(), identity.user.is_empty()) {
            let ids: Map<String, Value> = identity.user.iter().map(|id| (id.clone(), json!({}))).collect();
            block.insert("userAssignedIdentities".to_owned(), Value::Object(ids));
        }
        map.insert("identity".to_owned(), block);
    }
    machine
}

fn os_profile(plan: &Plan) -> Value {
    let mut profile =
        json!({ "computerName": plan.computer.as_ref().unwrap_or(&plan.name), "adminUsername": plan.username });
    let Some(map) = profile.as_object_mut() else { return profile };
    if plan.password.is_some() {
        map.insert("adminPassword".to_owned(), json!("[parameters('adminPassword')]"));
    }
    if plan.ssh {
        let path = format!("/home/{}/.ssh/authorized_keys", plan.username);
        map.insert(
            "linuxConfiguration".to_owned(),
            json!({
                "disablePasswordAuthentication": plan.password.is_none(),
                "ssh": {"publicKeys": [{"keyData": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB alice", "path": path}]},
            }),
        );
    }
    profile
}
