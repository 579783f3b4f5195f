//! Generated tests: the same cases on every run, more of them where that is wanted, and what they are made of.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// So many cases, times `KEYLESS_CASES`; the same ones each time, unless `PROPTEST_RNG_SEED` says otherwise.
pub fn config(cases: u32) -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let times = number("KEYLESS_CASES").and_then(|it| u32::try_from(it).ok()).unwrap_or(1);
    ProptestConfig {
        cases: cases.saturating_mul(times),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("PROPTEST_RNG_SEED").unwrap_or(1)),
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    }
}

/// The same text with its letters in any case.
pub fn in_any_case(text: String) -> impl Strategy<Value = String> {
    let length = text.len();
    prop::collection::vec(any::<bool>(), length).prop_map(move |upper| {
        let cased = text.chars().zip(upper.iter().chain(std::iter::repeat(&false)));
        cased.map(|(c, upper)| if *upper { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }).collect()
    })
}
