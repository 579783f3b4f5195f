//! Scripts inside a machine: only plain `echo` is simulated, everything else is refused by name in what it prints.

/// What a script printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Runs a script line by line.
pub fn run(script: &str) -> Printed {
    let mut printed = Printed::default();
    for line in script.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#')) {
        match echo(line) {
            Some(text) => {
                printed.stdout.push_str(&text);
                printed.stdout.push('\n');
            }
            None => {
                let name = line.split_whitespace().next().unwrap_or_default();
                printed
                    .stderr
                    .push_str(&format!("{name}: not simulated: Keyless runs only plain 'echo' inside a machine\n"));
            }
        }
    }
    printed
}

/// The text of `echo …` with plain or wholly quoted words; `None` for anything more.
fn echo(line: &str) -> Option<String> {
    let rest = line.strip_prefix("echo")?;
    if !rest.is_empty() && !rest.starts_with(' ') {
        return None;
    }
    let mut words = Vec::new();
    let mut rest = rest.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '\'' | '"' => {
                let (word, after) = rest.get(1..)?.split_once(first)?;
                if !(after.is_empty() || after.starts_with(' ')) || first == '"' && word.contains(SPECIAL_IN_QUOTES) {
                    return None;
                }
                (word, after)
            }
            _ => {
                let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
                if word.contains(SPECIAL) || word.starts_with('-') {
                    return None;
                }
                (word, after)
            }
        };
        words.push(word);
        rest = after.trim_start();
    }
    Some(words.join(" "))
}

const SPECIAL_IN_QUOTES: [char; 4] = ['$', '`', '\\', '!'];
const SPECIAL: [char; 18] =
    ['$', '`', '\\', '!', '|', '&', ';', '<', '>', '(', ')', '*', '?', '[', '{', '~', '\'', '"'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_echo_prints_its_words() {
        assert_eq!(run("echo hello  world\n# note\necho 'a  b' \"c d\"").stdout, "hello world\na  b c d\n");
        assert_eq!(run("echo").stdout, "\n");
    }

    #[test]
    fn everything_else_is_refused_by_name_in_the_output() {
        for script in [
            "curl http://x",
            "echo $HOME",
            "echo a | wc",
            "echo a > b",
            "echox",
            "echo -n a",
            "echo \"$x\"",
            "echo 'open",
        ] {
            let printed = run(script);
            let name = script.split(' ').next().unwrap();
            assert!(printed.stdout.is_empty(), "{script}");
            assert!(printed.stderr.starts_with(&format!("{name}: not simulated")), "{script}: {}", printed.stderr);
        }
    }
}
