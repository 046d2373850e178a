//! What is remembered about native modules: by the process, which libraries are open and what their hooks turned out to
//! be; by each interpreter, the modules it made, keyed by (path, name), never by def.

use crate::builtin::Hook;
use crate::image::{FileId, Image};
use ladon_abi::layout::PyModuleDef;
use ladon_abi::module::Support;
use ladon_abi::ownership;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Dict;
use ladon_vm::value::Ref;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ptr::{self, NonNull};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// What a hook turned out to be when it ran first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    SinglePhase,
    MultiPhase(Support),
}

/// A file that was opened in this process.
pub struct Library {
    pub image: Arc<Image>,
    /// The interpreter that opened it: the image's static data is that one's, unless the modules declare more.
    pub first: u64,
    kinds: HashMap<String, Kind>,
}

static LIBRARIES: Mutex<Option<HashMap<FileId, Library>>> = Mutex::new(None);

/// The image of the file itself, opened when nobody did, and the interpreter that opened it.
pub fn library(file: FileId, path: &str, interpreter: u64) -> Result<(Arc<Image>, u64), String> {
    let mut libraries = LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner);
    let libraries = libraries.get_or_insert_default();
    if let Some(known) = libraries.get(&file) {
        return Ok((Arc::clone(&known.image), known.first));
    }
    let image = Arc::new(Image::open(path)?);
    libraries.insert(file, Library { image: Arc::clone(&image), first: interpreter, kinds: HashMap::new() });
    Ok((image, interpreter))
}

/// What a hook is, if it ran before.
pub fn kind_of(file: FileId, symbol: &str) -> Option<Kind> {
    let libraries = LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner);
    libraries.as_ref()?.get(&file)?.kinds.get(symbol).copied()
}

pub fn set_kind(file: FileId, symbol: &str, kind: Kind) {
    let mut libraries = LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(library) = libraries.as_mut().and_then(|libraries| libraries.get_mut(&file)) {
        library.kinds.insert(symbol.to_owned(), kind);
    }
}

/// Path and full name of a module; for a builtin its name twice.
pub type Key = (String, String);

/// A single-phase module of one interpreter.
pub struct Record {
    /// The plugin's def: what C knows the module by.
    pub def: NonNull<PyModuleDef>,
    /// This interpreter's own def, under the policy `per-def`.
    pub own_def: Option<Box<PyModuleDef>>,
    pub init: Hook,
    pub size: isize,
    /// The module's dict as it was after init; only when `size` is -1.
    pub snapshot: Option<Ref<Dict>>,
    /// The snapshot also stands in the def: nobody else uses this def.
    pub in_def: bool,
    pub file: Option<String>,
    /// Its lock is held while init runs.
    pub image: Option<Arc<Image>>,
}

/// Native modules of one interpreter.
#[derive(Default)]
pub struct Loaded {
    pub records: RefCell<HashMap<Key, Rc<Record>>>,
    /// Private images.
    pub images: RefCell<HashMap<FileId, Arc<Image>>>,
}

impl Loaded {
    pub fn of(thread: &ThreadState) -> Rc<Loaded> {
        thread.interp().state::<Loaded>()
    }

    pub fn find(&self, key: &Key) -> Option<Rc<Record>> {
        self.records.borrow().get(key).cloned()
    }

    /// Enters a record; one that is there already stays (the module imported itself on the way).
    pub fn enter(&self, key: Key, record: Record) -> Rc<Record> {
        Rc::clone(self.records.borrow_mut().entry(key).or_insert_with(|| Rc::new(record)))
    }
}

/// The image of a file that the current interpreter uses, if the file is open.
pub fn image_of(thread: &ThreadState, file: FileId) -> Option<Arc<Image>> {
    if let Some(own) = Loaded::of(thread).images.borrow().get(&file) {
        return Some(Arc::clone(own));
    }
    let libraries = LIBRARIES.lock().unwrap_or_else(PoisonError::into_inner);
    libraries.as_ref()?.get(&file).map(|library| Arc::clone(&library.image))
}

/// The interpreter ends: its snapshots leave the defs that outlive it.
pub fn before_end(thread: &ThreadState) {
    let loaded = Loaded::of(thread);
    let records: Vec<Rc<Record>> = loaded.records.borrow().values().cloned().collect();
    for record in records {
        // SAFETY: P1: defs stay where they are; P2: this is a def of an image that only this interpreter uses, or the
        // policy is `shared`, which has a lock of its own.
        let copy = unsafe { &record.def.as_ref().base.m_copy };
        let own: *const Dict = record.snapshot.as_deref().map_or(ptr::null(), ptr::from_ref);
        if record.in_def && copy.get().cast_const().cast() == own {
            copy.set(ptr::null_mut());
        }
    }
    crate::shared::before_end(thread);
}

/// The file to name in reports.
pub fn file_of(record: &Record) -> String {
    let known = record.file.clone();
    known.or_else(|| ownership::module_of(record.def.as_ptr().addr())).unwrap_or_default()
}
