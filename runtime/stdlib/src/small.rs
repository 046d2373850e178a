//! Small modules: `_stat`, `_string`, `_types`, `marshal`, and those written in Python (`python/`): `_typing`, `_ast`, `_tokenize`,
//! `_sysconfigdata…`.

use crate::define::{ModuleBuilder, str_arg, text};
use ladon_vm::err;
use ladon_vm::import::{code_cache, load};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::define::{Bound, Builtin};
use ladon_vm::types::module::Module;
use ladon_vm::types::{List, Tuple, int};
use ladon_vm::value::{Ref, Value};

/// A builtin module written in Python.
pub fn python_module(thread: &ThreadState, name: &str, source: &'static str) -> PyResult<Ref<Module>> {
    let filename = format!("<builtin>/{name}.py");
    let stamp = code_cache::Stamp { modified: None, size: source.len() as u64 };
    let code = code_cache::get(thread, &filename, &stamp, || Ok(source.as_bytes().to_vec()))?;
    let module = Module::new(thread, name)?;
    load::execute(thread, code, &module.dict())?;
    Ok(module)
}

pub fn init_typing(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let module = python_module(thread, "_typing", include_str!("python/_typing.py"))?;
    let union = ladon_vm::types::union::Union::type_object().as_value();
    module.set("Union", union);
    Ok(module)
}

pub fn init_tokenize(thread: &ThreadState) -> PyResult<Ref<Module>> {
    python_module(thread, "_tokenize", include_str!("python/_tokenize.py"))
}

pub fn init_sysconfigdata(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let name = "_sysconfigdata__linux_x86_64-linux-gnu";
    python_module(thread, name, include_str!("python/_sysconfigdata.py"))
}

pub fn init_ast(thread: &ThreadState) -> PyResult<Ref<Module>> {
    python_module(thread, "_ast", include_str!("python/_ast.py"))
}

/// Kinds of files that this system does not have: all bits of the mask, which no file has.
const NO_MODE: u32 = libc::S_IFMT;

macro_rules! mode_tests {
    ($($name:literal $bits:expr;)*) => {
        crate::functions! {
            fn stat_defs {
                $($name => |thread, args| {
                    let mode = crate::define::int_arg(thread, args.value(0))? as u32;
                    let kind: u32 = $bits;
                    Ok(Value::bool(mode & libc::S_IFMT == kind))
                }, "Whether a mode is of this kind.";)*
                "S_IMODE(mode, /)" => |thread, args| {
                    Ok(int::from_i64(crate::define::int_arg(thread, args.value(0))? & 0o7777))
                }, "The permissions of a mode.";
                "S_IFMT(mode, /)" => |thread, args| {
                    Ok(int::from_i64(crate::define::int_arg(thread, args.value(0))? & 0o170000))
                }, "The kind of a mode.";
                "filemode(mode, /)" => stat_filemode, "A mode as text.";
            }
        }
    };
}

mode_tests! {
    "S_ISDIR(mode, /)" libc::S_IFDIR;
    "S_ISCHR(mode, /)" libc::S_IFCHR;
    "S_ISBLK(mode, /)" libc::S_IFBLK;
    "S_ISREG(mode, /)" libc::S_IFREG;
    "S_ISFIFO(mode, /)" libc::S_IFIFO;
    "S_ISLNK(mode, /)" libc::S_IFLNK;
    "S_ISSOCK(mode, /)" libc::S_IFSOCK;
    "S_ISDOOR(mode, /)" NO_MODE;
    "S_ISPORT(mode, /)" NO_MODE;
    "S_ISWHT(mode, /)" NO_MODE;
}

fn stat_filemode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mode = crate::define::int_arg(thread, args.value(0))? as u32;
    let kind = match mode & libc::S_IFMT {
        libc::S_IFDIR => 'd',
        libc::S_IFCHR => 'c',
        libc::S_IFBLK => 'b',
        libc::S_IFREG => '-',
        libc::S_IFIFO => 'p',
        libc::S_IFLNK => 'l',
        libc::S_IFSOCK => 's',
        _ => '?',
    };
    let mut shown = String::from(kind);
    for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift;
        shown.push(if bits & 4 != 0 { 'r' } else { '-' });
        shown.push(if bits & 2 != 0 { 'w' } else { '-' });
        shown.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => letter,
            (true, false) => letter.to_ascii_uppercase(),
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    text(&shown)
}

pub fn init_stat(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_stat", "Constants and tests of file modes.")?
        .functions(stat_defs())
        .ints(&[
            ("S_IFDIR", 0o040000),
            ("S_IFCHR", 0o020000),
            ("S_IFBLK", 0o060000),
            ("S_IFREG", 0o100000),
            ("S_IFIFO", 0o010000),
            ("S_IFLNK", 0o120000),
            ("S_IFSOCK", 0o140000),
            ("S_IFDOOR", 0),
            ("S_IFPORT", 0),
            ("S_IFWHT", 0),
            ("S_ISUID", 0o4000),
            ("S_ISGID", 0o2000),
            ("S_ISVTX", 0o1000),
            ("S_ENFMT", 0o2000),
            ("S_IREAD", 0o400),
            ("S_IWRITE", 0o200),
            ("S_IEXEC", 0o100),
            ("S_IRWXU", 0o700),
            ("S_IRUSR", 0o400),
            ("S_IWUSR", 0o200),
            ("S_IXUSR", 0o100),
            ("S_IRWXG", 0o070),
            ("S_IRGRP", 0o040),
            ("S_IWGRP", 0o020),
            ("S_IXGRP", 0o010),
            ("S_IRWXO", 0o007),
            ("S_IROTH", 0o004),
            ("S_IWOTH", 0o002),
            ("S_IXOTH", 0o001),
            ("ST_MODE", 0),
            ("ST_INO", 1),
            ("ST_DEV", 2),
            ("ST_NLINK", 3),
            ("ST_UID", 4),
            ("ST_GID", 5),
            ("ST_SIZE", 6),
            ("ST_ATIME", 7),
            ("ST_MTIME", 8),
            ("ST_CTIME", 9),
            ("UF_NODUMP", 1),
            ("UF_IMMUTABLE", 2),
            ("UF_APPEND", 4),
            ("UF_OPAQUE", 8),
            ("UF_NOUNLINK", 16),
            ("UF_COMPRESSED", 32),
            ("UF_HIDDEN", 32768),
            ("SF_ARCHIVED", 65536),
            ("SF_IMMUTABLE", 131_072),
            ("SF_APPEND", 262_144),
            ("SF_NOUNLINK", 1_048_576),
            ("SF_SNAPSHOT", 2_097_152),
        ])
        .finish()
}

crate::functions! {
    fn string_defs {
        "formatter_parser(string, /)" => formatter_parser, "Parse a format string.";
        "formatter_field_name_split(string, /)" => formatter_split, "Split a field name.";
    }
}

pub fn init_string(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_string", "Parts of str.format.")?.functions(string_defs()).finish()
}

/// The parts of a format string: (literal, field name, format spec, conversion).
fn formatter_parser(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let source = str_arg(thread, args.value(0), "formatter_parser", "1")?.to_string_lossy();
    let chars: Vec<char> = source.chars().collect();
    let (mut rows, mut literal, mut at) = (Vec::new(), String::new(), 0);
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        match c {
            '{' | '}' if chars.get(at) == Some(&c) => {
                at += 1;
                literal.push(c);
                rows.push(row(&std::mem::take(&mut literal), None)?);
            }
            '}' => return Err(err!(thread, ValueError, "Single '}}' encountered in format string")),
            '{' => {
                let (mut depth, start) = (1, at);
                while at < chars.len() && depth > 0 {
                    match chars[at] {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    at += 1;
                }
                if depth > 0 {
                    let message = if start == chars.len() {
                        "Single '{' encountered in format string"
                    } else {
                        "expected '}' before end of string"
                    };
                    return Err(err!(thread, ValueError, "{message}"));
                }
                let field: String = chars[start..at - 1].iter().collect();
                rows.push(row(&std::mem::take(&mut literal), Some(&field))?);
            }
            c => literal.push(c),
        }
    }
    if !literal.is_empty() {
        rows.push(row(&literal, None)?);
    }
    let list = List::from_vec(rows)?.into_value();
    ladon_vm::object::iter::iter(thread, &list)
}

fn row(literal: &str, field: Option<&str>) -> PyResult<Value> {
    let Some(field) = field else {
        return Ok(Tuple::new(vec![text(literal)?, Value::none(), Value::none(), Value::none()]).into_value());
    };
    let (mut depth, mut end, mut brackets) = (0, field.len(), 0);
    for (at, c) in field.char_indices() {
        match c {
            '[' => brackets += 1,
            ']' => brackets -= 1,
            '{' => depth += 1,
            '}' => depth -= 1,
            ':' | '!' if depth == 0 && brackets <= 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let (name, rest) = field.split_at(end);
    let (conversion, spec) = match rest.strip_prefix('!') {
        Some(rest) => match rest.split_once(':') {
            Some((conversion, spec)) => (text(conversion)?, spec),
            None => (text(rest)?, ""),
        },
        None => (Value::none(), rest.strip_prefix(':').unwrap_or("")),
    };
    Ok(Tuple::new(vec![text(literal)?, text(name)?, text(spec)?, conversion]).into_value())
}

fn index_or_text(part: &str) -> PyResult<Value> {
    match part.parse::<i64>() {
        Ok(number) if part.bytes().all(|byte| byte.is_ascii_digit()) => Ok(int::from_i64(number)),
        _ => text(part),
    }
}

/// (first, iterator over (is_attribute, name or index)).
fn formatter_split(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let source = str_arg(thread, args.value(0), "formatter_field_name_split", "1")?.to_string_lossy();
    let end = source.find(['.', '[']).unwrap_or(source.len());
    let (first, mut rest) = source.split_at(end);
    let mut rows = Vec::new();
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix('.') {
            let end = tail.find(['.', '[']).unwrap_or(tail.len());
            if end == 0 {
                return Err(err!(thread, ValueError, "Empty attribute in format string"));
            }
            rows.push(Tuple::pair(Value::bool(true), text(&tail[..end])?).into_value());
            rest = &tail[end..];
        } else if let Some(tail) = rest.strip_prefix('[') {
            let Some(end) = tail.find(']') else {
                return Err(err!(thread, ValueError, "Missing ']' in format string"));
            };
            if end == 0 {
                return Err(err!(thread, ValueError, "Empty attribute in format string"));
            }
            rows.push(Tuple::pair(Value::bool(false), index_or_text(&tail[..end])?).into_value());
            rest = &tail[end + 1..];
        } else {
            return Err(err!(thread, ValueError, "Only '.' or '[' may follow ']' in format field specifier"));
        }
    }
    let rows = List::from_vec(rows)?.into_value();
    let rows = ladon_vm::object::iter::iter(thread, &rows)?;
    Ok(Tuple::pair(index_or_text(first)?, rows).into_value())
}

crate::functions! {
    fn marshal_defs {
        "dumps(value, version=5, /, *, allow_code=True)" => marshal_dumps, "Serialise a value.";
        "loads(bytes, /, *, allow_code=True)" => marshal_unsupported, "Not supported.";
        "dump(value, file, version=5, /, *, allow_code=True)" => marshal_unsupported, "Not supported.";
        "load(file, /, *, allow_code=True)" => marshal_unsupported, "Not supported.";
    }
}

pub fn init_marshal(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "marshal", "Serialised code: not supported by ladon.")?
        .functions(marshal_defs())
        .int("version", 5)
        .finish()
}

fn marshal_unsupported(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Err(err!(thread, ValueError, "marshal data is not supported by ladon"))
}

/// Code objects can't be read back; this is enough for whoever asks for the bytes of a cache file that is not written.
fn marshal_dumps(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if args.value(0).downcast::<CodeObject>().is_some() {
        return Ok(Bytes::from_slice(b"")?.into_value());
    }
    Err(err!(thread, ValueError, "marshal data is not supported by ladon"))
}
