//! Scopes and what names mean in them. `symtable` fills the table; the rest of the compiler asks [`ScopeTable::resolve`].
//!
//! A *frame* is a scope with code of its own. Comprehensions are scopes without one: their variables are registers of the
//! frame around them (PEP 709). A name captured by another frame lives in a cell (`CELL` in its owner) and every frame
//! between lists it in `free`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ruff_text_size::TextRange;

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Sym(pub u32);

pub(crate) type ScopeId = usize;

/// Names ↔ numbers.
#[derive(Default)]
pub(crate) struct Interner {
    map: HashMap<Box<str>, Sym>,
    names: Vec<Box<str>>,
}

impl Interner {
    pub fn intern(&mut self, name: &str) -> Sym {
        if let Some(sym) = self.map.get(name) {
            return *sym;
        }
        let sym = Sym(self.names.len() as u32);
        self.names.push(name.into());
        self.map.insert(name.into(), sym);
        sym
    }

    pub fn name(&self, sym: Sym) -> &str {
        &self.names[sym.0 as usize]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Generator,
    Comprehension,
    /// `[T]` of a generic function, class or alias.
    TypeParams,
    /// A deferred expression: annotations, bound, default, alias value.
    Deferred,
}

/// What is known of a name in one scope.
pub(crate) mod symbol {
    pub const USED: u16 = 1;
    pub const BOUND: u16 = 2;
    pub const PARAM: u16 = 4;
    pub const GLOBAL: u16 = 8;
    pub const NONLOCAL: u16 = 16;
    pub const CELL: u16 = 32;
    pub const ANNOTATED: u16 = 64;
    pub const DELETED: u16 = 128;
    /// Bound by `:=` somewhere, so that a use of it must not be read late.
    pub const WALRUS: u16 = 256;
    /// A type parameter.
    pub const TYPE_PARAM: u16 = 512;
}

pub(crate) struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// How many scopes it lies in.
    pub depth: u32,
    pub symbols: BTreeMap<Sym, u16>,
    /// Names bound here, in order of first appearance.
    pub order: Vec<Sym>,
    /// Parameters in register order.
    pub params: Vec<Sym>,
    /// Names that come through the closure (frames only), in order of name once resolved.
    pub free: Vec<Sym>,
    /// Class name for mangling of `__private` names.
    pub private: Option<Box<str>>,
    pub is_async: bool,
    pub has_yield: bool,
    pub has_await: bool,
    /// Nested in a function.
    pub nested: bool,
    /// For deferred scopes in a class: the class whose names they see first.
    pub sees_class: Option<ScopeId>,
    /// Class: attributes assigned through `self` in methods.
    pub static_attributes: BTreeSet<Box<str>>,
    /// Module or class: the scope of its annotations.
    pub annotate: Option<ScopeId>,
    /// Module or class: some annotation is under a condition.
    pub conditional_annotations: bool,
}

/// What a name means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// A variable of this function-like scope or comprehension.
    Variable(ScopeId),
    /// A name in the locals mapping of a module or class.
    Mapping,
    /// A global, declared so.
    GlobalExplicit,
    /// A global, because nothing else binds it.
    GlobalImplicit,
}

#[derive(Default)]
pub(crate) struct ScopeTable {
    pub scopes: Vec<Scope>,
    pub names: Interner,
    /// Scope of a syntax node, by its address and which of its scopes.
    pub by_node: HashMap<(usize, u8), ScopeId>,
    /// The `nonlocal` declarations, to be checked when all bindings are known.
    pub nonlocals: Vec<(ScopeId, Sym, TextRange)>,
}

/// Address of a syntax node: its identity while the tree is alive.
pub(crate) fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

impl ScopeTable {
    pub fn flags(&self, scope: ScopeId, sym: Sym) -> u16 {
        self.scopes[scope].symbols.get(&sym).copied().unwrap_or(0)
    }

    /// The scope whose code `scope` is part of.
    pub fn frame_of(&self, mut scope: ScopeId) -> ScopeId {
        while self.scopes[scope].kind == ScopeKind::Comprehension {
            let Some(parent) = self.scopes[scope].parent else { break };
            scope = parent;
        }
        scope
    }

    /// What `sym` means when written in `scope`.
    pub fn resolve(&self, scope: ScopeId, sym: Sym) -> Meaning {
        let flags = self.flags(scope, sym);
        if flags & symbol::GLOBAL != 0 {
            return Meaning::GlobalExplicit;
        }
        let here = &self.scopes[scope];
        match here.kind {
            ScopeKind::Module => Meaning::Mapping,
            ScopeKind::Class if flags & symbol::NONLOCAL == 0 && flags & symbol::BOUND != 0 => Meaning::Mapping,
            _ if flags & symbol::BOUND != 0 && flags & symbol::NONLOCAL == 0 => Meaning::Variable(scope),
            _ => here.parent.map_or(Meaning::GlobalImplicit, |parent| self.search(parent, sym, scope)),
        }
    }

    /// What `sym` means seen from inside `scope`, for a scope nested in it.
    pub fn search(&self, mut scope: ScopeId, sym: Sym, from: ScopeId) -> Meaning {
        let comprehension = self.scopes[from].kind == ScopeKind::Comprehension;
        loop {
            let here = &self.scopes[scope];
            let flags = self.flags(scope, sym);
            match here.kind {
                ScopeKind::Module if comprehension && self.frame_of(from) == scope => {
                    return if flags & symbol::GLOBAL != 0 { Meaning::GlobalExplicit } else { Meaning::Mapping };
                }
                ScopeKind::Module => return Meaning::GlobalImplicit,
                // A comprehension in the class body itself does not see the cells.
                ScopeKind::Class if self.is_class_cell(sym) && self.frame_of(from) != scope => {
                    return Meaning::Variable(scope);
                }
                ScopeKind::Class => {}
                _ if flags & symbol::GLOBAL != 0 => return Meaning::GlobalImplicit,
                _ if flags & symbol::BOUND != 0 && flags & symbol::NONLOCAL == 0 => return Meaning::Variable(scope),
                _ => {}
            }
            match here.parent {
                Some(parent) => scope = parent,
                None => return Meaning::GlobalImplicit,
            }
        }
    }

    /// Whether it is one of the cells a class body keeps for its functions.
    fn is_class_cell(&self, sym: Sym) -> bool {
        matches!(self.names.name(sym), "__class__" | "__classdict__" | "__conditional_annotations__")
    }

    /// Marks captured names as cells and threads them through the frames between.
    pub fn capture_all(&mut self) {
        for scope in 0..self.scopes.len() {
            let syms: Vec<Sym> = self.scopes[scope].symbols.keys().copied().collect();
            for sym in syms {
                if let Meaning::Variable(owner) = self.resolve(scope, sym) {
                    self.capture(scope, owner, sym);
                }
            }
        }
        for scope in 0..self.scopes.len() {
            let mut free = std::mem::take(&mut self.scopes[scope].free);
            free.sort_by(|a, b| self.names.name(*a).cmp(self.names.name(*b)));
            self.scopes[scope].free = free;
        }
    }

    fn capture(&mut self, scope: ScopeId, owner: ScopeId, sym: Sym) {
        let home = self.frame_of(owner);
        let mut frame = self.frame_of(scope);
        if frame == home {
            return;
        }
        *self.scopes[owner].symbols.entry(sym).or_default() |= symbol::CELL;
        while frame != home {
            if !self.scopes[frame].free.contains(&sym) {
                self.scopes[frame].free.push(sym);
            }
            let Some(parent) = self.scopes[frame].parent else { return };
            frame = self.frame_of(parent);
        }
    }

    /// `__x` in a class body is `_Class__x`.
    pub fn mangle(&mut self, scope: ScopeId, name: &str) -> Sym {
        match &self.scopes[scope].private {
            Some(class) if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') => {
                let class = class.trim_start_matches('_');
                if class.is_empty() { self.names.intern(name) } else { self.names.intern(&format!("_{class}{name}")) }
            }
            _ => self.names.intern(name),
        }
    }
}
