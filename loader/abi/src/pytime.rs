//! `pytime.h`

use crate::boundary::Status;
use crate::capi;
use std::sync::OnceLock;
use std::time::Instant;

#[unsafe(no_mangle)]
pub extern "C" fn PyTime_AsSecondsDouble(nanoseconds: i64) -> f64 {
    nanoseconds as f64 * 1e-9
}

/// Nanoseconds of a clock that never goes back.
fn monotonic() -> i64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `now` is writable.
    if unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut now) } == 0 {
        return now.tv_sec * 1_000_000_000 + now.tv_nsec;
    }
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64
}

capi! {
    fn PyTime_Monotonic(_thread, target: *mut i64) -> Status {
        // SAFETY: B3.
        unsafe { target.write(monotonic()) };
        Ok(())
    }
}
