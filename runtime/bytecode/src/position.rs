//! Where in the source each instruction came from: line table and carets of tracebacks.

/// A source range: lines from 1, columns as byte offsets from 0 in the (UTF-8) line, as in `co_positions()`. Line 0: unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Position {
    /// First line.
    pub line: u32,
    /// Column in it.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last byte.
    pub end_col: u32,
}

/// The positions of all instructions, as runs: one row per change.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    runs: Vec<(u32, Position)>,
}

impl Positions {
    /// Notes that the instructions from word `start` on come from `position`. Starts must not decrease.
    pub fn push(&mut self, start: u32, position: Position) {
        match self.runs.last_mut() {
            Some((_, last)) if *last == position => {}
            Some((at, last)) if *at == start => *last = position,
            _ => self.runs.push((start, position)),
        }
    }

    /// The position of the instruction whose head word is `word`.
    #[must_use]
    pub fn at(&self, word: usize) -> Position {
        let after = self.runs.partition_point(|(start, _)| *start as usize <= word);
        after.checked_sub(1).map_or_else(Position::default, |run| self.runs[run].1)
    }

    /// The runs: first word, position.
    #[must_use]
    pub fn runs(&self) -> &[(u32, Position)] {
        &self.runs
    }

    /// Gives back spare memory.
    pub(crate) fn shrink(&mut self) {
        self.runs.shrink_to_fit();
    }
}
