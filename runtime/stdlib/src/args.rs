//! Sorting the arguments of constructors and other raw calls into named parameters, without copying them.

use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::define::Args;
use ladon_vm::value::Value;

/// What a callable takes: `names` in order, the first `positional` of them also by position, the first `required`
/// not optional, the first `unnamed` not by name.
pub struct Spec<const N: usize> {
    pub function: &'static str,
    pub names: [&'static str; N],
    pub positional: usize,
    pub required: usize,
    pub unnamed: usize,
}

impl<const N: usize> Spec<N> {
    /// All parameters by position or name.
    pub const fn new(function: &'static str, names: [&'static str; N], required: usize) -> Spec<N> {
        Spec { function, names, positional: N, required, unnamed: 0 }
    }

    /// Only the first `positional` parameters may be given by position.
    pub const fn positional(self, positional: usize) -> Spec<N> {
        Spec { positional, ..self }
    }

    /// The first `unnamed` parameters may not be given by name.
    pub const fn unnamed(self, unnamed: usize) -> Spec<N> {
        Spec { unnamed, ..self }
    }

    /// The arguments by parameter.
    #[inline]
    pub fn bind<'a>(&self, thread: &ThreadState, args: Args<'a>) -> PyResult<[Option<&'a Value>; N]> {
        let mut bound = [None; N];
        let positional = args.positionals();
        if positional.len() > self.positional || args.values.len() > N {
            return Err(self.too_many(thread, args));
        }
        for (slot, value) in bound.iter_mut().zip(positional) {
            *slot = Some(value);
        }
        if args.keyword_count() != 0 {
            self.bind_names(thread, args, &mut bound)?;
        }
        match bound[..self.required].iter().position(Option::is_none) {
            Some(missing) => Err(self.missing(thread, args, missing)),
            None => Ok(bound),
        }
    }

    fn bind_names<'a>(&self, thread: &ThreadState, args: Args<'a>, bound: &mut [Option<&'a Value>; N]) -> PyResult<()> {
        let function = self.function;
        for (name, value) in args.keywords() {
            let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
            match self.names.iter().position(|known| *known == text) {
                Some(at) if at >= self.unnamed => {
                    if bound[at].replace(value).is_some() {
                        let message = format!("argument for {function}() given by name ('{text}') and position");
                        return Err(err!(thread, TypeError, "{message} ({})", at + 1));
                    }
                }
                _ => return Err(err!(thread, TypeError, "{function}() got an unexpected keyword argument '{text}'")),
            }
        }
        Ok(())
    }

    #[cold]
    fn too_many(&self, thread: &ThreadState, args: Args<'_>) -> Raised {
        let by_position = args.positionals().len() > self.positional && self.positional < N;
        let (most, given) = match by_position {
            true => (self.positional, args.positionals().len()),
            false => (N, args.values.len()),
        };
        let bound = if self.required.min(most) < most { "at most" } else { "exactly" };
        let kind = if by_position { "positional " } else { "" };
        let plural = if most == 1 { "" } else { "s" };
        let function = self.function;
        err!(thread, TypeError, "{function}() takes {bound} {most} {kind}argument{plural} ({given} given)")
    }

    #[cold]
    fn missing(&self, thread: &ThreadState, args: Args<'_>, missing: usize) -> Raised {
        let function = self.function;
        if missing < self.unnamed {
            let least = self.required.min(self.unnamed);
            let bound = if least < self.positional { "at least" } else { "exactly" };
            let plural = if least == 1 { "" } else { "s" };
            let given = args.positionals().len();
            return err!(
                thread,
                TypeError,
                "{function}() takes {bound} {least} positional argument{plural} ({given} given)"
            );
        }
        let (name, position) = (self.names[missing], missing + 1);
        err!(thread, TypeError, "{function}() missing required argument '{name}' (pos {position})")
    }
}
