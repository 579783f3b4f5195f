//! Slots: who sits where in a container, remembered from picture to picture.

use std::collections::BTreeMap;

use super::lanes::Lane;
use crate::render::diagram::Folds;

/// Remembers which slot each node has, so that a node keeps its place as long as it lives.
///
/// A slot that was given up stays empty until something new takes it. `Places::default()` forgets everything: the next
/// picture is as tight as can be.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// What the reader folded and unfolded.
    pub folds: Folds,
    /// By use and container.
    slots: BTreeMap<String, Slots>,
    round: u64,
}

/// What slots are for. Each node has its own of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// Containers, one below the other.
    Stack,
    /// Principals in a tenant.
    Principals,
    /// Machines in a group.
    Hosts,
    /// Identities in a group, two beside each host.
    Identities,
    /// Vaults and accounts in a group.
    Targets,
    /// Heights of containers, wide and narrow.
    Wide,
    /// See [`Use::Wide`].
    Narrow,
    /// Points on a border where lines begin.
    Departures,
    /// Points on a border where lines end.
    Arrivals,
    /// Lines in a lane, by whether it is the main one and how many tracks it has.
    Lane,
}

impl Places {
    /// Begins a picture.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    /// The slots of one container for one use.
    pub(super) fn of(&mut self, kind: Use, container: &str) -> &mut Slots {
        let slots = self.slots.entry(format!("{} {container}", kind as u8)).or_default();
        slots.round = self.round;
        slots.stays = kind == Use::Lane;
        slots
    }

    /// A lane by its name.
    pub(super) fn lane(&mut self, name: &str) -> &mut Lane {
        &mut self.of(Use::Lane, name).lane
    }

    /// Ends a picture: forgets containers that were not in it.
    pub(super) fn end(&mut self) {
        self.slots.retain(|_, slots| slots.round == self.round || slots.stays);
    }
}

/// The slots of one container for one use.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    seats: BTreeMap<String, usize>,
    /// In order.
    free: Vec<usize>,
    len: usize,
    /// The largest size that each slot ever had.
    sizes: Vec<usize>,
    /// The lines of a lane.
    lane: Lane,
    round: u64,
    stays: bool,
}

/// Somebody who needs a slot, and from where on to look for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest<'a> {
    pub(super) id: &'a str,
    pub(super) near: usize,
}

impl Slots {
    /// A slot for each guest: the one it has, or the first free one. Whoever is not a guest loses its slot.
    pub(super) fn settle(&mut self, guests: &[Guest<'_>]) -> Vec<usize> {
        let mut former = std::mem::take(&mut self.seats);
        for guest in guests {
            if let Some(slot) = former.remove(guest.id) {
                self.seats.insert(guest.id.to_owned(), slot);
            }
        }
        for slot in former.into_values() {
            self.free.insert(self.free.partition_point(|it| *it < slot), slot);
        }
        guests.iter().map(|guest| self.seat(guest)).collect()
    }

    fn seat(&mut self, guest: &Guest<'_>) -> usize {
        if let Some(slot) = self.seats.get(guest.id) {
            return *slot;
        }
        let place = self.free.partition_point(|it| *it < guest.near);
        let slot = if place < self.free.len() { self.free.remove(place) } else { guest.near.max(self.len) };
        // All free ones are before `len`, so these come last.
        self.free.extend(self.len..slot);
        self.len = self.len.max(slot + 1);
        self.seats.insert(guest.id.to_owned(), slot);
        slot
    }

    /// How many slots there are or ever were.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Notes that a slot needs `size`; it never shrinks. Says the largest so far.
    pub(super) fn grow(&mut self, slot: usize, size: usize) -> usize {
        if self.sizes.len() <= slot {
            self.sizes.resize(slot + 1, 0);
        }
        let Some(known) = self.sizes.get_mut(slot) else { return size };
        *known = size.max(*known);
        *known
    }

    /// The largest size that a slot ever had.
    pub(super) fn size(&self, slot: usize) -> usize {
        self.sizes.get(slot).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settle(slots: &mut Slots, ids: &[&str]) -> Vec<usize> {
        let guests: Vec<Guest<'_>> = ids.iter().map(|id| Guest { id, near: 0 }).collect();
        slots.settle(&guests)
    }

    #[test]
    fn who_stays_keeps_its_slot_and_who_comes_takes_the_first_free_one() {
        let mut slots = Slots::default();
        assert_eq!(settle(&mut slots, &["a", "b", "c"]), [0, 1, 2]);
        assert_eq!(settle(&mut slots, &["a", "c"]), [0, 2]);
        assert_eq!(settle(&mut slots, &["c", "d", "e", "a"]), [2, 1, 3, 0]);
        assert_eq!(slots.len(), 4);
    }

    #[test]
    fn a_guest_with_a_wish_sits_there_or_after() {
        let mut slots = Slots::default();
        assert_eq!(slots.settle(&[Guest { id: "a", near: 4 }, Guest { id: "b", near: 4 }]), [4, 5]);
        assert_eq!(slots.settle(&[Guest { id: "c", near: 0 }, Guest { id: "b", near: 0 }]), [0, 5]);
    }

    #[test]
    fn a_slot_remembers_its_largest_size() {
        let mut slots = Slots::default();
        assert_eq!(slots.grow(2, 5), 5);
        assert_eq!(slots.grow(2, 3), 5);
        assert_eq!((slots.size(2), slots.size(0), slots.size(9)), (5, 0, 0));
    }
}
