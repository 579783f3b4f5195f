//! The tokens of this world, claim by claim; a foreign one is refused unread.

use keyless_core::inspect::tokens::{self, Standing, TokenStory};
use leptos::prelude::*;

use super::fact::Fact;
use super::looking::use_looking;
use crate::messages::inspect as say;

/// The region "Token".
#[component]
pub(crate) fn Tokens() -> impl IntoView {
    let looking = use_looking();
    let read = RwSignal::new(None);
    let text = RwSignal::new(String::new());
    let explain = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // What was pasted does not stay in the field.
        let token = text.get_untracked();
        text.set(String::new());
        read.set(Some(tokens::read(&looking.seen().after, &token)));
    };
    let answer = move || match read.get() {
        Some(Ok(story)) => view! { <TokenView story open=true/> }.into_any(),
        Some(Err(tokens::Foreign)) => {
            view! { <p class="told__item told__item--refused">{say::TOKEN_FOREIGN}</p> }.into_any()
        }
        None => ().into_any(),
    };
    let kept = move || tokens::kept(&looking.seen().after);
    view! {
        <p class="quiet">{say::TOKEN_LEAD}</p>
        <form class="ask" on:submit=explain>
            <label class="ask__label" for="token-field">{say::TOKEN_FIELD}</label>
            <div class="modal__row">
                <input
                    id="token-field"
                    class="modal__field"
                    type="password"
                    autocomplete="off"
                    aria-describedby="token-help"
                    prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())
                />
                <button type="submit" class="button">{say::EXPLAIN}</button>
            </div>
            <p id="token-help" class="modal__help">{say::TOKEN_HELP}</p>
        </form>
        <div role="status">{answer}</div>
        {move || {
            let all = kept();
            if all.is_empty() {
                view! { <p class="quiet">{say::TOKEN_NONE}</p> }.into_any()
            } else {
                all.into_iter().map(|story| view! { <TokenView story open=false/> }).collect_view().into_any()
            }
        }}
    }
}

/// One token.
#[component]
fn TokenView(story: TokenStory, open: bool) -> impl IntoView {
    let (class, word) = match story.standing {
        Standing::Valid => ("token__mark", "valid"),
        Standing::Expired => ("token__mark token__mark--bad", "expired"),
        Standing::HolderGone => ("token__mark token__mark--bad", "its holder is gone"),
    };
    let row = |(name, value, meaning): (&'static str, String, &'static str)| {
        view! {
            <tr>
                <th scope="row"><code>{name}</code></th>
                <td><code class="token__value">{value}</code><span class="token__meaning">{meaning}</span></td>
            </tr>
        }
    };
    let caption = format!("Claims of the token of {} for {}", story.holder, story.audience);
    view! {
        <details class="token" open=open>
            <summary class="token__head">
                <span class=class>{word}</span>
                " " <strong>{story.holder}</strong> " for " <code>{story.audience}</code>
            </summary>
            <p class="token__holder">"Simulated. " <Fact about=vec![story.principal] text="Show its holder in the World"/></p>
            <table class="token__claims">
                <caption class="visually-hidden">{caption}</caption>
                <tbody>{story.claims.into_iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}
