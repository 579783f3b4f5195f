//! The terminal's own words.

/// Of an error that a rule explains.
pub(crate) const BY_RULE: &str = "The cloud keeps to a rule here.";
/// Nobody is signed in.
pub(crate) const SIGNED_OUT: &str = "Nobody is signed in to az.";

/// A right that somebody lacks.
pub(crate) fn lacks(who: &str, action: &str, scope: &str) -> String {
    format!("{who} has no role that allows {action} on {scope}. A grant would:")
}

/// Options that a command needs.
pub(crate) fn needs(options: &[&str]) -> String {
    format!("The command still needs {}.", options.join(", "))
}

/// A word that az does not know.
pub(crate) fn unknown(word: &str) -> String {
    format!("az knows no '{word}' here.")
}

/// A group that is not there.
pub(crate) fn no_group(name: &str) -> String {
    format!("There is no resource group {name} in this subscription. Make it first, or mend the name.")
}

/// What a list of completions says of itself.
pub(crate) fn completions(count: usize) -> String {
    if count == 1 { "1 completion".to_owned() } else { format!("{count} completions") }
}

/// What a command still lacks.
pub(crate) fn missing(options: &[String]) -> String {
    format!("Still needed: {}", options.join(", "))
}

/// Under the prompt, after Escape.
pub(crate) const LEAVING: &str = "Tab leaves the terminal now.";
/// Over the world, while it shows what a line would do.
pub(crate) const WHAT_IF: &str = "What if: nothing has been run. The picture shows what this line would do.";
