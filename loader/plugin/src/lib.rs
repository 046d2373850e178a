//! ladon-plugin: finds, opens, initialises and isolates native modules.
//!
//! Rooms: [`find`] the name of a module's hook · [`open`] files and `dlopen` · [`image`] private copies of a library ·
//! [`near`] where they lie · [`policy`] how a module meets a second interpreter · [`hook`] runs a hook and looks at what it returned · [`init`] the
//! two ways of initialisation · [`record`] what the process and each interpreter remember · [`shared`] the policy that
//! keeps the bug · [`builtin`] modules linked into the executable · [`inspect`] what scripts can ask of all this.
//!
//! **P1** a library stays loaded while an object of it can live: images used by several interpreters for ever, a private
//! one until its interpreter's heap is gone. **P2** a def in a plugin's data is written by one interpreter at a time:
//! under its image's lock. **P3** a pointer that a hook returned is looked up before it is read.

mod builtin;
pub mod elf;
pub mod find;
mod hook;
pub mod image;
pub mod init;
pub mod inspect;
mod near;
pub mod open;
pub mod policy;
pub mod record;
mod shared;

pub use builtin::{BuiltinHook, Hook, set_builtins};
pub use policy::{Isolation, set_default};

use ladon_vm::hooks::{self, Hooks};

/// Fills the VM's doors; before the first interpreter starts.
pub fn install() {
    hooks::install(Hooks {
        create_dynamic: init::create_dynamic,
        exec_dynamic: init::exec_dynamic,
        create_builtin: builtin::create,
        builtin_names: builtin::names,
        violation: ladon_abi::ownership::vm_violation,
        before_end: record::before_end,
        after_end: image::after_end,
    });
}
