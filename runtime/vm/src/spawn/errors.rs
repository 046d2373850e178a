//! Exceptions of interpreters and of the queues between them.

use crate::exceptions;
use crate::types::Type;

macro_rules! errors {
    ($($name:ident: $base:path, $module:literal, $doc:literal;)*) => {
        $(
            #[allow(non_upper_case_globals, reason = "Python's name of the class")]
            pub static $name: Type = Type::empty();
        )*

        /// Describes the classes; once, while the runtime starts.
        pub fn describe() {
            $(exceptions::describe_plain(&$name, stringify!($name), &$base, $module, $doc);)*
        }
    };
}

errors! {
    InterpreterError: exceptions::Exception, "concurrent.interpreters", "An operation on an interpreter failed.";
    InterpreterNotFoundError: InterpreterError, "concurrent.interpreters", "There is no such interpreter.";
    NotShareableError: exceptions::TypeError, "concurrent.interpreters", "A value can't be sent to another interpreter.";
    QueueError: exceptions::RuntimeError, "concurrent.interpreters._queues", "An operation on a queue failed.";
    QueueNotFoundError: QueueError, "concurrent.interpreters._queues", "There is no such queue.";
}
