//! Tests against answers recorded from python-jmespath 1.1.0, and against the `jmespath` crate's own evaluator.

use serde_json::{Map, Value};

use super::eval::Evaluator;
use super::node::Node;
use super::values::python_equals;
use super::{Query, QueryError};
use crate::render::json;

/// The first line holds the documents; each other one an expression and what Python answers: `V` and the value,
/// `C` when it does not compile, `R` and the text of a JMESPath error, `I` and the text of another exception.
const CASES: &str = include_str!("cases.jsonl");

/// The documents, and for each case a document's name, an expression and the answer.
fn cases() -> (Map<String, Value>, Vec<[String; 3]>) {
    let mut lines = CASES.lines().map(|line| serde_json::from_str::<Value>(line).expect("a JSON line"));
    let documents = lines.next().expect("documents")["documents"].as_object().expect("an object").clone();
    let text = |case: &Value, key: &str| case[key].as_str().expect("a text").to_owned();
    let cases = lines.map(|case| ["in", "query", "out"].map(|key| text(&case, key))).collect();
    (documents, cases)
}

fn answer(document: &Value, expression: &str) -> String {
    match Query::compile(expression).and_then(|query| query.search(document)) {
        Ok(value) => format!("V{}", json::compact_ascii(&value)),
        Err(QueryError::Runtime(text)) => format!("R{text}"),
        Err(QueryError::Internal(text)) => format!("I{text}"),
        Err(QueryError::Invalid(_)) => "C".to_owned(),
        Err(QueryError::TooComplex) => "T".to_owned(),
    }
}

#[test]
fn answers_are_pythons_to_the_letter() {
    let (documents, cases) = cases();
    assert!(cases.len() > 300);
    let mut wrong = Vec::new();
    for [document, expression, expect] in cases {
        let expect = match expect.strip_prefix('V') {
            Some(json) => format!("V{}", json::compact_ascii(&serde_json::from_str(json).expect("JSON"))),
            None => expect,
        };
        let got = answer(&documents[&document], &expression);
        if got != expect {
            wrong.push(format!("{document} {expression}\n  python {expect}\n  ours   {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Expressions on which the crate differs from Python: it does not order strings, carries projections further, reads
/// bare text in backticks as an error, and divides, converts and compares numbers in its own way.
const DIFFERENT: [&str; 11] = [
    "[?name > 'vm1'].name",
    "[].{name:name}.name",
    "a.*.b.c",
    "a.*[0].c",
    "a.b[].{c:c}.c",
    "[?name==`vm1`].name",
    "`bare text`",
    "avg(empty)",
    "`[1]` == `[true]`",
    "to_number('1_000')",
    "merge(a,`[]`)",
];

/// Sorts keys, as the crate's values have them.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Object(map) => {
            let mut map: Map<String, Value> = map.iter().map(|(key, item)| (key.clone(), sorted(item))).collect();
            map.sort_keys();
            Value::Object(map)
        }
        other => other.clone(),
    }
}

#[test]
fn answers_are_the_crates_but_for_order() {
    let (documents, cases) = cases();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for [document, expression, expect] in cases {
        if !expect.starts_with('V') {
            continue;
        }
        let document = sorted(&documents[&document]);
        let input = jmespath::Variable::from_json(&document.to_string()).expect("a document");
        let theirs = jmespath::compile(&expression).and_then(|compiled| compiled.search(input));
        let theirs = theirs.ok().and_then(|value| serde_json::to_value(&*value).ok());
        let ours = Query::compile(&expression).and_then(|query| query.search(&document)).expect("a value");
        compared += 1;
        let same = theirs.as_ref().is_some_and(|theirs| python_equals(theirs, &ours));
        if same == DIFFERENT.contains(&expression.as_str()) {
            wrong.push(format!("{expression}\n  crate {theirs:?}\n  ours  {ours}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 150, "{compared}");
}

#[test]
fn errors_are_in_azs_words() {
    let vm = serde_json::json!({"name": "vm1"});
    let check = |expression: &str, expect: &str| {
        let found = Query::compile(expression).and_then(|query| query.search(&vm));
        assert_eq!(found.map_err(|error| error.to_string()), Err(expect.to_owned()));
    };
    check("[", "invalid jmespath_type value: '['");
    check("", "invalid jmespath_type value: ''");
    check("name ==", "invalid jmespath_type value: 'name =='");
    check("a'b", "invalid jmespath_type value: \"a'b\"");
    check(
        "length(nope)",
        "Invalid jmespath query supplied for `--query`: In function length(), invalid type for value: None, \
         expected one of: ['string', 'array', 'object'], received: \"null\"",
    );
    check("bogus(name)", "Invalid jmespath query supplied for `--query`: Unknown function: bogus()");
    check(
        "abs({b: name, a: [name]})",
        "Invalid jmespath query supplied for `--query`: In function abs(), invalid type for value: \
         OrderedDict([('b', 'vm1'), ('a', ['vm1'])]), expected one of: ['number'], received: \"object\"",
    );
}

#[test]
fn written_order_is_kept() {
    let input = serde_json::json!([{"z": 1, "a": 2}]);
    let check = |expression: &str, search: &str, rows: &str| {
        let query = Query::compile(expression).expect("a query");
        assert_eq!(query.search(&input).expect("a value").to_string(), search);
        assert_eq!(query.search_rows(&input).expect("a value").to_string(), rows);
    };
    check("[].{z:z, a:a}", r#"[{"z":1,"a":2}]"#, r#"[{"z":1,"a":2}]"#);
    check("[]", r#"[{"z":1,"a":2}]"#, r#"[{"a":2,"z":1}]"#);
    check("[0]", r#"{"z":1,"a":2}"#, r#"{"a":2,"z":1}"#);
    check("`{\"z\":1,\"a\":2}`", r#"{"z":1,"a":2}"#, r#"{"a":2,"z":1}"#);
}

#[test]
fn hostile_expressions_are_refused_or_answered() {
    let input = serde_json::json!([1, 2, 3]);
    for expression in [
        "(".repeat(5000),
        "[".repeat(200),
        format!("{}@", "!".repeat(5000)),
        "a".repeat(9000),
        "[@]|".repeat(500) + "@",
        "*.".repeat(200) + "*",
    ] {
        let found = Query::compile(&expression).and_then(|query| query.search(&input));
        assert_eq!(found, Err(QueryError::TooComplex), "{}", expression.get(..9).expect("ASCII"));
    }
    for expression in [
        format!("{}@{}", "[".repeat(64), "]".repeat(64)),
        format!("{}@", "!".repeat(64)),
        format!("a{}", ".a".repeat(399)),
        "[*]".repeat(64),
        "[0:2]".repeat(128),
    ] {
        assert!(Query::compile(&expression).and_then(|query| query.search(&input)).is_ok());
    }
}

#[test]
fn work_is_bounded() {
    let doubling = format!("@{}", "|[@,@]".repeat(40));
    let query = Query::compile(&doubling).expect("a query");
    let input = Value::from(1);
    let evaluator = Evaluator::with_fuel(10_000);
    let found = evaluator.eval(&query.expr, &Node::Ref(&input)).expect("a shared value");
    assert_eq!(evaluator.value(&found), Err(QueryError::TooComplex));
}
