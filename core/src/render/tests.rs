//! Tests of the formats: against knack 0.14's own formatters, and against recordings of azure-cli 2.91.0.

use serde_json::{Value, json};

use super::query::Query;
use super::text::{OutputFormat, RenderError, RenderOptions, TableColumns, render, render_query};

/// The first line holds the values by name; each other one a value's name, a query, a format and knack's output.
const KNACK: &str = include_str!("cases.jsonl");
/// The first line holds the values; each other one a recorded line of a scenario, whose value is that of an earlier
/// recording of the same command.
const RECORDED: &str = include_str!("goldens.jsonl");

fn lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line"))
}

fn run(value: &Value, case: &Value, color: bool) -> Result<String, RenderError> {
    let query = case["query"].as_str().map(|query| Query::compile(query).expect("a query"));
    let table = case["table"].as_str().map(|table| TableColumns::Query(Query::compile(table).expect("a query")));
    let format = OutputFormat::from_name(case["format"].as_str().expect("a format")).expect("a format");
    render_query(value, query.as_ref(), format, &RenderOptions { query_active: false, table, color })
}

#[test]
fn output_is_knacks_to_the_letter() {
    let mut cases = lines(KNACK);
    let values = cases.next().expect("values")["values"].clone();
    let mut count = 0;
    for case in cases {
        let value = &values[case["value"].as_str().expect("a name")];
        let got = run(value, &case, true).expect("output");
        assert_eq!(got, case["out"].as_str().expect("output"), "{case}");
        count += 1;
    }
    assert!(count > 200, "{count}");
}

/// Tables are recorded with placeholders, which change their widths: cells only.
fn cells(text: &str) -> Vec<Vec<String>> {
    let split = |line: &str| {
        let cells = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        cells.map(|cell| if cell.starts_with("--") { "-".to_owned() } else { cell.to_owned() }).collect()
    };
    text.lines().map(split).collect()
}

#[test]
fn output_is_as_recorded() {
    let mut cases = lines(RECORDED);
    let values = cases.next().expect("values")["values"].clone();
    let mut count = 0;
    for case in cases {
        let value = &values[usize::try_from(case["value"].as_u64().expect("a number")).expect("small")];
        let got = run(value, &case, false).expect("output");
        let expect = case["out"].as_str().expect("output");
        assert!(got == expect || (case["format"] == "table" && cells(&got) == cells(expect)), "{case}\n{got}");
        count += 1;
    }
    assert!(count > 80, "{count}");
}

#[test]
fn the_commands_table_applies_without_a_query_only() {
    let value = json!([{"name": "rg", "location": "westus", "properties": {"state": "Ok"}, "id": "/x"}]);
    let columns = [("Name", "name"), ("Status", "properties.state"), ("Nothing", "nope")];
    let columns = columns.map(|(heading, path)| (heading.to_owned(), path.to_owned())).to_vec();
    let check = |options: RenderOptions, expect: &str| {
        assert_eq!(render(&value, OutputFormat::Table, &options), Ok(expect.to_owned()));
    };
    let table = Some(TableColumns::Columns(columns));
    let own = "Name    Status\n------  --------\nrg      Ok\n";
    check(RenderOptions { table: table.clone(), ..RenderOptions::default() }, own);
    let auto = "Name    Location\n------  ----------\nrg      westus\n";
    check(RenderOptions { table, query_active: true, color: false }, auto);
    let first = |value: &Value| json!({"Z": value[0]["location"], "A": value[0]["name"]});
    let table = Some(TableColumns::Transform(first));
    check(RenderOptions { table, ..RenderOptions::default() }, "Z       A\n------  ---\nwestus  rg\n");
    let failing = Some(TableColumns::Query(Query::compile("sort(@)").expect("a query")));
    let options = RenderOptions { table: failing, ..RenderOptions::default() };
    assert_eq!(render(&value, OutputFormat::Table, &options), Err(RenderError::NoTable));
}

#[test]
fn colors_are_only_for_terminals() {
    let value = json!({"a": "2.91.0"});
    let jsonc = |color| render(&value, OutputFormat::Jsonc, &RenderOptions { color, ..RenderOptions::default() });
    assert_eq!(jsonc(false), Ok("{\n  \"a\": \"2.91.0\"\n}\n".to_owned()));
    // As recorded in tty.jsonl.
    let colored = "{\u{1b}[37m\u{1b}[39;49;00m\n\u{1b}[37m  \u{1b}[39;49;00m\u{1b}[94m\"a\"\u{1b}[39;49;00m:\
                   \u{1b}[37m \u{1b}[39;49;00m\u{1b}[33m\"2.91.0\"\u{1b}[39;49;00m\u{1b}[37m\u{1b}[39;49;00m\n\
                   }\u{1b}[37m\u{1b}[39;49;00m\n";
    assert_eq!(jsonc(true), Ok(colored.to_owned()));
}

#[test]
fn a_query_that_fails_says_so() {
    let query = Query::compile("length(nope)").expect("a query");
    let found = render_query(&json!({}), Some(&query), OutputFormat::Json, &RenderOptions::default());
    assert!(found.is_err_and(|error| error.to_string().starts_with("Invalid jmespath query supplied for `--query`: ")));
}
