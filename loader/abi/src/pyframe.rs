//! `pyframe.h`

use crate::arguments::Is;
use crate::boundary::{New, Plain};
use crate::capi;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::frame::{self, FrameObject};
use ladon_vm::value::Value;

/// The frame that called the running C function: the same object each time it asks.
pub fn calling(thread: &ThreadState) -> PyResult<Option<Value>> {
    // SAFETY: frames of the thread are alive while it runs.
    let Some(running) = (unsafe { thread.frame.get().as_ref() }) else { return Ok(None) };
    let at = running.instruction_index() as u32;
    let known = thread.lent.snapshot().into_iter().rev().find(|lent| {
        lent.exact::<FrameObject>()
            .is_some_and(|frame| std::ptr::eq(&*frame.code, running.code()) && frame.instruction.get() == at)
    });
    match known {
        Some(frame) => Ok(Some(frame)),
        None => {
            let made = frame::at_depth(thread, 0)?;
            if let Some(frame) = &made {
                thread.lent.push(frame.clone())?;
            }
            Ok(made)
        }
    }
}

capi! {
    fn PyFrame_GetCode(_thread, frame: Is<FrameObject>) -> New { Ok(frame.code.clone()) }

    fn PyFrame_GetLineNumber(_thread, frame: Is<FrameObject>) -> Plain<i32> {
        Ok(frame.code.code.position(frame.instruction.get() as usize).line as i32)
    }
}
