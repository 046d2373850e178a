//! Statements of the rarer kinds: coroutines, exception groups, finalizers, closures, type parameters, unpacking.

use super::Grammar;
use crate::fuzz::words::ATOMS;

/// What may be bound by unpacking, as long as it lasts.
const TARGETS: &[&str] = &[
    "a, *b, c",
    "*a,",
    "a, (b, *c), d",
    "[a, [b, *c]], *d",
    "a = b, *c",
    "h.x, shared[0], *table[1]",
    "shared[::2]",
    "a.b.c",
];

const DELETED: &[&str] =
    &["a, (b, [c])", "h.x", "shared[:2], table[1]", "a; a", "shared[::-1]", "h.__dict__", "h.__class__", "e, f, g, h"];

const GROUPS: &[&str] = &[
    "ExceptionGroup('g', [ValueError(1), ExceptionGroup('i', [KeyError(2), TypeError()])])",
    "BaseExceptionGroup('g', [KeyError(h)])",
    "ExceptionGroup('g', [ValueError()] * 3) from ExceptionGroup('c', [KeyError()])",
    "ValueError(h)",
];

const GENERATOR_STEPS: &[&str] = &[
    "next(h)",
    "h.send(shared)",
    "h.throw(ValueError(1))",
    "h.throw(KeyError, KeyError(1))",
    "h.close()",
    "list(h)",
    "h.gi_frame.f_locals",
    "h.gi_frame.clear()",
    "del h; gc.collect()",
    "h = (h, h)",
];

const TYPE_PARAMETERS: &[&str] =
    &["[T]", "[T: int]", "[T: (int, h)]", "[T = h, *Ts]", "[T, *Ts = *e, **P]", "[**P = [h]]", "[T: T, U = T]"];

impl Grammar<'_> {
    pub(super) fn rare_statement(&mut self, depth: usize) {
        match self.random.below(12) {
            0 | 1 => self.coroutine(depth),
            2 => self.exception_groups(depth),
            3 | 4 => self.finalizer(depth),
            5 => self.closure(depth),
            6 => self.type_parameters(depth),
            7 => self.generator(depth),
            8 => self.several_with(depth),
            9 => self.while_loop(depth),
            10 => {
                let text = format!("{} = {}", self.random.pick(TARGETS), self.expression(2));
                self.line(&text);
            }
            _ => {
                let text = match self.random.below(2) {
                    0 => format!("del {}", self.random.pick(DELETED)),
                    _ => self.nested_text(),
                };
                self.line(&text);
            }
        }
    }

    /// A block in a function of its own kind; `asynchronous` as for [`Grammar::function`].
    fn body(&mut self, depth: usize, asynchronous: bool) {
        let before = (
            std::mem::take(&mut self.looping),
            std::mem::replace(&mut self.function, true),
            std::mem::replace(&mut self.asynchronous, asynchronous),
        );
        self.block(depth);
        (self.looping, self.function, self.asynchronous) = before;
    }

    fn coroutine(&mut self, depth: usize) {
        let name = self.name();
        self.line(&format!("async def {name}(*k):"));
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        self.indent += 1;
        for _ in 0..=self.random.below(3) {
            let value = self.expression(1);
            match self.random.below(6) {
                0 => self.line(&format!("a = await ({value})")),
                1 => self.line(&format!("b = [i async for i in agen() if await EvilAsync() or ({value})]")),
                2 => self.line(&format!("c = {{await EvilAsync(): ({value}) for i in e}}")),
                3 => {
                    let source = self.random.pick(&["agen()", "EvilAsync()", "h"]);
                    self.line(&format!("async for d in {source}:"));
                    self.block(depth.saturating_sub(1));
                }
                4 => {
                    let manager = self.random.pick(&["EvilAsync() as d", "EvilAsync(), EvilAsync() as (a, *b)", "h"]);
                    self.line(&format!("async with {manager}:"));
                    self.block(depth.saturating_sub(1));
                }
                _ => {
                    self.line("try: await EvilAsync()");
                    self.line(&format!("finally: await drive({value})"));
                }
            }
        }
        self.indent -= 1;
        (self.looping, self.function) = before;
        self.body(depth.saturating_sub(1), true);
        let text = self.random.pick(&["drive(#())", "h = #(); h.send(None)", "drive(#(h)); drive(agen())", "#(1)"]);
        self.line(&text.replace('#', name));
    }

    fn exception_groups(&mut self, depth: usize) {
        self.line("try:");
        self.block(depth);
        self.indent += 1;
        let text = format!("raise {}", self.random.pick(GROUPS));
        self.line(&text);
        self.indent -= 1;
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        for class in ["ValueError as a", "(KeyError, h)", "ExceptionGroup", "TypeError as b"] {
            if self.random.one_in(2) {
                self.line(&format!("except* {class}:"));
                self.block(depth);
            }
        }
        self.line("except* OSError:");
        self.block(depth);
        (self.looping, self.function) = before;
    }

    fn finalizer(&mut self, depth: usize) {
        let bases = self.random.pick(&["", "(Evil)", "(list)", "(dict)", "(Exception)", "(Slots)", "(h)"]);
        let hook = self.random.pick(&[
            "__del__(self)",
            "__init_subclass__(cls, **k)",
            "__set_name__(self, owner, name)",
            "__getattribute__(self, name)",
            "__setattr__(self, name, value)",
            "__hash__(self)",
            "__new__(cls, *k)",
            "__instancecheck__(cls, other)",
        ]);
        self.line(&format!("class K{bases}:"));
        self.indent += 1;
        for line in [format!("def {hook}:"), String::from("def __del__(self):")] {
            self.line(&line);
            self.body(depth.saturating_sub(1), false);
        }
        self.indent -= 1;
        let text = self.random.pick(&[
            "h = K(); h.me = h; del h; gc.collect()",
            "h = K(1); shared.append(h); h.list = shared; shared.clear(); gc.collect()",
            "h = [K() for _ in range(3)]; h[0].x = h; h = gc.collect",
            "h = type('L', (K,), {'k': K()})(); h.x = h; h = None; gc.collect()",
            "e = weakref.ref(K(), lambda r: upset(r)); e()",
            "h = K(); e = weakref.finalize(h, upset, h); gc.collect(0)",
        ]);
        self.line(text);
    }

    fn closure(&mut self, depth: usize) {
        self.line("def outer(a, *b, c=h, **d):");
        self.indent += 1;
        self.line("def inner():");
        self.indent += 1;
        let text =
            self.random.pick(&["nonlocal a", "nonlocal a, c; global e", "nonlocal d; d = a", "nonlocal b; del b"]);
        self.line(text);
        self.indent -= 1;
        self.body(depth, false);
        self.indent -= 1;
        self.body(depth, false);
        self.indent += 1;
        let text =
            self.random.pick(&["return inner()", "del a; return inner", "inner(); inner(); return a", "yield inner"]);
        self.line(text);
        self.indent -= 1;
        let text =
            self.random.pick(&["outer(1)()", "list(outer(*shared, **d))", "h = outer(h, c=outer); h()", "outer(e)"]);
        self.line(text);
    }

    fn type_parameters(&mut self, depth: usize) {
        let parameters = self.random.pick(TYPE_PARAMETERS);
        match self.random.below(3) {
            0 => {
                let value = self.expression(2);
                self.line(&format!("type X{parameters} = {value}"));
                self.line("X.__value__, X.__type_params__, repr(X[int])");
            }
            1 => {
                self.line(&format!("class X{parameters}(Evil):"));
                let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
                self.block(depth);
                (self.looping, self.function) = before;
                self.line("X[int]().x, X.__mro__, X.__type_params__[0].__default__");
            }
            _ => {
                let (kind, result) = (self.random.pick(ATOMS), self.expression(1));
                self.line(&format!("def x{parameters}(a: {kind}, *b: T) -> ({result}):"));
                self.body(depth, false);
                self.line("x(1); x.__annotations__");
            }
        }
    }

    fn generator(&mut self, depth: usize) {
        self.line("def steps(a=1):");
        self.indent += 1;
        self.line("try: b = yield from gen(4)");
        self.line("except ValueError as c: yield c");
        self.line("finally: upset((yield a))");
        self.indent -= 1;
        self.body(depth, false);
        self.line("h = steps()");
        for _ in 0..=self.random.below(5) {
            let step = self.random.pick(GENERATOR_STEPS);
            self.line(&format!("try: {step}"));
            self.line("except (ValueError, KeyError, TypeError, RuntimeError, StopIteration) as error: quiet(error)");
        }
    }

    fn several_with(&mut self, depth: usize) {
        let (first, second, third) = (self.expression(1), self.target(1), self.expression(1));
        self.line(&format!("with (Evil() as a, ({first}) as {second}, Evil(), ({third})):"));
        self.block(depth);
    }

    fn while_loop(&mut self, depth: usize) {
        self.line("it = iter([1, 2, 3])");
        let condition = self.expression(1);
        self.line(&format!("while (b := next(it, None)) is not None and (({condition}) or True):"));
        let before = std::mem::replace(&mut self.looping, true);
        self.block(depth);
        self.looping = before;
        self.line("else:");
        self.block(depth);
    }

    /// Formatted text with formatted text in it.
    fn nested_text(&mut self) -> String {
        let kind = self.random.pick(&["f", "t", "rf"]);
        let (outer, inner, width) = (self.expression(1), self.random.pick(ATOMS), self.random.pick(ATOMS));
        let text =
            format!("{kind}\"\"\"{{({outer})!r:>{{({width})}}}} {{f'''{{({inner})=}} {{f'{{h:{{e}}}}'}}'''}}\"\"\"");
        // A width of billions is an honest MemoryError, but takes long to say so.
        text.replace("10**30", "30")
    }
}
