//! Python's module `_random`, against CPython's stable ABI only: the class `Random` beneath `random.Random`.
//!
//! [`twister`] is the generator; this file is its Python face.

mod twister;

use core::cell::RefCell;
use core::ffi::CStr;

use ladon_ext::class::{self, Class};
use ladon_ext::raise::{Exception, type_error, value_error};
use ladon_ext::{Args, Instance, Method, Module, ModuleObject, Object, Owned, Result, Slot, ffi};
use twister::Twister;

pub struct Random;

/// The state: the class, and methods of `int` (its own, whatever a subclass makes of them).
mod state {
    pub const RANDOM: usize = 0;
    pub const ABS: usize = 1;
    pub const BIT_LENGTH: usize = 2;
    pub const TO_BYTES: usize = 3;
    pub const FROM_BYTES: usize = 4;
    pub const INT_METHODS: [(usize, &str); 4] =
        [(ABS, "__abs__"), (BIT_LENGTH, "bit_length"), (TO_BYTES, "to_bytes"), (FROM_BYTES, "from_bytes")];
}

impl Module for Random {
    const NAME: &'static CStr = c"_random";
    const DOC: &'static CStr = c"The random number generator beneath the module random.";
    const METHODS: &'static [Method<ModuleObject<Random>>] = &[Method::END];
    const STATE: usize = 5;

    fn exec(module: &ModuleObject<Random>) -> Result<()> {
        let class = class::create::<Generator>(module)?;
        module.add(c"Random", &class)?;
        module.set_state(state::RANDOM, class)?;
        let int = Owned::int_type();
        for (index, name) in state::INT_METHODS {
            module.set_state(index, int.attr(&*Owned::str(name)?)?)?;
        }
        Ok(())
    }
}

ladon_ext::module!(PyInit__random, Random);

/// The value of a `Random` instance. No Python code runs while it is borrowed.
struct Generator(RefCell<Twister>);

type This = Instance<Generator>;

impl Class for Generator {
    type Module = Random;
    const NAME: &'static CStr = c"_random.Random";
    const FLAGS: core::ffi::c_ulong = ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_BASETYPE;
    const SLOTS: &'static [Slot<Generator>] = &[
        Slot::doc(c"A random number generator (Mersenne Twister) with a state of its own."),
        Slot::new(|class, _, _| Instance::alloc(class, Generator(RefCell::new(Twister::new())))),
        Slot::init(init),
        Slot::methods(METHODS),
        Slot::DEALLOC,
        Slot::END,
    ];
}

#[rustfmt::skip]
const METHODS: &[Method<This>] = &[
    Method::none(c"random", random, c"random($self, /)\n--\n\nA float in [0, 1), any multiple of 2**-53."),
    Method::fast(c"seed", seed_method, c"seed($self, n=None, /)\n--\n\nSet the state from abs(n) for an int, from hash(n) for others, from the system without n."),
    Method::none(c"getstate", getstate, c"getstate($self, /)\n--\n\nThe state, as a tuple of 625 ints."),
    Method::one(c"setstate", setstate, c"setstate($self, state, /)\n--\n\nSet the state to what getstate() gave."),
    Method::one(c"getrandbits", getrandbits, c"getrandbits($self, k, /)\n--\n\nAn int of k random bits."),
    Method::END,
];

fn module_state(this: &This, index: usize) -> Result<Owned> {
    class::as_module::<Generator>(&*this.module()?).state(index)
}

fn init(this: &This, args: &Object, kwargs: Option<&Object>) -> Result<()> {
    if kwargs.is_some_and(|kwargs| kwargs.dict_len() > 0)
        && class::same_init(this.object().type_of(), &*module_state(this, state::RANDOM)?)
    {
        return Err(type_error("Random() takes no keyword arguments"));
    }
    match args.tuple_len() {
        0 => seed(this, None),
        1 => seed(this, Some(args.tuple_item(0)?)),
        _ => Err(type_error("Random() requires 0 or 1 argument")),
    }
}

fn seed_method(this: &This, args: Args<'_>) -> Result<Owned> {
    args.between("seed", 0, 1)?;
    seed(this, args.get(0))?;
    Ok(Owned::none())
}

fn seed(this: &This, seed: Option<&Object>) -> Result<()> {
    let key = match seed.filter(|seed| !seed.is_none()) {
        None => system_key()?,
        Some(int) if int.is_int() => {
            let magnitude = module_state(this, state::ABS)?.call([int])?;
            int_key(this, &magnitude)?
        }
        Some(other) => {
            let hash = other.hash()? as u64;
            vec![hash as u32, (hash >> 32) as u32]
        }
    };
    let significant = key.iter().rposition(|word| *word != 0).map_or(1, |last| last + 1);
    this.0.borrow_mut().seed(&key[..significant]);
    Ok(())
}

/// An int >= 0 in words of 32 bits, the least significant first.
fn int_key(this: &This, int: &Object) -> Result<Vec<u32>> {
    let bits = module_state(this, state::BIT_LENGTH)?.call([int])?.to_u64()?;
    let size = Owned::uint(bits.div_ceil(32).max(1) * 4)?;
    let bytes = module_state(this, state::TO_BYTES)?.call([int, &size, &*Owned::str("little")?])?;
    let words = bytes.as_bytes()?.chunks_exact(4);
    Ok(words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect())
}

fn system_key() -> Result<Vec<u32>> {
    let mut key = vec![0; twister::WORDS];
    for word in &mut key {
        *word = getrandom::u32().map_err(|error| Exception::RuntimeError.raise(error))?;
    }
    Ok(key)
}

fn random(this: &This) -> Result<Owned> {
    let mut twister = this.0.borrow_mut();
    let (high, low) = (twister.next() >> 5, twister.next() >> 6);
    Owned::float((f64::from(high) * 67108864.0 + f64::from(low)) / 9007199254740992.0)
}

fn getrandbits(this: &This, count: &Object) -> Result<Owned> {
    let count = count.to_c_int()?;
    if count < 0 {
        return Err(value_error("number of bits must be non-negative"));
    }
    let words = this.0.borrow_mut().bits(count as usize);
    if words.len() <= 2 {
        let value = words.iter().rev().fold(0, |value, word| value << 32 | u64::from(*word));
        return Owned::uint(value);
    }
    let bytes = words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>();
    module_state(this, state::FROM_BYTES)?.call([&*Owned::bytes(&bytes)?, &*Owned::str("little")?])
}

fn getstate(this: &This) -> Result<Owned> {
    let (words, index) = this.0.borrow().state();
    let mut items = words.map(u64::from).to_vec();
    items.push(index as u64);
    Owned::tuple(items.into_iter().map(Owned::uint))
}

fn setstate(this: &This, state: &Object) -> Result<Owned> {
    if !state.is_tuple() {
        return Err(type_error("state vector must be a tuple"));
    }
    if state.tuple_len() != twister::WORDS + 1 {
        return Err(value_error("state vector is the wrong size"));
    }
    let mut words = [0; twister::WORDS];
    for (at, word) in words.iter_mut().enumerate() {
        *word = state.tuple_item(at)?.to_c_ulong()? as u32;
    }
    let index = usize::try_from(state.tuple_item(twister::WORDS)?.to_c_long()?);
    match index.ok().filter(|index| *index <= twister::WORDS) {
        Some(index) => this.0.borrow_mut().set_state(words, index),
        None => return Err(value_error("invalid state")),
    }
    Ok(Owned::none())
}
