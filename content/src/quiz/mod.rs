//! Being examined: what to ask next, exams, and the learner's own record. Plain values; the page hands in clock and storage.

pub mod bank;
pub mod exam;
pub mod fsrs;
pub mod keeper;
pub mod practice;
pub mod random;
pub mod record;
pub mod report;
pub mod statistics;
