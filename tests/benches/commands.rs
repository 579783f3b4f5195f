//! How long a command takes, in a small world and in one of 10,000 machines, 1,000 identities and 4,000 grants.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use keyless_core::api::request::Method;
use keyless_core::az::execute::{RunMode, execute};
use keyless_core::event::Event;
use keyless_core::gateway::Gateway;
use keyless_core::model::access::RoleAssignment;
use keyless_core::model::id::{ObjectId, RoleId, derive_guid};
use keyless_core::model::resource::Resource;
use keyless_core::model::scope::ResourceId;
use keyless_core::model::time::Timestamp;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Journal, Session};
use keyless_core::shell::{Dialect, Unit, read};
use keyless_core::state::State;
use keyless_tests::cloud::{
    Cloud, GROUP, READER, SUBSCRIPTION, identity_block, identity_path, machine_body, machine_path,
};
use serde_json::json;

/// A world with one machine `vm00000` and one identity `id0000`, and a token in az's cache.
fn small() -> State {
    let mut cloud = Cloud::new(Scenario::Sandbox);
    cloud.arm("alice", Method::Put, &identity_path("id0000"), Some(&json!({"location": "westus"})));
    let body = machine_body(&identity_block("None", &[]));
    cloud.arm("alice", Method::Put, &machine_path("vm00000"), Some(&body));
    let mut gateway = Gateway::new(cloud.state);
    run(&mut gateway, "az vm list");
    gateway.finish().0
}

/// The same world with more of everything.
fn large() -> State {
    let mut state = small();
    let machine = state.resource(&ResourceId::new(machine_path("vm00000"))).cloned();
    let identity = state.resource(&ResourceId::new(identity_path("id0000"))).cloned();
    let again = |resource: &Resource, path: &str| {
        let id = ResourceId::new(path);
        Event::ResourceCreated { resource: Resource { name: id.name().to_owned(), id, ..resource.clone() } }
    };
    for number in 1..10_000 {
        machine.iter().for_each(|it| state.apply(&again(it, &machine_path(&format!("vm{number:05}")))));
    }
    for number in 1..1_000 {
        identity.iter().for_each(|it| state.apply(&again(it, &identity_path(&format!("id{number:04}")))));
    }
    for number in 0..4_000 {
        state.apply(&Event::RoleAssignmentCreated { assignment: grant(number) });
    }
    state
}

/// A grant to one of 1,000 principals at one of 10,000 machines.
fn grant(number: u64) -> RoleAssignment {
    let scope = ResourceId::new(machine_path(&format!("vm{:05}", number * 7 % 10_000)));
    let name = derive_guid(7, number, "grant");
    let principal = ObjectId::new(&derive_guid(7, number % 1_000, "principal"));
    RoleAssignment {
        id: scope.resource("Microsoft.Authorization/roleAssignments", &name),
        name: RoleId::new(&name),
        scope,
        role: RoleId::new(READER),
        created_by: principal.clone(),
        principal_id: principal,
        principal_type: "ServicePrincipal".to_owned(),
        created: Timestamp::START,
        order: number,
        condition: None,
        condition_version: None,
        description: None,
    }
}

/// One line, from text to text.
fn run(gateway: &mut Gateway, line: &str) -> String {
    let Unit::Line(line) = read(line, Dialect::Auto, true) else { return String::new() };
    let mut printed = String::new();
    for command in line.result.iter().flatten() {
        let words: Vec<String> = command.texts().skip(1).map(str::to_owned).collect();
        printed.push_str(&execute(gateway, &words, RunMode::default()).stdout);
    }
    printed
}

fn commands(c: &mut Criterion) {
    let id = identity_path("id0000");
    let lines = [
        ("vm identity assign", format!("az vm identity assign -g myResourceGroup -n vm00000 --identities {id}")),
        ("vm identity assign, refused", format!("az vm identity assign -g myResourceGroup -n none --identities {id}")),
        ("vm identity assign, system", "az vm identity assign -g myResourceGroup -n vm00000".to_owned()),
        ("vm show", "az vm show -g myResourceGroup -n vm00000".to_owned()),
        ("identity delete", "az identity delete -g myResourceGroup -n id0000".to_owned()),
        ("help", "az vm create --help".to_owned()),
    ];
    for (size, state) in [("small", small()), ("large", large())] {
        let mut group = c.benchmark_group(size);
        for (name, line) in &lines {
            group.bench_function(*name, |bencher| {
                bencher.iter_batched(
                    || Gateway::new(state.clone()),
                    |mut gateway| {
                        let printed = run(&mut gateway, black_box(line));
                        (gateway, printed)
                    },
                    BatchSize::SmallInput,
                );
            });
        }
        group.bench_function("snapshot", |bencher| bencher.iter(|| black_box(&state).clone()));
        group.finish();
    }
}

/// 10,000 lines as a learner types them: make, attach, look, fail, take away.
fn journal() -> Journal {
    let some = |number: usize| match number % 10 {
        0 => format!("az identity create -g myResourceGroup -n id{number}"),
        1 => format!(
            "az vm create -g myResourceGroup -n vm{number} --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys"
        ),
        2 => format!("az vm identity assign -g myResourceGroup -n vm{}", number - 1),
        3 => format!("az vm identity assign -g myResourceGroup -n vm{} --identities id{}", number - 2, number - 3),
        4 => format!("az vm identity show -g myResourceGroup -n vm{}", number - 3),
        5 => "az vm identity assign -g myResourceGroup -n nothere".to_owned(),
        6 => {
            format!("az role assignment create --assignee reader@contoso.onmicrosoft.com --role Reader --scope {GROUP}")
        }
        7 => format!("az vm identity remove -g myResourceGroup -n vm{} --identities id{}", number - 6, number - 7),
        8 => format!("az vm delete -g myResourceGroup -n vm{} --yes", number - 7),
        _ => format!("az group show -n myResourceGroup --subscription {SUBSCRIPTION} --query tags -o tsv"),
    };
    let lines = (0..10_000).map(some).collect();
    let (core_version, scenario) = (String::new(), "sandbox".to_owned());
    Journal { v: 1, core_version, scenario, seed: 1, setup: Vec::new(), lines, state_hash: None }
}

fn replay(c: &mut Criterion) {
    let journal = journal();
    let mut group = c.benchmark_group("session");
    group.sample_size(10);
    group.bench_function("replay of 10,000 commands", |bencher| {
        bencher.iter(|| Session::replay(&journal).map(|it| it.position()));
    });
    group.finish();
}

criterion_group!(benches, commands, replay);
criterion_main!(benches);
