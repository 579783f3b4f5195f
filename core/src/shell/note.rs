//! What lenient reading changes in a line, so that the page can say so.

/// One kind of change that lenient reading made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A prompt at a line's start was dropped.
    Prompt,
    /// Lines of a pasted transcript that no prompt introduces were dropped as output.
    Output {
        /// How many lines.
        lines: usize,
    },
    /// Typographic quotes were read as plain ones.
    Quotes,
    /// Typographic spaces and invisible characters were read as blanks, or dropped.
    Spaces,
    /// Typographic dashes at an option's start were read as hyphens.
    Dashes,
    /// Blanks after a continuation character were ignored.
    BlanksAfterContinuation,
    /// The line is PowerShell's, and was read by its rules.
    PowerShell,
}

impl Note {
    /// Says in one sentence what was changed.
    pub fn text(&self) -> String {
        match self {
            Self::Prompt => "The prompt at the line's start was left out.".to_owned(),
            Self::Output { lines: 1 } => "1 line of output in the paste was left out.".to_owned(),
            Self::Output { lines } => format!("{lines} lines of output in the paste were left out."),
            Self::Quotes => "Typographic quotes were read as plain quotes.".to_owned(),
            Self::Spaces => "Typographic spaces were read as plain blanks.".to_owned(),
            Self::Dashes => "Typographic dashes were read as `-` or `--`.".to_owned(),
            Self::BlanksAfterContinuation => {
                "Blanks after the character that continues a line were ignored; a real shell would not ignore them."
                    .to_owned()
            }
            Self::PowerShell => "The line was read by PowerShell's rules.".to_owned(),
        }
    }
}
