//! Mutation for fuzzing: inputs made from good ones by a generator that gives the same ones every time.

/// A small generator of numbers (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below this one; 0 where that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let drawn = usize::try_from(self.next() >> 33).unwrap_or_default();
        drawn.checked_rem(end).unwrap_or_default()
    }

    /// One of these.
    pub fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T], otherwise: &'a T) -> &'a T {
        all.get(self.below(all.len())).copied().unwrap_or(otherwise)
    }
}

/// Pieces that have a meaning somewhere: quotes, escapes, separators, extremes.
const PIECES: [&str; 44] = [
    "'",
    "\"",
    "\\",
    "`",
    "$(",
    "${",
    "|",
    "&&",
    "||",
    ";",
    ">",
    "<",
    "#",
    "\n",
    "\r\n",
    "\0",
    " ",
    "\t",
    "=",
    "--",
    "-",
    "/",
    "//",
    "..",
    "%",
    "%2F",
    "%00",
    "%zz",
    "+",
    "?",
    "&",
    "*",
    "[",
    "]",
    "{",
    "}",
    "null",
    "-1",
    "99999999999999999999",
    "é",
    "\u{202e}",
    "😀",
    "[system]",
    "@",
];

/// A text changed in one to four places; now and then a part of another one is put in.
pub fn mutate(text: &str, other: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(chars.len() + 1);
        match dice.below(8) {
            0 | 1 => {
                let piece: Vec<char> = dice.pick(&PIECES, " ").chars().collect();
                chars.splice(at..at, piece);
            }
            2 => {
                let end = chars.len().min(at + 1 + dice.below(6));
                chars.drain(at..end);
            }
            3 => {
                let end = chars.len().min(at + 1 + dice.below(24));
                let again: Vec<char> = chars.get(at..end).unwrap_or_default().to_vec();
                chars.splice(at..at, again);
            }
            4 => chars.truncate(at),
            5 => {
                if let Some(slot) = chars.get_mut(at) {
                    let letter = u8::try_from(32 + dice.below(95)).unwrap_or(b' ');
                    *slot = char::from(letter);
                }
            }
            6 => {
                if let Some(slot) = chars.get_mut(at) {
                    *slot =
                        if slot.is_ascii_lowercase() { slot.to_ascii_uppercase() } else { slot.to_ascii_lowercase() };
                }
            }
            _ => {
                let piece: Vec<char> = other.chars().skip(dice.below(40)).take(dice.below(60)).collect();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs_and_they_differ_from_what_they_are_made_of() {
        let made = |seed| {
            let mut dice = Dice::new(seed);
            (0..50).map(|_| mutate("az group list -o table", "az vm show", &mut dice)).collect::<Vec<_>>()
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
        assert!(made(1).iter().filter(|it| *it != "az group list -o table").count() > 40);
    }
}
