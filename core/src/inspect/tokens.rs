//! The tokens of a session: whose they are, for whom, and what each claim says.

use crate::model::time::Timestamp;
use crate::state::State;
use crate::token::claims::Claims;

/// A token of this world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenStory {
    /// Whose it is: a user principal name or a display name.
    pub holder: String,
    /// The holder's object id.
    pub principal: String,
    /// For which resource.
    pub audience: String,
    /// Whether it still counts.
    pub standing: Standing,
    /// Name, value and meaning of each claim.
    pub claims: Vec<(&'static str, String, &'static str)>,
}

/// Whether a token still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Until it expires.
    Valid,
    /// Its time is over.
    Expired,
    /// Its holder is gone; until it expires, the token is still taken.
    HolderGone,
}

/// What `read` says of a token that this world did not issue: nothing about what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign;

/// The tokens that az and the platform keep, newest first.
pub fn kept(state: &State) -> Vec<TokenStory> {
    let mut stories: Vec<(i64, TokenStory)> = Vec::new();
    for token in state.terminal().tokens.values().chain(state.managed_tokens().values()) {
        if let Some(claims) = Claims::read(&token.token, state.seed()) {
            stories.push((-claims.iat, story(state, &claims)));
        }
    }
    crate::model::order::sort_by_key(&mut stories, |it| it.0);
    stories.into_iter().map(|it| it.1).collect()
}

/// Explains a token that this world issued.
///
/// # Errors
/// For any other: it is not looked into.
pub fn read(state: &State, token: &str) -> Result<TokenStory, Foreign> {
    let bare = token.trim().trim_matches('"');
    let bare = bare.strip_prefix("Bearer ").unwrap_or(bare);
    Claims::read(bare, state.seed()).map(|claims| story(state, &claims)).ok_or(Foreign)
}

fn story(state: &State, claims: &Claims) -> TokenStory {
    let principal = state.principal(&crate::model::id::ObjectId::new(&claims.oid));
    let standing = match principal {
        _ if claims.exp <= state.now().0 => Standing::Expired,
        None => Standing::HolderGone,
        Some(_) => Standing::Valid,
    };
    let known = principal.map(|it| it.display_name().to_owned());
    TokenStory {
        holder: claims.upn.clone().or(known).unwrap_or_else(|| claims.oid.clone()),
        principal: claims.oid.clone(),
        audience: claims.aud.clone(),
        standing,
        claims: explained(claims),
    }
}

fn explained(claims: &Claims) -> Vec<(&'static str, String, &'static str)> {
    let time = |seconds: i64| format!("{seconds} ({} UTC)", Timestamp(seconds).readable());
    let managed = claims.xms_mirid.is_some();
    let mut all = vec![
        ("aud", claims.aud.clone(), "Audience: the one resource that may take this token. Any other refuses it."),
        (
            "iss",
            claims.iss.clone(),
            "Issuer: the tenant's token service. A resource listens only to the tenant it trusts.",
        ),
        ("tid", claims.tid.clone(), "Tenant id: in whose directory the holder is."),
        (
            "oid",
            claims.oid.clone(),
            if managed {
                "Object id of the service principal: the identity's principalId. Role assignments name this one."
            } else {
                "Object id of the holder in the directory. Role assignments name this one."
            },
        ),
        ("sub", claims.sub.clone(), "Subject: for tokens of applications and managed identities the same as oid."),
        (
            "appid",
            claims.appid.clone(),
            if managed {
                "Application id: the identity's clientId, with which code asks for tokens."
            } else {
                "Application id of the client that asked: az itself, or the application that signed in."
            },
        ),
        (
            "appidacr",
            claims.appidacr.clone(),
            "How the client proved who it is: 0 not at all, 1 with a password, 2 with a certificate, as managed identities do.",
        ),
        (
            "idtyp",
            claims.idtyp.clone(),
            "Whose token it is: user for a person, app for an application or a managed identity.",
        ),
        ("iat", time(claims.iat), "Issued at."),
        ("nbf", time(claims.nbf), "Not valid before."),
        ("exp", time(claims.exp), "Expires: until then the token is taken, whatever changes in the meantime."),
        ("idp", claims.idp.clone(), "Identity provider: who authenticated the holder."),
        ("ver", claims.ver.clone(), "Version of the token format."),
    ];
    if let Some(upn) = &claims.upn {
        all.push(("upn", upn.clone(), "User principal name: how the person signs in."));
    }
    if let Some(mirid) = &claims.xms_mirid {
        let meaning = "Managed identity resource id: the user-assigned identity, or the host of a system-assigned one.";
        all.push(("xms_mirid", mirid.clone(), meaning));
    }
    if !claims.groups.is_empty() {
        let meaning = "Groups at the time of issue. A later change shows only in the next token (R34).";
        all.push(("groups", claims.groups.join(" "), meaning));
    }
    for (name, value) in [("aio", &claims.aio), ("uti", &claims.uti)] {
        if !value.is_empty() {
            all.push((name, value.clone(), "For the token service's own use; nothing to rely on."));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Session, SessionOptions};

    fn session(lines: &[&str]) -> Session {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        for line in lines {
            session.run(line);
        }
        session
    }

    #[test]
    fn the_token_that_az_used_is_explained_until_it_expires_and_after() {
        let mut session = session(&["az group list"]);
        let stories = kept(session.state());
        assert_eq!(stories[0].holder, "alice@contoso.onmicrosoft.com");
        assert_eq!(stories[0].standing, Standing::Valid);
        assert!(stories[0].claims.iter().any(|(name, value, _)| *name == "aud" && value.contains("management")));
        session.run("keyless clock +2d");
        assert_eq!(kept(session.state())[0].standing, Standing::Expired);
    }

    #[test]
    fn a_token_of_this_world_is_read_and_a_foreign_one_is_not() {
        let session = session(&["az account get-access-token --query accessToken -o tsv"]);
        let token = session.transcript()[0].stdout.trim().to_owned();
        let found = read(session.state(), &format!("Bearer {token}")).unwrap();
        assert_eq!(found.principal, "33333333-aaaa-4bbb-8ccc-000000000001");
        let foreign = Session::new(SessionOptions { seed: 2, ..SessionOptions::default() });
        assert_eq!(read(foreign.state(), &token), Err(Foreign));
        assert_eq!(read(session.state(), "eyJ0eXAiOiJKV1QifQ.e30.x"), Err(Foreign));
        assert_eq!(read(session.state(), ""), Err(Foreign));
    }
}
