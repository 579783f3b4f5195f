//! The small commands from the outside: words and input in, what is printed out.

use super::*;

#[track_caller]
fn check(line: &str, input: &str, expect: &str) {
    let words: Vec<String> = line.split(' ').map(|it| it.replace('_', " ")).collect();
    let tool = find(&words[0]).expect("a tool");
    let done = run(tool, &words[1..], Timestamp::START, &mut |file| match file {
        None => Ok(input.to_owned()),
        Some(name) => Err(format!("{name} is not there")),
    });
    let got = if done.errors.is_empty() { done.output } else { done.errors };
    assert_eq!(got, expect, "{line}");
}

#[test]
fn lines_are_taken_counted_and_sorted() {
    check("head -n 2", "a\nb\nc\n", "a\nb\n");
    check("head -1", "a\nb\n", "a\n");
    check("head -n -1", "a\nb\nc\n", "a\nb\n");
    check("head -c 3", "abcdef", "abc");
    check("tail -n 1", "a\nb\nc\n", "c\n");
    check("tail -n +2", "a\nb\nc\n", "b\nc\n");
    check("wc -l", "a\nb\n", "2\n");
    check("wc", "a b\nc\n", "      2       3       6\n");
    check("sort", "b\na\n", "a\nb\n");
    check("sort -rn", "2\n10\n9\n", "10\n9\n2\n");
    check("sort -u", "b\na\nb\n", "a\nb\n");
    check("sort -t, -k2", "a,2\nb,1\n", "b,1\na,2\n");
    check("uniq -c", "a\na\nb\n", "      2 a\n      1 b\n");
    check("cut -d/ -f3,5-", "/a/b/c/d/e\n", "b/d/e\n");
    check("cut -c1-3", "abcdef\n", "abc\n");
    check("tr a-z A-Z", "abc\n", "ABC\n");
    check("tr -d \\n", "a\nb\n", "ab");
    check("tr [:upper:] [:lower:]", "ABC", "abc");
    check("seq 2 4", "", "2\n3\n4\n");
    check("seq 3 1", "", "");
    check("seq 1000000000", "", "seq: at most 100000 numbers here\n");
    check("cat -n", "a\n", "     1\ta\n");
}

#[test]
fn grep_finds_what_the_pattern_says() {
    let text = "alpha 1\nBeta 22\ngamma\n";
    check("grep -i beta", text, "Beta 22\n");
    check("grep -v a$", text, "alpha 1\nBeta 22\n");
    check("grep -c a", text, "3\n");
    check("grep -oE [0-9]+", text, "1\n22\n");
    check("grep -E ^(alpha|gamma)", text, "alpha 1\ngamma\n");
    check("grep alpha\\|gamma", text, "alpha 1\ngamma\n");
    check("grep -n Beta", text, "2:Beta 22\n");
    check("grep -E (a+)+$", &"a".repeat(2000), &format!("{}\n", "a".repeat(2000)));
    check("grep -A 1 Beta", text, "Beta 22\ngamma\n");
    check("grep -o \"id\":_\"[^\"]*\"", "{\"id\": \"x\", \"id\": \"y\"}\n", "\"id\": \"x\"\n\"id\": \"y\"\n");
    check("grep -w a", "ab\na b\n", "a b\n");
    check("grep -F a.b", "axb\na.b\n", "a.b\n");
    check("grep -E a{2,3}", "a\naa\n", "aa\n");
    check("grep -P x", text, "grep: the option '-P' is not simulated here\n");
    check("grep (", "(x\n", "(x\n");
    check("grep -E (", "x", "grep: Unmatched ( or \\(\n");
}

#[test]
fn patterns_that_would_take_for_ever_are_given_up() {
    check("grep -cE (a*)*b", &"a".repeat(5000), "0\n");
    check("grep -cE (a|aa)+b", &"a".repeat(5000), "0\n");
}

#[test]
fn texts_are_printed_and_coded() {
    check("echo a b", "", "a b\n");
    check("echo -n a", "", "a");
    check("echo -e a\\nb", "", "a\nb\n");
    check("echo a\\nb", "", "a\\nb\n");
    check("printf %s-%s\\n a b c d", "", "a-b\nc-d\n");
    check("printf %5s|%-3s| a b", "", "    a|b  |");
    check("printf %x 1", "", "printf: '%x' is not simulated here\n");
    check("base64", "hello", "aGVsbG8=\n");
    check("base64 -d", "aGVsbG8=\n", "hello");
    check("base64 -d", "aGVsbG8", "base64: invalid input\n");
    check("base64 -w0", &"a".repeat(90), &"YWFh".repeat(30));
    check("date -u +%Y-%m-%dT%H:%MZ", "", "2026-01-15T09:00Z\n");
    check("date -d 2_hours_ago +%H", "", "07\n");
    check("date +%s", "", "1768467600\n");
    check("date", "", "Thu Jan 15 09:00:00 UTC 2026\n");
}

#[test]
fn the_table_knows_every_command_and_is_in_order() {
    for tool in &TOOLS {
        assert!(commands::find(tool.name).is_some(), "{}", tool.name);
    }
    assert!(commands::COMMANDS.windows(2).all(|it| it[0].name < it[1].name));
}

#[test]
fn base64_prints_what_it_could_decode_before_it_complains() {
    let decoded = |input: &str| {
        let tool = find("base64").expect("a tool");
        let done = run(tool, &["-d".to_owned()], Timestamp::START, &mut |_| Ok(input.to_owned()));
        (done.output, done.errors, done.status)
    };
    let half = |text: &str| (text.to_owned(), "base64: invalid input\n".to_owned(), 1);
    assert_eq!(decoded("aGVsbG8"), half("hello"), "without padding");
    assert_eq!(decoded("aGVsbG8gd29ybGR"), half("hello world"), "with bits left over");
    assert_eq!(decoded("aGVsb"), half("hel"), "with a character alone");
    assert_eq!(decoded("aGVsb-8x"), half("hel"), "with the alphabet of URLs");
    assert_eq!(decoded("aGVs===="), half("hel"), "with padding alone");
    assert_eq!(decoded("aGVsbG8="), ("hello".to_owned(), String::new(), 0));
}
