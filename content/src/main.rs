//! The `keyless` command-line tool.

use std::io::{BufWriter, stderr, stdin, stdout};
use std::process::ExitCode;

use keyless_content::cli::{Io, main as run};

fn main() -> ExitCode {
    let mut stdin = stdin().lock();
    let mut stdout = BufWriter::with_capacity(1 << 16, stdout().lock());
    let mut stderr = BufWriter::new(stderr().lock());
    let mut io = Io { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    ExitCode::from(run(std::env::args_os().skip(1), &mut io))
}
