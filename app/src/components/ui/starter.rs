//! Commands to begin with, as buttons that run them.

use leptos::prelude::*;

use crate::dispatch::use_dispatcher;

/// Three first steps: what each shows, and its line.
const STARTERS: [(&str, &str); 3] = [
    (
        "A machine with an identity of its own",
        "az vm create -g myResourceGroup -n myVM --image Ubuntu2204 --generate-ssh-keys --assign-identity",
    ),
    ("An identity that stands alone", "az identity create -g myResourceGroup -n myIdentity"),
    ("Attach it to the machine", "az vm identity assign -g myResourceGroup -n myVM --identities myIdentity"),
];

/// The invitation of an empty world.
#[component]
pub(crate) fn Starters() -> impl IntoView {
    let dispatcher = use_dispatcher();
    let starter = move |(title, line): (&'static str, &'static str)| {
        view! {
            <li class="starter">
                <button type="button" class="starter__run" on:click=move |_| dispatcher.run(line)>
                    <span class="starter__title">{title}</span>
                    <code class="starter__line">{line}</code>
                </button>
            </li>
        }
    };
    view! { <ol class="starters">{STARTERS.map(starter).collect_view()}</ol> }
}
