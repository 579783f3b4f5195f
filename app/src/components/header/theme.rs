//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::components::ui::icon::{Glyph, Icon};
use crate::platform::theme::Theme;

/// The theme in force.
#[derive(Clone, Copy)]
pub(crate) struct ThemeInUse(pub(crate) RwSignal<Theme>);

/// Goes round the three themes.
#[component]
pub(crate) fn ThemeButton() -> impl IntoView {
    let theme = expect_context::<ThemeInUse>().0;
    let press = move |_| {
        theme.update(|it| *it = it.next());
        theme.get_untracked().apply();
    };
    let name = move || format!("Theme: {}", theme.get().as_str());
    view! {
        <button type="button" class="button button--tool header__theme" aria-label=name title=name on:click=press>
            <Icon glyph=Glyph::Theme/>
        </button>
    }
}
