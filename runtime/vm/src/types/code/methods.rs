//! Methods of `code`: positions and lines of instructions, equality, `replace`.
//!
//! One word of our instructions counts as one of CPython's code units, two bytes: offsets are twice the word index.

use super::{CodeObject, of};
use crate::err;
use crate::object::{iter, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::define::Bound;
use crate::types::int;
use crate::types::{Dict, Float, List, Str, Tuple};
use crate::value::Value;
use ladon_bytecode::{Code, CodeFlags, Constant, Position};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Flags that change nothing about how the code runs in its frame.
const FREE_FLAGS: u32 = 0x50 | CodeFlags::ITERABLE_COROUTINE.0 | 0x1FF_0000;

fn number_or_none(value: u32, known: bool) -> Value {
    if known { int::from_i64(i64::from(value)) } else { Value::none() }
}

/// One `(line, end_line, column, end_column)` per code unit.
pub fn co_positions(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let code = &of(args.value(0)).code;
    let mut rows = Vec::with_capacity(code.instructions.len());
    for word in 0..code.instructions.len() {
        let Position { line, col, end_line, end_col } = code.position(word);
        let ranged = line != 0 && (end_line, end_col) != (0, 0);
        let row = [(line, line != 0), (end_line, ranged), (col, ranged), (end_col, ranged)];
        let row = row.into_iter().map(|(value, known)| number_or_none(value, known)).collect();
        rows.push(Tuple::try_from_vec(row)?.into_value());
    }
    iter::iter(thread, List::from_vec(rows)?.as_value())
}

/// `(start, end, line)` for each run of code units of one line.
pub fn co_lines(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let code = &of(args.value(0)).code;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (start, position) in code.positions.runs() {
        if runs.last().is_none_or(|(_, line)| *line != position.line) {
            runs.push((*start, position.line));
        }
    }
    let ends = runs.iter().skip(1).map(|(start, _)| *start).chain([code.instructions.len() as u32]);
    let mut rows = Vec::new();
    for ((start, line), end) in runs.iter().zip(ends) {
        let offset = |word: u32| int::from_i64(i64::from(word) * 2);
        let row = vec![offset(*start), offset(end), number_or_none(*line, *line != 0)];
        rows.push(Tuple::try_from_vec(row)?.into_value());
    }
    iter::iter(thread, List::from_vec(rows)?.as_value())
}

/// Operation and flags of each word.
pub fn co_code(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let units: Vec<u8> = of(this).code.instructions.iter().flat_map(|word| (*word as u16).to_le_bytes()).collect();
    Ok(Bytes::try_new(&units)?.into_value())
}

fn same_constants(a: &[Constant], b: &[Constant]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Constant::Code(x), Constant::Code(y)) => same(x, y),
            (x, y) => x.same(y),
        })
}

/// Whether two codes are the same but for the file they are from.
pub fn same(a: &Arc<Code>, b: &Arc<Code>) -> bool {
    Arc::ptr_eq(a, b)
        || (&a.name, a.first_line, a.flags, &a.instructions) == (&b.name, b.first_line, b.flags, &b.instructions)
            && (a.argcount, a.posonlyargcount, a.kwonlyargcount) == (b.argcount, b.posonlyargcount, b.kwonlyargcount)
            && (&a.varnames, &a.cellvars, &a.freevars, &a.names) == (&b.varnames, &b.cellvars, &b.freevars, &b.names)
            && a.exception_table == b.exception_table
            && a.positions.runs() == b.positions.runs()
            && same_constants(&a.consts, &b.consts)
}

pub fn hash(code: &Code) -> i64 {
    let mut hasher = DefaultHasher::new();
    (&code.name, code.first_line, code.argcount, &code.instructions, &code.names, &code.varnames).hash(&mut hasher);
    hasher.finish() as i64
}

fn text(thread: &ThreadState, name: &str, value: &Value) -> PyResult<String> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.to_string_lossy()),
        None => {
            let given = value.type_of().short_name();
            Err(err!(thread, TypeError, "replace() argument '{name}' must be str, not {given}"))
        }
    }
}

/// Names in place of as many others.
fn names(thread: &ThreadState, name: &str, value: &Value, old: &[Box<str>]) -> PyResult<Box<[Box<str>]>> {
    let Some(tuple) = value.downcast::<Tuple>() else {
        let given = value.type_of().short_name();
        return Err(err!(thread, TypeError, "replace() argument '{name}' must be tuple, not {given}"));
    };
    let mut new = Vec::with_capacity(tuple.len());
    for item in tuple.as_slice() {
        let Some(text) = item.downcast::<Str>() else {
            let given = item.type_of().short_name();
            return Err(err!(thread, TypeError, "name tuples must contain only strings, not '{given}'"));
        };
        new.push(Box::from(text.to_string_lossy()));
    }
    if new.len() != old.len() {
        return Err(err!(thread, ValueError, "code: {name} needs {} names, not {}", old.len(), new.len()));
    }
    Ok(new.into())
}

fn constant(thread: &ThreadState, value: &Value) -> PyResult<Constant> {
    let all = |values: &[Value]| values.iter().map(|item| constant(thread, item)).collect::<PyResult<Box<[_]>>>();
    if value.is_none() {
        return Ok(Constant::None);
    }
    if value.is_true() || value.is_false() {
        return Ok(if value.is_true() { Constant::True } else { Constant::False });
    }
    if value.is(&Value::ellipsis()) {
        return Ok(Constant::Ellipsis);
    }
    if let Some(small) = int::as_i64(value) {
        return Ok(Constant::Int(small));
    }
    if value.exact::<Float>().is_some() || value.as_float_word().is_some() {
        return Ok(Constant::Float(number::to_f64(thread, value)?));
    }
    if let Some(text) = value.exact::<Str>() {
        return Ok(Constant::Str(text.as_bytes().into()));
    }
    if let Some(bytes) = value.exact::<Bytes>() {
        return Ok(Constant::Bytes(bytes.as_slice().into()));
    }
    if let Some(tuple) = value.exact::<Tuple>() {
        return Ok(Constant::Tuple(all(tuple.as_slice())?));
    }
    if let Some(code) = value.exact::<CodeObject>() {
        return Ok(Constant::Code(Arc::clone(&code.code)));
    }
    let given = value.type_of().short_name();
    Err(err!(thread, NotImplementedError, "replace(co_consts=...) with a constant of type '{given}'"))
}

/// The constants as `co_consts` shows them, back without the place of a docstring that there is not.
fn constants(thread: &ThreadState, value: &Value, code: &Code) -> PyResult<Box<[Constant]>> {
    let Some(tuple) = value.downcast::<Tuple>() else {
        let given = value.type_of().short_name();
        return Err(err!(thread, TypeError, "replace() argument 'co_consts' must be tuple, not {given}"));
    };
    let shown = super::has_empty_docstring_place(code);
    let values = tuple.as_slice().get(usize::from(shown)..).unwrap_or_default();
    if values.len() < code.consts.len() {
        let (want, have) = (code.consts.len() + usize::from(shown), tuple.len());
        return Err(err!(thread, ValueError, "code: co_consts needs {want} constants, not {have}"));
    }
    let mut new = Vec::with_capacity(values.len());
    let before = of_constants(thread, code)?;
    for (index, value) in values.iter().enumerate() {
        // What did not change need not be one of the kinds that can be turned back.
        match before.get(index).filter(|known| known.is(value)) {
            Some(_) => new.push(code.consts[index].clone()),
            None => new.push(constant(thread, value)?),
        }
    }
    Ok(new.into())
}

fn of_constants(thread: &ThreadState, code: &Code) -> PyResult<Vec<Value>> {
    code.consts.iter().map(|constant| super::constant_value(thread, constant)).collect()
}

fn flags(thread: &ThreadState, value: &Value, old: CodeFlags) -> PyResult<CodeFlags> {
    let new = number::to_isize(thread, value)? as u32;
    let changed = (new ^ old.0) & 0x0FFF_FFFF;
    if changed & !FREE_FLAGS != 0 {
        return Err(err!(thread, NotImplementedError, "replace(co_flags=...) cannot change flags {changed:#x}"));
    }
    Ok(CodeFlags(old.0 ^ changed))
}

/// A copy with some fields changed. Fields that say how the instructions use the frame can't be.
pub fn replace(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let code = &of(args.value(0)).code;
    let mut raw = (***code).clone();
    let changes = args.value(1).downcast::<Dict>().map(Dict::snapshot).unwrap_or_default();
    for (key, value) in changes {
        let name = key.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        match name.as_str() {
            "co_name" => raw.name = text(thread, &name, &value)?.into(),
            "co_qualname" => raw.qualname = text(thread, &name, &value)?.into(),
            "co_filename" => raw.filename = text(thread, &name, &value)?.into(),
            "co_firstlineno" => raw.first_line = number::to_isize(thread, &value)?.max(0) as u32,
            "co_names" => raw.names = names(thread, &name, &value, &code.names)?,
            "co_varnames" => raw.varnames = names(thread, &name, &value, &code.varnames)?,
            "co_cellvars" => raw.cellvars = names(thread, &name, &value, &code.cellvars)?,
            "co_freevars" => raw.freevars = names(thread, &name, &value, &code.freevars)?,
            "co_consts" => raw.consts = constants(thread, &value, code)?,
            "co_flags" => raw.flags = flags(thread, &value, code.flags)?,
            "co_argcount" | "co_posonlyargcount" | "co_kwonlyargcount" | "co_nlocals" | "co_stacksize" | "co_code"
            | "co_linetable" | "co_exceptiontable" => unchanged(thread, args.value(0), &name, &value)?,
            _ => return Err(err!(thread, TypeError, "replace() got an unexpected keyword argument '{name}'")),
        }
    }
    match Code::new(raw) {
        Ok(code) => Ok(CodeObject::new(Arc::new(code)).into_value()),
        Err(error) => Err(err!(thread, ValueError, "code: {error}")),
    }
}

fn unchanged(thread: &ThreadState, code: &Value, name: &str, value: &Value) -> PyResult<()> {
    let now = crate::object::attr::get_name(thread, code, name)?;
    if crate::object::compare::equal(thread, &now, value)? {
        return Ok(());
    }
    Err(err!(thread, NotImplementedError, "replace({name}=...) cannot change a code object"))
}
