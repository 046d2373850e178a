//! Argument lists, and CPython's messages for the wrong ones.

use core::fmt::Display;

use crate::ffi;
use crate::object::{Object, Owned};
use crate::raise::{Result, type_error};

/// Positional arguments.
#[derive(Clone, Copy)]
pub struct Args<'a>(pub &'a [&'a Object]);

impl<'a> Args<'a> {
    /// # Safety
    /// `args` points to `len` live object pointers, none NULL (it may be NULL or dangling if `len` is 0).
    pub unsafe fn from_raw(args: *const *mut ffi::PyObject, len: usize) -> Args<'a> {
        if len == 0 {
            return Args(&[]);
        }
        // SAFETY: the caller's promise; `&Object` is a non-null object pointer.
        Args(unsafe { core::slice::from_raw_parts(args.cast(), len) })
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&'a Object> {
        self.0.get(index).copied()
    }

    /// Exactly `N` arguments, none of them by name.
    pub fn exactly<const N: usize>(self, function: &str) -> Result<[&'a Object; N]> {
        self.between(function, N, N)?;
        let mut out = [self.0[0]; N];
        out.copy_from_slice(self.0);
        Ok(out)
    }

    pub fn between(self, function: &str, min: usize, max: usize) -> Result<()> {
        let given = self.len();
        if (min..=max).contains(&given) {
            return Ok(());
        }
        let bound = if given < min { min } else { max };
        let prefix = match () {
            () if min == max => "",
            () if given < min => "at least ",
            () => "at most ",
        };
        Err(type_error(format_args!("{function} expected {prefix}{bound} argument{}, got {given}", plural(bound))))
    }
}

/// The parameters of a function that takes names: positional-only ones, then those of either kind, then keyword-only.
pub struct Signature<const N: usize> {
    pub function: &'static str,
    pub names: [&'static str; N],
    pub positional_only: usize,
    /// How many may be given by position.
    pub positional: usize,
    /// How many must be given; they come first.
    pub required: usize,
}

impl<const N: usize> Signature<N> {
    /// Sorts the arguments into the parameters. `values` holds the positional ones and then those of `names`.
    pub fn bind<'a>(&self, values: Args<'a>, names: Option<&'a Object>) -> Result<[Option<&'a Object>; N]> {
        let named = names.map_or(0, |names| names.tuple_len());
        let (values, keyword_values) = values.0.split_at(values.len() - named);
        self.check_count(values.len(), named)?;
        let mut bound = [None; N];
        for (slot, value) in bound.iter_mut().zip(values) {
            *slot = Some(*value);
        }
        if let Some(names) = names {
            let mut unexpected = false;
            for (index, value) in keyword_values.iter().enumerate() {
                let name = names.tuple_item(index)?.as_str()?;
                let known = self.names[self.positional_only..].iter().position(|known| *known == name);
                match known.map(|at| &mut bound[self.positional_only + at]) {
                    Some(slot) if slot.is_none() => *slot = Some(*value),
                    _ => unexpected = true,
                }
            }
            self.check_required(values.len(), &bound)?;
            if unexpected {
                return Err(self.unexpected(values.len(), names, named));
            }
        }
        self.check_required(values.len(), &bound)?;
        Ok(bound)
    }

    /// The same for the tuple and dict that slots get.
    pub fn bind_tuple(&self, args: &Object, kwargs: Option<&Object>) -> Result<[Option<Owned>; N]> {
        let names = kwargs.map(|kwargs| kwargs.to_tuple()).transpose()?;
        let mut values =
            (0..args.tuple_len()).map(|at| Ok(args.tuple_item(at)?.new_ref())).collect::<Result<Vec<_>>>()?;
        if let Some((names, kwargs)) = names.as_ref().zip(kwargs) {
            for at in 0..names.tuple_len() {
                values.extend(kwargs.dict_get(names.tuple_item(at)?)?);
            }
        }
        let values = values.iter().map(|value| &**value).collect::<Vec<_>>();
        let bound = self.bind(Args(&values), names.as_deref())?;
        Ok(bound.map(|value| value.map(|value| value.new_ref())))
    }

    fn check_count(&self, given: usize, named: usize) -> Result<()> {
        if given + named > N {
            let kind = if given == 0 { "keyword " } else { "" };
            return Err(self.error(format_args!(
                "takes at most {N} {kind}argument{} ({} given)",
                plural(N),
                given + named
            )));
        }
        let required = self.required.min(self.positional);
        if given > self.positional {
            if self.positional == 0 {
                return Err(self.error("takes no positional arguments"));
            }
            let how = if required < self.positional { "at most" } else { "exactly" };
            return Err(self.wrong_positional(how, self.positional, given));
        }
        let minimum = required.min(self.positional_only);
        if given < minimum {
            let how = if minimum < self.positional { "at least" } else { "exactly" };
            return Err(self.wrong_positional(how, minimum, given));
        }
        Ok(())
    }

    fn check_required(&self, given: usize, bound: &[Option<&Object>; N]) -> Result<()> {
        let missing = (given..self.required).find(|at| bound[*at].is_none());
        if let Some(at) = missing {
            let name = self.names[at];
            return Err(self.error(format_args!("missing required argument '{name}' (pos {})", at + 1)));
        }
        Ok(())
    }

    /// Some name fits no free parameter: it is given by position too, or unknown.
    fn unexpected(&self, given: usize, names: &Object, named: usize) -> crate::Raised {
        let keywords = (0..named).filter_map(|at| names.tuple_item(at).and_then(|name| name.as_str()).ok());
        let keywords = keywords.collect::<Vec<_>>();
        for at in self.positional_only..given {
            let name = self.names[at];
            if keywords.contains(&name) {
                let function = self.function;
                return type_error(format_args!(
                    "argument for {function}() given by name ('{name}') and position ({})",
                    at + 1
                ));
            }
        }
        let known = &self.names[self.positional_only..];
        let name = keywords.iter().find(|name| !known.contains(name)).unwrap_or(&"?");
        self.error(format_args!("got an unexpected keyword argument '{name}'"))
    }

    fn wrong_positional(&self, how: &str, bound: usize, given: usize) -> crate::Raised {
        self.error(format_args!("takes {how} {bound} positional argument{} ({given} given)", plural(bound)))
    }

    fn error(&self, message: impl Display) -> crate::Raised {
        type_error(format_args!("{}() {message}", self.function))
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
