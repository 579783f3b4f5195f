//! Requests: what the client sent and got, bodies on demand, secrets masked.

use keyless_core::gateway::Exchange;
use leptos::prelude::*;

use super::looking::use_looking;
use crate::components::ui::copy::CopyButton;
use crate::curl;
use crate::mask;
use crate::messages::inspect as say;

/// The region "Requests".
#[component]
pub(crate) fn Requests() -> impl IntoView {
    let looking = use_looking();
    move || {
        let seen = looking.seen();
        let exchanges: Vec<&Exchange> = seen.outcomes.iter().flat_map(|it| &it.exchanges).collect();
        if exchanges.is_empty() {
            return view! { <p class="quiet">"The last command sent no request. What az sends and gets stands here."</p> }
                .into_any();
        }
        let items = exchanges.into_iter().map(|it| view! { <ExchangeItem exchange=it.clone()/> });
        view! { <ol class="exchanges">{items.collect_view()}</ol> }.into_any()
    }
}

/// One request and its answer.
#[component]
fn ExchangeItem(exchange: Exchange) -> impl IntoView {
    let open = RwSignal::new(false);
    let (request, response) = (exchange.request, exchange.response);
    let command = StoredValue::new(request.clone());
    let command = move |()| command.with_value(curl::command);
    let status_class =
        if response.is_success() { "exchange__status" } else { "exchange__status exchange__status--bad" };
    let head = view! {
        <span class="exchange__method">{request.method.as_str()}</span>
        " "
        <span class=status_class>{response.status}</span>
        " "
        <span class="exchange__url">{request.url.clone()}</span>
    };
    let sent = (lines(&request.headers), request.body.as_deref().map(mask::text));
    let got = (lines(&response.headers), response.body.as_ref().map(|body| mask::pretty(&mask::body(body))));
    // The bodies are made when they are first asked for.
    let toggle = move |_| open.update(|it| *it = !*it);
    view! {
        <li class="exchange">
            <details>
                <summary class="exchange__head" on:click=toggle>{head}</summary>
                <Show when=move || open.get()>
                    <CopyButton text=command name=say::COPY_CURL word="curl"/>
                    <Message title="Request" headers=sent.0.clone() body=sent.1.clone()/>
                    <Message title="Response" headers=got.0.clone() body=got.1.clone()/>
                </Show>
            </details>
        </li>
    }
}

fn lines(headers: &[(String, String)]) -> String {
    let line = |(name, value): &(String, String)| format!("{name}: {}", mask::header(name, value));
    headers.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Headers and body of one direction.
#[component]
fn Message(title: &'static str, headers: String, body: Option<String>) -> impl IntoView {
    let no_headers = headers.is_empty();
    view! {
        <h2 class="inspector__heading">{title}</h2>
        {(!no_headers).then(|| view! { <pre class="exchange__text exchange__text--headers">{headers}</pre> })}
        {match body {
            Some(body) => {
                let copied = body.clone();
                view! {
                    <div class="exchange__body">
                        <pre class="exchange__text">{body}</pre>
                        <CopyButton text=move |()| copied.clone() name=format!("Copy the body of the {}", title.to_ascii_lowercase())/>
                    </div>
                }
                .into_any()
            }
            None => view! { <p class="quiet">"No body."</p> }.into_any(),
        }}
    }
}
