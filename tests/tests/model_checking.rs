//! Every sequence of requests in small worlds, explored with stateright: what never happens, and what can happen.
//!
//! A world's state is compared by its content: who is attached where, who holds what. GUIDs, sequence numbers and times
//! do not count, so worlds that differ by them only are one. `KEYLESS_MODEL=large` explores the larger world, for at most
//! `KEYLESS_MODEL_SECONDS`.

mod small_world;

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use keyless_core::gateway::answer;
use keyless_core::state::State;
use keyless_tests::content::{Content, content};
use keyless_tests::invariants;
use keyless_tests::oracle::Judge;
use small_world::{Act, Size};
use stateright::{Checker, Model, Property};

/// A world, its content, and what went wrong on the way to it.
#[derive(Debug, Clone)]
struct World {
    state: State,
    content: Arc<Content>,
    broken: Option<&'static str>,
}

impl World {
    fn new(state: State, broken: Option<&'static str>) -> Self {
        let content = Arc::new(content(&state));
        Self { state, content, broken }
    }
}

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content && self.broken == other.broken
    }
}

impl Hash for World {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.content.hash(hasher);
        self.broken.hash(hasher);
    }
}

/// How often an answer was of a kind, over the whole exploration.
#[derive(Debug, Default)]
struct Seen {
    done: AtomicUsize,
    refused: AtomicUsize,
    linked: AtomicUsize,
    failed: AtomicUsize,
}

#[derive(Debug)]
struct Cloud {
    size: Size,
    judge: Judge,
    seen: Arc<Seen>,
}

impl Model for Cloud {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(small_world::beginning(), None)]
    }

    fn actions(&self, world: &World, acts: &mut Vec<Act>) {
        acts.extend(self.size.acts(&world.content));
    }

    fn next_state(&self, world: &World, act: Act) -> Option<World> {
        let by_itself = act.events(&world.state);
        if !by_itself.is_empty() {
            let mut state = world.state.clone();
            by_itself.iter().for_each(|event| state.apply(event));
            return Some(World::new(state, None));
        }
        let request = act.request(&world.state);
        let (response, decisions, events) = answer(&world.state, &request);
        let mut state = world.state.clone();
        for event in &events {
            state.apply(event);
        }
        let counter = match response.status {
            200..=299 => &self.seen.done,
            403 if events.iter().any(invariants::is_linked_refusal) => &self.seen.linked,
            403 => &self.seen.refused,
            _ => &self.seen.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        let next = World::new(state, None);
        let broken = invariants::broken_step(&self.judge, &world.state, &response, &decisions, &events)
            .or_else(|| invariants::broken_token(&world.state, &act.asks_from()?, &response))
            .or_else(|| (response.status >= 400 && next.content != world.content).then_some("a refusal changed it"));
        Some(World { broken, ..next })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("no step breaks a promise", |_, it: &World| it.broken.is_none()),
            Property::always("no service principal outlives its owner", |_, it: &World| {
                invariants::owners_live(&it.state)
            }),
            Property::always("every identity has its service principal", |_, it: &World| {
                invariants::identities_live(&it.state)
            }),
            Property::always("the index of hosts is right", |_, it: &World| {
                invariants::hosts_index_is_right(&it.state)
            }),
            Property::always("no access without a chain of assignment", |cloud: &Self, it: &World| {
                invariants::access_has_a_chain(&cloud.judge, &it.state)
            }),
            Property::always("grants are scoped to what is there", |_, it: &World| invariants::scopes_live(&it.state)),
            Property::sometimes("both types on one host", |_, it: &World| it.content.has_both_types()),
            Property::sometimes("a dead reference", |_, it: &World| it.content.has_dead_reference()),
            Property::sometimes("a reference to the former identity of that name", |_, it: &World| {
                it.content.has_former()
            }),
            Property::sometimes("a reference into a group that is gone", |cloud: &Self, it: &World| {
                cloud.size.has_one_machine() || it.content.has_reference_to_no_group()
            }),
            Property::sometimes("an orphaned grant", |_, it: &World| it.content.has_orphan()),
            Property::sometimes("an identity shared by two hosts", |cloud: &Self, it: &World| {
                cloud.size.has_one_machine() || it.content.has_shared_identity()
            }),
            Property::sometimes(
                "an identity in a group, with a token and a denial about",
                |cloud: &Self, it: &World| {
                    !cloud.size.has_access()
                        || !it.content.members.is_empty()
                            && !it.content.tokens.is_empty()
                            && !it.content.rules.is_empty()
                },
            ),
            Property::sometimes("a grant ahead of any host", |cloud: &Self, it: &World| {
                cloud.size.has_one_machine() || it.content.has_grant_ahead()
            }),
            Property::sometimes("an empty world", |_, it: &World| it.content.is_empty()),
        ]
    }

    fn within_boundary(&self, world: &World) -> bool {
        world.content.orphans() <= self.size.orphans
    }
}

fn explore(size: Size) -> (Arc<Seen>, usize) {
    let seen = Arc::new(Seen::default());
    let distinct_states = size.distinct_states;
    let cloud = Cloud { size, judge: Judge::default(), seen: Arc::clone(&seen) };
    let began = Instant::now();
    let seconds = std::env::var("KEYLESS_MODEL_SECONDS").ok().and_then(|it| it.parse().ok()).unwrap_or(3600);
    let checker = cloud.checker().threads(2).timeout(Duration::from_secs(seconds)).spawn_bfs().join();
    checker.assert_properties();
    let count = |it: &AtomicUsize| it.load(Ordering::Relaxed);
    println!(
        "{} distinct states, {} requests, depth {}, {:.1} s: {} done, {} refused, {} refused for a linked scope, {} failed",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth(),
        began.elapsed().as_secs_f32(),
        count(&seen.done),
        count(&seen.refused),
        count(&seen.linked),
        count(&seen.failed),
    );
    if let Some(states) = distinct_states {
        assert_eq!(checker.unique_state_count(), states);
    }
    (seen, checker.unique_state_count())
}

#[test]
fn every_sequence_of_requests_in_a_small_world_keeps_the_rules() {
    let size = match std::env::var("KEYLESS_MODEL").as_deref() {
        Ok("large") => Size::LARGE,
        Ok("small") | Err(_) => Size::SMALL,
        Ok(other) => panic!("KEYLESS_MODEL is 'small' or 'large', not '{other}'"),
    };
    let (seen, _) = explore(size);
    let count = |it: &AtomicUsize| it.load(Ordering::Relaxed);
    if !size.sensible {
        for kind in [&seen.done, &seen.refused, &seen.linked, &seen.failed] {
            assert!(count(kind) > 0, "{seen:?}");
        }
    }
}

#[test]
fn every_sequence_with_tokens_time_groups_custom_roles_and_a_denial_keeps_the_rules() {
    let (seen, _) = explore(Size::ACCESS);
    assert!(seen.refused.load(Ordering::Relaxed) > 0, "the deny assignment and the contributor's limits refuse");
}
