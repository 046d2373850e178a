//! The tuple that an iterator hands out again once nobody else holds it, instead of a new one each time.

use ladon_heap::MutCell;
use ladon_heap::primitive::NoMemory;
use ladon_vm::types::Tuple;
use ladon_vm::types::traced::Traced;
use ladon_vm::value::{Ref, Value};

#[derive(Default)]
pub struct Reused(MutCell<Option<Ref<Tuple>>>);

impl Reused {
    pub fn new() -> Reused {
        Reused(MutCell::new(None))
    }

    /// Whether a first tuple was handed out.
    #[inline(always)]
    pub fn is_started(&self) -> bool {
        // SAFETY: H7: one step.
        unsafe { (*self.0.as_ptr()).is_some() }
    }

    /// Hands out the first tuple.
    pub fn start(&self, items: Vec<Value>) -> Result<Value, NoMemory> {
        let tuple = Tuple::try_from_vec(items)?;
        self.0.set(Some(tuple.clone()));
        Ok(tuple.into_value())
    }

    /// The last tuple changed by `change`, which must not run Python code: what it replaces is kept alive elsewhere.
    #[inline]
    pub fn change(&self, change: impl FnOnce(&mut [Value])) -> Result<Value, NoMemory> {
        let tuple = match self.0.take() {
            Some(last) if last.head.refcount.get() == 1 => last,
            Some(last) => Tuple::from_slice(last.as_slice())?,
            None => Tuple::try_from_vec(Vec::new())?,
        };
        // SAFETY: the tuple is held here only (the empty one has no slots).
        change(unsafe { std::slice::from_raw_parts_mut(tuple.slots().cast(), tuple.len()) });
        self.0.set(Some(tuple.clone()));
        Ok(tuple.into_value())
    }

    /// A tuple of `items`; what lay in the reused one comes back in them, to be dropped by the caller.
    #[inline]
    pub fn swap(&self, items: &mut [Value]) -> Result<Value, NoMemory> {
        let tuple = match self.0.take() {
            Some(last) if last.head.refcount.get() == 1 && last.len() == items.len() => {
                // SAFETY: the tuple is held here only.
                unsafe { std::slice::from_raw_parts_mut(last.slots().cast::<Value>(), items.len()) }
                    .swap_with_slice(items);
                last
            }
            _ => Tuple::from_slice(items)?,
        };
        self.0.set(Some(tuple.clone()));
        Ok(tuple.into_value())
    }
}

impl Traced for Reused {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        self.0.visit(visitor);
    }

    fn let_go(&self) {
        self.0.let_go();
    }
}
