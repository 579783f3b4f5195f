//! Hints in rungs: a nudge, the idea, a part of the command, the command.

use crate::goal::Goal;

/// A hint: its rung, from 0 to 3, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// 0 a nudge, 1 the idea, 2 a part of the command, 3 the command.
    pub rung: usize,
    /// What it says.
    pub text: String,
}

/// The rung of a part of the command.
const PART: usize = 2;

impl Hint {
    /// Whether its text is one of commands.
    pub const fn is_command(&self) -> bool {
        self.rung >= PART
    }

    /// Whether its text can be run as it is.
    pub const fn is_whole(&self) -> bool {
        self.rung > PART
    }
}

/// The hints for a goal that these lines reach, weakest first.
pub fn hints(goal: &Goal, lines: &str) -> Vec<Hint> {
    let texts = [goal.nudge.clone(), goal.concept.clone(), Some(part(lines)), Some(lines.to_owned())];
    let texts = texts.into_iter().enumerate();
    texts.filter_map(|(rung, text)| Some(Hint { rung, text: text.filter(|it| !it.is_empty())? })).collect()
}

/// A command with its options, without their values: `az vm create --name … --assign-identity`.
fn part(lines: &str) -> String {
    let mut out = String::new();
    let (mut in_name, mut left_out) = (true, false);
    for line in lines.lines() {
        let line = line.trim_end().trim_end_matches(['`', '\\']);
        let continued = out.ends_with(' ');
        if !out.is_empty() && !continued {
            out.push('\n');
        }
        if !continued {
            in_name = true;
        }
        for word in line.split_whitespace() {
            let is_option = word.starts_with('-');
            in_name = in_name && !is_option;
            if is_option || in_name {
                out.push_str(word);
                out.push(' ');
                left_out = false;
            } else if !left_out {
                out.push_str("… ");
                left_out = true;
            }
        }
        if !lines_go_on(lines, line) {
            out.truncate(out.trim_end().len());
        }
    }
    out.trim_end().to_owned()
}

/// Whether this line of a text ends in a mark that continues it.
fn lines_go_on(lines: &str, line: &str) -> bool {
    lines.lines().map(str::trim_end).any(|it| it.ends_with(['`', '\\']) && it.trim_end_matches(['`', '\\']) == line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_the_commands_words_and_its_options() {
        assert_eq!(
            part("az vm create -g g -n v --assign-identity [system] id1"),
            "az vm create -g … -n … --assign-identity …"
        );
        assert_eq!(
            part("az vm create ` \n  --name v `\n  --assign-identity"),
            "az vm create --name … --assign-identity"
        );
        assert_eq!(part("az a --b c\naz d --e \"f g\""), "az a --b …\naz d --e …");
    }

    #[test]
    fn hints_stand_weakest_first_and_none_is_empty() {
        let goal = |nudge: Option<&str>| Goal {
            id: String::new(),
            text: String::new(),
            section: String::new(),
            fact: crate::fact::Fact::new("already-so", vec![None]).unwrap(),
            nudge: nudge.map(str::to_owned),
            concept: None,
        };
        let rungs = |goal: &Goal, lines| hints(goal, lines).iter().map(|it| it.rung).collect::<Vec<_>>();
        assert_eq!(rungs(&goal(Some("N?")), "az a"), [0, 2, 3]);
        assert!(rungs(&goal(None), "").is_empty());
        assert!(hints(&goal(None), "az a")[1].is_whole() && !hints(&goal(None), "az a")[0].is_whole());
    }
}
