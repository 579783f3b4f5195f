//! The `keyless` tool.
