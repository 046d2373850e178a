//! The Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), seeded by key as in their revision of 2002.

/// Words of state.
pub const WORDS: usize = 624;
/// Distance of the word that a new word is mixed with.
const MIDDLE: usize = 397;

pub struct Twister {
    words: [u32; WORDS],
    /// The next word to hand out; `WORDS` if all are used up.
    index: usize,
}

impl Twister {
    /// Not seeded: hands out zeros.
    pub fn new() -> Twister {
        Twister { words: [0; WORDS], index: 0 }
    }

    fn seed_word(&mut self, seed: u32) {
        self.words[0] = seed;
        for at in 1..WORDS {
            self.words[at] = mixed(self.words[at - 1]).wrapping_mul(1812433253).wrapping_add(at as u32);
        }
        self.index = WORDS;
    }

    /// `key` has at least one word.
    pub fn seed(&mut self, key: &[u32]) {
        self.seed_word(19650218);
        let mut at = 1;
        for step in 0..WORDS.max(key.len()) {
            let from = step % key.len();
            let mix = mixed(self.words[at - 1]).wrapping_mul(1664525);
            self.words[at] = (self.words[at] ^ mix).wrapping_add(key[from]).wrapping_add(from as u32);
            at = self.following(at);
        }
        for _ in 1..WORDS {
            let mix = mixed(self.words[at - 1]).wrapping_mul(1566083941);
            self.words[at] = (self.words[at] ^ mix).wrapping_sub(at as u32);
            at = self.following(at);
        }
        self.words[0] = 1 << 31;
    }

    /// The place after `at`, going round; the first word takes on the last one's value then.
    fn following(&mut self, at: usize) -> usize {
        if at + 1 < WORDS {
            return at + 1;
        }
        self.words[0] = self.words[WORDS - 1];
        1
    }

    /// 32 random bits.
    pub fn next(&mut self) -> u32 {
        if self.index >= WORDS {
            self.renew();
        }
        let mut word = self.words[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        word ^ word >> 18
    }

    fn renew(&mut self) {
        for at in 0..WORDS {
            let joined = self.words[at] & 1 << 31 | self.words[(at + 1) % WORDS] & !(1 << 31);
            let twist = if joined & 1 == 1 { 0x9908b0df } else { 0 };
            self.words[at] = self.words[(at + MIDDLE) % WORDS] ^ joined >> 1 ^ twist;
        }
        self.index = 0;
    }

    /// That many random bits, in words, the least significant first.
    pub fn bits(&mut self, count: usize) -> Vec<u32> {
        let words = count.div_ceil(32);
        let mut bits = Vec::with_capacity(words);
        for _ in 0..words {
            bits.push(self.next());
        }
        if let Some(last) = bits.last_mut() {
            *last >>= words * 32 - count;
        }
        bits
    }

    pub fn state(&self) -> ([u32; WORDS], usize) {
        (self.words, self.index)
    }

    /// `index` is at most `WORDS`.
    pub fn set_state(&mut self, words: [u32; WORDS], index: usize) {
        (self.words, self.index) = (words, index);
    }
}

fn mixed(word: u32) -> u32 {
    word ^ word >> 30
}

#[cfg(test)]
mod tests {
    use super::Twister;

    /// The first numbers of the authors' test output, for the key 0x123, 0x234, 0x345, 0x456.
    #[test]
    fn reference_output() {
        let mut twister = Twister::new();
        twister.seed(&[0x123, 0x234, 0x345, 0x456]);
        assert_eq!([(); 5].map(|()| twister.next()), [1067595299, 955945823, 477289528, 4107218783, 4228976476]);
    }
}
