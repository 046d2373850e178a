//! Python's module `math`, against CPython's stable ABI only.
//!
//! [`table`] lists the functions. [`float`] has those on floats, with the rules for their errors; [`log`] the logarithms
//! of ints of any size; [`gamma`] the gamma function; [`exact`] the sums without rounding errors; [`integer`] the
//! functions on ints; [`cmath`] declares the C library's functions.
//!
//! Where several answers are within reach of rounding, this follows CPython's choice of formula, so that both print the
//! same digits.

mod cmath;
mod exact;
mod float;
mod gamma;
mod integer;
mod log;
mod table;

use ladon_ext::{Module, ModuleObject, Owned, Result};

pub struct Math;

pub(crate) type MathModule = ModuleObject<Math>;

/// The state: names to look up.
pub(crate) mod state {
    pub const CEIL: usize = 0;
    pub const FLOOR: usize = 1;
    pub const TRUNC: usize = 2;
    pub const BIT_LENGTH: usize = 3;
    pub const NAMES: [&str; 4] = ["__ceil__", "__floor__", "__trunc__", "bit_length"];
}

impl Module for Math {
    const NAME: &'static core::ffi::CStr = c"math";
    const DOC: &'static core::ffi::CStr = c"Mathematical functions on floats and ints.";
    const METHODS: &'static [ladon_ext::Method<MathModule>] = table::METHODS;
    const STATE: usize = state::NAMES.len();

    fn exec(module: &MathModule) -> Result<()> {
        for (index, name) in state::NAMES.iter().enumerate() {
            module.set_state(index, Owned::str(name)?)?;
        }
        module.add(c"pi", &*Owned::float(core::f64::consts::PI)?)?;
        module.add(c"e", &*Owned::float(core::f64::consts::E)?)?;
        module.add(c"tau", &*Owned::float(core::f64::consts::TAU)?)?;
        module.add(c"inf", &*Owned::float(f64::INFINITY)?)?;
        module.add(c"nan", &*Owned::float(f64::NAN)?)
    }
}

ladon_ext::module!(PyInit_math, Math);
