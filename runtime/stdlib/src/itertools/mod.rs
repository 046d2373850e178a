//! `itertools`: iterators made of iterators.
//!
//! `infinite` count, cycle, repeat · `select` what lets some items through · `chain` one after the other and side by
//! side · `combine` product, permutations, combinations · `group` groupby, batched, pairwise · `tee`.
//! (Since 3.14 none of them can be copied or pickled.)

mod chain;
mod combine;
mod group;
mod infinite;
mod reused;
mod select;
mod tee;

use crate::define::ModuleBuilder;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Type;
use ladon_vm::types::define::{Args, Builtin, TypeBuilder};
use ladon_vm::types::flags;
use ladon_vm::types::iterator::iter_self;
use ladon_vm::types::module::Module;
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::{default_init, no_keywords, positionals};
use ladon_vm::types::slots::{ClearFn, NewFn, NextFn, VisitFn};
use ladon_vm::value::{Ref, Value};

pub fn describe() {
    infinite::describe();
    select::describe();
    chain::describe();
    combine::describe();
    group::describe();
    tee::describe();
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "itertools", "Iterators for counting, selecting, combining and grouping.")?
        .ty::<infinite::Count>()
        .ty::<infinite::Cycle>()
        .ty::<infinite::Repeat>()
        .ty::<select::Compress>()
        .ty::<select::DropWhile>()
        .ty::<select::TakeWhile>()
        .ty::<select::FilterFalse>()
        .ty::<select::ISlice>()
        .ty::<chain::Chain>()
        .ty::<chain::ZipLongest>()
        .ty::<chain::StarMap>()
        .ty::<chain::Accumulate>()
        .ty::<combine::Product>()
        .ty::<combine::Permutations>()
        .ty::<combine::Combinations>()
        .ty::<combine::WithReplacement>()
        .ty::<group::GroupBy>()
        .ty::<group::Grouper>()
        .ty::<group::Batched>()
        .ty::<group::Pairwise>()
        .ty::<tee::Tee>()
        .ty::<tee::TeeData>()
        .functions(tee::functions())
        .finish()
}

/// What all these types have in common.
fn iterator<T: Builtin>(name: &'static str, doc: &'static str, new: Option<NewFn>, next: NextFn) -> TypeBuilder {
    TypeBuilder::new::<T>(name, Some(object_type()))
        .doc(doc)
        .module("itertools")
        .flags(if new.is_some() { flags::BASETYPE } else { flags::DISALLOW_INSTANTIATION })
        .slots(|s| {
            s.new.set(new);
            s.iter.set(Some(iter_self));
            s.next.set(Some(next));
        })
}

/// As `TypeBuilder::container`, named for the pair that `traced!` makes.
fn traced(builder: TypeBuilder, visit: VisitFn, clear: ClearFn) -> TypeBuilder {
    builder.container(visit, Some(clear))
}

/// `count` to `most` positional arguments and no keywords (which classes derived from `ty` may take themselves).
fn plain<'a>(
    thread: &ThreadState,
    ty: &Type,
    name: &str,
    args: Args<'a>,
    least: usize,
    most: usize,
) -> PyResult<&'a [Value]> {
    if default_init(ty) {
        no_keywords(thread, name, args)?;
    }
    positionals(thread, name, args, least, most)
}
