//! Regular expressions of `grep`: a small backtracking matcher with a bound on its work.

/// How a pattern is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Fixed,
    /// `\+`, `\?`, `\|`, `\(…\)`, `\{…\}` are special.
    Basic,
    /// `+`, `?`, `|`, `(…)`, `{…}` are.
    Extended,
}

#[derive(Clone, Debug)]
enum Node {
    Char(char),
    Any,
    Class(bool, Vec<(char, char)>),
    Start,
    End,
    /// `\b`
    Edge,
    Group(Vec<Vec<Self>>),
    Repeat(Box<Self>, u32, u32),
}

/// A pattern.
#[derive(Debug)]
pub(super) struct Regex {
    branches: Vec<Vec<Node>>,
    fold: bool,
    words: bool,
}

/// The most steps for one search in a line.
const MAX_STEPS: u32 = 200_000;
/// How deep it may go into itself for it.
const MAX_TURNS: u32 = 1_000;
/// How deep groups may stand in each other, and how often a part may repeat by number.
const MAX_DEPTH: usize = 20;
const MAX_REPEAT: u32 = 255;

impl Regex {
    /// Reads a pattern.
    pub(super) fn new(pattern: &str, syntax: Syntax, fold: bool, words: bool) -> Result<Self, String> {
        let branches = if syntax == Syntax::Fixed {
            vec![pattern.chars().map(Node::Char).collect()]
        } else {
            let mut reader =
                Reader { chars: pattern.chars().collect(), at: 0, extended: syntax == Syntax::Extended, depth: 0 };
            let branches = reader.branches()?;
            if reader.at < reader.chars.len() {
                return Err("Unmatched ) or \\)".to_owned());
            }
            branches
        };
        Ok(Self { branches, fold, words })
    }

    /// The first match from `from` on: where it starts and ends.
    pub(super) fn find(&self, line: &str, from: usize) -> Option<(usize, usize)> {
        let tail = line.get(from..)?;
        let mut starts: Vec<usize> = tail.char_indices().map(|(at, _)| from + at).collect();
        starts.push(line.len());
        let mut search = Search { line, fold: self.fold, steps: 0, depth: 0 };
        for start in starts {
            let mut best = None;
            for branch in &self.branches {
                let words = self.words;
                let mut longest = |end: usize| {
                    let whole = !words || is_whole(line, start, end);
                    if whole && best.is_none_or(|it| it < end) {
                        best = Some(end);
                    }
                    whole
                };
                search.run(branch, start, &mut longest);
            }
            if let Some(end) = best {
                return Some((start, end));
            }
        }
        None
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn before(line: &str, at: usize) -> Option<char> {
    line.get(..at)?.chars().next_back()
}

fn after(line: &str, at: usize) -> Option<char> {
    line.get(at..)?.chars().next()
}

fn is_whole(line: &str, start: usize, end: usize) -> bool {
    !is_word(before(line, start)) && !is_word(after(line, end))
}

struct Search<'a> {
    line: &'a str,
    fold: bool,
    steps: u32,
    depth: u32,
}

impl Search<'_> {
    /// Matches nodes from `at` on; `then` says whether the end is good.
    fn run(&mut self, nodes: &[Node], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.depth >= MAX_TURNS {
            return false;
        }
        self.depth += 1;
        let found = self.enter(nodes, at, then);
        self.depth -= 1;
        found
    }

    fn enter(&mut self, nodes: &[Node], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some((node, rest)) = nodes.split_first() else { return then(at) };
        match node {
            Node::Start => at == 0 && self.run(rest, at, then),
            Node::End => at == self.line.len() && self.run(rest, at, then),
            Node::Edge => is_word(before(self.line, at)) != is_word(after(self.line, at)) && self.run(rest, at, then),
            Node::Group(branches) => branches.iter().any(|branch| {
                let whole: Vec<Node> = branch.iter().chain(rest).cloned().collect();
                self.run(&whole, at, then)
            }),
            Node::Repeat(inner, least, most) => self.repeat(inner, *least, *most, rest, at, then),
            single => match self.one(single, at) {
                Some(next) => self.run(rest, next, then),
                None => false,
            },
        }
    }

    /// The place after one character that the node takes.
    fn one(&self, node: &Node, at: usize) -> Option<usize> {
        let c = after(self.line, at)?;
        let same = |a: char| a == c || self.fold && a.to_lowercase().eq(c.to_lowercase());
        let taken = match node {
            Node::Char(wanted) => same(*wanted),
            Node::Any => true,
            Node::Class(negated, ranges) => {
                let inside = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
                let folded = self.fold && (inside(c.to_ascii_lowercase()) || inside(c.to_ascii_uppercase()));
                (inside(c) || folded) != *negated
            }
            _ => false,
        };
        taken.then(|| at + c.len_utf8())
    }

    fn repeat(
        &mut self,
        inner: &Node,
        least: u32,
        most: u32,
        rest: &[Node],
        at: usize,
        then: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        if !matches!(inner, Node::Group(_) | Node::Repeat(..)) {
            // One character each time: count them, then give back from the right.
            let mut places = vec![at];
            while places.len() <= most as usize {
                let Some(next) = places.last().and_then(|it| self.one(inner, *it)) else { break };
                places.push(next);
            }
            return places.iter().skip(least as usize).rev().any(|place| self.run(rest, *place, then));
        }
        if most > 0 {
            let again = Node::Repeat(Box::new(inner.clone()), least.saturating_sub(1), most - 1);
            let mut whole = vec![inner.clone(), again];
            whole.extend_from_slice(rest);
            // A turn that takes nothing would go on for ever.
            let mut moved = |end: usize| end > at && then(end);
            let found = if least > 0 { self.run(&whole, at, then) } else { self.run(&whole, at, &mut moved) };
            if found {
                return true;
            }
        }
        least == 0 && self.run(rest, at, then)
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    extended: bool,
    depth: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Whether the special sign `c` comes next; moves past it.
    fn eat(&mut self, c: char) -> bool {
        let found =
            if self.extended { self.peek(0) == Some(c) } else { self.peek(0) == Some('\\') && self.peek(1) == Some(c) };
        if found {
            self.at += if self.extended { 1 } else { 2 };
        }
        found
    }

    fn at_close(&self) -> bool {
        if self.extended {
            self.peek(0) == Some(')') && self.depth > 0
        } else {
            self.peek(0) == Some('\\') && self.peek(1) == Some(')')
        }
    }

    fn branches(&mut self) -> Result<Vec<Vec<Node>>, String> {
        let mut branches = vec![self.branch()?];
        while self.eat('|') {
            branches.push(self.branch()?);
        }
        Ok(branches)
    }

    fn branch(&mut self) -> Result<Vec<Node>, String> {
        let mut nodes = Vec::new();
        while self.at < self.chars.len() && !self.at_close() {
            let bar = if self.extended {
                self.peek(0) == Some('|')
            } else {
                self.peek(0) == Some('\\') && self.peek(1) == Some('|')
            };
            if bar {
                break;
            }
            let node = self.node(nodes.is_empty())?;
            nodes.push(self.repeated(node)?);
        }
        Ok(nodes)
    }

    fn node(&mut self, first: bool) -> Result<Node, String> {
        if self.eat('(') {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("groups stand in each other too deeply".to_owned());
            }
            let branches = self.branches()?;
            self.depth -= 1;
            let closed = if self.extended && self.peek(0) == Some(')') {
                self.at += 1;
                true
            } else {
                !self.extended && self.eat(')')
            };
            return if closed { Ok(Node::Group(branches)) } else { Err("Unmatched ( or \\(".to_owned()) };
        }
        let c = self.peek(0).unwrap_or_default();
        self.at += 1;
        let last = self.at >= self.chars.len() || self.peek(0) == Some('|') || self.peek(0) == Some(')');
        Ok(match c {
            '.' => Node::Any,
            '^' if first || self.extended => Node::Start,
            '$' if last || self.extended => Node::End,
            '[' => self.class()?,
            '\\' => {
                let next = self.peek(0).ok_or("Trailing backslash")?;
                self.at += 1;
                match next {
                    'b' | '<' | '>' => Node::Edge,
                    'w' => Node::Class(false, vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]),
                    's' => Node::Class(false, vec![(' ', ' '), ('\t', '\t')]),
                    c if c.is_ascii_digit() => return Err("back references are not simulated here".to_owned()),
                    other => Node::Char(other),
                }
            }
            other => Node::Char(other),
        })
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (least, most) = if self.peek(0) == Some('*') {
            self.at += 1;
            (0, u32::MAX)
        } else if self.eat('+') {
            (1, u32::MAX)
        } else if self.eat('?') {
            (0, 1)
        } else if self.eat('{') {
            let close = self.chars.iter().skip(self.at).position(|c| *c == '}').ok_or("Unmatched { or \\{")?;
            let inside: String = self.chars.iter().skip(self.at).take(close).filter(|c| **c != '\\').collect();
            self.at += close + 1;
            let (from, to) = inside.split_once(',').map_or((inside.as_str(), None), |(from, to)| (from, Some(to)));
            let number =
                |text: &str| text.parse::<u32>().ok().filter(|it| *it <= MAX_REPEAT).ok_or("Invalid content of \\{\\}");
            let least = number(from)?;
            match to {
                None => (least, least),
                Some("") => (least, u32::MAX),
                Some(to) => (least, number(to)?),
            }
        } else {
            return Ok(node);
        };
        self.repeated(Node::Repeat(Box::new(node), least, most))
    }

    fn class(&mut self) -> Result<Node, String> {
        let negated = self.peek(0) == Some('^');
        self.at += usize::from(negated);
        let mut ranges = Vec::new();
        let mut first = true;
        loop {
            let c = self.peek(0).ok_or("Unmatched [, [^, [:, [., or [=")?;
            self.at += 1;
            if c == ']' && !first {
                return Ok(Node::Class(negated, ranges));
            }
            first = false;
            if c == '[' && self.peek(0) == Some(':') {
                let name: String = self.chars.iter().skip(self.at + 1).take_while(|c| **c != ':').collect();
                self.at += name.len() + 3;
                ranges.extend_from_slice(match name.as_str() {
                    "alpha" => &[('a', 'z'), ('A', 'Z')],
                    "digit" => &[('0', '9')],
                    "alnum" => &[('a', 'z'), ('A', 'Z'), ('0', '9')],
                    "upper" => &[('A', 'Z')],
                    "lower" => &[('a', 'z')],
                    "space" => &[(' ', ' '), ('\t', '\r')],
                    "xdigit" => &[('0', '9'), ('a', 'f'), ('A', 'F')],
                    _ => return Err("Invalid character class name".to_owned()),
                });
                continue;
            }
            match (self.peek(0), self.peek(1)) {
                (Some('-'), Some(end)) if end != ']' => {
                    self.at += 2;
                    ranges.push((c, end));
                }
                _ => ranges.push((c, c)),
            }
        }
    }
}
