//! The breaker: what others ask of a running thread, looked at wherever it may go round for long. That is where frames
//! begin and jump back, and in iterators that need no Python code to go on for ever. Those over containers don't look:
//! `list(table.items())` is one step for other threads, as in CPython.

use crate::object::collect;
use crate::raise::PyResult;
use crate::sync::breaker;
use crate::thread::ThreadState;
use std::sync::atomic::Ordering;

/// How many items native code may still take once something was asked for: `zip(table, range(len(table)))` is one step
/// too, unless it is long.
const PATIENCE: u32 = 1 << 16;

/// To be called for each item by an iterator that native code could take items from for ever.
#[inline(always)]
pub fn poll_at_item(thread: &ThreadState) -> PyResult<()> {
    if thread.interp().remote.breaker.load(Ordering::Relaxed) == 0 { Ok(()) } else { poll_after_patience(thread) }
}

#[cold]
#[inline(never)]
fn poll_after_patience(thread: &ThreadState) -> PyResult<()> {
    let items = &thread.interp().items_since_asked;
    items.set(items.get() + 1);
    if items.get() < PATIENCE { Ok(()) } else { poll(thread) }
}

/// Does what was asked for: signals, turns, releases, collection, limits.
#[cold]
#[inline(never)]
pub fn poll(thread: &ThreadState) -> PyResult<()> {
    let interp = thread.interp();
    interp.items_since_asked.set(0);
    let reasons = interp.remote.breaker.swap(0, Ordering::AcqRel);
    if reasons & breaker::YIELD != 0 {
        crate::interpreter::give_turn(thread);
    }
    if reasons & breaker::RELEASES != 0 {
        crate::interpreter::drain_releases(thread);
    }
    if reasons & breaker::CALLS != 0 {
        while let Some(run) = interp.remote.calls.pop() {
            run(thread);
            thread.check_pending()?;
        }
        crate::attach::raise_now(thread)?;
    }
    if reasons & breaker::COLLECT != 0 {
        collect::collect_automatically(thread);
    }
    if reasons & breaker::MEMORY != 0 {
        collect::collect_automatically(thread);
        interp.heap().reclaim();
        if interp.heap().take_over_limit() {
            // What the failed work held is garbage only once the exception is handled.
            interp.remote.ask(breaker::COLLECT);
            return Err(ladon_heap::primitive::NoMemory.into());
        }
    }
    if reasons & breaker::SIGNAL != 0 {
        crate::signals::run_handlers(thread)?;
    }
    if reasons & breaker::INTERRUPT != 0 {
        return Err(thread.raise(crate::exceptions::new_bare(thread, &crate::exceptions::KeyboardInterrupt)));
    }
    Ok(())
}

/// [`poll`] where an exception may be on its way to its handler: not then.
#[cold]
#[inline(never)]
pub fn poll_unless_raised(thread: &ThreadState) -> PyResult<()> {
    if thread.has_pending() { Ok(()) } else { poll(thread) }
}
