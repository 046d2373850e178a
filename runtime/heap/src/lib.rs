//! Memory and ownership. One [`Heap`] belongs to one interpreter; this crate knows nothing of Python.
//!
//! Rooms: [`owner`] the tag · [`head`] what every object begins with, and its reference count · [`chunk`] aligned
//! 64 KiB chunks and the process-wide map that finds them · [`arena`] allocation of objects and storage ·
//! [`known`] chunks found before ·
//! [`local`] which heap a thread works on · [`budget`] when a collection or an error is due · [`primitive`] cells and vectors that live on the current heap ·
//! [`cycle`] trial deletion.
//!
//! Invariants (cited in `SAFETY:` comments):
//! * **H1** A chunk is 64 KiB aligned and stays mapped, with a valid head, while the chunk map names it.
//! * **H2** A cell of an object chunk is live exactly when its type word (offset 8) is not NULL.
//! * **H3** A heap is used by one thread at a time: the one that holds its interpreter's lock, which has made it current.
//! * **H4** A pointer handed out by a heap was allocated by that heap and is freed once, with the size it was asked for.
//! * **H5** The heap named by a chunk head or a large block outlives every block in it.
//! * **H6** A mortal object's count is a small positive number in a word whose upper half is zero; a negative low half
//!   means immortal.
//! * **H7** A cell handed to [`primitive`] code is read and written only in steps that call nothing else.
//!
//! Unsafe code lives here because raw memory does: `chunk`, `arena`, `head`, `known`, `local`, `primitive`, `cycle`.

pub mod arena;
pub mod budget;
pub mod chunk;
pub mod cycle;
pub mod head;
pub mod known;
pub mod local;
pub mod owner;
pub mod primitive;

pub use arena::{CurrentHeap, Heap, current, try_current};
pub use budget::Request;
pub use head::{Head, IMMORTAL};
pub use known::remembered;
pub use owner::Owner;
pub use primitive::{MutCell, Vector};
