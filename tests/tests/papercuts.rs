//! Lines that authors found to say less than the truth.

use keyless_tests::world::World;

fn world() -> World {
    let mut world = World::new();
    world.ok("az group create -n rg -l westus");
    world.ok("az keyvault create -g rg -n kv-cuts-1 --enable-rbac-authorization false");
    world
}

#[test]
fn a_path_of_set_and_remove_is_compared_in_snake_case() {
    for path in ["properties.accessPolicies", "Properties.AccessPolicies", "properties.access_policies"] {
        let mut world = world();
        let one = "az keyvault show -n kv-cuts-1 --query 'length(properties.accessPolicies)'";
        assert_eq!(world.ok(one).printed.stdout.trim(), "1");
        world.ok(&format!("az keyvault update -g rg -n kv-cuts-1 --remove {path}"));
        assert_eq!(world.ok(one).printed.stdout.trim(), "0", "{path}");
    }
    let mut world = world();
    world.ok("az keyvault update -g rg -n kv-cuts-1 --set Properties.publicNetworkAccess=Disabled");
    let shown = world.ok("az keyvault show -n kv-cuts-1 --query properties.publicNetworkAccess -o tsv");
    assert_eq!(shown.printed.stdout.trim(), "Disabled");
    let done = world.run("az keyvault update -g rg -n kv-cuts-1 --remove properties.accessPolicies 0");
    assert_eq!(done.printed.exit_code, 0, "{}", done.printed.stderr);
}

#[test]
fn a_path_that_does_not_exist_changes_nothing_and_is_named() {
    let mut world = world();
    for (line, text) in [
        ("az keyvault update -g rg -n kv-cuts-1 --set Tenant=x", "Couldn't find 'Tenant' in ''. Available options: ["),
        ("az keyvault update -g rg -n kv-cuts-1 --set properties.nope=x", "Couldn't find 'nope' in 'properties'."),
        ("az keyvault update -g rg -n kv-cuts-1 --remove properties.nope", "Couldn't find 'nope' in 'properties'."),
        ("az keyvault update -g rg -n kv-cuts-1 --remove properties.accessPolicies 7", "index 7 doesn't exist on"),
        ("az group update -n rg --set nope=x", "Couldn't find 'nope' in ''."),
    ] {
        let done = world.run(line);
        assert_ne!(done.printed.exit_code, 0, "{line}");
        assert!(done.printed.stderr.contains(text), "{line}: {}", done.printed.stderr);
    }
}

#[test]
fn an_identity_s_fields_can_be_set_with_and_without_properties() {
    for path in ["isolationScope", "properties.isolationScope", "isolation_scope"] {
        let mut world = world();
        world.ok("az identity create -g rg -n id1");
        world.ok(&format!("az identity update -g rg -n id1 --set {path}=Regional"));
        let shown = world.ok("az identity show -g rg -n id1 --query isolationScope -o tsv");
        assert_eq!(shown.printed.stdout.trim(), "Regional", "{path}");
        let done = world.run("az identity update -g rg -n id1 --set nope=x");
        assert!(done.printed.stderr.contains("Couldn't find 'nope' in ''."), "{}", done.printed.stderr);
    }
}

#[test]
fn an_identity_named_by_less_than_its_id_is_refused_by_the_cloud() {
    let mut world = world();
    world.ok("az appservice plan create -g rg -n plan1");
    world.ok("az webapp create -g rg -p plan1 -n keyless-cuts-1 --runtime PYTHON:3.12");
    world.ok("az identity create -g rg -n id1");
    let done =
        world.refused("az webapp identity assign -g rg -n keyless-cuts-1 --identities id1", "LinkedInvalidPropertyId");
    assert!(done.printed.stderr.contains("Property id 'id1' at path '' is invalid."), "{}", done.printed.stderr);
}

#[test]
fn an_identity_block_where_none_is_simulated_is_refused_by_name() {
    let mut world = world();
    world.ok("az storage account create -g rg -n keylesscuts1");
    for (kind, name) in [("KeyVault/vaults", "kv-cuts-1"), ("Storage/storageAccounts", "keylesscuts1")] {
        let line = |kind_of_identity: &str| {
            format!(
                "az rest --method patch --url {}/resourceGroups/rg/providers/Microsoft.{kind}/{name}?api-version=2023-01-01 --body '{{\"identity\":{{\"type\":\"{kind_of_identity}\"}}}}'",
                keyless_tests::world::SUB
            )
        };
        let done = world.run(&line("SystemAssigned"));
        assert!(
            done.printed.stderr.contains("NotSimulated") && done.printed.stderr.contains(kind),
            "{}",
            done.printed.stderr
        );
        world.ok(&line("None"));
    }
}
