//! What scripts and tests can ask about native modules, through the module `ladon`: whose an object is, what the tags
//! found, which C variables hold objects; and to forget a module.

use crate::image::{FileId, Image};
use crate::record::{self, Key, Loaded};
use crate::shared;
use ladon_abi::layout::PyModuleDef;
use ladon_abi::module;
use ladon_abi::ownership::{self, Holder, Owner, Report};
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Dict, List, Str, Tuple, int};
use ladon_vm::value::Value;
use std::ffi::{CStr, c_void};
use std::path::Path;
use std::ptr::{self, NonNull};

fn text(text: &str) -> PyResult<Value> {
    Ok(Str::try_new(text)?.into_value())
}

fn id_or_none(owner: Option<Owner>) -> Value {
    owner.and_then(Owner::interpreter).map_or_else(Value::none, |id| int::from_i64(id as i64))
}

fn owner_at(address: usize) -> Option<Owner> {
    match ownership::holder_of(address) {
        Holder::Owned(owner) => Some(owner),
        Holder::Static | Holder::Nobody => None,
    }
}

/// `ladon.owner_of`.
pub fn owner_of(_thread: &ThreadState, object: &Value) -> PyResult<Value> {
    Ok(id_or_none(object.as_ptr().and_then(|object| owner_at(object.as_ptr().addr()))))
}

/// `ladon.reports`.
pub fn reports(_thread: &ThreadState) -> PyResult<Value> {
    let rows: PyResult<Vec<Value>> = ownership::take_reports().iter().map(row).collect();
    Ok(List::from_vec(rows?)?.into_value())
}

fn row(report: &Report) -> PyResult<Value> {
    let owner = match report.holder {
        Holder::Owned(owner) => id_or_none(Some(owner)),
        Holder::Static => text("static")?,
        Holder::Nobody => Value::none(),
    };
    let plugin = report.plugin.as_deref().map(text).transpose()?;
    let row = Dict::new();
    row.set_name("type", text(&report.type_name)?);
    row.set_name("address", int::from_usize(report.address));
    row.set_name("owner", owner);
    row.set_name("interpreter", id_or_none(Some(report.current)));
    row.set_name("function", text(&report.function)?);
    row.set_name("plugin", plugin.unwrap_or_else(Value::none));
    Ok(row.into_value())
}

/// `ladon.forget_native`: as CPython's tests clear an extension. Objects that C keeps in variables stay there.
pub fn forget_native(thread: &ThreadState, name: &str, path: &str) -> PyResult<()> {
    let key: Key = (path.to_owned(), name.to_owned());
    let record = Loaded::of(thread).records.borrow_mut().remove(&key);
    if let Some(def) = shared::forget(&key) {
        clear(thread, def, true);
    } else if let Some(record) = &record {
        clear(thread, record.def, record.in_def);
    }
    Ok(())
}

/// Takes a module out of the list by index; a def that this interpreter alone writes becomes as if never used.
fn clear(thread: &ThreadState, def: NonNull<PyModuleDef>, exclusive: bool) {
    // SAFETY: B1 of the ABI; P1.
    let base = unsafe { &def.as_ref().base };
    drop(module::set_by_index(thread, base.m_index.get(), None));
    if exclusive {
        base.m_copy.set(ptr::null_mut());
        base.m_init.set(None);
        base.m_index.set(0);
    }
}

/// `ladon.native_words`: the words in the current interpreter's image of a file that are addresses of live objects.
pub fn native_words(thread: &ThreadState, path: &str) -> PyResult<Value> {
    let image = FileId::of(Path::new(path)).and_then(|file| record::image_of(thread, file));
    let Some(image) = image else { return Err(err!(thread, ValueError, "{path} is not open")) };
    let mut found = Vec::new();
    for (start, end, base) in writable_segments(&image) {
        for address in (start.next_multiple_of(size_of::<usize>())..end).step_by(size_of::<usize>()) {
            // SAFETY: P1: a mapped, readable segment of a loaded image.
            let word = unsafe { ptr::read_volatile(address as *const usize) };
            let Some(owner) = ownership::owner_of_word(word).filter(|owner| *owner != Owner::SHARED) else { continue };
            let name = text(&ownership::type_name_of(word))?;
            let row = [int::from_usize(address - base), name, id_or_none(Some(owner))];
            found.push(Tuple::from_slice(&row)?.into_value());
        }
    }
    Ok(List::from_vec(found)?.into_value())
}

/// Where C variables of an image lie: start, end, and the address it was loaded at.
fn writable_segments(image: &Image) -> Vec<(usize, usize, usize)> {
    struct Search {
        name: String,
        found: Vec<(usize, usize, usize)>,
    }
    unsafe extern "C" fn visit(info: *mut libc::dl_phdr_info, _size: usize, data: *mut c_void) -> i32 {
        // SAFETY: the loader hands valid records; `data` is the `Search` below.
        unsafe {
            let (info, search) = (&*info, &mut *data.cast::<Search>());
            if info.dlpi_name.is_null() || CStr::from_ptr(info.dlpi_name).to_bytes() != search.name.as_bytes() {
                return 0;
            }
            let headers = std::slice::from_raw_parts(info.dlpi_phdr, info.dlpi_phnum as usize);
            let writable = headers.iter().filter(|h| h.p_type == libc::PT_LOAD && h.p_flags & libc::PF_W != 0);
            search.found.extend(writable.map(|header| {
                let start = (info.dlpi_addr + header.p_vaddr) as usize;
                (start, start + header.p_memsz as usize, info.dlpi_addr as usize)
            }));
        }
        1
    }
    let mut search = Search { name: image.loaded_as(), found: Vec::new() };
    // SAFETY: the callback matches and does not outlive the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut search).cast()) };
    search.found
}
