//! The world of a question: the lines that made it, and its picture where the question is about one.

use std::sync::Arc;

use keyless_content::question::{Kind, Question, task};
use keyless_core::authz::roles;
use keyless_core::render::diagram::{Diagram, Places};
use keyless_core::render::layout::LayoutOptions;
use leptos::prelude::*;

use super::say;
use crate::components::world::Selected;
use crate::components::world::picture::Picture;
use crate::components::world::zoom::Zoom;
use crate::platform::dom;

/// Below this width the picture is a phone's.
const PHONE: f64 = 620.0;

/// What ran before the question is asked.
#[component]
pub(super) fn Given(question: Arc<Question>, in_list: bool) -> impl IntoView {
    let lines = |caption: &'static str, lines: &[String]| {
        let text = lines.join("\n");
        (!lines.is_empty()).then(|| {
            view! { <p class="question__how">{caption}</p><pre class="question__lines">{text}</pre> }
        })
    };
    let pictured = !in_list && matches!(question.kind, Kind::World | Kind::OverPrivilege);
    view! {
        {lines(say::RAN, &question.script)}
        {pictured.then(|| view! { <Pictured question=Arc::clone(&question)/> })}
        {lines(say::THEN, &question.then)}
    }
}

/// The world before the line that is asked about.
#[component]
fn Pictured(question: Arc<Question>) -> impl IntoView {
    provide_context(Selected(RwSignal::new(None)));
    let mut session = task::start(&question);
    for line in &question.script {
        session.run(line);
    }
    let layout = if dom::window_width() < PHONE { LayoutOptions::NARROW } else { LayoutOptions { width: 680.0 } };
    let diagram = Arc::new(Diagram::of(session.state(), None, &mut Places::default(), layout, &|id| {
        roles::name_in(session.state(), id)
    }));
    let diagram = Signal::derive(move || diagram.clone());
    view! {
        <figure class="question__world" aria-label="World of the question">
            <div class="question__picture"><Picture diagram zoom=Signal::stored(Zoom::Whole)/></div>
        </figure>
    }
}
