//! From a [`Unit`] to a verified `Code`: drops bound checks that cannot fail and code that cannot be reached, joins moves,
//! lays out the words, resolves jumps (long ones by way of a `Jump`), and writes the tables.

use std::sync::Arc;

use ladon_bytecode::{Code, CodeFlags, Effects, ExceptionEntry, Instr, Op, Positions, RawCode, Reg, flag};
use ruff_text_size::TextRange;

use crate::emit::{Ir, NO_HANDLER, Unit};
use crate::error::{ErrorKind, Fault, Result};
use crate::scope::ScopeTable;
use crate::source::Source;

impl Unit<'_> {
    /// Assembles.
    pub fn finish(mut self, table: &ScopeTable, source: &Source) -> Result<Arc<Code>> {
        if let Some(what) = self.overflow {
            let message = format!("too many {what} in one code object (the limit is {})", ladon_bytecode::MAX_INDEX);
            return Err(Fault { kind: ErrorKind::Syntax, message, range: TextRange::default() });
        }
        self.thread_jumps();
        let keep = Flow::new(&self).run();
        let is_target = self.targets();
        self.join_calls(&keep, &is_target);
        self.join_moves(&keep, &is_target);
        let layout = Layout::new(&self, &keep);
        let raw = self.raw_code(table, source, &layout);
        let code = Code::new(raw).map_err(|error| {
            let message = format!("internal error of the compiler in {}: {error}", self.qualname);
            Fault { kind: ErrorKind::Syntax, message, range: self.range }
        })?;
        Ok(Arc::new(code))
    }

    /// A jump to a `Jump` goes where that goes.
    fn thread_jumps(&mut self) {
        for index in 0..self.instrs.len() {
            for _ in 0..8 {
                let Some(label) = self.instrs[index].target else { break };
                let at = self.labels[label.0 as usize] as usize;
                let Some(next) = self.instrs.get(at).copied() else { break };
                if next.instr.op == Op::Jump && at != index {
                    self.instrs[index].target = next.target;
                } else if next.instr.op == Op::JumpBack && self.instrs[index].instr.op == Op::Jump {
                    self.instrs[index] = Ir { range: self.instrs[index].range, ..next };
                } else {
                    break;
                }
            }
        }
    }

    /// Which instructions something jumps to.
    fn targets(&self) -> Vec<bool> {
        let mut is_target = vec![false; self.instrs.len() + 1];
        self.labels.iter().filter(|at| **at != u32::MAX).for_each(|at| is_target[*at as usize] = true);
        is_target
    }

    /// A call whose last operands were just moved to their places reads them where they were.
    fn join_calls(&mut self, keep: &[bool], is_target: &[bool]) {
        for call in 0..self.instrs.len() {
            let Ir { instr, handler, .. } = self.instrs[call];
            let count = usize::from(instr.c);
            if instr.op != Op::Call || !keep[call] || count > Instr::MOST_SOURCES {
                continue;
            }
            let mut places: Vec<Reg> = (instr.b..=instr.b + instr.c).collect();
            let (mut open, mut index) = (places.len(), call);
            while open > 0 && index > 0 && !is_target[index] {
                index -= 1;
                let Ir { instr: moved, handler: outer, .. } = self.instrs[index];
                if !keep[index] || moved.op == Op::Nop {
                    continue;
                }
                let is_place = moved.a == instr.b + open as Reg - 1 && outer == handler;
                match moved.op {
                    Op::LoadConst | Op::LoadInt | Op::LoadNone | Op::LoadTrue | Op::LoadFalse if is_place => {}
                    Op::Move if is_place && moved.flags == 0 && moved.b < instr.b => {
                        places[open - 1] = moved.b;
                        self.instrs[index].instr = Instr::new(Op::Nop);
                    }
                    _ => break,
                }
                open -= 1;
            }
            if places.iter().any(|reg| *reg < instr.b) {
                let lasting = if places.iter().all(|reg| *reg < instr.b) { flag::LASTING } else { 0 };
                let joined = Instr::abc(Op::CallFrom, instr.a, instr.b, places[0]).with_flags(instr.flags | lasting);
                self.instrs[call].instr = joined.with_sources(&places[1..]);
            }
        }
    }

    /// Two moves into neighbouring registers become one instruction.
    fn join_moves(&mut self, keep: &[bool], is_target: &[bool]) {
        let mut index = 0;
        while index + 1 < self.instrs.len() {
            let (first, second) = (self.instrs[index], self.instrs[index + 1]);
            let joinable = keep[index]
                && keep[index + 1]
                && !is_target[index + 1]
                && first.instr.op == Op::Move
                && second.instr.op == Op::Move
                && second.instr.a == first.instr.a + 1
                && second.instr.b != first.instr.a
                && first.handler == second.handler;
            if joinable {
                let take_c = if second.instr.flags & flag::TAKE_B != 0 { flag::TAKE_C } else { 0 };
                let joined = Instr::abc(Op::Move2, first.instr.a, first.instr.b, second.instr.b);
                self.instrs[index].instr = joined.with_flags(first.instr.flags | take_c);
                self.instrs[index + 1].instr = Instr::new(Op::Nop);
                index += 1;
            }
            index += 1;
        }
    }

    fn raw_code(&mut self, table: &ScopeTable, source: &Source, layout: &Layout) -> RawCode {
        let text = |sym: &crate::scope::Sym| -> Box<str> {
            match table.names.name(*sym) {
                // Hidden while compiling, so that no name in an annotation means the parameter.
                ".format" => "format".into(),
                name => name.into(),
            }
        };
        let mut positions = Positions::default();
        for (start, range) in &layout.ranges {
            positions.push(*start, source.position(*range));
        }
        RawCode {
            name: self.name.clone(),
            qualname: self.qualname.as_str().into(),
            filename: source.filename.clone(),
            first_line: self.first_line,
            flags: self.flags,
            argcount: self.argcount,
            posonlyargcount: self.posonlyargcount,
            kwonlyargcount: self.kwonlyargcount,
            nlocals: self.nlocals as u16,
            nregs: self.max.max(self.nlocals) as u16,
            varnames: self.varnames.iter().map(text).collect(),
            cellvars: self.cellvars.iter().map(text).collect(),
            freevars: table.scopes[self.frame].free.iter().map(text).collect(),
            names: self.names.iter().map(text).collect(),
            consts: std::mem::take(&mut self.consts).into(),
            instructions: layout.words.as_slice().into(),
            exception_table: layout.table.as_slice().into(),
            positions,
        }
    }
}

/// Which registers surely hold values, forward; decides which instructions stay.
struct Flow<'u, 'a> {
    unit: &'u Unit<'a>,
    size: usize,
    before: Vec<Option<Box<[u64]>>>,
    starts: Vec<bool>,
    work: Vec<usize>,
}

impl<'u, 'a> Flow<'u, 'a> {
    fn new(unit: &'u Unit<'a>) -> Flow<'u, 'a> {
        let count = unit.instrs.len();
        let mut starts = vec![false; count + 1];
        unit.labels.iter().filter(|at| **at != u32::MAX).for_each(|at| starts[*at as usize] = true);
        let size = (unit.max.max(unit.nlocals) as usize).div_ceil(64).max(1);
        Flow { unit, size, before: vec![None; count + 1], starts, work: Vec::new() }
    }

    /// For each instruction, whether it is kept: it is reachable, and if it is a `CheckBound`, it may fail.
    fn run(mut self) -> Vec<bool> {
        let mut entry = vec![0; self.size].into_boxed_slice();
        let flags = self.unit.flags;
        let stars = u16::from(flags.has(CodeFlags::VARARGS)) + u16::from(flags.has(CodeFlags::VARKEYWORDS));
        (0..self.unit.argcount + self.unit.kwonlyargcount + stars).for_each(|reg| set(&mut entry, reg as u32, true));
        self.reach(0, &entry);
        let mut keep = vec![false; self.unit.instrs.len()];
        while let Some(start) = self.work.pop() {
            self.block(start, &mut keep);
        }
        keep
    }

    fn reach(&mut self, index: usize, state: &[u64]) {
        match &mut self.before[index] {
            Some(known) => {
                let mut changed = false;
                for (mine, other) in known.iter_mut().zip(state) {
                    changed |= *mine & !*other != 0;
                    *mine &= *other;
                }
                if !changed {
                    return;
                }
            }
            unknown => *unknown = Some(state.into()),
        }
        self.work.push(index);
    }

    fn block(&mut self, start: usize, keep: &mut [bool]) {
        let Some(mut state) = self.before[start].clone() else { return };
        let mut index = start;
        while let Some(ir) = self.unit.instrs.get(index) {
            let check = ir.instr.op == Op::CheckBound;
            let needed = !check || state[ir.instr.a as usize / 64] >> (ir.instr.a % 64) & 1 == 0;
            // Once needed, always needed: states only lose promises.
            keep[index] |= needed;
            if needed && ir.handler != NO_HANDLER && ir.instr.op.can_raise() {
                self.raise(ir, &state);
            }
            if let Some(target) = ir.target {
                let mut jumped = state.clone();
                ir.instr.effects_of_jump(|effect, range| apply(&mut jumped, effect, range));
                self.reach(self.unit.labels[target.0 as usize] as usize, &jumped);
            }
            if ir.instr.op.is_terminator() {
                return;
            }
            ir.instr.effects(|effect, range| apply(&mut state, effect, range));
            index += 1;
            if self.starts[index] {
                self.reach(index, &state);
                return;
            }
        }
    }

    fn raise(&mut self, ir: &Ir, state: &[u64]) {
        let handler = self.unit.handlers[ir.handler as usize];
        let mut state: Box<[u64]> = state.into();
        ir.instr.effects(|effect, range| {
            if effect == Effects::Kill {
                apply(&mut state, effect, range);
            }
        });
        for reg in u32::from(handler.drop_from)..self.unit.max {
            set(&mut state, reg, false);
        }
        self.reach(self.unit.labels[handler.label.0 as usize] as usize, &state);
    }
}

fn set(state: &mut [u64], reg: u32, on: bool) {
    let mask = 1 << (reg % 64);
    let word = &mut state[reg as usize / 64];
    *word = if on { *word | mask } else { *word & !mask };
}

fn apply(state: &mut [u64], effect: Effects, range: ladon_bytecode::RegRange) {
    let on = match effect {
        Effects::Kill | Effects::WriteMaybe => false,
        Effects::Write | Effects::WriteCell => true,
        _ => return,
    };
    (range.start..range.start + range.len).for_each(|reg| set(state, reg, on));
}

/// The words, and what hangs on their places.
struct Layout {
    words: Vec<u64>,
    ranges: Vec<(u32, TextRange)>,
    table: Vec<ExceptionEntry>,
}

impl Layout {
    fn new(unit: &Unit<'_>, keep: &[bool]) -> Layout {
        let kept = |index: usize| keep[index] && unit.instrs[index].instr.op != Op::Nop;
        let mut long = vec![false; unit.instrs.len()];
        let mut starts;
        loop {
            starts = Layout::starts(unit, &kept, &long);
            let mut changed = false;
            for (index, ir) in unit.instrs.iter().enumerate().filter(|(index, _)| kept(*index)) {
                let Some(target) = ir.target else { continue };
                let distance = i64::from(starts[unit.labels[target.0 as usize] as usize]) - i64::from(starts[index]);
                if is_short(ir.instr.op) && !long[index] && i16::try_from(distance).is_err() {
                    long[index] = true;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        let mut layout = Layout { words: Vec::new(), ranges: Vec::new(), table: Vec::new() };
        for index in (0..unit.instrs.len()).filter(|index| kept(*index)) {
            layout.one(unit, index, long[index], &starts);
        }
        // A handler that nothing can reach is gone.
        layout.table.retain(|row| keep[unit.labels[row.handler as usize] as usize]);
        for row in &mut layout.table {
            row.handler = starts[unit.labels[row.handler as usize] as usize];
        }
        layout
    }

    fn starts(unit: &Unit<'_>, kept: &impl Fn(usize) -> bool, long: &[bool]) -> Vec<u32> {
        let mut starts = Vec::with_capacity(unit.instrs.len() + 1);
        let mut at = 0;
        for (index, ir) in unit.instrs.iter().enumerate() {
            starts.push(at);
            if kept(index) {
                at += ir.instr.op.words() as u32 + if long[index] { 2 } else { 0 };
            }
        }
        starts.push(at);
        starts
    }

    fn one(&mut self, unit: &Unit<'_>, index: usize, long: bool, starts: &[u32]) {
        let ir = unit.instrs[index];
        let at = self.words.len() as u32;
        self.ranges.push((at, ir.range));
        let mut instr = ir.instr;
        if let Some(target) = ir.target {
            let distance = i64::from(starts[unit.labels[target.0 as usize] as usize]) - i64::from(at);
            let own = instr.op.words() as i64;
            if long {
                // Jump to the second of two jumps: the first goes around it.
                instr.c = (own + 1) as u16;
                instr.encode(&mut self.words);
                self.wide(2);
                self.wide(distance - own - 1);
            } else if is_short(instr.op) {
                instr.c = distance as i16 as u16;
                instr.encode(&mut self.words);
            } else {
                instr.set_bc(distance as i32);
                instr.encode(&mut self.words);
            }
        } else {
            instr.encode(&mut self.words);
        }
        self.protect(unit, &ir, at);
    }

    fn wide(&mut self, distance: i64) {
        let mut jump = Instr::new(Op::Jump);
        jump.set_bc(distance as i32);
        jump.encode(&mut self.words);
    }

    fn protect(&mut self, unit: &Unit<'_>, ir: &Ir, at: u32) {
        if ir.handler == NO_HANDLER {
            return;
        }
        let end = self.words.len() as u32;
        let handler = unit.handlers[ir.handler as usize];
        // Holds the label for now; `new` puts in the word.
        let entry = ExceptionEntry { start: at, end, handler: handler.label.0, drop_from: handler.drop_from };
        match self.table.last_mut() {
            Some(last) if last.handler == entry.handler && last.drop_from == entry.drop_from && last.end == at => {
                last.end = end
            }
            _ => self.table.push(entry),
        }
    }
}

fn is_short(op: Op) -> bool {
    op.info().operands.iter().any(|operand| operand.kind == ladon_bytecode::Kind::Jump)
}
