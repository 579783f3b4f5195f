//! A plain model of the part of the cloud that a handful of az lines can change, written without a look at the core.

use std::collections::{BTreeMap, BTreeSet};

use keyless_core::model::scope::ResourceId;
use keyless_core::state::State;

use crate::content::{Points, content};

/// A group's name and a name in it, both in lower case.
pub type Place = (String, String);

/// A line of az, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `az group create`
    CreateGroup(String),
    /// `az group delete`
    DeleteGroup(String),
    /// `az identity create`
    CreateIdentity(Place),
    /// `az identity delete`
    DeleteIdentity(Place),
    /// `az vm create`, with an identity of its own or not
    CreateMachine(Place, bool),
    /// `az vm delete`
    DeleteMachine(Place),
    /// `az vm identity assign`: `[system]` or not, and others
    Assign(Place, bool, Vec<Place>),
    /// `az vm identity remove`: the same
    Remove(Place, bool, Vec<Place>),
}

/// A machine: whether it has an identity of its own, and which others it carries, by the number of their making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Machine {
    system: bool,
    carries: BTreeMap<Place, u32>,
}

/// The plain world.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    groups: BTreeSet<String>,
    identities: BTreeMap<Place, u32>,
    machines: BTreeMap<Place, Machine>,
    made: u32,
}

impl Plain {
    /// With one empty group.
    pub fn with_group(name: &str) -> Self {
        Self { groups: BTreeSet::from([name.to_lowercase()]), ..Self::default() }
    }

    /// Carries out a command, and says how it exits.
    pub fn run(&mut self, command: &Command) -> i32 {
        match command {
            Command::CreateGroup(name) => {
                self.groups.insert(name.clone());
                0
            }
            Command::DeleteGroup(name) => {
                if !self.groups.remove(name) {
                    return 3;
                }
                self.identities.retain(|(group, _), _| group != name);
                self.machines.retain(|(group, _), _| group != name);
                0
            }
            Command::CreateIdentity(place) => {
                // Without its group's location, az has none to send.
                if !self.groups.contains(&place.0) {
                    return 1;
                }
                self.made += 1;
                self.identities.entry(place.clone()).or_insert(self.made);
                0
            }
            Command::DeleteIdentity(place) => {
                if !self.groups.contains(&place.0) {
                    return 3;
                }
                self.identities.remove(place);
                0
            }
            Command::CreateMachine(place, system) => {
                if !self.groups.contains(&place.0) {
                    return 2;
                }
                let machine = Machine { system: *system, carries: BTreeMap::new() };
                self.machines.insert(place.clone(), machine);
                0
            }
            Command::DeleteMachine(place) => {
                self.machines.remove(place);
                0
            }
            Command::Assign(place, system, others) => self.assign(place, *system, others),
            Command::Remove(place, system, others) => self.remove(place, *system, others),
        }
    }

    /// az sends all that is there and all that is new; one that is dead or made anew spoils the whole (R27, R28).
    fn assign(&mut self, place: &Place, system: bool, others: &[Place]) -> i32 {
        let Some(machine) = self.machines.get_mut(place) else { return 3 };
        let mut carries = machine.carries.clone();
        for other in others {
            let Some(made) = self.identities.get(other) else { return 1 };
            carries.entry(other.clone()).or_insert(*made);
        }
        if carries.iter().any(|(other, made)| self.identities.get(other) != Some(made)) {
            return 1;
        }
        *machine = Machine { system: machine.system || system, carries };
        0
    }

    fn remove(&mut self, place: &Place, system: bool, others: &[Place]) -> i32 {
        let Some(machine) = self.machines.get_mut(place) else { return 3 };
        if !machine.system && machine.carries.is_empty() {
            return 0;
        }
        if others.iter().any(|other| !machine.carries.contains_key(other)) {
            return 1;
        }
        machine.carries.retain(|other, _| !others.contains(other));
        machine.system &= !system;
        0
    }

    /// Whether there is such a machine.
    pub fn has_machine(&self, place: &Place) -> bool {
        self.machines.contains_key(place)
    }

    /// What differs between this world and the core's, if anything.
    pub fn difference(&self, state: &State) -> Option<String> {
        let seen = content(state);
        let name = |key: &String| ResourceId::new(key.as_str()).name().to_owned();
        let groups: BTreeSet<String> = seen.groups.iter().map(name).collect();
        let place = |key: &String| {
            let id = ResourceId::new(key.as_str());
            (id.group_name().unwrap_or_default().to_owned(), id.name().to_owned())
        };
        let identities: BTreeSet<Place> = seen.identities.iter().map(place).collect();
        let machines: BTreeMap<Place, (bool, BTreeMap<Place, Points>)> = seen
            .hosts
            .iter()
            .map(|it| (place(&it.key), (it.system, it.references.iter().map(|(key, at)| (place(key), *at)).collect())))
            .collect();
        let points = |other: &Place, made: u32| match self.identities.get(other) {
            Some(now) if *now == made => Points::Live,
            Some(_) => Points::Former,
            None => Points::Dead,
        };
        let wanted: BTreeMap<Place, (bool, BTreeMap<Place, Points>)> = self
            .machines
            .iter()
            .map(|(at, it)| {
                let carries = it.carries.iter().map(|(other, made)| (other.clone(), points(other, *made))).collect();
                (at.clone(), (it.system, carries))
            })
            .collect();
        let same = groups == self.groups && identities == self.identities.keys().cloned().collect();
        (!same || machines != wanted).then(|| format!("the core has {seen:?}\nthe plain model has {self:?}"))
    }
}

impl Command {
    /// The line that does it.
    pub fn line(&self, subscription: &str) -> String {
        let id = |(group, name): &Place| {
            format!(
                "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}"
            )
        };
        let listed = |system: bool, others: &[Place]| {
            let all = system.then(|| "[system]".to_owned()).into_iter().chain(others.iter().map(id));
            all.collect::<Vec<_>>().join(" ")
        };
        match self {
            Self::CreateGroup(name) => format!("az group create -n {name} -l westus"),
            Self::DeleteGroup(name) => format!("az group delete -n {name} --yes"),
            Self::CreateIdentity((group, name)) => format!("az identity create -g {group} -n {name}"),
            Self::DeleteIdentity((group, name)) => format!("az identity delete -g {group} -n {name}"),
            Self::CreateMachine((group, name), system) => format!(
                "az vm create -g {group} -n {name} --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys{}",
                if *system { " --assign-identity" } else { "" }
            ),
            Self::DeleteMachine((group, name)) => format!("az vm delete -g {group} -n {name} --yes"),
            Self::Assign((group, name), system, others) => {
                format!("az vm identity assign -g {group} -n {name} --identities {}", listed(*system, others))
            }
            Self::Remove((group, name), system, others) => {
                format!("az vm identity remove -g {group} -n {name} --identities {}", listed(*system, others))
            }
        }
    }
}
