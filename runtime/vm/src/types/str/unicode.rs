//! What the Unicode Character Database says of a code point, in the terms of `str`'s predicates.

use super::tables::{DECIMAL_ZEROS, DIGITS, FOLD, NUMERICS, TITLE, TITLE_SELF};
use super::wtf8;
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

fn in_ranges(ranges: &[(u32, u32)], cp: u32) -> bool {
    let after = ranges.partition_point(|range| range.0 <= cp);
    after > 0 && cp <= ranges[after - 1].1
}

fn category(cp: u32) -> Category {
    char::from_u32(cp).map_or(Category::Surrogate, |c| c.general_category())
}

fn test(cp: u32, property: impl Fn(char) -> bool) -> bool {
    char::from_u32(cp).is_some_and(property)
}

/// The value of a decimal digit of any script.
pub fn decimal_value(cp: u32) -> Option<u32> {
    if cp < 0x80 {
        return char::from_u32(cp)?.to_digit(10);
    }
    let after = DECIMAL_ZEROS.partition_point(|&zero| zero <= cp);
    let zero = *DECIMAL_ZEROS.get(after.checked_sub(1)?)?;
    (cp - zero < 10).then_some(cp - zero)
}

pub fn is_decimal(cp: u32) -> bool {
    decimal_value(cp).is_some()
}

pub fn is_digit(cp: u32) -> bool {
    is_decimal(cp) || in_ranges(&DIGITS, cp)
}

pub fn is_numeric(cp: u32) -> bool {
    is_digit(cp) || in_ranges(&NUMERICS, cp)
}

pub fn is_alpha(cp: u32) -> bool {
    if cp < 0x80 {
        return (cp as u8).is_ascii_alphabetic();
    }
    // Blocks of nothing but letters: Latin (without the two signs), kana, Han, Hangul.
    if matches!(cp, 0xC0..=0x24F) {
        return cp != 0xD7 && cp != 0xF7;
    }
    if matches!(cp, 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3) {
        return true;
    }
    use Category::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    matches!(category(cp), LowercaseLetter | UppercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

pub fn is_alnum(cp: u32) -> bool {
    is_alpha(cp) || is_numeric(cp)
}

#[inline]
pub fn is_space(cp: u32) -> bool {
    if cp < 0x80 {
        return matches!(cp, 0x20 | 0x09..=0x0D | 0x1C..=0x1F);
    }
    test(cp, char::is_whitespace)
}

/// Where `splitlines` breaks.
#[inline]
pub fn is_line_break(cp: u32) -> bool {
    matches!(cp, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// What `repr` shows as it is.
#[inline]
pub fn is_printable(cp: u32) -> bool {
    if cp < 0x7F {
        return cp >= 0x20;
    }
    use Category::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Surrogate, Unassigned,
    };
    !matches!(
        category(cp),
        Control | Format | Surrogate | PrivateUse | Unassigned | LineSeparator | ParagraphSeparator | SpaceSeparator
    )
}

#[inline]
pub fn is_lower(cp: u32) -> bool {
    test(cp, char::is_lowercase)
}

#[inline]
pub fn is_upper(cp: u32) -> bool {
    test(cp, char::is_uppercase)
}

pub fn is_title(cp: u32) -> bool {
    cp >= 0x80 && category(cp) == Category::TitlecaseLetter
}

pub fn is_cased(cp: u32) -> bool {
    is_lower(cp) || is_upper(cp) || is_title(cp)
}

/// Derived property Case_Ignorable, asked of `str::to_lowercase` (which looks through such characters before a sigma).
fn is_case_ignorable(cp: u32) -> bool {
    let Some(c) = char::from_u32(cp) else { return false };
    let ends_final = |text: &str| text.to_lowercase().ends_with('\u{3C2}');
    let mut text = String::from("A");
    text.push(c);
    text.push('\u{3A3}');
    ends_final(&text) && !ends_final(&text[1..])
}

pub fn is_identifier_start(cp: u32) -> bool {
    cp == '_' as u32 || test(cp, unicode_ident::is_xid_start)
}

pub fn is_identifier_continue(cp: u32) -> bool {
    test(cp, unicode_ident::is_xid_continue)
}

pub fn push_upper(buffer: &mut Vec<u8>, cp: u32) {
    if cp < 0x80 {
        return buffer.push((cp as u8).to_ascii_uppercase());
    }
    match char::from_u32(cp) {
        Some(c) => c.to_uppercase().for_each(|c| wtf8::push(buffer, c as u32)),
        None => wtf8::push(buffer, cp),
    }
}

/// Lowercase without context; sigma has its own rule.
fn push_lower_plain(buffer: &mut Vec<u8>, cp: u32) {
    if cp < 0x80 {
        return buffer.push((cp as u8).to_ascii_lowercase());
    }
    match char::from_u32(cp) {
        Some(c) => c.to_lowercase().for_each(|c| wtf8::push(buffer, c as u32)),
        None => wtf8::push(buffer, cp),
    }
}

/// Lowercase of the code point at byte `at` of `text`.
pub fn push_lower(buffer: &mut Vec<u8>, text: &[u8], at: usize, cp: u32) {
    if cp == 0x3A3 {
        wtf8::push(buffer, if is_final_sigma(text, at) { 0x3C2 } else { 0x3C3 });
    } else {
        push_lower_plain(buffer, cp);
    }
}

/// A sigma is final when a cased letter comes before it and none after it, case-ignorable ones not counted.
fn is_final_sigma(text: &[u8], at: usize) -> bool {
    let before = wtf8::code_points(&text[..at]).rev().find(|cp| !is_case_ignorable(*cp));
    let after = wtf8::code_points(&text[at + 2..]).find(|cp| !is_case_ignorable(*cp));
    before.is_some_and(is_cased) && !after.is_some_and(is_cased)
}

fn mapped(table: &'static [(u32, &'static str)], cp: u32) -> Option<&'static str> {
    table.binary_search_by_key(&cp, |entry| entry.0).ok().map(|at| table[at].1)
}

pub fn push_title(buffer: &mut Vec<u8>, cp: u32) {
    if cp < 0x80 {
        buffer.push((cp as u8).to_ascii_uppercase());
    } else if let Some(title) = mapped(&TITLE, cp) {
        buffer.extend_from_slice(title.as_bytes());
    } else if in_ranges(&TITLE_SELF, cp) {
        wtf8::push(buffer, cp);
    } else {
        push_upper(buffer, cp);
    }
}

pub fn push_folded(buffer: &mut Vec<u8>, cp: u32) {
    match mapped(&FOLD, cp) {
        Some(folded) => buffer.extend_from_slice(folded.as_bytes()),
        None => push_lower_plain(buffer, cp),
    }
}
