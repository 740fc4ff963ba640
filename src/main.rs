//! The `ungil` command: argument words in, exit code out. Everything it does goes through the library.
//!
//! Exit codes: 0 done, 1 an uncaught exception or diagnostics, 2 wrong usage, 130 interrupted.
#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
