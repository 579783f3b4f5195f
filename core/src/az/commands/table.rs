//! The commands for accounts, configuration and the directory: handler, honoured arguments, table.

use super::{Command, account, ad_app, ad_group, ad_user, command, config, login, rest};

/// Commands that run, or find their own words for it, when nobody is signed in.
const SIGNED_OUT: [&str; 16] = [
    "version",
    "login",
    "logout",
    "account clear",
    "account set",
    "account get-access-token",
    "config get",
    "config set",
    "config unset",
    "configure",
    "ad sp create-for-rbac",
    "rest",
    "feedback",
    "find",
    "interactive",
    "upgrade",
];

/// Whether a command runs when nobody is signed in.
pub fn runs_signed_out(name: &str) -> bool {
    SIGNED_OUT.contains(&name)
}

pub(super) const COMMANDS: [Command; 32] = [
    command("version", config::version, &[], None),
    command("login", login::login, login::HONOURS, None),
    command("logout", login::logout, &["username"], None),
    command("account set", account::set, &["subscription"], None),
    command("account clear", account::clear, &[], None),
    command(
        "account get-access-token",
        account::get_access_token,
        &["subscription", "resource", "scopes", "resource_type", "tenant"],
        None,
    ),
    command("account list-locations", account::list_locations, &[], None),
    command("config get", config::get, &["key"], None),
    command("config set", config::set, &["key_value"], None),
    command("config unset", config::unset, &["key"], None),
    command("configure", config::configure, &["defaults", "list_defaults", "scope"], None),
    command(
        "rest",
        rest::rest,
        &["url", "method", "headers", "uri_parameters", "body", "skip_authorization_header", "resource"],
        None,
    ),
    command("ad signed-in-user show", ad_user::signed_in, &[], None),
    command("ad user list", ad_user::list, &["upn", "display_name", "query_filter"], None),
    command("ad user show", ad_user::show, &["upn_or_object_id"], None),
    command(
        "ad user create",
        ad_user::create,
        &[
            "user_principal_name",
            "display_name",
            "password",
            "mail_nickname",
            "immutable_id",
            "force_change_password_next_sign_in",
        ],
        None,
    ),
    command("ad user delete", ad_user::delete, &["upn_or_object_id"], None),
    command("ad group create", ad_group::create, &["display_name", "mail_nickname", "force", "description"], None),
    command("ad group show", ad_group::show, &["object_id"], None),
    command("ad group list", ad_group::list, &["display_name", "query_filter"], None),
    command("ad group delete", ad_group::delete, &["object_id"], None),
    command("ad group member add", ad_group::add_member, &["group_id", "member_object_id"], None),
    command("ad group member list", ad_group::list_members, &["group_id"], None),
    command("ad group member remove", ad_group::remove_member, &["group_id", "member_object_id"], None),
    command("ad group member check", ad_group::check_member, &["group_id", "member_object_id"], None),
    command("ad app create", ad_app::create, &["display_name", "identifier_uris"], None),
    command("ad app show", ad_app::show, &["identifier"], None),
    command(
        "ad app list",
        ad_app::list,
        &["app_id", "display_name", "identifier_uri", "query_filter", "include_all", "show_mine"],
        Some(ad_app::table),
    ),
    command("ad app delete", ad_app::delete, &["identifier"], None),
    command("ad sp create", ad_app::create_sp, &["identifier"], None),
    command("ad sp delete", ad_app::delete_sp, &["identifier"], None),
    command(
        "ad sp create-for-rbac",
        ad_app::create_for_rbac,
        &["display_name", "create_password", "years", "scopes", "role"],
        None,
    ),
];
