//! Which functions can run in another interpreter by their code alone.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::function::Function;
use crate::{err, eval};
pub use ladon_bytecode::Code;
use ladon_bytecode::{CodeFlags, Constant, Instr, Op};
use std::sync::Arc;

/// What keeps a function from being called elsewhere by its code; `None` = nothing.
pub fn state_of(thread: &ThreadState, function: &Function) -> Option<&'static str> {
    if function.defaults.get().is_some_and(|defaults| !defaults.is_empty()) {
        return Some("defaults not supported");
    }
    if function.kwdefaults.get().is_some_and(|defaults| !defaults.is_empty()) {
        return Some("keyword defaults not supported");
    }
    let code = function.code();
    if function.closure.as_ref().is_some_and(|closure| !closure.is_empty()) || !code.code.freevars.is_empty() {
        return Some("closures not supported");
    }
    let builtins = eval::call::builtins_of(thread, &function.globals);
    let known = |name: &str| builtins.get_name(name).is_some() && function.globals.get_name(name).is_none();
    if reads_globals(&code.code, &known) { Some("globals not supported") } else { None }
}

/// Whether the code, or one inside of it, uses a global name that is not known everywhere.
fn reads_globals(code: &Code, known: &dyn Fn(&str) -> bool) -> bool {
    let uses = instructions(code).any(|(op, name)| match op {
        Op::LoadGlobal | Op::LoadName => code.names.get(name).is_none_or(|name| !known(name)),
        Op::StoreGlobal | Op::DeleteGlobal => true,
        _ => false,
    });
    uses || code.consts.iter().any(|constant| match constant {
        Constant::Code(inner) if inner.flags.has(CodeFlags::OPTIMIZED) => reads_globals(inner, known),
        _ => false,
    })
}

/// The instructions, each with the operand that names a global or a constant.
fn instructions(code: &Code) -> impl Iterator<Item = (Op, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let instr = Instr::decode(&code.instructions, at)?;
        at += instr.op.words();
        Some((instr.op, if instr.op == Op::ReturnK { instr.b as usize } else { instr.c as usize }))
    })
}

/// What keeps code from running as a script in `__main__`.
pub fn check_script(thread: &ThreadState, code: &CodeObject, plain: bool) -> PyResult<Arc<Code>> {
    let code = &code.code;
    if code.nparams() > 0 {
        return Err(err!(thread, ValueError, "code with args not supported"));
    }
    if !code.freevars.is_empty() {
        return Err(err!(thread, ValueError, "closures not supported"));
    }
    if plain && (code.flags.is_generator_like() || returns_value(code)) {
        return Err(err!(thread, ValueError, "code that returns a value is not a script"));
    }
    Ok(Arc::clone(code))
}

fn returns_value(code: &Code) -> bool {
    instructions(code).any(|(op, at)| match op {
        Op::Return => true,
        Op::ReturnK => !matches!(code.consts.get(at), Some(Constant::None)),
        _ => false,
    })
}
