//! The `keyless` tool: arguments in, exit status out; all input and output is handed in.

pub mod args;
pub mod check;
pub mod help;
pub mod http;
pub mod new;
pub mod run;
pub mod site;

use std::ffi::OsString;
use std::io::{self, BufRead, ErrorKind, Write};

use args::{Command, UsageError};

/// Where the tool reads and writes.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn BufRead,
    /// Standard output; flushed whenever somebody may wait for it.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
}

/// Why a subcommand ended without an answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Nobody reads our output any more.
    #[error("the output was closed")]
    Closed,
    /// A file or stream could not be read or written.
    #[error("{subject}: {error}")]
    Io {
        /// The file, or the stream.
        subject: String,
        /// What the system says.
        error: io::Error,
    },
}

impl Failure {
    /// A failure of this file or stream.
    pub fn io(subject: &str, error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Io { subject: subject.to_owned(), error }
    }
}

/// An error of standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::io("standard output", error)
    }
}

/// Exit status for wrong arguments, files that cannot be read, and the like.
pub const USAGE: u8 = 2;

/// Runs the tool with the arguments after its name; returns the exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> u8 {
    let result = match args::parse(arguments) {
        Ok(Command::Help(topic)) => io.stdout.write_all(help::text(topic).as_bytes()).map(|()| 0).map_err(Into::into),
        Ok(Command::Version) => {
            writeln!(io.stdout, "keyless {}", env!("CARGO_PKG_VERSION")).map(|()| 0).map_err(Into::into)
        }
        Ok(Command::Run(options)) => run::run(&options, io),
        Ok(Command::Http(options)) => http::http(&options, io),
        Ok(Command::Check(options)) => check::check(&options, io),
        Ok(Command::New(options)) => new::new(&options, io),
        Ok(Command::Site(options)) => site::site(&options, io),
        Err(error) => return report_usage(&error, io),
    };
    let result = result.and_then(|status| io.stdout.flush().map(|()| status).map_err(Into::into));
    match result {
        Ok(status) => status,
        // As a shell reports a program that its reader has left.
        Err(Failure::Closed) => 141,
        Err(failure) => {
            // When standard error is gone too there is nobody left to tell.
            let _told = writeln!(io.stderr, "keyless: error: {failure}");
            USAGE
        }
    }
}

fn report_usage(error: &UsageError, io: &mut Io<'_>) -> u8 {
    let _told = writeln!(io.stderr, "keyless: error: {}\n  help: {}", error.message, error.help);
    USAGE
}
