//! Programs nobody wrote, to find inputs that bring the runtime down: [`grammar`] makes well-formed ones from [`words`], [`mutate`]
//! damages scripts, [`judge`] runs one in a process of its own and says whether it ended as a program may,
//! [`minimise`] cuts what failed. The binary `fuzz` drives them.

pub mod grammar;
pub mod judge;
pub mod minimise;
pub mod mutate;
pub mod random;
pub mod words;
