//! The verifier. What it promises for every `Code`, cited as V1… by the unchecked code in the VM:
//!
//! * V1: every instruction decodes, and every register an instruction names is below `nregs`.
//! * V2: every constant, name and code operand is in range and of the right kind; flags are ones the op knows.
//! * V3: jumps, handlers and table rows lie on instruction starts; control never runs off the end; handlers, and they
//!   alone, begin with `EnterExcept`.
//! * V4: no instruction reads a register that may be NULL, save those operands the list lets be NULL.
//! * V5: `Cell` operands hold cells.
//! * V6: parameters, registers and name tables fit together; cache words are zero; a delegating `Yield` is followed by the
//!   `JumpBack` to its `Send`.

use crate::code::{ExceptionEntry, RawCode};
use crate::constant::Constant;
use crate::effect::{Effects, RegRange};
use crate::instr::Instr;
use crate::opcode::{Intrinsic, Op};
use crate::operand::{Kind, Operand, flag};

/// Why a code object was rejected: a fault of the compiler that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// The head word of the offending instruction, if it is about one.
    pub word: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.word {
            Some(word) => write!(f, "bad bytecode at word {word}: {}", self.message),
            None => write!(f, "bad bytecode: {}", self.message),
        }
    }
}

impl std::error::Error for VerifyError {}

type Result<T> = std::result::Result<T, VerifyError>;

fn fault<T>(word: usize, message: impl Into<String>) -> Result<T> {
    Err(VerifyError { word: Some(word), message: message.into() })
}

fn fault_all<T>(message: impl Into<String>) -> Result<T> {
    Err(VerifyError { word: None, message: message.into() })
}

/// Checks V1 to V6.
pub(crate) fn verify(raw: &RawCode) -> Result<()> {
    tables(raw)?;
    let program = Program::decode(raw)?;
    for (index, (word, instr)) in program.instrs.iter().enumerate() {
        operands(raw, *word, instr)?;
        control(&program, index)?;
    }
    exception_table(raw, &program)?;
    Flow::new(raw, &program).run()
}

/// V6: the counts fit together.
fn tables(raw: &RawCode) -> Result<()> {
    let named = raw.varnames.len() + raw.freevars.len();
    let params = raw.nparams();
    if params > raw.varnames.len() {
        return fault_all("more parameters than local names");
    }
    let own_cells = raw.cellvars.iter().filter(|name| !raw.varnames[..params].contains(name)).count();
    if named + own_cells != usize::from(raw.nlocals) || raw.nlocals > raw.nregs {
        return fault_all("register counts do not add up");
    }
    if raw.posonlyargcount > raw.argcount {
        return fault_all("more positional-only parameters than positional ones");
    }
    let lengths = [raw.consts.len(), raw.names.len(), usize::from(raw.nregs)];
    if lengths.iter().any(|&len| len > crate::MAX_INDEX) || raw.instructions.len() > i32::MAX as usize {
        return fault_all("too many constants, names, registers or instructions");
    }
    Ok(())
}

/// The decoded stream.
struct Program {
    instrs: Vec<(usize, Instr)>,
    /// Index into `instrs` by word; `NONE` for words that start no instruction.
    index: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Program {
    fn decode(raw: &RawCode) -> Result<Program> {
        let stream = &raw.instructions;
        let mut program = Program { instrs: Vec::with_capacity(stream.len()), index: vec![NONE; stream.len()] };
        let mut at = 0;
        while at < stream.len() {
            let Some(instr) = Instr::decode(stream, at) else { return fault(at, "not an instruction") };
            program.index[at] = program.instrs.len() as u32;
            program.instrs.push((at, instr));
            let next = at + instr.op.words();
            if stream[next - instr.op.info().cache_words..next].iter().any(|word| *word != 0) {
                return fault(at, "cache words are not zero");
            }
            at = next;
        }
        match program.instrs.last() {
            Some((_, last)) if last.op.is_terminator() => Ok(program),
            _ => fault_all("control runs off the end"),
        }
    }

    fn at(&self, word: i64) -> Option<usize> {
        let index = *self.index.get(usize::try_from(word).ok()?)?;
        (index != NONE).then_some(index as usize)
    }

    /// Where instruction `index` may jump to.
    fn jump(&self, index: usize) -> Option<Option<usize>> {
        let (word, instr) = &self.instrs[index];
        Some(self.at(*word as i64 + instr.jump_offset()?))
    }
}

impl Instr {
    /// The jump offset, if the op has one.
    #[must_use]
    pub fn jump_offset(&self) -> Option<i64> {
        self.op.info().operands.iter().find_map(|operand| match operand.kind {
            Kind::Jump => Some(i64::from(self.c as i16)),
            Kind::JumpWide => Some(i64::from(self.bc())),
            _ => None,
        })
    }
}

/// V1 and V2 for one instruction.
fn operands(raw: &RawCode, word: usize, instr: &Instr) -> Result<()> {
    let info = instr.op.info();
    if instr.flags & !info.flags != 0 {
        return fault(word, format!("{} does not know flags {:#x}", info.name, instr.flags));
    }
    let mut out_of_range = false;
    let mut check = |_: Effects, range: RegRange| {
        out_of_range |= range.len > 0 && range.start as usize + range.len as usize > usize::from(raw.nregs);
    };
    instr.effects(&mut check);
    if out_of_range {
        return fault(word, format!("{}: register out of range", info.name));
    }
    info.operands.iter().try_for_each(|operand| index_operand(raw, word, instr, operand))
}

fn index_operand(raw: &RawCode, word: usize, instr: &Instr, operand: &Operand) -> Result<()> {
    let number = instr.get(operand) as usize;
    let ok = match operand.kind {
        Kind::Const => number < raw.consts.len(),
        Kind::Code => matches!(raw.consts.get(number), Some(Constant::Code(_))),
        Kind::Name => number < raw.names.len(),
        Kind::TakeIntrinsic => Intrinsic::from_u16(instr.c).is_some(),
        Kind::Count if matches!(instr.op, Op::Convert) => (1..=3).contains(&number),
        Kind::Sources => {
            let count = instr.sources().len();
            let unused = (count..Instr::MOST_SOURCES).all(|index| Instr::source(instr.word, index) == 0);
            Instr::source_count(instr.word) == count && unused
        }
        Kind::CallRoom => call_places(instr),
        _ => true,
    };
    if !ok {
        return fault(word, format!("{}: operand `{}` = {number} is out of range", instr.op.info().name, operand.name));
    }
    match (instr.op, operand.name) {
        (Op::CallKw | Op::CallMethodKw, "names") => keyword_names(raw, word, number, usize::from(instr.c)),
        (Op::MatchClass, "names") => keyword_names(raw, word, number, usize::MAX),
        (Op::CopyFreeVars, "count") if number != raw.freevars.len() => fault(word, "not the number of free variables"),
        _ => Ok(()),
    }
}

/// Whether what a call reads lies below its base, or at its own place, and the flag tells which.
fn call_places(instr: &Instr) -> bool {
    let base = usize::from(instr.b);
    let mut operands = std::iter::once(instr.c).chain(instr.sources()).map(usize::from).enumerate();
    let lasting = operands.clone().all(|(_, reg)| reg < base);
    lasting == (instr.flags & flag::LASTING != 0) && operands.all(|(index, reg)| reg < base || reg == base + index)
}

fn keyword_names(raw: &RawCode, word: usize, number: usize, most: usize) -> Result<()> {
    match &raw.consts[number] {
        Constant::Tuple(names) if names.len() <= most && names.iter().all(|name| matches!(name, Constant::Str(_))) => {
            Ok(())
        }
        _ => fault(word, "keyword names are not a fitting tuple of str"),
    }
}

/// V3 and the delegating `Yield` of V6.
fn control(program: &Program, index: usize) -> Result<()> {
    let (word, instr) = &program.instrs[index];
    match program.jump(index) {
        Some(None) => return fault(*word, "jump into nowhere"),
        Some(Some(target)) if program.instrs[target].1.op == Op::EnterExcept => {
            return fault(*word, "jump to a handler");
        }
        _ => {}
    }
    let next = program.instrs.get(index + 1).map(|(_, next)| next.op);
    if !instr.op.is_terminator() && next == Some(Op::EnterExcept) {
        return fault(*word, "control falls into a handler");
    }
    if instr.op == Op::Yield && instr.flags & flag::DELEGATE != 0 {
        let back = program.jump(index + 1).flatten().map(|target| program.instrs[target].1);
        let fits = next == Some(Op::JumpBack)
            && back.is_some_and(|send| send.op == Op::Send && send.b == instr.c && send.a == instr.a)
            && index + 2 < program.instrs.len();
        if !fits {
            return fault(*word, "delegating Yield without JumpBack to its Send");
        }
    }
    Ok(())
}

fn exception_table(raw: &RawCode, program: &Program) -> Result<()> {
    let end = raw.instructions.len() as u32;
    let mut last_end = 0;
    for row in &raw.exception_table {
        let on_start = |word: u32| word == end || program.at(i64::from(word)).is_some();
        if row.start < last_end || row.start > row.end || !on_start(row.start) || !on_start(row.end) {
            return fault_all(format!("exception table range {}..{}", row.start, row.end));
        }
        match program.at(i64::from(row.handler)).map(|index| program.instrs[index].1.op) {
            Some(Op::EnterExcept) => {}
            _ => return fault(row.handler as usize, "handler does not begin with EnterExcept"),
        }
        if row.drop_from < raw.nlocals || row.drop_from > raw.nregs {
            return fault(row.handler as usize, "drop_from out of range");
        }
        last_end = row.end;
    }
    Ok(())
}

/// Per register: does it surely hold a value, and is that surely a cell?
#[derive(Clone, PartialEq)]
struct State {
    bound: Vec<u64>,
    cell: Vec<u64>,
}

impl State {
    fn new(nregs: usize) -> State {
        let words = nregs.div_ceil(64);
        State { bound: vec![0; words], cell: vec![0; words] }
    }

    fn is(bits: &[u64], reg: u32) -> bool {
        bits[reg as usize / 64] >> (reg % 64) & 1 != 0
    }

    fn put(bits: &mut [u64], reg: u32, on: bool) {
        let mask = 1 << (reg % 64);
        let word = &mut bits[reg as usize / 64];
        *word = if on { *word | mask } else { *word & !mask };
    }

    fn set(&mut self, range: RegRange, bound: bool, cell: bool) {
        for reg in range.start..range.start + range.len {
            State::put(&mut self.bound, reg, bound);
            State::put(&mut self.cell, reg, cell);
        }
    }

    fn apply(&mut self, effect: Effects, range: RegRange) {
        match effect {
            Effects::Kill | Effects::WriteMaybe => self.set(range, false, false),
            Effects::Write => self.set(range, true, false),
            Effects::WriteCell => self.set(range, true, true),
            Effects::Read | Effects::ReadMaybe | Effects::ReadCell => {}
        }
    }

    /// Keeps what both promise; whether anything was lost.
    fn meet(&mut self, other: &State) -> bool {
        let mut changed = false;
        let mine = self.bound.iter_mut().chain(&mut self.cell);
        for (mine, other) in mine.zip(other.bound.iter().chain(&other.cell)) {
            changed |= *mine & !*other != 0;
            *mine &= *other;
        }
        changed
    }
}

/// V4 and V5 by forward flow.
struct Flow<'a> {
    raw: &'a RawCode,
    program: &'a Program,
    /// State before an instruction, kept for block starts only.
    before: Vec<Option<State>>,
    starts: Vec<bool>,
    rows: Vec<Option<ExceptionEntry>>,
    work: Vec<usize>,
}

impl<'a> Flow<'a> {
    fn new(raw: &'a RawCode, program: &'a Program) -> Flow<'a> {
        let count = program.instrs.len();
        let mut flow = Flow {
            raw,
            program,
            before: vec![None; count],
            starts: vec![false; count],
            rows: vec![None; count],
            work: vec![],
        };
        for index in 0..count {
            if let Some(Some(target)) = program.jump(index) {
                flow.starts[target] = true;
            }
        }
        for row in raw.exception_table.iter().rev() {
            let first = program.instrs.partition_point(|(word, _)| (*word as u32) < row.start);
            let last = program.instrs.partition_point(|(word, _)| (*word as u32) < row.end);
            flow.rows[first..last].fill(Some(*row));
        }
        flow
    }

    fn run(mut self) -> Result<()> {
        let mut entry = State::new(usize::from(self.raw.nregs));
        entry.set(RegRange { start: 0, len: self.raw.nparams() as u32 }, true, false);
        self.reach(0, &entry);
        while let Some(start) = self.work.pop() {
            self.block(start)?;
        }
        Ok(())
    }

    fn reach(&mut self, index: usize, state: &State) {
        match &mut self.before[index] {
            Some(known) => {
                if !known.meet(state) {
                    return;
                }
            }
            unknown => *unknown = Some(state.clone()),
        }
        self.work.push(index);
    }

    fn block(&mut self, start: usize) -> Result<()> {
        let Some(mut state) = self.before[start].clone() else { return Ok(()) };
        let mut index = start;
        loop {
            let (word, instr) = self.program.instrs[index];
            self.reads(word, &instr, &state)?;
            if instr.op.can_raise() {
                self.raise(index, &instr, &state);
            }
            if let Some(Some(target)) = self.program.jump(index) {
                let mut jumped = state.clone();
                instr.effects_of_jump(|effect, range| jumped.apply(effect, range));
                self.reach(target, &jumped);
            }
            if instr.op.is_terminator() {
                return Ok(());
            }
            instr.effects(|effect, range| state.apply(effect, range));
            index += 1;
            if self.starts[index] {
                self.reach(index, &state);
                return Ok(());
            }
        }
    }

    fn reads(&self, word: usize, instr: &Instr, state: &State) -> Result<()> {
        let mut bad = None;
        instr.effects(|effect, range| {
            for reg in range.start..range.start + range.len {
                let ok = match effect {
                    Effects::Read => State::is(&state.bound, reg),
                    Effects::ReadCell => State::is(&state.cell, reg),
                    _ => true,
                };
                if !ok {
                    bad.get_or_insert((effect, reg));
                }
            }
        });
        match bad {
            None => Ok(()),
            Some((Effects::Read, reg)) => {
                fault(word, format!("{:?} reads register {reg}, which may be NULL", instr.op))
            }
            Some((_, reg)) => fault(word, format!("{:?} needs a cell in register {reg}", instr.op)),
        }
    }

    /// What a handler finds if this instruction raises: nothing written, everything consumed, temporaries dropped.
    fn raise(&mut self, index: usize, instr: &Instr, state: &State) {
        let Some(row) = self.rows[index] else { return };
        let Some(handler) = self.program.at(i64::from(row.handler)) else { return };
        let mut state = state.clone();
        instr.effects(|effect, range| {
            if effect == Effects::Kill {
                state.apply(effect, range);
            }
        });
        let dropped = u32::from(self.raw.nregs) - u32::from(row.drop_from);
        state.set(RegRange { start: u32::from(row.drop_from), len: dropped }, false, false);
        self.reach(handler, &state);
    }
}
