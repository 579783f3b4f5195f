//! Bits with their guesses as places within an interval: arithmetic coding in 32 bits.

/// Writes bits as places within an ever smaller interval.
pub(super) struct Writer {
    low: u32,
    high: u32,
    out: Vec<u8>,
}

/// Where the interval is cut for a guess.
fn cut(low: u32, high: u32, guess: i32) -> u32 {
    let share = (u64::from(high - low) * u64::from(guess.unsigned_abs())) >> 12;
    low + u32::try_from(share).unwrap_or(0)
}

impl Writer {
    pub(super) const fn new() -> Self {
        Self { low: 0, high: u32::MAX, out: Vec::new() }
    }

    pub(super) fn bit(&mut self, guess: i32, bit: bool) {
        let middle = cut(self.low, self.high, guess);
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.out.push(self.high.to_be_bytes()[0]);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
    }

    /// One more byte settles the place; what is missing after it counts as zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let place = if self.low == 0 { 0 } else { self.low.saturating_add(0x00ff_ffff) & 0xff00_0000 };
        if place >= self.low && place <= self.high {
            self.out.push(place.to_be_bytes()[0]);
        } else {
            self.out.extend(self.low.to_be_bytes());
        }
        while self.out.last() == Some(&0) {
            self.out.pop();
        }
        self.out
    }
}

/// Reads what [`Writer`] wrote.
pub(super) struct Reader<'a> {
    low: u32,
    high: u32,
    at: u32,
    rest: std::slice::Iter<'a, u8>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { low: 0, high: u32::MAX, at: 0, rest: bytes.iter() };
        for _ in 0..4 {
            reader.shift();
        }
        reader
    }

    fn shift(&mut self) {
        self.at = self.at << 8 | u32::from(self.rest.next().copied().unwrap_or(0));
    }

    pub(super) fn bit(&mut self, guess: i32) -> bool {
        let middle = cut(self.low, self.high, guess);
        let bit = self.at <= middle;
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            self.shift();
        }
        bit
    }
}
