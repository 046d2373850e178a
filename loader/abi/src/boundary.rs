//! Crossing from C into the VM and back: `capi!` declares an exported function, the types of its arguments and result
//! say who owns what (the C-API manual's words), and everything that must happen at the border happens in their traits.
//!
//! | written | C type | meaning |
//! |---|---|---|
//! | `Borrowed`, `Borrowed<T>` | `PyObject*` | argument; NULL or a wrong type is a SystemError |
//! | `Option<Borrowed>` | `PyObject*` | argument that may be NULL |
//! | `Stolen`, `Option<Stolen>` | `PyObject*` | argument whose reference passes to us, also when the call fails |
//! | `Text`, `Option<Text>` | `const char*` | NUL-terminated UTF-8 |
//! | numbers, pointers, functions | the same | as they are |
//! | `New` | `PyObject*` | result: an owned object; `None` of an option = NULL without exception |
//! | `Lent` | `PyObject*` | result: borrowed from a container (boxed in place) or kept for this C call |
//! | `Status` / `Truth` | `int` | 0 / −1 · 1, 0 / −1 |
//! | `Plain<T>` | `T` | a number or pointer; −1 or NULL on error |
//!
//! Invariants: **B3** an object pointer that C hands us points to a live object (else C broke its contract before we
//! could know). **B4** nothing unwinds into C: [`enter`] catches. **B5** a slot that lends an object holds it until the
//! slot changes; what no container holds is kept in `thread.lent` until the running C function returns.

pub use crate::boxing::{Passed, PassedAll, boxed, hand_out, into_object, unbox};

use crate::layout::PyObject;
use crate::ownership;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::define::Builtin;
use ladon_vm::value::{ObjectPtr, Ref, Value};
use std::ffi::{CStr, c_char, c_int};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};

/// A C value that becomes an argument of a body.
pub trait Arg: Sized {
    type C;
    /// # Safety
    /// `raw` is what C passed for a parameter of this type (B3).
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self>;
}

/// How a function answers C.
pub trait Return {
    type C;
    /// The answer when an exception is pending.
    const FAIL: Self::C;
}

/// A body's result `R` that can be given to C as `Self`.
pub trait Give<R>: Return {
    fn give(thread: &ThreadState, result: R, function: &'static str) -> PyResult<Self::C>;
}

// ---- arguments ----

/// Marks an argument of any type.
pub enum Any {}

/// An argument that the caller keeps; `T` is checked.
#[repr(transparent)]
pub struct Borrowed<T = Any>(ManuallyDrop<Value>, PhantomData<T>);

impl<T> Borrowed<T> {
    /// The argument as a value, whatever its type.
    #[inline(always)]
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// A new reference.
    #[inline(always)]
    pub fn owned(&self) -> Value {
        (*self.0).clone()
    }

    /// The pointer that C passed.
    #[inline(always)]
    pub fn as_ptr(&self) -> *mut PyObject {
        self.0.bits() as *mut PyObject
    }
}

impl Deref for Borrowed<Any> {
    type Target = Value;
    #[inline(always)]
    fn deref(&self) -> &Value {
        &self.0
    }
}

impl<T: Builtin> Deref for Borrowed<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: E2 of the VM: `from_c` checked the type.
        unsafe { self.0.downcast_unchecked() }
    }
}

#[inline(always)]
unsafe fn borrow(thread: &ThreadState, raw: *mut PyObject, function: &'static str) -> PyResult<ManuallyDrop<Value>> {
    let Some(object) = NonNull::new(raw) else { return Err(null_argument(thread)) };
    ownership::check(thread, object, function)?;
    // SAFETY: B3; never dropped, so the caller's reference stays its own.
    Ok(ManuallyDrop::new(unsafe { Value::from_owned_ptr(object) }))
}

impl Arg for Borrowed<Any> {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        unsafe { borrow(thread, raw, function) }.map(|value| Borrowed(value, PhantomData))
    }
}

impl<T: Builtin> Arg for Borrowed<T> {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        let value = unsafe { borrow(thread, raw, function) }?;
        if value.downcast::<T>().is_none() {
            return Err(bad_internal_call(thread));
        }
        Ok(Borrowed(value, PhantomData))
    }
}

impl<T> Arg for Option<Borrowed<T>>
where
    Borrowed<T>: Arg<C = *mut PyObject>,
{
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        if raw.is_null() {
            return Ok(None);
        }
        // SAFETY: forwarded.
        unsafe { <Borrowed<T>>::from_c(thread, raw, function) }.map(Some)
    }
}

/// The value inside of an optional argument.
pub fn optional<T>(argument: &Option<Borrowed<T>>) -> Option<&Value> {
    argument.as_ref().map(Borrowed::value)
}

/// An argument whose reference passes to us.
pub struct Stolen(pub Value);

impl Arg for Stolen {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        match unsafe { <Option<Stolen>>::from_c(thread, raw, function) }? {
            Some(stolen) => Ok(stolen),
            None => Err(null_argument(thread)),
        }
    }
}

impl Arg for Option<Stolen> {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        let Some(object) = NonNull::new(raw) else { return Ok(None) };
        if let Err(raised) = ownership::check(thread, object, function) {
            ownership::give_back(object);
            return Err(raised);
        }
        // SAFETY: B3: C hands over its reference.
        Ok(Some(Stolen(unsafe { Value::from_owned_ptr(object) })))
    }
}

/// A NUL-terminated string.
#[derive(Clone, Copy)]
pub struct Text(NonNull<c_char>);

impl Text {
    pub fn c_str(&self) -> &CStr {
        // SAFETY: B3: C passed a string that lives during the call.
        unsafe { CStr::from_ptr(self.0.as_ptr()) }
    }

    pub fn bytes(&self) -> &[u8] {
        self.c_str().to_bytes()
    }

    pub fn lossy(&self) -> String {
        self.c_str().to_string_lossy().into_owned()
    }

    pub fn as_ptr(&self) -> *const c_char {
        self.0.as_ptr()
    }

    /// As a `str`; UnicodeDecodeError when it is not UTF-8.
    pub fn to_str(&self, thread: &ThreadState) -> PyResult<Ref<Str>> {
        decode_utf8(thread, self.bytes())
    }

    /// As an interned `str`.
    pub fn interned(&self, thread: &ThreadState) -> PyResult<Ref<Str>> {
        let text = self.to_str(thread)?;
        Ok(ladon_vm::types::str::intern::intern(thread, &text))
    }
}

/// Strict UTF-8.
pub fn decode_utf8(thread: &ThreadState, bytes: &[u8]) -> PyResult<Ref<Str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Str::try_new(text)?),
        Err(_) => ladon_vm::codecs::decode(thread, bytes, None, None),
    }
}

impl Arg for Text {
    type C = *const c_char;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, _function: &'static str) -> PyResult<Self> {
        NonNull::new(raw.cast_mut()).map(Text).ok_or_else(|| null_argument(thread))
    }
}

impl Arg for Option<Text> {
    type C = *const c_char;
    #[inline(always)]
    unsafe fn from_c(_thread: &ThreadState, raw: Self::C, _function: &'static str) -> PyResult<Self> {
        Ok(NonNull::new(raw.cast_mut()).map(Text))
    }
}

macro_rules! as_they_are {
    ($($ty:ty),*) => { $(
        impl Arg for $ty {
            type C = $ty;
            #[inline(always)]
            unsafe fn from_c(_: &ThreadState, raw: $ty, _: &'static str) -> PyResult<$ty> {
                Ok(raw)
            }
        }
    )* };
}
as_they_are!(i8, u8, i16, u16, i32, u32, i64, u64, isize, usize, f32, f64);

impl<T> Arg for *mut T {
    type C = *mut T;
    #[inline(always)]
    unsafe fn from_c(_: &ThreadState, raw: *mut T, _: &'static str) -> PyResult<*mut T> {
        Ok(raw)
    }
}

impl<T> Arg for *const T {
    type C = *const T;
    #[inline(always)]
    unsafe fn from_c(_: &ThreadState, raw: *const T, _: &'static str) -> PyResult<*const T> {
        Ok(raw)
    }
}

macro_rules! functions {
    ($(($($a:ident),*)),*) => { $(
        impl<R, $($a),*> Arg for Option<unsafe extern "C" fn($($a),*) -> R> {
            type C = Self;
            #[inline(always)]
            unsafe fn from_c(_: &ThreadState, raw: Self, _: &'static str) -> PyResult<Self> {
                Ok(raw)
            }
        }
    )* };
}
functions!((), (A), (A, B), (A, B, C), (A, B, C, D));

// ---- results ----

/// An owned object, or NULL with an exception.
pub struct New;

impl Return for New {
    type C = *mut PyObject;
    const FAIL: *mut PyObject = ptr::null_mut();
}

impl Give<Value> for New {
    #[inline(always)]
    fn give(thread: &ThreadState, result: Value, function: &'static str) -> PyResult<*mut PyObject> {
        if !result.is_pointer() {
            return Ok(into_object(thread, result).as_ptr());
        }
        let object = into_object(thread, result);
        if let Err(raised) = ownership::check(thread, object, function) {
            ownership::give_back(object);
            return Err(raised);
        }
        Ok(object.as_ptr())
    }
}

impl<T: Builtin> Give<Ref<T>> for New {
    #[inline(always)]
    fn give(thread: &ThreadState, result: Ref<T>, _function: &'static str) -> PyResult<*mut PyObject> {
        Ok(into_object(thread, result.into_value()).as_ptr())
    }
}

impl Give<Option<Value>> for New {
    #[inline(always)]
    fn give(thread: &ThreadState, result: Option<Value>, function: &'static str) -> PyResult<*mut PyObject> {
        match result {
            Some(value) => <New as Give<Value>>::give(thread, value, function),
            None => Ok(ptr::null_mut()),
        }
    }
}

/// A borrowed object: see the constructors for who keeps it alive.
pub struct Lent(*mut PyObject);

impl Lent {
    /// No object and no exception.
    pub const NULL: Lent = Lent(ptr::null_mut());

    /// The object in a slot of `container`; a number is boxed in place, so that the container owns what it lends.
    ///
    /// # Safety
    /// `slot` is a valid slot of `container` and nothing runs in between (H7 of the heap).
    #[inline(always)]
    pub unsafe fn in_slot(thread: &ThreadState, container: &Head, slot: *mut Option<Value>) -> Lent {
        // SAFETY: the caller's promise.
        let Some(value) = (unsafe { &*slot }) else { return Lent::NULL };
        if value.is_pointer() {
            return Lent(value.bits() as *mut PyObject);
        }
        // SAFETY: forwarded.
        unsafe { Lent::boxed_in_slot(thread, container, slot, value) }
    }

    /// # Safety
    /// As [`Lent::in_slot`]; the slot holds a number.
    #[cold]
    #[inline(never)]
    unsafe fn boxed_in_slot(thread: &ThreadState, container: &Head, slot: *mut Option<Value>, value: &Value) -> Lent {
        if !ownership::is_own(thread, NonNull::from(container)) {
            return Lent::kept(thread, value.clone());
        }
        let boxed = into_object(thread, value.clone());
        // SAFETY: the caller's promise; the new object's reference passes to the slot; the old word owned nothing.
        unsafe { ptr::write(slot, Some(Value::from_owned_ptr(boxed))) };
        Lent(boxed.as_ptr())
    }

    /// An object that is kept until the running C function returns.
    pub fn kept(thread: &ThreadState, value: Value) -> Lent {
        let object = into_object(thread, value);
        // SAFETY: `into_object` handed over a reference.
        let value = unsafe { Value::from_owned_ptr(object) };
        if value.as_object().is_some_and(Head::is_immortal) || thread.lent.push(value).is_ok() {
            return Lent(object.as_ptr());
        }
        Lent::NULL
    }

    /// An object that something else holds for as long as C may expect.
    pub fn held<T>(object: &T) -> Lent
    where
        T: Builtin,
    {
        Lent(ptr::from_ref(object).cast_mut().cast())
    }

    /// As [`Lent::held`] for a value that is an object; numbers are kept.
    pub fn held_value(thread: &ThreadState, value: &Value) -> Lent {
        match value.as_ptr() {
            Some(object) => Lent(object.as_ptr()),
            None => Lent::kept(thread, value.clone()),
        }
    }

    pub fn as_ptr(&self) -> *mut PyObject {
        self.0
    }

    pub fn is_null(&self) -> bool {
        self.0.is_null()
    }
}

impl Return for Lent {
    type C = *mut PyObject;
    const FAIL: *mut PyObject = ptr::null_mut();
}

impl Give<Lent> for Lent {
    #[inline(always)]
    fn give(thread: &ThreadState, result: Lent, function: &'static str) -> PyResult<*mut PyObject> {
        if let Some(object) = NonNull::new(result.0) {
            ownership::check(thread, object, function)?;
        }
        Ok(result.0)
    }
}

impl Give<Option<Lent>> for Lent {
    #[inline(always)]
    fn give(thread: &ThreadState, result: Option<Lent>, function: &'static str) -> PyResult<*mut PyObject> {
        Self::give(thread, result.unwrap_or(Lent::NULL), function)
    }
}

/// 0, or −1 with an exception.
pub struct Status;

impl Return for Status {
    type C = c_int;
    const FAIL: c_int = -1;
}

impl Give<()> for Status {
    #[inline(always)]
    fn give(_: &ThreadState, _: (), _: &'static str) -> PyResult<c_int> {
        Ok(0)
    }
}

/// 1 or 0, or −1 with an exception.
pub struct Truth;

impl Return for Truth {
    type C = c_int;
    const FAIL: c_int = -1;
}

impl Give<bool> for Truth {
    #[inline(always)]
    fn give(_: &ThreadState, result: bool, _: &'static str) -> PyResult<c_int> {
        Ok(c_int::from(result))
    }
}

/// A yes-or-no that cannot fail: errors are 0 (with the exception cleared by the body where the manual says so).
pub struct Flag;

impl Return for Flag {
    type C = c_int;
    const FAIL: c_int = 0;
}

impl Give<bool> for Flag {
    #[inline(always)]
    fn give(_: &ThreadState, result: bool, _: &'static str) -> PyResult<c_int> {
        Ok(c_int::from(result))
    }
}

/// Nothing; an error leaves its exception pending.
pub struct Nothing;

impl Return for Nothing {
    type C = ();
    const FAIL: () = ();
}

impl Give<()> for Nothing {
    #[inline(always)]
    fn give(_: &ThreadState, _: (), _: &'static str) -> PyResult<()> {
        Ok(())
    }
}

/// A C value as it is; −1 or NULL with an exception.
pub struct Plain<T>(PhantomData<T>);

macro_rules! plain {
    ($($ty:ty = $fail:expr),*) => { $(
        impl Return for Plain<$ty> {
            type C = $ty;
            const FAIL: $ty = $fail;
        }
        impl Give<$ty> for Plain<$ty> {
            #[inline(always)]
            fn give(_: &ThreadState, result: $ty, _: &'static str) -> PyResult<$ty> {
                Ok(result)
            }
        }
    )* };
}
plain!(i32 = -1, u32 = u32::MAX, i64 = -1, u64 = u64::MAX, isize = -1, usize = usize::MAX, f64 = -1.0);

impl<T> Return for Plain<*mut T> {
    type C = *mut T;
    const FAIL: *mut T = ptr::null_mut();
}

impl<T> Give<*mut T> for Plain<*mut T> {
    #[inline(always)]
    fn give(_: &ThreadState, result: *mut T, _: &'static str) -> PyResult<*mut T> {
        Ok(result)
    }
}

impl<T> Return for Plain<*const T> {
    type C = *const T;
    const FAIL: *const T = ptr::null();
}

impl<T> Give<*const T> for Plain<*const T> {
    #[inline(always)]
    fn give(_: &ThreadState, result: *const T, _: &'static str) -> PyResult<*const T> {
        Ok(result)
    }
}

// ---- entering from C ----

/// Runs the body of an exported function.
#[inline(always)]
pub fn enter<G: Give<R>, R>(function: &'static str, body: impl FnOnce(&'static ThreadState) -> PyResult<R>) -> G::C {
    let Some(thread) = ThreadState::try_current() else { no_thread(function) };
    let outcome = catch_unwind(AssertUnwindSafe(|| body(thread).and_then(|result| G::give(thread, result, function))));
    match outcome {
        Ok(Ok(answer)) => answer,
        Ok(Err(_raised)) => G::FAIL,
        Err(panic) => {
            panicked(thread, function, panic);
            G::FAIL
        }
    }
}

#[cold]
#[inline(never)]
fn panicked(thread: &ThreadState, function: &'static str, panic: Box<dyn std::any::Any + Send>) {
    let what = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text.as_str(),
        (None, None) => "unknown panic",
    };
    let _pending = err!(thread, SystemError, "{function} failed inside of ladon: {what}");
}

#[cold]
#[inline(never)]
pub fn no_thread(function: &'static str) -> ! {
    eprintln!(
        "Fatal Python error: {function}: the function must be called with the GIL held, after Python initialization and \
         before Python finalization, but the GIL is released (the current Python thread state is NULL)"
    );
    std::process::abort()
}

/// SystemError "bad argument to internal function".
#[cold]
pub fn bad_internal_call(thread: &ThreadState) -> Raised {
    err!(thread, SystemError, "bad argument to internal function")
}

/// SystemError for a NULL where an object is needed; an exception that is pending already says more.
#[cold]
pub fn null_argument(thread: &ThreadState) -> Raised {
    match thread.pending() {
        Some(raised) => raised,
        None => err!(thread, SystemError, "null argument to internal routine"),
    }
}

// ---- calling C ----

/// Runs a C function; what it borrowed from us during the call is let go afterwards.
#[inline(always)]
pub fn leave<R>(thread: &ThreadState, call: impl FnOnce() -> R) -> R {
    let mark = thread.lent.len();
    let result = call();
    if thread.lent.len() > mark {
        let_go(thread, mark);
    }
    result
}

#[cold]
#[inline(never)]
fn let_go(thread: &ThreadState, mark: usize) {
    drop(thread.lent.truncate(mark));
}

/// The object that the C function at `code` returned: NULL means that an exception is pending, and only NULL does.
#[inline(always)]
pub fn returned(
    thread: &ThreadState,
    result: *mut PyObject,
    code: usize,
    what: &dyn Fn() -> String,
) -> PyResult<Value> {
    match NonNull::new(result) {
        Some(object) if !thread.has_pending() => {
            if !ownership::is_free(thread, object) {
                check_returned(thread, object, code, what)?;
            }
            // SAFETY: B3: the function hands over its reference.
            Ok(unsafe { unbox(thread, object) })
        }
        _ => Err(bad_return(thread, result, what)),
    }
}

/// An object that is not this interpreter's own: shared, or another's, whose reference then goes back there.
#[cold]
#[inline(never)]
fn check_returned(thread: &ThreadState, object: ObjectPtr, code: usize, what: &dyn Fn() -> String) -> PyResult<()> {
    ownership::check_result(thread, object, code, what).inspect_err(|_| {
        ownership::give_back(object);
    })
}

#[cold]
#[inline(never)]
fn bad_return(thread: &ThreadState, result: *mut PyObject, what: &dyn Fn() -> String) -> Raised {
    match (NonNull::new(result), thread.pending()) {
        (None, Some(raised)) => raised,
        (None, None) => err!(thread, SystemError, "{} returned NULL without setting an exception", what()),
        (Some(object), _) => {
            // SAFETY: B3: the function hands over its reference.
            drop(unsafe { Value::from_owned_ptr(object) });
            with_cause(thread, &format!("{} returned a result with an exception set", what()))
        }
    }
}

/// SystemError with the pending exception, if any, as its cause.
#[cold]
pub fn with_cause(thread: &ThreadState, message: &str) -> Raised {
    let cause = thread.pending().map(|raised| thread.take_raised(raised));
    let error = ladon_vm::exceptions::new_with_message(thread, &ladon_vm::exceptions::SystemError, message);
    if let (Some(cause), Some(fields)) = (cause, error.downcast::<ladon_vm::exceptions::BaseExceptionObject>()) {
        fields.context.set(Some(cause.clone()));
        fields.cause.set(Some(cause));
        fields.suppress_context.set(true);
    }
    thread.reraise(error)
}

/// The outcome of a C function that answers −1 with an exception pending.
#[inline(always)]
pub fn status(thread: &ThreadState, result: c_int, what: &dyn Fn() -> String) -> PyResult<()> {
    if result >= 0 {
        return Ok(());
    }
    Err(failed(thread, what))
}

/// The exception that a C function says it left.
#[cold]
pub fn failed(thread: &ThreadState, what: &dyn Fn() -> String) -> Raised {
    match thread.pending() {
        Some(raised) => raised,
        None => err!(thread, SystemError, "{} returned NULL without setting an exception", what()),
    }
}

/// Declares exported functions. The first parameter is the name of the thread in the body; the rest are C's.
///
/// The body is a block whose value is a `PyResult`; it may use `?`. In front of it may stand `[quick: expression]`: an
/// answer to most calls, from what C passed, or `None` (see [`crate::quick`]).
#[macro_export]
macro_rules! capi {
    ($(
        $(#[$attr:meta])*
        fn $name:ident($thread:ident $(, $arg:ident: $ty:ty)* $(,)?) -> $ret:ty $([quick: $quick:expr])? $body:block
    )*) => { $(
        $(#[$attr])*
        ///
        /// # Safety
        /// As the C-API manual says of the arguments.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            $($arg: <$ty as $crate::boundary::Arg>::C),*
        ) -> <$ret as $crate::boundary::Return>::C {
            let whole = |$($arg: <$ty as $crate::boundary::Arg>::C),*| {
                $crate::boundary::enter::<$ret, _>(stringify!($name), |$thread| {
                    // SAFETY: B3.
                    $(let $arg = unsafe { <$ty as $crate::boundary::Arg>::from_c($thread, $arg, stringify!($name)) };)*
                    $(let $arg = $arg?;)*
                    $body
                })
            };
            $crate::capi!(@run whole, ($($arg),*), $($quick)?)
        }
    )* };
    (@run $whole:ident, ($($arg:ident),*), ) => { $whole($($arg),*) };
    (@run $whole:ident, ($($arg:ident),*), $quick:expr) => {{
        // A C function: nothing unwinds out of it (B4), so that it can be jumped to.
        #[cold]
        #[inline(never)]
        #[allow(improper_ctypes_definitions, reason = "called from here only")]
        extern "C" fn aside<R, F: FnOnce() -> R>(whole: F) -> R {
            whole()
        }
        #[allow(unused_unsafe, reason = "some answers need no pointer")]
        #[allow(clippy::macro_metavars_in_unsafe, reason = "B3 is what each answer in the lists asks for")]
        // SAFETY: B3.
        let answer = unsafe { $quick };
        if let Some(answer) = answer {
            return answer;
        }
        aside(move || $whole($($arg),*))
    }};
}

/// The exported functions of all files, so that the linker keeps them.
pub type Anchor = unsafe extern "C" fn();

pub const fn anchor(address: *const ()) -> *const () {
    address
}
