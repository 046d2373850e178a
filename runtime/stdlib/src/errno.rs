//! `errno`: names of the system's error numbers.

use crate::define::{ModuleBuilder, text};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, int};
use ladon_vm::value::Ref;

macro_rules! numbers {
    ($($name:ident)*) => {
        const NUMBERS: &[(&str, i32)] = &[$((stringify!($name), libc::$name)),*];
    };
}

numbers! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV
    ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK
    ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP EWOULDBLOCK ENOMSG EIDRM EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE
    ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP ENOTSUP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL
    ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
    ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EDQUOT ECANCELED EOWNERDEAD ENOTRECOVERABLE EILSEQ
    EOVERFLOW EPROTO EBADMSG EMULTIHOP ENOLINK ENODATA ENOSTR ETIME ENOSR EREMOTE
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let mut builder = ModuleBuilder::new(thread, "errno", "Names of the system's error numbers.")?;
    let codes = Dict::new();
    for (name, number) in NUMBERS {
        builder = builder.int(name, i64::from(*number));
        let key = int::from_i64(i64::from(*number));
        if !codes.contains(thread, &key)? {
            codes.set(thread, &key, text(name)?)?;
        }
    }
    builder.value("errorcode", codes.into_value()).finish()
}
