//! `_opcode`: what `opcode` and `dis` ask about CPython's instructions. Ladon's own are shown by `ladon --dis`: here
//! only what lets those modules be imported.

use crate::define::{ModuleBuilder, text};
use crate::functions;
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::List;
use ladon_vm::types::Tuple;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};

functions! {
    fn table {
        "stack_effect(opcode, oparg=None, /, *, jump=None)" => stack_effect, "Not known for CPython's instructions.";
        "is_valid(opcode)" => no, "Whether an instruction exists.";
        "has_arg(opcode)" => no, "Whether it takes an argument.";
        "has_const(opcode)" => no, "Whether it reads a constant.";
        "has_name(opcode)" => no, "Whether it reads a name.";
        "has_jump(opcode)" => no, "Whether it jumps.";
        "has_free(opcode)" => no, "Whether it reads a free variable.";
        "has_local(opcode)" => no, "Whether it reads a local variable.";
        "has_exc(opcode)" => no, "Whether it sets an exception handler.";
        "get_intrinsic1_descs()" => |_, _| Ok(List::new().into_value()), "Names of unary intrinsics.";
        "get_intrinsic2_descs()" => |_, _| Ok(List::new().into_value()), "Names of binary intrinsics.";
        "get_special_method_names()" => special_methods, "Names of special methods that instructions load.";
        "get_nb_ops()" => operators, "Names and symbols of the binary operators.";
        "get_executor(*, code, offset)" => |_, _| Ok(Value::none()), "There are none.";
        "get_specialization_stats()" => |_, _| Ok(Value::none()), "There are none.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_opcode", "Support for opcode and dis.")?.functions(table()).finish()
}

fn no(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(false))
}

fn stack_effect(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Err(err!(thread, ValueError, "invalid opcode or oparg"))
}

fn special_methods(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let names = ["__enter__", "__exit__", "__aenter__", "__aexit__"];
    Ok(List::from_vec(names.iter().map(|name| text(name)).collect::<PyResult<_>>()?)?.into_value())
}

fn operators(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    const OPERATORS: [(&str, &str); 13] = [
        ("NB_ADD", "+"),
        ("NB_AND", "&"),
        ("NB_FLOOR_DIVIDE", "//"),
        ("NB_LSHIFT", "<<"),
        ("NB_MATRIX_MULTIPLY", "@"),
        ("NB_MULTIPLY", "*"),
        ("NB_REMAINDER", "%"),
        ("NB_OR", "|"),
        ("NB_POWER", "**"),
        ("NB_RSHIFT", ">>"),
        ("NB_SUBTRACT", "-"),
        ("NB_TRUE_DIVIDE", "/"),
        ("NB_XOR", "^"),
    ];
    let mut rows = Vec::new();
    for (name, symbol) in OPERATORS {
        rows.push(Tuple::pair(text(name)?, text(symbol)?).into_value());
    }
    for (name, symbol) in OPERATORS {
        let name = name.replace("NB_", "NB_INPLACE_");
        rows.push(Tuple::pair(text(&name)?, text(&format!("{symbol}="))?).into_value());
    }
    rows.push(Tuple::pair(text("NB_SUBSCR")?, text("[]")?).into_value());
    Ok(List::from_vec(rows)?.into_value())
}
