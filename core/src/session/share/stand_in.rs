//! Secrets stay at home: in a share, each value of a secret argument gives way to another that satisfies the same rules.

use crate::scenario::PASSWORD;
use crate::session::Session;
use crate::shell::{Dialect, Read, read_paste};

/// Secret options, with the words that a command must begin with for the option to be a secret; none: always.
const SECRET: [(&str, &str); 6] = [
    ("--admin-password", ""),
    ("--password", ""),
    ("-p", "az login"),
    ("--account-key", ""),
    ("--sas-token", ""),
    ("--value", "az keyvault secret"),
];

/// Fields of a JSON body that carry a secret.
const FIELDS: [&str; 5] =
    ["\"adminPassword\"", "\"password\"", "\"clientSecret\"", "\"secretText\"", "\"client_secret\""];

/// Parts of the names of variables that hold a secret.
const NAMES: [&str; 4] = ["password", "secret", "token", "passw"];

/// No more substitutions of a line than this are looked into.
const DEEPEST: usize = 50;

/// Values shorter than this are replaced where their option stands, and nowhere else.
const TELLING: usize = 6;

/// A secret of a line: what stands there, from its option on, and the value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// `--admin-password 'my Password'`, as typed.
    pub typed: String,
    /// `'my Password'`, as typed.
    pub raw: String,
    /// `my Password`
    pub value: String,
}

/// The secrets that stand in a line or a paste.
pub fn secrets(text: &str) -> Vec<Secret> {
    let reads = read_paste(text, Dialect::Auto, true);
    let mut found: Vec<Secret> = reads.iter().flat_map(of_options).collect();
    for (at, _) in text.match_indices("$(").take(DEEPEST) {
        if let Some(inner) = text.get(at + 2..).and_then(inside) {
            found.extend(read_paste(inner, Dialect::Auto, true).iter().flat_map(of_options));
        }
    }
    found.extend(text.split_whitespace().filter_map(of_assignment));
    for field in FIELDS {
        found.extend(text.match_indices(field).filter_map(|(at, _)| of_field(text.get(at..)?, field)));
    }
    found
}

/// What stands before the parenthesis that closes.
fn inside(text: &str) -> Option<&str> {
    let mut depth = 1;
    let end = text.find(|c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    })?;
    text.get(..end)
}

fn of_options(read: &Read) -> Vec<Secret> {
    let mut found = Vec::new();
    for command in read.result.iter().flatten() {
        let words: Vec<&str> = command.texts().collect();
        let head = words.join(" ");
        let is_secret = |name: &str| SECRET.iter().any(|(option, start)| *option == name && head.starts_with(start));
        let mut words = command.words.iter().peekable();
        while let Some(word) = words.next() {
            let raw = |range: std::ops::Range<usize>| command.source.get(range).unwrap_or_default().to_owned();
            if let Some((_, value)) = word.text.split_once('=').filter(|(name, _)| is_secret(name)) {
                let typed = raw(word.raw.clone());
                let start = typed.find('=').map_or(0, |at| at + 1);
                let text = typed.get(start..).unwrap_or_default().to_owned();
                found.push(Secret { raw: text, value: value.to_owned(), typed });
            } else if is_secret(&word.text)
                && let Some(value) = words.peek()
            {
                let typed = raw(word.raw.start..value.raw.end);
                found.push(Secret { typed, raw: raw(value.raw.clone()), value: value.text.clone() });
            }
        }
    }
    found.retain(|it| !it.value.is_empty() && !it.value.contains('$'));
    found
}

/// `password=…`, whether or not the line could be read.
fn of_assignment(word: &str) -> Option<Secret> {
    let (name, raw) = word.trim_end_matches(';').split_once('=')?;
    let variable = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let named = NAMES.iter().any(|it| name.to_ascii_lowercase().contains(it));
    let value = raw.trim_matches(['"', '\'']).to_owned();
    let secret = variable && named && !value.is_empty() && !value.contains('$');
    secret.then(|| Secret { typed: word.to_owned(), raw: raw.to_owned(), value })
}

/// The string after a JSON field's name.
fn of_field(text: &str, field: &str) -> Option<Secret> {
    let rest = text.get(field.len()..)?.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let value = rest.get(..rest.find('"')?)?.to_owned();
    let typed = text.get(..text.len() - rest.len() + value.len())?.to_owned();
    (!value.is_empty()).then(|| Secret { typed, raw: value.clone(), value })
}

/// A session's lines with stand-ins for the learner's secrets. What the world itself gave out stays: it follows from the
/// seed. So does the accounts' common password.
pub(super) fn lines(session: &Session) -> Vec<String> {
    let mut replaced: Vec<Secret> = Vec::new();
    let mut seen = String::new();
    for outcome in session.transcript() {
        for secret in secrets(&outcome.line) {
            let known = secret.value == PASSWORD || seen.contains(secret.value.as_str());
            if !known && !replaced.contains(&secret) {
                replaced.push(secret);
            }
        }
        seen.push_str(&outcome.stdout);
    }
    session.lines.iter().map(|line| hidden(line, &replaced)).collect()
}

fn hidden(line: &str, secrets: &[Secret]) -> String {
    let mut line = line.to_owned();
    for secret in secrets {
        let number = secrets.iter().position(|it| it.value == secret.value).unwrap_or(0);
        let other = stand_in(&secret.value, number);
        if secret.value.len() >= TELLING {
            line = line.replace(&secret.value, &other);
        }
        line = line.replace(&secret.typed, &secret.typed.replace(&secret.raw, &other));
    }
    line
}

/// As long, with the same kinds of characters in the same places: what rules about passwords look at.
fn stand_in(value: &str, number: usize) -> String {
    let turn = |first: u8, count: usize, place: usize| {
        char::from(first + u8::try_from((number * 7 + place * 5) % count).unwrap_or(0))
    };
    let kind = |(place, c): (usize, char)| match c {
        'a'..='z' => turn(b'a', 26, place),
        'A'..='Z' => turn(b'A', 26, place),
        '0'..='9' => turn(b'0', 10, place),
        _ => '.',
    };
    value.chars().enumerate().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionOptions;

    fn after(typed: &[&str]) -> Vec<String> {
        let mut session = Session::new(SessionOptions { terminal: true, ..SessionOptions::default() });
        for line in typed {
            session.run(line);
        }
        lines(&session)
    }

    #[test]
    fn a_stand_in_passes_where_the_secret_passed() {
        assert_eq!(stand_in("myPassword12", 0).len(), 12);
        let kinds = |text: &str| text.chars().map(|c| (c.is_ascii_lowercase(), c.is_ascii_digit())).collect::<Vec<_>>();
        assert_eq!(kinds(&stand_in("myPassword12!", 3)), kinds("myPassword12!"));
        assert_ne!(stand_in("myPassword12", 0), stand_in("myPassword12", 1));
    }

    #[test]
    fn secrets_give_way_however_they_are_written_and_other_values_do_not() {
        let typed = [
            "az vm create -g myResourceGroup -n a --image Win2022Datacenter --admin-username u1x --admin-password 'S3cret word!'",
            "az vm create -g myResourceGroup -n b --admin-password=S3cretWord99",
            "az keyvault secret set --vault-name v -n x --value abc",
            "az rest --method post --url https://x/y --body '{\"properties\": {\"adminPassword\": \"InTheBody12\"}}'",
            "echo S3cretWord99",
            "az webapp create -p myPlan -n site",
            "password=VariableOne1",
            "x=$(az login -u a@b -p InnerSecret99)",
        ];
        let shared = after(&typed).join("\n");
        for secret in ["S3cret word!", "S3cretWord99", "--value abc", "InTheBody12", "VariableOne1", "InnerSecret99"] {
            assert!(!shared.contains(secret), "{secret} is in {shared}");
        }
        assert!(shared.contains("-p myPlan") && shared.contains("Win2022Datacenter"));
        assert_eq!(shared.lines().count(), typed.len());
    }

    #[test]
    fn the_accounts_password_and_what_the_world_gave_out_stay() {
        let login = "az login -u reader@contoso.onmicrosoft.com -p 'correct horse'";
        assert_eq!(after(&[login]), [login]);
    }
}
