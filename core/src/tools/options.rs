//! Options of the small commands, read by the table in [`super::commands`].

use super::commands;

/// What was given: options by their letter with their value, and the other words.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) options: Vec<(char, String)>,
    pub(crate) operands: Vec<String>,
}

/// Reads a command's words.
///
/// # Errors
/// An option that is not simulated, or lacks its value, in the command's words.
pub(crate) fn read(name: &str, arguments: &[String]) -> Result<Given, String> {
    let known = commands::find(name).map_or(&[][..], |it| it.options);
    let mut given = Given::default();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--" {
            given.operands.extend(words.cloned());
            break;
        }
        if let Some(long) = word.strip_prefix("--") {
            let (long, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            let found = known.iter().find(|it| it.long == long).ok_or_else(|| unknown(name, word))?;
            let value = match (found.value.is_empty(), value) {
                (false, None) => words.next().cloned().ok_or_else(|| missing(name, word))?,
                (_, value) => value.unwrap_or_default().to_owned(),
            };
            given.options.push((found.letter, value));
        } else if word.len() > 1 && word.starts_with('-') {
            letters(name, known, word, &mut words, &mut given)?;
        } else {
            given.operands.push(word.clone());
        }
    }
    Ok(given)
}

fn letters(
    name: &str,
    known: &[commands::KnownOption],
    word: &str,
    words: &mut std::slice::Iter<'_, String>,
    given: &mut Given,
) -> Result<(), String> {
    let mut rest = word.chars().skip(1);
    // `head -5`
    if let Some(number) = word.strip_prefix('-').filter(|it| it.chars().all(|c| c.is_ascii_digit()))
        && known.iter().any(|it| it.letter == 'n' && !it.value.is_empty())
    {
        given.options.push(('n', number.to_owned()));
        return Ok(());
    }
    while let Some(letter) = rest.next() {
        let found = known.iter().find(|it| it.letter == letter).ok_or_else(|| unknown(name, &format!("-{letter}")))?;
        if found.value.is_empty() {
            given.options.push((letter, String::new()));
            continue;
        }
        let glued: String = rest.collect();
        let value = if glued.is_empty() { words.next().cloned() } else { Some(glued) };
        given.options.push((letter, value.ok_or_else(|| missing(name, &format!("-{letter}")))?));
        break;
    }
    Ok(())
}

fn unknown(name: &str, option: &str) -> String {
    format!("{name}: the option '{option}' is not simulated here\n")
}

fn missing(name: &str, option: &str) -> String {
    format!("{name}: option '{option}' requires an argument\n")
}
