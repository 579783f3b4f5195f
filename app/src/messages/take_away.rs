//! Texts about giving a session away and taking one up.

pub const SHARE: &str = "Share";
pub const TITLE: &str = "Take it away";
pub const LINK: &str = "Link to this session";
pub const LINK_HELP: &str = "Whoever opens it sees the same lines run in a world of their own, and is asked before anything of theirs is replaced. The session is in the part after #, which browsers never send to a server.";
pub const COPY_LINK: &str = "Copy the link";
pub const TOO_LONG: &str = "This session is too long for a link. Save it as a file instead.";
pub const SAVE: &str = "Save as a file";
pub const SAVE_SESSION: &str = "Session";
pub const SAVE_BASH: &str = "Bash script";
pub const SAVE_POWERSHELL: &str = "PowerShell script";
pub const SAVE_SVG: &str = "World as SVG";
pub const SAVE_PNG: &str = "World as PNG";
pub const SAVE_HELP: &str = "The scripts hold the steps in effect, for a real Azure: ids of this world are looked up there, secrets come from variables.";
pub const OPEN: &str = "Open a session";
pub const OPEN_FILE: &str = "Session file, or a World saved as SVG";
pub const OPEN_HELP: &str = "You see what is in it before it replaces anything.";
pub const CLOSE: &str = "Close";

pub const OFFER_TITLE: &str = "Open this session?";
pub const OFFER_LINES: &str = "Lines that will run";
pub const OFFER_TAKE: &str = "Open it";
pub const OFFER_KEEP: &str = "Keep mine";
pub const OFFER_MINE_EMPTY: &str = "You have typed nothing here yet, so nothing of yours is replaced.";
pub const BRING_BACK: &str = "Bring back the session that was set aside";

pub const OPENED: &str =
    "The session is open. What you had before is set aside: Commands, “Bring back the session that was set aside”.";
pub const BROUGHT_BACK: &str = "Your session is back, and the other one is set aside.";
pub const PARTED: &str = "Another tab went another way in this session. Its lines are set aside: Commands, “Bring back the session that was set aside”.";
pub const NOTHING_ASIDE: &str = "No session is set aside.";
pub const NO_SESSION: &str = "That is no session of Keyless. Nothing has changed.";

/// What stands in for secrets.
pub fn stand_ins(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "One secret value stays here: a stand-in that passes the same rules takes its place.".to_owned(),
        _ => format!("{count} secret values stay here: stand-ins that pass the same rules take their place."),
    }
}

/// What is in an offered session.
pub fn offer(lines: usize, scenario: &str, version: &str) -> String {
    let lines = if lines == 1 { "one line".to_owned() } else { format!("{lines} lines") };
    format!("It has {lines}, begins in the scenario {scenario}, and was made with Keyless {version}.")
}

/// What happens to the reader's own session.
pub fn mine(lines: usize) -> String {
    match lines {
        0 => OFFER_MINE_EMPTY.to_owned(),
        1 => "Your own session, one line so far, is set aside, and you can bring it back.".to_owned(),
        _ => format!("Your own session, {lines} lines so far, is set aside, and you can bring it back."),
    }
}

/// A link's length.
pub fn length(characters: usize) -> String {
    format!("{characters} characters")
}

/// A replay that went another way.
pub fn differs(version: &str) -> String {
    format!(
        "The session is open, but its lines did something else here than where it was made (Keyless {version}). What you see is what this Keyless does. Your own session is set aside."
    )
}

/// A session that cannot be opened.
pub fn not_opened(why: &str) -> String {
    format!("The session could not be opened: {why}. Nothing has changed.")
}
