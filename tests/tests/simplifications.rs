//! Each simplification is as its entry says; a new entry without a test fails here.

use keyless_core::api::request::Method;
use keyless_core::model::scope::ResourceId;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Session, SessionOptions};
use keyless_core::simplifications;
use keyless_tests::world::{SUB, World};

/// A session, and everything that these lines print.
fn run(lines: &[&str]) -> (Session, String) {
    let mut session = Session::new(SessionOptions::default());
    let mut printed = String::new();
    for line in lines {
        for outcome in session.run(line) {
            printed.push_str(&outcome.stdout);
            printed.push_str(&outcome.stderr);
        }
    }
    (session, printed)
}

const CREATE: &str =
    "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys";

fn holds(id: &str) -> bool {
    match id {
        // Victor has no network role, and his machine gets its network.
        "network-not-authorised" => {
            let (session, _) = run(&["keyless account vmcontributor", CREATE]);
            session.state().resources().any(|it| it.resource_type == "Microsoft.Network/virtualNetworks")
        }
        "network-addresses-only" => {
            run(&[CREATE, "az vm show -d -g myResourceGroup -n vm1"]).1.contains("\"privateIps\": \"10.0.0.4\"")
        }
        "tokens-hs256" => {
            let (session, _) = run(&["az group list"]);
            let tokens = &session.state().terminal().tokens;
            // `{"typ":"JWT","alg":"HS256","kid":"keyless-simulated"}` in base64url.
            !tokens.is_empty()
                && tokens.values().all(|it| {
                    it.token.starts_with("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6ImtleWxlc3Mtc2ltdWxhdGVkIn0.")
                })
        }
        "operations-at-once" => {
            run(&[CREATE, "az vm show -g myResourceGroup -n vm1 --query provisioningState"]).1.contains("Succeeded")
        }
        "image-versions" => run(&[&CREATE.replace("Ubuntu2204", "a:b:c:d")]).1.contains("PlatformImageNotFound"),
        "clock-stands" => run(&[CREATE, "az group list"]).0.state().now() == Scenario::Sandbox.begin(1).now(),
        "directory-roles" => {
            let rest = "az ad user create --display-name B --user-principal-name b@contoso.onmicrosoft.com --password Passw0rd12345";
            let refused = run(&["keyless account reader", rest]).1.contains("Insufficient privileges");
            refused && run(&[rest]).1.contains("\"displayName\": \"B\"")
        }
        "one-account" => {
            let login = "az login -u reader@contoso.onmicrosoft.com -p 'correct horse'";
            !run(&[login, "az account list"]).1.contains("\"name\": \"alice@")
        }
        "recorded-blob-access" => {
            let mut denied = Vec::new();
            for scenario in [Scenario::Empty, Scenario::Sandbox] {
                let mut session = Session::new(SessionOptions { scenario, ..SessionOptions::default() });
                let lines = [
                    "az group create -n rg -l westus",
                    "az storage account create -g rg -n st1",
                    "az storage container create -n c1 --account-name st1 --auth-mode login",
                    "az storage blob list -c c1 --account-name st1 --auth-mode login",
                ];
                let outcomes: Vec<_> = lines.iter().flat_map(|line| session.run(line)).collect();
                denied.push(outcomes.last().is_some_and(|it| it.stderr.contains("Storage Blob Data Reader")));
            }
            denied == [false, true]
        }
        "contents-are-text" => {
            let upload = "az storage blob upload -c c1 --file a.txt --account-name st1 --auth-mode login";
            run(&[upload]).1.contains("No such file or directory: 'a.txt'")
        }
        "vault-address" => {
            let create = "az keyvault create -g myResourceGroup -n kv1 --default-action Deny --bypass AzureServices";
            run(&[create, "az keyvault secret list --vault-name kv1"]).1.contains("ForbiddenByFirewall")
        }
        "key-vault-challenge" => {
            let create = "az keyvault create -g myResourceGroup -n kv1 --enable-rbac-authorization false";
            let mut session = run(&[create]).0;
            let outcomes = session.run("az keyvault secret list --vault-name kv1");
            let to_vault = outcomes.iter().flat_map(|it| &it.exchanges).filter(|it| it.request.url.contains(".vault."));
            to_vault.map(|it| it.response.status).collect::<Vec<_>>() == [200]
        }
        "policy-stated" => run(&["az policy assignment list"]).1.contains("not simulated here"),
        "ten-regions" => run(&["az account list-locations --query 'length(@)'"]).1.trim() == "10",
        "thirty-roles" => run(&["az role definition list --query 'length(@)'"]).1.trim() == "30",
        "debug-shows-requests" => {
            let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
            let debug = session.run("az group list --debug").remove(0);
            let shown = debug.stderr.contains("Request method: 'GET'") && debug.stderr.contains("Response status: 200");
            shown && run(&["az group list --verbose -o none"]).1.is_empty()
        }
        "moves-alone" => moved_alone(),
        "scripts-echo-only" => {
            let line =
                "az vm run-command invoke -g myResourceGroup -n vm1 --command-id RunShellScript --scripts 'whoami'";
            run(&[CREATE, line]).1.contains("whoami: not simulated")
        }
        "scale-set-model-only" => {
            let (session, _) = run(&[&CREATE.replace("vm create", "vmss create")]);
            let kinds: Vec<&str> = session.state().resources().map(|it| it.resource_type.as_str()).collect();
            kinds == ["Microsoft.Compute/virtualMachineScaleSets", "Microsoft.Network/virtualNetworks"]
        }
        _ => false,
    }
}

/// A machine without its disk and network in the new group.
fn moved_alone() -> bool {
    let mut world = World::new();
    world.ok("az group create -n a -l westus");
    world.ok("az group create -n b -l westus");
    world.ok(&CREATE.replace("myResourceGroup", "a"));
    let id = format!("{SUB}/resourceGroups/a/providers/Microsoft.Compute/virtualMachines/vm1");
    let body = serde_json::json!({ "resources": [id], "targetResourceGroup": format!("{SUB}/resourceGroups/b") });
    world.send(Method::Post, &format!("{SUB}/resourceGroups/a/moveResources"), Some(&body));
    let target = ResourceId::new(format!("{SUB}/resourceGroups/b"));
    world.state.resources_under(&target).count() == 1
}

#[test]
fn every_simplification_is_as_its_entry_says() {
    let wrong: Vec<&str> = simplifications::all().iter().map(|it| it.id).filter(|id| !holds(id)).collect();
    assert!(wrong.is_empty(), "no test, or not so: {wrong:?}");
}

#[test]
fn an_unknown_entry_would_be_noticed() {
    assert!(!holds("something-new"));
}
