//! Tests of the reader: `check` runs a paste and compares its words, or the error.

mod limits;

use super::*;

/// Reads a paste and shows it: words of a command separated by `|`, commands on lines of their own, after their
/// connector; an error as `! message @ the text its span covers`.
fn show(text: &str, dialect: Dialect, lenient: bool) -> String {
    let reads = read_paste(text, dialect, lenient);
    let line = |read: &Read| match &read.result {
        Ok(commands) => commands
            .iter()
            .map(|command| {
                let connector = match command.connector {
                    Connector::Always => "",
                    Connector::And => "&& ",
                    Connector::Or => "|| ",
                    Connector::Pipe => "| ",
                };
                check_spans(read, command);
                format!("{connector}{}", command.texts().collect::<Vec<_>>().join("|"))
            })
            .collect::<Vec<_>>()
            .join(" ; "),
        Err(error) => {
            format!("! {} @ {}", error.message, read.source.get(error.span.clone()).expect("a span inside the source"))
        }
    };
    reads.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn check_spans(read: &Read, command: &CommandLine) {
    assert!(read.source.get(command.start..).expect("start").starts_with(&command.source));
    for word in &command.words {
        let raw = command.source.get(word.raw.clone()).expect("a span inside the source");
        assert!(
            word.quoted
                || !word.parts.is_empty()
                || raw == word.text
                || raw.contains(['\\', '`', '~', '\n'])
                || !raw.is_ascii(),
            "{raw} {word:?}"
        );
    }
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(show(text, Dialect::Auto, true), expect, "lenient");
}

#[track_caller]
fn check_strict(text: &str, expect: &str) {
    assert_eq!(show(text, Dialect::Auto, false), expect, "strict");
}

#[track_caller]
fn check_power_shell(text: &str, expect: &str) {
    assert_eq!(show(text, Dialect::PowerShell, true), expect, "PowerShell");
}

const COMMAND_1: &str = "az vm create `
    --resource-group myResourceGroup ` 
    --name myVM `
    --image win2016datacenter ` 
    --generate-ssh-keys `
    --assign-identity `
    --admin-username azureuser ` 
    --admin-password myPassword12";
const WORDS_1: &str = "az|vm|create|--resource-group|myResourceGroup|--name|myVM|--image|win2016datacenter|\
                       --generate-ssh-keys|--assign-identity|--admin-username|azureuser|--admin-password|myPassword12";
const COMMAND_3: &str = "az vm create `
  --resource-group <RESOURCE GROUP> `
  --name <VM NAME> `
  --image UbuntuLTS `
  --admin-username <USER NAME> `
  --admin-password <PASSWORD> `
  --assign-identity <USER ASSIGNED IDENTITY NAME>";
const COMMAND_4: &str = "az vm identity assign `
    --resource-group <RESOURCE GROUP> `
    --name <VM NAME> `
    --identities <USER ASSIGNED IDENTITY>";

#[test]
fn documented_commands_read_in_both_forms() {
    for dialect in [Dialect::Auto, Dialect::PowerShell] {
        assert_eq!(show(COMMAND_1, dialect, true), WORDS_1);
    }
    for dialect in [Dialect::Auto, Dialect::Bash] {
        assert_eq!(show(&COMMAND_1.replace('`', "\\"), dialect, true), WORDS_1);
    }
    check_strict(&COMMAND_1.replace("` \n", "`\n"), WORDS_1);
    check("az vm identity assign -g myResourceGroup -n myVm", "az|vm|identity|assign|-g|myResourceGroup|-n|myVm");
    check(
        &COMMAND_4
            .replace("<RESOURCE GROUP>", "rg")
            .replace("<VM NAME>", "vm")
            .replace("<USER ASSIGNED IDENTITY>", "'id 1'"),
        "az|vm|identity|assign|--resource-group|rg|--name|vm|--identities|id 1",
    );
}

#[test]
fn one_paste_of_all_documented_commands_gives_four_lines() {
    let paste = [COMMAND_1, "az vm identity assign -g myResourceGroup -n myVm", COMMAND_3, COMMAND_4].join("\r\n\r\n");
    let reads = read_paste(&paste, Dialect::Auto, true);
    assert_eq!(reads.len(), 4);
    assert!(reads[0].notes.contains(&Note::BlanksAfterContinuation));
}

#[test]
fn placeholders_are_named() {
    check(
        COMMAND_3,
        "! `<RESOURCE GROUP>`, `<VM NAME>`, `<USER NAME>`, `<PASSWORD>`, `<USER ASSIGNED IDENTITY NAME>` are \
         placeholders, to be replaced by values of yours @ <RESOURCE GROUP>",
    );
    check(
        "az vm show -n < VM NAME >",
        "! `< VM NAME >` is a placeholder, to be replaced by a value of yours @ < VM NAME >",
    );
    check(
        "curl https://<vault-name>.vault.azure.net/",
        "! `<vault-name>` is a placeholder, to be replaced by a value of yours @ <vault-name>",
    );
    check("az vm show -n '<VM NAME>'", "az|vm|show|-n|<VM NAME>");
    check("az x < in.txt > out.txt", "az|x");
}

#[test]
fn quotes_and_escapes_are_bashs() {
    check(r#"az x 'a b' "c d" e\ f"#, "az|x|a b|c d|e f");
    check(r#"az x a'b'"c"d '' """#, "az|x|abcd||");
    check(r#"az x "a\"b\\c\d\$e""#, r#"az|x|a"b\c\d$e"#);
    check(r"az x '\n' 'a$b' '`'", r"az|x|\n|a$b|`");
    check("az x 'two\nlines'", "az|x|two\nlines");
    check("az x \"a\\\nb\"", "az|x|ab");
    check("az vm li\\\nst", "az|vm|list");
    check("az x a#b #c", "az|x|a#b");
    check("  # only a comment\n\n \t\naz x", "az|x");
    check(r"az x \# \;", "az|x|#|;");
    check("az x $ 5$ a=b 'c'=d", "az|x|$|5$|a=b|c=d");
    check("az x ~ ~/.ssh/id_rsa.pub a~b", "az|x|/home/alice|/home/alice/.ssh/id_rsa.pub|a~b");
}

#[test]
fn json_and_jmespath_pass_through() {
    check(
        "az resource list -n myVM --query [*].identity.principalId --out tsv",
        "az|resource|list|-n|myVM|--query|[*].identity.principalId|--out|tsv",
    );
    check("az vm list --query [].name", "az|vm|list|--query|[].name");
    check("az vm list --query [?identity].name", "az|vm|list|--query|[?identity].name");
    check("az rest --url /subscriptions/s?api-version=1", "az|rest|--url|/subscriptions/s?api-version=1");
    check("az x --query a.*.b", "az|x|--query|a.*.b");
    check("az x --query {a:b} --set a[0]=1", "az|x|--query|{a:b}|--set|a[0]=1");
    check(
        "curl http://169.254.169.254/metadata/instance?api-version=2021-02-01 -H Metadata:true",
        "curl|http://169.254.169.254/metadata/instance?api-version=2021-02-01|-H|Metadata:true",
    );
}

#[test]
fn commands_are_joined_by_connectors() {
    check("az a; az b && az c || az d;", "az|a ; az|b ; && az|c ; || az|d");
    check("az a &&\naz b", "az|a ; && az|b");
    check("az a && # why\n\naz b", "az|a ; && az|b");
    check("az a;az b\naz c", "az|a ; az|b\naz|c");
    check("; az a", "! Syntax error near unexpected token `;` @ ;");
    check("az a && || az b", "! Syntax error near unexpected token `||` @ ||");
    check("az a ;; az b", "! Syntax error near unexpected token `;;` @ ;;");
}

#[test]
fn what_is_not_simulated_is_refused_by_name() {
    for (text, feature, at) in [
        ("az vm list |& cat", "`|&` pipes", "|&"),
        ("az vm list >| out.json", "`>|` and `>(…)`", ">"),
        ("az vm list 2>&3", "Redirections between other streams than 1 and 2", ">"),
        ("diff <(az x) <(az y)", "`<(…)`, `<&` and `<>`", "<"),
        ("> out.json", "Redirections without a command", "out.json"),
        ("az vm list &", "Background commands", "&"),
        ("az x $((1+2))", "Arithmetic expansions", "$(("),
        ("az x ${id/a/b}", "Other expansions in `${…}`", "${id/a/b}"),
        ("az x $1", "Positional and special parameters", "$"),
        ("(az x)", "Subshells", "("),
        ("az x *.json", "File name patterns", "*"),
        ("az x a?", "File name patterns", "?"),
        ("az x {a,b}", "Brace expansions", "}"),
        ("case x in", "`case`, `select`, functions and `{ … }`", "case"),
        ("{ az x; }", "`case`, `select`, functions and `{ … }`", "{"),
        ("az x $'a'", "`$'…'` and `$\"…\"` quotes", "$"),
    ] {
        check(text, &format!("! {feature} are not simulated yet @ {at}"));
    }
    check("az x length(@)", "! Syntax error near unexpected token `(` @ (");
}

#[test]
fn an_error_swallows_the_rest_of_its_line_only() {
    check("az a & x \\\n  --more\naz b", "! Background commands are not simulated yet @ &\naz|b");
    check("az a $1 'x\ny'\naz b", "! Positional and special parameters are not simulated yet @ $\naz|b");
}

#[test]
fn unfinished_input_says_what_is_open() {
    check("az x 'a\nb", "! The quote ' is never closed @ '");
    check("az x `\n\n", "az|x");
    check("az x `", "! The last line says that another one follows, and none does @ `");
    check("az x &&", "! The line ends where a command should follow @ &&");
    assert_eq!(read("az x `", Dialect::Auto, true), Unit::Incomplete);
    assert_eq!(read("az x \"", Dialect::Auto, true), Unit::Incomplete);
    assert_eq!(read("  # x", Dialect::Auto, true), Unit::Blank);
    assert!(matches!(read("az x", Dialect::Auto, true), Unit::Line(_)));
}

#[test]
fn power_shell_has_its_own_rules() {
    check_power_shell(r"az x C:\temp\ 'it''s' 'a\'", r"az|x|C:\temp\|it's|a\");
    check_power_shell("az x \"a`\"b\" \"c\"\"d\" e` f `$g", "az|x|a\"b|c\"d|e f|$g");
    check_power_shell("az x [*].a *.b {a,b}", "az|x|[*].a|*.b|{a,b}");
    check_power_shell("az x $id $x.id", "az|x|$id|$x.id");
    check_power_shell("az x @file.json", "! Splatting and array expressions are not simulated yet @ @");
    check_power_shell("az x \"a`\nb\"", "az|x|ab");
    assert_eq!(show("az x ` y", Dialect::PowerShell, false), "az|x| y");
}

#[test]
fn strict_reading_is_to_the_letter() {
    check_strict("az x \\ \naz y", "az|x| \naz|y");
    check_strict("az x \u{201c}a b\u{201d}", "az|x|\u{201c}a|b\u{201d}");
    check_strict("$ az x", "$|az|x");
    check_strict("az x \u{2013}n y", "az|x|\u{2013}n|y");
    assert_eq!(show("az x `", Dialect::Bash, true), "! The backtick is never closed @ `");
}

#[test]
fn pastes_are_cleaned_with_notes() {
    for (text, expect, note) in [
        ("$ az x", "az|x", Note::Prompt),
        ("PS C:\\Users\\me> az x", "az|x", Note::Prompt),
        ("PS /home/x> az x", "az|x", Note::Prompt),
        ("azureuser@vm:~$ az x", "az|x", Note::Prompt),
        ("[root@vm ~]# az x", "az|x", Note::Prompt),
        ("alice [ ~ ]$ az x", "az|x", Note::Prompt),
        ("bash-5.2$ az x", "az|x", Note::Prompt),
        ("C:\\> az x", "az|x", Note::Prompt),
        ("$ az x \\\n>   -n y", "az|x|-n|y", Note::Prompt),
        ("az x \u{201c}a b\u{201d} \u{2018}c\u{2019}", "az|x|a b|c", Note::Quotes),
        ("az x \u{201c}[?a==\u{2018}b\u{2019}]\u{201d}", "az|x|[?a=='b']", Note::Quotes),
        ("az\u{a0}x\u{200b}\u{a0}-n y", "az|x|-n|y", Note::Spaces),
        (
            "az x \u{2013}name y \u{2014}out tsv \u{2013}g rg \u{2013}-tags a",
            "az|x|--name|y|--out|tsv|-g|rg|--tags|a",
            Note::Dashes,
        ),
        ("az x `\u{a0}\n y", "az|x|y", Note::BlanksAfterContinuation),
        ("$ az group list\n[]\n\n{ \"a\": 1 }\n$ az x", "az|group|list\naz|x", Note::Output { lines: 2 }),
        ("$ az a\noutput\naz b", "az|a\naz|b", Note::Output { lines: 1 }),
    ] {
        check(text, expect);
        assert!(read_paste(text, Dialect::Auto, true)[0].notes.contains(&note), "{text}");
        assert!(note.text().ends_with('.'));
    }
    check("az x\r\naz y\r\n", "az|x\naz|y");
    assert!(read_paste("az x", Dialect::Auto, true)[0].notes.is_empty());
}

#[test]
fn the_reader_gives_one_item_for_each_input_line() {
    let mut reader = Reader::new(Dialect::Auto, true);
    assert!(reader.push("").is_empty());
    assert!(reader.push("az x `").is_empty());
    assert!(reader.is_pending());
    assert_eq!(reader.push("  -n y; az z").len(), 1);
    assert!(reader.finish().is_none());
    assert!(reader.push("az x '").is_empty());
    assert!(reader.finish().is_some_and(|read| read.result.is_err()));
    assert!(!reader.is_pending());
}

#[test]
fn variables_substitutions_and_pipes_are_read() {
    check("x=5 az y | cat > 'f g' 2>&1", "x=5|az|y ; | cat");
    check("id=$(az x --query \"[?a=='b)']\" -o tsv)", "id=$(az x --query \"[?a=='b)']\" -o tsv)");
    check("az x \"a $(az y \"$(az z)\") b\" $id", "az|x|a $(az y \"$(az z)\") b|$id");
    check("az x $(az y\n  az z)", "az|x|$(az y\n  az z)");
    check("for i in 1 2\ndo\n az $i\ndone; az b", "for|i|in|1|2 ; do ; az|$i ; done ; az|b");
    check("if az x; then az y; else az z; fi", "if ; az|x ; then ; az|y ; else ; az|z ; fi");
    check("cat <<EOF > f\na $x\n'b\nEOF\naz x", "cat\naz|x");
    check("az x $(az y", "! The `$(` is never closed @ $(");
    check("az x $(az 'y)", "! The `$(` is never closed @ $(");
    check("az x $(az ;; y)", "! Syntax error near unexpected token `;;` @ ;;");
    check("for i in 1; do az x", "! An `if`, `for` or `while` is never closed @ x");
    check("done", "! Syntax error near unexpected token `done` @ done");
    check("cat <<EOF\na", "! The text after `<<` never ends @ a");
    check("az x >", "! Syntax error near unexpected token `newline` @ >");
    check("$x = az y", "az|y");
}
