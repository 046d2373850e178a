//! When a heap asks for something of whoever runs in it: a collection of cycles once it has grown enough, an error once
//! it is past its limit. Asking is all that happens here; what follows happens at the asker's next safe point.
//!
//! Growth is counted in objects, those freed taken off: a program that makes and drops many does not grow. How much
//! growth is due for a collection rises with what the last one found alive, so that all collections together cost no
//! more than a constant times what the program allocated.

use std::cell::{Cell, OnceCell};

/// What a heap asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Request {
    /// Collect cycles.
    Collect,
    /// A small request was served past the memory limit.
    Memory,
}

/// Growth that is due for a collection, at least.
const THRESHOLD: usize = 10_000;

/// A heap with a live object more for each so many is due for a collection.
const GROWTH: usize = if cfg!(ladon_stress) { 64 } else { 2 };

type Ask = Box<dyn Fn(Request)>;

pub struct Budget {
    /// Objects that may be added until a collection is due. Goes below zero while nobody collects.
    left: Cell<isize>,
    /// What `left` began with.
    full: Cell<isize>,
    /// Least growth between collections; `None` = never collect.
    threshold: Cell<Option<usize>>,
    ask: OnceCell<Ask>,
}

impl Default for Budget {
    fn default() -> Self {
        let budget = Budget {
            left: Cell::new(0),
            full: Cell::new(0),
            threshold: Cell::new(Some(stress_threshold().unwrap_or(THRESHOLD))),
            ask: OnceCell::new(),
        };
        budget.refill(0);
        budget
    }
}

/// In the stress build: what `LADON_STRESS_COLLECT` says.
fn stress_threshold() -> Option<usize> {
    cfg!(ladon_stress).then(|| {
        let asked = std::env::var("LADON_STRESS_COLLECT").ok().and_then(|text| text.parse().ok());
        asked.unwrap_or(100)
    })
}

impl Budget {
    /// Says whom to ask; the first call counts.
    pub fn on_request(&self, ask: impl Fn(Request) + 'static) {
        let _ = self.ask.set(Box::new(ask));
    }

    /// One object more.
    #[inline(always)]
    pub(crate) fn take(&self) {
        let left = self.left.get() - 1;
        self.left.set(left);
        if left == 0 {
            self.ask(Request::Collect);
        }
    }

    /// One object less. Under stress only what is allocated counts, so that collections stay frequent.
    #[inline(always)]
    pub(crate) fn give_back(&self) {
        if !cfg!(ladon_stress) {
            self.left.set(self.left.get() + 1);
        }
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn ask(&self, request: Request) {
        if let Some(ask) = self.ask.get() {
            ask(request);
        }
    }

    /// Sets the least growth between collections; `None` = never collect.
    pub fn set_threshold(&self, objects: Option<usize>) {
        self.threshold.set(objects);
        self.refill(0);
    }

    /// A collection has left `live` objects, or, with 0, none was wanted now.
    pub fn refill(&self, live: usize) {
        let due = match self.threshold.get() {
            None => isize::MAX,
            Some(least) => least.max(live / GROWTH).max(1).min(isize::MAX as usize) as isize,
        };
        self.full.set(due);
        self.left.set(due);
    }

    /// By how many objects the heap has grown since the last collection.
    pub fn grown(&self) -> usize {
        (self.full.get() - self.left.get()).max(0) as usize
    }
}
