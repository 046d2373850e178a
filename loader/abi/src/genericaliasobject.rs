//! `genericaliasobject.h`

use crate::boundary::{Borrowed, New};
use crate::capi;
use ladon_vm::types::generic_alias::GenericAlias;

capi! {
    fn Py_GenericAlias(_thread, origin: Borrowed, args: Borrowed) -> New {
        GenericAlias::new(origin.owned(), args.owned())
    }
}
