//! Damages a script: in bytes, in tokens, in lines, or by joining two.

use super::random::Random;

const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    ";",
    "=",
    "==",
    "!=",
    "<",
    "<<",
    ">>=",
    "->",
    ":=",
    "*",
    "**",
    "//",
    "@",
    "~",
    "-",
    "+",
    "not ",
    " in ",
    " is ",
    " and ",
    " or ",
    " if ",
    " else ",
    "lambda: ",
    "await ",
    "yield ",
    "yield from ",
    "async ",
    "return ",
    "del ",
    "global x\n",
    "nonlocal x\n",
    "raise ",
    "assert ",
    "pass\n",
    "break\n",
    "continue\n",
    "import sys\n",
    "from x import *\n",
    "try:\n",
    "except* E:\n",
    "finally:\n",
    "with x as y:\n",
    "match x:\n",
    "case _:\n",
    "class A:\n",
    "def f():\n",
    "type X = int\n",
    "\"\"\"",
    "'''",
    "f'",
    "f\"{",
    "}\"",
    "t'{x}'",
    "rb'",
    "b'\\xff'",
    "'\\N{DASH}'",
    "'\\ud800'",
    "\\\n",
    "#",
    "\0",
    "\u{feff}",
    "\u{e9}",
    "\u{1d7d8}",
    "\t",
    "\x0c",
    "\r",
    "0x",
    "1_0",
    "1e999",
    "1j",
    "0777",
    "9",
    "99999999999999999999999999",
    "None",
    "True",
    "...",
    "__class__",
    "super()",
    "self",
    "x",
    "_",
    "*a",
    "**k",
    "/,",
    "*,",
    "!r}",
    ":>{x}}",
    "[0:1:2]",
    "[x for x in y]",
    "{**a}",
    "(yield)",
    "print",
];

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "2147483647",
    "-2147483648",
    "281474976710655",
    "-281474976710656",
    "562949953421312",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1.5",
    "1e308",
    "-0.0",
    "10**40",
];

/// A damaged copy of `script`; `other` gives pieces to join in.
pub fn mutate(random: &mut Random, script: &[u8], other: &[u8]) -> Vec<u8> {
    let mut text = script.to_vec();
    for _ in 0..=random.below(6) {
        match random.below(9) {
            0 => change_bytes(random, &mut text),
            1 | 2 => insert_token(random, &mut text),
            3 => change_number(random, &mut text),
            4 => change_name(random, &mut text),
            5 => join_lines(random, &mut text, other),
            6 => text = change_lines(random, &text),
            7 => cut(random, &mut text),
            _ => repeat(random, &mut text),
        }
    }
    text
}

fn place(random: &mut Random, text: &[u8]) -> usize {
    random.below(text.len() + 1)
}

fn change_bytes(random: &mut Random, text: &mut [u8]) {
    if !text.is_empty() {
        let at = random.below(text.len());
        text[at] = if random.one_in(2) { random.word() as u8 } else { b" \n\t()[]{}'\"\\:.,=#*"[random.below(18)] };
    }
}

fn insert_token(random: &mut Random, text: &mut Vec<u8>) {
    let at = place(random, text);
    let token = random.pick(TOKENS);
    text.splice(at..at, token.bytes());
}

/// Runs of bytes that `wanted` accepts.
fn words(text: &[u8], wanted: fn(u8) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = text[at..].iter().take_while(|&&byte| wanted(byte)).count();
        if length > 0 {
            found.push((at, at + length));
        }
        at += length.max(1);
    }
    found
}

fn change_number(random: &mut Random, text: &mut Vec<u8>) {
    let found = words(text, |byte| byte.is_ascii_digit());
    if !found.is_empty() {
        let (start, end) = found[random.below(found.len())];
        let number = random.pick(NUMBERS);
        text.splice(start..end, number.bytes());
    }
}

fn change_name(random: &mut Random, text: &mut Vec<u8>) {
    let found = words(text, |byte| byte.is_ascii_alphabetic() || byte == b'_');
    if found.len() > 1 {
        let (from, to) = (found[random.below(found.len())], found[random.below(found.len())]);
        let word = text[from.0..from.1].to_vec();
        text.splice(to.0..to.1, word);
    }
}

fn lines(text: &[u8]) -> Vec<Vec<u8>> {
    text.split_inclusive(|&byte| byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn join_lines(random: &mut Random, text: &mut Vec<u8>, other: &[u8]) {
    let theirs = lines(other);
    if theirs.is_empty() {
        return;
    }
    let start = random.below(theirs.len());
    let end = (start + 1 + random.below(8)).min(theirs.len());
    let mut own = lines(text);
    let at = random.below(own.len() + 1);
    own.splice(at..at, theirs[start..end].iter().cloned());
    *text = own.concat();
}

fn change_lines(random: &mut Random, text: &[u8]) -> Vec<u8> {
    let mut own = lines(text);
    if own.is_empty() {
        return text.to_vec();
    }
    let (a, b) = (random.below(own.len()), random.below(own.len()));
    match random.below(5) {
        0 => own.swap(a, b),
        1 => drop(own.remove(a)),
        2 => own[a].splice(0..0, *b"    ").for_each(drop),
        3 => {
            let blanks = own[a].iter().take_while(|&&byte| byte == b' ').count().min(4);
            own[a].drain(..blanks);
        }
        _ => {
            let line = own[a].clone();
            own.insert(b, line);
        }
    }
    own.concat()
}

fn cut(random: &mut Random, text: &mut Vec<u8>) {
    let start = place(random, text);
    let end = (start + random.below(20)).min(text.len());
    text.drain(start..end);
}

fn repeat(random: &mut Random, text: &mut Vec<u8>) {
    let start = place(random, text);
    let end = (start + 1 + random.below(12)).min(text.len());
    let times = [2, 3, 30, 300, 5000][random.below(5)];
    let piece = text[start..end].repeat(times);
    text.splice(start..end, piece);
}
