//! A loaded library, and private copies of one: the file's bytes in memory under a name of their own, so that the dynamic
//! linker gives each copy its own data.
//!
//! Libraries that the copy needs are found because the original was opened first and holds them.

use crate::builtin::{ExportHook, Hook};
use crate::near::near_executable;
use ladon_abi::ownership;
use libloading::os::unix::{Library, RTLD_LOCAL, RTLD_NOW};
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::ThreadId;

/// Identity of a file: its place on the disk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FileId {
    pub device: u64,
    pub inode: u64,
}

impl FileId {
    pub fn of(path: &Path) -> Option<FileId> {
        use std::os::unix::fs::MetadataExt;
        let data = std::fs::metadata(path).ok()?;
        Some(FileId { device: data.dev(), inode: data.ino() })
    }
}

/// A library in memory. Dropping it does not unload it (P1).
pub struct Image {
    library: ManuallyDrop<Library>,
    /// The file, as the import named it.
    pub file: String,
    /// The name a private copy was loaded under.
    alias: Option<String>,
    /// Held while one of its hooks runs (P2).
    pub lock: InitLock,
}

impl Image {
    /// Opens the file itself.
    pub fn open(file: &str) -> Result<Image, String> {
        let library = load(&searched_as(file))?;
        Ok(Image { library, file: file.to_owned(), alias: None, lock: InitLock::default() })
    }

    /// Opens a copy of the file.
    pub fn open_private(file: &str) -> Result<Image, String> {
        let copy = copy_to_memory(file).or_else(|_| copy_to_disk(file)).map_err(|error| format!("{file}: {error}"))?;
        ownership::name_image(copy.name(), file);
        let opened = load(copy.name());
        let alias = copy.name().to_owned();
        drop(copy);
        match opened {
            Ok(library) => Ok(Image { library, file: file.to_owned(), alias: Some(alias), lock: InitLock::default() }),
            Err(message) => {
                ownership::forget_image(&alias);
                Err(message.replace(&alias, file))
            }
        }
    }

    /// The function of this name, by which a module is made.
    pub fn hook(&self, symbol: &str) -> Option<Hook> {
        // SAFETY: the module system says that functions of this name have this type; the pointer is used while the
        // image is loaded (P1).
        let found = unsafe { self.library.get::<Hook>(symbol.as_bytes()) };
        found.ok().map(|symbol| *symbol)
    }

    /// The function of this name, which returns a module's slots (PEP 793).
    pub fn export_hook(&self, symbol: &str) -> Option<ExportHook> {
        // SAFETY: as above.
        let found = unsafe { self.library.get::<ExportHook>(symbol.as_bytes()) };
        found.ok().map(|symbol| *symbol)
    }

    /// The name that the dynamic linker knows the library by.
    pub fn loaded_as(&self) -> String {
        self.alias.clone().unwrap_or_else(|| searched_as(&self.file))
    }

    /// Whether code of the library may run when nothing of its interpreter is left: in threads, at thread exit, in signal
    /// handlers, at the end of the process, as a pending call.
    fn may_run_by_itself(&self) -> bool {
        const NAMES: [&[u8]; 13] = [
            b"pthread_create",
            b"thrd_create",
            b"pthread_key_create",
            b"sigaction",
            b"signal",
            b"timer_create",
            b"atexit",
            b"on_exit",
            b"Py_AtExit",
            b"Py_AddPendingCall",
            b"PyThread_start_new_thread",
            b"PyOS_setsig",
            b"PyImport_AppendInittab",
        ];
        // The answer is remembered: libraries are large, and interpreters end often.
        static KNOWN: Mutex<Option<HashMap<String, bool>>> = Mutex::new(None);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        *known.get_or_insert_default().entry(self.file.clone()).or_insert_with(|| match std::fs::read(&self.file) {
            Ok(bytes) => NAMES.iter().any(|name| contains(&bytes, name)),
            Err(_) => true,
        })
    }

    /// Unloads a private copy whose objects are all gone, if nothing else can run code of it.
    fn retire(mut self) {
        let Some(alias) = self.alias.take() else { return };
        if self.may_run_by_itself() {
            return;
        }
        ownership::forget_image(&alias);
        // SAFETY: taken once, `self` is consumed.
        let _ = unsafe { ManuallyDrop::take(&mut self.library) }.close();
    }
}

/// The file for `dlopen`, which looks for names without a slash elsewhere.
fn searched_as(file: &str) -> String {
    if file.contains('/') { file.to_owned() } else { format!("./{file}") }
}

/// `name` with a NUL on both sides, as string tables hold it.
fn contains(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name) {
        let ends = rest.get(at + name.len()).is_none_or(|byte| matches!(byte, 0 | b'@'));
        if ends && (at == 0 || rest[at - 1] == 0) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

fn load(path: &str) -> Result<ManuallyDrop<Library>, String> {
    // SAFETY: running a plugin's initialisers is what importing it means.
    match near_executable(|| unsafe { Library::open(Some(path), RTLD_NOW | RTLD_LOCAL) }) {
        Ok(library) => Ok(ManuallyDrop::new(library)),
        Err(error) => Err(text_of(&error)),
    }
}

/// What `dlerror` said.
fn text_of(error: &libloading::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// The bytes of a library under a name that nothing else has.
enum Copy {
    Memory { _file: File, name: String },
    Disk { name: String },
}

impl Copy {
    fn name(&self) -> &str {
        match self {
            Copy::Memory { name, .. } | Copy::Disk { name } => name,
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Copy::Disk { name } = self {
            let _ = std::fs::remove_file(name);
        }
    }
}

static COPIES: AtomicU64 = AtomicU64::new(1);

/// The linker takes libraries with equal names for the same one, and descriptors are reused: so the path is varied, one
/// bit of a counter per step.
fn descriptor_path(descriptor: i32, count: u64) -> String {
    let bits = 64 - count.leading_zeros();
    let steps: String = (0..bits).map(|bit| if count >> bit & 1 == 1 { "./" } else { "/" }).collect();
    format!("/proc/self/fd/{steps}{descriptor}")
}

fn copy_to_memory(file: &str) -> io::Result<Copy> {
    // SAFETY: the name is a C string; the descriptor is ours.
    let mut copy = unsafe {
        let descriptor = libc::memfd_create(c"ladon-image".as_ptr(), libc::MFD_CLOEXEC);
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        File::from_raw_fd(descriptor)
    };
    io::copy(&mut File::open(file)?, &mut copy)?;
    let name = descriptor_path(copy.as_raw_fd(), COPIES.fetch_add(1, Ordering::Relaxed));
    Ok(Copy::Memory { _file: copy, name })
}

fn copy_to_disk(file: &str) -> io::Result<Copy> {
    let count = COPIES.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("ladon-image-{}-{count}.so", std::process::id()));
    let name = path.to_string_lossy().into_owned();
    let mut copy = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
    let made = Copy::Disk { name };
    io::copy(&mut File::open(file)?, &mut copy)?;
    Ok(made)
}

/// Private images by the interpreter that uses them.
static PRIVATE: Mutex<Option<HashMap<u64, Vec<Arc<Image>>>>> = Mutex::new(None);

/// Keeps a private image for as long as its interpreter lives.
pub fn belongs_to(interpreter: u64, image: &Arc<Image>) {
    let mut private = PRIVATE.lock().unwrap_or_else(PoisonError::into_inner);
    private.get_or_insert_default().entry(interpreter).or_default().push(Arc::clone(image));
}

/// The interpreter and its heap are gone: so are the objects of its images.
pub fn after_end(interpreter: u64) {
    let mut private = PRIVATE.lock().unwrap_or_else(PoisonError::into_inner);
    let images = private.as_mut().and_then(|private| private.remove(&interpreter));
    drop(private);
    for image in images.into_iter().flatten() {
        if let Ok(image) = Arc::try_unwrap(image) {
            image.retire();
        }
    }
}

/// A lock that the thread holding it may take again: a module's init may import the module.
#[derive(Default)]
pub struct InitLock {
    holder: Mutex<Option<(ThreadId, u32)>>,
    freed: Condvar,
}

pub struct InitGuard<'a>(&'a InitLock);

impl InitLock {
    /// Takes the lock, or `None` when another thread holds it.
    pub fn try_lock(&self) -> Option<InitGuard<'_>> {
        let me = std::thread::current().id();
        let mut holder = self.holder.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *holder {
            Some((thread, _)) if *thread != me => return None,
            Some((_, depth)) => *depth += 1,
            None => *holder = Some((me, 1)),
        }
        Some(InitGuard(self))
    }

    /// Waits until nobody holds the lock; somebody else may take it right after.
    pub fn wait(&self) {
        let holder = self.holder.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.freed.wait_while(holder, |holder| holder.is_some()));
    }
}

impl Drop for InitGuard<'_> {
    fn drop(&mut self) {
        let mut holder = self.0.holder.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, depth)) = &mut *holder {
            *depth -= 1;
            if *depth == 0 {
                *holder = None;
                self.0.freed.notify_all();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_differ_while_the_descriptor_is_the_same() {
        let paths: std::collections::HashSet<String> = (1..200).map(|count| descriptor_path(7, count)).collect();
        assert_eq!(paths.len(), 199);
    }

    #[test]
    fn names_in_string_tables() {
        assert!(contains(b"\0malloc\0signal\0", b"signal"));
        assert!(contains(b"\0signal@GLIBC_2.2\0", b"signal"));
        assert!(!contains(b"\0my_signal\0signals\0", b"signal"));
    }
}
