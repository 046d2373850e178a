//! ladon-abi: the C ABI. One file per CPython header, each a list of exported functions without logic: convert, call
//! the VM, convert.
//!
//! Rooms: [`boundary`] `capi!`, the words of ownership, calls into C (`boxing`: numbers; [`quick`]: what C asks most) ·
//! [`ownership`] tag checks · [`layout`] C structures · `typeobject` classes made by C · `module` modules made by C, for `ladon-plugin` too · `stubs` names without a body ·
//! `varargs.c` the variadic functions. Unsafe code lives everywhere here: this is where C begins; B1–B5 say what holds.
//!
//! The executable must be linked with `-rdynamic` (see `loader/ladon/build.rs`), so that plugins find these names.

#![allow(non_snake_case, reason = "C's names")]
#![allow(non_upper_case_globals, reason = "C's names")]

pub mod arguments;
pub mod boundary;
mod boxing;
pub mod layout;
pub mod ownership;
pub mod quick;

// Objects and what holds them together.
#[path = "abstract.rs"]
pub mod abstract_;
pub mod descrobject;
pub mod import;
pub mod methodobject;
pub mod module;
pub mod moduleobject;
pub mod object;
pub mod objimpl;
pub mod pycapsule;
pub mod pyerrors;
pub mod pystate_modules;
pub mod refcount;
pub mod typeobject;

// The builtin types.
pub mod boolobject;
pub mod bytearrayobject;
pub mod bytesobject;
pub mod complexobject;
pub mod dictobject;
pub mod floatobject;
pub mod genericaliasobject;
pub mod iterobject;
pub mod listobject;
pub mod longobject;
pub mod memoryobject;
pub mod pybuffer;
pub mod setobject;
pub mod sliceobject;
pub mod tupleobject;
pub mod unicodeobject;
pub mod weakrefobject;

// The runtime.
pub mod ceval;
pub mod codecs;
pub mod data;
pub mod fileobject;
pub mod marshal;
pub mod osmodule;
pub mod pyframe;
pub mod pylifecycle;
pub mod pymem;
pub mod pystate;
pub mod pythonrun;
pub mod pythread;
pub mod pytime;
pub mod structseq;
pub mod sysmodule;
pub mod traceback;
pub mod warnings;

mod stubs;
