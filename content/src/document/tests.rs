//! What other people's pages may say of their blocks, and what is said of their faults.

use super::*;

fn check(text: &str) -> Vec<String> {
    check_document("d.md", text).iter().map(ToString::to_string).collect()
}

const CREATE: &str = "az identity create -g myResourceGroup -n app -o none";
const SHOW: &str = "az identity show -g myResourceGroup -n app --query name";

#[test]
fn blocks_of_a_page_share_a_world_and_sessions_do_not() {
    assert_eq!(check(&format!("```az\n{CREATE}\n```\n\n```azurecli\n{SHOW}\n```\n")), Vec::<String>::new());
    for info in ["az session=\"b\"", "az,session-b", "{ .az data-session=\"b\" }"] {
        let found = check(&format!("```az\n{CREATE}\n```\n\n```{info}\n{SHOW}\n```\n"));
        assert!(found.first().is_some_and(|it| it.starts_with("d.md:6:1: error:")), "{info}: {found:?}");
    }
}

#[test]
fn a_directive_stands_before_its_block_in_any_kind_of_comment() {
    let of = |directive: &str| check(&format!("{directive}\n\n```az\n{SHOW}\n```\n"));
    for (open, close) in [("<!--", "-->"), ("{/*", "*/}"), ("[//]: # (", ")"), ("%", "")] {
        assert_eq!(of(&format!("{open} keyless: expect=fails {close}")), Vec::<String>::new(), "{open}");
        assert_eq!(of(&format!("{open} keyless: skip {close}")), Vec::<String>::new(), "{open}");
    }
    assert_eq!(of("<!-- skip -->").len(), 1);
    assert_eq!(of("<!-- keyless: skip -->\n\nText.").len(), 1, "it is about the next block only");
}

#[test]
fn a_page_says_where_its_sessions_begin() {
    let login = "az account show --query name";
    let found = check(&format!("<!-- keyless: scenario=signed-out -->\n```az\n{login}\n```\n"));
    assert!(found.first().is_some_and(|it| it.contains("az login")), "{found:?}");
    let late = format!("```az\n{login}\n```\n<!-- keyless: scenario=empty -->\n```az\n{login}\n```\n");
    assert!(check(&late).first().is_some_and(|it| it.contains("has begun")));
}

#[test]
fn what_must_be_printed_is_looked_for() {
    let of = |wanted: &str| check(&format!("```az contains=\"{wanted}\"\naz group list --query [].name -o tsv\n```\n"));
    assert_eq!(of("myResourceGroup"), Vec::<String>::new());
    let found = of("other");
    assert_eq!(
        found,
        [
            "d.md:2:1: error: `az group list --query [].name -o tsv` does not print `other`\n  help: It prints: myResourceGroup"
        ]
    );
}

#[test]
fn a_shown_output_is_compared_where_the_page_asks() {
    let page = |mark: &str, shown: &str| {
        check(&format!("```az\naz group list --query [].name -o tsv\n```\n{mark}\n```output\n{shown}\n```\n"))
    };
    assert_eq!(page("", "anything"), Vec::<String>::new());
    assert_eq!(page("<!-- keyless: check -->", "myResourceGroup"), Vec::<String>::new());
    assert_eq!(page("<!-- keyless: check -->", "another").len(), 1);
}

#[test]
fn what_is_no_directive_is_said_with_its_place() {
    let found = check(&format!("a\n<!-- keyless: sesion=a -->\n```az\n{CREATE}\n```\n"));
    assert!(found.first().is_some_and(|it| it.starts_with("d.md:2:1: error: `sesion` is no directive")), "{found:?}");
    let found = check(&format!("<!-- keyless: scenario=mars -->\n```az\n{CREATE}\n```\n"));
    assert!(found.first().is_some_and(|it| it.contains("there is no scenario `mars`")), "{found:?}");
    assert_eq!(check(&format!("```az title=\"A\" linenums\n{CREATE}\n```\n")), Vec::<String>::new());
}
