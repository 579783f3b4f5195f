//! Slots: who sits where in a container, remembered from picture to picture.

use std::collections::{BTreeMap, BTreeSet};

use super::lanes::Lane;

/// Remembers which slot each node has, so that a node keeps its place as long as it lives.
///
/// A slot that was given up stays empty until something new takes it. `Places::default()` forgets everything: the next
/// picture is as tight as can be.
#[derive(Clone, Debug, Default)]
pub struct Places {
    slots: BTreeMap<Use, BTreeMap<String, Slots>>,
    /// By whether it is the main lane, and by how many tracks it has.
    lanes: BTreeMap<(bool, usize), Lane>,
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
    /// Identities in a group, two beside each machine.
    Identities,
    /// Points on a border where lines begin.
    Departures,
    /// Points on a border where lines end.
    Arrivals,
}

impl Places {
    /// Begins a picture.
    pub(super) fn begin(&mut self) {
        self.round += 1;
    }

    /// The slots of one container for one use.
    pub(super) fn of(&mut self, kind: Use, container: &str) -> &mut Slots {
        let slots = self.slots.entry(kind).or_default().entry(container.to_owned()).or_default();
        slots.round = self.round;
        slots
    }

    /// The main lane, or the one between machines and identities.
    pub(super) fn lane(&mut self, main: bool, tracks: usize) -> &mut Lane {
        self.lanes.entry((main, tracks)).or_default()
    }

    /// Ends a picture: forgets containers that were not in it.
    pub(super) fn end(&mut self) {
        for all in self.slots.values_mut() {
            all.retain(|_, slots| slots.round == self.round);
        }
    }
}

/// The slots of one container for one use.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    seats: BTreeMap<String, Seat>,
    free: BTreeSet<usize>,
    len: usize,
    /// The largest size that each slot ever had.
    sizes: Vec<usize>,
    round: u64,
}

#[derive(Clone, Copy, Debug)]
struct Seat {
    slot: usize,
    present: bool,
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
        for guest in guests {
            if let Some(seat) = self.seats.get_mut(guest.id) {
                seat.present = true;
            }
        }
        let free = &mut self.free;
        self.seats.retain(|_, seat| {
            if !seat.present {
                free.insert(seat.slot);
            }
            std::mem::take(&mut seat.present)
        });
        guests.iter().map(|guest| self.seat(guest)).collect()
    }

    fn seat(&mut self, guest: &Guest<'_>) -> usize {
        if let Some(seat) = self.seats.get(guest.id) {
            return seat.slot;
        }
        let free = self.free.range(guest.near..).next().copied();
        let slot = free.unwrap_or_else(|| guest.near.max(self.len));
        self.free.remove(&slot);
        self.free.extend(self.len..slot);
        self.len = self.len.max(slot + 1);
        self.seats.insert(guest.id.to_owned(), Seat { slot, present: false });
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
