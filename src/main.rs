//! The command line: translates arguments into passes, decides nothing.
//!
//! Its contract (commands, options, row fields, exit codes) is used by scripts; keep it stable.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
