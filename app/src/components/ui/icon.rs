//! Icons, drawn on a grid of 16 with a line of 1.5.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    Undo,
    Redo,
    Reset,
    Theme,
    Copy,
    Done,
    Run,
    Fit,
    Panel,
    Share,
    Commands,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Undo => "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
            Self::Redo => "M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H9",
            Self::Reset => "M13 8a5 5 0 1 1-1.6-3.7M13.2 1.8v3.4H9.8",
            Self::Theme => "M8 2a6 6 0 1 0 0 12ZM8 2a6 6 0 0 1 0 12",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.500 5.500v-3h-8v8h3",
            Self::Done => "M3 8.500 6.500 12 13 4.500",
            Self::Run => "M4.500 2.800v10.400L13 8Z",
            Self::Fit => "M2.500 6v-3.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
            Self::Share => "M8 10V2.500M5 5l3-3 3 3M3 8v5.500h10V8",
            Self::Commands => "M2.500 4h11M2.500 8h11M2.500 12h7",
            Self::Panel => "M2 3h12v10H2zM10 3v10",
        }
    }
}

/// An icon; the control around it carries the name.
#[component]
pub(crate) fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=glyph.path()/>
        </svg>
    }
}
