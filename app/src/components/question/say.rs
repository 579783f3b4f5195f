//! The texts of questions, practice and exams.

pub(crate) const SEEING: &str = "This is the world of the question. Your own playground is as you left it.";
pub(crate) const BACK: &str = "Back to the question";
pub(crate) const RAN: &str = "These commands ran:";
pub(crate) const THEN: &str = "Then:";
pub(crate) const ONE: &str = "Choose one.";
pub(crate) const SEVERAL: &str = "Choose all that are true.";
pub(crate) const ORDER: &str = "Put the steps in order with the buttons.";
pub(crate) const MATCH: &str = "Choose what belongs to each.";
pub(crate) const TYPE: &str = "Type one command line. Order of options and short names do not matter.";
pub(crate) const TASK: &str = "Type az commands until everything in the list is so.";
pub(crate) const CHECK: &str = "Check answer";
pub(crate) const NEXT: &str = "Next question";
pub(crate) const FINISH: &str = "Finish the round";
pub(crate) const RIGHT: &str = "Right";
pub(crate) const WRONG: &str = "Not right";
pub(crate) const COMES_BACK: &str = "It comes back with other names, until it was right twice.";
pub(crate) const SEE: &str = "See it happen";
pub(crate) const REPORT: &str = "Report this question";
pub(crate) const REPORT_HELP: &str = "Copy this text into an issue of the project. Nothing is sent by itself.";
pub(crate) const GIVE_FIRST: &str = "Answer first, then check.";
pub(crate) const LOADING: &str = "Fetching the questions…";
pub(crate) const FAILED: &str =
    "The questions did not arrive. Look at your connection, then try again. Nothing you did is lost.";
pub(crate) const AGAIN: &str = "Try again";
pub(crate) const UNAFFILIATED: &str = "Keyless is not affiliated with Microsoft or its exams. These are practice questions of our own, none of them from an exam.";
pub(crate) const PRIVATE: &str = "Your answers stay on this device. Nothing is sent anywhere.";
