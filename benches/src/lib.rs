//! The benchmarks: Ladon and a CPython run in turns over the same scripts, and ratios are what is reported.
//!
//! Nothing here links to the runtime: every figure comes from a child process, so that what is measured is what
//! a user gets. No time is reported for a program whose output differs from CPython's.
//!
//! `options` is the command line, `process` runs and measures one child, `stats` holds medians and means; the
//! other modules are one subcommand each. `compare` serves those whose scripts print their own `kind value` lines.
//!
//! Unsafe code: `process` only, for `wait4` and for the alarm set between fork and exec.

pub mod compare;
pub mod interpreters;
pub mod native;
pub mod options;
pub mod process;
pub mod programs;
pub mod scaling;
pub mod startup;
pub mod stats;
