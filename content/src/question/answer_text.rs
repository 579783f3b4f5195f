//! Answers on one line, as an exam in progress keeps them.

use super::judge::Answer;

impl Answer {
    /// The answer as a word, and what was typed after it.
    pub fn write(&self) -> String {
        let numbers = |list: &[usize]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        match self {
            Self::None => "-".to_owned(),
            Self::Chosen(list) => format!("chosen {}", numbers(list)),
            Self::Ordered(list) => format!("ordered {}", numbers(list)),
            Self::Matched(list) => {
                let list: Vec<_> =
                    list.iter().map(|it| it.map_or_else(|| "-".to_owned(), |it| it.to_string())).collect();
                format!("matched {}", list.join(","))
            }
            Self::Typed(line) => format!("typed {}", escape(line)),
            Self::Done(lines) => format!("done {}", escape(&lines.join("\n"))),
        }
    }

    /// Reads what [`Answer::write`] made; anything else is no answer.
    pub fn read(text: &str) -> Self {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let parts = || rest.split(',').filter(|it| !it.is_empty());
        let numbers = || parts().filter_map(|it| it.parse().ok()).collect();
        match word {
            "chosen" => Self::Chosen(numbers()),
            "ordered" => Self::Ordered(numbers()),
            "matched" => Self::Matched(parts().map(|it| it.parse().ok()).collect()),
            "typed" => Self::Typed(unescape(rest)),
            "done" => Self::Done(unescape(rest).split('\n').map(str::to_owned).collect()),
            _ => Self::None,
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "")
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push(letters.next().map_or('\\', |it| if it == 'n' { '\n' } else { it })),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_comes_back() {
        for answer in [
            Answer::None,
            Answer::Chosen(vec![0, 2]),
            Answer::Ordered(vec![2, 0, 1]),
            Answer::Matched(vec![Some(1), None]),
            Answer::Typed("az vm show -n 'a\\b'".to_owned()),
            Answer::Done(vec!["az group list".to_owned(), "az vm list \\".to_owned()]),
        ] {
            assert_eq!(Answer::read(&answer.write()), answer);
        }
    }

    #[test]
    fn what_is_damaged_is_no_answer() {
        assert_eq!(Answer::read("<b>"), Answer::None);
        assert_eq!(Answer::read("chosen x,1"), Answer::Chosen(vec![1]));
    }
}
