//! Type parameters and aliases (PEP 695): made by the classes of the `typing` module.

use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::function::Function;
use crate::value::Value;
use ladon_bytecode::Intrinsic;

/// The runtime service `which` with its arguments.
pub fn intrinsic(thread: &ThreadState, which: Intrinsic, args: &[Value]) -> PyResult<Value> {
    if which == Intrinsic::SetFunctionTypeParams {
        if let Some(function) = args[0].exact::<Function>() {
            function.type_params.set(Some(args[1].clone()));
        }
        return Ok(args[0].clone());
    }
    let class = match which {
        Intrinsic::TypeVar | Intrinsic::TypeVarWithBound | Intrinsic::TypeVarWithConstraints => "TypeVar",
        Intrinsic::ParamSpec => "ParamSpec",
        Intrinsic::TypeVarTuple => "TypeVarTuple",
        Intrinsic::TypeAlias => "TypeAliasType",
        Intrinsic::SubscriptGeneric => "Generic",
        Intrinsic::SetTypeParamDefault => return Ok(args[0].clone()),
        Intrinsic::SetFunctionTypeParams => unreachable!("handled above"),
    };
    let name = crate::types::str::intern::intern_text("typing");
    let marker = crate::types::Tuple::new(vec![Str::new(class).into_value()]);
    let typing = crate::import::import_name(thread, name.as_value(), None, None, Some(marker.as_value()), 0)?;
    let callable = attr::get_name(thread, &typing, class)?;
    match which {
        Intrinsic::SubscriptGeneric => crate::object::subscript::get(thread, &callable, &args[0]),
        Intrinsic::TypeAlias => {
            let value = call::positional(thread, &args[2], &[])?;
            call::positional(thread, &callable, &[args[0].clone(), value])
        }
        _ => call::positional(thread, &callable, &args[..1]),
    }
}
