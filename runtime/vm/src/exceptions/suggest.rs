//! "Did you mean: 'x'?": the known name that is nearest to a name that was not found.

use super::traceback;
use super::{AttributeError, BaseExceptionObject, ImportError, NameError};
use crate::object::{attr, call, iter, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::{Dict, Str};
use crate::value::Value;

const MAX_NAMES: usize = 750;
const MAX_LENGTH: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// What to append to the message of an exception: a suggestion, a missing import, or nothing. Never fails.
pub fn hint(thread: &ThreadState, exception: &Value) -> String {
    let class = exception.type_of();
    let is_name_error = class.is_subtype(&NameError);
    let field = if is_name_error || class.is_subtype(&AttributeError) {
        0
    } else if class.is_subtype(&ImportError) {
        3
    } else {
        return String::new();
    };
    let Some(fields) = exception.downcast::<BaseExceptionObject>() else { return String::new() };
    let Some(wrong) = fields.field(field).and_then(|name| Some(name.downcast::<Str>()?.to_str()?.to_owned())) else {
        return String::new();
    };
    let found = match nearest(thread, fields, class.is_subtype(&ImportError), is_name_error, &wrong) {
        Ok(found) => found,
        Err(raised) => {
            drop(thread.take_raised(raised));
            None
        }
    };
    let mut text = found.as_ref().map(|name| format!(". Did you mean: '{name}'?")).unwrap_or_default();
    if is_name_error && is_stdlib_module(thread, &wrong) {
        let link = if found.is_some() { " Or did" } else { ". Did" };
        text.push_str(&format!("{link} you forget to import '{wrong}'?"));
    }
    text
}

fn is_stdlib_module(thread: &ThreadState, name: &str) -> bool {
    let Some(names) = thread.interp().sys_attr("stdlib_module_names") else { return false };
    let Ok(name) = Str::try_new(name) else { return false };
    match subscript::contains(thread, &names, name.as_value()) {
        Ok(known) => known,
        Err(raised) => {
            drop(thread.take_raised(raised));
            false
        }
    }
}

fn nearest(
    thread: &ThreadState,
    fields: &BaseExceptionObject,
    is_import: bool,
    is_name: bool,
    wrong: &str,
) -> PyResult<Option<String>> {
    let candidates = if is_name {
        let last = traceback::entries(fields.traceback.get()).pop();
        let Some(last) = last else { return Ok(None) };
        if let Some(method) = own_attribute(thread, &last, wrong)? {
            return Ok(Some(method));
        }
        visible_names(thread, &last)?
    } else {
        let object = if is_import { module_named(thread, fields.field(1))? } else { fields.field(1) };
        let Some(object) = object else { return Ok(None) };
        let mut names = dir(thread, &object)?;
        let own = !is_import && is_self(thread, fields, &object)?;
        if !own && !wrong.starts_with('_') {
            names.retain(|name| !name.starts_with('_'));
        }
        names
    };
    Ok(closest(&candidates, wrong))
}

fn module_named(thread: &ThreadState, name: Option<Value>) -> PyResult<Option<Value>> {
    match name {
        Some(name) => thread.interp().modules().get(thread, &name),
        None => Ok(None),
    }
}

fn dir(thread: &ThreadState, object: &Value) -> PyResult<Vec<String>> {
    let Some(dir) = thread.interp().builtins().get_name("dir") else { return Ok(Vec::new()) };
    let names = call::positional(thread, &dir, std::slice::from_ref(object))?;
    Ok(texts(iter::collect(thread, &names)?))
}

fn texts(names: Vec<Value>) -> Vec<String> {
    names.iter().filter_map(|name| Some(name.downcast::<Str>()?.to_str()?.to_owned())).collect()
}

/// The variables of an entry's frame.
fn locals(thread: &ThreadState, entry: &traceback::Traceback) -> PyResult<Option<Value>> {
    match entry.frame_object(thread) {
        Some(frame) => attr::get_name(thread, &frame, "f_locals").map(Some),
        None => Ok(None),
    }
}

/// The value of `self` in an entry's frame.
fn own_self(thread: &ThreadState, entry: &traceback::Traceback) -> PyResult<Option<Value>> {
    let Some(locals) = locals(thread, entry)? else { return Ok(None) };
    let name = Str::new("self").into_value();
    match subscript::contains(thread, &locals, &name)? {
        true => subscript::get(thread, &locals, &name).map(Some),
        false => Ok(None),
    }
}

fn is_self(thread: &ThreadState, fields: &BaseExceptionObject, object: &Value) -> PyResult<bool> {
    match traceback::entries(fields.traceback.get()).pop() {
        Some(last) => Ok(own_self(thread, &last)?.is_some_and(|this| this.is(object))),
        None => Ok(false),
    }
}

/// `self.name`, when the frame is that of a method whose instance has such an attribute.
fn own_attribute(thread: &ThreadState, entry: &traceback::Traceback, wrong: &str) -> PyResult<Option<String>> {
    let Some(this) = own_self(thread, entry)? else { return Ok(None) };
    let found = attr::get_optional(thread, &this, &crate::types::str::intern::intern_text(wrong))?;
    Ok(found.map(|_| format!("self.{wrong}")))
}

fn visible_names(thread: &ThreadState, entry: &traceback::Traceback) -> PyResult<Vec<String>> {
    let mut names = match locals(thread, entry)? {
        Some(locals) => texts(iter::collect(thread, &locals)?),
        // Without the frame the variables of the code are the best there is.
        None => entry
            .code_object()
            .map(|code| code.code.varnames.iter().map(|n| n.to_string()).collect())
            .unwrap_or_default(),
    };
    let globals = entry.globals.get();
    let keys = |dict: &Dict| texts(dict.snapshot().into_iter().map(|(key, _)| key).collect());
    names.extend(globals.as_ref().and_then(|globals| globals.downcast::<Dict>()).map(keys).unwrap_or_default());
    names.extend(keys(&thread.interp().builtins()));
    Ok(names)
}

/// The candidate nearest to `wrong`, if one is near enough: at most a third of the characters may have to change.
pub fn closest<T: AsRef<str>>(candidates: &[T], wrong: &str) -> Option<String> {
    if candidates.len() > MAX_NAMES || wrong.len() > MAX_LENGTH {
        return None;
    }
    let wrong_chars: Vec<char> = wrong.chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for name in candidates.iter().map(AsRef::as_ref).filter(|name| *name != wrong) {
        let chars: Vec<char> = name.chars().collect();
        let mut limit = (chars.len() + wrong_chars.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = best {
            limit = limit.min(distance.saturating_sub(1));
        }
        if let Some(distance) = distance(&wrong_chars, &chars, limit) {
            if distance == 0 {
                return Some(name.to_owned());
            }
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name.to_owned())
}

fn substitution(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

/// Weighted Levenshtein distance, `None` beyond `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH || a.len().abs_diff(b.len()) * MOVE > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=a.len()).map(|i| i * MOVE).collect();
    for (line, &y) in b.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (line + 1) * MOVE;
        for (column, &x) in a.iter().enumerate() {
            let replaced = diagonal + substitution(x, y);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + MOVE).min(row[column] + MOVE);
        }
    }
    let total = row[a.len()];
    (total <= limit).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::closest;

    fn of(names: &[&str], wrong: &str) -> Option<String> {
        closest(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), wrong)
    }

    #[test]
    fn suggests_near_names_only() {
        assert_eq!(of(&["bluch", "blech"], "bluck").as_deref(), Some("bluch"));
        assert_eq!(of(&["foo", "Bar"], "bar").as_deref(), Some("Bar"));
        assert_eq!(of(&["something"], "else"), None);
        assert_eq!(of(&["name"], "name"), None);
    }
}
