//! What gets through from Markdown to HTML, and what does not.

use super::*;

fn html(text: &str) -> String {
    let document = parse(text);
    let html = |(_, part)| if let Part::Html(html) = part { Some(html) } else { None };
    document.parts.into_iter().filter_map(html).collect()
}

#[track_caller]
fn finding(text: &str) -> (usize, String) {
    let found = parse(text).found;
    assert_eq!(found.len(), 1, "{found:?}");
    (found[0].offset, found[0].message.clone())
}

#[test]
fn text_becomes_html_and_is_escaped() {
    assert_eq!(html("A **b** & `<c>` \"d\""), "<p>A <strong>b</strong> &amp; <code>&lt;c&gt;</code> \"d\"</p>\n");
}

#[test]
fn raw_html_never_gets_through() {
    assert_eq!(html("a <b onclick=x>c</b>\n\n<script>alert(1)</script>\n\nd"), "<p>a c</p>\n<p>d</p>\n");
    assert_eq!(finding("x\n\n<div>\n"), (3, "raw HTML is not shown".to_owned()));
}

#[test]
fn links_lead_to_the_web_or_within_the_site() {
    assert_eq!(html("[a](https://b.c/?d&e)"), "<p><a href=\"https://b.c/?d&amp;e\" rel=\"noreferrer\">a</a></p>\n");
    assert_eq!(html("[a](../b/ \"t\\\"u\")"), "<p><a href=\"../b/\" title=\"t&quot;u\">a</a></p>\n");
    assert_eq!(html("[*a*](javascript:alert(1)) b"), "<p><em>a</em> b</p>\n");
    assert_eq!(finding("x [a](data:b)"), (2, "the link `data:b` is not shown".to_owned()));
}

#[test]
fn images_leave_their_words() {
    assert_eq!(html("![a *b*](c.png) d"), "<p>a <em>b</em> d</p>\n");
    assert_eq!(finding("![a](c.png)").1, "images are not shown");
}

#[test]
fn a_known_rule_in_brackets_is_a_citation() {
    let text = "a [R12] b [R12] [R99] [Rx]";
    let html = html(text);
    let statement = rules::find(RuleId(12)).unwrap().statement;
    let link = format!("<a class=\"rule\" href=\"#rule-R12\" title=\"{}\">R12</a>", crate::html::escape(statement));
    assert_eq!(html, format!("<p>a {link} b {link} [R99] [Rx]</p>\n"));
    assert_eq!(parse(text).rules, [RuleId(12)]);
    assert_eq!(finding(text), (16, "there is no rule R99 to cite".to_owned()));
}

#[test]
fn tables_carry_no_styles() {
    let html = html("|a|b|\n|:-|-:|\n|1|2|\n");
    assert!(html.starts_with("<div class=\"table\"><table>"), "{html}");
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn parts_stand_in_order() {
    let document = parse("## A `b`\n\nText\n\n```az\nc\n```\n\n[goal: d]\n\nMore\n");
    let parts: Vec<_> = document.parts.iter().map(|(_, part)| part).collect();
    let Part::Code(code) = parts[2] else { panic!("{parts:?}") };
    assert_eq!(*parts[0], Part::Heading("A b".to_owned()));
    assert_eq!(*parts[1], Part::Html("<p>Text</p>\n".to_owned()));
    assert_eq!((code.info.as_str(), code.text.as_str()), ("az", "c\n"));
    assert_eq!(*parts[3], Part::Goal("d".to_owned()));
    assert_eq!(*parts[4], Part::Html("<p>More</p>\n".to_owned()));
}

#[test]
fn code_keeps_every_byte_and_knows_its_lines() {
    let text = "- x\n\n  ```az\n  a ` \n    <b>\n  ```\n";
    let blocks = code_blocks(text);
    assert_eq!(blocks.len(), 1);
    assert_eq!(blocks[0].text, "a ` \n  <b>\n");
    let starts: Vec<_> = blocks[0].lines.iter().map(|at| text.get(*at..).unwrap()).collect();
    assert!(starts[0].starts_with("a ` ") && starts[1].trim_start().starts_with("<b>"), "{starts:?}");
}

#[test]
fn the_front_matter_of_other_tools_is_not_text() {
    assert!(code_blocks("---\ntitle: x\n---\n\ntext\n").is_empty());
    assert_eq!(code_blocks("---\ntitle: x\n---\n\n```az\ny\n```\n").len(), 1);
}
