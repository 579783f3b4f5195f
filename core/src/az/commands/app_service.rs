//! `az appservice plan`, `az webapp` and `az functionapp`: as much as makes a host for identities.

use serde_json::{Map, Value};

use super::app_service_identity as identity;
use crate::api::request::Method;
use crate::az::Arguments;
use crate::az::client::{AzError, AzResult, Client};
use crate::az::shape::{flatten, rows};
use crate::model::json::json;

pub(super) const API: &str = "2024-11-01";

fn below(client: &Client<'_>, group: Option<&str>, kind: &str) -> String {
    let group = group.map(|it| format!("/resourceGroups/{it}")).unwrap_or_default();
    format!("/subscriptions/{}{group}/providers/Microsoft.Web/{kind}", client.subscription)
}

/// The path of the site that the arguments name.
pub(super) fn path(client: &Client<'_>, arguments: &Arguments) -> String {
    let name = arguments.text("name").unwrap_or_default();
    format!("{}/{name}", below(client, arguments.text("resource_group_name"), "sites"))
}

/// A site as az prints it: its plan's id goes by another name.
fn shown(site: Value) -> Value {
    let mut site = flatten(site);
    if let Some(map) = site.as_object_mut() {
        let plan = map.shift_remove("serverFarmId").unwrap_or(Value::Null);
        map.insert("appServicePlanId".to_owned(), plan);
    }
    site
}

fn is_function_app(site: &Value) -> bool {
    site.get("kind").and_then(Value::as_str).is_some_and(|it| it.contains("functionapp"))
}

/// Reads a site or plan; a refusal is printed as the service's whole answer.
fn get_raw(client: &mut Client<'_>, path: &str) -> AzResult {
    let response = client.arm(Method::Get, path, API, None);
    match response.status {
        200..=299 => Ok(response.body_or_null()),
        404 => Err(AzError::new(format!("Not Found({})", response.body_or_null())).with_exit_code(3)),
        _ => Err(AzError::from_response(&response)),
    }
}

pub(super) fn show_functions(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    Ok(shown(get_raw(client, &path)?))
}

pub(super) fn show(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = path(client, arguments);
    Ok(shown(client.get(&path, API)?))
}

fn list(client: &mut Client<'_>, arguments: &Arguments, functions: bool) -> AzResult {
    let path = below(client, arguments.text("resource_group_name"), "sites");
    let found = client.list(&path, API)?;
    Ok(Value::Array(found.into_iter().filter(|it| is_function_app(it) == functions).map(shown).collect()))
}

pub(super) fn list_web(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    list(client, arguments, false)
}

pub(super) fn list_functions(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    list(client, arguments, true)
}

pub(super) fn table(value: &Value) -> Value {
    let plan = |item: &Value| {
        let id = item.get("appServicePlanId").and_then(Value::as_str).unwrap_or_default();
        let mut item = item.clone();
        if let Some(map) = item.as_object_mut() {
            map.insert("appServicePlan".to_owned(), json!(id.rsplit('/').next()));
        }
        item
    };
    let value = match value {
        Value::Array(items) => Value::Array(items.iter().map(plan).collect()),
        item => plan(item),
    };
    rows(
        &value,
        &[
            ("Name", "/name"),
            ("Location", "/location"),
            ("State", "/state"),
            ("ResourceGroup", "/resourceGroup"),
            ("DefaultHostName", "/defaultHostName"),
            ("AppServicePlan", "/appServicePlan"),
        ],
    )
}

pub(super) fn delete_web(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    if !arguments.flag("keep_empty_plan") {
        client.warn("Note: If this is the last app on the plan, the plan will also be deleted. Use --keep-empty-plan to prevent this.");
    }
    delete(client, arguments)
}

pub(super) fn delete(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let mut path = path(client, arguments);
    if arguments.flag("keep_empty_plan") {
        path.push_str("?deleteEmptyServerFarm=false");
    }
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}

pub(super) fn create_web(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let (group, name) = (arguments.text("resource_group_name"), arguments.text("name").unwrap_or_default().to_owned());
    let plan = plan(client, group, arguments.text("plan").unwrap_or_default())?;
    let linux = plan.pointer("/properties/reserved") == Some(&json!(true));
    if linux && arguments.text("runtime").is_none() {
        return Err(AzError::new(
            "Creating a Linux webapp requires one of the following: --runtime, --container-image-name, or --sitecontainers-app. Run 'az webapp list-runtimes --os-type linux' for supported runtimes. For custom containers, see 'az webapp sitecontainers create --help': https://learn.microsoft.com/cli/azure/webapp/sitecontainers",
        )
        .with_exit_code(2));
    }
    check_name(client, &name)?;
    let runtime = arguments.text("runtime").map(|it| it.replace([':', '|'], "|"));
    let field = |name: &str| plan.get(name).cloned().unwrap_or(Value::Null);
    let body = json!({
        "location": field("location"), "tags": tags(arguments), "kind": "app",
        "properties": {
            "serverFarmId": field("id"), "httpsOnly": arguments.switch("https_only").unwrap_or(false),
            "siteConfig": {"linuxFxVersion": runtime.unwrap_or_default(), "appSettings": []},
        },
    });
    put_and_assign(client, arguments, &body)
}

/// A function app needs a storage account that is there.
pub(super) fn create_functions(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let (group, name) = (arguments.text("resource_group_name"), arguments.text("name").unwrap_or_default().to_owned());
    if arguments.text("functions_version").is_none() {
        client.warn("No functions version specified so defaulting to 4.");
    }
    let (plan_name, consumption) = (arguments.text("plan"), arguments.text("consumption_plan_location"));
    let (plan, location) = match (plan_name, consumption) {
        (Some(name), None) => {
            let plan = plan(client, group, name)?;
            let location = plan.get("location").and_then(Value::as_str).unwrap_or_default().to_owned();
            (plan.get("id").cloned().unwrap_or(Value::Null), location)
        }
        (None, Some(location)) => (Value::Null, location.to_owned()),
        _ => {
            return Err(AzError::new(
                "usage error: You must specify one of these parameter --plan NAME_OR_ID | --consumption-plan-location LOCATION | --flexconsumption-location LOCATION",
            ));
        }
    };
    check_name(client, &name)?;
    let account = arguments.text("storage_account").unwrap_or_default();
    let account = if account.starts_with('/') {
        account.to_owned()
    } else {
        format!(
            "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Storage/storageAccounts/{account}",
            client.subscription,
            group.unwrap_or_default()
        )
    };
    client.get(&account, "2024-01-01")?;
    let settings: Vec<Value> =
        [("FUNCTIONS_WORKER_RUNTIME", "runtime"), ("FUNCTIONS_EXTENSION_VERSION", "functions_version")]
            .into_iter()
            .filter_map(|(name, dest)| Some(json!({ "name": name, "value": arguments.text(dest)? })))
            .collect();
    let mut properties = Map::new();
    properties.insert("siteConfig".to_owned(), json!({ "appSettings": settings }));
    if !plan.is_null() {
        properties.insert("serverFarmId".to_owned(), plan);
    }
    let body =
        json!({ "location": location, "tags": tags(arguments), "kind": "functionapp", "properties": properties });
    put_and_assign(client, arguments, &body)
}

fn tags(arguments: &Arguments) -> Option<Value> {
    arguments.json("tags").filter(|_| arguments.given("tags")).cloned()
}

fn put_and_assign(client: &mut Client<'_>, arguments: &Arguments, body: &Value) -> AzResult {
    let path = path(client, arguments);
    let site = client.arm_ok(Method::Put, &path, API, Some(body))?;
    let mut site = shown(site);
    if arguments.given("assign_identities") {
        let block = identity::assign(client, arguments)?;
        if let Some(map) = site.as_object_mut() {
            map.insert("identity".to_owned(), block);
        }
    }
    Ok(site)
}

fn check_name(client: &mut Client<'_>, name: &str) -> Result<(), AzError> {
    let path = format!("/subscriptions/{}/providers/Microsoft.Web/checknameavailability", client.subscription);
    let body = json!({ "name": name, "type": "Microsoft.Web/sites" });
    let answer = client.arm_ok(Method::Post, &path, API, Some(&body))?;
    match answer.get("nameAvailable") {
        Some(Value::Bool(true)) => Ok(()),
        _ => Err(AzError::new(answer.get("message").and_then(Value::as_str).unwrap_or_default())),
    }
}

/// A plan by id, by name in the group, or by name anywhere in the subscription.
fn plan(client: &mut Client<'_>, group: Option<&str>, wanted: &str) -> AzResult {
    if wanted.starts_with('/') {
        return client.get(wanted, API);
    }
    let path = format!("{}/{wanted}", below(client, group, "serverfarms"));
    if let Ok(plan) = client.get(&path, API) {
        return Ok(plan);
    }
    let all = below(client, None, "serverfarms");
    let mut found = client.list(&all, API)?;
    let same = |it: &Value| it.get("name").and_then(Value::as_str).is_some_and(|it| it.eq_ignore_ascii_case(wanted));
    found.retain(same);
    match found.pop() {
        Some(plan) => Ok(plan),
        None => Err(AzError::new(format!("The plan '{wanted}' doesn't exist.")).with_exit_code(3)),
    }
}

pub(super) fn create_plan(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let group = arguments.text("resource_group_name").unwrap_or_default();
    let name = arguments.text("name").unwrap_or_default();
    let linux = arguments.switch("is_linux").unwrap_or(true);
    let sku = arguments.text("sku").unwrap_or(if linux { "P0V3" } else { "B1" }).to_owned();
    let location = match arguments.text("location") {
        Some(location) => location.to_owned(),
        None => {
            let path = format!("/subscriptions/{}/resourcegroups/{group}", client.subscription);
            let found = client.get(&path, "2024-11-01")?;
            found.get("location").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
    };
    let os = if linux { "Linux" } else { "Windows" };
    client.warn(&format!("Creating App Service Plan '{name}' ({os}, SKU: {sku})."));
    let capacity = arguments.integer("number_of_workers").unwrap_or(1);
    let body = json!({
        "location": location, "tags": tags(arguments),
        "sku": {"name": sku, "tier": tier(&sku), "capacity": capacity},
        "properties": {"reserved": linux},
    });
    let path = format!("{}/{name}", below(client, Some(group), "serverfarms"));
    Ok(flatten(client.arm_ok(Method::Put, &path, API, Some(&body))?))
}

fn tier(sku: &str) -> &'static str {
    match sku.to_ascii_uppercase().as_str() {
        "F1" | "FREE" => "Free",
        "D1" | "SHARED" => "Shared",
        sku if sku.starts_with('B') => "Basic",
        sku if sku.starts_with('S') => "Standard",
        sku if sku.ends_with("V2") && sku.starts_with('P') => "PremiumV2",
        "P0V3" => "Premium0V3",
        sku if sku.ends_with("MV3") => "PremiumMV3",
        sku if sku.ends_with("V3") && sku.starts_with('P') => "PremiumV3",
        _ => "PremiumV4",
    }
}

pub(super) fn show_plan(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("name").unwrap_or_default();
    let path = format!("{}/{name}", below(client, arguments.text("resource_group_name"), "serverfarms"));
    Ok(flatten(get_raw(client, &path)?))
}

pub(super) fn list_plans(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let path = below(client, arguments.text("resource_group_name"), "serverfarms");
    Ok(Value::Array(client.list(&path, API)?.into_iter().map(flatten).collect()))
}

pub(super) fn delete_plan(client: &mut Client<'_>, arguments: &Arguments) -> AzResult {
    let name = arguments.text("name").unwrap_or_default();
    let path = format!("{}/{name}", below(client, arguments.text("resource_group_name"), "serverfarms"));
    client.arm_ok(Method::Delete, &path, API, None)?;
    Ok(Value::Null)
}
