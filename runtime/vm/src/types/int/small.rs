//! Objects for the small ints that C asks for most: immortal, one per process.

use super::core::{Int, PyLong_Type};
use crate::value::ObjectPtr;
use std::mem::MaybeUninit;
use std::ptr::NonNull;

const LOW: i64 = -5;
const HIGH: i64 = 256;
const COUNT: usize = (HIGH - LOW + 1) as usize;

struct Table([MaybeUninit<Int>; COUNT]);

// SAFETY: immortal and never written.
unsafe impl Sync for Table {}

static LIMBS: [[u64; 1]; HIGH as usize + 1] = {
    let mut limbs = [[0u64; 1]; HIGH as usize + 1];
    let mut index = 0;
    while index < limbs.len() {
        limbs[index][0] = index as u64;
        index += 1;
    }
    limbs
};

static OBJECTS: Table = {
    let mut objects = [const { MaybeUninit::uninit() }; COUNT];
    let mut index = 0;
    while index < COUNT {
        let value = LOW + index as i64;
        let limb = &LIMBS[value.unsigned_abs() as usize];
        objects[index] = MaybeUninit::new(Int::small_static((&raw const PyLong_Type).cast(), value, limb));
        index += 1;
    }
    Table(objects)
};

/// The object that stands for `value` in every interpreter, if there is one.
#[inline(always)]
pub fn object(value: i64) -> Option<ObjectPtr> {
    OBJECTS.0.get(value.wrapping_sub(LOW) as usize).map(|object| NonNull::from(object).cast())
}
