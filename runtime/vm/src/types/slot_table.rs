//! THE list that ties `__names__` to slots: how a slot is called under its name (slot wrappers), and which generic
//! function calls the special method when a class defines one (`generic`).

use crate::err;
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::generic;
use crate::types::slots::{BinaryOp, CompareOp, Slots};
use crate::types::{Str, Type, int};
use crate::value::Value;

/// Calls the slot of `ty` for the name of a row.
pub type WrapFn = fn(&ThreadState, &Type, &Row, &Value, Args<'_>) -> PyResult<Value>;

/// One special method.
pub struct Row {
    pub name: &'static str,
    pub signature: &'static str,
    pub doc: &'static str,
    pub has: fn(&Row, &Slots) -> bool,
    pub wrap: WrapFn,
    /// Operator of binary and comparison rows.
    pub op: u8,
    /// Rows of one slot share a group.
    pub group: &'static str,
}

/// One slot: what to install when a class overrides one of its names, and how to take it from a base.
pub struct Group {
    pub name: &'static str,
    /// `None`: a class that overrides the name just loses the slot (`sq_concat` beside `nb_add`).
    pub generic: fn(&Slots, u8),
    pub copy: fn(&Slots, &Slots, u8),
    pub op: u8,
}

fn exactly(thread: &ThreadState, args: Args<'_>, count: usize) -> PyResult<()> {
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "wrapper takes no keyword arguments"));
    }
    if args.values.len() != count {
        let plural = if count == 1 { "" } else { "s" };
        return Err(err!(thread, TypeError, "expected {count} argument{plural}, got {}", args.values.len()));
    }
    Ok(())
}

macro_rules! unary_rows {
    ($rows:ident, $groups:ident: $($name:literal $slot:ident $doc:literal;)*) => { $(
        $rows.push(Row {
            name: $name, signature: "($self, /)", doc: $doc, op: 0, group: stringify!($slot),
            has: |_, slots| slots.$slot.get().is_some(),
            wrap: |thread, ty, _, this, args| {
                exactly(thread, args, 0)?;
                let slot = ty.slots.$slot.get().expect("the wrapper exists because the slot does");
                slot(thread, this)
            },
        });
        $groups.push(Group {
            name: stringify!($slot), op: 0,
            generic: |slots, _| slots.$slot.set(Some(generic::$slot)),
            copy: |from, to, _| to.$slot.set(from.$slot.get()),
        });
    )* };
}

macro_rules! row {
    ($rows:ident: $name:literal $sig:literal $slot:ident $group:literal, |$t:ident, $f:ident, $this:ident, $args:ident| $body:expr, $doc:literal) => {
        $rows.push(Row {
            name: $name,
            signature: $sig,
            doc: $doc,
            op: 0,
            group: $group,
            has: |_, slots| slots.$slot.get().is_some(),
            wrap: |$t, ty, _, $this, $args| {
                let $f = ty.slots.$slot.get().expect("the wrapper exists because the slot does");
                $body
            },
        })
    };
}

macro_rules! groups {
    ($groups:ident: $($slot:ident)*) => { $(
        $groups.push(Group {
            name: stringify!($slot), op: 0,
            generic: |slots, _| slots.$slot.set(Some(generic::$slot)),
            copy: |from, to, _| to.$slot.set(from.$slot.get()),
        });
    )* };
}

macro_rules! plain_groups {
    ($groups:ident: $($slot:ident)*) => { $(
        $groups.push(Group {
            name: stringify!($slot), op: 0,
            generic: |slots, _| slots.$slot.set(None),
            copy: |from, to, _| to.$slot.set(from.$slot.get()),
        });
    )* };
}

/// The whole table; built once, while the runtime starts.
pub struct SlotTable {
    pub rows: Vec<Row>,
    pub groups: Vec<Group>,
}

/// The table.
pub fn table() -> &'static SlotTable {
    static TABLE: std::sync::OnceLock<SlotTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let (mut rows, mut groups) = (Vec::new(), Vec::new());
        unary(&mut rows, &mut groups);
        calls(&mut rows);
        items(&mut rows);
        groups!(groups: hash compare getattr setattr call init len getitem setitem contains bool next descr_get descr_set finalize);
        plain_groups!(groups: concat inplace_concat repeat inplace_repeat new);
        for op in BinaryOp::ALL {
            binary(&mut rows, &mut groups, op);
        }
        for op in CompareOp::ALL {
            rows.push(compare_row(op));
        }
        SlotTable { rows, groups }
    })
}

fn unary(rows: &mut Vec<Row>, groups: &mut Vec<Group>) {
    unary_rows! { rows, groups:
        "__repr__" repr "Return repr(self).";
        "__str__" str "Return str(self).";
        "__iter__" iter "Implement iter(self).";
        "__neg__" neg "-self";
        "__pos__" pos "+self";
        "__abs__" abs "abs(self)";
        "__invert__" invert "~self";
        "__int__" int "int(self)";
        "__float__" float "float(self)";
        "__index__" index "Return self converted to an integer, if self is suitable for use as an index into a list.";
        "__aiter__" aiter "Return an awaitable that resolves to an asynchronous iterator.";
        "__anext__" anext "Return a value or raise StopAsyncIteration.";
        "__await__" r#await "Return an iterator to be used in an await expression.";
    }
}

fn calls(rows: &mut Vec<Row>) {
    row!(rows: "__hash__" "($self, /)" hash "hash", |t, f, this, args| {
        exactly(t, args, 0)?;
        f(t, this).map(int::from_i64)
    }, "Return hash(self).");
    row!(rows: "__getattribute__" "($self, name, /)" getattr "getattr", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, attribute_name(t, &args.values[0])?)
    }, "Return getattr(self, name).");
    row!(rows: "__setattr__" "($self, name, value, /)" setattr "setattr", |t, f, this, args| {
        exactly(t, args, 2)?;
        f(t, this, attribute_name(t, &args.values[0])?, Some(&args.values[1]))?;
        Ok(Value::none())
    }, "Implement setattr(self, name, value).");
    row!(rows: "__delattr__" "($self, name, /)" setattr "setattr", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, attribute_name(t, &args.values[0])?, None)?;
        Ok(Value::none())
    }, "Implement delattr(self, name).");
    row!(rows: "__call__" "($self, /, *args, **kwargs)" call "call", |t, f, this, args| f(t, this, args),
        "Call self as a function.");
    row!(rows: "__init__" "($self, /, *args, **kwargs)" init "init", |t, f, this, args| {
        f(t, this, args)?;
        Ok(Value::none())
    }, "Initialize self.  See help(type(self)) for accurate signature.");
    row!(rows: "__get__" "($self, instance, owner=None, /)" descr_get "descr_get", |t, f, this, args| {
        if args.values.is_empty() || args.values.len() > 2 {
            exactly(t, args, 1)?;
        }
        let object = Some(&args.values[0]).filter(|v| !v.is_none());
        let owner = args.values.get(1).filter(|v| !v.is_none());
        if object.is_none() && owner.is_none() {
            return Err(err!(t, TypeError, "__get__(None, None) is invalid"));
        }
        f(t, this, object, owner)
    }, "Return an attribute of instance, which is of type owner.");
    row!(rows: "__set__" "($self, instance, value, /)" descr_set "descr_set", |t, f, this, args| {
        exactly(t, args, 2)?;
        f(t, this, &args.values[0], Some(&args.values[1]))?;
        Ok(Value::none())
    }, "Set an attribute of instance to value.");
    row!(rows: "__delete__" "($self, instance, /)" descr_set "descr_set", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0], None)?;
        Ok(Value::none())
    }, "Delete an attribute of instance.");
    row!(rows: "__del__" "($self, /)" finalize "finalize", |t, f, this, args| {
        exactly(t, args, 0)?;
        f(t, this);
        Ok(Value::none())
    }, "Called when the instance is about to be destroyed.");
}

fn items(rows: &mut Vec<Row>) {
    row!(rows: "__len__" "($self, /)" len "len", |t, f, this, args| {
        exactly(t, args, 0)?;
        f(t, this).map(int::from_usize)
    }, "Return len(self).");
    row!(rows: "__bool__" "($self, /)" bool "bool", |t, f, this, args| {
        exactly(t, args, 0)?;
        f(t, this).map(Value::bool)
    }, "True if self else False");
    row!(rows: "__next__" "($self, /)" next "next", |t, f, this, args| {
        exactly(t, args, 0)?;
        match f(t, this)? {
            Some(item) => Ok(item),
            None => Err(t.raise(crate::exceptions::new_bare(t, &crate::exceptions::StopIteration))),
        }
    }, "Implement next(self).");
    row!(rows: "__getitem__" "($self, key, /)" getitem "getitem", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0])
    }, "Return self[key].");
    row!(rows: "__setitem__" "($self, key, value, /)" setitem "setitem", |t, f, this, args| {
        exactly(t, args, 2)?;
        f(t, this, &args.values[0], Some(&args.values[1]))?;
        Ok(Value::none())
    }, "Set self[key] to value.");
    row!(rows: "__delitem__" "($self, key, /)" setitem "setitem", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0], None)?;
        Ok(Value::none())
    }, "Delete self[key].");
    row!(rows: "__contains__" "($self, key, /)" contains "contains", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0]).map(Value::bool)
    }, "Return bool(key in self).");
    row!(rows: "__add__" "($self, value, /)" concat "concat", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0])
    }, "Return self+value.");
    row!(rows: "__iadd__" "($self, value, /)" inplace_concat "inplace_concat", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, &args.values[0])
    }, "Implement self+=value.");
    for name in ["__mul__", "__rmul__"] {
        row!(rows: "__mul__" "($self, value, /)" repeat "repeat", |t, f, this, args| {
            exactly(t, args, 1)?;
            f(t, this, number::to_isize(t, &args.values[0])?)
        }, "Return self*value.");
        rows.last_mut().expect("pushed").name = name;
    }
    row!(rows: "__imul__" "($self, value, /)" inplace_repeat "inplace_repeat", |t, f, this, args| {
        exactly(t, args, 1)?;
        f(t, this, number::to_isize(t, &args.values[0])?)
    }, "Implement self*=value.");
}

fn binary(rows: &mut Vec<Row>, groups: &mut Vec<Group>, op: BinaryOp) {
    let (name, reflected, inplace) = op.names();
    let number = op as u8;
    let group: &'static str = name.trim_matches('_');
    rows.push(Row {
        name,
        signature: "($self, value, /)",
        doc: "Return self op value.",
        op: number,
        group,
        has: |row, slots| slots.binary[row.op as usize].get().is_some(),
        wrap: |thread, ty, row, this, args| {
            if row.op == BinaryOp::Pow as u8 && args.values.len() == 2 {
                return match ty.slots.pow3.get() {
                    Some(pow) => pow(thread, this, &args.values[0], &args.values[1]),
                    None => Ok(Value::not_implemented()),
                };
            }
            exactly(thread, args, 1)?;
            let slot = ty.slots.binary[row.op as usize].get().expect("the wrapper exists because the slot does");
            slot(thread, this, &args.values[0])
        },
    });
    rows.push(Row {
        name: reflected,
        signature: "($self, value, /)",
        doc: "Return value op self.",
        op: number,
        group,
        has: |row, slots| slots.binary[row.op as usize].get().is_some(),
        wrap: |thread, ty, row, this, args| {
            exactly(thread, args, 1)?;
            let slot = ty.slots.binary[row.op as usize].get().expect("the wrapper exists because the slot does");
            slot(thread, &args.values[0], this)
        },
    });
    groups.push(Group {
        name: group,
        op: number,
        generic: |slots, op| {
            slots.binary[op as usize].set(Some(generic::BINARY[op as usize]));
            if op == BinaryOp::Pow as u8 {
                slots.pow3.set(Some(generic::pow3));
            }
        },
        copy: |from, to, op| {
            to.binary[op as usize].set(from.binary[op as usize].get());
            if op == BinaryOp::Pow as u8 {
                to.pow3.set(from.pow3.get());
            }
        },
    });
    if inplace.is_empty() {
        return;
    }
    let group: &'static str = inplace.trim_matches('_');
    rows.push(Row {
        name: inplace,
        signature: "($self, value, /)",
        doc: "Return self op= value.",
        op: number,
        group,
        has: |row, slots| slots.inplace[row.op as usize].get().is_some(),
        wrap: |thread, ty, row, this, args| {
            exactly(thread, args, 1)?;
            let slot = ty.slots.inplace[row.op as usize].get().expect("the wrapper exists because the slot does");
            slot(thread, this, &args.values[0])
        },
    });
    groups.push(Group {
        name: group,
        op: number,
        generic: |slots, op| slots.inplace[op as usize].set(Some(generic::INPLACE[op as usize])),
        copy: |from, to, op| to.inplace[op as usize].set(from.inplace[op as usize].get()),
    });
}

fn compare_row(op: CompareOp) -> Row {
    Row {
        name: ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][op as usize],
        signature: "($self, value, /)",
        doc: "Return self op value.",
        op: op as u8,
        group: "compare",
        has: |_, slots| slots.compare.get().is_some(),
        wrap: |thread, ty, row, this, args| {
            exactly(thread, args, 1)?;
            let slot = ty.slots.compare.get().expect("the wrapper exists because the slot does");
            slot(thread, this, &args.values[0], CompareOp::ALL[row.op as usize])
        },
    }
}

fn attribute_name<'a>(thread: &ThreadState, name: &'a Value) -> PyResult<&'a Value> {
    if name.downcast::<Str>().is_some() {
        return Ok(name);
    }
    let found = name.type_of().short_name();
    Err(err!(thread, TypeError, "attribute name must be string, not '{found}'"))
}
