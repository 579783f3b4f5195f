//! The simulated azure-cli: command table, parser, errors, help, commands.
