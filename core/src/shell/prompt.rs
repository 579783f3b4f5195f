//! Prompts that come along when a terminal's text is pasted.

/// The prompt at the start of `line`, with the blanks around it, and what follows it.
///
/// Knows `$ `, `user@host:folder$ `, `user@host folder % `, `user [ folder ]$ `, `bash-5.2$ `, `PS folder> `
/// and `C:\folder>`.
pub(super) fn split_prompt(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 200;
    let text = line.trim_start_matches([' ', '\t', '\u{a0}']);
    let command = strip_prompt(text, LONGEST)?;
    let prompt = line.get(..line.len().saturating_sub(command.len()))?;
    Some((prompt, command))
}

/// The continuation prompt at the start of `line` (`> ` of Bash, `>> ` of PowerShell), and what follows it.
pub(super) fn strip_continuation_prompt(line: &str) -> Option<&str> {
    let text = line.trim_start_matches([' ', '\t']);
    ["> ", ">> ", ">\u{a0}"].into_iter().find_map(|prompt| text.strip_prefix(prompt))
}

fn strip_prompt(text: &str, longest: usize) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("$ ").or_else(|| text.strip_prefix("$\u{a0}")) {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix("PS ") {
        let (folder, command) = rest.split_once('>')?;
        let plausible = folder.len() <= longest && !folder.contains(['"', '\'', '|', '<']);
        return plausible.then(|| command.strip_prefix(' ').unwrap_or(command));
    }
    if let Some(rest) = drive_prompt(text) {
        return Some(rest);
    }
    let (at, sign) = text.char_indices().take(longest).find(|(_, c)| matches!(c, '$' | '%' | '#'))?;
    let prompt = text.get(..at)?;
    let command = text.get(at.saturating_add(sign.len_utf8())..)?.strip_prefix(' ')?;
    (is_user_at_host(prompt) || is_cloud_shell(prompt) || is_bare_bash(prompt)).then_some(command)
}

/// `C:\folder>` of Windows' command prompt.
fn drive_prompt(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let drive = chars.next().is_some_and(|c| c.is_ascii_uppercase()) && chars.as_str().starts_with(":\\");
    let (folder, command) = text.split_once('>')?;
    (drive && !folder.contains(['"', '\'', '|', '<'])).then(|| command.strip_prefix(' ').unwrap_or(command))
}

/// `user@host:folder`, `[user@host folder]`, `(env) user@host:folder`, `user@host folder `.
fn is_user_at_host(prompt: &str) -> bool {
    let prompt = prompt.trim_start_matches('(');
    let prompt = match prompt.split_once(") ") {
        Some((environment, rest)) if environment.chars().all(is_name) => rest,
        _ => prompt,
    };
    let prompt = prompt.trim_start_matches('[').trim_end_matches(']');
    let Some((user, rest)) = prompt.split_once('@') else {
        return false;
    };
    let host = rest.split([':', ' ']).next().unwrap_or_default();
    !user.is_empty()
        && user.chars().all(is_name)
        && !host.is_empty()
        && host.chars().all(is_name)
        && rest.len() > host.len()
}

/// `user [ folder ]` of Azure Cloud Shell.
fn is_cloud_shell(prompt: &str) -> bool {
    let Some((user, rest)) = prompt.split_once(" [ ") else {
        return false;
    };
    !user.is_empty() && user.chars().all(is_name) && rest.ends_with(" ]")
}

/// `bash-5.2`.
fn is_bare_bash(prompt: &str) -> bool {
    prompt.strip_prefix("bash-").is_some_and(|version| version.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}
