//! Which shell's rules a line is read by.

/// The shell whose quoting and continuation rules apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Bash, except that a backtick at a line's end continues the line as in PowerShell.
    #[default]
    Auto,
    /// Bash: a backslash escapes and continues.
    Bash,
    /// PowerShell: a backtick escapes and continues, quotes are doubled, a backslash is a plain character.
    PowerShell,
}

impl Dialect {
    /// Returns the dialect of that name (`auto`, `bash`, `powershell`), as `--dialect` takes it.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "bash" => Some(Self::Bash),
            "powershell" => Some(Self::PowerShell),
            _ => None,
        }
    }

    /// Returns the name that [`Dialect::from_name`] takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Bash => "bash",
            Self::PowerShell => "powershell",
        }
    }
}
