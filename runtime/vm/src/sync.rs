//! What the VM needs of the operating system's threads: identity, stack bounds, the lock of an interpreter.

use crossbeam::utils::CachePadded;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// Identity of the calling OS thread (`threading.get_ident`).
pub fn thread_ident() -> u64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as u64 }
}

thread_local! {
    static STACK_LOW: Option<usize> = main_stack_low().or_else(stack_low);
}

/// Lowest address of the calling thread's stack.
pub fn native_stack_low() -> Option<usize> {
    STACK_LOW.with(|low| *low)
}

/// The main thread's stack grows until its limit; to ask the C library would be to parse the map of the whole process.
/// `None` for other threads, and for limits so high that something else may lie in the way.
#[cfg(target_os = "linux")]
fn main_stack_low() -> Option<usize> {
    const MOST: u64 = 64 << 20;
    const PAGE: usize = 4096;
    // SAFETY: plain questions; the record is written by the call.
    let (limit, program) = unsafe {
        if libc::gettid() != libc::getpid() {
            return None;
        }
        let mut limit: libc::rlimit = std::mem::zeroed();
        if libc::getrlimit(libc::RLIMIT_STACK, &mut limit) != 0 || limit.rlim_cur > MOST {
            return None;
        }
        (limit.rlim_cur as usize, libc::getauxval(libc::AT_EXECFN) as usize)
    };
    // The name of the program is the last that lies on the stack (execve(2)).
    let here = (&raw const limit).addr();
    let low = ((program + PAGE) & !(PAGE - 1)).checked_sub(limit)?;
    // Not so in the child of a process that forked in another thread.
    (low..program).contains(&here).then_some(low)
}

#[cfg(not(target_os = "linux"))]
fn main_stack_low() -> Option<usize> {
    None
}

fn stack_low() -> Option<usize> {
    // SAFETY: the attribute object is initialised by the first call and destroyed by the last.
    unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &mut attributes) != 0 {
            return None;
        }
        let (mut address, mut size) = (std::ptr::null_mut(), 0);
        let found = libc::pthread_attr_getstack(&attributes, &mut address, &mut size) == 0;
        libc::pthread_attr_destroy(&mut attributes);
        found.then_some(address.addr())
    }
}

/// Reasons to leave the straight path of the eval loop, as bits.
pub mod breaker {
    pub const SIGNAL: u32 = 1;
    /// Another thread of this interpreter waits for the lock.
    pub const YIELD: u32 = 2;
    /// References given back by other interpreters wait in the queue.
    pub const RELEASES: u32 = 4;
    pub const COLLECT: u32 = 8;
    pub const MEMORY: u32 = 16;
    /// Stop with an exception (time limit, `interrupt()`).
    pub const INTERRUPT: u32 = 32;
    /// Calls queued by `Py_AddPendingCall`.
    pub const CALLS: u32 = 64;
}

/// The part of an interpreter that other threads may touch.
pub struct Remote {
    pub id: u64,
    pub breaker: CachePadded<AtomicU32>,
    pub lock: InterpreterLock,
    /// References to objects of this interpreter that others let go of (addresses).
    pub releases: crossbeam::queue::SegQueue<usize>,
    pub calls: crossbeam::queue::SegQueue<Box<dyn FnOnce(&crate::thread::ThreadState) + Send>>,
    pub ended: AtomicBool,
    /// Another interpreter was handed objects of this one (isolation policy `shared`): its memory stays when it ends.
    pub keep_memory: AtomicBool,
    /// Code runs in its `__main__` now.
    pub running: AtomicBool,
    /// The OS thread that is ending it; 0 = nobody yet. The others have no turn any more.
    pub closing: AtomicU64,
    /// The interpreter, NULL once it is gone: to be read only by who has its lock.
    pub(crate) interpreter: AtomicPtr<crate::interpreter::Interpreter>,
}

impl Remote {
    pub fn new(id: u64) -> Remote {
        Remote {
            id,
            breaker: CachePadded::new(AtomicU32::new(0)),
            lock: InterpreterLock::default(),
            releases: crossbeam::queue::SegQueue::new(),
            calls: crossbeam::queue::SegQueue::new(),
            ended: AtomicBool::new(false),
            keep_memory: AtomicBool::new(false),
            running: AtomicBool::new(false),
            closing: AtomicU64::new(0),
            interpreter: AtomicPtr::new(std::ptr::null_mut()),
        }
    }

    /// Waits for a turn in the interpreter. Once it ends, or has ended, the calling thread waits for ever, as in
    /// CPython: it can't go on without what it wants to use.
    pub fn acquire(&self) {
        self.lock.acquire(&self.breaker);
        self.hang_if_closed();
    }

    /// Gives the lock back for good when the interpreter is none of the calling thread's business any more.
    pub(crate) fn hang_if_closed(&self) {
        let closing = self.closing.load(Ordering::Acquire);
        if self.is_ended() || (closing != 0 && closing != thread_ident()) {
            self.lock.release();
            loop {
                std::thread::park();
            }
        }
    }

    pub fn ask(&self, reason: u32) {
        self.breaker.fetch_or(reason, Ordering::Release);
    }

    pub fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}

/// The lock of one interpreter: its threads take turns, other interpreters never wait for it.
#[derive(Default)]
pub struct InterpreterLock {
    state: Mutex<LockState>,
    freed: Condvar,
}

#[derive(Default)]
struct LockState {
    held: bool,
    waiting: u32,
    turns: u64,
}

const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

impl InterpreterLock {
    /// Waits for the lock; asks the holder to give way every 5 ms.
    pub fn acquire(&self, breaker: &AtomicU32) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while state.held {
            state.waiting += 1;
            let turns = state.turns;
            let (next, timeout) =
                self.freed.wait_timeout(state, SWITCH_INTERVAL).unwrap_or_else(std::sync::PoisonError::into_inner);
            state = next;
            state.waiting -= 1;
            if timeout.timed_out() && state.held && state.turns == turns {
                breaker.fetch_or(breaker::YIELD, Ordering::Release);
            }
        }
        state.held = true;
        state.turns += 1;
    }

    pub fn release(&self) {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.held = false;
        let wake = state.waiting > 0;
        drop(state);
        if wake {
            self.freed.notify_one();
        }
    }

    /// Lets a waiting thread have a turn.
    pub fn yield_now(&self, breaker: &AtomicU32) {
        let turns = {
            let state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if state.waiting == 0 {
                return;
            }
            state.turns
        };
        self.release();
        let deadline = std::time::Instant::now() + SWITCH_INTERVAL;
        loop {
            let state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if state.turns != turns || state.waiting == 0 || std::time::Instant::now() >= deadline {
                break;
            }
            drop(state);
            std::thread::yield_now();
        }
        self.acquire(breaker);
    }
}
