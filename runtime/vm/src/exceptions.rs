//! The exception classes, as one list, and the object they share.
//!
//! Every builtin exception has the same layout: what a class adds (`errno`, `name`, `value`, …) stands in `fields`,
//! whose names its row gives. `init` the constructors (`oserror`, `syntax`, `unicode`, `group`: those of single classes) ·
//! `make` exceptions made by Rust code · `traceback` the traceback object · `display` the text of an exception with its
//! traceback (`frames`, `anchors`, `suggest`, `source`) · `report` what happens to exceptions that nobody catches.

pub mod anchors;
pub mod display;
pub mod frames;
pub mod group;
pub mod init;
pub mod make;
pub mod oserror;
pub mod report;
pub mod source;
pub mod suggest;
pub mod syntax;
pub mod traceback;
pub mod unicode;

use crate::object::alloc;
use crate::thread::ThreadState;
use crate::types::define::{Builtin, TypeBuilder};
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell, Vector};
use std::cell::Cell;

/// An instance of any builtin exception class.
#[repr(C)]
pub struct BaseExceptionObject {
    pub head: Head,
    /// `__dict__`, made on demand.
    pub dict: MutCell<Option<Ref<Dict>>>,
    pub args: MutCell<Option<Ref<Tuple>>>,
    pub traceback: MutCell<Option<Value>>,
    pub context: MutCell<Option<Value>>,
    pub cause: MutCell<Option<Value>>,
    pub suppress_context: Cell<bool>,
    /// Address of a frame that raises it again and adds no entry to the traceback; 0 = none.
    pub skip_frame: Cell<usize>,
    /// Values of the attributes that the class's row names.
    pub fields: Vector<Option<Value>>,
}

pub const DICT_OFFSET: u32 = 16;

// SAFETY: E2: only `new_in` and `alloc` with these types make such objects.
unsafe impl Builtin for BaseExceptionObject {
    #[inline(always)]
    fn type_object() -> &'static Type {
        &BaseException
    }
}

impl BaseExceptionObject {
    /// A new instance of `class` (an exception class) with these arguments and its own fields unset.
    pub fn new_in(class: &Type, args: Ref<Tuple>) -> Ref<BaseExceptionObject> {
        let fields = BaseExceptionObject {
            head: alloc::head::<BaseExceptionObject>(),
            dict: MutCell::new(None),
            args: MutCell::new(Some(args)),
            traceback: MutCell::new(None),
            context: MutCell::new(None),
            cause: MutCell::new(None),
            suppress_context: Cell::new(false),
            skip_frame: Cell::new(0),
            fields: Vector::EMPTY,
        };
        alloc::alloc_in(class, fields)
    }

    /// A field by its index in the class's row.
    pub fn field(&self, index: usize) -> Option<Value> {
        self.fields.get(index).flatten()
    }

    pub fn set_field(&self, index: usize, value: Option<Value>) {
        while self.fields.len() <= index {
            self.fields.push(None).expect("a few fields");
        }
        drop(self.fields.replace(index, value));
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for exceptions only; the visitor changes nothing.
        unsafe {
            let this = object.cast::<BaseExceptionObject>().as_ref();
            if let Some(dict) = &*this.dict.as_ptr() {
                visitor(dict.as_value());
            }
            if let Some(args) = &*this.args.as_ptr() {
                visitor(args.as_value());
            }
            for cell in [&this.traceback, &this.context, &this.cause] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
            this.fields.as_slice().iter().flatten().for_each(visitor);
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2: called for exceptions only.
        let this = unsafe { object.cast::<BaseExceptionObject>().as_ref() };
        this.dict.set(None);
        this.args.set(Some(Tuple::new(Vec::new())));
        for cell in [&this.traceback, &this.context, &this.cause] {
            cell.set(None);
        }
        drop(this.fields.take_all());
    }
}

macro_rules! exceptions {
    ($($name:ident: $base:ident $([$($field:literal),*])? = $doc:literal;)*) => {
        $(
            #[allow(non_upper_case_globals, reason = "Python's name of the class")]
            pub static $name: Type = Type::empty();
        )*

        /// All classes with their C names, for `PyExc_*` and the builtins module.
        pub fn all() -> Vec<(&'static str, &'static Type)> {
            vec![("BaseException", &BaseException) $(, (stringify!($name), &$name))*]
        }

        fn describe_list() {
            $(describe_one(&$name, stringify!($name), &$base, &[$($($field),*)?], $doc);)*
        }
    };
}

#[allow(non_upper_case_globals, reason = "Python's name of the class")]
pub static BaseException: Type = Type::empty();

exceptions! {
    Exception: BaseException = "Common base class for all errors that a program may want to catch.";
    BaseExceptionGroup: BaseException ["message", "exceptions"] = "A combination of several exceptions.";
    ExceptionGroup: BaseExceptionGroup = "A combination of several exceptions, none of which is a mere BaseException.";
    GeneratorExit: BaseException = "Request that a generator end.";
    KeyboardInterrupt: BaseException = "Program interrupted by the user.";
    SystemExit: BaseException ["code"] = "Request to leave the interpreter.";
    ArithmeticError: Exception = "Base class for arithmetic errors.";
    FloatingPointError: ArithmeticError = "A floating-point operation failed.";
    OverflowError: ArithmeticError = "A result is too large to be represented.";
    ZeroDivisionError: ArithmeticError = "The divisor of a division or modulo was zero.";
    AssertionError: Exception = "An assertion failed.";
    AttributeError: Exception ["name", "obj"] = "An attribute was not found.";
    BufferError: Exception = "An operation on a buffer is not possible.";
    EOFError: Exception = "Input ended before anything was read.";
    ImportError: Exception ["msg", "name", "path", "name_from"] = "An import did not find what it asked for.";
    ModuleNotFoundError: ImportError = "A module was not found.";
    LookupError: Exception = "Base class for errors of lookups.";
    IndexError: LookupError = "A sequence index is out of range.";
    KeyError: LookupError = "A mapping key was not found.";
    MemoryError: Exception = "Out of memory.";
    NameError: Exception ["name"] = "A name was not found.";
    UnboundLocalError: NameError = "A local name has no value yet.";
    OSError: Exception ["errno", "strerror", "filename", "filename2"] = "A system call failed.";
    BlockingIOError: OSError = "The operation would block.";
    ChildProcessError: OSError = "An operation on a child process failed.";
    ConnectionError: OSError = "Base class for errors of connections.";
    BrokenPipeError: ConnectionError = "The other end of a pipe is closed.";
    ConnectionAbortedError: ConnectionError = "The peer aborted the connection.";
    ConnectionRefusedError: ConnectionError = "The peer refused the connection.";
    ConnectionResetError: ConnectionError = "The peer reset the connection.";
    FileExistsError: OSError = "The file exists already.";
    FileNotFoundError: OSError = "There is no such file or directory.";
    InterruptedError: OSError = "A signal interrupted the call.";
    IsADirectoryError: OSError = "The operation does not work on directories.";
    NotADirectoryError: OSError = "The operation works on directories only.";
    PermissionError: OSError = "Not enough permissions.";
    ProcessLookupError: OSError = "There is no such process.";
    TimeoutError: OSError = "The time ran out.";
    ReferenceError: Exception = "A weak proxy was used after its object died.";
    RuntimeError: Exception = "An error of no other category.";
    NotImplementedError: RuntimeError = "A method must be implemented by a subclass.";
    PythonFinalizationError: RuntimeError = "The operation is blocked while the interpreter ends.";
    RecursionError: RuntimeError = "Recursion is too deep.";
    StopAsyncIteration: Exception = "The end of an asynchronous iteration.";
    StopIteration: Exception ["value"] = "The end of an iteration.";
    SyntaxError: Exception
        ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"]
        = "Source text is not valid.";
    IndentationError: SyntaxError = "Indentation is not valid.";
    TabError: IndentationError = "Tabs and spaces are mixed.";
    SystemError: Exception = "An internal error, mostly of native code.";
    TypeError: Exception = "An argument has the wrong type.";
    ValueError: Exception = "An argument has the right type but a wrong value.";
    UnicodeError: ValueError = "Base class for errors of encodings.";
    UnicodeDecodeError: UnicodeError ["encoding", "object", "start", "end", "reason"] = "Bytes can't be decoded.";
    UnicodeEncodeError: UnicodeError ["encoding", "object", "start", "end", "reason"] = "Text can't be encoded.";
    UnicodeTranslateError: UnicodeError ["object", "start", "end", "reason"] = "Text can't be translated.";
    Warning: Exception = "Base class for warnings.";
    BytesWarning: Warning = "Questionable mixing of bytes and str.";
    DeprecationWarning: Warning = "A feature will go away.";
    EncodingWarning: Warning = "A default encoding is used.";
    FutureWarning: Warning = "A meaning will change.";
    ImportWarning: Warning = "Probable mistakes in imports.";
    PendingDeprecationWarning: Warning = "A feature will go away later.";
    ResourceWarning: Warning = "A resource was not closed.";
    RuntimeWarning: Warning = "Dubious behaviour at run time.";
    SyntaxWarning: Warning = "Dubious syntax.";
    UnicodeWarning: Warning = "Dubious use of Unicode.";
    UserWarning: Warning = "Warning made by a program.";
}

fn builder(ty: &'static Type, name: &'static str, base: &'static Type) -> TypeBuilder {
    ty.basicsize.set(size_of::<BaseExceptionObject>() as isize);
    ty.dict_offset.set(DICT_OFFSET);
    TypeBuilder::for_type(ty, name, Some(base))
        .flags(flags::BASETYPE | flags::BASE_EXC_SUBCLASS)
        .container(BaseExceptionObject::visit, Some(BaseExceptionObject::clear))
}

fn describe_one(
    ty: &'static Type,
    name: &'static str,
    base: &'static Type,
    fields: &'static [&'static str],
    doc: &'static str,
) {
    let mut described = builder(ty, name, base).doc(doc);
    if fields.is_empty() {
        // Classes that add no field may be combined in one class statement.
        ty.layout_base.set(base.layout_base.get());
    }
    if ty.is(&ExceptionGroup) {
        described = described.bases(&[base, &Exception]);
    }
    for (index, field) in fields.iter().enumerate() {
        described = init::field(described, field, index);
    }
    init::customize(described, name).finish();
}

/// Describes all exception classes; once, while the runtime starts.
pub fn describe() {
    let base = crate::types::object::object_type();
    let described = TypeBuilder::new::<BaseExceptionObject>("BaseException", Some(base))
        .flags(flags::BASETYPE | flags::BASE_EXC_SUBCLASS)
        .container(BaseExceptionObject::visit, Some(BaseExceptionObject::clear));
    BaseException.dict_offset.set(DICT_OFFSET);
    init::base(described).finish();
    describe_list();
    report::describe();
}

/// Describes an exception class of a module other than `builtins`, without fields of its own.
pub fn describe_plain(
    ty: &'static Type,
    name: &'static str,
    base: &'static Type,
    module: &'static str,
    doc: &'static str,
) {
    let described = builder(ty, name, base).doc(doc).module(module);
    ty.layout_base.set(base.layout_base.get());
    init::customize(described, name).finish();
}

/// A new exception of a builtin class whose only argument is this text.
pub fn new_with_message(_thread: &ThreadState, class: &Type, message: &str) -> Value {
    let text = Str::try_new(message).unwrap_or_else(|_| Str::new("(message too long)"));
    let exception = BaseExceptionObject::new_in(class, Tuple::new(vec![text.clone().into_value()]));
    init::fill_fields(&exception, class, std::slice::from_ref(text.as_value()));
    exception.into_value()
}

/// A new exception without arguments.
pub fn new_bare(_thread: &ThreadState, class: &Type) -> Value {
    BaseExceptionObject::new_in(class, Tuple::new(Vec::new())).into_value()
}

/// A new exception of a builtin class with these arguments, as if the class had been called.
pub fn new_with_args(class: &Type, args: Vec<Value>) -> Ref<BaseExceptionObject> {
    let exception = BaseExceptionObject::new_in(class, Tuple::new(args.clone()));
    init::fill_fields(&exception, class, &args);
    exception
}

/// Sets `__context__` of an exception being raised to the one being handled, without making a cycle.
pub fn chain_context(thread: &ThreadState, exception: &Value) {
    let Some(handled) = thread.handled.get() else { return };
    if handled.is(exception) {
        return;
    }
    let Some(new) = exception.downcast::<BaseExceptionObject>() else { return };
    // A program may have tied contexts into a ring: the slow walker meets the fast one there.
    let (mut at, mut slow, mut slow_turn) = (handled.clone(), handled.clone(), false);
    while let Some(next) = context_of(&at) {
        if next.is(exception) {
            if let Some(object) = at.downcast::<BaseExceptionObject>() {
                object.context.set(None);
            }
            break;
        }
        at = next;
        if at.is(&slow) {
            break;
        }
        if slow_turn && let Some(next) = context_of(&slow) {
            slow = next;
        }
        slow_turn = !slow_turn;
    }
    new.context.set(Some(handled));
}

fn context_of(exception: &Value) -> Option<Value> {
    exception.downcast::<BaseExceptionObject>()?.context.get()
}
