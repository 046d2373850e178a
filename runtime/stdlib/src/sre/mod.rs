//! `_sre`: regular expressions, on the engine of the crate `rustpython-sre_engine`; the compiler is Python code (`re`).
//!
//! `subject` texts the engine runs on · `pattern` compiled patterns · `matches` results · `template` replacements.

mod matches;
mod pattern;
mod subject;
mod template;

use crate::define::{ModuleBuilder, int_arg};
use ladon_vm::err;
use ladon_vm::object::iter;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::int;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};
use rustpython_sre_engine::string::{lower_ascii, lower_unicode, upper_unicode};
use rustpython_sre_engine::{CODESIZE, MAXGROUPS, MAXREPEAT, SRE_MAGIC};

crate::functions! {
    fn defs {
        "compile(pattern, flags, code, groups, groupindex, indexgroup)" => sre_compile, "Make a pattern of compiled code.";
        "template(pattern, template, /)" => template::template, "Make a template of a parsed replacement.";
        "getcodesize()" => |_, _| Ok(int::from_usize(CODESIZE)), "Size of a word of code.";
        "ascii_iscased(character, /)" => ascii_iscased, "Whether an ASCII character has another case.";
        "unicode_iscased(character, /)" => unicode_iscased, "Whether a character has another case.";
        "ascii_tolower(character, /)" => ascii_tolower, "The lowercase of an ASCII character.";
        "unicode_tolower(character, /)" => unicode_tolower, "The lowercase of a character.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_sre", "Regular expressions.")?
        .functions(defs())
        .int("MAGIC", SRE_MAGIC as i64)
        .int("CODESIZE", CODESIZE as i64)
        .int("MAXREPEAT", MAXREPEAT as i64)
        .int("MAXGROUPS", MAXGROUPS as i64)
        .finish()
}

pub fn describe() {
    pattern::describe();
    matches::describe();
    template::describe();
}

fn sre_compile(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mut code = Vec::new();
    for word in iter::collect(thread, args.value(2))? {
        let word = int_arg(thread, &word)?;
        let Ok(word) = u32::try_from(word) else {
            return Err(err!(thread, OverflowError, "regular expression code size limit exceeded"));
        };
        code.push(word);
    }
    let flags = int_arg(thread, args.value(1))?;
    let groups = int_arg(thread, args.value(3))?.clamp(0, MAXGROUPS as i64) as usize;
    pattern::Pattern::make(thread, args.value(0), flags, code, groups, args.value(4), args.value(5))
}

fn character(thread: &ThreadState, args: Bound<'_>) -> PyResult<u32> {
    Ok(u32::try_from(int_arg(thread, args.value(0))?).unwrap_or(0))
}

fn ascii_iscased(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let c = character(thread, args)?;
    Ok(Value::bool(char::from_u32(c).is_some_and(|c| c.is_ascii_alphabetic())))
}

fn unicode_iscased(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let c = character(thread, args)?;
    Ok(Value::bool(c != lower_unicode(c) || c != upper_unicode(c)))
}

fn ascii_tolower(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_i64(i64::from(lower_ascii(character(thread, args)?))))
}

fn unicode_tolower(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_i64(i64::from(lower_unicode(character(thread, args)?))))
}
