//! The `keyless` command-line tool.

fn main() {}
