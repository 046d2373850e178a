//! Makes a failing program smaller: leaves out lines, then parts of lines, as long as it still fails.

/// The smallest program found for which `fails` holds, in at most `tries` runs.
pub fn minimise(program: &[u8], mut tries: usize, mut fails: impl FnMut(&[u8]) -> bool) -> Vec<u8> {
    let mut best = program.to_vec();
    for separator in [Some(b'\n'), None] {
        let mut size = pieces(&best, separator).len() / 2;
        while size > 0 {
            let mut at = 0;
            let mut shorter = false;
            while at < pieces(&best, separator).len() {
                if tries == 0 {
                    return best;
                }
                tries -= 1;
                let all = pieces(&best, separator);
                let end = (at + size).min(all.len());
                let candidate = [&all[..at], &all[end..]].concat().concat();
                if fails(&candidate) {
                    best = candidate;
                    shorter = true;
                } else {
                    at += size;
                }
            }
            if !shorter || size > 1 {
                size /= 2;
            }
        }
    }
    best
}

/// Lines with their ends, or bytes.
fn pieces(text: &[u8], separator: Option<u8>) -> Vec<Vec<u8>> {
    match separator {
        Some(separator) => text.split_inclusive(|&byte| byte == separator).map(<[u8]>::to_vec).collect(),
        None => text.iter().map(|&byte| vec![byte]).collect(),
    }
}
