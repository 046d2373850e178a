//! Values on their way between interpreters: copied into a neutral form by the sender, rebuilt by the receiver.
//!
//! A [`Parcel`] is a list of nodes in the order in which a walk meets them; a container is followed by its items. What
//! was met before is a reference to its number, so shared and cyclic structure arrives as it left. What is no builtin
//! value travels as a pickle.

use super::errors::NotShareableError;
use super::script;
use crate::exceptions::make;
use crate::import;
use crate::object::{attr, call, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::{ByteArray, Bytes};
use crate::types::code::CodeObject;
use crate::types::complex::Complex;
use crate::types::function::Function;
use crate::types::int::{self, Int};
use crate::types::list::List;
use crate::types::memoryview::MemoryView;
use crate::types::module::Module;
use crate::types::range::Range;
use crate::types::set::{FrozenSet, Set, frozenset_from_vec};
use crate::types::slice::Slice;
use crate::types::{Dict, Str, Tuple};
use crate::value::{Ref, Value};
use crate::{channel, err};
use ladon_bytecode::Code;
use std::collections::HashMap;
use std::sync::Arc;

/// One step of the walk through a value.
enum Node {
    None,
    Bool(bool),
    Ellipsis,
    NotImplemented,
    Int(i64),
    BigInt(bool, Box<[u64]>),
    Float(f64),
    Complex(f64, f64),
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    ByteArray(Box<[u8]>),
    MemoryView(Box<[u8]>),
    /// Followed by the items.
    Tuple(usize),
    List(usize),
    Set(usize),
    FrozenSet(usize),
    /// Followed by keys and values in turn.
    Dict(usize),
    /// Followed by start, stop, step.
    Range,
    Slice,
    Function(Arc<Code>),
    Code(Arc<Code>),
    Queue(channel::Hold),
    Pickle(Pickle),
    /// The numbered object again.
    Again(usize),
}

struct Pickle {
    data: Box<[u8]>,
    /// File of the sender's `__main__`: what it defines may be asked for.
    main_file: Option<Box<[u8]>>,
}

/// A value on its way, of no interpreter.
pub struct Parcel {
    nodes: Vec<Node>,
    bytes: usize,
}

impl Parcel {
    /// About how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Node {
    fn bytes(&self) -> usize {
        size_of::<Node>()
            + match self {
                Node::BigInt(_, limbs) => size_of_val(&**limbs),
                Node::Str(data) | Node::Bytes(data) | Node::ByteArray(data) | Node::MemoryView(data) => data.len(),
                Node::Pickle(pickle) => pickle.data.len(),
                _ => 0,
            }
    }
}

/// The sender's side of a walk.
struct Packer<'a> {
    thread: &'a ThreadState,
    nodes: Vec<Node>,
    /// Number of each object by its address; the objects are kept alive by the value being packed.
    known: HashMap<u64, usize>,
    numbered: usize,
}

/// Met a value that is none of the builtin ones.
enum Stop {
    Foreign,
    Raised(Raised),
}

impl From<Raised> for Stop {
    fn from(raised: Raised) -> Stop {
        Stop::Raised(raised)
    }
}

/// Copies a value so that another interpreter can rebuild it.
pub fn pack(thread: &ThreadState, value: &Value) -> PyResult<Parcel> {
    let mut packer = Packer { thread, nodes: Vec::new(), known: HashMap::new(), numbered: 0 };
    packer.root(value)?;
    let bytes = packer.nodes.iter().map(Node::bytes).sum();
    Ok(Parcel { nodes: packer.nodes, bytes })
}

/// Whether CPython says that values of this type cross without help.
pub fn is_shareable(thread: &ThreadState, value: &Value) -> bool {
    let plain = value.is_small_int() || value.is_float_word() || value.is_none() || value.is_true() || value.is_false();
    plain
        || value.is_exact::<Int>()
        || value.is_exact::<crate::types::Float>()
        || value.is_exact::<Str>()
        || value.is_exact::<Bytes>()
        || value.is_exact::<Tuple>()
        || value.is_exact::<MemoryView>()
        || channel::is_queue(thread, value)
}

impl Packer<'_> {
    /// A whole value; with parts that need a pickle, the smallest whole that keeps what they share.
    fn root(&mut self, value: &Value) -> PyResult<()> {
        let (nodes, numbered) = (self.nodes.len(), self.numbered);
        let known = self.known.clone();
        match self.walk(value) {
            Ok(()) => return Ok(()),
            Err(Stop::Raised(raised)) => return Err(raised),
            Err(Stop::Foreign) => {}
        }
        self.nodes.truncate(nodes);
        self.numbered = numbered;
        self.known = known;
        if let Some(tuple) = value.exact::<Tuple>() {
            self.thread.check_native_stack(" while sending a value")?;
            self.number(value);
            self.nodes.push(Node::Tuple(tuple.len()));
            return tuple.as_slice().iter().try_for_each(|item| self.root(item));
        }
        self.number(value);
        if let Some(function) = value.exact::<Function>()
            && script::state_of(self.thread, function).is_none()
        {
            self.nodes.push(Node::Function(Arc::clone(&function.code().code)));
            return Ok(());
        }
        let pickle = pickle(self.thread, value)?;
        self.nodes.push(Node::Pickle(pickle));
        Ok(())
    }

    fn number(&mut self, value: &Value) {
        self.known.insert(value.bits(), self.numbered);
        self.numbered += 1;
    }

    fn walk(&mut self, value: &Value) -> Result<(), Stop> {
        if let Some(node) = scalar(value) {
            self.nodes.push(node);
            return Ok(());
        }
        if let Some(number) = self.known.get(&value.bits()) {
            self.nodes.push(Node::Again(*number));
            return Ok(());
        }
        self.thread.check_native_stack(" while sending a value")?;
        if self.nodes.len() >= 1 << 20 && !self.thread.interp().heap().has_room(self.nodes.len() * size_of::<Node>()) {
            return Err(Stop::Raised(Raised::from(ladon_heap::primitive::NoMemory)));
        }
        self.container(value)
    }

    fn container(&mut self, value: &Value) -> Result<(), Stop> {
        let leaf = if let Some(text) = value.exact::<Str>() {
            Node::Str(text.as_bytes().into())
        } else if let Some(bytes) = value.exact::<Bytes>() {
            Node::Bytes(bytes.as_slice().into())
        } else if let Some(bytes) = value.exact::<ByteArray>() {
            Node::ByteArray(bytes.snapshot().into())
        } else if let Some(tuple) = value.exact::<Tuple>() {
            return self.items(value, tuple.as_slice(), Node::Tuple(tuple.len()));
        } else if let Some(list) = value.exact::<List>() {
            let items = list.with_range(0, list.len(), <[Value]>::to_vec);
            return self.items(value, &items, Node::List(items.len()));
        } else if let Some(dict) = value.exact::<Dict>() {
            let entries = dict.snapshot();
            self.number(value);
            self.nodes.push(Node::Dict(entries.len()));
            return entries.iter().try_for_each(|(key, item)| self.walk(key).and_then(|()| self.walk(item)));
        } else if value.is_exact::<Set>() || value.is_exact::<FrozenSet>() {
            return self.set(value);
        } else if let Some(range) = value.exact::<Range>() {
            return self.items(value, &[range.start.clone(), range.stop.clone(), range.step.clone()], Node::Range);
        } else if let Some(slice) = value.exact::<Slice>() {
            return self.items(value, &[slice.start.clone(), slice.stop.clone(), slice.step.clone()], Node::Slice);
        } else if let Some(code) = value.exact::<CodeObject>() {
            Node::Code(Arc::clone(&code.code))
        } else if value.is_exact::<MemoryView>() {
            let buffer = crate::object::buffer::bytes_like(self.thread, value)?;
            Node::MemoryView(buffer.as_slice().into())
        } else if let Some(hold) = channel::hold_queue(self.thread, value)? {
            Node::Queue(hold)
        } else {
            return Err(Stop::Foreign);
        };
        self.number(value);
        self.nodes.push(leaf);
        Ok(())
    }

    fn items(&mut self, value: &Value, items: &[Value], node: Node) -> Result<(), Stop> {
        self.number(value);
        self.nodes.push(node);
        items.iter().try_for_each(|item| self.walk(item))
    }

    fn set(&mut self, value: &Value) -> Result<(), Stop> {
        let mut items = Vec::new();
        let mut position = 0;
        if let Some(set) = crate::types::set::as_set(value) {
            while let Some(key) = set.next_key(&mut position) {
                items.push(key);
            }
        }
        let node = if value.is_exact::<Set>() { Node::Set(items.len()) } else { Node::FrozenSet(items.len()) };
        self.items(value, &items, node)
    }
}

/// Values without identity.
fn scalar(value: &Value) -> Option<Node> {
    if let Some(number) = value.as_small_int() {
        return Some(Node::Int(number));
    }
    if let Some(number) = value.as_float_word() {
        return Some(Node::Float(number));
    }
    if value.is_none() {
        return Some(Node::None);
    }
    if value.is_true() || value.is_false() {
        return Some(Node::Bool(value.is_true()));
    }
    if value.is(&Value::ellipsis()) {
        return Some(Node::Ellipsis);
    }
    if value.is(&Value::not_implemented()) {
        return Some(Node::NotImplemented);
    }
    if let Some(number) = value.exact::<crate::types::Float>() {
        return crate::types::float::as_f64(&Value::of(number)).map(Node::Float);
    }
    if let Some(number) = value.exact::<Complex>() {
        let number = crate::types::complex::as_number(&Value::of(number))?;
        return Some(Node::Complex(number.re, number.im));
    }
    if value.is_exact::<Int>() {
        return int::core::with_limbs(value, |negative, limbs| Node::BigInt(negative, limbs.into()));
    }
    None
}

/// The pickle of a value; NotShareableError when there is none.
fn pickle(thread: &ThreadState, value: &Value) -> PyResult<Pickle> {
    let dumped = import::import_module(thread, "pickle")
        .and_then(|module| call::method(thread, &module, "dumps", std::slice::from_ref(value)));
    match dumped {
        Ok(dumped) => match dumped.downcast::<Bytes>() {
            Some(data) => Ok(Pickle { data: data.as_slice().into(), main_file: main_file(thread) }),
            None => Err(not_shareable(thread, value)),
        },
        Err(raised) => {
            let cause = thread.take_raised(raised);
            if !cause.type_of().is_subtype(&crate::exceptions::Exception) {
                return Err(thread.reraise(cause));
            }
            Err(not_shareable(thread, value))
        }
    }
}

fn not_shareable(thread: &ThreadState, value: &Value) -> Raised {
    let shown = repr::str_lossy(thread, value);
    thread.error(&NotShareableError, format!("{shown} does not support cross-interpreter data"))
}

fn main_file(thread: &ThreadState) -> Option<Box<[u8]>> {
    let main = import::main_module(thread).ok()?;
    let file = main.dict().get_name("__file__")?;
    Some(file.downcast::<Str>()?.as_bytes().into())
}

/// The receiver's side of a walk.
struct Unpacker<'a> {
    thread: &'a ThreadState,
    nodes: std::vec::IntoIter<Node>,
    made: Vec<Option<Value>>,
}

impl Parcel {
    /// Builds the value in the interpreter of `thread`.
    pub fn unpack(self, thread: &ThreadState) -> PyResult<Value> {
        Unpacker { thread, nodes: self.nodes.into_iter(), made: Vec::new() }.next()
    }

    pub fn none() -> Parcel {
        Parcel { nodes: vec![Node::None], bytes: size_of::<Node>() }
    }
}

impl Unpacker<'_> {
    fn keep(&mut self, value: Value) -> Value {
        self.made.push(Some(value.clone()));
        value
    }

    fn some(&mut self, count: usize) -> PyResult<Vec<Value>> {
        (0..count).map(|_| self.next()).collect()
    }

    fn next(&mut self) -> PyResult<Value> {
        let thread = self.thread;
        let broken = || err!(thread, SystemError, "a value arrived damaged");
        Ok(match self.nodes.next().ok_or_else(broken)? {
            Node::None => Value::none(),
            Node::Bool(value) => Value::bool(value),
            Node::Ellipsis => Value::ellipsis(),
            Node::NotImplemented => Value::not_implemented(),
            Node::Int(value) => int::from_i64(value),
            Node::BigInt(negative, limbs) => Int::value_from_limbs(negative, &limbs)?,
            Node::Float(value) => Value::float(value),
            Node::Complex(re, im) => Complex::new(re, im).into_value(),
            Node::Str(text) => self.keep(Str::try_from_wtf8(&text)?.into_value()),
            Node::Bytes(bytes) => self.keep(Bytes::from_slice(&bytes)?.into_value()),
            Node::ByteArray(bytes) => self.keep(ByteArray::from_slice(&bytes)?.into_value()),
            Node::MemoryView(bytes) => {
                let bytes = Bytes::from_slice(&bytes)?.into_value();
                let view = crate::types::memoryview::memoryview_type().as_value();
                let view = call::positional(thread, &view, &[bytes])?;
                self.keep(view)
            }
            Node::Code(code) => self.keep(CodeObject::new(code).into_value()),
            Node::Function(code) => {
                let function = bind(thread, code)?;
                self.keep(function)
            }
            Node::Queue(hold) => {
                let queue = channel::queue_object(thread, &hold)?;
                self.keep(queue)
            }
            Node::Pickle(pickle) => {
                let value = unpickle(thread, &pickle)?;
                self.keep(value)
            }
            Node::Again(number) => self.made.get(number).cloned().flatten().ok_or_else(broken)?,
            container => self.container(container)?,
        })
    }

    fn container(&mut self, node: Node) -> PyResult<Value> {
        let thread = self.thread;
        thread.check_native_stack(" while receiving a value")?;
        let at = self.made.len();
        match node {
            Node::List(count) => {
                let list = List::new();
                self.keep(list.as_value().clone());
                for _ in 0..count {
                    list.append(self.next()?)?;
                }
                return Ok(list.into_value());
            }
            Node::Dict(count) => {
                let dict = Dict::new();
                self.keep(dict.as_value().clone());
                dict.reserve(count)?;
                for _ in 0..count {
                    let key = self.next()?;
                    dict.set(thread, &key, self.next()?)?;
                }
                return Ok(dict.into_value());
            }
            Node::Set(count) => {
                let set = Set::new();
                self.keep(set.as_value().clone());
                for _ in 0..count {
                    let item = self.next()?;
                    crate::types::set::add(thread, set.as_value(), &item)?;
                }
                return Ok(set.into_value());
            }
            _ => {}
        }
        if let Node::Tuple(count) = node {
            return self.tuple(count);
        }
        self.made.push(None);
        let value = match node {
            Node::FrozenSet(count) => {
                let items = self.some(count)?;
                frozenset_from_vec(thread, items)?
            }
            Node::Range => {
                let (start, stop, step) = (self.next()?, self.next()?, self.next()?);
                Range::new(thread, start, stop, step)?.into_value()
            }
            _ => {
                let (start, stop, step) = (self.next()?, self.next()?, self.next()?);
                Slice::new(start, stop, step).into_value()
            }
        };
        self.made[at] = Some(value.clone());
        Ok(value)
    }

    /// A tuple is filled in place: its items may refer to it.
    fn tuple(&mut self, count: usize) -> PyResult<Value> {
        let tuple = Tuple::blank(count)?;
        self.keep(tuple.as_value().clone());
        for index in 0..count {
            let item = self.next()?;
            // SAFETY: the tuple is not known to any program yet, and its items are `count` values.
            unsafe {
                let items = tuple.as_slice().as_ptr().cast_mut();
                drop(std::mem::replace(&mut *items.add(index), item));
            }
        }
        Ok(tuple.into_value())
    }
}

/// A function of this code in `__main__`.
fn bind(thread: &ThreadState, code: Arc<Code>) -> PyResult<Value> {
    let globals = import::main_module(thread)?.dict();
    Ok(Function::new(CodeObject::new(code), globals, thread.interp().builtins(), None).into_value())
}

fn unpickle(thread: &ThreadState, pickle: &Pickle) -> PyResult<Value> {
    let module = import::import_module(thread, "pickle")?;
    let data = Bytes::from_slice(&pickle.data)?.into_value();
    // Each try may lack one more name of the sender's `__main__`.
    for _ in 0..256 {
        let raised = match call::method(thread, &module, "loads", std::slice::from_ref(&data)) {
            Ok(value) => return Ok(value),
            Err(raised) => raised,
        };
        let exception = thread.take_raised(raised);
        match missing_in_main(thread, &exception) {
            Some(name) if supply(thread, pickle, &name)? => {}
            _ => {
                let error =
                    crate::exceptions::new_with_message(thread, &NotShareableError, "object could not be unpickled");
                if let Some(fields) = error.downcast::<crate::exceptions::BaseExceptionObject>() {
                    fields.cause.set(Some(exception));
                }
                return Err(thread.reraise(error));
            }
        }
    }
    Err(err!(thread, RuntimeError, "object could not be unpickled"))
}

/// The name that an AttributeError misses in `__main__`.
fn missing_in_main(thread: &ThreadState, exception: &Value) -> Option<Ref<Str>> {
    if !exception.type_of().is_subtype(&crate::exceptions::AttributeError) {
        return None;
    }
    let fields = make::fields_of(exception)?;
    let main = import::main_module(thread).ok()?;
    let name = fields.field(0)?.downcast::<Str>().map(Ref::of)?;
    fields.field(1).filter(|object| object.is(main.as_value())).map(|_| name)
}

/// `__name__` while the file of the sender's `__main__` runs in another interpreter.
const FAKE_MAIN: &str = "<fake __main__>";

/// Module that the sender's `__main__` file was run as.
#[derive(Default)]
struct FakeMain(std::cell::RefCell<HashMap<Box<[u8]>, Value>>);

/// Makes the functions and classes that a fake `__main__` defined those of the real one, so that they can go back.
fn adopt(thread: &ThreadState, fake: &Module) -> PyResult<()> {
    let main = import::main_module(thread)?.dict();
    let real = Value::of(crate::names::get().__main__);
    for (name, value) in fake.dict().snapshot() {
        let defined =
            value.is_exact::<Function>() || value.downcast::<crate::types::Type>().is_some_and(|ty| ty.is_heap_type());
        let Some(name) = name.downcast::<Str>().filter(|_| defined) else { continue };
        let module = attr::get_name(thread, &value, "__module__")?;
        if module.downcast::<Str>().is_some_and(|module| module.as_bytes() == FAKE_MAIN.as_bytes()) {
            attr::set_name(thread, &value, "__module__", &real)?;
            if main.get_str(name).is_none() {
                main.set_str(name, value.clone())?;
            }
        }
    }
    Ok(())
}

/// Gets a name of the sender's `__main__` by running its file under another name; false when it has none.
fn supply(thread: &ThreadState, pickle: &Pickle, name: &Str) -> PyResult<bool> {
    let Some(file) = &pickle.main_file else { return Ok(false) };
    let state = thread.interp().state::<FakeMain>();
    let known = state.0.borrow().get(file).cloned();
    let module = match known {
        Some(module) => module,
        None => {
            let module = Module::new(thread, FAKE_MAIN)?;
            let path = Str::try_from_wtf8(file)?;
            module.dict().set_name("__file__", path.as_value().clone());
            let builtins = thread.interp().modules().get_name("builtins").unwrap_or_else(Value::none);
            module.dict().set_name("__builtins__", builtins);
            let code = import::load::source_code(thread, &path)?;
            import::load::execute(thread, code, &module.dict())?;
            state.0.borrow_mut().insert(file.clone(), module.as_value().clone());
            adopt(thread, &module)?;
            module.into_value()
        }
    };
    let Some(value) = attr::get_optional(thread, &module, name)? else { return Ok(false) };
    import::main_module(thread)?.dict().set_str(name, value)?;
    Ok(true)
}
