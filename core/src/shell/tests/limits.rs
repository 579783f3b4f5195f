//! Tests of hostile input.

use super::super::*;

#[test]
fn sizes_are_bounded() {
    let too_large = |reads: &[Read]| {
        assert!(matches!(&reads[0].result, Err(error) if error.kind == ShellErrorKind::TooLarge), "{:?}", reads.len());
    };
    too_large(&read_paste(&"x".repeat(1024 * 1024 + 1), Dialect::Auto, true));
    too_large(&read_paste(&format!("az {}", "x".repeat(70_000)), Dialect::Auto, true));
    too_large(&read_paste(&"a ".repeat(5000), Dialect::Auto, true));
    too_large(&read_paste(&"\\\n".repeat(100_000), Dialect::Auto, true));
}

#[test]
fn noise_never_breaks_the_reader() {
    const ALPHABET: [&str; 32] = [
        "a", "az ", " ", "\n", "'", "\"", "`", "\\", "$", "(", ")", "{", "}", "[", "]", "<", ">", "|", "&", ";", "#",
        "*", "?", "~", "\u{201c}", "\u{2019}", "\u{a0}", "\u{2013}", "-", "é", "\r\n", "<A B>",
    ];
    let mut seed: u32 = 7;
    for round in 0..300 {
        let mut text = String::new();
        for _ in 0..200 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(ALPHABET[(seed >> 24) as usize % 32]);
        }
        for dialect in [Dialect::Auto, Dialect::Bash, Dialect::PowerShell] {
            for read in read_paste(&text, dialect, round % 2 == 0) {
                match read.result {
                    Ok(commands) => assert!(commands.iter().all(|command| !command.words.is_empty())),
                    Err(error) => {
                        assert!(read.source.get(error.span.clone()).is_some(), "{error:?} in {:?}", read.source)
                    }
                }
            }
        }
    }
}
