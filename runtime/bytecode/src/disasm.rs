//! The disassembler: `ladon --dis`, and what goldens are made of.

use std::fmt::Write;

use crate::code::Code;
use crate::constant::Constant;
use crate::instr::Instr;
use crate::opcode::{Intrinsic, Op};
use crate::operand::{Kind, Operand, flag};

/// The text of a code object and of all codes nested in it.
#[must_use]
pub fn disasm(code: &Code) -> String {
    let mut out = String::new();
    disasm_into(code, &mut out);
    out
}

fn disasm_into(code: &Code, out: &mut String) {
    _ = writeln!(
        out,
        "code {} (line {}, {} locals, {} registers)",
        code.qualname, code.first_line, code.nlocals, code.nregs
    );
    let mut at = 0;
    let mut line = 0;
    while let Some(instr) = Instr::decode(&code.instructions, at) {
        let here = code.position(at).line;
        let shown = if here == line { String::new() } else { here.to_string() };
        line = here;
        _ = writeln!(out, "{shown:>5} {at:>5}  {}", disasm_instr(code, at, &instr));
        at += instr.op.words();
    }
    for row in &code.exception_table {
        _ = writeln!(
            out,
            "      except {}..{} -> {} drop {}",
            row.start,
            row.end,
            row.handler,
            register(code, row.drop_from)
        );
    }
    for constant in &code.consts {
        if let Constant::Code(nested) = constant {
            out.push('\n');
            disasm_into(nested, out);
        }
    }
}

/// The text of one instruction, whose head word is at `at`.
#[must_use]
pub fn disasm_instr(code: &Code, at: usize, instr: &Instr) -> String {
    let info = instr.op.info();
    let mut text = format!("{:<14}", info.name);
    let mut separator = " ";
    for operand in info.operands {
        if operand.kind == Kind::Delegate && instr.flags & flag::DELEGATE == 0 {
            continue;
        }
        text += separator;
        text += &operand_text(code, at, instr, operand);
        separator = ", ";
    }
    for name in flag_names(instr) {
        text += " ";
        text += name;
    }
    text
}

fn operand_text(code: &Code, at: usize, instr: &Instr, operand: &Operand) -> String {
    let number = instr.get(operand);
    let index = number as usize;
    match operand.kind {
        Kind::Const | Kind::Code => code.consts.get(index).map_or_else(|| format!("K{index}?"), constant_text),
        Kind::Name => code.names.get(index).map_or_else(|| format!("N{index}?"), |name| format!("'{name}'")),
        Kind::Jump | Kind::JumpWide => format!("-> {}", at as i64 + instr.jump_offset().unwrap_or(0)),
        Kind::Count if instr.op == Op::Intrinsic => format!("{:?}", Intrinsic::from_u16(instr.c)),
        Kind::Imm => number.to_string(),
        Kind::Sources => {
            let names: Vec<String> = instr.sources().map(|reg| register(code, reg)).collect();
            format!("({})", names.join(", "))
        }
        Kind::Count => format!("{}={number}", operand.name.trim_end_matches('_')),
        _ => register(code, index as u16) + if taken(instr, operand) { "!" } else { "" },
    }
}

fn register(code: &Code, reg: u16) -> String {
    code.register_name(reg).map_or_else(|| format!("t{}", reg - code.nlocals.min(reg)), str::to_owned)
}

fn taken(instr: &Instr, operand: &Operand) -> bool {
    use crate::operand::Slot;
    let bit = match operand.slot {
        Slot::A => flag::TAKE_A,
        Slot::B => flag::TAKE_B,
        Slot::C => flag::TAKE_C,
        _ => 0,
    };
    operand.kind == Kind::Read && instr.flags & bit != 0
}

fn flag_names(instr: &Instr) -> Vec<&'static str> {
    use Op::*;
    let set = |bit: u8| instr.flags & instr.op.info().flags & bit != 0;
    let first = match instr.op {
        MakeFunction => "+defaults",
        JumpIfTrue | JumpIfFalse => "take-if-not",
        op if op.discards() => "discard",
        LoadSuperAttr | LoadSuperMethod => "zero-arg",
        Is | In | JumpIfIs | JumpIfIn => "not",
        op if op.info().name.starts_with("JumpIf") => "not",
        _ => "inplace",
    };
    let rows = [
        (0x10, first),
        (
            flag::DELEGATE,
            match instr.op {
                Yield => "delegate",
                CallFrom => "lasting",
                _ => "+kwdefaults",
            },
        ),
        (flag::ANNOTATE, "+annotate"),
        (flag::CLOSURE, "+closure"),
    ];
    rows.into_iter().filter(|(bit, _)| set(*bit)).map(|(_, name)| name).collect()
}

fn constant_text(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".into(),
        Constant::True => "True".into(),
        Constant::False => "False".into(),
        Constant::Ellipsis => "...".into(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt { negative, words } => {
            let sign = if *negative { "-" } else { "" };
            let digits: String = words.iter().rev().map(|word| format!("{word:016x}")).collect();
            format!("{sign}0x{}", digits.trim_start_matches('0'))
        }
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex(real, imag) => format!("({real:?}+{imag:?}j)"),
        Constant::Str(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Constant::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Constant::Tuple(items) => format!("({})", list(items)),
        Constant::FrozenSet(items) => format!("frozenset({})", list(items)),
        Constant::Code(code) => format!("<code {}>", code.qualname),
    }
}

fn list(items: &[Constant]) -> String {
    items.iter().map(constant_text).collect::<Vec<_>>().join(", ")
}
