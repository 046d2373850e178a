//! `complexobject.h`

use crate::boundary::{Borrowed, New, Plain};
use crate::capi;
use ladon_vm::object::{attr, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::complex::{self, construct};
use ladon_vm::value::Value;

/// Real and imaginary part of a complex, of what `__complex__` gives, or of a real number.
fn parts(thread: &ThreadState, object: &Value) -> PyResult<(f64, f64)> {
    if let Some(z) = complex::as_number(object) {
        return Ok((z.re, z.im));
    }
    if attr::lookup_special(thread, object, &*crate::arguments::intern(thread, "__complex__")?)?.is_some() {
        let z = construct::from_object(thread, object)?;
        return Ok((z.re, z.im));
    }
    Ok((number::to_f64(thread, object)?, 0.0))
}

capi! {
    fn PyComplex_FromDoubles(_thread, re: f64, im: f64) -> New { Ok(complex::from_parts(re, im)) }
    fn PyComplex_RealAsDouble(thread, object: Borrowed) -> Plain<f64> { Ok(parts(thread, &object)?.0) }
    fn PyComplex_ImagAsDouble(thread, object: Borrowed) -> Plain<f64> { Ok(parts(thread, &object)?.1) }
}
