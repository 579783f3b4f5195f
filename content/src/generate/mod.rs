//! Questions without end: generators over small worlds. A seed gives the question; the core computes the key.
//!
//! A generator draws a world, a stem, and statements that might be so. What is so is asked of the world itself, so a key
//! cannot be wrong; false statements are the common misconceptions about that world.

mod access;
mod draft;
mod endings;
mod lifecycle;
mod outputs;
mod repairs;

use draft::Draft;
use keyless_core::rules::RuleId;

use crate::question::{Kind, Question};
use crate::quiz::bank::Idea;
use crate::quiz::random::Random;

/// What makes questions of one idea.
pub struct Generator {
    /// The idea's id; all begin with `g-`.
    pub id: &'static str,
    topic: &'static str,
    skill: &'static str,
    kind: Kind,
    rules: &'static [u8],
    misconceptions: &'static [u8],
    make: fn(&mut Random) -> Draft,
}

/// All generators.
pub const ALL: [Generator; 12] = [
    endings::MACHINE_DELETED,
    endings::IDENTITY_DELETED,
    endings::OFF_AND_ON,
    lifecycle::CARRIED,
    lifecycle::SHARED_BY,
    lifecycle::WHO_MAY_ATTACH,
    access::INHERITED,
    access::ALLOWED,
    access::WHICH_ROLE,
    access::TOO_MUCH,
    outputs::IDENTITY_TYPE,
    repairs::ASSIGN,
];

/// How often a world is drawn anew when it has no question in it.
const ATTEMPTS: u64 = 40;

/// The ideas of all generators.
pub fn ideas() -> impl Iterator<Item = Idea> {
    ALL.iter().map(|it| Idea {
        id: it.id.to_owned(),
        topic: it.topic.to_owned(),
        skill: it.skill.to_owned(),
        kind: it.kind,
        rules: it.rules.iter().copied().map(RuleId).collect(),
        generated: true,
    })
}

/// The question that this generator makes of this seed; none where there is no such generator.
pub fn generate(id: &str, seed: u64) -> Option<Question> {
    let generator = ALL.iter().find(|it| it.id == id)?;
    (0..ATTEMPTS).find_map(|attempt| {
        let mut random = Random::named(seed.wrapping_add(attempt.wrapping_mul(0x5851_f42d_4c95_7f2d)), id);
        let draft = (generator.make)(&mut random);
        let rules: Vec<RuleId> = generator.rules.iter().copied().map(RuleId).collect();
        draft.finish(generator.kind, &rules, &mut random).map(|drawn| Question {
            id: format!("{id}~{seed}"),
            kind: generator.kind,
            topic: generator.topic.to_owned(),
            skill: generator.skill.to_owned(),
            source: rules.first().map(ToString::to_string).unwrap_or_default(),
            rules,
            misconceptions: generator.misconceptions.to_vec(),
            ..drawn
        })
    })
}

#[cfg(test)]
mod oracle;

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
