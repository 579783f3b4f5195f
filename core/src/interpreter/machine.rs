//! Working on a virtual machine: `ssh`, `exit`, and scripts that Azure runs there.

use super::builtins::fails;
use super::{Interpreter, Stop, Surroundings};
use crate::az::execute::{Printed, RunMode};
use crate::event::Event;
use crate::gateway::Gateway;
use crate::model::resource::{PowerState, Resource, ResourceKind, VirtualMachine};
use crate::model::scope::ResourceId;
use crate::shell::{Dialect, read_paste, structure};
use crate::state::State;

/// What connecting comes to.
enum Found<'a> {
    /// A machine with that address.
    Machine(&'a Resource, &'a VirtualMachine),
    /// An address where nobody answers.
    Nobody,
    /// A name that is none.
    NoName,
}

impl Interpreter<'_> {
    pub(super) fn ssh(&mut self, arguments: &[String]) -> Printed {
        let (mut destination, mut login, mut rest) = (None, None, arguments.iter());
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "-l" => login = rest.next().cloned(),
                // The key is the one that az made; other options of ssh change nothing that is simulated.
                "-i" | "-o" if destination.is_none() => {
                    let value = rest.next().map(String::as_str).unwrap_or_default();
                    let key = argument == "-i" && !value.ends_with("id_rsa");
                    let known = argument == "-o" && !value.to_ascii_lowercase().starts_with("stricthostkeychecking");
                    if key || known {
                        return fails(255, format!("ssh: '{argument} {value}' is not simulated here\n"));
                    }
                }
                option if option.starts_with('-') => {
                    return fails(255, format!("ssh: the option '{option}' is not simulated here\n"));
                }
                _ if destination.is_none() => destination = Some(argument.clone()),
                _ => {
                    return fails(
                        255,
                        "ssh: a command after the address is not simulated here: connect, and type it there\n",
                    );
                }
            }
        }
        let Some(destination) = destination else {
            return fails(255, "usage: ssh [-i identity_file] [-l login_name] [-o option] destination\n");
        };
        if self.gateway.state().terminal().host.is_some() {
            return fails(255, "ssh: from one machine to another is not simulated here: 'exit' leaves this one\n");
        }
        let (user, address) = match destination.rsplit_once('@') {
            Some((user, address)) => (user.to_owned(), address.to_owned()),
            None => (login.unwrap_or_else(|| self.user()), destination),
        };
        match self.connect(&user, &address) {
            Ok((host, note)) => {
                self.gateway.record(Event::MachineEntered { host, user });
                self.notes.push(note);
                self.stop = Some(Stop::Moved);
                Printed::default()
            }
            Err(text) => fails(255, text),
        }
    }

    fn connect(&mut self, user: &str, address: &str) -> Result<(ResourceId, String), String> {
        let state = self.gateway.state();
        let timeout = format!("ssh: connect to host {address} port 22: Connection timed out\n");
        let (resource, machine) = match find(state, address) {
            Found::Machine(resource, machine) => (resource, machine),
            Found::Nobody => return Err(timeout),
            Found::NoName => {
                let named = state.resources().any(|it| {
                    matches!(it.kind, ResourceKind::VirtualMachine(_)) && it.name.eq_ignore_ascii_case(address)
                });
                if named {
                    self.notes.push(format!(
                        "ssh takes an address, not a machine's name: 'az vm list-ip-addresses --name {address}' shows it."
                    ));
                }
                return Err(format!("ssh: Could not resolve hostname {address}: Name or service not known\n"));
            }
        };
        if machine.power != PowerState::Running || machine.os_type != "Linux" {
            return Err(timeout);
        }
        let text = |pointer: &str| machine.properties.pointer(pointer).and_then(serde_json::Value::as_str);
        let keys = machine.properties.pointer("/osProfile/linuxConfiguration/ssh/publicKeys").is_some();
        let right = text("/osProfile/adminUsername").is_some_and(|it| it == user);
        if !right || keys && !state.terminal().has_ssh_keys {
            return Err(format!("{user}@{address}: Permission denied (publickey).\n"));
        }
        let mut note = format!("This is the shell of the machine '{}' now; 'exit' leaves it.", resource.name);
        if !keys {
            note.push_str(" ssh would ask for the machine's password; Keyless does not.");
        }
        Ok((resource.id.clone(), note))
    }

    /// `exit`: out of the machine, where the shell is on one.
    pub(super) fn leave(&mut self, printed: &mut Printed) {
        match self.gateway.state().terminal().host.clone() {
            Some(host) if self.user() != "root" => {
                let address = address_of(self.gateway.state(), &host);
                self.gateway.record(Event::MachineLeft { host });
                printed.stderr.push_str(&format!("Connection to {address} closed.\n"));
            }
            Some(_) => {}
            None => self.notes.push("This is your own shell, which stays open; 'exit' leaves a machine.".to_owned()),
        }
    }
}

/// Whoever answers at an address or a public name.
fn find<'a>(state: &'a State, address: &str) -> Found<'a> {
    let is_address = address.split('.').count() == 4 && address.chars().all(|c| c.is_ascii_digit() || c == '.');
    let public = state.resources().find(|it| {
        let ResourceKind::Part { properties } = &it.kind else { return false };
        ["/ipAddress", "/dnsSettings/fqdn"].iter().any(|pointer| {
            properties
                .pointer(pointer)
                .and_then(serde_json::Value::as_str)
                .is_some_and(|it| it.eq_ignore_ascii_case(address))
        })
    });
    let Some(public) = public else { return if is_address { Found::Nobody } else { Found::NoName } };
    let machines = state.resources().filter_map(|it| match &it.kind {
        ResourceKind::VirtualMachine(machine) => Some((it, machine)),
        _ => None,
    });
    for (resource, machine) in machines {
        if address_part(state, machine).is_some_and(|it| it.id == public.id) {
            return Found::Machine(resource, machine);
        }
    }
    Found::Nobody
}

/// The public address of a machine's first network interface that has one.
fn address_part<'a>(state: &'a State, machine: &VirtualMachine) -> Option<&'a Resource> {
    let ids = |value: &serde_json::Value, list: &str, id: &str| -> Vec<ResourceId> {
        let items = value.pointer(list).and_then(serde_json::Value::as_array);
        items.into_iter().flatten().filter_map(|it| Some(ResourceId::new(it.pointer(id)?.as_str()?))).collect()
    };
    let interfaces = ids(&machine.properties, "/networkProfile/networkInterfaces", "/id");
    let interfaces = interfaces.iter().filter_map(|it| state.resource(it));
    interfaces
        .flat_map(|it| match &it.kind {
            ResourceKind::Part { properties } => ids(properties, "/ipConfigurations", "/properties/publicIPAddress/id"),
            _ => Vec::new(),
        })
        .find_map(|it| state.resource(&it))
}

fn address_of(state: &State, host: &ResourceId) -> String {
    let part = state.resource(host).and_then(|it| match &it.kind {
        ResourceKind::VirtualMachine(machine) => address_part(state, machine),
        _ => None,
    });
    let address = part.and_then(|it| match &it.kind {
        ResourceKind::Part { properties } => properties.pointer("/ipAddress")?.as_str(),
        _ => None,
    });
    address.unwrap_or_else(|| host.name()).to_owned()
}

/// The machine that the shell works on, if it is gone or off: the connection is, too.
pub fn machine_is_gone(state: &State) -> Option<(ResourceId, String)> {
    let host = state.terminal().host.clone()?;
    let running = state.resource(&host).is_some_and(|it| match &it.kind {
        ResourceKind::VirtualMachine(machine) => machine.power == PowerState::Running,
        _ => false,
    });
    let address = address_of(state, &host);
    (!running).then(|| (host, format!("Connection to {address} closed by remote host.\n")))
}

/// Runs a script inside a machine as its administrator, with the same shell.
pub fn run_script(gateway: &mut Gateway, host: &ResourceId, script: &str) -> (String, String) {
    gateway.record(Event::MachineEntered { host: host.clone(), user: "root".to_owned() });
    let (mut stdout, mut stderr) = (String::new(), String::new());
    for read in read_paste(script, Dialect::Bash, false) {
        let script = read.result.as_deref().map_err(Clone::clone).and_then(structure);
        match script {
            Ok(script) => {
                let surroundings = Surroundings { mode: RunMode::default(), ..Surroundings::default() };
                let ran = Interpreter::new(gateway, surroundings).run(&script);
                stdout.push_str(&ran.printed.stdout);
                stderr.push_str(&ran.printed.stderr);
            }
            Err(error) => stderr.push_str(&format!("{}. {}\n", error.message, error.hint)),
        }
    }
    gateway.record(Event::MachineLeft { host: host.clone() });
    (stdout, stderr)
}
