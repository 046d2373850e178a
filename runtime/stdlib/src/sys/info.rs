//! The tuples with names in `sys`.

use super::number;
use crate::settings::Settings;
use crate::structseq::StaticSeq;
use ladon_vm::import::find::CACHE_TAG;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Dict, Str, simple_namespace};
use ladon_vm::value::{Ref, Value};

/// The version of Python whose language and library this is.
pub const VERSION: (i64, i64, i64) = (3, 14, 0);
pub const HEXVERSION: i64 = (VERSION.0 << 24) | (VERSION.1 << 16) | (VERSION.2 << 8) | 0xF0;

/// Names of the standard library that are not in the embedded part.
pub const OTHER_LIBRARY_NAMES: &[&str] = &[
    "_ast",
    "_asyncio",
    "_bisect",
    "_blake2",
    "_bz2",
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_jp",
    "_csv",
    "_ctypes",
    "_curses",
    "_datetime",
    "_dbm",
    "_decimal",
    "_elementtree",
    "_gdbm",
    "_hashlib",
    "_heapq",
    "_json",
    "_lsprof",
    "_lzma",
    "_md5",
    "_multiprocessing",
    "_opcode",
    "_pickle",
    "_posixshmem",
    "_posixsubprocess",
    "_queue",
    "_random",
    "_sha1",
    "_sha2",
    "_sha3",
    "_socket",
    "_sqlite3",
    "_ssl",
    "_statistics",
    "_struct",
    "_symtable",
    "_tkinter",
    "_uuid",
    "_zoneinfo",
    "_zstd",
    "array",
    "binascii",
    "cmath",
    "curses",
    "ensurepip",
    "faulthandler",
    "fcntl",
    "grp",
    "idlelib",
    "math",
    "mmap",
    "msvcrt",
    "nt",
    "pwd",
    "pyexpat",
    "readline",
    "resource",
    "select",
    "syslog",
    "termios",
    "tkinter",
    "turtle",
    "turtledemo",
    "unicodedata",
    "winreg",
    "winsound",
    "zlib",
];

static VERSION_INFO: StaticSeq = StaticSeq::new();
static FLAGS: StaticSeq = StaticSeq::new();
static FLOAT_INFO: StaticSeq = StaticSeq::new();
static INT_INFO: StaticSeq = StaticSeq::new();
static HASH_INFO: StaticSeq = StaticSeq::new();
static THREAD_INFO: StaticSeq = StaticSeq::new();
static ASYNCGEN_HOOKS: StaticSeq = StaticSeq::new();

pub fn describe() {
    VERSION_INFO.describe(
        "version_info",
        "sys",
        &["major", "minor", "micro", "releaselevel", "serial"],
        "The version as a tuple.",
    );
    FLAGS.describe(
        "flags",
        "sys",
        &[
            "debug",
            "inspect",
            "interactive",
            "optimize",
            "dont_write_bytecode",
            "no_user_site",
            "no_site",
            "ignore_environment",
            "verbose",
            "bytes_warning",
            "quiet",
            "hash_randomization",
            "isolated",
            "dev_mode",
            "utf8_mode",
            "warn_default_encoding",
            "safe_path",
            "int_max_str_digits",
        ],
        "Flags of the command line and the environment.",
    );
    FLOAT_INFO.describe(
        "float_info",
        "sys",
        &[
            "max",
            "max_exp",
            "max_10_exp",
            "min",
            "min_exp",
            "min_10_exp",
            "dig",
            "mant_dig",
            "epsilon",
            "radix",
            "rounds",
        ],
        "Precision and range of float.",
    );
    INT_INFO.describe(
        "int_info",
        "sys",
        &["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
        "How ints are kept.",
    );
    HASH_INFO.describe(
        "hash_info",
        "sys",
        &["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
        "How hashes of numbers and strings are computed.",
    );
    THREAD_INFO.describe("thread_info", "sys", &["name", "lock", "version"], "What threads are made of.");
    ASYNCGEN_HOOKS.describe("asyncgen_hooks", "sys", &["firstiter", "finalizer"], "Hooks of asynchronous generators.");
    let ty = &FLAGS.ty;
    // Read by the library, not shown in the tuple.
    let dict = ty.dict.get();
    for (name, value) in [("gil", 1), ("thread_inherit_context", 0), ("context_aware_warnings", 0)] {
        if let Some(dict) = &dict {
            let _ = dict.set_str(&Str::shared(name), number(value));
        }
    }
}

pub fn asyncgen_hooks(first: Value, finalizer: Value) -> PyResult<Value> {
    ASYNCGEN_HOOKS.make(vec![first, finalizer])
}

pub fn version_text() -> String {
    let (major, minor, micro) = VERSION;
    format!("{major}.{minor}.{micro} (Ladon {}) [Rust]", env!("CARGO_PKG_VERSION"))
}

fn version_items() -> Vec<Value> {
    let (major, minor, micro) = VERSION;
    vec![number(major), number(minor), number(micro), Str::new("final").into_value(), number(0)]
}

/// Adds them to the dict of `sys`.
pub fn add(thread: &ThreadState, dict: &Dict, settings: &Settings) -> PyResult<()> {
    let put = |name: &str, value: Value| dict.set_name(name, value);
    put("version_info", VERSION_INFO.make(version_items())?);
    put("flags", FLAGS.make(flag_items(settings))?);
    put(
        "float_info",
        FLOAT_INFO.make(vec![
            Value::float(f64::MAX),
            number(1024),
            number(308),
            Value::float(f64::MIN_POSITIVE),
            number(-1021),
            number(-307),
            number(15),
            number(53),
            Value::float(f64::EPSILON),
            number(2),
            number(1),
        ])?,
    );
    put("int_info", INT_INFO.make([30, 4, 4300, 640].map(number).to_vec())?);
    put(
        "hash_info",
        HASH_INFO.make(vec![
            number(64),
            number((1 << 61) - 1),
            number(314_159),
            number(0),
            number(1_000_003),
            Str::new("siphash13").into_value(),
            number(64),
            number(128),
            number(0),
        ])?,
    );
    put(
        "thread_info",
        THREAD_INFO.make(vec![Str::new("pthread").into_value(), Str::new("semaphore").into_value(), Value::none()])?,
    );
    put("implementation", implementation(thread)?.into_value());
    Ok(())
}

fn flag_items(settings: &Settings) -> Vec<Value> {
    let bit = |flag: bool| number(i64::from(flag));
    vec![
        number(0),
        bit(settings.inspect),
        bit(settings.interactive),
        number(i64::from(settings.optimize)),
        bit(settings.dont_write_bytecode),
        bit(settings.no_user_site),
        bit(settings.no_site),
        bit(settings.ignore_environment),
        number(i64::from(settings.verbose)),
        number(i64::from(settings.bytes_warning)),
        bit(settings.quiet),
        bit(std::env::var_os("PYTHONHASHSEED").is_none_or(|seed| seed != "0")),
        bit(settings.isolated),
        Value::bool(settings.dev_mode),
        number(1),
        number(0),
        Value::bool(settings.safe_path),
        number(4300),
    ]
}

fn implementation(thread: &ThreadState) -> PyResult<Ref<simple_namespace::SimpleNamespace>> {
    let dict = Dict::new();
    dict.set_name("name", Str::new("ladon").into_value());
    dict.set_name("cache_tag", Str::new(CACHE_TAG).into_value());
    dict.set_name("version", VERSION_INFO.make(version_items())?);
    dict.set_name("hexversion", number(HEXVERSION));
    dict.set_name("_multiarch", Str::new("x86_64-linux-gnu").into_value());
    dict.set_name("supports_isolated_interpreters", Value::bool(true));
    Ok(simple_namespace::new(thread, dict))
}
