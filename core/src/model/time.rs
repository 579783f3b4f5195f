//! Simulated time: seconds that only events move.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Seconds since 1970-01-01T00:00:00Z in the simulated world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// When every scenario starts: 2026-01-15T09:00:00Z.
    pub const START: Self = Self(1_768_467_600);

    /// This many seconds later.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// `2026-01-15 09:00:00`, as people read it.
    pub fn readable(self) -> String {
        let (year, month, day) = civil_from_days(self.0.div_euclid(86_400));
        let second = self.0.rem_euclid(86_400);
        format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
    }

    /// `2026-01-15T09:00:00.0000000Z`, as ARM writes it.
    pub fn arm(self) -> String {
        format!("{}.0000000Z", self.readable().replace(' ', "T"))
    }

    /// Reads `2026-01-15T09:00:00Z`, or a part of it from the left down to the day.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_suffix('Z').or_else(|| text.strip_suffix("+00:00")).unwrap_or(text);
        let (date, clock) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        let mut date = date.split('-').map(|it| it.parse::<i64>().ok());
        let (year, month, day) = (date.next()??, date.next()??, date.next()??);
        let mut clock = clock.split(':').map(|it| it.split('.').next().unwrap_or_default().parse::<i64>().unwrap_or(0));
        let mut next = || clock.next().unwrap_or(0);
        let (hour, minute, second) = (next(), next(), next());
        let good = (1..=12).contains(&month) && (1..=31).contains(&day) && (0..24).contains(&hour);
        (good && (0..60).contains(&minute) && (0..60).contains(&second))
            .then(|| Self(days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second))
    }

    /// `Thu, 15 Jan 2026 09:00:00 GMT`, as HTTP headers write it.
    pub fn http(self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let days = self.0.div_euclid(86_400);
        let (year, month, day) = civil_from_days(days);
        let at = |names: &[&'static str], place: i64| usize::try_from(place).ok().and_then(|it| names.get(it).copied());
        let (weekday, month) = (at(&DAYS, days.rem_euclid(7)), at(&MONTHS, month - 1));
        let readable = self.readable();
        let clock = readable.split(' ').nth(1).unwrap_or_default();
        format!("{}, {day:02} {} {year:04} {clock} GMT", weekday.unwrap_or_default(), month.unwrap_or_default())
    }

    /// `2026-01-15T09:00:00.000000+00:00`, as azure-cli prints a parsed date.
    pub fn offset(self) -> String {
        format!("{}.000000+00:00", self.readable().replace(' ', "T"))
    }
}

impl fmt::Display for Timestamp {
    /// `2026-01-15T09:00:00Z`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", self.readable().replace(' ', "T"))
    }
}

/// The day counted from 1970-01-01, of a date in the Gregorian calendar.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9).rem_euclid(12);
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_gregorian() {
        assert_eq!(Timestamp::START.to_string(), "2026-01-15T09:00:00Z");
        assert_eq!(Timestamp::read("2026-01-15T09:00:00Z"), Some(Timestamp::START));
        assert_eq!(Timestamp::read("2000-02-29"), Some(Timestamp(951_782_400)));
        assert_eq!(Timestamp::read("tomorrow"), None);
        assert_eq!(Timestamp::START.http(), "Thu, 15 Jan 2026 09:00:00 GMT");
        assert_eq!(Timestamp(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Timestamp(951_782_400).to_string(), "2000-02-29T00:00:00Z");
        assert_eq!(Timestamp(1_709_251_199).to_string(), "2024-02-29T23:59:59Z");
    }
}
