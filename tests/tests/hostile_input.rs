//! Hostile requests and lines: whatever comes, an answer comes back, nothing panics, and nothing breaks.

use std::time::{Duration, Instant};

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::event::Event;
use keyless_core::gateway::answer;
use keyless_core::scenario::Scenario;
use keyless_core::session::{Session, SessionOptions};
use keyless_core::state::State;
use keyless_tests::cloud::{
    self, Cloud, GROUP, SUBSCRIPTION, identity_block, identity_path, machine_body, machine_path,
};
use keyless_tests::invariants::broken;
use keyless_tests::oracle::Judge;
use keyless_tests::random::{config, in_any_case};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// A sandbox in which something is there to break.
fn world() -> State {
    let mut cloud = Cloud::new(Scenario::Sandbox);
    let located = json!({"location": "westus"});
    cloud.arm("alice", Method::Put, &identity_path("id1"), Some(&located));
    cloud.arm("alice", Method::Put, &identity_path("id2"), Some(&located));
    let block = identity_block("SystemAssigned, UserAssigned", &[identity_path("id1")]);
    cloud.arm("alice", Method::Put, &machine_path("vm1"), Some(&machine_body(&block)));
    cloud.state
}

fn method() -> impl Strategy<Value = Method> {
    select(vec![Method::Get, Method::Head, Method::Put, Method::Patch, Method::Post, Method::Delete])
}

/// Paths that are there, that could be, and that make no sense, in any case.
fn path() -> impl Strategy<Value = String> {
    let known = vec![
        machine_path("vm1"),
        format!("{}/start", machine_path("vm1")),
        format!("{}/providers/Microsoft.Authorization/roleAssignments", machine_path("vm1")),
        identity_path("id1"),
        format!("{}/listAssociatedResources", identity_path("id1")),
        GROUP.to_owned(),
        format!("{GROUP}/resources"),
        format!("{GROUP}/providers/Microsoft.Compute/virtualMachines"),
        format!("{GROUP}/providers/Microsoft.Resources/deployments/d"),
        format!("/subscriptions/{SUBSCRIPTION}"),
        format!("/subscriptions/{SUBSCRIPTION}/resourcegroups"),
        format!("/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"),
        cloud::assignment_path(GROUP, "99999999-aaaa-4bbb-8ccc-000000000001"),
        "/subscriptions".to_owned(),
        "/tenants".to_owned(),
        "/".to_owned(),
    ];
    let segment = select(vec![
        "subscriptions",
        SUBSCRIPTION,
        "resourceGroups",
        "myResourceGroup",
        "providers",
        "Microsoft.Compute",
        "é",
        "virtualMachines",
        "vm1",
        "Microsoft.ManagedIdentity",
        "userAssignedIdentities",
        "id1",
        "",
        "..",
        "%2F",
        "%zz",
        "Microsoft.Authorization",
        "roleAssignments",
        "locations",
        "operations",
        "\u{0}",
        "{}",
        "*",
    ]);
    let made = prop::collection::vec(segment, 0..12).prop_map(|it| format!("/{}", it.join("/")));
    prop_oneof![4 => select(known).prop_flat_map(in_any_case), 3 => made, 1 => "/\\PC{0,60}"]
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        select(vec!["westus", "SystemAssigned", "UserAssigned", "None", "", "é", "SystemAssigned, UserAssigned"])
            .prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![
            select(vec![
                "identity",
                "type",
                "userAssignedIdentities",
                "properties",
                "location",
                "tags",
                "principalId",
                "roleDefinitionId",
                "template",
                "resources",
                "hardwareProfile",
                "storageProfile",
                "osDisk",
                "name",
            ])
            .prop_map(str::to_owned),
            Just(identity_path("id1")),
            Just(identity_path("id2")),
            "\\PC{0,8}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..6).prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

fn body() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        2 => Just(None),
        6 => json_value().prop_map(|it| Some(it.to_string())),
        1 => "\\PC{0,60}".prop_map(Some),
        1 => json_value().prop_map(|it| Some(it.to_string().chars().take(17).collect())),
    ]
}

/// How a request says who sends it.
#[derive(Debug, Clone)]
enum Token {
    Of(&'static str),
    None,
    Tampered,
    Text(String),
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        8 => select(vec!["alice", "vmcontributor", "vmoperator", "reader"]).prop_map(Token::Of),
        1 => Just(Token::None),
        1 => Just(Token::Tampered),
        1 => "[ -~]{0,40}".prop_map(Token::Text),
    ]
}

fn request(state: &State, method: Method, url: String, body: Option<String>, token: &Token) -> ApiRequest {
    let mut request = ApiRequest::new(method, url);
    request.body = body;
    match token {
        Token::Of(account) => request.header("authorization", format!("Bearer {}", cloud::token(state, account))),
        Token::None => request,
        Token::Tampered => {
            let good = cloud::token(state, "alice");
            request.header("Authorization", format!("Bearer {}A", good.trim_end_matches(|c: char| c.is_alphanumeric())))
        }
        Token::Text(text) => request.header("Authorization", text.clone()),
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_request_is_answered_and_a_refused_one_changes_nothing(
        method in method(),
        host in select(vec!["management.azure.com", "MANAGEMENT.azure.com", "graph.microsoft.com/v1.0",
            "login.microsoftonline.com", "example.com", ""]),
        path in path(),
        query in select(vec!["?api-version=2024-11-01", "?API-VERSION=2024-11-01&$filter=x eq 'y", "?api-version=", "",
            "?api-version=2024-11-01&$expand=instanceView", "?%", "?api-version=2024-11-01&$filter=atScope()"]),
        body in body(),
        token in token(),
    ) {
        let state = world();
        let request = request(&state, method, format!("https://{host}{path}{query}"), body, &token);
        let (response, decisions, events) = answer(&state, &request);
        prop_assert!((200..=599).contains(&response.status));
        let refused = events.iter().any(|it| matches!(it, Event::RequestRefused { .. }));
        prop_assert!(!refused || events.len() == 1 && response.status >= 400, "{} {:?}", response.status, events);
        if response.status >= 400 {
            let word = response.body_or_null();
            let told = ["/error/code", "/error"].iter().any(|it| word.pointer(it).is_some());
            prop_assert!(told || method == Method::Head, "{} says nothing: {}", request.url, word);
            prop_assert!(events.iter().all(|it| !it.changes_world()), "{:?}", events);
        }
        prop_assert!(response.status < 400 || !decisions.iter().any(|it| !it.allowed) || response.status == 403);
        if !matches!(token, Token::Of(_)) && host.to_lowercase().starts_with("management") {
            prop_assert_eq!(response.status, 401);
        }
        let mut after = state;
        for event in &events {
            after.apply(event);
        }
        prop_assert_eq!(broken(&Judge::default(), &after), None, "{:?}", events);
    }

    #[test]
    fn any_line_is_answered_quickly(text in "\\PC{0,200}") {
        run_quickly(&text)?;
    }

    #[test]
    fn any_soup_of_shell_and_az_is_answered_quickly(words in prop::collection::vec(select(vec![
        "az", "vm", "identity", "assign", "create", "group", "list", "-g", "-n", "--query", "[?", "{}", "@", "'", "\"",
        "\\", "`", "\n", "$(", ")", "|", ">", "<", ";", "&&", "||", "&", "#", "$x", "=", "\u{a0}", "“", "”", "\r\n",
        "--ids", "-o", "table", "keyless", "undo", "PS C:\\>", "$ ", "--help", "[].{a:b}", "\0", "myResourceGroup",
    ]), 0..40), glue in select(vec!["", " "])) {
        run_quickly(&words.join(glue))?;
    }
}

/// Debug builds on a busy machine get room; what must not happen is a line that takes many times as long as others.
const QUICK: Duration = Duration::from_millis(1500);

fn run_quickly(text: &str) -> Result<(), TestCaseError> {
    let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
    let began = Instant::now();
    session.run(text);
    session.run("az group list");
    prop_assert!(began.elapsed() < QUICK, "{:?} for {text:?}", began.elapsed());
    prop_assert_eq!(broken(&Judge::default(), session.state()), None);
    Ok(())
}

/// Noise of a size, the same each time.
fn noise(bytes: usize) -> String {
    let mut number = 0x9e37_79b9_u32;
    let mut next = || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b' ' + u8::try_from((number >> 24) % 95).unwrap_or_default())
    };
    (0..bytes).map(|_| next()).collect()
}

#[test]
fn large_noise_changes_nothing_and_ends_with_an_error() {
    let text = noise(100_000);
    for line in
        [text.clone(), format!("az vm identity assign -g myResourceGroup -n {}", text.replace(['\'', '"'], "x"))]
    {
        let mut session = Session::new(SessionOptions::default());
        let before = format!("{:?}", session.state().groups().collect::<Vec<_>>());
        let codes: Vec<i32> = session.run(&line).iter().map(|it| it.exit_code).collect();
        assert!(codes.iter().all(|code| [1, 2, 3, 127].contains(code)), "{codes:?}");
        assert!(!session.can_undo());
        assert_eq!(format!("{:?}", session.state().groups().collect::<Vec<_>>()), before);
        assert_eq!(session.run("az group exists -n myResourceGroup")[0].stdout, "true\n");
    }
}

#[test]
fn a_large_body_is_answered() {
    let state = world();
    let body = format!("{{\"tags\": {{\"a\": \"{}\"}}}}", "x".repeat(8 << 20));
    let url = format!("https://management.azure.com{}?api-version=2024-11-01", machine_path("vm1"));
    let (response, _, events) = answer(&state, &request(&state, Method::Patch, url, Some(body), &Token::Of("reader")));
    assert_eq!((response.status, events.len()), (403, 1));
}

#[test]
fn deeply_nested_json_is_refused() {
    let state = world();
    let body = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let url = format!("https://management.azure.com{}?api-version=2024-11-01", machine_path("vm1"));
    let (response, _, _) = answer(&state, &request(&state, Method::Patch, url, Some(body), &Token::Of("alice")));
    assert_eq!(response.status, 400);
}

#[test]
fn an_expired_token_and_one_for_another_audience_are_refused() {
    let state = world();
    let token = cloud::token(&state, "alice");
    let mut later = state.clone();
    later.apply(&Event::ClockAdvanced { seconds: 2 * 86_400 });
    let url = format!("https://management.azure.com{GROUP}?api-version=2024-11-01");
    let request = ApiRequest::new(Method::Get, url).header("Authorization", format!("Bearer {token}"));
    let code = |state: &State, request: &ApiRequest| {
        let (response, _, _) = answer(state, request);
        (response.status, response.body_or_null()["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(code(&state, &request).0, 200);
    assert_eq!(code(&later, &request), (401, "ExpiredAuthenticationToken".to_owned()));
    let graph = ApiRequest::new(Method::Get, "https://graph.microsoft.com/v1.0/servicePrincipals")
        .header("Authorization", format!("Bearer {token}"));
    assert_eq!(code(&state, &graph), (401, "InvalidAuthenticationToken".to_owned()));
}
