//! `floatobject.h`

use crate::arguments::{bad_argument, sys_attribute};
use crate::boundary::{Borrowed, New, Plain};
use crate::{capi, quick};
use ladon_vm::object::number;
use ladon_vm::types::float::construct;
use ladon_vm::value::Value;

capi! {
    fn PyFloat_FromDouble(thread, value: f64) -> New [quick: quick::new_float(value)] { Ok(Value::float(value)) }

    fn PyFloat_FromString(thread, text: Borrowed) -> New {
        let slots = &text.type_of().slots;
        if slots.float.get().is_some() || slots.index.get().is_some() {
            let name = text.type_of().short_name();
            let message = format!("float() argument must be a string or a real number, not '{name}'");
            return Err(thread.error(&ladon_vm::exceptions::TypeError, message));
        }
        Ok(Value::float(construct::from_object(thread, &text)?))
    }

    fn PyFloat_AsDouble(thread, object: Option<Borrowed>) -> Plain<f64> [quick: quick::float(object)] {
        match object {
            Some(object) => number::to_f64(thread, &object),
            None => Err(bad_argument(thread)),
        }
    }

    fn PyFloat_GetMax(_thread) -> Plain<f64> { Ok(f64::MAX) }
    fn PyFloat_GetMin(_thread) -> Plain<f64> { Ok(f64::MIN_POSITIVE) }
    fn PyFloat_GetInfo(thread) -> New { sys_attribute(thread, "float_info") }
}
