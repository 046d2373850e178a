//! The verifier takes good code and rejects broken code, each rule once.

use ladon_bytecode::{Code, CodeFlags, Constant, ExceptionEntry, Instr, Op, RawCode, VerifyError, flag};

fn words(instrs: &[Instr]) -> Box<[u64]> {
    let mut stream = Vec::new();
    instrs.iter().for_each(|instr| instr.encode(&mut stream));
    stream.into()
}

/// One parameter `a`, four registers.
fn raw(instrs: &[Instr]) -> RawCode {
    RawCode {
        argcount: 1,
        nlocals: 1,
        nregs: 4,
        varnames: ["a".into()].into(),
        names: ["n".into()].into(),
        consts: [Constant::Int(1)].into(),
        flags: CodeFlags::OPTIMIZED,
        instructions: words(instrs),
        ..RawCode::default()
    }
}

fn verdict(instrs: &[Instr]) -> Result<Code, VerifyError> {
    Code::new(raw(instrs))
}

#[track_caller]
fn rejects(raw: RawCode, part: &str) {
    match Code::new(raw) {
        Ok(_) => panic!("accepted, though: {part}"),
        Err(error) => assert!(error.message.contains(part), "{error}"),
    }
}

const RETURN_A: Instr = Instr::abc(Op::Return, 0, 0, 0);

fn jump(op: Op, offset: i32) -> Instr {
    let mut instr = Instr::new(op);
    instr.set_bc(offset);
    instr
}

#[test]
fn good_code_passes() {
    assert!(verdict(&[RETURN_A]).is_ok());
    assert!(
        verdict(&[Instr::abc(Op::AddK, 1, 0, 0), Instr::abc(Op::Return, 1, 0, 0).with_flags(flag::TAKE_A)]).is_ok()
    );
}

#[test]
fn v1_registers_and_opcodes() {
    rejects(raw(&[Instr::abc(Op::Move, 9, 0, 0), RETURN_A]), "register out of range");
    rejects(raw(&[Instr::abc(Op::BuildList, 1, 2, 9), RETURN_A]), "register out of range");
    let mut unknown = raw(&[RETURN_A]);
    unknown.instructions = Box::new([0xfe, 0]);
    rejects(unknown, "not an instruction");
    let mut cut = raw(&[RETURN_A]);
    cut.instructions = Box::new([Instr::abc(Op::LoadGlobal, 1, 0, 0).head()]);
    rejects(cut, "not an instruction");
}

#[test]
fn v2_indices_and_flags() {
    rejects(raw(&[Instr::abc(Op::LoadConst, 1, 7, 0), RETURN_A]), "out of range");
    rejects(raw(&[Instr::abc(Op::LoadGlobal, 1, 0, 7), RETURN_A]), "out of range");
    rejects(raw(&[Instr::abc(Op::MakeFunction, 1, 1, 0), RETURN_A]), "out of range");
    rejects(raw(&[Instr::abc(Op::LoadNone, 1, 0, 0).with_flags(flag::TAKE_A), RETURN_A]), "flags");
    rejects(raw(&[Instr::abc(Op::Move, 1, 0, 0), Instr::abc(Op::CallKw, 1, 1, 0), RETURN_A]), "tuple of str");
}

#[test]
fn v2_operands_of_call_from() {
    let call = |callable: u16, sources: &[u16], flags: u8| {
        let call = Instr::abc(Op::CallFrom, 1, 1, callable).with_sources(sources).with_flags(flags);
        raw(&[Instr::abc(Op::LoadNone, 2, 0, 0), call, RETURN_A])
    };
    assert!(Code::new(call(0, &[0, 0], flag::LASTING)).is_ok());
    assert!(Code::new(call(0, &[2], 0)).is_ok());
    rejects(call(0, &[0], 0), "out of range");
    rejects(call(0, &[2], flag::LASTING), "out of range");
    rejects(call(0, &[0, 2], 0), "out of range");
    // A source that is not counted: the loop reads all three.
    let mut beyond = call(0, &[0], flag::LASTING);
    beyond.instructions[2] |= 9 << 48;
    rejects(beyond, "out of range");
}

#[test]
fn v3_control() {
    rejects(raw(&[jump(Op::Jump, 5), RETURN_A]), "nowhere");
    rejects(raw(&[Instr::abc(Op::LoadGlobal, 1, 0, 0), jump(Op::JumpBack, -2)]), "nowhere");
    rejects(raw(&[Instr::abc(Op::LoadNone, 1, 0, 0)]), "off the end");
    rejects(raw(&[]), "off the end");
    rejects(
        raw(&[Instr::abc(Op::LoadNone, 1, 0, 0), Instr::abc(Op::EnterExcept, 1, 2, 0), RETURN_A]),
        "falls into a handler",
    );
    let mut table = raw(&[RETURN_A, RETURN_A]);
    table.exception_table = Box::new([ExceptionEntry { start: 0, end: 1, handler: 1, drop_from: 1 }]);
    rejects(table, "EnterExcept");
    let mut locals = raw(&[RETURN_A, Instr::abc(Op::EnterExcept, 1, 2, 0), RETURN_A]);
    locals.exception_table = Box::new([ExceptionEntry { start: 0, end: 1, handler: 1, drop_from: 0 }]);
    rejects(locals, "drop_from");
}

#[test]
fn v4_null_registers() {
    rejects(raw(&[Instr::abc(Op::Return, 1, 0, 0)]), "may be NULL");
    let taken = Instr::abc(Op::Move, 1, 0, 0).with_flags(flag::TAKE_B);
    rejects(raw(&[taken, RETURN_A]), "may be NULL");
    // Bound on one way only.
    let branch = [jump(Op::JumpIfTrue, 2), Instr::abc(Op::LoadNone, 1, 0, 0), Instr::abc(Op::Return, 1, 0, 0)];
    rejects(raw(&branch), "may be NULL");
    let checked = [branch[0], branch[1], Instr::abc(Op::CheckBound, 1, 0, 0), branch[2]];
    assert!(verdict(&checked).is_ok());
    // A handler finds its temporaries dropped.
    let mut handler = raw(&[
        Instr::abc(Op::LoadNone, 1, 0, 0),
        Instr::abc(Op::Neg, 2, 0, 0),
        RETURN_A,
        Instr::abc(Op::EnterExcept, 2, 3, 0),
        Instr::abc(Op::Return, 1, 0, 0),
    ]);
    handler.exception_table = Box::new([ExceptionEntry { start: 1, end: 2, handler: 3, drop_from: 1 }]);
    rejects(handler.clone(), "may be NULL");
    handler.exception_table[0].drop_from = 2;
    assert!(Code::new(handler).is_ok());
}

#[test]
fn v5_cells() {
    rejects(raw(&[Instr::abc(Op::LoadCell, 1, 0, 0), RETURN_A]), "needs a cell");
    let good = [Instr::abc(Op::MakeCell, 0, 0, 0), Instr::abc(Op::LoadCell, 1, 0, 0), Instr::abc(Op::Return, 1, 0, 0)];
    assert!(verdict(&good).is_ok());
}

#[test]
fn v6_tables() {
    let mut counts = raw(&[RETURN_A]);
    counts.nlocals = 2;
    rejects(counts, "do not add up");
    let mut cache = raw(&[Instr::abc(Op::LoadGlobal, 1, 0, 0), RETURN_A]);
    cache.instructions[1] = 1;
    rejects(cache, "cache words");
    let lone = Instr::abc(Op::Yield, 1, 0, 0).with_flags(flag::DELEGATE);
    rejects(raw(&[lone, RETURN_A]), "delegating Yield");
}

#[test]
fn every_op_has_documentation_and_round_trips() {
    for op in Op::ALL {
        assert!(!op.info().doc.trim().is_empty(), "{op:?}");
        let instr = Instr {
            op: *op,
            flags: 0x11,
            a: 1,
            b: 2,
            c: 0xffff,
            word: if op.info().has_operand_word { 77 } else { 0 },
        };
        let mut stream = Vec::new();
        instr.encode(&mut stream);
        assert_eq!(stream.len(), op.words());
        assert_eq!(Instr::decode(&stream, 0), Some(instr));
    }
    assert!(Op::ALL.len() < 200, "leave numbers for the VM's specialised forms");
}
