//! `pyframe.h`

use crate::arguments::Is;
use crate::boundary::{New, Plain};
use crate::capi;
use ladon_vm::types::frame::FrameObject;

capi! {
    fn PyFrame_GetCode(_thread, frame: Is<FrameObject>) -> New { Ok(frame.code.clone()) }

    fn PyFrame_GetLineNumber(_thread, frame: Is<FrameObject>) -> Plain<i32> {
        Ok(frame.line() as i32)
    }
}
