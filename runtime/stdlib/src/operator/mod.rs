//! `_operator`: the operators as functions · `getters` itemgetter, attrgetter, methodcaller.

mod getters;

use crate::define::ModuleBuilder;
use crate::functions;
use ladon_vm::err;
use ladon_vm::object::{attr, call, compare, iter, number, subscript, truth};
use ladon_vm::raise::{PyResult, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::{ByteArray, Bytes};
use ladon_vm::types::define::{Args, Body, Bound, MethodKind, NativeDef};
use ladon_vm::types::module::Module;
use ladon_vm::types::slots::{BinaryOp, CompareOp};
use ladon_vm::types::{Str, int};
use ladon_vm::value::{Ref, Value};

pub fn describe() {
    getters::describe();
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_operator", "The operators as functions.")?
        .functions(comparisons())
        .functions(arithmetic())
        .functions(in_place())
        .functions(containers())
        .functions(raw_table())
        .ty::<getters::ItemGetter>()
        .ty::<getters::AttrGetter>()
        .ty::<getters::MethodCaller>()
        .finish()
}

macro_rules! compare_by {
    ($op:ident) => {
        |thread, b| compare::compare(thread, b.value(0), b.value(1), CompareOp::$op)
    };
}

macro_rules! binary_by {
    ($op:ident) => {
        |thread, b| number::binary(thread, BinaryOp::$op, b.value(0), b.value(1))
    };
}

macro_rules! inplace_by {
    ($op:ident) => {
        |thread, b| number::inplace(thread, BinaryOp::$op, b.value(0), b.value(1))
    };
}

functions! {
    fn comparisons {
        "lt(a, b, /)" => compare_by!(Lt), "a < b";
        "le(a, b, /)" => compare_by!(Le), "a <= b";
        "eq(a, b, /)" => compare_by!(Eq), "a == b";
        "ne(a, b, /)" => compare_by!(Ne), "a != b";
        "ge(a, b, /)" => compare_by!(Ge), "a >= b";
        "gt(a, b, /)" => compare_by!(Gt), "a > b";
        "truth(a, /)" => |thread, b| truth::is_true(thread, b.value(0)).map(Value::bool), "Whether a is true.";
        "not_(a, /)" => |thread, b| truth::is_true(thread, b.value(0)).map(|a| Value::bool(!a)), "not a";
        "is_(a, b, /)" => |_, b| Ok(Value::bool(b.value(0).is(b.value(1)))), "a is b";
        "is_not(a, b, /)" => |_, b| Ok(Value::bool(!b.value(0).is(b.value(1)))), "a is not b";
        "is_none(a, /)" => |_, b| Ok(Value::bool(b.value(0).is_none())), "a is None";
        "is_not_none(a, /)" => |_, b| Ok(Value::bool(!b.value(0).is_none())), "a is not None";
    }
}

functions! {
    fn arithmetic {
        "add(a, b, /)" => binary_by!(Add), "a + b";
        "sub(a, b, /)" => binary_by!(Sub), "a - b";
        "mul(a, b, /)" => binary_by!(Mul), "a * b";
        "matmul(a, b, /)" => binary_by!(MatMul), "a @ b";
        "truediv(a, b, /)" => binary_by!(TrueDiv), "a / b";
        "floordiv(a, b, /)" => binary_by!(FloorDiv), "a // b";
        "mod(a, b, /)" => binary_by!(Mod), "a % b";
        "pow(a, b, /)" => binary_by!(Pow), "a ** b";
        "lshift(a, b, /)" => binary_by!(LShift), "a << b";
        "rshift(a, b, /)" => binary_by!(RShift), "a >> b";
        "and_(a, b, /)" => binary_by!(And), "a & b";
        "or_(a, b, /)" => binary_by!(Or), "a | b";
        "xor(a, b, /)" => binary_by!(Xor), "a ^ b";
        "abs(a, /)" => |thread, b| number::absolute(thread, b.value(0)), "abs(a)";
        "neg(a, /)" => |thread, b| number::negative(thread, b.value(0)), "-a";
        "pos(a, /)" => |thread, b| number::positive(thread, b.value(0)), "+a";
        "inv(a, /)" => |thread, b| number::invert(thread, b.value(0)), "~a";
        "invert(a, /)" => |thread, b| number::invert(thread, b.value(0)), "~a";
        "index(a, /)" => |thread, b| Ok(int::convert::exact(&number::index(thread, b.value(0))?)?), "The int that a stands for.";
        "concat(a, b, /)" => |thread, b| concat(thread, b, false), "a + b of two sequences.";
    }
}

functions! {
    fn in_place {
        "iadd(a, b, /)" => inplace_by!(Add), "a += b";
        "isub(a, b, /)" => inplace_by!(Sub), "a -= b";
        "imul(a, b, /)" => inplace_by!(Mul), "a *= b";
        "imatmul(a, b, /)" => inplace_by!(MatMul), "a @= b";
        "itruediv(a, b, /)" => inplace_by!(TrueDiv), "a /= b";
        "ifloordiv(a, b, /)" => inplace_by!(FloorDiv), "a //= b";
        "imod(a, b, /)" => inplace_by!(Mod), "a %= b";
        "ipow(a, b, /)" => inplace_by!(Pow), "a **= b";
        "ilshift(a, b, /)" => inplace_by!(LShift), "a <<= b";
        "irshift(a, b, /)" => inplace_by!(RShift), "a >>= b";
        "iand(a, b, /)" => inplace_by!(And), "a &= b";
        "ior(a, b, /)" => inplace_by!(Or), "a |= b";
        "ixor(a, b, /)" => inplace_by!(Xor), "a ^= b";
        "iconcat(a, b, /)" => |thread, b| concat(thread, b, true), "a += b of two sequences.";
    }
}

functions! {
    fn containers {
        "contains(a, b, /)" => |thread, b| subscript::contains(thread, b.value(0), b.value(1)).map(Value::bool), "b in a";
        "countOf(a, b, /)" => count_of, "How often b occurs in a.";
        "indexOf(a, b, /)" => index_of, "Position of the first b in a.";
        "getitem(a, b, /)" => |thread, b| subscript::get(thread, b.value(0), b.value(1)), "a[b]";
        "setitem(a, b, c, /)" => |thread, b| {
            subscript::set(thread, b.value(0), b.value(1), b.value(2)).map(|()| Value::none())
        }, "a[b] = c";
        "delitem(a, b, /)" => |thread, b| {
            subscript::delete(thread, b.value(0), b.value(1)).map(|()| Value::none())
        }, "del a[b]";
        "length_hint(obj, default=0, /)" => length_hint, "Estimate how many items obj has.";
        "_compare_digest(a, b, /)" => compare_digest, "a == b in a time that does not depend on where they differ.";
    }
}

/// `call` takes its arguments as they are.
fn raw_table() -> crate::define::Defs {
    static TABLE: std::sync::LazyLock<Vec<&'static NativeDef>> = std::sync::LazyLock::new(|| {
        let (body, kind) = (Body::Raw(call_function), MethodKind::Function);
        vec![NativeDef::leak("call(obj, /, *args, **kwargs)", body, kind, "obj(*args, **kwargs)")]
    });
    &TABLE
}

fn concat(thread: &ThreadState, b: Bound<'_>, in_place: bool) -> PyResult<Value> {
    let slots = &b.value(0).type_of().slots;
    if slots.concat.get().is_none() && slots.getitem.get().is_none() {
        let name = b.value(0).type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object can't be concatenated"));
    }
    match in_place {
        true => number::inplace(thread, BinaryOp::Add, b.value(0), b.value(1)),
        false => number::binary(thread, BinaryOp::Add, b.value(0), b.value(1)),
    }
}

fn iterate(thread: &ThreadState, object: &Value) -> PyResult<Value> {
    match caught(thread, iter::iter(thread, object), &ladon_vm::exceptions::TypeError)? {
        Some(iterator) => Ok(iterator),
        None => Err(err!(thread, TypeError, "argument of type '{}' is not iterable", object.type_of().short_name())),
    }
}

fn count_of(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = iterate(thread, b.value(0))?;
    let mut count = 0usize;
    while let Some(item) = iter::next(thread, &iterator)? {
        count += compare::equal(thread, &item, b.value(1))? as usize;
    }
    Ok(int::from_usize(count))
}

fn index_of(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = iterate(thread, b.value(0))?;
    let mut index = 0usize;
    while let Some(item) = iter::next(thread, &iterator)? {
        if compare::equal(thread, &item, b.value(1))? {
            return Ok(int::from_usize(index));
        }
        index += 1;
    }
    Err(err!(thread, ValueError, "sequence.index(x): x not in sequence"))
}

fn length_hint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let default = match b.get(1) {
        None => Value::small_unchecked(0),
        Some(default) if int::core::is_int(default) => default.clone(),
        Some(other) => {
            let name = other.type_of().short_name();
            return Err(err!(thread, TypeError, "'{name}' object cannot be interpreted as an integer"));
        }
    };
    let object = b.value(0);
    if object.type_of().slots.len.get().is_some()
        && let Some(len) = caught(thread, subscript::len(thread, object), &ladon_vm::exceptions::TypeError)?
    {
        return Ok(int::from_usize(len));
    }
    let name = ladon_vm::types::str::intern::intern_bytes(thread, b"__length_hint__")?;
    let Some(method) = attr::lookup_special(thread, object, &name)? else { return Ok(default) };
    let hint = match caught(thread, call::call(thread, &method, Args::EMPTY), &ladon_vm::exceptions::TypeError)? {
        Some(hint) => hint,
        None => return Ok(default),
    };
    if hint.is_not_implemented() {
        return Ok(default);
    }
    match int::core::is_int(&hint).then(|| int::as_i64(&hint)).flatten() {
        Some(hint) if hint >= 0 => Ok(int::from_i64(hint)),
        Some(_) => Err(err!(thread, ValueError, "__length_hint__() should return >= 0")),
        None => {
            let name = hint.type_of().short_name();
            Err(err!(thread, TypeError, "__length_hint__ must be an integer, not {name}"))
        }
    }
}

fn call_function(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    match args.positionals().first() {
        Some(function) => call::call(thread, function, args.rest()),
        None => Err(err!(thread, TypeError, "call expected at least 1 argument, got 0")),
    }
}

/// Compares without stopping at the first difference.
fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let differ = a.len() ^ b.len();
    let mixed = b
        .iter()
        .enumerate()
        .fold(0u8, |mixed, (at, byte)| std::hint::black_box(mixed | (byte ^ a.get(at).copied().unwrap_or(!byte))));
    differ == 0 && mixed == 0
}

fn compare_digest(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (x, y) = (b.value(0), b.value(1));
    if let (Some(x), Some(y)) = (x.downcast::<Str>(), y.downcast::<Str>()) {
        if !x.is_ascii() || !y.is_ascii() {
            return Err(err!(thread, TypeError, "comparing strings with non-ASCII characters is not supported"));
        }
        return Ok(Value::bool(same_bytes(x.as_bytes(), y.as_bytes())));
    }
    let bytes = |value: &Value| -> Option<Vec<u8>> {
        match (value.downcast::<Bytes>(), value.downcast::<ByteArray>()) {
            (Some(bytes), _) => Some(bytes.as_slice().to_vec()),
            (_, Some(array)) => Some(array.snapshot()),
            _ => None,
        }
    };
    match (bytes(x), bytes(y)) {
        (Some(x), Some(y)) => Ok(Value::bool(same_bytes(&x, &y))),
        _ => {
            let names = format!("'{}' and '{}'", x.type_of().short_name(), y.type_of().short_name());
            Err(err!(thread, TypeError, "unsupported operand types(s) or combination of types: {names}"))
        }
    }
}
