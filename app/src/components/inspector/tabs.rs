//! The inspector's tab list: one stop for Tab, arrow keys within.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::looking::use_looking;
use crate::explain;
use crate::platform::dom;

/// A tab of the inspector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Changes,
    Why,
    Requests,
    State,
    Token,
    Ids,
    Reach,
    Timeline,
}

impl Tab {
    pub(crate) const ALL: [Self; 8] =
        [Self::Changes, Self::Why, Self::Requests, Self::Timeline, Self::State, Self::Token, Self::Ids, Self::Reach];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Changes => "What changed",
            Self::Why => "Why",
            Self::Requests => "Requests",
            Self::State => "State",
            Self::Token => "Token",
            Self::Ids => "Ids",
            Self::Reach => "Blast radius",
            Self::Timeline => "Timeline",
        }
    }

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Changes => "tab-changes",
            Self::Why => "tab-why",
            Self::Requests => "tab-requests",
            Self::State => "tab-state",
            Self::Token => "tab-token",
            Self::Ids => "tab-ids",
            Self::Reach => "tab-reach",
            Self::Timeline => "tab-timeline",
        }
    }

    /// The tab that a key leads to.
    fn after(self, key: &str) -> Option<Self> {
        let at = Self::ALL.iter().position(|tab| *tab == self)?;
        let count = Self::ALL.len();
        let to = match key {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        Self::ALL.get(to).copied()
    }
}

/// The tabs, with a count of the requests and a mark where something was refused.
#[component]
pub(crate) fn TabList(tab: RwSignal<Tab>) -> impl IntoView {
    let press = move |event: KeyboardEvent| {
        if let Some(next) = tab.get_untracked().after(&event.key()) {
            event.prevent_default();
            tab.set(next);
            dom::focus(next.id());
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label="Inspector" on:keydown=press>
            {Tab::ALL.map(|it| view! { <TabButton it tab/> }).collect_view()}
        </div>
    }
}

#[component]
fn TabButton(it: Tab, tab: RwSignal<Tab>) -> impl IntoView {
    let looking = use_looking();
    let count =
        Memo::new(move |_| looking.seen().outcomes.iter().map(|outcome| outcome.exchanges.len()).sum::<usize>());
    let refused = Memo::new(move |_| !explain::refusals(&looking.seen().outcomes).is_empty());
    let selected = move || tab.get() == it;
    let badge = move || match it {
        Tab::Requests if count.get() > 0 => Some(count.get().to_string()),
        Tab::Why if refused.get() => Some("!".to_owned()),
        _ => None,
    };
    view! {
        <button
            type="button"
            role="tab"
            class="tabs__tab"
            id=it.id()
            aria-selected=move || selected().to_string()
            aria-controls="inspector-panel"
            tabindex=move || if selected() { "0" } else { "-1" }
            on:click=move |_| tab.set(it)
        >
            {it.name()}
            {move || badge().map(|text| view! { <span class="tabs__badge" aria-hidden="true">{text}</span> })}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_round() {
        assert_eq!(Tab::Changes.after("ArrowLeft"), Some(Tab::Reach));
        assert_eq!(Tab::Reach.after("ArrowRight"), Some(Tab::Changes));
        assert_eq!(Tab::Why.after("End"), Some(Tab::Reach));
        assert_eq!(Tab::Why.after("x"), None);
    }
}
