//! Slots: what a type does for each protocol, as plain Rust functions, and the list that ties them to `__names__`.
//!
//! A builtin type fills slots in its description. A class gets, for each slot, either its base's function (when the
//! special method found through the MRO is the base's own wrapper) or a generic one that calls the special method.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::Args;
use crate::value::{ObjectPtr, Value};
use std::cell::Cell;

/// Whether a slot holds this very function: `slot_is!(ty.slots.init, object_init as InitFn)`.
#[macro_export]
macro_rules! slot_is {
    ($slot:expr, $function:path as $kind:ident) => {
        $slot.get().is_some_and(|found| std::ptr::fn_addr_eq(found, $function as $crate::types::slots::$kind))
    };
}

/// Rich comparison operators with CPython's numbers (`Py_LT` = 0 …).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Eq, CompareOp::Ne, CompareOp::Gt, CompareOp::Ge];

    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// The outcome for two things whose order is known.
    #[inline(always)]
    pub fn matches(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
        }
    }
}

/// Binary operators; the index into [`Slots::binary`] and [`Slots::inplace`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    DivMod,
}

pub const BINARY_OPS: usize = 14;

impl BinaryOp {
    pub const ALL: [BinaryOp; BINARY_OPS] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::MatMul,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::DivMod,
    ];

    /// The operator as error messages show it.
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^", "divmod()"][self as usize]
    }

    /// `("__add__", "__radd__", "__iadd__")`.
    pub fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            BinaryOp::Add => ("__add__", "__radd__", "__iadd__"),
            BinaryOp::Sub => ("__sub__", "__rsub__", "__isub__"),
            BinaryOp::Mul => ("__mul__", "__rmul__", "__imul__"),
            BinaryOp::TrueDiv => ("__truediv__", "__rtruediv__", "__itruediv__"),
            BinaryOp::FloorDiv => ("__floordiv__", "__rfloordiv__", "__ifloordiv__"),
            BinaryOp::Mod => ("__mod__", "__rmod__", "__imod__"),
            BinaryOp::Pow => ("__pow__", "__rpow__", "__ipow__"),
            BinaryOp::MatMul => ("__matmul__", "__rmatmul__", "__imatmul__"),
            BinaryOp::LShift => ("__lshift__", "__rlshift__", "__ilshift__"),
            BinaryOp::RShift => ("__rshift__", "__rrshift__", "__irshift__"),
            BinaryOp::And => ("__and__", "__rand__", "__iand__"),
            BinaryOp::Or => ("__or__", "__ror__", "__ior__"),
            BinaryOp::Xor => ("__xor__", "__rxor__", "__ixor__"),
            BinaryOp::DivMod => ("__divmod__", "__rdivmod__", ""),
        }
    }
}

/// The default value of every slot type: nothing.
pub type UnaryFn = fn(&ThreadState, &Value) -> PyResult<Value>;
/// Takes the operands in source order; either may be of the slot's type; answers `NotImplemented` when it can't.
pub type BinaryFn = fn(&ThreadState, &Value, &Value) -> PyResult<Value>;
pub type TernaryFn = fn(&ThreadState, &Value, &Value, &Value) -> PyResult<Value>;
pub type LenFn = fn(&ThreadState, &Value) -> PyResult<usize>;
pub type BoolFn = fn(&ThreadState, &Value) -> PyResult<bool>;
pub type HashFn = fn(&ThreadState, &Value) -> PyResult<i64>;
pub type CompareFn = fn(&ThreadState, &Value, &Value, CompareOp) -> PyResult<Value>;
/// `None` = exhausted.
pub type NextFn = fn(&ThreadState, &Value) -> PyResult<Option<Value>>;
/// The name is a `str`.
pub type GetAttrFn = fn(&ThreadState, &Value, &Value) -> PyResult<Value>;
/// `None` = delete.
pub type SetAttrFn = fn(&ThreadState, &Value, &Value, Option<&Value>) -> PyResult<()>;
pub type GetItemFn = fn(&ThreadState, &Value, &Value) -> PyResult<Value>;
pub type SetItemFn = fn(&ThreadState, &Value, &Value, Option<&Value>) -> PyResult<()>;
pub type ContainsFn = fn(&ThreadState, &Value, &Value) -> PyResult<bool>;
pub type RepeatFn = fn(&ThreadState, &Value, isize) -> PyResult<Value>;
/// (descriptor, instance, owner type): `None` instance = accessed on the type.
pub type DescrGetFn = fn(&ThreadState, &Value, Option<&Value>, Option<&Value>) -> PyResult<Value>;
/// (descriptor, instance, value): `None` value = delete.
pub type DescrSetFn = fn(&ThreadState, &Value, &Value, Option<&Value>) -> PyResult<()>;
pub type CallFn = fn(&ThreadState, &Value, Args<'_>) -> PyResult<Value>;
/// Makes an instance of the given type (a subtype of the slot's).
pub type NewFn = fn(&ThreadState, &Type, Args<'_>) -> PyResult<Value>;
pub type InitFn = fn(&ThreadState, &Value, Args<'_>) -> PyResult<()>;
/// Calls the visitor for each reference held in the fields of the builtin part.
pub type VisitFn = fn(ObjectPtr, &mut dyn FnMut(&Value));
/// Lets go of references that may be part of a cycle; the object stays valid.
pub type ClearFn = fn(ObjectPtr);
/// Drops the fields of the builtin part in place (not the memory).
pub type DropFn = unsafe fn(ObjectPtr);
/// Does all of it: fields, memory, the reference to the type (native types).
pub type DeallocFn = unsafe fn(ObjectPtr);
/// Fills in a `Py_buffer` (a C struct of 80 bytes) with the given request flags; see `object::buffer`.
pub type GetBufferFn = fn(&ThreadState, &Value, &mut crate::object::buffer::RawBuffer, i32) -> PyResult<()>;
pub type ReleaseBufferFn = fn(&Value, &mut crate::object::buffer::RawBuffer);

macro_rules! slots {
    ($($name:ident: $ty:ty),* $(,)?) => {
        /// The functions of a type.
        pub struct Slots {
            $(pub $name: Cell<Option<$ty>>,)*
            pub binary: [Cell<Option<BinaryFn>>; BINARY_OPS],
            pub inplace: [Cell<Option<BinaryFn>>; BINARY_OPS],
        }

        impl Slots {
            pub const EMPTY: Slots = Slots {
                $($name: Cell::new(None),)*
                binary: [const { Cell::new(None) }; BINARY_OPS],
                inplace: [const { Cell::new(None) }; BINARY_OPS],
            };

            /// Takes over from `base` each function that is not set here.
            pub fn inherit(&self, base: &Slots) {
                $(if self.$name.get().is_none() { self.$name.set(base.$name.get()); })*
                for index in 0..BINARY_OPS {
                    if self.binary[index].get().is_none() {
                        self.binary[index].set(base.binary[index].get());
                    }
                    if self.inplace[index].get().is_none() {
                        self.inplace[index].set(base.inplace[index].get());
                    }
                }
            }
        }
    };
}

slots! {
    repr: UnaryFn, str: UnaryFn, hash: HashFn, compare: CompareFn,
    getattr: GetAttrFn, setattr: SetAttrFn,
    call: CallFn, new: NewFn, init: InitFn,
    iter: UnaryFn, next: NextFn,
    len: LenFn, getitem: GetItemFn, setitem: SetItemFn, contains: ContainsFn,
    concat: BinaryFn, inplace_concat: BinaryFn, repeat: RepeatFn, inplace_repeat: RepeatFn,
    bool: BoolFn, neg: UnaryFn, pos: UnaryFn, abs: UnaryFn, invert: UnaryFn,
    int: UnaryFn, float: UnaryFn, index: UnaryFn, pow3: TernaryFn,
    descr_get: DescrGetFn, descr_set: DescrSetFn,
    aiter: UnaryFn, anext: UnaryFn, r#await: UnaryFn,
    get_buffer: GetBufferFn, release_buffer: ReleaseBufferFn,
    finalize: fn(&ThreadState, &Value),
    visit: VisitFn, clear: ClearFn, drop: DropFn, dealloc: DeallocFn,
    // Gives back what an object holds outside of the heap, when the heap goes as a whole.
    end: ClearFn,
}
