//! `boolobject.h`

use crate::boundary::New;
use crate::capi;
use ladon_vm::value::Value;

capi! {
    fn PyBool_FromLong(_thread, value: i64) -> New { Ok(Value::bool(value != 0)) }
}
