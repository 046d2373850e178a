//! Tag checks: no object of one interpreter is used by another without our saying so.
//!
//! Every object that crosses the boundary is asked for its owner: one look at its chunk's head. What is found is handled
//! by the mode (`-X tags=…`): `off`, `record` (kept for [`take_reports`]), `raise` (`ladon.OwnershipError`), `abort`.
//! A reference given back in the wrong place is never counted down here; it is queued to the owner in every mode.

use crate::layout::PyObject;
use ladon_heap::chunk;
pub use ladon_heap::{Owner, chunk::owner_of_word};
use ladon_vm::object::call;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::{Dict, Str, Tuple, Type};
use ladon_vm::value::{ObjectPtr, Ref, Value};
use ladon_vm::{err, runtime};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ffi::{CStr, c_void};
use std::fmt;
use std::ops::Range;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

/// What happens when an object of another interpreter is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Mode {
    Off,
    Record,
    Raise,
    Abort,
}

static MODE: AtomicU8 = AtomicU8::new(Mode::Raise as u8);

pub fn set_mode(mode: Mode) {
    MODE.store(mode as u8, Ordering::Relaxed);
}

pub fn mode() -> Mode {
    match MODE.load(Ordering::Relaxed) {
        0 => Mode::Off,
        1 => Mode::Record,
        2 => Mode::Raise,
        _ => Mode::Abort,
    }
}

impl std::str::FromStr for Mode {
    type Err = String;
    fn from_str(text: &str) -> Result<Mode, String> {
        match text {
            "off" => Ok(Mode::Off),
            "record" => Ok(Mode::Record),
            "raise" => Ok(Mode::Raise),
            "abort" => Ok(Mode::Abort),
            _ => Err(format!("unknown tags mode '{text}': use off, record, raise or abort")),
        }
    }
}

/// Whom an address belongs to, as far as this process can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holder {
    Owned(Owner),
    /// In the static data of the runtime or of a plugin.
    Static,
    /// No live heap holds it: its interpreter has ended, or it never was an object.
    Nobody,
}

/// One use of an object in the wrong interpreter.
#[derive(Clone, Debug)]
pub struct Report {
    pub type_name: String,
    pub address: usize,
    pub holder: Holder,
    pub current: Owner,
    pub function: Cow<'static, str>,
    /// File of the plugin that called, as far as the stack tells.
    pub plugin: Option<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = match self.holder {
            Holder::Owned(owner) => format!("of {owner}"),
            Holder::Static => String::from("of a plugin's static data"),
            Holder::Nobody => String::from("of no live interpreter"),
        };
        write!(f, "{} object at {:#x} {whose} was used in {}", self.type_name, self.address, self.current)?;
        write!(f, " by {}", self.function)?;
        match &self.plugin {
            Some(plugin) => write!(f, ", called from {plugin}"),
            None => Ok(()),
        }
    }
}

const MAX_REPORTS: usize = 10_000;
static REPORTS: Mutex<Vec<Report>> = Mutex::new(Vec::new());
/// Addresses of objects in plugins' data segments: defs, static types.
static STATICS: RwLock<Option<HashSet<usize>>> = RwLock::new(None);

/// What was recorded so far; the log is empty afterwards.
pub fn take_reports() -> Vec<Report> {
    std::mem::take(&mut *REPORTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Makes an object in a plugin's static data known. It counts as immortal from now on.
pub fn register_static(object: ObjectPtr) {
    let mut statics = STATICS.write().unwrap_or_else(PoisonError::into_inner);
    statics.get_or_insert_default().insert(object.as_ptr().addr());
}

pub fn is_registered_static(address: usize) -> bool {
    let statics = STATICS.read().unwrap_or_else(PoisonError::into_inner);
    statics.as_ref().is_some_and(|set| set.contains(&address))
}

thread_local! {
    /// The interpreter on whose behalf this thread works just now, beside its current one.
    static BEHALF: Cell<Option<Owner>> = const { Cell::new(None) };
}

/// Runs `body`, in which objects of `owner` may be used too: for the runtime's own work only.
pub fn on_behalf_of<R>(owner: Owner, body: impl FnOnce() -> R) -> R {
    struct Restore(Option<Owner>);
    impl Drop for Restore {
        fn drop(&mut self) {
            BEHALF.set(self.0);
        }
    }
    let _restore = Restore(BEHALF.replace(Some(owner)));
    body()
}

/// Checks that `object` may be used by the current interpreter.
#[inline(always)]
pub fn check(thread: &ThreadState, object: ObjectPtr, function: &'static str) -> PyResult<()> {
    if is_free(thread, object) {
        return Ok(());
    }
    check_slowly(thread, object, function)
}

/// The quick answer to whether an object may be used: it is the current interpreter's own, or the runtime's.
#[inline(always)]
pub fn is_free(thread: &ThreadState, object: ObjectPtr) -> bool {
    let address = object.as_ptr().addr();
    thread.heap().remembers(address) || is_found_free(thread, address)
}

/// Whether an object is the current interpreter's own, or the runtime's; its heap remembers the answer.
#[cold]
#[inline(never)]
fn is_found_free(thread: &ThreadState, address: usize) -> bool {
    let heap = thread.heap();
    if address.wrapping_sub(OWN_START.load(Ordering::Relaxed)) < OWN_LENGTH.load(Ordering::Relaxed) {
        heap.remember_shared(address);
        return true;
    }
    heap.look_up(address).is_some_and(|owner| owner == heap.owner() || owner == Owner::SHARED)
}

/// Where the file that holds the runtime lies in memory; no bytes until somebody asked.
static OWN_START: AtomicUsize = AtomicUsize::new(0);
static OWN_LENGTH: AtomicUsize = AtomicUsize::new(0);

#[cold]
#[inline(never)]
fn check_slowly(thread: &ThreadState, object: ObjectPtr, function: &'static str) -> PyResult<()> {
    if is_allowed(object) || mode() == Mode::Off {
        return Ok(());
    }
    violation(thread, object, function)
}

/// As [`check`] for functions that cannot raise: what is wrong is recorded. False when the memory is gone.
#[cold]
pub fn may_use(thread: &ThreadState, object: ObjectPtr, function: &'static str) -> bool {
    if is_allowed(object) {
        return true;
    }
    note(thread, object, function);
    holder_of(object.as_ptr().addr()) != Holder::Nobody
}

/// Whether an object that is not the current interpreter's own may be used nevertheless.
fn is_allowed(object: ObjectPtr) -> bool {
    match holder_of(object.as_ptr().addr()) {
        Holder::Owned(owner) => owner == Owner::SHARED || BEHALF.get() == Some(owner),
        Holder::Static => true,
        Holder::Nobody => false,
    }
}

/// Whether a live type object of this process begins at the address.
pub fn is_type(thread: &ThreadState, address: usize) -> bool {
    let own = chunk::owner_of_word(address).is_some_and(|owner| owner == thread.interp().owner());
    if !own && !in_own_image(address) {
        return false;
    }
    // SAFETY: a live object of this interpreter or in the runtime's own data.
    let head = unsafe { &*(address as *const PyObject) };
    type_of(head).is_some_and(|ty| ty.has_flag(ladon_vm::types::flags::TYPE_SUBCLASS))
}

/// Whether the current interpreter may count references of this object.
#[inline(always)]
pub fn is_own(thread: &ThreadState, object: ObjectPtr) -> bool {
    thread.heap().holds(object.as_ptr().addr())
}

/// The one way to ask whose an address is.
pub fn holder_of(address: usize) -> Holder {
    if let Some(chunk) = chunk::chunk_of(address) {
        return Holder::Owned(chunk.owner);
    }
    if in_own_image(address) || is_registered_static(address) {
        return Holder::Static;
    }
    if module_of(address).is_some() {
        if let Some(object) = NonNull::new(address as *mut PyObject) {
            register_static(object);
        }
        return Holder::Static;
    }
    Holder::Nobody
}

/// Whether the address lies in the file that holds the runtime.
fn in_own_image(address: usize) -> bool {
    own_image().contains(&address)
}

/// Where the file that holds the runtime lies in memory.
pub fn own_image() -> Range<usize> {
    if OWN_LENGTH.load(Ordering::Relaxed) == 0 {
        let ranges = own_segments();
        let start = ranges.iter().map(|range| range.0).min().unwrap_or(0);
        let end = ranges.iter().map(|range| range.1).max().unwrap_or(0);
        // In this order: no other thread sees a length without its start.
        OWN_START.store(start, Ordering::Relaxed);
        OWN_LENGTH.store(end - start, Ordering::Release);
    }
    let length = OWN_LENGTH.load(Ordering::Acquire);
    let start = OWN_START.load(Ordering::Relaxed);
    start..start + length
}

fn own_segments() -> Vec<(usize, usize)> {
    struct Search {
        marker: usize,
        found: Vec<(usize, usize)>,
    }
    unsafe extern "C" fn visit(info: *mut libc::dl_phdr_info, _size: usize, data: *mut c_void) -> i32 {
        // SAFETY: the loader hands valid records; `data` is the `Search` below.
        unsafe {
            let (info, search) = (&*info, &mut *data.cast::<Search>());
            let headers = std::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum as usize);
            let ranges: Vec<(usize, usize)> = headers
                .iter()
                .filter(|header| header.p_type == libc::PT_LOAD)
                .map(|header| {
                    let start = (info.dlpi_addr + header.p_vaddr) as usize;
                    (start, start + header.p_memsz as usize)
                })
                .collect();
            if ranges.iter().any(|&(start, end)| (start..end).contains(&search.marker)) {
                search.found = ranges;
                return 1;
            }
        }
        0
    }
    let mut search = Search { marker: (&raw const MODE).addr(), found: Vec::new() };
    // SAFETY: the callback matches and does not outlive the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut search).cast()) };
    search.found
}

/// The file that the address was loaded from.
pub fn module_of(address: usize) -> Option<String> {
    // SAFETY: zero is a valid `Dl_info`; the function fills it when it answers other than 0.
    unsafe {
        let mut info: libc::Dl_info = std::mem::zeroed();
        if libc::dladdr(address as *const c_void, &mut info) == 0 || info.dli_fname.is_null() {
            return None;
        }
        Some(file_of_image(CStr::from_ptr(info.dli_fname).to_string_lossy().into_owned()))
    }
}

/// The nearest caller on the native stack that is not in the runtime's own file.
fn calling_plugin() -> Option<String> {
    let mut frames = [std::ptr::null_mut(); 64];
    // SAFETY: the buffer has the length it is said to have.
    let count = unsafe { libc::backtrace(frames.as_mut_ptr(), frames.len() as i32) };
    let own = module_of((&raw const MODE).addr());
    frames[..count.max(0) as usize]
        .iter()
        .filter_map(|frame| module_of(frame.addr()))
        .find(|file| Some(file) != own.as_ref() && !file.contains("/libc.so") && !file.contains("ld-linux"))
}

fn report(thread: &ThreadState, object: ObjectPtr, function: &'static str) -> Report {
    let address = object.as_ptr().addr();
    let (holder, type_name) = (holder_of(address), type_name_of(address));
    Report {
        type_name,
        address,
        holder,
        current: thread.interp().owner(),
        function: function.into(),
        plugin: calling_plugin(),
    }
}

/// What the type of the object at an address is called.
pub fn type_name_of(address: usize) -> String {
    let ty = match holder_of(address) {
        Holder::Nobody => std::ptr::null(),
        // SAFETY: the object's chunk is alive.
        _ => unsafe { &*(address as *const PyObject) }.type_word.get().cast::<Type>(),
    };
    // SAFETY: only the C name of the type is read, which does not move while it lives.
    match unsafe { ty.as_ref() }.map(|ty| ty.tp_name.get()).filter(|name| !name.is_null()) {
        // SAFETY: as above.
        Some(name) => unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned(),
        None => String::from("unknown"),
    }
}

/// Keeps the report; aborts when the mode says so.
fn keep(report: &Report) {
    if mode() == Mode::Abort {
        eprintln!("ladon: ownership violation: {report}");
        std::process::abort();
    }
    let mut reports = REPORTS.lock().unwrap_or_else(PoisonError::into_inner);
    if reports.len() < MAX_REPORTS {
        reports.push(report.clone());
    }
}

#[cold]
fn violation(thread: &ThreadState, object: ObjectPtr, function: &'static str) -> PyResult<()> {
    say(thread, &report(thread, object, function))
}

/// Keeps the report, and raises where the mode says so.
fn say(thread: &ThreadState, report: &Report) -> PyResult<()> {
    keep(report);
    match mode() {
        Mode::Raise => Err(raise(thread, report)),
        _ => Ok(()),
    }
}

/// The type word of whatever lies at an address that C may have made up: `None` when no object can be there.
pub fn type_word_of(address: usize) -> Option<*const ()> {
    let object = NonNull::new(address as *mut PyObject).filter(|object| object.is_aligned())?;
    if let Some(chunk) = chunk::chunk_of(address)
        && (chunk.kind == chunk::ChunkKind::Storage || chunk.cell_index(address).is_none())
    {
        return None;
    }
    match holder_of(address) {
        Holder::Nobody => None,
        // SAFETY: a cell of a live heap, or static data of a loaded library.
        _ => Some(unsafe { object.as_ref() }.type_word.get()),
    }
}

/// As [`check`] for work done on behalf of a plugin that is not on the stack: `plugin` is its file.
pub fn check_for(thread: &ThreadState, object: ObjectPtr, function: &'static str, plugin: &str) -> PyResult<()> {
    if is_own(thread, object) || is_allowed(object) || mode() == Mode::Off {
        return Ok(());
    }
    say(thread, &Report { plugin: Some(plugin.to_owned()), ..report(thread, object, function) })
}

/// As [`check`] for what the C function at `code` returned: it is named, for its plugin is not on the stack any more.
pub fn check_result(thread: &ThreadState, object: ObjectPtr, code: usize, what: &dyn Fn() -> String) -> PyResult<()> {
    if is_allowed(object) || mode() == Mode::Off {
        return Ok(());
    }
    let function = format!("a result of {}", what()).into();
    say(thread, &Report { function, plugin: module_of(code), ..report(thread, object, "a result") })
}

/// As [`note`] for work done on behalf of a plugin that is not on the stack.
pub fn note_for(thread: &ThreadState, object: ObjectPtr, function: &'static str, plugin: &str) {
    if mode() != Mode::Off {
        keep(&Report { plugin: Some(plugin.to_owned()), ..report(thread, object, function) });
    }
}

/// Names that libraries were loaded under, and the files they are copies of.
static ALIASES: RwLock<Vec<(String, String)>> = RwLock::new(Vec::new());

/// Says that the library loaded as `loaded` is a copy of `file`: reports name the file.
pub fn name_image(loaded: &str, file: &str) {
    ALIASES.write().unwrap_or_else(PoisonError::into_inner).push((loaded.to_owned(), file.to_owned()));
}

/// The library loaded as `loaded` is gone.
pub fn forget_image(loaded: &str) {
    ALIASES.write().unwrap_or_else(PoisonError::into_inner).retain(|alias| alias.0 != loaded);
}

fn file_of_image(loaded: String) -> String {
    let aliases = ALIASES.read().unwrap_or_else(PoisonError::into_inner);
    match aliases.iter().find(|alias| alias.0 == loaded) {
        Some(alias) => alias.1.clone(),
        None => loaded,
    }
}

/// Records a use that cannot raise (a reference given back, a deallocation).
#[cold]
pub fn note(thread: &ThreadState, object: ObjectPtr, function: &'static str) {
    if mode() != Mode::Off {
        keep(&report(thread, object, function));
    }
}

/// The hook of the VM for objects that reach count zero in the wrong place.
pub fn vm_violation(thread: &ThreadState, object: ObjectPtr, _owner: Owner, function: &'static str) {
    note(thread, object, function);
}

fn raise(thread: &ThreadState, report: &Report) -> Raised {
    let made = error_class(thread).and_then(|class| {
        let message = Str::try_new(&report.to_string())?.into_value();
        call::call(thread, &class, Args::positional(&[message]))
    });
    match made {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

#[derive(Default)]
struct ErrorClass(RefCell<Option<Value>>);

/// `ladon.OwnershipError` of the current interpreter, made on first use.
pub fn error_class(thread: &ThreadState) -> PyResult<Value> {
    let state = thread.interp().state::<ErrorClass>();
    if let Some(class) = state.0.borrow().as_ref() {
        return Ok(class.clone());
    }
    let namespace = Dict::new();
    namespace.set_name("__module__", Str::new("ladon").into_value());
    namespace.set_name("__doc__", Str::new("An object of another interpreter was used.").into_value());
    let bases = Tuple::new(vec![ladon_vm::exceptions::RuntimeError.as_value()]);
    let args = [Str::new("OwnershipError").into_value(), bases.into_value(), namespace.into_value()];
    let class = call::call(thread, &ladon_vm::types::class::type_type().as_value(), Args::positional(&args))?;
    *state.0.borrow_mut() = Some(class.clone());
    Ok(class)
}

/// Gives a reference back to the interpreter that owns the object, and says so.
#[cold]
#[inline(never)]
pub fn release_foreign(thread: &ThreadState, object: ObjectPtr, function: &'static str) {
    if !is_allowed(object) {
        note(thread, object, function);
    }
    give_back(object);
}

/// Gives a reference back to the interpreter that owns the object, if that one lives.
#[cold]
pub fn give_back(object: ObjectPtr) {
    let address = object.as_ptr().addr();
    let Holder::Owned(owner) = holder_of(address) else { return };
    if let Some(remote) = owner.interpreter().and_then(runtime::interpreter) {
        remote.releases.push(address);
        remote.ask(ladon_vm::sync::breaker::RELEASES);
    }
}

/// As an error for code that has found out by itself.
pub fn error(thread: &ThreadState, message: &str) -> Raised {
    match error_class(thread) {
        Ok(class) => match class.downcast::<Type>() {
            Some(class) => thread.error(class, message),
            None => err!(thread, RuntimeError, "{message}"),
        },
        Err(raised) => raised,
    }
}

/// The type of an object as a reference that lives as long as the object.
pub fn type_of(object: &PyObject) -> Option<&Type> {
    // SAFETY: E1 of the VM: a live object has a type.
    unsafe { object.type_word.get().cast::<Type>().as_ref() }
}

/// A `Ref` to the empty tuple, handy for calls.
pub fn no_args() -> Ref<Tuple> {
    runtime::shared().empty_tuple.to_ref()
}
