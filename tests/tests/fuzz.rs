//! Fuzzing: mutated requests and mutated lines, without a panic, a hang, or a state that breaks an invariant.
//!
//! `KEYLESS_FUZZ=5000000 cargo test --release -p keyless-tests --test fuzz -- --nocapture` runs as many inputs per target,
//! and says how many there were, what came of them, and how long the slowest took.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Outcome, Session, SessionOptions};
use keyless_core::state::State;
use keyless_tests::cloud::{GROUP, SUBSCRIPTION, identity_path, machine_path, token};
use keyless_tests::fuzz::{Dice, mutate};
use keyless_tests::invariants::broken;
use keyless_tests::oracle::Judge;

/// How many inputs each target gets.
fn inputs() -> usize {
    std::env::var("KEYLESS_FUZZ").ok().and_then(|it| it.parse().ok()).unwrap_or(6_000)
}

/// No input may take longer. Tests without optimisation, on a machine that does other things, get more time.
const SLOWEST: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 50 });

/// Says which input it was when the test panics over it.
struct Named<'a>(&'a str);

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the input: {:?}", self.0);
        }
    }
}

/// What came of a target's inputs.
#[derive(Debug, Default)]
struct Told {
    slowest: Duration,
    outcomes: BTreeMap<String, usize>,
}

impl Told {
    fn note(&mut self, outcome: String, took: Duration, input: &str) {
        assert!(took < SLOWEST, "{took:?} for {input:?}");
        self.slowest = self.slowest.max(took);
        *self.outcomes.entry(outcome).or_default() += 1;
    }
}

/// Requests to every service: method, URL, body.
fn requests() -> Vec<(Method, String, String)> {
    let arm = |path: &str| format!("https://management.azure.com{path}?api-version=2024-11-01");
    let (vm, id) = (machine_path("vm1"), identity_path("id1"));
    let identity = format!(
        r#"{{"identity": {{"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": {{"{id}": {{}}}}}}}}"#
    );
    let machine = r#"{"location": "westus", "identity": {"type": "SystemAssigned"}, "properties": {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}}}"#;
    let role = format!(
        r#"{{"properties": {{"roleDefinitionId": "/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7", "principalId": "33333333-aaaa-4bbb-8ccc-000000000004"}}}}"#
    );
    let none = String::new;
    vec![
        (Method::Get, arm(GROUP), none()),
        (Method::Get, arm(&format!("{GROUP}/resources")), none()),
        (Method::Put, arm(&format!("/subscriptions/{SUBSCRIPTION}/resourcegroups/other")), r#"{"location": "westus", "tags": {"a": "b"}}"#.to_owned()),
        (Method::Delete, arm(&format!("/subscriptions/{SUBSCRIPTION}/resourcegroups/other")), none()),
        (Method::Put, arm(&id), r#"{"location": "westus", "properties": {"isolationScope": "Regional"}}"#.to_owned()),
        (Method::Delete, arm(&id), none()),
        (Method::Post, arm(&format!("{id}/revokeTokens")), none()),
        (Method::Put, arm(&format!("{id}/federatedIdentityCredentials/fic")), r#"{"properties": {"issuer": "https://i", "subject": "s", "audiences": ["api://AzureADTokenExchange"]}}"#.to_owned()),
        (Method::Put, arm(&vm), machine.to_owned()),
        (Method::Patch, arm(&vm), identity),
        (Method::Get, arm(&vm), none()),
        (Method::Post, arm(&format!("{vm}/deallocate")), none()),
        (Method::Delete, arm(&vm), none()),
        (Method::Put, arm(&format!("{GROUP}/providers/Microsoft.Authorization/roleAssignments/44444444-aaaa-4bbb-8ccc-000000000004")), role),
        (Method::Get, format!("{}&$filter=atScope()%20and%20principalId%20eq%20'x'", arm(&format!("{GROUP}/providers/Microsoft.Authorization/roleAssignments"))), none()),
        (Method::Put, arm(&format!("{GROUP}/providers/Microsoft.Authorization/locks/l")), r#"{"properties": {"level": "ReadOnly"}}"#.to_owned()),
        (Method::Delete, arm(&format!("{GROUP}/providers/Microsoft.Authorization/locks/l")), none()),
        (Method::Put, arm(&format!("{GROUP}/providers/Microsoft.KeyVault/vaults/fuzzvault")), r#"{"location": "westus", "properties": {"tenantId": "22222222-aaaa-4bbb-8ccc-000000000001", "sku": {"family": "A", "name": "standard"}, "enableRbacAuthorization": true}}"#.to_owned()),
        (Method::Put, arm(&format!("{GROUP}/providers/Microsoft.Storage/storageAccounts/fuzzstore")), r#"{"location": "westus", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}"#.to_owned()),
        (Method::Put, arm(&format!("{GROUP}/providers/Microsoft.Web/sites/fuzzsite/config/appsettings")), r#"{"properties": {"WEBSITE_DISABLE_MSI": "true"}}"#.to_owned()),
        (Method::Get, "https://fuzzvault.vault.azure.net/secrets/a?api-version=7.4".to_owned(), none()),
        (Method::Put, "https://fuzzstore.blob.core.windows.net/c/b".to_owned(), "text".to_owned()),
        (Method::Get, "https://graph.microsoft.com/v1.0/users?$filter=startswith(displayName,'A') and x eq 'y'".to_owned(), none()),
        (Method::Post, "https://graph.microsoft.com/v1.0/groups".to_owned(), r#"{"displayName": "g", "mailNickname": "g"}"#.to_owned()),
        (Method::Post, "https://login.microsoftonline.com/organizations/oauth2/v2.0/token".to_owned(), "grant_type=password&username=alice@contoso.onmicrosoft.com&password=correct+horse&scope=https%3A%2F%2Fmanagement.azure.com%2F%2F.default".to_owned()),
        (Method::Get, "http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net".to_owned(), none()),
        (Method::Get, "http://localhost:4141/MSI/token?api-version=2019-08-01&resource=https://vault.azure.net".to_owned(), none()),
    ]
}

/// A request like one of these, changed somewhere, or as it is, so that there is something to break.
fn request(all: &[(Method, String, String)], bearer: &str, state: &State, dice: &mut Dice) -> Option<ApiRequest> {
    let (method, url, body) = all.get(dice.below(all.len()))?;
    let (_, other, _) = all.get(dice.below(all.len()))?;
    let (change_url, change_body) = (dice.below(3) == 0, dice.below(3) == 0);
    let url = if change_url { mutate(url, other, dice) } else { url.clone() };
    let methods = [Method::Get, Method::Head, Method::Put, Method::Patch, Method::Post, Method::Delete];
    let method = if dice.below(12) == 0 { *methods.get(dice.below(methods.len()))? } else { *method };
    let mut request = ApiRequest::new(method, url);
    match dice.below(20) {
        0 => {}
        1 => request = request.header("Authorization", mutate(&format!("Bearer {bearer}"), other, dice)),
        _ => request = request.header("Authorization", format!("Bearer {bearer}")),
    }
    if dice.below(4) > 0 {
        request = request.header("Metadata", "true");
    }
    if !body.is_empty() {
        request.body = Some(if change_body { mutate(body, other, dice) } else { body.clone() });
    }
    if dice.below(2) == 0 {
        request.from = state.resources().next().map(|it| it.id.clone());
    }
    Some(request)
}

#[test]
fn mutated_requests_get_an_answer_and_leave_the_world_sound() {
    let (all, judge) = (requests(), Judge::default());
    let mut told = Told::default();
    let mut dice = Dice::new(1);
    let mut state = Scenario::Sandbox.begin(1);
    let bearer = token(&state, "alice");
    let count = inputs();
    for number in 0..count {
        if number % 400 == 0 {
            state = Scenario::Sandbox.begin(1);
        }
        let Some(request) = request(&all, &bearer, &state, &mut dice) else { continue };
        let text = format!("{request:?}");
        let _named = Named(&text);
        let began = Instant::now();
        let (response, _, events) = answer(&state, &request);
        let took = began.elapsed();
        let refused = events.iter().filter(|it| matches!(it, Event::RequestRefused { .. })).count();
        if response.status >= 400 {
            assert!(events.len() == refused && refused <= 1, "a refusal changes nothing: {events:?}");
        } else {
            assert_eq!(refused, 0, "what was done was not refused");
            events.iter().for_each(|event| state.apply(event));
        }
        told.note(response.status.to_string(), took, &text);
        if number % 50 == 0 {
            assert_eq!(broken(&judge, &state), None);
        }
    }
    println!("{count} requests, the slowest took {:?}; answers by status: {:?}", told.slowest, told.outcomes);
    let answered = |status: &str| told.outcomes.get(status).copied().unwrap_or_default() > count / 200;
    assert!(["200", "400", "401", "404"].into_iter().all(answered), "the inputs reach too little: {:?}", told.outcomes);
}

const LINES: [&str; 24] = [
    "az group create -n other -l westus --tags a=b 'c=d e'",
    "az group delete -n other --yes",
    "az vm create -g myResourceGroup -n vm1 --image Ubuntu2204 --admin-username azureuser --generate-ssh-keys --assign-identity [system] id1",
    "az vm identity assign -g myResourceGroup -n vm1 --identities id1",
    "az vm identity remove -g myResourceGroup -n vm1 --identities [system] id1",
    "az vm identity show -g myResourceGroup -n vm1 --query \"{a: principalId, b: join(',', keys(@))}\" -o table",
    "az vm delete -g myResourceGroup -n vm1 --yes",
    "az vm list -d -o yaml --query '[?name==`vm1`].{n: name, l: length(tags || `[]`)}'",
    "az identity create -g myResourceGroup -n id1 -o tsv",
    "az identity delete -g myResourceGroup -n id1",
    "az role assignment create --assignee reader@contoso.onmicrosoft.com --role \"Virtual Machine Contributor\" --scope /subscriptions/11111111-aaaa-4bbb-8ccc-000000000001",
    "az role assignment list --all --query '[].{r: roleDefinitionName, s: scope}' -o table",
    "az ad sp list --all --filter \"servicePrincipalType eq 'ManagedIdentity'\" --query '[0]'",
    "az keyvault create -g myResourceGroup -n fuzzvault && az keyvault secret set --vault-name fuzzvault -n s --value v",
    "az storage account create -g myResourceGroup -n fuzzstore; az storage container create --account-name fuzzstore -n c",
    "az rest --method put --url /subscriptions/{subscriptionId}/resourcegroups/x?api-version=2022-09-01 --body '{\"location\": \"westus\"}'",
    "az resource list -g myResourceGroup || az account show",
    "keyless account vmcontributor",
    "keyless account alice",
    "keyless clock +10m",
    "keyless clock to-next",
    "keyless set propagation azure",
    "undo 2",
    "redo",
];

#[test]
fn mutated_lines_print_something_and_leave_the_world_sound() {
    let judge = Judge::default();
    let mut told = Told::default();
    let mut dice = Dice::new(2);
    let begin = || Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
    let mut session = begin();
    let count = inputs();
    for number in 0..count {
        if number % 100 == 0 {
            session = begin();
        }
        let (line, other) = (dice.pick(&LINES, ""), dice.pick(&LINES, ""));
        let line = if dice.below(3) == 0 { line.to_owned() } else { mutate(line, other, &mut dice) };
        let _named = Named(&line);
        let before = session.state().sequence();
        let began = Instant::now();
        let outcomes = session.run(&line);
        let took = began.elapsed();
        // What was said may have gone into a file.
        let said = |it: &Outcome| !it.stderr.is_empty() || it.question.is_some() || line.contains('>');
        let silent = outcomes.iter().any(|it| it.exit_code != 0 && !said(it));
        assert!(!silent, "a line failed without a word: {outcomes:?}");
        let code = outcomes.last().map_or_else(|| "nothing".to_owned(), |it| it.exit_code.to_string());
        told.note(code, took, &line);
        if number % 50 == 0 && session.state().sequence() != before {
            assert_eq!(broken(&judge, session.state()), None);
        }
    }
    println!("{count} lines, the slowest took {:?}; exit statuses: {:?}", told.slowest, told.outcomes);
    let ended = |status: &str| told.outcomes.get(status).copied().unwrap_or_default() > count / 200;
    assert!(["0", "1", "2", "3"].into_iter().all(ended), "the inputs reach too little: {:?}", told.outcomes);
}
