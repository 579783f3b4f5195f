//! Secrets that this world did not issue: a line that holds one is refused, and kept nowhere.

use super::Session;
use crate::model::resource::{Resource, ResourceKind};
use crate::model::storage::account_key;
use crate::token::claims::Claims;

/// What a line holds that is not of this world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignSecret {
    /// What it is: `an access token`.
    pub what: &'static str,
    /// The line, with the secret masked.
    pub masked: String,
}

impl ForeignSecret {
    /// What the terminal says.
    pub(super) fn text(&self) -> String {
        format!(
            "ERROR: This line holds {} that this simulated cloud did not issue. It was not run, and is kept nowhere. If it is a real one, treat it as leaked: revoke it or make a new one.\n",
            self.what
        )
    }
}

impl Session {
    /// What looks like a token, a storage key, a shared access signature or a client secret, and is none of this
    /// world's. Whoever keeps lines asks before keeping one.
    pub fn foreign_secret(&self, text: &str) -> Option<ForeignSecret> {
        let mut masked = text.to_owned();
        let mut what = None;
        for word in words(text) {
            if let Some(kind) = kind(word).filter(|kind| !self.issued(*kind, word)) {
                masked = masked.replace(word, "***");
                what = what.or(Some(kind.text()));
            }
        }
        what.map(|what| ForeignSecret { what, masked })
    }

    fn issued(&self, kind: Kind, word: &str) -> bool {
        if kind == Kind::Token {
            return Claims::read(word, self.options.seed).is_some();
        }
        let state = self.state();
        let of_account = |it: &Resource| match &it.kind {
            ResourceKind::StorageAccount(account) => {
                [1, 2].iter().any(|number| account_key(self.options.seed, account.serial, &it.name, *number) == word)
            }
            _ => false,
        };
        let known = match kind {
            Kind::AccountKey => state.resources().any(of_account),
            Kind::ClientSecret => state.applications().any(|it| it.passwords.iter().any(|it| it.secret == word)),
            Kind::Token | Kind::Signature => false,
        };
        // An earlier world of this session may have shown it.
        known || self.transcript.iter().any(|it| it.stdout.contains(word))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Token,
    AccountKey,
    Signature,
    ClientSecret,
}

impl Kind {
    const fn text(self) -> &'static str {
        match self {
            Self::Token => "an access token",
            Self::AccountKey => "a storage account key",
            Self::Signature => "a shared access signature",
            Self::ClientSecret => "a client secret",
        }
    }
}

/// Runs of characters that a secret may consist of; a signature's value without its name.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| !(c.is_ascii_alphanumeric() || "+/=_-.~%".contains(c));
    text.split(apart).map(|word| {
        let rest = word.trim_end_matches('=');
        let start = rest.rfind('=').map_or(0, |at| at + 1);
        word.get(start..).unwrap_or(word)
    })
}

fn kind(word: &str) -> Option<Kind> {
    let only = |text: &str, more: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
    if word.starts_with("eyJ") && word.len() >= 60 && word.matches('.').count() >= 2 && only(word, "-_.") {
        return Some(Kind::Token);
    }
    // 64 bytes in base64.
    if let Some(key) = word.strip_suffix("==")
        && key.len() == 86
        && only(key, "+/")
    {
        return Some(Kind::AccountKey);
    }
    // 32 bytes in base64, as it stands in a URL.
    let signature = word.strip_suffix("%3D").or_else(|| word.strip_suffix("%3d"));
    if signature.is_some_and(|it| (43..=80).contains(&it.len()) && only(it, "%+/") && it.contains('%')) {
        return Some(Kind::Signature);
    }
    let marked = word.get(3..6).is_some_and(|it| it == "8Q~" || it == "7Q~");
    (marked && (30..=50).contains(&word.len()) && only(word, "-_.~")).then_some(Kind::ClientSecret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;

    const FOREIGN: &str =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21hbmFnZW1lbnQuYXp1cmUuY29tLyJ9.c2lnbmF0dXJl";

    fn session() -> Session {
        Session::new(SessionOptions::default())
    }

    #[test]
    fn a_foreign_token_is_refused_and_kept_nowhere() {
        let mut session = session();
        let line = format!("az rest --url /subscriptions --headers \"Authorization=Bearer {FOREIGN}\"");
        let outcome = session.run(&line).remove(0);
        assert_eq!(outcome.exit_code, 1);
        assert!(outcome.stderr.contains("an access token that this simulated cloud did not issue"));
        let kept = format!("{:?} {:?} {:?}", session.journal(), session.transcript(), session.entries());
        assert!(!kept.contains(FOREIGN) && kept.contains("Bearer ***"), "{kept}");
        assert_eq!(session.feed(&line).len(), 1);
        assert!(session.journal().lines.is_empty());
    }

    #[test]
    fn keys_signatures_and_client_secrets_are_known_by_their_looks() {
        let key = format!("{}==", "aB3+".repeat(22).get(..86).unwrap());
        for (what, line) in [
            ("a storage account key", format!("az storage blob list --account-key {key}")),
            ("a storage account key", format!("--connection-string \"AccountName=a;AccountKey={key};X=y\"")),
            ("a shared access signature", format!("curl 'https://a/b?sv=1&sig={}%3D&se=2'", "a1%2B".repeat(9))),
            ("a client secret", format!("az login -p abc8Q~{}", "x1-_".repeat(8))),
        ] {
            let found = session().foreign_secret(&line).unwrap();
            assert_eq!(found.what, what, "{line}");
            assert!(found.masked.contains("***"), "{}", found.masked);
        }
        for line in ["az group list", "echo eyJ", "az vm create --admin-password 'correct horse'"] {
            assert_eq!(session().foreign_secret(line), None, "{line}");
        }
    }

    #[test]
    fn what_this_world_issued_may_be_used() {
        let mut session = session();
        session.run("az storage account create -g myResourceGroup -n keylessdemo -l westus");
        let printed = |session: &mut Session, line: &str| session.run(line).remove(0).stdout.trim().to_owned();
        let key = printed(&mut session, "az storage account keys list -n keylessdemo --query '[0].value' -o tsv");
        let secret = printed(&mut session, "az ad sp create-for-rbac --query password -o tsv");
        let token = printed(&mut session, "az account get-access-token --query accessToken -o tsv");
        for found in [key, secret, token] {
            assert!(kind(&found).is_some(), "{found}");
            assert_eq!(session.foreign_secret(&format!("x --key {found}")), None, "{found}");
        }
    }
}
