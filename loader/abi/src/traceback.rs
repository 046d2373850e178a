//! `traceback.h`

use crate::arguments::{Given, Is};
use crate::boundary::{Status, bad_internal_call};
use crate::capi;
use ladon_vm::exceptions::BaseExceptionObject;
use ladon_vm::exceptions::frames;
use ladon_vm::exceptions::traceback::Traceback;
use ladon_vm::object::call;
use ladon_vm::types::define::Builtin;
use ladon_vm::types::frame::FrameObject;
use ladon_vm::types::{Str, int};
use ladon_vm::value::Value;

capi! {
    fn PyTraceBack_Here(thread, frame: Is<FrameObject>) -> Status {
        let Some(exception) = thread.peek_pending() else { return Err(bad_internal_call(thread)) };
        let Some(fields) = exception.downcast::<BaseExceptionObject>() else { return Ok(()) };
        let next = fields.traceback.get().unwrap_or_else(Value::none);
        let last = int::from_i64(frame.instruction() as i64 * 2);
        let args = [next, frame.value().clone(), last, int::from_i64(i64::from(frame.line()))];
        thread.set_raised(None);
        let entry = call::positional(thread, &Traceback::type_object().as_value(), &args)?;
        fields.traceback.set(Some(entry));
        thread.set_raised(Some(exception.clone()));
        Ok(())
    }

    fn PyTraceBack_Print(thread, traceback: Given, file: Given) -> Status {
        if traceback.downcast::<Traceback>().is_none() {
            return Err(bad_internal_call(thread));
        }
        let entries = frames::format(thread, Some((*traceback).clone()));
        let text = Str::try_new(&format!("Traceback (most recent call last):\n{entries}"))?;
        call::method(thread, &file, "write", &[text.into_value()])?;
        Ok(())
    }
}
