//! Type parameters and aliases (PEP 695): made by the module `_typing`, lazily: bounds, defaults and values of aliases
//! are functions that are called when somebody asks.

use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::function::Function;
use crate::value::Value;
use ladon_bytecode::Intrinsic;

/// The runtime service `which` with its arguments.
pub fn intrinsic(thread: &ThreadState, which: Intrinsic, args: &[Value]) -> PyResult<Value> {
    let helper = match which {
        Intrinsic::SetFunctionTypeParams => {
            if let Some(function) = args[0].exact::<Function>() {
                function.type_params.set(Some(args[1].clone()));
            }
            return Ok(args[0].clone());
        }
        Intrinsic::TypeVar => "_type_var",
        Intrinsic::TypeVarWithBound => "_type_var_with_bound",
        Intrinsic::TypeVarWithConstraints => "_type_var_with_constraints",
        Intrinsic::ParamSpec => "_param_spec",
        Intrinsic::TypeVarTuple => "_type_var_tuple",
        Intrinsic::SetTypeParamDefault => "_set_default",
        Intrinsic::TypeAlias => "_type_alias",
        Intrinsic::SubscriptGeneric => "_subscript_generic",
    };
    let module = crate::import::import_module(thread, "_typing")?;
    let helper = attr::get_name(thread, &module, helper)?;
    call::positional(thread, &helper, args)
}
