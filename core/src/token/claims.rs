//! Claims of an access token, and its signed form (imds.md §3).
//!
//! Simplification: HMAC-SHA256 under a key from the world's seed, where Entra ID signs with RS256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::model::id::derive_128;

/// The claims that this simulation reads and writes. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The resource it is for, exactly as it was asked for.
    pub aud: String,
    /// `https://sts.windows.net/{tid}/`
    pub iss: String,
    /// Issued at.
    pub iat: i64,
    /// Not valid before.
    pub nbf: i64,
    /// Not valid from here on.
    pub exp: i64,
    /// The client id of the application that asked.
    pub appid: String,
    /// How it proved who it is: `0` not at all, `1` by a password, `2` by a certificate, as managed identities do.
    #[serde(default)]
    pub appidacr: String,
    /// Same as `iss`.
    #[serde(default)]
    pub idp: String,
    /// The groups of the caller when the token was issued (R34).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// `user` or `app`.
    pub idtyp: String,
    /// The caller's object id.
    pub oid: String,
    /// Same as `oid`.
    pub sub: String,
    /// The tenant.
    pub tid: String,
    /// The user principal name, of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upn: Option<String>,
    /// Opaque.
    #[serde(default)]
    pub aio: String,
    /// Opaque, different in every token.
    #[serde(default)]
    pub uti: String,
    /// The ARM id of a user-assigned identity, or of a system-assigned one's host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xms_mirid: Option<String>,
    /// `1.0`
    pub ver: String,
}

/// The head of every token: `{"typ":"JWT","alg":"HS256","kid":"keyless-simulated"}`.
const HEADER: &str = r#"{"typ":"JWT","alg":"HS256","kid":"keyless-simulated"}"#;

impl Claims {
    /// The compact, signed form.
    pub fn sign(&self, seed: u64) -> String {
        let payload = serde_json::to_string(self).unwrap_or_default();
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(HEADER), URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(mac(seed, &signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    /// Reads a token that the world with this seed has signed; `None` for anything else.
    pub fn read(token: &str, seed: u64) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        mac(seed, signed).verify_slice(&signature).ok()?;
        let (_, payload) = signed.split_once('.')?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }
}

fn mac(seed: u64, text: &str) -> Hmac<Sha256> {
    let (a, b) = derive_128(seed, 0, "token signing key");
    let mut key = [0_u8; 64];
    for (slot, byte) in key.iter_mut().zip(a.to_be_bytes().into_iter().chain(b.to_be_bytes())) {
        *slot = byte;
    }
    let mut mac = Hmac::<Sha256>::new(&key.into());
    mac.update(text.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            aud: "https://management.azure.com/".to_owned(),
            iss: "https://sts.windows.net/t/".to_owned(),
            iat: 1,
            nbf: 1,
            exp: 2,
            appid: "a".to_owned(),
            appidacr: "2".to_owned(),
            idp: "i".to_owned(),
            groups: Vec::new(),
            aio: String::new(),
            uti: String::new(),
            xms_mirid: None,
            idtyp: "app".to_owned(),
            oid: "o".to_owned(),
            sub: "o".to_owned(),
            tid: "t".to_owned(),
            upn: None,
            ver: "1.0".to_owned(),
        }
    }

    #[test]
    fn a_token_is_read_by_the_world_that_signed_it_and_by_no_other() {
        let token = claims().sign(7);
        assert_eq!(Claims::read(&token, 7), Some(claims()));
        assert_eq!(Claims::read(&token, 8), None);
        assert_eq!(Claims::read(&token.replacen('.', ".x", 1), 7), None);
        assert_eq!(Claims::read("", 7), None);
    }
}
