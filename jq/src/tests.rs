//! Filters and what they print.

use super::*;

fn run(filter: &str, input: &str, change: impl FnOnce(&mut Query)) -> Ran {
    let mut query =
        Query { filter: filter.to_owned(), input: input.to_owned(), indent: Some("  ".to_owned()), ..Query::default() };
    change(&mut query);
    Jq.run(&query)
}

#[track_caller]
fn check(filter: &str, input: &str, expect: &str) {
    let (code, out, errors) = run(filter, input, |it| it.raw_output = true);
    assert_eq!((code, out.as_str(), errors.as_str()), (0, expect, ""), "{filter}");
}

#[test]
fn filters_of_the_documentation_run() {
    check(".access_token", r#"{"access_token":"abc"}"#, "abc\n");
    check(".", r#"{"b":[1,{}],"a":[]}"#, "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": []\n}\n");
    check(".[].name", r#"[{"name":"x"},{"name":"y"}]"#, "x\ny\n");
    check(".[] | select(.id | test(\"B\"; \"i\")) | .id", r#"[{"id":"ab"},{"id":"c"}]"#, "ab\n");
    check("map(.n) | add", r#"[{"n":1},{"n":2}]"#, "3\n");
    check(".t | split(\".\")[1] | @base64d | fromjson | .oid", r#"{"t":"x.eyJvaWQiOiIxIn0.y"}"#, "1\n");
    check("\"\\(.a)-\\(.b)\"", r#"{"a":1,"b":"c"}"#, "1-c\n");
    check("to_entries[] | \"\\(.key)=\\(.value)\"", r#"{"a":1}"#, "a=1\n");
    check("length", "[1,2] {\"a\":1}", "2\n1\n");
    check("1.0, 1.50, 1e3, 100000000000000000000", "null", "1.0\n1.50\n1e3\n100000000000000000000\n");
}

#[test]
fn options_shape_input_and_output() {
    assert_eq!(run(".", "{\"b\":1,\"a\":2}", |it| it.indent = None).1, "{\"b\":1,\"a\":2}\n");
    assert_eq!(run(".", "{\"b\":1,\"a\":2}", |it| (it.indent, it.sort_keys) = (None, true)).1, "{\"a\":2,\"b\":1}\n");
    assert_eq!(run("length", "1 2 3", |it| it.slurp = true).1, "3\n");
    assert_eq!(run(".", "a\nb", |it| it.raw_input = true).1, "\"a\"\n\"b\"\n");
    assert_eq!(run(".[]", "[\"a\",\"b\"]", |it| it.join_output = true).1, "ab");
    let named = run("{$a, b: $ARGS}", "null", |it| it.variables.push(("a".to_owned(), "\"x\"".to_owned())));
    assert_eq!(named.0, 3, "{named:?}");
    let named = run("{$a}", "", |it| {
        it.null_input = true;
        it.indent = None;
        it.variables.push(("a".to_owned(), "\"x\"".to_owned()));
    });
    assert_eq!(named.1, "{\"a\":\"x\"}\n");
    assert_eq!(run(".a", "{}", |it| it.exit_status = true).0, 1);
    assert_eq!(run("empty", "{}", |it| it.exit_status = true).0, 4);
}

#[test]
fn wrong_filters_and_inputs_end_as_jqs() {
    assert_eq!(run(".a.b", "{\"a\":1}", |_| {}).0, 5);
    assert_eq!(run(".a |", "{}", |_| {}).0, 3);
    assert_eq!(run("nothing", "{}", |_| {}).2, "jq: error: undefined filter 'nothing'\njq: 1 compile error\n");
    assert_eq!(run(".", "{", |_| {}).0, 2);
    assert_eq!(run(".", &"[".repeat(100_000), |_| {}).0, 2);
    assert_eq!(run("repeat(1)", "1", |_| {}).0, 3);
    assert_eq!(run("[.[] | .def, .while]", "[]", |_| {}).0, 0);
    assert_eq!(run("\"while\"", "1", |_| {}).0, 0);
    assert_eq!(run("now", "1", |_| {}).0, 3);
    assert_eq!(run("env", "1", |_| {}).0, 3);
}
