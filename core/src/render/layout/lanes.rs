//! Lanes: which track each upright stretch of a line takes, so that few share one.

use std::collections::BTreeMap;

/// Remembers the track of each line of a lane.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    tracks: BTreeMap<String, usize>,
}

/// A line that runs up or down in a lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rider<'a> {
    pub(super) id: &'a str,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Stretches in use on one track, apart from each other: start and end.
#[derive(Default)]
struct Track(Vec<(i64, i64)>);

impl Lane {
    /// A track for each rider: the one it had, or the first on which it meets nobody.
    pub(super) fn settle(&mut self, riders: &[Rider<'_>], many: usize) -> Vec<usize> {
        let mut former = std::mem::take(&mut self.tracks);
        let mut tracks: Vec<Track> = std::iter::repeat_with(Track::default).take(many.max(1)).collect();
        let mut chosen: Vec<Option<usize>> = riders.iter().map(|rider| former.remove(rider.id)).collect();
        for (rider, track) in riders.iter().zip(&chosen) {
            if let Some(track) = track.and_then(|track| tracks.get_mut(track)) {
                track.take(rider);
            }
        }
        for (number, (rider, choice)) in riders.iter().zip(&mut chosen).enumerate() {
            if choice.is_none() {
                let free = tracks.iter().position(|track| track.is_free(rider));
                let track = free.unwrap_or(number % tracks.len());
                if let Some(track) = tracks.get_mut(track) {
                    track.take(rider);
                }
                *choice = Some(track);
            }
        }
        let chosen: Vec<usize> = chosen.into_iter().flatten().collect();
        for (rider, track) in riders.iter().zip(&chosen) {
            self.tracks.insert(rider.id.to_owned(), *track);
        }
        chosen
    }
}

impl Track {
    fn is_free(&self, rider: &Rider<'_>) -> bool {
        let (from, to) = stretch(rider);
        self.before(to).is_none_or(|(_, (_, end))| end < from)
    }

    fn take(&mut self, rider: &Rider<'_>) {
        let (mut from, mut to) = stretch(rider);
        while let Some((place, (start, end))) = self.before(to).filter(|(_, (_, end))| *end >= from) {
            self.0.remove(place);
            (from, to) = (from.min(start), to.max(end));
        }
        self.0.insert(self.0.partition_point(|(start, _)| *start < from), (from, to));
    }

    /// The last stretch that begins here or before.
    fn before(&self, to: i64) -> Option<(usize, (i64, i64))> {
        let place = self.0.partition_point(|(start, _)| *start <= to).checked_sub(1)?;
        Some((place, *self.0.get(place)?))
    }
}

/// Whole units, with a little air at both ends.
#[expect(clippy::cast_possible_truncation, reason = "no picture is that high")]
fn stretch(rider: &Rider<'_>) -> (i64, i64) {
    let (low, high) = (rider.from.min(rider.to), rider.from.max(rider.to));
    (low.floor() as i64 - 3, high.ceil() as i64 + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settle(lane: &mut Lane, riders: &[(&str, f64, f64)]) -> Vec<usize> {
        let riders: Vec<Rider<'_>> = riders.iter().map(|&(id, from, to)| Rider { id, from, to }).collect();
        lane.settle(&riders, 3)
    }

    #[test]
    fn lines_that_meet_take_different_tracks_and_others_share_one() {
        let mut lane = Lane::default();
        assert_eq!(settle(&mut lane, &[("a", 0.0, 50.0), ("b", 40.0, 90.0), ("c", 60.0, 99.0)]), [0, 1, 0]);
    }

    #[test]
    fn a_line_keeps_its_track_while_it_lives() {
        let mut lane = Lane::default();
        settle(&mut lane, &[("a", 0.0, 50.0), ("b", 40.0, 90.0)]);
        assert_eq!(settle(&mut lane, &[("c", 0.0, 99.0), ("b", 0.0, 99.0)]), [0, 1]);
    }

    #[test]
    fn when_all_tracks_are_taken_they_are_shared() {
        let mut lane = Lane::default();
        let riders: Vec<(&str, f64, f64)> = ["a", "b", "c", "d", "e"].into_iter().map(|id| (id, 0.0, 9.0)).collect();
        assert_eq!(settle(&mut lane, &riders), [0, 1, 2, 0, 1]);
    }
}
