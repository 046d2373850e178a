//! `setobject.h`

use crate::arguments::{Given, Is};
use crate::boundary::{Borrowed, New, Plain, Status, Truth, bad_internal_call};
use crate::capi;
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::set::core::key_hash;
use ladon_vm::types::set::{FrozenSet, Set, as_set, update};
use ladon_vm::value::Value;

/// A set or frozenset.
fn any_set<'a>(thread: &ThreadState, object: &'a Value) -> PyResult<&'a Set> {
    as_set(object).ok_or_else(|| bad_internal_call(thread))
}

capi! {
    fn PySet_New(thread, items: Option<Borrowed>) -> New {
        let set = Set::new();
        if let Some(items) = items {
            update(thread, &set, &items)?;
        }
        Ok(set)
    }

    fn PyFrozenSet_New(thread, items: Option<Borrowed>) -> New {
        let set = Set::new_frozen();
        if let Some(items) = items {
            if items.is_exact::<FrozenSet>() {
                return Ok(items.owned());
            }
            update(thread, &set.0, &items)?;
        }
        Ok(set.into_value())
    }

    fn PySet_Size(thread, set: Given) -> Plain<isize> { Ok(any_set(thread, &set)?.len() as isize) }

    fn PySet_Contains(thread, set: Given, key: Given) -> Truth {
        let set = any_set(thread, &set)?;
        let hash = key_hash(thread, &key)?;
        set.contains_hashed(thread, &key, hash)
    }

    fn PySet_Add(thread, set: Given, key: Given) -> Status {
        // A frozenset may be filled by whoever has just made it.
        let fresh = set.as_object().is_some_and(|head| head.refcount.get() == 1);
        if set.downcast::<Set>().is_none() && !fresh {
            return Err(bad_internal_call(thread));
        }
        any_set(thread, &set)?.add(thread, &key)?;
        Ok(())
    }

    fn PySet_Discard(thread, set: Is<Set>, key: Given) -> Truth {
        let hash = key_hash(thread, &key)?;
        Ok(set.remove_hashed(thread, &key, hash)?.is_some())
    }

    fn PySet_Pop(thread, set: Is<Set>) -> New {
        set.pop().ok_or_else(|| err!(thread, KeyError, "pop from an empty set"))
    }

    fn PySet_Clear(_thread, set: Is<Set>) -> Status {
        set.clear();
        Ok(())
    }
}
