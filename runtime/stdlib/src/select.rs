//! `select`: waiting for descriptors, by `poll` of the system.

use crate::define::{ModuleBuilder, int_arg, this};
use crate::io::fileio::errno;
use crate::signals;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::exceptions::{self, make};
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{alloc, iter, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::{List, Tuple, int};
use ladon_vm::value::{Ref, Value};
use std::cell::RefCell;
use std::time::{Duration, Instant};

crate::functions! {
    fn defs {
        "select(rlist, wlist, xlist, timeout=None, /)" => select_select, "Wait until descriptors are ready.";
        "poll()" => select_poll, "Return a polling object.";
    }
}

/// A polling object: (descriptor, events) in order of registration.
#[repr(C)]
pub struct Poll {
    head: Head,
    rows: RefCell<Vec<(i32, i16)>>,
}

ladon_vm::builtin_static!(Poll);
ladon_vm::outside!(Poll { rows });

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "select", "Waiting for descriptors.")?
        .functions(defs())
        .value("error", exceptions::OSError.as_value())
        .ints(&[
            ("POLLIN", i64::from(libc::POLLIN)),
            ("POLLPRI", i64::from(libc::POLLPRI)),
            ("POLLOUT", i64::from(libc::POLLOUT)),
            ("POLLERR", i64::from(libc::POLLERR)),
            ("POLLHUP", i64::from(libc::POLLHUP)),
            ("POLLNVAL", i64::from(libc::POLLNVAL)),
            ("PIPE_BUF", 4096),
        ])
        .finish()
}

/// Calls `poll` until something is ready or the time is over; again after signals.
fn wait(thread: &ThreadState, rows: &mut [libc::pollfd], timeout: Option<Duration>) -> PyResult<usize> {
    let deadline = timeout.map(|timeout| Instant::now() + timeout);
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let milliseconds = left.map_or(-1, |left| i32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(i32::MAX));
        let (address, count) = (rows.as_mut_ptr() as usize, rows.len());
        let (result, error) = allow_threads(thread, || {
            // SAFETY: the rows outlive the call.
            let result = unsafe { libc::poll(address as *mut libc::pollfd, count as libc::nfds_t, milliseconds) };
            (result, errno())
        });
        if result >= 0 {
            return Ok(result as usize);
        }
        if error != libc::EINTR {
            return Err(make::os_error(thread, error, None));
        }
        signals::check(thread)?;
    }
}

fn seconds(thread: &ThreadState, value: Option<&Value>) -> PyResult<Option<Duration>> {
    let Some(value) = value else { return Ok(None) };
    let seconds = number::to_f64(thread, value).map_err(|raised| {
        drop(thread.take_raised(raised));
        err!(thread, TypeError, "timeout must be a float or None")
    })?;
    if seconds < 0.0 {
        return Err(err!(thread, ValueError, "timeout must be non-negative"));
    }
    Ok(Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX / 4)))
}

fn select_select(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let events = [libc::POLLIN, libc::POLLOUT, libc::POLLPRI];
    let mut rows = Vec::new();
    let mut owners = Vec::new();
    for (index, events) in events.iter().enumerate() {
        for object in iter::collect(thread, args.value(index))? {
            let fd = crate::posix::descriptor(thread, &object)?;
            if fd < 0 {
                return Err(err!(thread, ValueError, "file descriptor cannot be a negative integer ({fd})"));
            }
            rows.push(libc::pollfd { fd, events: *events, revents: 0 });
            owners.push((index, object));
        }
    }
    let timeout = seconds(thread, args.some(3))?;
    wait(thread, &mut rows, timeout)?;
    let lists = [List::new(), List::new(), List::new()];
    for (row, (index, object)) in rows.iter().zip(owners) {
        if row.revents & libc::POLLNVAL != 0 {
            return Err(make::os_error(thread, libc::EBADF, None));
        }
        let wanted = match index {
            0 => libc::POLLIN | libc::POLLHUP | libc::POLLERR,
            1 => libc::POLLOUT | libc::POLLERR,
            _ => libc::POLLPRI,
        };
        if row.revents & wanted != 0 {
            lists[index].append(object)?;
        }
    }
    Ok(Tuple::new(lists.into_iter().map(Ref::into_value).collect()).into_value())
}

fn select_poll(_: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(alloc::alloc(Poll { head: alloc::head::<Poll>(), rows: RefCell::default() }).into_value())
}

fn register(thread: &ThreadState, args: Bound<'_>, must_exist: bool) -> PyResult<Value> {
    let fd = crate::posix::descriptor(thread, args.value(1))?;
    let events = match args.get(2) {
        Some(events) => int_arg(thread, events)? as i16,
        None => libc::POLLIN | libc::POLLPRI | libc::POLLOUT,
    };
    let mut rows = args.this::<Poll>().rows.borrow_mut();
    match rows.iter_mut().find(|row| row.0 == fd) {
        Some(row) => row.1 = events,
        None if must_exist => return Err(make::os_error(thread, libc::ENOENT, None)),
        None => rows.push((fd, events)),
    }
    Ok(Value::none())
}

fn unregister(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = crate::posix::descriptor(thread, args.value(1))?;
    let mut rows = args.this::<Poll>().rows.borrow_mut();
    match rows.iter().position(|row| row.0 == fd) {
        Some(at) => {
            rows.remove(at);
            Ok(Value::none())
        }
        None => Err(make::key_error(thread, &int::from_i64(i64::from(fd)))),
    }
}

fn poll(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let timeout = match args.some(1) {
        None => None,
        Some(timeout) => {
            let milliseconds = number::to_f64(thread, timeout)?;
            (milliseconds >= 0.0).then(|| Duration::from_secs_f64((milliseconds / 1000.0).min(1e9)))
        }
    };
    let rows = this::<Poll>(args.value(0)).rows.borrow().clone();
    let mut rows: Vec<libc::pollfd> =
        rows.into_iter().map(|(fd, events)| libc::pollfd { fd, events, revents: 0 }).collect();
    wait(thread, &mut rows, timeout)?;
    let ready = rows.iter().filter(|row| row.revents != 0).map(|row| {
        let (fd, events) = (int::from_i64(i64::from(row.fd)), int::from_i64(i64::from(row.revents)));
        Tuple::pair(fd, events).into_value()
    });
    Ok(List::from_vec(ready.collect())?.into_value())
}

pub fn describe() {
    TypeBuilder::new::<Poll>("poll", Some(ladon_vm::types::object::object_type()))
        .module("select")
        .outside::<Poll>()
        .method("register(self, fd, eventmask=5, /)", |t, a| register(t, a, false), "Watch a descriptor.")
        .method("modify(self, fd, eventmask, /)", |t, a| register(t, a, true), "Change what is watched.")
        .method("unregister(self, fd, /)", unregister, "Watch a descriptor no more.")
        .method("poll(self, timeout=None, /)", poll, "Wait; timeout in milliseconds.")
        .finish();
}
