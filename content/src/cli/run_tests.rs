//! Lines in, answers out, each before the next line is read: with a stand-in for the session.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Cursor};
use std::rc::Rc;

use keyless_core::api::request::{ApiRequest, Method};
use keyless_core::api::response::ApiResponse;
use keyless_core::model::scope::ResourceId;
use serde_json::{Value, json};

use super::*;

/// Answers each line `exit N` with exit code N; a backslash at the end waits for more.
#[derive(Default)]
struct Fake {
    pending: String,
}

impl Fake {
    fn outcome(line: &str) -> Arc<Outcome> {
        let exchange = Exchange {
            request: ApiRequest::new(Method::Get, "https://management.azure.com/x"),
            response: ApiResponse::empty(204),
            decisions: Vec::new(),
            events: Vec::new(),
        };
        let host = ResourceId::new("/subscriptions/s/x");
        Arc::new(Outcome {
            line: line.to_owned(),
            exit_code: line.strip_prefix("exit ").and_then(|it| it.parse().ok()).unwrap_or_default(),
            stdout: format!("out {line}\n"),
            stderr: format!("WARNING: {line}\n"),
            exchanges: vec![exchange],
            events: vec![Event::ReferenceLeftDead { host, identity: ResourceId::new("/i") }, Event::SshKeysGenerated],
            ..Outcome::default()
        })
    }
}

impl Feed for Fake {
    fn feed(&mut self, line: &str) -> Vec<Arc<Outcome>> {
        let line = std::mem::take(&mut self.pending) + line;
        match line.strip_suffix('\\') {
            Some(start) => {
                self.pending = start.to_owned();
                Vec::new()
            }
            None if line.is_empty() || line.starts_with('#') => Vec::new(),
            None => vec![Self::outcome(&line)],
        }
    }

    fn finish(&mut self) -> Option<Arc<Outcome>> {
        (!self.pending.is_empty()).then(|| Self::outcome("exit 2"))
    }
}

fn answered(input: impl AsRef<[u8]>, json: bool) -> (u8, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let status = answer(&mut Cursor::new(input), "in", &mut Fake::default(), json, &mut stdout, &mut stderr).unwrap();
    (status, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_script_prints_what_a_terminal_would_and_ends_with_its_last_exit_code() {
    let (status, stdout, stderr) = answered("a\n# note\n\nexit 3\r\n", false);
    assert_eq!((status, stdout.as_str()), (3, "out a\nout exit 3\n"));
    assert_eq!(stderr, "WARNING: a\nWARNING: exit 3\n");
    assert_eq!(answered("exit 3\na", false).0, 0);
    assert_eq!(answered("", false), (0, String::new(), String::new()));
}

#[test]
fn json_is_one_object_a_complete_line() {
    let (status, stdout, stderr) = answered("one \\\ntwo\n# note\n", true);
    assert_eq!((status, stderr.as_str()), (0, ""));
    let records: Vec<Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = json!({
        "line": "one two",
        "exit_code": 0,
        "stdout": "out one two\n",
        "stderr": "WARNING: one two\n",
        "requests": [{"method": "GET", "url": "https://management.azure.com/x", "status": 204}],
        "events": [
            {"type": "referenceLeftDead", "host": "/subscriptions/s/x", "identity": "/i", "rule": "R26"},
            {"type": "sshKeysGenerated", "rule": null},
        ],
    });
    assert_eq!(records, [expected]);
}

#[test]
fn an_unfinished_line_is_an_error_at_the_end() {
    let (status, stdout, _) = answered("a\nb \\\n", true);
    assert_eq!((status, stdout.lines().count()), (2, 2));
}

#[test]
fn bytes_that_are_not_text_do_not_stop_it() {
    let (status, stdout, _) = answered(b"a\xff\nb", false);
    assert_eq!((status, stdout.as_str()), (0, "out a\u{fffd}\nout b\n"));
}

#[test]
fn a_line_beyond_all_measure_is_cut_and_the_next_one_is_read() {
    let mut input = vec![b'a'; usize::try_from(MAX_LINE).unwrap() + 100];
    input.extend_from_slice(b"\nexit 4\n");
    let (status, stdout, _) = answered(input, false);
    assert_eq!((status, stdout.lines().count()), (4, 2));
}

/// A writer whose bytes the reader can see once they are flushed.
#[derive(Clone, Default)]
struct Seen {
    flushed: Rc<RefCell<Vec<u8>>>,
    waiting: Vec<u8>,
}

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushed.borrow_mut().append(&mut self.waiting);
        Ok(())
    }
}

/// A reader that counts the answers that it can see each time when it is asked for another line.
struct Asking {
    lines: VecDeque<&'static [u8]>,
    flushed: Rc<RefCell<Vec<u8>>>,
    counts: Vec<usize>,
}

impl Read for Asking {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("it is read line by line"))
    }
}

impl BufRead for Asking {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.counts.push(self.flushed.borrow().iter().filter(|byte| **byte == b'\n').count());
        Ok(self.lines.front().copied().unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        if amount > 0 {
            assert_eq!(self.lines.pop_front().unwrap().len(), amount);
        }
    }
}

#[test]
fn each_line_is_answered_before_the_next_is_read() {
    let mut stdout = Seen::default();
    let lines = VecDeque::from([b"a\n".as_slice(), b"# note\n", b"b\n", b"c\n"]);
    let mut stdin = Asking { lines, flushed: stdout.flushed.clone(), counts: Vec::new() };
    let status = answer(&mut stdin, "in", &mut Fake::default(), true, &mut stdout, &mut io::sink()).unwrap();
    assert_eq!((status, stdin.counts.as_slice()), (0, [0, 1, 1, 2, 3].as_slice()));
}
