//! Which commands the shell knows besides `az`, with their options: for help, completion and the reference page.

/// An option that is honoured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownOption {
    /// `n` of `-n`; of an option with a long form only, a letter that stands for it.
    pub letter: char,
    /// `lines` of `--lines`; may be empty.
    pub long: &'static str,
    /// What its value is called; empty where it takes none.
    pub value: &'static str,
    /// What it does.
    pub summary: &'static str,
}

impl KnownOption {
    /// How it can be typed: `-n`, `--lines`.
    pub fn typed(&self) -> Vec<String> {
        let short = !LONG_ONLY.contains(&self.letter) || self.long.is_empty();
        let mut typed = if short { vec![format!("-{}", self.letter)] } else { Vec::new() };
        if !self.long.is_empty() {
            typed.push(format!("--{}", self.long));
        }
        typed
    }
}

/// Letters of `curl`'s options that have no short form of this meaning.
pub(crate) const LONG_ONLY: [char; 8] = ['W', 'B', 'U', 'J', 'C', 'N', 'P', 'Y'];

/// A command of the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownCommand {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What it does.
    pub summary: &'static str,
    /// Its options; any other is refused by name.
    pub options: &'static [KnownOption],
}

const fn flag(letter: char, long: &'static str, summary: &'static str) -> KnownOption {
    KnownOption { letter, long, value: "", summary }
}

const fn option(letter: char, long: &'static str, value: &'static str, summary: &'static str) -> KnownOption {
    KnownOption { letter, long, value, summary }
}

const fn command(
    name: &'static str,
    usage: &'static str,
    summary: &'static str,
    options: &'static [KnownOption],
) -> KnownCommand {
    KnownCommand { name, usage, summary, options }
}

const COUNTS: &[KnownOption] =
    &[option('n', "lines", "N", "how many lines"), option('c', "bytes", "N", "how many bytes")];

/// All of them, by name.
pub const COMMANDS: [KnownCommand; 42] = [
    command("ConvertFrom-Json", "[-InputObject TEXT]", "PowerShell: reads JSON, so that .property works", &[]),
    command("Out-Null", "", "PowerShell: drops what is printed", &[]),
    command("Select-Object", "-ExpandProperty NAME", "PowerShell: takes a property", &[]),
    command("Write-Host", "[TEXT…]", "PowerShell: prints its words", &[]),
    command("Write-Output", "[TEXT…]", "PowerShell: prints its words", &[]),
    command("[", "[ EXPRESSION ]", "compares texts and numbers, and asks for files", &[]),
    command("[[", "[[ EXPRESSION ]]", "the same, with patterns on the right of = and !=", &[]),
    command(
        "base64",
        "[FILE]",
        "encodes and decodes base64",
        &[flag('d', "decode", "decodes"), option('w', "wrap", "N", "breaks lines after N characters; 0 never")],
    ),
    command("break", "", "leaves a loop", &[]),
    command("cat", "[FILE…]", "prints files one after another", &[flag('n', "number", "numbers the lines")]),
    command("cd", "[~]", "goes to the home folder", &[]),
    command("continue", "", "goes on with a loop's next turn", &[]),
    command("curl", "URL", "sends an HTTP request", CURL),
    command(
        "cut",
        "[FILE…]",
        "prints parts of each line",
        &[
            option('d', "delimiter", "C", "what stands between fields"),
            option('f', "fields", "LIST", "which fields"),
            option('c', "characters", "LIST", "which characters"),
            flag('s', "only-delimited", "leaves out lines without the delimiter"),
        ],
    ),
    command(
        "date",
        "[-u] [+FORMAT]",
        "prints the simulated time",
        &[
            flag('u', "utc", "in UTC, which it always is"),
            option('d', "date", "TEXT", "another time: now, 'N days', 'N hours ago', or a date"),
        ],
    ),
    command(
        "echo",
        "[TEXT…]",
        "prints its words",
        &[
            flag('n', "", "without a line's end"),
            flag('e', "", "with \\n, \\t and their like"),
            flag('E', "", "without them"),
        ],
    ),
    command("env", "", "lists what commands see of the variables", &[]),
    command("exit", "[CODE]", "leaves the machine that ssh entered", &[]),
    command("export", "NAME[=VALUE]…", "lets commands see variables", &[flag('p', "", "lists them")]),
    command("false", "", "fails", &[]),
    command(
        "grep",
        "PATTERN [FILE…]",
        "prints the lines that match",
        &[
            flag('i', "ignore-case", "small and capital letters are the same"),
            flag('v', "invert-match", "prints the lines that do not match"),
            flag('c', "count", "prints how many"),
            flag('o', "only-matching", "prints only what matches"),
            flag('n', "line-number", "with the lines' numbers"),
            flag('q', "quiet", "prints nothing; the exit code says whether any matched"),
            flag('E', "extended-regexp", "extended regular expressions"),
            flag('F', "fixed-strings", "plain text"),
            flag('w', "word-regexp", "whole words"),
            option('A', "after-context", "N", "with N lines after each"),
            option('B', "before-context", "N", "with N lines before each"),
            option('m', "max-count", "N", "at most N lines"),
            option('e', "regexp", "PATTERN", "the pattern"),
        ],
    ),
    command("head", "[FILE…]", "prints the first lines", COUNTS),
    command("history", "", "lists what was typed; !! and !$ take it up", &[]),
    command("hostname", "", "prints the machine's name", &[]),
    command("jq", "FILTER [FILE…]", "works on JSON", JQ),
    command("logout", "", "as exit", &[]),
    command("ls", "[FILE…]", "lists files of the home folder", &[flag('1', "", "one a line"), flag('a', "", "all")]),
    command("printenv", "[NAME…]", "prints what commands see of the variables", &[]),
    command("printf", "FORMAT [TEXT…]", "prints by a format with %s, %d and %%", &[]),
    command("pwd", "", "prints the home folder", &[]),
    command("read", "NAME…", "reads a line of the input into variables", &[flag('r', "", "backslashes are plain")]),
    command("rm", "FILE…", "removes files", &[flag('f', "force", "missing ones are no error")]),
    command("seq", "[FIRST [STEP]] LAST", "counts", &[]),
    command("sleep", "N[s|m|h|d]…", "lets simulated time pass", &[]),
    command(
        "sort",
        "[FILE…]",
        "sorts lines",
        &[
            flag('r', "reverse", "the last first"),
            flag('n', "numeric-sort", "by number"),
            flag('u', "unique", "equal lines once"),
            flag('f', "ignore-case", "small and capital letters are the same"),
            option('k', "key", "N", "by the Nth field"),
            option('t', "field-separator", "C", "what stands between fields"),
        ],
    ),
    command(
        "ssh",
        "USER@ADDRESS",
        "enters a running virtual machine",
        &[
            option('i', "", "FILE", "the private key, ~/.ssh/id_rsa"),
            option('l', "", "USER", "the account"),
            option('o', "", "OPTION", "StrictHostKeyChecking=…"),
        ],
    ),
    command("tail", "[FILE…]", "prints the last lines", COUNTS),
    command("tee", "FILE…", "prints the input and writes it to files", &[flag('a', "append", "adds to them")]),
    command(
        "tr",
        "SET [SET]",
        "replaces or deletes characters",
        &[flag('d', "delete", "deletes"), flag('s', "squeeze-repeats", "repeated ones once")],
    ),
    command(
        "uniq",
        "[FILE]",
        "leaves out repeated lines",
        &[
            flag('c', "count", "with how often"),
            flag('d', "repeated", "only repeated ones"),
            flag('u', "unique", "only those that are not repeated"),
        ],
    ),
    command("uuidgen", "", "prints a new GUID", &[]),
    command(
        "wc",
        "[FILE…]",
        "counts lines, words and bytes",
        &[
            flag('l', "lines", "lines"),
            flag('w', "words", "words"),
            flag('c', "bytes", "bytes"),
            flag('m', "chars", "characters"),
        ],
    ),
];

/// The options of `jq`.
const JQ: &[KnownOption] = &[
    flag('r', "raw-output", "texts without quotes"),
    flag('j', "join-output", "the same, without line ends"),
    flag('c', "compact-output", "one line each"),
    flag('n', "null-input", "reads nothing"),
    flag('s', "slurp", "all inputs as one list"),
    flag('R', "raw-input", "lines are texts"),
    flag('S', "sort-keys", "names in order"),
    flag('e', "exit-status", "exit code 1 for null and false"),
    flag('M', "monochrome-output", "without colours, as always here"),
    option('B', "arg", "NAME VALUE", "a variable with a text"),
    option('J', "argjson", "NAME JSON", "a variable with a value"),
    option('N', "indent", "N", "spaces a level"),
    flag('Y', "tab", "a tab a level"),
];

/// The options of `curl`.
pub const CURL: &[KnownOption] = &[
    flag('s', "silent", "no error messages"),
    flag('S', "show-error", "error messages in spite of -s"),
    flag('f', "fail", "exit code 22 for statuses from 400 on"),
    flag('L', "location", "follows redirections"),
    flag('i', "include", "prints the answer's headers"),
    flag('I', "head", "asks for headers only"),
    flag('v', "verbose", "prints the request's and the answer's headers"),
    flag('G', "get", "sends -d in the address"),
    flag('g', "globoff", "brackets in an address are plain"),
    option('H', "header", "NAME:VALUE", "a header"),
    option('X', "request", "METHOD", "the method"),
    option('d', "data", "DATA", "the body; @FILE is a file's text"),
    option('W', "data-raw", "DATA", "the body as it is"),
    option('B', "data-binary", "DATA", "the body with its line ends"),
    option('U', "data-urlencode", "NAME=VALUE", "the body, encoded"),
    option('J', "json", "JSON", "a JSON body with its headers"),
    option('o', "output", "FILE", "writes the body to a file"),
    option('w', "write-out", "FORMAT", "prints %{http_code} and its like at the end"),
    option('A', "user-agent", "NAME", "the header User-Agent"),
    option('m', "max-time", "SECONDS", "gives up after it"),
    option('C', "connect-timeout", "SECONDS", "gives up connecting after it"),
    option('N', "noproxy", "HOSTS", "asks no proxy; there is none"),
    option('T', "upload-file", "FILE", "sends a file with PUT"),
    option('P', "url", "URL", "the address"),
    flag('Y', "fail-with-body", "as -f, and prints the body"),
];

/// The command of that name.
pub fn find(name: &str) -> Option<&'static KnownCommand> {
    COMMANDS.iter().find(|it| it.name == name)
}
