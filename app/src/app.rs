//! The root: owns the session, knows the page in view, and follows the address bar.

use keyless_core::session::SessionOptions;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::components::header::{Header, ThemeInUse};
use crate::components::inspector::{Tab, TabInView};
use crate::components::take_away::TakeAway;
use crate::components::tools::PageTools;
use crate::components::ui::notice::NoticeBar;
use crate::dispatch::Dispatcher;
use crate::examiner::Examiner;
use crate::journal;
use crate::pages;
use crate::platform::look::Look;
use crate::platform::theme::Theme;
use crate::platform::{dom, host, location, panic};
use crate::progress::Progress;
use crate::route::Route;
use crate::stories::{self, Fetched, Stories};
use crate::tools::Tools;

/// The page in view, and where the site's root is.
#[derive(Clone, Copy)]
pub struct Navigation {
    route: RwSignal<Route>,
    root: StoredValue<String>,
}

/// The page's navigation.
pub fn use_navigation() -> Navigation {
    expect_context()
}

impl Navigation {
    /// The address of a page.
    pub fn href(&self, route: &Route) -> String {
        self.root.with_value(|root| route.path(root))
    }

    /// The page in view.
    pub fn route(&self) -> ReadSignal<Route> {
        self.route.read_only()
    }

    fn take(&self, path: String) -> bool {
        let route = self.root.with_value(|root| Route::parse(&path, root));
        if route == Route::Unknown || route.is_read() {
            return false;
        }
        location::push(&path);
        self.route.set(route);
        dom::scroll_to_top();
        dom::focus_soon("main");
        true
    }

    /// Goes to a page; one that is only read, the browser loads.
    pub fn go(&self, route: &Route) {
        let path = self.href(route);
        if route.is_read() {
            location::load(&path);
        } else {
            self.take(path);
        }
    }

    fn travel(&self, path: &str) {
        let route = self.root.with_value(|root| Route::parse(path, root));
        // Going to a part of the same page is travel too, and builds nothing anew.
        if self.route.get_untracked() != route {
            self.route.set(route);
        }
    }
}

/// Mounts the page: built apart from the document, then put in its place in one step.
pub fn start() {
    panic::install();
    Theme::kept().show();
    Look::show_kept();
    let route = Route::parse(&location::path(), &location::root());
    match stories::path(&route) {
        // The text that is in view already stays until the app can show the same.
        Some(path) => spawn_local(async move {
            let fetched = stories::fetch(&path).await;
            show(Some((path, fetched)));
        }),
        None => show(None),
    }
}

fn show(first: Option<(String, Fetched)>) {
    let Some(place) = dom::detached() else { return };
    mount_to(place.clone(), move || whole(first)).forget();
    dom::show_page(&place);
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    whole(None)
}

/// The whole page, with the story that it begins with, where that was fetched before.
fn whole(first: Option<(String, Fetched)>) -> impl IntoView {
    let root = location::root();
    let route = RwSignal::new(Route::parse(&location::path(), &root));
    let navigation = Navigation { route, root: StoredValue::new(root) };
    let dispatcher = Dispatcher::new();
    dispatcher.follow_tabs();
    provide_context(navigation);
    provide_context(dispatcher);
    provide_context(Examiner::new());
    provide_context(Tools::new());
    provide_context(TabInView(RwSignal::new(Tab::Changes)));
    provide_context(ThemeInUse(RwSignal::new(Theme::kept())));
    provide_context(Stories::new(first));
    let progress = Progress::kept();
    provide_context(progress);
    crate::host::begin(dispatcher, progress);
    location::on_link(move |path| navigation.take(path));
    location::on_travel(move |path| navigation.travel(&path));
    let page = move || {
        let route = route.get();
        dom::set_title(&pages::title(&route));
        if route != Route::Play {
            dispatcher.seeing().set(false);
        } else if !dispatcher.is_seeing() && !host::is_around() {
            dispatcher.open(journal::key(None), SessionOptions::default(), &[]);
        }
        pages::page(&route)
    };
    view! {
        <a class="skip" href="#main">"Skip to the content"</a>
        <Header/>
        <NoticeBar/>
        <main id="main" class="main" tabindex="-1">{page}</main>
        <TakeAway/>
        <PageTools/>
    }
}
