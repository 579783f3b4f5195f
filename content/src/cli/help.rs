//! The help texts.

/// What help is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The tool.
    Keyless,
    /// `keyless run`
    Run,
    /// `keyless http`
    Http,
    /// `keyless check`
    Check,
    /// `keyless new`
    New,
    /// `keyless site`
    Site,
}

/// The help text of a topic.
pub const fn text(topic: Topic) -> &'static str {
    match topic {
        Topic::Keyless => KEYLESS,
        Topic::Run => RUN,
        Topic::Http => HTTP,
        Topic::Check => CHECK,
        Topic::New => NEW,
        Topic::Site => SITE,
    }
}

const KEYLESS: &str = "\
Run az command lines against a simulated Azure, and check lessons and documents that hold such lines

Usage: keyless <COMMAND>

Commands:
  run    Run a script in a fresh world
  http   Answer HTTP requests, one JSON object a line
  check  Check lessons, challenges and the az blocks of Markdown files
  new    Begin a lesson, a challenge or a question
  site   Write the pages and the data of a built site

Options:
  -h, --help     Print help; `keyless run --help` tells more about `run`
  -V, --version  Print the version
";

const RUN: &str = "\
Run a script in a fresh world and print what a terminal would show

Usage: keyless run [FILE|-] [OPTIONS]

FILE is a text file of command lines; without it, or with `-`, lines are read from standard input, and each is
answered before the next is read. The exit status is that of the last command.

Options:
      --json            Print one JSON object for each complete input line: line, exit_code, stdout, stderr,
                        requests (method, url, status) and events (type, rule and more)
      --scenario <ID>   Start from `sandbox` (default), `empty` or `signed-out`
      --seed <NUMBER>   Choose the world's GUIDs and keys; the same number gives the same world (default 1)
      --dialect <NAME>  Read lines as `bash`, as `powershell`, or `auto` (default): as Bash, and a backtick at a
                        line's end continues it
      --strict          Behave as az 2.91.0 to the letter, without Keyless's leniencies
  -h, --help            Print help
";

const HTTP: &str = "\
Answer HTTP requests as the simulated cloud, so that any client can be put in front of it

Usage: keyless http [OPTIONS]

Each line of standard input is one request, `{\"method\",\"url\",\"headers\",\"body\"}` with the body as text or null, and
each line of standard output is its response, `{\"status\",\"headers\",\"body\"}`. All requests meet the same world. A
token comes from `https://login.microsoftonline.com/organizations/oauth2/v2.0/token`. For the metadata service, at
`http://169.254.169.254/metadata/`, `\"from\"` holds the resource id of the machine that asks.

Options:
      --scenario <ID>   Start from `sandbox` (default), `empty` or `signed-out`
      --seed <NUMBER>   Choose the world's GUIDs and keys; the same number gives the same world (default 1)
  -h, --help            Print help
";

const CHECK: &str = "\
Check lessons and the az blocks of Markdown files

Usage: keyless check [PATH…] [OPTIONS]

PATH is a file or a folder; without one, the current folder is checked. In folders, all `.md` files are checked, save
those in hidden folders and in `target`, `node_modules` and `dist`, and questions: `quiz.toml` and `questions/*.toml`.

`lessons/NN-slug/lesson.md` is a lesson: its front matter must be complete, its goals must be missed at the start and
reached by its commands, its links must lead somewhere. Of any other file the `azurecli`, `azurecli-interactive` and
`az` blocks are run in order, in a fresh sandbox. After the language, or in a comment before the block such as
`<!-- keyless: expect=fails -->`, may stand `expect=\"fails\"`, `expect=\"refused:CODE\"`, `contains=\"TEXT\"`, `skip`,
`session=NAME` for a world of its own, `scenario=NAME` and `dialect=NAME` where a session begins, and
`fill=\"VM NAME=myVM; USER NAME=azureuser\"` for placeholders. Before an `output` block, `<!-- keyless: check -->` has it
compared with what the block above prints. docs/embedding.md tells more.

A question's lines are run in a fresh world, and its key must be exactly what is true there; its wording is held against
a few rules of fairness (docs/questions.md).

Findings are printed as FILE:LINE:COLUMN, with what to try. The exit status is 1 when something is wrong.

Options:
      --summary  Also count what there is: lessons, goals, commands, documents, questions
      --json     Print one JSON object: files, documents, blocks, problems, and found with file, line, column, severity,
                 message and help
  -h, --help     Print help
";

const NEW: &str = "\
Write the skeleton of a lesson, a challenge or a question

Usage: keyless new lesson TITLE
       keyless new challenge TITLE
       keyless new question TOPIC

A lesson or challenge gets a folder of its own with the next free number; a question is added to the bank of its topic.
Nothing is ever overwritten. docs/authors.md says what the parts mean.

Options:
      --content <FOLDER>  The folder that holds lessons, challenges and questions (default content)
  -h, --help              Print help
";

const SITE: &str = "\
Write the readable pages of a built site, and the data that its pages fetch

Usage: keyless site FOLDER [OPTIONS]

FOLDER holds the site as Trunk built it. Its index.html is the template of every page. KEYLESS_URL, where it is set, is
the address under which the site will stand: canonical links and the site map need it. KEYLESS_ROOT is its path alone,
for the links of 404.html.

Options:
      --content <FOLDER>  The folder that holds lessons, challenges and questions (default content)
  -h, --help              Print help
";
