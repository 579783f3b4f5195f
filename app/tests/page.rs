//! The page in a real browser: it mounts, runs a line, keeps it, and brings it back.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly; clippy does not know these for tests")]

use gloo::timers::future::TimeoutFuture;
use keyless_app::app::App;
use keyless_app::dispatch::Dispatcher;
use keyless_app::journal;
use keyless_app::platform::{location, storage};
use keyless_core::session::SessionOptions;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

const KEY: &str = "keyless.journal";

/// The playground in a place of its own, which goes when it is dropped.
struct Page {
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Page {
    async fn open() -> Self {
        location::push("/play/");
        let document = web_sys::window().unwrap().document().unwrap();
        let place: HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
        document.body().unwrap().append_child(&place).unwrap();
        let mounted = Box::new(mount_to(place.clone(), || view! { <App /> }));
        TimeoutFuture::new(20).await;
        Self { place, _mounted: mounted }
    }

    fn find(&self, selector: &str) -> Element {
        self.place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    async fn type_line(&self, line: &str) {
        let field: HtmlTextAreaElement = self.find("[aria-label='Command line']").dyn_into().unwrap();
        field.set_value(line);
        field.dispatch_event(&event("input")).unwrap();
        let init = KeyboardEventInit::new();
        init.set_key("Enter");
        init.set_bubbles(true);
        init.set_cancelable(true);
        let key = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        field.dispatch_event(&key).unwrap();
        TimeoutFuture::new(20).await;
    }

    async fn click(&self, selector: &str) {
        self.find(selector).dyn_into::<HtmlElement>().unwrap().click();
        TimeoutFuture::new(20).await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

fn event(name: &str) -> web_sys::Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    web_sys::Event::new_with_event_init_dict(name, &init).unwrap()
}

const LOG: &str = "[aria-label='Terminal output']";

#[wasm_bindgen_test]
async fn the_parts_have_the_names_that_the_contract_gives_them() {
    storage::remove(KEY);
    let page = Page::open().await;
    for name in ["Command line", "Terminal output", "World", "World as text", "Inspector", "Undo", "Redo", "Reset"] {
        page.find(&format!("[aria-label='{name}']"));
    }
    assert!(page.text("label.account").contains("Signed in as"));
    assert!(page.text("[aria-label='World as text']").contains("Contoso"));
}

#[wasm_bindgen_test]
async fn a_line_runs_changes_the_world_and_can_be_undone() {
    storage::remove(KEY);
    let page = Page::open().await;
    page.type_line("az group create -n aGroup -l westus").await;
    assert!(page.text(LOG).contains("provisioningState"));
    assert!(page.text("[aria-label='World as text']").contains("aGroup"));
    assert!(page.text("section[aria-label='What changed']").contains("aGroup"));
    page.click("[aria-label='Undo']").await;
    let group = "#node--subscriptions-11111111-aaaa-4bbb-8ccc-000000000001-resourcegroups-agroup.node--removed";
    page.find(group);
}

#[wasm_bindgen_test]
async fn a_reload_brings_everything_back() {
    storage::remove(KEY);
    let page = Page::open().await;
    page.type_line("az group create -n kept -l westus").await;
    page.type_line("az group exists -n kept").await;
    drop(page);
    let page = Page::open().await;
    assert!(page.text(LOG).contains("az group exists -n kept"));
    assert!(page.text(LOG).contains("true"));
    assert!(page.text("[aria-label='World as text']").contains("kept"));
}

#[wasm_bindgen_test]
fn the_journal_knows_a_line_and_each_session_has_its_own() {
    let (playground, lesson) = (journal::key(None), journal::key(Some("01-test")));
    storage::remove(&playground);
    storage::remove(&lesson);
    let dispatcher = Dispatcher::new();
    dispatcher.open(playground.clone(), SessionOptions::default(), &[]);
    dispatcher.run("az group list");
    dispatcher.open(lesson.clone(), SessionOptions::default(), &[]);
    dispatcher.run("az vm list");
    let lines = |key: &str| journal::read(&storage::read(key).unwrap().unwrap()).unwrap().lines;
    assert_eq!(lines(&playground), ["az group list"]);
    assert_eq!(lines(&lesson), ["az vm list"]);
}

#[wasm_bindgen_test]
async fn a_damaged_journal_is_told_and_kept_aside() {
    storage::write(KEY, "{ noise").unwrap();
    let page = Page::open().await;
    assert!(page.text(".notice").contains("could not be opened"));
    assert_eq!(storage::read("keyless.journal.unreadable").unwrap().unwrap(), "{ noise");
    storage::remove(KEY);
}

#[wasm_bindgen_test]
async fn a_secret_is_masked_wherever_it_is_shown_again() {
    storage::remove(KEY);
    let page = Page::open().await;
    page.type_line("az vm create -g myResourceGroup -n v --image win2016datacenter --admin-username u --admin-password Secret-12345")
        .await;
    page.click("#tab-timeline").await;
    assert!(!page.text("ol[aria-label='Timeline']").contains("Secret-12345"));
    page.click("#tab-requests").await;
    for head in 0..page.find(".exchanges").children().length() {
        page.click(&format!(".exchange:nth-child({}) summary", head + 1)).await;
    }
    assert!(!page.text("section[aria-label='Requests']").contains("Secret-12345"));
    storage::remove(KEY);
}
