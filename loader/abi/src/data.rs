//! Data symbols that are not objects of the VM: `PyExc_*`, versions, flags.
//!
//! `PyExc_X` is a variable that holds a pointer to the class; it never changes.

use crate::layout::{PyTypeObject, c_text};
use ladon_vm::exceptions;
use std::ffi::{c_char, c_int, c_ulong};

/// A pointer in a static.
#[repr(transparent)]
pub struct Pointer<T>(*const T);

// SAFETY: points to statics that live as long as the process.
unsafe impl<T> Sync for Pointer<T> {}

macro_rules! exception_pointers {
    ($($symbol:ident = $class:ident,)*) => { $(
        #[unsafe(no_mangle)]
        pub static $symbol: Pointer<PyTypeObject> = Pointer(&raw const exceptions::$class);
    )* };
}

exception_pointers! {
    PyExc_ArithmeticError = ArithmeticError,
    PyExc_AssertionError = AssertionError,
    PyExc_AttributeError = AttributeError,
    PyExc_BaseException = BaseException,
    PyExc_BaseExceptionGroup = BaseExceptionGroup,
    PyExc_BlockingIOError = BlockingIOError,
    PyExc_BrokenPipeError = BrokenPipeError,
    PyExc_BufferError = BufferError,
    PyExc_BytesWarning = BytesWarning,
    PyExc_ChildProcessError = ChildProcessError,
    PyExc_ConnectionAbortedError = ConnectionAbortedError,
    PyExc_ConnectionError = ConnectionError,
    PyExc_ConnectionRefusedError = ConnectionRefusedError,
    PyExc_ConnectionResetError = ConnectionResetError,
    PyExc_DeprecationWarning = DeprecationWarning,
    PyExc_EOFError = EOFError,
    PyExc_EncodingWarning = EncodingWarning,
    PyExc_Exception = Exception,
    PyExc_ExceptionGroup = ExceptionGroup,
    PyExc_FileExistsError = FileExistsError,
    PyExc_FileNotFoundError = FileNotFoundError,
    PyExc_FloatingPointError = FloatingPointError,
    PyExc_FutureWarning = FutureWarning,
    PyExc_GeneratorExit = GeneratorExit,
    PyExc_ImportError = ImportError,
    PyExc_ImportWarning = ImportWarning,
    PyExc_IndentationError = IndentationError,
    PyExc_IndexError = IndexError,
    PyExc_InterruptedError = InterruptedError,
    PyExc_IsADirectoryError = IsADirectoryError,
    PyExc_KeyError = KeyError,
    PyExc_KeyboardInterrupt = KeyboardInterrupt,
    PyExc_LookupError = LookupError,
    PyExc_MemoryError = MemoryError,
    PyExc_ModuleNotFoundError = ModuleNotFoundError,
    PyExc_NameError = NameError,
    PyExc_NotADirectoryError = NotADirectoryError,
    PyExc_NotImplementedError = NotImplementedError,
    PyExc_OSError = OSError,
    PyExc_OverflowError = OverflowError,
    PyExc_PendingDeprecationWarning = PendingDeprecationWarning,
    PyExc_PermissionError = PermissionError,
    PyExc_ProcessLookupError = ProcessLookupError,
    PyExc_PythonFinalizationError = PythonFinalizationError,
    PyExc_RecursionError = RecursionError,
    PyExc_ReferenceError = ReferenceError,
    PyExc_ResourceWarning = ResourceWarning,
    PyExc_RuntimeError = RuntimeError,
    PyExc_RuntimeWarning = RuntimeWarning,
    PyExc_StopAsyncIteration = StopAsyncIteration,
    PyExc_StopIteration = StopIteration,
    PyExc_SyntaxError = SyntaxError,
    PyExc_SyntaxWarning = SyntaxWarning,
    PyExc_SystemError = SystemError,
    PyExc_SystemExit = SystemExit,
    PyExc_TabError = TabError,
    PyExc_TimeoutError = TimeoutError,
    PyExc_TypeError = TypeError,
    PyExc_UnboundLocalError = UnboundLocalError,
    PyExc_UnicodeDecodeError = UnicodeDecodeError,
    PyExc_UnicodeEncodeError = UnicodeEncodeError,
    PyExc_UnicodeError = UnicodeError,
    PyExc_UnicodeTranslateError = UnicodeTranslateError,
    PyExc_UnicodeWarning = UnicodeWarning,
    PyExc_UserWarning = UserWarning,
    PyExc_ValueError = ValueError,
    PyExc_Warning = Warning,
    PyExc_ZeroDivisionError = ZeroDivisionError,
    PyExc_EnvironmentError = OSError,
    PyExc_IOError = OSError,
}

/// 3.14.0 final, as `PY_VERSION_HEX`.
#[unsafe(no_mangle)]
pub static Py_Version: c_ulong = 0x030E_00F0;

#[unsafe(no_mangle)]
pub static Py_FileSystemDefaultEncoding: Pointer<c_char> = Pointer(c_text(c"utf-8"));
#[unsafe(no_mangle)]
pub static Py_FileSystemDefaultEncodeErrors: Pointer<c_char> = Pointer(c_text(c"surrogateescape"));
#[unsafe(no_mangle)]
pub static Py_HasFileSystemDefaultEncoding: c_int = 1;
#[unsafe(no_mangle)]
pub static Py_UTF8Mode: c_int = 1;

/// The operator with its operands swapped, by number (`Py_LT` … `Py_GE`).
#[unsafe(no_mangle)]
pub static _Py_SwappedOp: [c_int; 6] = [4, 5, 2, 3, 0, 1];

/// A hook of interactive C programs; nobody calls it.
#[unsafe(no_mangle)]
pub static PyOS_InputHook: Pointer<()> = Pointer(std::ptr::null());

/// Marks a field without a name: compared by address.
#[unsafe(no_mangle)]
pub static PyStructSequence_UnnamedField: Pointer<c_char> = Pointer(c_text(c"unnamed field"));
