//! The `ungil` command.
#![forbid(unsafe_code)]

fn main() {}
