//! `code`: a compiled scope as an object, and its link to this interpreter: constants as values, names interned, a
//! private copy of the instructions in whose cache words the eval loop remembers things.

mod methods;

use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::TypeBuilder;
use crate::types::slots::CompareOp;
use crate::types::str::intern;
use crate::types::{Int, Str, Tuple, int};
use crate::value::{ObjectPtr, Ref, Value};
use allocator_api2::boxed::Box as HeapBox;
use allocator_api2::vec::Vec as HeapVec;
use ladon_bytecode::{Code, CodeFlags, Constant};
use ladon_heap::arena::InternalHeap;
use ladon_heap::{Head, MutCell};
use std::cell::Cell;
use std::sync::Arc;

/// What one interpreter adds to a `Code` when it first runs it.
pub struct Linked {
    pub words: HeapVec<u64, InternalHeap>,
    pub consts: HeapVec<Value, InternalHeap>,
    pub names: HeapVec<Ref<Str>, InternalHeap>,
    /// Names of the parameters that can be given by name or position.
    pub params: HeapVec<Ref<Str>, InternalHeap>,
    pub nregs: usize,
    pub nlocals: usize,
    pub argcount: usize,
    /// Takes exactly `argcount` positional arguments and runs at once: no `*args`, keywords, generator.
    pub simple: bool,
}

#[repr(C)]
pub struct CodeObject {
    pub head: Head,
    pub code: Arc<Code>,
    linked: Cell<*mut Linked>,
    name: MutCell<Option<Ref<Str>>>,
    qualname: MutCell<Option<Ref<Str>>>,
}

crate::builtin_static!(CodeObject, PyCode_Type);

impl CodeObject {
    pub fn new(code: Arc<Code>) -> Ref<CodeObject> {
        alloc::alloc(CodeObject {
            head: alloc::head::<CodeObject>(),
            code,
            linked: Cell::new(std::ptr::null_mut()),
            name: MutCell::new(None),
            qualname: MutCell::new(None),
        })
    }

    /// Makes the object of a constant code, linked for the class's own use.
    pub fn name(&self) -> Ref<Str> {
        match self.name.get() {
            Some(name) => name,
            None => {
                let name = intern::intern_text(&self.code.name);
                self.name.set(Some(name.clone()));
                name
            }
        }
    }

    pub fn qualname(&self) -> Ref<Str> {
        match self.qualname.get() {
            Some(name) => name,
            None => {
                let name = intern::intern_text(&self.code.qualname);
                self.qualname.set(Some(name.clone()));
                name
            }
        }
    }

    pub fn docstring(&self) -> Option<Value> {
        let bytes = self.code.docstring()?;
        Some(Str::try_from_wtf8(bytes).ok()?.into_value())
    }

    /// The link, if it has been made.
    #[inline(always)]
    pub fn linked_already(&self) -> Option<&Linked> {
        // SAFETY: owned by this object.
        unsafe { self.linked.get().as_ref() }
    }

    /// The link, made on first use.
    #[inline(always)]
    pub fn linked(&self, thread: &ThreadState) -> PyResult<&Linked> {
        let linked = self.linked.get();
        if linked.is_null() {
            return self.link(thread);
        }
        // SAFETY: owned by this object.
        Ok(unsafe { &*linked })
    }

    /// Names of the parameters that can be given by name, once the code is linked.
    #[inline]
    pub fn parameter_names(&self) -> &[Ref<Str>] {
        // SAFETY: owned by this object.
        unsafe { self.linked.get().as_ref() }.map_or(&[], |linked| &linked.params)
    }

    #[cold]
    #[inline(never)]
    fn link(&self, thread: &ThreadState) -> PyResult<&Linked> {
        let code = &self.code;
        let mut words = HeapVec::new_in(InternalHeap);
        words.try_reserve_exact(code.instructions.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
        words.extend_from_slice(&code.instructions);
        let mut names = HeapVec::with_capacity_in(code.names.len(), InternalHeap);
        for name in &code.names {
            names.push(intern::intern_bytes(thread, name.as_bytes())?);
        }
        let named = (code.argcount + code.kwonlyargcount) as usize;
        let mut params = HeapVec::with_capacity_in(named, InternalHeap);
        for name in &code.varnames[..named] {
            params.push(intern::intern_bytes(thread, name.as_bytes())?);
        }
        let mut consts = HeapVec::with_capacity_in(code.consts.len(), InternalHeap);
        for constant in &code.consts {
            consts.push(constant_value(thread, constant)?);
        }
        let flags = code.flags;
        let stars = flags.has(CodeFlags::VARARGS) || flags.has(CodeFlags::VARKEYWORDS);
        let linked = Linked {
            words,
            consts,
            names,
            params,
            nregs: code.nregs as usize,
            nlocals: code.nlocals as usize,
            argcount: code.argcount as usize,
            simple: !stars && code.kwonlyargcount == 0 && !flags.is_generator_like(),
        };
        self.linked.set(HeapBox::into_raw(HeapBox::new_in(linked, InternalHeap)));
        // SAFETY: set just now.
        Ok(unsafe { &*self.linked.get() })
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe {
            if let Some(linked) = object.cast::<CodeObject>().as_ref().linked.get().as_ref() {
                linked.consts.iter().for_each(visitor);
            }
        }
    }
}

impl Drop for CodeObject {
    fn drop(&mut self) {
        let linked = self.linked.get();
        if !linked.is_null() {
            // SAFETY: made by `link`.
            drop(unsafe { HeapBox::from_raw_in(linked, InternalHeap) });
        }
    }
}

/// The value of a constant in this interpreter.
pub fn constant_value(thread: &ThreadState, constant: &Constant) -> PyResult<Value> {
    Ok(match constant {
        Constant::None => Value::none(),
        Constant::True => Value::bool(true),
        Constant::False => Value::bool(false),
        Constant::Ellipsis => Value::ellipsis(),
        Constant::Int(value) => int::from_i64(*value),
        Constant::BigInt { negative, words } => Int::value_from_limbs(*negative, words)?,
        Constant::Float(value) => Value::float(*value),
        Constant::Complex(re, im) => crate::types::complex::from_parts(*re, *im),
        Constant::Str(bytes) => {
            if bytes.len() <= 32 {
                intern::intern_bytes(thread, bytes)?.into_value()
            } else {
                Str::try_from_wtf8(bytes)?.into_value()
            }
        }
        Constant::Bytes(bytes) => crate::types::bytes::Bytes::try_new(bytes)?.into_value(),
        Constant::Tuple(items) => {
            let values = items.iter().map(|item| constant_value(thread, item)).collect::<PyResult<Vec<_>>>()?;
            Tuple::try_from_vec(values)?.into_value()
        }
        Constant::FrozenSet(items) => {
            let values = items.iter().map(|item| constant_value(thread, item)).collect::<PyResult<Vec<_>>>()?;
            crate::types::set::frozenset_from_vec(thread, values)?
        }
        Constant::Code(code) => CodeObject::new(Arc::clone(code)).into_value(),
    })
}

fn of(value: &Value) -> &CodeObject {
    // SAFETY: E2: called by slots and getters of `code`.
    unsafe { value.downcast_unchecked() }
}

fn text_tuple<'a>(names: impl Iterator<Item = &'a Box<str>>) -> PyResult<Value> {
    Ok(Tuple::try_from_vec(names.map(|name| intern::intern_text(name).into_value()).collect())?.into_value())
}

fn number(value: usize) -> PyResult<Value> {
    Ok(int::from_usize(value))
}

fn compare(_: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.exact::<CodeObject>(), b.exact::<CodeObject>()) else {
        return Ok(Value::not_implemented());
    };
    let same = methods::same(&x.code, &y.code);
    match op {
        CompareOp::Eq => Ok(Value::bool(same)),
        CompareOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::not_implemented()),
    }
}

/// Whether `co_consts` begins with a None that stands for a missing docstring.
fn has_empty_docstring_place(code: &Code) -> bool {
    code.consts.is_empty() || (code.flags.has(CodeFlags::OPTIMIZED) && !code.flags.has(CodeFlags::HAS_DOCSTRING))
}

pub fn describe() {
    crate::types::typeobject::type_of::<CodeObject>().weaklist_offset.set(1);
    TypeBuilder::new::<CodeObject>("code", Some(crate::types::object::object_type()))
        .container(CodeObject::visit, None)
        .slots(|s| {
            s.end.set(Some(|object| {
                // SAFETY: E2; the object is not used again: its heap is about to go.
                unsafe { drop(std::ptr::read(&raw const (*object.cast::<CodeObject>().as_ptr()).code)) };
            }));
            s.repr.set(Some(|_, this| {
                let code = &of(this).code;
                let text = format!(
                    "<code object {} at {:#x}, file \"{}\", line {}>",
                    code.name,
                    this.bits(),
                    code.filename,
                    code.first_line
                );
                Ok(Str::try_new(&text)?.into_value())
            }));
            s.compare.set(Some(compare));
            s.hash.set(Some(|_, this| Ok(methods::hash(&of(this).code))));
        })
        .getter("co_name", |_, c| Ok(of(c).name().into_value()), "")
        .getter("co_qualname", |_, c| Ok(of(c).qualname().into_value()), "")
        .getter("co_filename", |_, c| Ok(Str::try_new(&of(c).code.filename)?.into_value()), "")
        .getter("co_firstlineno", |_, c| number(of(c).code.first_line as usize), "")
        .getter("co_argcount", |_, c| number(of(c).code.argcount as usize), "")
        .getter("co_posonlyargcount", |_, c| number(of(c).code.posonlyargcount as usize), "")
        .getter("co_kwonlyargcount", |_, c| number(of(c).code.kwonlyargcount as usize), "")
        .getter("co_nlocals", |_, c| number(of(c).code.varnames.len()), "")
        .getter("co_stacksize", |_, c| number(of(c).code.nregs as usize), "")
        .getter("co_flags", |_, c| number((of(c).code.flags.0 & 0x0FFF_FFFF) as usize), "")
        .getter("co_varnames", |_, c| text_tuple(of(c).code.varnames.iter()), "")
        .getter("co_names", |_, c| text_tuple(of(c).code.names.iter()), "")
        .getter("co_cellvars", |_, c| text_tuple(of(c).code.cellvars.iter()), "")
        .getter("co_freevars", |_, c| text_tuple(of(c).code.freevars.iter()), "")
        .getter(
            "co_consts",
            |thread, c| {
                let code = of(c);
                let mut consts = code.linked(thread)?.consts.to_vec();
                if has_empty_docstring_place(&code.code) {
                    consts.insert(0, Value::none());
                }
                Ok(Tuple::try_from_vec(consts)?.into_value())
            },
            "",
        )
        .getter("co_code", methods::co_code, "")
        .method("co_positions(self, /)", methods::co_positions, "The source range of each code unit.")
        .method("co_lines(self, /)", methods::co_lines, "Runs of code units with their line.")
        .method("replace(self, /, **changes)", methods::replace, "A copy with some fields changed.")
        .method("__replace__(self, /, **changes)", methods::replace, "The same as replace().")
        .finish();
}
