//! f-strings and t-strings.

use ladon_bytecode::{Constant, Op, Reg, flag};
use ruff_python_ast::{self as ast, ConversionFlag, FStringPart, InterpolatedStringElement as Element};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;
use crate::text;

/// More pieces than this are joined step by step.
const MAX_PIECES: usize = 1000;

/// A piece of the result.
enum Piece<'a> {
    Text(Vec<u8>),
    Value(&'a ast::InterpolatedElement),
}

impl<'a> Compiler<'a> {
    pub fn f_string(&mut self, string: &'a ast::ExprFString, dst: Option<Reg>) -> Result<Reg> {
        let mut pieces = Vec::new();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    let raw = literal.flags.prefix().is_raw();
                    add_text(&mut pieces, text::part_bytes(self.source, &literal.value, literal.range(), raw));
                }
                FStringPart::FString(part) => {
                    let raw = part.flags.prefix().is_raw();
                    self.pieces(&mut pieces, &part.elements, raw);
                }
            }
        }
        self.join(pieces, dst)
    }

    fn pieces(&mut self, pieces: &mut Vec<Piece<'a>>, elements: &'a [Element], raw: bool) {
        for element in elements {
            match element {
                Element::Literal(literal) => {
                    add_text(pieces, text::part_bytes(self.source, &literal.value, literal.range, raw));
                }
                Element::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        add_text(pieces, debug.as_str().as_bytes().to_vec());
                    }
                    pieces.push(Piece::Value(value));
                }
            }
        }
    }

    fn join(&mut self, pieces: Vec<Piece<'a>>, dst: Option<Reg>) -> Result<Reg> {
        match pieces.as_slice() {
            [] => {
                let dst = self.unit.dest(dst);
                self.unit.load_const(Constant::str(""), dst);
                return Ok(dst);
            }
            [only] => return self.piece(only, dst),
            _ => {}
        }
        let base = self.unit.mark();
        let mut count = 0;
        for piece in &pieces {
            if count == MAX_PIECES {
                self.unit.release(base);
                let joined = self.unit.alloc();
                self.unit.emit(Op::BuildString, joined, joined, count as u16);
                count = 1;
            }
            self.piece(piece, None)?;
            count += 1;
        }
        self.unit.release(base);
        let dst = self.unit.dest(dst);
        self.unit.emit(Op::BuildString, dst, base as Reg, count as u16);
        Ok(dst)
    }

    fn piece(&mut self, piece: &Piece<'a>, dst: Option<Reg>) -> Result<Reg> {
        match piece {
            Piece::Text(text) => {
                let dst = self.unit.dest(dst);
                self.unit.load_const(Constant::Str(text.as_slice().into()), dst);
                Ok(dst)
            }
            Piece::Value(value) => self.formatted(value, dst),
        }
    }

    /// `{value!conversion:spec}`
    fn formatted(&mut self, value: &'a ast::InterpolatedElement, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        let outer = std::mem::replace(&mut self.unit.range, value.range);
        let mut val = self.val(&value.expression)?;
        let how = conversion(value);
        if how != 0 {
            self.unit.release(mark);
            let converted = self.unit.alloc();
            self.unit.emit_flags(Op::Convert, val.take_b(), converted, val.reg, how);
            val = Val::temp(converted);
        }
        let result = match &value.format_spec {
            Some(spec) => {
                let spec = self.spec(spec, None)?;
                self.unit.release(mark);
                let dst = self.unit.dest(dst);
                self.unit.emit_flags(Op::FormatSpec, val.take_b() | flag::TAKE_C, dst, val.reg, spec);
                dst
            }
            None => {
                self.unit.release(mark);
                let dst = self.unit.dest(dst);
                self.unit.emit_flags(Op::Format, val.take_b(), dst, val.reg, 0);
                dst
            }
        };
        self.unit.range = outer;
        Ok(result)
    }

    fn spec(&mut self, spec: &'a ast::InterpolatedStringFormatSpec, dst: Option<Reg>) -> Result<Reg> {
        let mut pieces = Vec::new();
        self.pieces(&mut pieces, &spec.elements, false);
        self.deeper(spec.range, |this| this.join(pieces, dst))
    }

    // ---- t-strings -------------------------------------------------------------------------------------------

    pub fn t_string(&mut self, string: &'a ast::ExprTString, dst: Option<Reg>) -> Result<Reg> {
        let mut pieces = Vec::new();
        for part in &string.value {
            let raw = part.flags.prefix().is_raw();
            self.pieces(&mut pieces, &part.elements, raw);
        }
        // Strings and values alternate, beginning and ending with a string.
        let mut strings = vec![Vec::new()];
        let mut values = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => strings.last_mut().into_iter().for_each(|last| last.extend_from_slice(&text)),
                Piece::Value(value) => {
                    values.push(value);
                    strings.push(Vec::new());
                }
            }
        }
        let strings: Vec<Constant> = strings.into_iter().map(|text| Constant::Str(text.into())).collect();
        let first = self.unit.alloc();
        self.unit.load_const(Constant::Tuple(strings.into()), first);
        let base = self.unit.mark();
        for value in &values {
            self.interpolation(value)?;
        }
        self.unit.release(base);
        let tuple = self.unit.alloc();
        self.unit.emit(Op::BuildTuple, tuple, base as Reg, values.len() as u16);
        self.unit.release(u32::from(first));
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(Op::BuildTemplate, flag::TAKE_B | flag::TAKE_C, dst, first, tuple);
        Ok(dst)
    }

    fn interpolation(&mut self, value: &'a ast::InterpolatedElement) -> Result<()> {
        let base = self.expr(&value.expression, None)?;
        let written = self.source.text[value.expression.range()].to_owned();
        let text = self.unit.alloc();
        self.unit.load_const(Constant::str(&written), text);
        match &value.format_spec {
            Some(spec) => {
                self.spec(spec, None)?;
            }
            None => {
                let empty = self.unit.alloc();
                self.unit.load_const(Constant::str(""), empty);
            }
        }
        self.unit.release(u32::from(base) + 1);
        self.unit.emit(Op::BuildInterpolation, base, base, conversion(value));
        Ok(())
    }
}

/// As `Op::Convert` counts. `{x=}` alone means repr.
fn conversion(value: &ast::InterpolatedElement) -> u16 {
    match value.conversion {
        ConversionFlag::Str => 1,
        ConversionFlag::Repr => 2,
        ConversionFlag::Ascii => 3,
        ConversionFlag::None if value.debug_text.is_some() && value.format_spec.is_none() => 2,
        ConversionFlag::None => 0,
    }
}

fn add_text<'a>(pieces: &mut Vec<Piece<'a>>, text: Vec<u8>) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.extend_from_slice(&text),
        _ => pieces.push(Piece::Text(text)),
    }
}
