//! Trial deletion: which containers of one heap are reachable only from each other (Bacon and Rajan, 2001; the
//! non-concurrent form).
//!
//! Counts are copied beside each chunk, references among the heap's own containers are taken off, and what then still
//! has a count is reachable from outside, with all it reaches. The rest is garbage. The heap is only read.

use crate::arena::Heap;
use crate::chunk::{self, ChunkHead};
use crate::head::Head;
use crate::owner::Owner;
use std::ptr::NonNull;

/// What the collector must know of objects.
pub trait Tracer {
    /// Whether the object refers to others and takes part in collection.
    fn is_container(&self, object: NonNull<Head>) -> bool;
    /// Calls `visit` once for each reference that `object` holds.
    fn visit(&self, object: NonNull<Head>, visit: &mut dyn FnMut(NonNull<Head>));
}

const REACHABLE: i64 = i64::MAX;
const NOT_CONTAINER: i64 = i64::MIN;

struct Counts<'a> {
    owner: Owner,
    chunks: &'a [NonNull<ChunkHead>],
    buffers: Vec<Vec<i64>>,
}

impl Counts<'_> {
    /// The count kept for `object`, when it is a live container of this heap.
    #[allow(clippy::mut_from_ref, reason = "one step each; the buffers are reached through raw chunk links only")]
    fn of(&self, object: NonNull<Head>) -> Option<&mut i64> {
        let address = object.as_ptr().addr();
        let chunk = chunk::chunk_of(address)?;
        if chunk.owner != self.owner || chunk.counts.get().is_null() {
            return None;
        }
        let index = chunk.cell_index(address)?;
        // SAFETY: the buffer has one entry per carved cell and lives in `buffers`.
        let count = unsafe { &mut *chunk.counts.get().add(index) };
        (*count != NOT_CONTAINER).then_some(count)
    }
}

impl Drop for Counts<'_> {
    fn drop(&mut self) {
        for chunk in self.chunks {
            // SAFETY: H1: chunks of the heap being collected.
            unsafe { chunk.as_ref() }.counts.set(std::ptr::null_mut());
        }
        self.buffers.clear();
    }
}

/// What [`find_garbage`] saw.
pub struct Found {
    /// Containers that only garbage refers to, each with a count greater than zero.
    pub garbage: Vec<NonNull<Head>>,
    /// Objects in the heap, garbage included.
    pub objects: usize,
}

pub fn find_garbage(heap: &Heap, tracer: &dyn Tracer) -> Found {
    let mut objects = 0;
    let chunks = heap.object_chunks();
    let mut counts = Counts { owner: heap.owner(), chunks: &chunks, buffers: Vec::with_capacity(chunks.len()) };
    let mut containers = Vec::new();
    for chunk in &chunks {
        // SAFETY: H1.
        let chunk = unsafe { chunk.as_ref() };
        let mut buffer = vec![NOT_CONTAINER; chunk.cell_count()];
        chunk.for_each_object(|object, index| {
            objects += 1;
            // SAFETY: H2.
            let head = unsafe { object.as_ref() };
            let count = head.refcount.get();
            if head.is_immortal() || count == 0 || chunk.is_untracked(object.as_ptr().addr()) {
                return;
            }
            if tracer.is_container(object) {
                buffer[index] = count as i64;
                containers.push(object);
            }
        });
        chunk.counts.set(buffer.as_mut_ptr());
        counts.buffers.push(buffer);
    }
    for &object in &containers {
        tracer.visit(object, &mut |child| {
            if let Some(count) = counts.of(child) {
                *count -= 1;
            }
        });
    }
    mark_reachable(&counts, &containers, tracer);
    containers.retain(|&object| counts.of(object).is_some_and(|count| *count != REACHABLE));
    Found { garbage: containers, objects }
}

fn mark_reachable(counts: &Counts<'_>, containers: &[NonNull<Head>], tracer: &dyn Tracer) {
    let mut work = Vec::new();
    for &object in containers {
        if let Some(count) = counts.of(object)
            && *count > 0
            && *count != REACHABLE
        {
            *count = REACHABLE;
            work.push(object);
        }
        while let Some(reached) = work.pop() {
            tracer.visit(reached, &mut |child| {
                if let Some(count) = counts.of(child)
                    && *count != REACHABLE
                {
                    *count = REACHABLE;
                    work.push(child);
                }
            });
        }
    }
}
