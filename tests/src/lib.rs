//! What the test programs in `tests/tests/` share. No test stands here.
//!
//! - [`expect`]: reads what a script says about its own output, and compares.
//! - [`fuzz`]: programs nobody wrote, for the binary of that name.
//! - [`run`]: finds the `ladon` binary and runs it with a time limit.
//!
//! The binary under test is a separate process: what crashes, hangs or leaks there fails one test.

pub mod expect;
pub mod fuzz;
pub mod run;
