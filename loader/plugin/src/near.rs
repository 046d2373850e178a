//! Where plugins lie in memory: near the executable, if the system lets us.
//!
//! Linux maps a program and its libraries tens of TiB apart. Processors keep short targets of jumps more cheaply than long
//! ones: on the machine where this was measured (AMD Zen) each call between a plugin and the executable and back took 10
//! cycles instead of 7 when they lay more than some 64 GiB apart, which is 0.8 ns of the 2 to 10 that most calls of the
//! C API take. V8 copies its builtins near the code that calls them for the same reason ("short builtin calls", 2021).
//! The dynamic linker takes the highest free range of addresses, so for the time of `dlopen` what lies too far away is
//! taken. Where that fails (a limit of address space, say) nothing is lost but those cycles.

use ladon_abi::ownership;
use std::cell::Cell;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};
use std::{io, ptr};

/// How far above the executable a plugin begins at most. Below that there is room for the heap that `brk` grows.
const REACH: usize = 16 << 30;
/// Holes smaller than this are left alone: no library fits.
const HOLE: usize = 16 << 10;
/// How many holes are filled at most.
const HOLES: usize = 32;

/// How long a thread waits for another one that opens a library; a fork may have left it behind.
const PATIENCE: Duration = Duration::from_millis(200);

/// Runs `open`, which maps a library, while other addresses than those near the executable are taken.
pub fn near_executable<R>(open: impl FnOnce() -> R) -> R {
    /// One thread at a time takes addresses, since it gives them back soon.
    static TAKING: Mutex<()> = Mutex::new(());
    thread_local! {
        /// A library's initialiser may open another one.
        static INSIDE: Cell<bool> = const { Cell::new(false) };
    }
    struct Leave;
    impl Drop for Leave {
        fn drop(&mut self) {
            INSIDE.set(false);
        }
    }
    if INSIDE.replace(true) {
        return open();
    }
    let _leave = Leave;
    let _taking = wait_for(&TAKING);
    let _taken = _taking.as_ref().map(|_| Taken::beyond((ownership::own_image().end + REACH).next_multiple_of(HOLE)));
    open()
}

fn wait_for(lock: &Mutex<()>) -> Option<MutexGuard<'_, ()>> {
    let start = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(error)) => return Some(error.into_inner()),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_micros(50)),
        }
    }
}

/// Ranges of addresses that nothing else is mapped to until this is dropped.
struct Taken(Vec<Range<usize>>);

/// The system gives no more addresses.
struct Refused;

impl Taken {
    /// Takes the free ranges above `top`, highest first, as far as they are found; nothing where the system refuses, since
    /// `dlopen` needs addresses too.
    fn beyond(top: usize) -> Taken {
        let mut taken = Taken(Vec::new());
        for _ in 0..HOLES {
            let Ok(found) = taken.add(0, HOLE, 0) else { return Taken(Vec::new()) };
            if found <= top {
                // All above is taken. This one is for the library.
                taken.release_last();
                break;
            }
            if taken.take_down_to(top, found).is_err() {
                return Taken(Vec::new());
            }
        }
        taken
    }

    /// Takes what is free between `top` and `end`, from `end` down: all of it, which is the common case, or else as much
    /// as doubled and then halved steps find.
    fn take_down_to(&mut self, top: usize, mut end: usize) -> Result<(), Refused> {
        if self.take(top..end)? {
            return Ok(());
        }
        let (mut step, mut grows) = (HOLE, true);
        while step >= HOLE && end - top >= step {
            if self.take(end - step..end)? {
                end -= step;
                step = if grows { step * 2 } else { step };
            } else {
                (step, grows) = (step / 2, false);
            }
        }
        Ok(())
    }

    /// Takes these addresses if they are free; whether they were.
    fn take(&mut self, range: Range<usize>) -> Result<bool, Refused> {
        match self.add(range.start, range.len(), libc::MAP_FIXED_NOREPLACE) {
            Ok(found) if found == range.start => Ok(true),
            // Kernels before 4.17 take the address for a wish.
            Ok(_) => {
                self.release_last();
                Ok(false)
            }
            Err(libc::EEXIST) => Ok(false),
            Err(_) => Err(Refused),
        }
    }

    /// Maps addresses so that nobody can use them. Gives where, or the system's error number.
    fn add(&mut self, start: usize, size: usize, flags: i32) -> Result<usize, i32> {
        let start = ptr::without_provenance_mut(start);
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | flags;
        // SAFETY: no existing mapping is replaced, for `MAP_FIXED` is not given.
        let found = unsafe { libc::mmap(start, size, libc::PROT_NONE, flags, -1, 0) };
        if found == libc::MAP_FAILED {
            return Err(io::Error::last_os_error().raw_os_error().unwrap_or(0));
        }
        self.0.push(found.addr()..found.addr() + size);
        Ok(found.addr())
    }

    fn release_last(&mut self) {
        if let Some(range) = self.0.pop() {
            // SAFETY: mapped by `add`, and nobody knows of it.
            unsafe { libc::munmap(ptr::without_provenance_mut(range.start), range.len()) };
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        while !self.0.is_empty() {
            self.release_last();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the system puts a mapping as large as a plugin.
    fn probe() -> usize {
        Taken(Vec::new()).add(0, 1 << 20, 0).expect("address space")
    }

    /// Pages of address space in use.
    fn pages() -> usize {
        let statm = std::fs::read_to_string("/proc/self/statm").expect("proc");
        statm.split(' ').next().and_then(|size| size.parse().ok()).expect("a number first")
    }

    #[test]
    fn near_and_given_back() {
        let top = (ownership::own_image().end + REACH).next_multiple_of(HOLE);
        let before = pages();
        let (found, nested) = near_executable(|| (probe(), near_executable(probe)));
        assert!(found <= top && nested <= top, "{found:#x} {nested:#x} {top:#x}");
        assert!(pages() < before + (1 << 18), "{} pages were not given back", pages() - before);
        let caught = std::panic::catch_unwind(|| near_executable(|| panic!("as an initialiser might")));
        assert!(caught.is_err() && pages() < before + (1 << 18));
        assert!(near_executable(probe) <= top);
    }

    #[test]
    fn nothing_is_taken_where_the_system_refuses() {
        let mut taken = Taken(Vec::new());
        // Beyond what a process can address.
        assert!(taken.take(1 << 60..1 << 61).is_err());
        assert!(Taken::beyond(usize::MAX - HOLE).0.is_empty());
        assert!(taken.0.is_empty());
    }
}
