//! Texts of the inspector.

pub const STEP: &str = "Step";
pub const LAST_STEP: &str = "The last command";

pub const STATE_NONE: &str = "Choose something in the World, and what the cloud itself says of it stands here.";
pub const STATE_GONE: &str = "It is not there at this point of the timeline.";
pub const COPY_JSON: &str = "Copy the JSON";
pub const JSON: &str = "JSON";
pub const SHOW_JSON: &str = "The same as JSON";
pub const COPY_CURL: &str = "Copy as curl";

pub const TOKEN_LEAD: &str = "Simulated tokens of this world. They are signed with a key that follows from the seed, and no service of Azure takes them.";
pub const TOKEN_NONE: &str = "No token is kept at this point. az gets one when it first talks to the cloud, the platform when code on a host asks.";
pub const TOKEN_FIELD: &str = "Token to explain";
pub const TOKEN_HELP: &str = "Only tokens of this world. Never paste a real one into a page.";
pub const TOKEN_FOREIGN: &str =
    "This world did not issue that. It was not looked into and is not kept. If it is a real token, treat it as leaked.";
pub const EXPLAIN: &str = "Explain";

pub const ID_FIELD: &str = "Id to explain";
pub const ID_HELP: &str = "A GUID, a resource id, or a user principal name.";
pub const ID_UNKNOWN: &str = "Nothing in this world has that id, at this point of the timeline.";
pub const ID_LEAD: &str =
    "An identity has three ids, and they are easily mixed up. Paste any id, or take one of these:";
pub const ID_GOES: &str = "Where it goes";
pub const ID_NOT: &str = "Where it does not go";
pub const ID_OTHERS: &str = "Other ids of the same thing";

pub const REACH_FIELD: &str = "Somebody runs code on";
pub const REACH_NONE: &str = "There is no host yet. Make a virtual machine, and see here what code on it could reach.";
pub const REACH_NOTHING: &str = "Nothing: the host is not running, or it has no identity whose tokens it could get.";
pub const REACH_CUT: &str = "There is more; the nearest 400 steps are told.";
pub const REACH_GAINED: &str = "The inspected step added";
pub const REACH_LOST: &str = "The inspected step took away";
pub const REACH_SAME: &str = "The inspected step changed nothing about this.";

pub const LOCK_FORBIDS: &str = "A lock forbids this, whatever role the caller has:";
pub const LOCK_AWAY: &str = "Somebody who may manage locks (Owner, User Access Administrator) can take it away:";

/// A lock as a leaf of the proof.
pub fn lock(name: &str, level: &str, place: &str) -> String {
    format!("{name} ({level}) on {place}")
}

pub const TYPE_IT: &str = "Run this line";
pub const ALLOWED_ONES: &str = "What was allowed, and why";

pub const CLOCK: &str = "Clock";
pub const TO_NEXT: &str = "To the next event";
pub const COMING: &str = "What time will bring";
pub const NOTHING_COMING: &str = "Nothing is going to happen by itself.";
pub const DELAYS: &str = "Changes of access take their time, as in Azure";
pub const MOVE: &str = "Move along the timeline";
pub const PLAY: &str = "Play";
pub const STOP: &str = "Stop";
pub const STEP_BACK: &str = "One step back";
pub const STEP_ON: &str = "One step on";
pub const SLIDER: &str = "Step in effect";
pub const CHECKPOINTS: &str = "Checkpoints";
pub const CHECKPOINT_NAME: &str = "Name of the checkpoint";
pub const CHECKPOINT_ADD: &str = "Keep this point";
pub const RESTORE: &str = "Restore";
pub const COMPARE: &str = "Compare two points";
pub const COMPARE_FROM: &str = "From";
pub const COMPARE_TO: &str = "To";
pub const COMPARE_SAME: &str = "The World is the same at both.";
pub const BEGINNING: &str = "The beginning";
pub const NOW: &str = "Now";
pub const BRANCH: &str = "A new command at an earlier point begins another branch. Keep the point you are at first, and you can come back to it.";

/// What a host can reach, in numbers.
pub fn reach(hops: usize, depth: usize) -> String {
    let hops = if hops == 1 { "One thing".to_owned() } else { format!("{hops} things") };
    let steps = if depth == 1 { "one step".to_owned() } else { format!("{depth} steps") };
    format!("{hops} within {steps}.")
}

/// Who may grant something.
pub fn sign_in_and_run(name: &str) -> String {
    format!("Sign in as {name} and run it")
}
