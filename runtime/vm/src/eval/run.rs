//! The dispatch loop. Straight paths stand here; everything else is a call away.

use super::call::{self, clear_words};
use super::context::{Ctx, set};
use super::frame::{Exit, Frame};
use super::invoke::{Called, Operands, Sources};
use super::words::{both_ints, float_of, float_word, int_of, is_float, number_of, quick_is};
use super::{access, arith, build, cache, invoke, misc, suspend, unwind};
use crate::object::{compare, iter, subscript, truth};
use crate::poll;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::cell::Cell as CellObject;
use crate::types::generator::Generator;
use crate::types::list::ListIterator;
use crate::types::range::RangeIterator;
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::{List, Tuple, int};
use crate::value::{INT_TAG, Value};
use ladon_bytecode::{Op, flag};
use std::sync::atomic::Ordering;

/// Runs the current frame until it returns; it must have `Exit::Native`.
#[allow(unused_unsafe, reason = "the macros that read registers are used inside and outside of unsafe blocks")]
pub fn run(thread: &ThreadState) -> PyResult<Value> {
    let mut frame: *mut Frame = thread.frame.get().cast_mut();
    let breaker = &thread.interp().remote.breaker;
    'frame: loop {
        if breaker.load(Ordering::Relaxed) != 0
            && let Err(raised) = poll::poll_unless_raised(thread)
        {
            frame = unwind::unwind(thread, raised)?;
            continue;
        }
        // SAFETY: the frame is the current one; its window, constants and instructions were verified (V1–V6).
        let (mut pc, regs, consts) = unsafe {
            let linked = &*(*frame).linked;
            ((*frame).pc.get().cast_mut(), (*frame).regs, linked.consts.as_ptr())
        };
        macro_rules! save {
            () => {
                // SAFETY: the frame is the current one.
                unsafe { (*frame).pc.set(pc) }
            };
        }
        macro_rules! word {
            ($index:expr) => {
                // SAFETY: V1.
                unsafe { *regs.add($index) }
            };
        }
        macro_rules! val {
            ($index:expr) => {
                // SAFETY: V1, V4.
                unsafe { &*regs.add($index).cast::<Value>() }
            };
        }
        macro_rules! konst {
            ($index:expr) => {
                // SAFETY: V2.
                unsafe { &*consts.add($index) }
            };
        }
        macro_rules! put {
            ($index:expr, $word:expr) => {
                // SAFETY: V1.
                unsafe { set(regs, $index, $word) }
            };
        }
        let raised: Raised = 'run: loop {
            // Each operand is read by itself: nothing to shift or mask.
            // SAFETY: V1, V3: `pc` is the head word of an instruction, little-endian: op, flags, a, b, c.
            let (op, a, b, c): (Op, usize, usize, usize) = unsafe {
                let half = pc.cast::<u16>();
                (*pc.cast::<Op>(), *half.add(1) as usize, *half.add(2) as usize, *half.add(3) as usize)
            };
            macro_rules! flags {
                () => {
                    // SAFETY: as above.
                    unsafe { *pc.cast::<u8>().add(1) }
                };
            }
            macro_rules! next {
                ($n:expr) => {{
                    // SAFETY: V3: control never runs off the end.
                    pc = unsafe { pc.add($n) };
                    continue 'run;
                }};
            }
            macro_rules! jump {
                ($offset:expr) => {{
                    // SAFETY: V3: jumps lie on instruction starts.
                    pc = unsafe { pc.offset($offset as isize) };
                    continue 'run;
                }};
            }
            macro_rules! wide {
                () => {
                    // SAFETY: as above.
                    unsafe { *pc.cast::<i32>().add(1) }
                };
            }
            macro_rules! ctx {
                () => {{
                    save!();
                    // SAFETY: the frame is the current one.
                    unsafe { Ctx { thread, frame: &*frame, regs, word: *pc, pc } }
                }};
            }
            /// Drops a source at its last use.
            macro_rules! consume {
                ($flag:ident, $reg:expr) => {
                    if flags!() & flag::$flag != 0 {
                        save!();
                        put!($reg, 0);
                    }
                };
            }
            macro_rules! check {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(raised) => break 'run raised,
                    }
                };
            }
            /// Whether the frame's window lies on the stack.
            macro_rules! on_stack {
                () => {
                    // SAFETY: the frame is the current one.
                    unsafe { (*frame).stack_free.is_null() }
                };
            }
            /// Where the result of a call goes.
            macro_rules! result {
                () => {
                    (flags!() & flag::DISCARD == 0).then_some(a as u16)
                };
            }
            /// What became of a call: goes on in the frame that was entered, or behind the instruction.
            macro_rules! called {
                ($called:expr, $n:expr) => {
                    match check!($called) {
                        Called::Entered => {
                            frame = thread.frame.get().cast_mut();
                            continue 'frame;
                        }
                        Called::Done(value) => {
                            if flags!() & flag::DISCARD == 0 {
                                put!(a, value.into_bits());
                            }
                            next!($n)
                        }
                    }
                };
            }
            /// Calls a function off the straight path, then goes on behind the instruction.
            macro_rules! slow {
                ($function:expr, $n:expr) => {{
                    let ctx = ctx!();
                    check!($function(&ctx));
                    next!($n)
                }};
            }
            macro_rules! arith {
                ($x:expr, $y:expr, $op:ident, |$p:ident, $q:ident| $int:expr, |$u:ident, $v:ident| $float:expr) => {{
                    let (xp, yp): (&Value, &Value) = ($x, $y);
                    let (x, y) = (xp.bits(), yp.bits());
                    if both_ints(x, y) {
                        // The payloads in the upper bits: overflow of 64 bits is overflow of 49.
                        let ($p, $q) = ((x << 15) as i64, (y << 15) as i64);
                        if let Some(result) = $int {
                            put!(a, (result as u64 >> 15) | INT_TAG);
                            next!(1)
                        }
                    } else if is_float(x) && is_float(y) {
                        let ($u, $v) = (float_of(x), float_of(y));
                        put!(a, float_word($float));
                        next!(1)
                    } else if let (Some($u), Some($v)) = (number_of(x), number_of(y)) {
                        put!(a, float_word($float));
                        next!(1)
                    }
                    let ctx = ctx!();
                    check!(arith::binary(&ctx, BinaryOp::$op, xp, yp));
                    next!(1)
                }};
            }
            macro_rules! bits {
                ($x:expr, $y:expr, $op:ident, |$p:ident, $q:ident| $int:expr) => {{
                    let (xp, yp): (&Value, &Value) = ($x, $y);
                    let ($p, $q) = (xp.bits(), yp.bits());
                    if both_ints($p, $q) {
                        put!(a, $int);
                        next!(1)
                    }
                    let ctx = ctx!();
                    check!(arith::binary(&ctx, BinaryOp::$op, xp, yp));
                    next!(1)
                }};
            }
            macro_rules! divide {
                ($x:expr, $y:expr, $op:ident, $function:ident) => {{
                    let (xp, yp): (&Value, &Value) = ($x, $y);
                    if let Some(result) = arith::$function(xp.bits(), yp.bits()) {
                        put!(a, result);
                        next!(1)
                    }
                    let ctx = ctx!();
                    check!(arith::binary(&ctx, BinaryOp::$op, xp, yp));
                    next!(1)
                }};
            }
            macro_rules! general {
                ($x:expr, $y:expr, $op:ident) => {{
                    let (xp, yp): (&Value, &Value) = ($x, $y);
                    let ctx = ctx!();
                    check!(arith::binary(&ctx, BinaryOp::$op, xp, yp));
                    next!(1)
                }};
            }
            macro_rules! compare_op {
                ($x:expr, $y:expr, $op:ident) => {{
                    let (xp, yp): (&Value, &Value) = ($x, $y);
                    if let Some(result) = compare::compare_numbers(xp, yp, CompareOp::$op) {
                        put!(a, Value::bool(result).into_bits());
                        next!(1)
                    }
                    let ctx = ctx!();
                    check!(arith::compare(&ctx, CompareOp::$op, xp, yp));
                    next!(1)
                }};
            }
            macro_rules! jump_if {
                ($y:expr, $op:ident) => {{
                    let (xp, yp): (&Value, &Value) = (val!(a), $y);
                    let (x, y) = (xp.bits(), yp.bits());
                    let outcome = if both_ints(x, y) {
                        CompareOp::$op.matches(int_of(x).cmp(&int_of(y)))
                    } else if is_float(x) && is_float(y) {
                        compare::compare_floats(float_of(x), float_of(y), CompareOp::$op)
                    } else {
                        let ctx = ctx!();
                        check!(arith::compare_jump(&ctx, CompareOp::$op, xp, yp))
                    };
                    if outcome != (flags!() & flag::NEGATE != 0) {
                        jump!(c as i16)
                    }
                    next!(1)
                }};
            }
            match op {
                Op::Nop => next!(1),
                Op::LoadConst => {
                    put!(a, konst!(b).clone().into_bits());
                    next!(1)
                }
                Op::LoadInt => {
                    put!(a, Value::small_unchecked(wide!() as i64).into_bits());
                    next!(1)
                }
                Op::LoadNone => {
                    put!(a, Value::none().into_bits());
                    next!(1)
                }
                Op::LoadTrue => {
                    put!(a, Value::bool(true).into_bits());
                    next!(1)
                }
                Op::LoadFalse => {
                    put!(a, Value::bool(false).into_bits());
                    next!(1)
                }
                Op::Move => {
                    if flags!() & flag::TAKE_B != 0 {
                        let moved = word!(b);
                        // SAFETY: V1.
                        unsafe { *regs.add(b) = 0 };
                        put!(a, moved);
                    } else {
                        put!(a, val!(b).clone().into_bits());
                    }
                    next!(1)
                }
                Op::Move2 => {
                    let ctx = ctx!();
                    let first = ctx.source_b();
                    let second = if ctx.flag(flag::TAKE_C) { ctx.take(c) } else { ctx.get(c).clone() };
                    ctx.set(a, first);
                    ctx.set(a + 1, second);
                    next!(1)
                }
                Op::MovePair => {
                    let (first, second) = (word!(b), word!(b + 1));
                    // SAFETY: V1.
                    unsafe {
                        *regs.add(b) = 0;
                        *regs.add(b + 1) = 0;
                    }
                    put!(a, first);
                    put!(a + 1, second);
                    next!(1)
                }
                Op::Clear => {
                    save!();
                    put!(a, 0);
                    next!(1)
                }
                Op::CheckBound => {
                    if word!(a) == 0 {
                        let ctx = ctx!();
                        break 'run access::unbound_local(&ctx, c);
                    }
                    next!(1)
                }
                Op::MakeCell => {
                    // SAFETY: V1: moved into the cell.
                    let content = unsafe { (*regs.add(a).cast::<Option<Value>>()).take() };
                    put!(a, CellObject::new(content).into_value().into_bits());
                    next!(1)
                }
                Op::CopyFreeVars => slow!(access::copy_free_vars, 1),
                Op::LoadCell => {
                    // SAFETY: V5.
                    let cell = unsafe { val!(b).downcast_unchecked::<CellObject>() };
                    match cell.get() {
                        Some(value) => {
                            put!(a, value.into_bits());
                            next!(1)
                        }
                        None => {
                            let ctx = ctx!();
                            break 'run access::unbound_cell(&ctx, b, c);
                        }
                    }
                }
                Op::StoreCell => {
                    let ctx = ctx!();
                    let value = ctx.source_a();
                    // SAFETY: V5.
                    unsafe { val!(b).downcast_unchecked::<CellObject>() }.set(Some(value));
                    next!(1)
                }
                Op::DeleteCell => slow!(access::delete_cell, 1),
                Op::LoadNameOrCell => slow!(access::load_name_or_cell, 1),
                Op::LoadDictOrGlobal => slow!(access::load_dict_or_global, 1),
                Op::LoadDictOrCell => slow!(access::load_dict_or_cell, 2),

                Op::LoadGlobal => {
                    // SAFETY: V1: two cache words follow. The frame is the current one.
                    if let Some(value) = unsafe { access::cached_global(&*frame, pc) } {
                        put!(a, value.into_bits());
                        next!(3)
                    }
                    slow!(access::load_global, 3)
                }
                Op::StoreGlobal => slow!(access::store_global, 2),
                Op::DeleteGlobal => slow!(access::delete_global, 1),
                Op::LoadName => {
                    // SAFETY: V1: two cache words follow. The frame is the current one.
                    if let Some(value) = unsafe { access::cached_name(&*frame, pc) } {
                        put!(a, value.into_bits());
                        next!(3)
                    }
                    slow!(access::load_name, 3)
                }
                Op::StoreName => slow!(access::store_name, 2),
                Op::DeleteName => slow!(access::delete_name, 1),
                Op::LoadLocals => slow!(access::load_locals, 1),

                Op::LoadAttr => {
                    // SAFETY: V1: three cache words follow.
                    let words = unsafe { cache::read(pc) };
                    if let Some(found) = cache::attribute(val!(b), words) {
                        consume!(TAKE_B, b);
                        put!(a, found.into_bits());
                        next!(4)
                    }
                    if let Some(getter) = cache::property(val!(b), words) {
                        let ctx = ctx!();
                        match check!(invoke::enter_property(&ctx, getter)) {
                            None => {
                                frame = thread.frame.get().cast_mut();
                                continue 'frame;
                            }
                            Some(value) => {
                                put!(a, value.into_bits());
                                next!(4)
                            }
                        }
                    }
                    slow!(access::load_attr, 4)
                }
                Op::StoreAttr => {
                    // SAFETY: V1: three cache words follow.
                    if cache::store(val!(b), unsafe { cache::read(pc) }, || {
                        if flags!() & flag::TAKE_A != 0 {
                            // SAFETY: V1, V4: the temporary is consumed.
                            unsafe { Value::from_bits(std::mem::replace(&mut *regs.add(a), 0)) }
                        } else {
                            val!(a).clone()
                        }
                    }) {
                        consume!(TAKE_B, b);
                        next!(4)
                    }
                    slow!(access::store_attr, 4)
                }
                Op::DeleteAttr => slow!(access::delete_attr, 1),
                Op::LoadSubscr => {
                    if let Some(found) = access::fast_subscript(val!(b), val!(c)) {
                        consume!(TAKE_B, b);
                        consume!(TAKE_C, c);
                        put!(a, found.into_bits());
                        next!(1)
                    }
                    slow!(access::load_subscr, 1)
                }
                Op::LoadSubscrK => {
                    if let Some(found) = access::fast_subscript(val!(b), konst!(c)) {
                        consume!(TAKE_B, b);
                        put!(a, found.into_bits());
                        next!(1)
                    }
                    slow!(access::load_subscr_k, 1)
                }
                Op::StoreSubscr => {
                    let (object, index) = (val!(b), val!(c));
                    if let (Some(list), Some(at)) = (object.exact::<List>(), index.as_small_int())
                        && (at as usize) < list.len()
                    {
                        save!();
                        let value = if flags!() & flag::TAKE_A != 0 {
                            // SAFETY: V1, V4: the temporary is consumed.
                            unsafe { Value::from_bits(std::mem::replace(&mut *regs.add(a), 0)) }
                        } else {
                            val!(a).clone()
                        };
                        drop(list.items.replace(at as usize, value));
                        consume!(TAKE_B, b);
                        consume!(TAKE_C, c);
                        next!(1)
                    }
                    slow!(access::store_subscr, 1)
                }
                Op::StoreSubscrK => slow!(access::store_subscr_k, 1),
                Op::DeleteSubscr => {
                    let ctx = ctx!();
                    check!(subscript::delete(thread, ctx.get(b), ctx.get(c)));
                    ctx.consume();
                    next!(1)
                }
                Op::LoadSlice => slow!(access::load_slice, 1),
                Op::StoreSlice => slow!(access::store_slice, 1),
                Op::BuildSlice => slow!(build::slice, 1),
                Op::LoadSuperAttr => slow!(access::load_super_attr, 2),
                Op::LoadSuperMethod => slow!(access::load_super_method, 2),

                Op::Add => arith!(val!(b), val!(c), Add, |p, q| p.checked_add(q), |u, v| u + v),
                Op::Sub => arith!(val!(b), val!(c), Sub, |p, q| p.checked_sub(q), |u, v| u - v),
                Op::Mul => arith!(val!(b), val!(c), Mul, |p, q| (p >> 15).checked_mul(q), |u, v| u * v),
                Op::AddK => arith!(val!(b), konst!(c), Add, |p, q| p.checked_add(q), |u, v| u + v),
                Op::SubK => arith!(val!(b), konst!(c), Sub, |p, q| p.checked_sub(q), |u, v| u - v),
                Op::MulK => arith!(val!(b), konst!(c), Mul, |p, q| (p >> 15).checked_mul(q), |u, v| u * v),
                Op::KAdd => arith!(konst!(b), val!(c), Add, |p, q| p.checked_add(q), |u, v| u + v),
                Op::KSub => arith!(konst!(b), val!(c), Sub, |p, q| p.checked_sub(q), |u, v| u - v),
                Op::KMul => arith!(konst!(b), val!(c), Mul, |p, q| (p >> 15).checked_mul(q), |u, v| u * v),
                Op::TrueDiv => divide!(val!(b), val!(c), TrueDiv, true_divide),
                Op::TrueDivK => divide!(val!(b), konst!(c), TrueDiv, true_divide),
                Op::KTrueDiv => divide!(konst!(b), val!(c), TrueDiv, true_divide),
                Op::FloorDiv => divide!(val!(b), val!(c), FloorDiv, floor_divide),
                Op::FloorDivK => divide!(val!(b), konst!(c), FloorDiv, floor_divide),
                Op::Mod => divide!(val!(b), val!(c), Mod, modulo),
                Op::ModK => divide!(val!(b), konst!(c), Mod, modulo),
                Op::And => bits!(val!(b), val!(c), And, |p, q| p & q),
                Op::AndK => bits!(val!(b), konst!(c), And, |p, q| p & q),
                Op::Or => bits!(val!(b), val!(c), Or, |p, q| p | q),
                Op::OrK => bits!(val!(b), konst!(c), Or, |p, q| p | q),
                Op::Xor => bits!(val!(b), val!(c), Xor, |p, q| (p ^ q) | INT_TAG),
                Op::XorK => bits!(val!(b), konst!(c), Xor, |p, q| (p ^ q) | INT_TAG),
                Op::LShift => divide!(val!(b), val!(c), LShift, shift_left),
                Op::LShiftK => divide!(val!(b), konst!(c), LShift, shift_left),
                Op::KLShift => divide!(konst!(b), val!(c), LShift, shift_left),
                Op::RShift => divide!(val!(b), val!(c), RShift, shift_right),
                Op::RShiftK => divide!(val!(b), konst!(c), RShift, shift_right),
                Op::Pow => divide!(val!(b), val!(c), Pow, power),
                Op::PowK => divide!(val!(b), konst!(c), Pow, power),
                Op::KPow => divide!(konst!(b), val!(c), Pow, power),
                Op::MatMul => general!(val!(b), val!(c), MatMul),
                Op::Neg => {
                    let x = word!(b);
                    if is_float(x) {
                        put!(a, float_word(-float_of(x)));
                        next!(1)
                    }
                    slow!(arith::negative, 1)
                }
                Op::Pos => slow!(arith::positive, 1),
                Op::Invert => slow!(arith::invert, 1),
                Op::Not => {
                    let x = val!(b);
                    let outcome = if x.is_true() {
                        true
                    } else if x.is_false() {
                        false
                    } else {
                        let ctx = ctx!();
                        let outcome = check!(truth::is_true(thread, x));
                        ctx.consume();
                        outcome
                    };
                    put!(a, Value::bool(!outcome).into_bits());
                    next!(1)
                }

                Op::Lt => compare_op!(val!(b), val!(c), Lt),
                Op::Le => compare_op!(val!(b), val!(c), Le),
                Op::Eq => compare_op!(val!(b), val!(c), Eq),
                Op::Ne => compare_op!(val!(b), val!(c), Ne),
                Op::Gt => compare_op!(val!(b), val!(c), Gt),
                Op::Ge => compare_op!(val!(b), val!(c), Ge),
                Op::LtK => compare_op!(val!(b), konst!(c), Lt),
                Op::LeK => compare_op!(val!(b), konst!(c), Le),
                Op::EqK => compare_op!(val!(b), konst!(c), Eq),
                Op::NeK => compare_op!(val!(b), konst!(c), Ne),
                Op::GtK => compare_op!(val!(b), konst!(c), Gt),
                Op::GeK => compare_op!(val!(b), konst!(c), Ge),
                Op::Is => {
                    if let Some(same) = quick_is(word!(b), word!(c)) {
                        consume!(TAKE_B, b);
                        consume!(TAKE_C, c);
                        put!(a, Value::bool(same != (flags!() & flag::NEGATE != 0)).into_bits());
                        next!(1)
                    }
                    let ctx = ctx!();
                    let same = arith::is_same(ctx.get(b), ctx.get(c));
                    ctx.consume();
                    ctx.set(a, Value::bool(same != ctx.flag(flag::NEGATE)));
                    next!(1)
                }
                Op::In => {
                    let ctx = ctx!();
                    let found = check!(subscript::contains(thread, ctx.get(c), ctx.get(b)));
                    ctx.consume();
                    ctx.set(a, Value::bool(found != ctx.flag(flag::NEGATE)));
                    next!(1)
                }

                Op::Jump => jump!(wide!()),
                Op::JumpBack => {
                    if breaker.load(Ordering::Relaxed) != 0 {
                        save!();
                        check!(poll::poll(thread));
                    }
                    jump!(wide!())
                }
                Op::JumpIfTrue | Op::JumpIfFalse => {
                    let x = val!(a);
                    let outcome = if x.is_true() {
                        true
                    } else if x.is_false() || x.is_none() {
                        false
                    } else {
                        save!();
                        check!(truth::is_true(thread, x))
                    };
                    let taken = outcome == (op as u8 == Op::JumpIfTrue as u8);
                    let flags = flags!();
                    if flags & flag::TAKE_A != 0 || (flags & flag::TAKE_FALL != 0 && !taken) {
                        save!();
                        put!(a, 0);
                    }
                    if taken {
                        jump!(wide!())
                    }
                    next!(1)
                }
                Op::JumpIfNone | Op::JumpIfNotNone => {
                    let taken = val!(a).is_none() == (op as u8 == Op::JumpIfNone as u8);
                    if flags!() & flag::TAKE_A != 0 {
                        save!();
                        put!(a, 0);
                    }
                    if taken {
                        jump!(wide!())
                    }
                    next!(1)
                }
                Op::JumpIfLt => jump_if!(val!(b), Lt),
                Op::JumpIfLe => jump_if!(val!(b), Le),
                Op::JumpIfEq => jump_if!(val!(b), Eq),
                Op::JumpIfNe => jump_if!(val!(b), Ne),
                Op::JumpIfGt => jump_if!(val!(b), Gt),
                Op::JumpIfGe => jump_if!(val!(b), Ge),
                Op::JumpIfLtK => jump_if!(konst!(b), Lt),
                Op::JumpIfLeK => jump_if!(konst!(b), Le),
                Op::JumpIfEqK => jump_if!(konst!(b), Eq),
                Op::JumpIfNeK => jump_if!(konst!(b), Ne),
                Op::JumpIfGtK => jump_if!(konst!(b), Gt),
                Op::JumpIfGeK => jump_if!(konst!(b), Ge),
                Op::JumpIfIs => {
                    if let Some(same) = quick_is(word!(a), word!(b)) {
                        consume!(TAKE_A, a);
                        consume!(TAKE_B, b);
                        if same != (flags!() & flag::NEGATE != 0) {
                            jump!(c as i16)
                        }
                        next!(1)
                    }
                    let ctx = ctx!();
                    let same = arith::is_same(ctx.get(a), ctx.get(b));
                    ctx.consume();
                    if same != ctx.flag(flag::NEGATE) {
                        jump!(c as i16)
                    }
                    next!(1)
                }
                Op::JumpIfIn => {
                    let ctx = ctx!();
                    let found = check!(subscript::contains(thread, ctx.get(b), ctx.get(a)));
                    ctx.consume();
                    if found != ctx.flag(flag::NEGATE) {
                        jump!(c as i16)
                    }
                    next!(1)
                }

                Op::Call | Op::CallMethod => {
                    save!();
                    let (first, count) = match op {
                        Op::Call => (b + 1, c),
                        _ if word!(b + 1) == 0 => (b + 2, c),
                        _ => (b + 1, c + 1),
                    };
                    // SAFETY: V1, V4: the registers of the call.
                    let operands = unsafe { Operands::new(regs, b, first, count) };
                    if on_stack!() {
                        // SAFETY: the frame is the current one.
                        if let Some(entered) = unsafe { invoke::enter_plain(thread, operands, result!()) } {
                            called!(entered.map(|()| Called::Entered), 3)
                        }
                    }
                    if let Some(result) = invoke::call_native(thread, operands, result!().is_none()) {
                        called!(result.map(Called::Done), 3)
                    }
                    let ctx = ctx!();
                    // SAFETY: as above.
                    called!(unsafe { invoke::laid_out(&ctx, first, count) }, 3)
                }
                Op::CallFrom => {
                    save!();
                    // SAFETY: V1, V2, V4: an operand word follows; the registers of the call.
                    let sources = unsafe { Sources::new(regs, b, c, *pc.add(1)) };
                    let lasting = || flags!() & flag::LASTING != 0;
                    if let Some(result) = invoke::call_native_from(thread, sources, lasting) {
                        called!(result.map(Called::Done), 4)
                    }
                    if on_stack!() {
                        // SAFETY: as above; the frame is the current one.
                        if let Some(entered) = unsafe { invoke::enter_plain_from(thread, sources, result!()) } {
                            called!(entered.map(|()| Called::Entered), 4)
                        }
                    }
                    let ctx = ctx!();
                    // SAFETY: as above.
                    called!(unsafe { invoke::from_sources(&ctx, sources) }, 4)
                }
                Op::CallKw | Op::CallMethodKw => {
                    let ctx = ctx!();
                    let (first, count) = match op {
                        Op::CallKw => (b + 1, c),
                        _ if word!(b + 1) == 0 => (b + 2, c),
                        _ => (b + 1, c + 1),
                    };
                    // SAFETY: V2: a tuple of names.
                    let names = unsafe { ctx.constant(ctx.lo()).downcast_unchecked::<Tuple>() };
                    // SAFETY: as above.
                    let operands = unsafe { Operands::new(regs, b, first, count) };
                    if let Some(result) = invoke::call_native_kw(thread, operands, names) {
                        called!(result.map(Called::Done), 4)
                    }
                    called!(invoke::call_kw(&ctx, first, count, names), 4)
                }
                Op::CallEx => {
                    let ctx = ctx!();
                    called!(invoke::call_ex(&ctx).map(Called::Done), 2)
                }
                Op::LoadMethod => {
                    // SAFETY: V1: three cache words follow.
                    let words = unsafe { cache::read(pc) };
                    if let Some(function) = cache::method(val!(b), words) {
                        let this = if flags!() & flag::TAKE_B != 0 {
                            // SAFETY: V1, V4: the temporary is consumed.
                            unsafe { std::mem::replace(&mut *regs.add(b), 0) }
                        } else {
                            val!(b).clone().into_bits()
                        };
                        put!(a, function.into_bits());
                        put!(a + 1, this);
                        next!(4)
                    }
                    if let Some(found) = cache::attribute(val!(b), words) {
                        consume!(TAKE_B, b);
                        put!(a, found.into_bits());
                        put!(a + 1, 0);
                        next!(4)
                    }
                    slow!(access::load_method, 4)
                }
                Op::Return | Op::ReturnK | Op::ReturnNone => {
                    let result = match op {
                        Op::Return => {
                            // SAFETY: V1, V4: moved out; the window is cleared.
                            unsafe { std::mem::replace(&mut *regs.add(a), 0) }
                        }
                        Op::ReturnK => konst!(b).clone().into_bits(),
                        _ => Value::none().into_bits(),
                    };
                    save!();
                    // SAFETY: the frame is the current one; temporaries are consumed at a return.
                    unsafe {
                        if (*frame).partner.get() == 0
                            && let Exit::Register(dst) = (*frame).exit
                        {
                            // SAFETY: an owned value.
                            let result = Value::from_bits(result);
                            clear_words(regs, (*(*frame).linked).nlocals);
                            call::pop(thread, frame);
                            frame = thread.frame.get().cast_mut();
                            if let Some(dst) = dst {
                                set((*frame).regs, dst as usize, result.into_bits());
                            }
                            call::call_is_done(&*frame);
                            continue 'frame;
                        }
                        // SAFETY: an owned value.
                        match call::leave(thread, frame, op, a, Value::from_bits(result))? {
                            call::Left::Native(result) => return Ok(result),
                            call::Left::To(caller) => frame = caller,
                        }
                    }
                    continue 'frame;
                }

                Op::MakeFunction => slow!(build::function, 1),
                Op::LoadBuildClass => slow!(build::load_build_class, 1),
                Op::BuildList => slow!(build::list, 1),
                Op::BuildTuple => slow!(build::tuple, 1),
                Op::BuildSet => slow!(build::set, 1),
                Op::BuildDict => slow!(build::dict, 1),
                Op::BuildString => slow!(build::string, 1),
                Op::ListAppend => {
                    let ctx = ctx!();
                    let item = ctx.source_b();
                    // SAFETY: E2: the compiler made the list.
                    check!(unsafe { ctx.get(a).downcast_unchecked::<List>() }.append(item).map_err(Raised::from));
                    next!(1)
                }
                Op::SetAdd => slow!(build::set_add, 1),
                Op::DictSet => slow!(build::dict_set, 1),
                Op::ListExtend => slow!(build::list_extend, 1),
                Op::SetUpdate => slow!(build::set_update, 1),
                Op::DictUpdate => slow!(build::dict_update, 1),
                Op::DictMerge => slow!(build::dict_merge, 1),
                Op::ListToTuple => slow!(build::list_to_tuple, 1),

                Op::GetIter => slow!(misc::get_iter, 1),
                Op::ForIter => {
                    save!();
                    let iterator = val!(b);
                    if let Some(range) = iterator.exact::<RangeIterator>() {
                        if let Some(item) = range.advance() {
                            put!(a, int::from_i64(item).into_bits());
                            next!(2)
                        }
                        put!(b, 0);
                        jump!(c as i16)
                    }
                    if let Some(list) = iterator.exact::<ListIterator>() {
                        if let Some(item) = list.advance() {
                            put!(a, item.into_bits());
                            next!(2)
                        }
                        put!(b, 0);
                        jump!(c as i16)
                    }
                    // SAFETY: V3: control may come to the instruction behind.
                    let behind = unsafe { *pc.add(2) };
                    if behind as u8 == Op::Unpack2 as u8
                        && (behind >> 48) as usize == a
                        && (behind >> 8) as u8 & flag::TAKE_C != 0
                        && let Some(pair) = misc::next_pair(thread, iterator)
                    {
                        let Some((first, second)) = check!(pair) else {
                            put!(b, 0);
                            jump!(c as i16)
                        };
                        put!((behind >> 16) as u16 as usize, first.into_bits());
                        put!((behind >> 32) as u16 as usize, second.into_bits());
                        next!(3)
                    }
                    if iterator.is_exact::<Generator>() {
                        let ctx = ctx!();
                        if check!(suspend::enter(&ctx, iterator, false)) {
                            frame = thread.frame.get().cast_mut();
                            continue 'frame;
                        }
                    }
                    match check!(iter::next(thread, iterator)) {
                        Some(item) => {
                            put!(a, item.into_bits());
                            next!(2)
                        }
                        None => {
                            put!(b, 0);
                            jump!(c as i16)
                        }
                    }
                }
                Op::Unpack => slow!(build::unpack, 1),
                Op::Unpack2 => slow!(build::unpack2, 1),
                Op::Unpack3 => slow!(build::unpack3, 2),
                Op::UnpackEx => slow!(build::unpack_ex, 2),
                Op::Convert => slow!(build::convert, 1),
                Op::Format => slow!(build::format, 1),
                Op::FormatSpec => slow!(build::format_spec, 1),
                Op::BuildInterpolation => slow!(build::interpolation, 1),
                Op::BuildTemplate => slow!(build::template, 1),

                Op::EnterExcept => slow!(unwind::enter_except, 1),
                Op::LeaveExcept => slow!(unwind::leave_except, 1),
                Op::MatchExc => slow!(unwind::match_exc, 1),
                Op::MatchExcStar => slow!(unwind::match_exc_star, 1),
                Op::PrepReraiseStar => slow!(unwind::prep_reraise_star, 1),
                Op::Raise => {
                    let ctx = ctx!();
                    break 'run unwind::raise(&ctx);
                }
                Op::RaiseFrom => {
                    let ctx = ctx!();
                    break 'run unwind::raise_from(&ctx);
                }
                Op::RaiseAgain => {
                    let ctx = ctx!();
                    break 'run unwind::raise_again(&ctx);
                }
                Op::Reraise => {
                    let ctx = ctx!();
                    break 'run unwind::reraise(&ctx);
                }
                Op::LoadCommon => slow!(build::load_common, 1),
                Op::LoadWith => slow!(misc::load_with, 1),
                Op::LoadAsyncWith => slow!(misc::load_async_with, 1),
                Op::WithExceptArgs => slow!(misc::with_except_args, 1),

                Op::Yield => {
                    let ctx = ctx!();
                    if !matches!(ctx.frame.exit, Exit::Resumed { .. }) {
                        return suspend::yield_value(&ctx, frame);
                    }
                    let value = suspend::leave(&ctx, frame);
                    frame = thread.frame.get().cast_mut();
                    // SAFETY: the caller stands at a `ForIter` or `Send`: two words, the destination in slot a.
                    unsafe {
                        let at = (*frame).pc.get();
                        set((*frame).regs, (*at >> 16) as u16 as usize, value.into_bits());
                        (*frame).pc.set(at.add(2));
                    }
                    continue 'frame;
                }
                Op::Send => {
                    let ctx = ctx!();
                    if check!(suspend::enter(&ctx, val!(b), true)) {
                        frame = thread.frame.get().cast_mut();
                        continue 'frame;
                    }
                    if check!(suspend::send(&ctx)) {
                        next!(2)
                    }
                    jump!(c as i16)
                }
                Op::GetYieldFromIter => slow!(suspend::get_yield_from_iter, 1),
                Op::GetAwaitable => slow!(suspend::get_awaitable, 1),
                Op::GetAIter => slow!(suspend::get_aiter, 1),
                Op::GetANext => slow!(suspend::get_anext, 1),
                Op::IsStopAsync => slow!(suspend::is_stop_async, 1),

                Op::GetLen => slow!(build::get_len, 1),
                Op::MatchSequence => slow!(build::match_sequence, 1),
                Op::MatchMapping => slow!(build::match_mapping, 1),
                Op::MatchKeys => slow!(build::match_keys, 1),
                Op::MatchClass => slow!(build::match_class, 2),
                Op::MatchRest => slow!(build::match_rest, 1),

                Op::ImportName => slow!(misc::import_name, 2),
                Op::ImportFrom => slow!(misc::import_from, 1),
                Op::ImportStar => slow!(misc::import_star, 1),
                Op::PrintExpr => slow!(misc::print_expr, 1),
                Op::Intrinsic => slow!(misc::intrinsic, 1),
            }
        };
        save!();
        match unwind::unwind(thread, raised) {
            Ok(handler) => frame = handler,
            Err(raised) => return Err(raised),
        }
    }
}
