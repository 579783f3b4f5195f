//! Runnable blocks: the command as documented, and the fields for its placeholders.

/// A command to run, with a field for each `<PLACEHOLDER>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandBlock {
    /// Unique in its lesson, usable as an element's id.
    pub id: String,
    /// The command as documented, to the byte, without the last line end.
    pub source: String,
    /// The language of the fence: `azurecli`, `powershell`, `bash` or `keyless`.
    pub dialect: String,
    /// One for each placeholder, in order of first appearance.
    pub fields: Vec<Field>,
    /// What it does, where the author says so.
    pub caption: Option<String>,
    /// What is meant to come of it.
    pub expect: Expect,
    /// The line of its source that the fence stands on, from 1.
    pub line: usize,
}

/// A placeholder to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it stands in the command, `<VM NAME>`.
    pub placeholder: String,
    /// For people, `VM name`.
    pub label: String,
    /// A value that works in this lesson, `myVM2`; may be empty.
    pub suggestion: String,
}

/// What is meant to come of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expect {
    /// Exit code 0.
    #[default]
    Success,
    /// Another exit code.
    Failure,
    /// Another exit code, and the cloud's refusal with this code.
    Refused(String),
}

/// A placeholder that has no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{placeholder}` needs a value: fill in the field \"{label}\"")]
pub struct MissingField {
    /// As it stands in the command.
    pub placeholder: String,
    /// The field's label.
    pub label: String,
}

impl CommandBlock {
    /// The command with its placeholders replaced; `values` are pairs of placeholder (`<VM NAME>`) and value.
    /// A value that the shell would take apart is quoted.
    ///
    /// # Errors
    /// Names the first field that has no value, or a blank one.
    pub fn filled(&self, values: &[(String, String)]) -> Result<String, MissingField> {
        let mut chosen = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            let value = values.iter().find(|(placeholder, _)| *placeholder == field.placeholder);
            let value = value.map(|(_, value)| value.trim()).unwrap_or_default();
            if value.is_empty() {
                let (placeholder, label) = (field.placeholder.clone(), field.label.clone());
                return Err(MissingField { placeholder, label });
            }
            chosen.push((field.placeholder.as_str(), quoted(value)));
        }
        Ok(replace_all(&self.source, &chosen))
    }

    /// The command with every field at its suggestion.
    ///
    /// # Errors
    /// Names the first field that has no suggestion.
    pub fn suggested(&self) -> Result<String, MissingField> {
        let values: Vec<_> = self.fields.iter().map(|it| (it.placeholder.clone(), it.suggestion.clone())).collect();
        self.filled(&values)
    }
}

/// Replaces in one pass, so that a value that looks like a placeholder stays a value.
fn replace_all(source: &str, values: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let hit = values.iter().find_map(|(placeholder, value)| Some((tail.strip_prefix(placeholder)?, value)));
        rest = match hit {
            Some((after, value)) => {
                out.push_str(value);
                after
            }
            None => {
                out.push('<');
                tail.strip_prefix('<').unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

/// The value as one word of Bash: bare where that is safe, in single quotes elsewhere.
fn quoted(value: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if value.chars().all(is_bare) { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

/// The placeholders of a command, `<VM NAME>`, each once, in order.
#[cfg(any(test, feature = "authoring"))]
pub(crate) fn placeholders(source: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = source;
    while let Some((_, tail)) = rest.split_once('<') {
        rest = tail;
        let Some((name, _)) = tail.split_once('>') else { break };
        let first = name.chars().next().is_some_and(|c| c.is_ascii_uppercase());
        let inner = name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || " _-".contains(c));
        let placeholder = format!("<{name}>");
        if first && inner && !found.contains(&placeholder) {
            found.push(placeholder);
        }
    }
    found
}

/// `<VM NAME>` as a label: `VM name`.
#[cfg(any(test, feature = "authoring"))]
pub(crate) fn label(placeholder: &str) -> String {
    let words = placeholder.trim_matches(['<', '>']).split([' ', '_']);
    let words = words.enumerate().map(|(i, word)| match (word, i) {
        ("VM" | "ID" | "URI" | "URL" | "DNS" | "IP", _) => word.to_owned(),
        (_, 0) => {
            let mut letters = word.chars();
            letters.next().map(|first| format!("{first}{}", letters.as_str().to_lowercase())).unwrap_or_default()
        }
        _ => word.to_lowercase(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(source: &str) -> CommandBlock {
        let field = |placeholder: String| Field { label: label(&placeholder), placeholder, suggestion: "s".to_owned() };
        CommandBlock {
            id: "c".to_owned(),
            source: source.to_owned(),
            dialect: "azurecli".to_owned(),
            fields: placeholders(source).into_iter().map(field).collect(),
            caption: None,
            expect: Expect::Success,
            line: 1,
        }
    }

    fn pair(placeholder: &str, value: &str) -> (String, String) {
        (placeholder.to_owned(), value.to_owned())
    }

    #[test]
    fn placeholders_are_capitals_in_angle_brackets_each_once() {
        assert_eq!(placeholders("a <VM NAME> `\n b <RESOURCE GROUP> <VM NAME>"), ["<VM NAME>", "<RESOURCE GROUP>"]);
        assert!(placeholders("a < b > c <lower> <>").is_empty());
    }

    #[test]
    fn labels_are_in_sentence_case() {
        assert_eq!(label("<VM NAME>"), "VM name");
        assert_eq!(label("<USER ASSIGNED IDENTITY NAME>"), "User assigned identity name");
        assert_eq!(label("<USER_ID>"), "User ID");
    }

    #[test]
    fn values_fill_every_occurrence_and_only_the_placeholders() {
        let filled = block("x <A> <B> <A> < <c>").filled(&[pair("<A>", "<B>"), pair("<B>", " b ")]).unwrap();
        assert_eq!(filled, "x '<B>' b '<B>' < <c>");
    }

    #[test]
    fn a_value_that_the_shell_would_take_apart_is_quoted() {
        assert_eq!(block("x <A>").filled(&[pair("<A>", "it's; $HOME")]).unwrap(), r"x 'it'\''s; $HOME'");
    }

    #[test]
    fn a_missing_or_blank_value_names_its_field() {
        let error = block("x <A> <VM NAME>").filled(&[pair("<A>", "a"), pair("<VM NAME>", "  ")]).unwrap_err();
        assert_eq!(error.to_string(), "`<VM NAME>` needs a value: fill in the field \"VM name\"");
    }

    #[test]
    fn blanks_after_a_continuation_stay() {
        assert_eq!(block("az a ` \n <A> `\n b").suggested().unwrap(), "az a ` \n s `\n b");
    }
}
