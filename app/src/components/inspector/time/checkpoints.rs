//! Named points: keeping the present one, and bringing one back.

use leptos::prelude::*;

use crate::dispatch::{use_dispatcher, use_slice};
use crate::messages::inspect as say;

/// The part "Checkpoints".
#[component]
pub(super) fn Checkpoints() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let points = use_slice(|snapshot| snapshot.checkpoints.clone());
    let name = RwSignal::new(String::new());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.with_untracked(|it| word(it));
        let typed = if typed.is_empty() { format!("point-{}", points.read_untracked().len() + 1) } else { typed };
        name.set(String::new());
        dispatcher.run(format!("keyless checkpoint {typed}"));
    };
    let item = move |(name, step): (String, usize)| {
        let (line, label) = (format!("keyless restore {name}"), format!("{} {name}", say::RESTORE));
        view! {
            <li class="checkpoint">
                <span class="checkpoint__name">{name}</span>
                <span class="step__status">"after step " {step}</span>
                <button type="button" class="button button--quiet" aria-label=label on:click=move |_| dispatcher.run(line.clone())>
                    {say::RESTORE}
                </button>
            </li>
        }
    };
    view! {
        <div class="modal__part">
            <h2 class="inspector__heading">{say::CHECKPOINTS}</h2>
            <ul class="checkpoints">{move || points.get().into_iter().map(item).collect_view()}</ul>
            <form class="modal__row" on:submit=keep>
                <input
                    class="modal__field"
                    type="text"
                    maxlength="40"
                    autocomplete="off"
                    aria-label=say::CHECKPOINT_NAME
                    placeholder=say::CHECKPOINT_NAME
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                />
                <button type="submit" class="button">{say::CHECKPOINT_ADD}</button>
            </form>
            <p class="modal__help">{say::BRANCH}</p>
        </div>
    }
}

/// A name as one word of a line.
fn word(typed: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || c == '_' || c == '.' { c } else { '-' };
    typed.trim().chars().map(kept).collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_one_word() {
        assert_eq!(word(" before the grant "), "before-the-grant");
        assert_eq!(word("a; az group delete"), "a--az-group-delete");
        assert_eq!(word("--"), "");
    }
}
