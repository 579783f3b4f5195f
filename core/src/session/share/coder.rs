//! Makes short texts shorter: guesses each bit from what came before, and writes only what the guess missed.
//!
//! The guesser mixes several contexts, as data compressors of the lpaq family do, in whole numbers only, so that every
//! machine writes and reads the same. It has read `data/share-words.txt` beforehand; that text is a part of the format.

use super::interval::{Reader, Writer};

/// What the guesser has read before it sees the first byte. INVARIANT: it never changes within a format version.
const WORDS: &str = include_str!("../../../data/share-words.txt");

/// Ends a text: no byte of UTF-8.
const END: u8 = 0xff;

/// How many bytes back each context looks; the last one looks back to the word's beginning.
const ORDERS: [u32; 6] = [1, 2, 3, 4, 6, 0];
const INPUTS: usize = ORDERS.len() + 1;
const TABLE_BITS: u32 = 15;
/// A guess is a share of 4096.
const ONE: i32 = 4096;

/// The text in fewer bytes.
pub(super) fn shorten(text: &str) -> Vec<u8> {
    let mut model = Model::primed();
    let mut writer = Writer::new();
    for byte in text.bytes().chain([END]) {
        model.byte(byte, |guess, bit| writer.bit(guess, bit));
    }
    writer.finish()
}

/// The text again; nothing where the bytes are none of ours or the text would be longer than `most` bytes.
pub(super) fn restore(bytes: &[u8], most: usize) -> Option<String> {
    let mut model = Model::primed();
    let mut reader = Reader::new(bytes);
    let mut text = Vec::new();
    loop {
        let mut byte = 1_u32;
        for _ in 0..8 {
            let bit = reader.bit(model.guess(byte));
            model.learn(bit);
            byte = byte << 1 | u32::from(bit);
        }
        match u8::try_from(byte & 0xff).ok()? {
            END => return String::from_utf8(text).ok(),
            _ if text.len() >= most => return None,
            found => {
                model.remember(found);
                text.push(found);
            }
        }
    }
}

/// Where the text could go on from, and what it has seen there.
struct Model {
    /// For each context and what of the byte is known: how often the next bit was a one, of 65,536.
    tables: Vec<Vec<Cell>>,
    cells: [usize; INPUTS],
    inputs: [i32; INPUTS],
    weights: [i32; INPUTS],
    guess: i32,
    text: Vec<u8>,
    word: u32,
    matching: Match,
    /// For the bit that a match foretells, by the match's length: how often it was right.
    trust: Vec<Cell>,
    places: Vec<usize>,
    stretched: Vec<i32>,
}

/// A probability that learns quickly at first.
#[derive(Clone, Copy)]
struct Cell {
    chance: u16,
    seen: u8,
}

/// An earlier place where the same went before.
#[derive(Default)]
struct Match {
    at: usize,
    length: usize,
    foretold: Option<bool>,
}

const FRESH: Cell = Cell { chance: 1 << 15, seen: 0 };
/// How many bytes must agree before a match counts.
const SHORTEST_MATCH: usize = 5;
const LONGEST_MATCH: usize = 31;

impl Cell {
    fn learn(&mut self, bit: bool) {
        let target = if bit { 65_535 } else { 0 };
        let step = (target - i32::from(self.chance)) / (i32::from(self.seen) + 2);
        self.chance = u16::try_from((i32::from(self.chance) + step).clamp(32, 65_503)).unwrap_or(1 << 15);
        self.seen = (self.seen + 1).min(28);
    }
}

impl Model {
    fn primed() -> Self {
        let mut model = Self {
            tables: vec![vec![FRESH; 1 << TABLE_BITS]; ORDERS.len()],
            cells: [0; INPUTS],
            inputs: [0; INPUTS],
            weights: [20_000; INPUTS],
            guess: ONE / 2,
            text: Vec::new(),
            word: 0,
            matching: Match::default(),
            trust: vec![FRESH; LONGEST_MATCH + 1],
            places: vec![0; 1 << TABLE_BITS],
            stretched: stretch_table(),
        };
        for byte in WORDS.bytes() {
            model.byte(byte, |_, _| {});
        }
        model
    }

    /// Guesses and learns the bits of a byte; tells each guess with the bit that it was for.
    fn byte(&mut self, byte: u8, mut tell: impl FnMut(i32, bool)) {
        let mut known = 1_u32;
        for place in (0..8).rev() {
            let bit = byte >> place & 1 == 1;
            tell(self.guess(known), bit);
            self.learn(bit);
            known = known << 1 | u32::from(bit);
        }
        self.remember(byte);
    }

    /// How likely the next bit is a one, when `known` of its byte is known.
    fn guess(&mut self, known: u32) -> i32 {
        let stretch = |chance: u16| self.stretched.get(usize::from(chance >> 4)).copied().unwrap_or(0);
        for (input, order) in ORDERS.into_iter().enumerate() {
            let mut hash = order.wrapping_mul(0x9e37_79b1) ^ known.wrapping_mul(0x85eb_ca6b);
            if order == 0 {
                hash ^= self.word.wrapping_mul(0xc2b2_ae35);
            }
            for byte in self.text.iter().rev().take(order as usize) {
                hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193).rotate_left(7);
            }
            let cell = (hash.wrapping_mul(0x2545_f491) >> (32 - TABLE_BITS)) as usize;
            let found = self.tables.get(input).and_then(|table| table.get(cell)).copied().unwrap_or(FRESH);
            put(&mut self.cells, input, cell);
            // What was never seen says nothing.
            put(&mut self.inputs, input, if found.seen == 0 { 0 } else { stretch(found.chance) });
        }
        self.matching.foretold = self.foretold(known);
        let trusted = self.trust.get(self.matching.length.min(LONGEST_MATCH)).copied().unwrap_or(FRESH);
        let voice = match self.matching.foretold {
            Some(true) => stretch(trusted.chance),
            Some(false) => -stretch(trusted.chance),
            None => 0,
        };
        put(&mut self.inputs, ORDERS.len(), voice);
        let sum: i64 = self.inputs.iter().zip(&self.weights).map(|(a, b)| i64::from(*a) * i64::from(*b)).sum();
        self.guess = squash(i32::try_from((sum >> 16).clamp(-2047, 2047)).unwrap_or(0)).clamp(1, ONE - 1);
        self.guess
    }

    /// The bit that comes next where the text went on the last time, if it went on like this so far.
    fn foretold(&self, known: u32) -> Option<bool> {
        if self.matching.length < SHORTEST_MATCH {
            return None;
        }
        let byte = u32::from(*self.text.get(self.matching.at)?) | 0x100;
        let places = 31 - known.leading_zeros();
        (byte >> (8 - places) == known).then(|| byte >> (7 - places) & 1 == 1)
    }

    fn learn(&mut self, bit: bool) {
        let missed = (if bit { ONE } else { 0 }) - self.guess;
        for (weight, input) in self.weights.iter_mut().zip(self.inputs) {
            *weight += (input * missed * 14 + (1 << 13)) >> 14;
        }
        for (table, cell) in self.tables.iter_mut().zip(self.cells) {
            if let Some(cell) = table.get_mut(cell) {
                cell.learn(bit);
            }
        }
        if let Some(foretold) = self.matching.foretold
            && let Some(trust) = self.trust.get_mut(self.matching.length.min(LONGEST_MATCH))
        {
            trust.learn(foretold == bit);
        }
    }

    fn remember(&mut self, byte: u8) {
        let went_on = self.matching.length > 0 && self.text.get(self.matching.at) == Some(&byte);
        self.text.push(byte);
        self.word = if byte.is_ascii_alphanumeric() {
            (self.word ^ u32::from(byte)).wrapping_mul(0x0100_0193).wrapping_add(1)
        } else {
            0
        };
        self.matching.at += 1;
        self.matching.length = if went_on { self.matching.length + 1 } else { 0 };
        let last = self.text.iter().rev().take(SHORTEST_MATCH);
        let hash = last.fold(0_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x9e37_79b1).rotate_left(5));
        if let Some(place) = self.places.get_mut((hash >> (32 - TABLE_BITS)) as usize) {
            if self.matching.length == 0 && *place > 0 {
                let before = self.text.iter().rev().zip(self.text.iter().take(*place).rev());
                let length = before.take(LONGEST_MATCH).take_while(|(a, b)| a == b).count();
                self.matching = Match { at: *place, length, foretold: None };
            }
            *place = self.text.len();
        }
    }
}

fn put<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

/// From the logistic domain, in 256ths, to a share of 4096.
fn squash(value: i32) -> i32 {
    const CURVE: [i32; 33] = [
        1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607, 3785, 3901,
        3975, 4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
    ];
    let at = |place: i32| usize::try_from(place).ok().and_then(|it| CURVE.get(it)).copied().unwrap_or(4094);
    let (part, place) = (value & 127, (value >> 7) + 16);
    (at(place) * (128 - part) + at(place + 1) * part + 64) >> 7
}

/// The inverse of [`squash`] for each of 4096 shares.
fn stretch_table() -> Vec<i32> {
    let mut table = Vec::with_capacity(4096);
    for value in -2047..=2047 {
        let reached = usize::try_from(squash(value)).unwrap_or(0) + 1;
        if table.len() < reached {
            table.resize(reached, value);
        }
    }
    table.resize(4096, 2047);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) -> usize {
        let short = shorten(text);
        assert_eq!(restore(&short, text.len()).as_deref(), Some(text));
        short.len()
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        for text in ["", "a", "\0", "é\u{1F512} →", "az vm list", &"x".repeat(5000), "\0\0\0\0\0\0"] {
            check(text);
        }
        let mut noise = 7_u32;
        let text: String = (0..3000)
            .map(|_| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b' ' + u8::try_from(noise >> 25).unwrap() % 95)
            })
            .collect();
        assert!(check(&text) < 2700);
    }

    #[test]
    fn az_lines_shrink_to_a_sixth() {
        let text = "az vm create -g shop -n web1 --image Ubuntu2204 --generate-ssh-keys --assign-identity\n\
            az vm create -g shop -n web2 --image Ubuntu2204 --generate-ssh-keys --assign-identity\n\
            az identity create -g shop -n reader\naz vm identity assign -g shop -n web1 --identities reader\n\
            az keyvault create -g shop -n shopvault -l westus\naz group delete -n shop --yes\n";
        assert!(check(text) * 6 < text.len(), "{} of {}", check(text), text.len());
    }

    #[test]
    fn noise_is_refused_or_short() {
        for first in [0, 1, 77, 128, 254, 255] {
            let bytes = [first, 3, 141, 59, 26, 53, 58, 97];
            if let Some(text) = restore(&bytes, 500) {
                assert!(text.len() <= 500);
            }
        }
    }
}
