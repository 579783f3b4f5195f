//! The pages have their frame, their own head, and links that know their depth.

use super::*;

const BUILT: &str = "<!doctype html><html><head><title>Old</title><meta name=\"description\" content=\"Old\">\
    <link rel=\"modulepreload\" href=\"./k.js\"><link rel=\"preload\" href=\"./k.wasm\"><link rel=\"stylesheet\" href=\"./m.css\">\
    <script type=\"module\" src=\"./boot.js\" data-js=\"./k.js\" data-wasm=\"./k.wasm\"></script></head><body>\
    <div class=\"boot\" data-static><main><h1>K</h1><div id=\"boot\" role=\"status\"><noscript>JS</noscript></div></main></div>\
    </body></html>";

fn files(address: &Address) -> Vec<(String, String)> {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    pages(BUILT, &Shelves::read(content).unwrap(), address).unwrap()
}

#[track_caller]
fn file(files: &[(String, String)], path: &str) -> String {
    files.iter().find(|(it, _)| it == path).map(|(_, text)| text.clone()).unwrap_or_default()
}

#[test]
fn a_lesson_stands_there_with_its_own_head_at_its_own_depth() {
    let page = file(&files(&Address::default()), "learn/00-configure-vm/index.html");
    for part in [
        "<title>Configure managed identities on a VM · Keyless</title>",
        "<meta name=\"description\" content=\"Give a virtual machine an identity",
        "<link rel=\"canonical\" href=\"../../learn/00-configure-vm/\">",
        "data-wasm=\"../../k.wasm\"",
        "href=\"../../m.css\"",
        "<h1 class=\"lesson__title\">Configure managed identities on a VM</h1>",
        "az vm identity assign -g myResourceGroup -n myVm",
        "id=\"rule-R10\"",
        "<div id=\"boot\" role=\"status\"><noscript>JS</noscript></div>",
        "aria-current=\"page\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("\"./") && !page.contains("Old") && page.matches("id=\"boot\"").count() == 1);
}

#[test]
fn a_page_that_is_no_app_loads_no_program() {
    let page = file(&files(&Address::default()), "reference/rules/index.html");
    assert!(page.contains("src=\"../../page.js\"") && page.contains("id=\"R69\""));
    assert!(!page.contains("boot.js") && !page.contains("preload") && !page.contains("wasm"));
}

#[test]
fn the_grid_has_a_host_and_a_target_for_every_entry_below_it() {
    let page = file(&files(&Address::default()), "services/index.html");
    let options = |name: &str| {
        let (_, select) = page.split_once(name).unwrap();
        select
            .split_once("</select>")
            .unwrap()
            .0
            .split("<option value=\"")
            .skip(1)
            .map(|it| it.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let (hosts, targets) = (options("data-host"), options("data-target"));
    assert!(hosts.len() > 60 && targets.len() > 30 && page.contains("data-grid="));
    for (all, prefix) in [(hosts, ""), (targets, "target-")] {
        assert_eq!(all.last().map(String::as_str), Some("none"));
        for id in &all[..all.len() - 1] {
            assert_eq!(page.matches(&format!(" id=\"{prefix}{id}\"")).count(), 1, "{prefix}{id}");
        }
    }
}

#[test]
fn every_page_has_a_title_and_a_description_of_its_own() {
    let files = files(&Address::default());
    let mut titles = std::collections::BTreeSet::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let between = |from: &str, to: &str| text.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
        let description = between("<meta name=\"description\" content=\"", "\"");
        assert!(titles.insert(between("<title>", "</title>")), "{path}");
        assert!(description.len() > 20 && description != "Old", "{path}: {description}");
    }
    assert!(titles.len() > 12);
}

#[test]
fn an_address_gives_absolute_links_and_a_map() {
    let files = files(&Address { url: Some("https://example.org/k/".to_owned()), root: None });
    let page = file(&files, "services/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/k/services/\">"));
    assert!(file(&files, "sitemap.xml").contains("<loc>https://example.org/k/challenges/</loc>"));
    assert!(file(&files, "404.html").contains("href=\"https://example.org/k/learn/\""));
}

#[test]
fn another_page_is_not_taken_for_a_template() {
    let shelves = Shelves::default();
    assert!(pages("<html><body></body></html>", &shelves, &Address::default()).is_err());
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let files = files(&Address::default());
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let folder = path.trim_end_matches("index.html");
        for link in text.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if link.contains("://")
                || link.contains("#s=")
                || link.ends_with("embed/")
                || link.starts_with('#')
                || link.ends_with(".css")
                || link.contains("k.")
            {
                continue;
            }
            let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            for part in target.split('/') {
                match part {
                    ".." => assert!(parts.pop().is_some(), "{path}: {link}"),
                    "" | "." => {}
                    part => parts.push(part),
                }
            }
            let target: String = parts.iter().map(|it| format!("{it}/")).collect::<String>() + "index.html";
            let page = file(&files, &target);
            assert!(
                !page.is_empty() && (anchor.is_empty() || page.contains(&format!("id=\"{anchor}\""))),
                "{path}: {link}"
            );
        }
    }
}
