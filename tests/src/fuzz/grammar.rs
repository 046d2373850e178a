//! Makes programs by grammar: well-formed nearly always, and without sense. Every statement at the top stands in a `try`,
//! so that one exception does not end the program; what is looped over is short.

mod rare;

use super::random::Random;
use super::words::{ATOMS, BINARY, CALLS, FUNCTIONS, METHODS, NAMES, PRELUDE};

struct Grammar<'a> {
    random: &'a mut Random,
    out: String,
    indent: usize,
    /// In a function, a generator, a loop: what may be written there.
    function: bool,
    asynchronous: bool,
    looping: bool,
}

/// A program of some twenty statements.
pub fn program(random: &mut Random) -> Vec<u8> {
    let seed = random.below(1 << 30).to_string();
    let mut out = PRELUDE.replace("SEED", &seed);
    out.push_str("import warnings; warnings.simplefilter('ignore')\n");
    let count = 5 + random.below(30);
    let mut grammar = Grammar { random, out, indent: 1, function: false, asynchronous: false, looping: false };
    for _ in 0..count {
        grammar.out.push_str("try:\n");
        grammar.statement(3);
        grammar.out.push_str("except Exception as error: quiet(error)\n");
    }
    grammar.out.push_str("print(len(str(shared)) < 0)\n");
    grammar.out.into_bytes()
}

impl Grammar<'_> {
    fn line(&mut self, text: &str) {
        let blanks = "    ".repeat(self.indent);
        self.out.push_str(&format!("{blanks}{text}\n"));
    }

    fn name(&mut self) -> &'static str {
        self.random.pick(NAMES)
    }

    fn block(&mut self, depth: usize) {
        self.indent += 1;
        for _ in 0..=self.random.below(3) {
            self.statement(depth.saturating_sub(1));
        }
        self.indent -= 1;
    }

    fn statement(&mut self, depth: usize) {
        let choice = if depth == 0 { self.random.below(10) } else { self.random.below(30) };
        match choice {
            0..=2 => {
                let text = self.expression(2);
                self.line(&text);
            }
            3 | 4 => {
                let text = format!("{} = {}", self.target(2), self.expression(2));
                self.line(&text);
            }
            5 => {
                let operator = self.random.pick(&["+", "-", "*", "|", "&", "//", "%", "@"]);
                let text = format!("{} {operator}= {}", self.name(), self.expression(2));
                self.line(&text);
            }
            6 => {
                let text =
                    format!("del {}[{}]", self.random.pick(&["shared", "table", "buffer", "c"]), self.expression(1));
                self.line(&text);
            }
            7 => {
                let text =
                    format!("({}).{} = {}", self.random.pick(ATOMS), self.random.pick(METHODS), self.expression(2));
                self.line(&text);
            }
            8 | 9 => self.jump(),
            10 | 11 => self.conditional(depth),
            12..=14 => self.for_loop(depth),
            15 | 16 => self.try_statement(depth),
            17 => {
                let text = format!("with {} as {}:", self.expression(1), self.target(1));
                self.line(&text);
                self.block(depth);
            }
            18..=20 => self.function(depth),
            21 | 22 => self.class(depth),
            23 => self.match_statement(depth),
            _ => self.rare_statement(depth),
        }
    }

    fn jump(&mut self) {
        let value = self.expression(2);
        let text = match self.random.below(8) {
            0 if self.looping => String::from("break"),
            1 if self.looping => String::from("continue"),
            2 | 3 if self.function => format!("return {}", if self.asynchronous { "" } else { &value }),
            4 | 5 if self.function => format!("{} = yield {value}", self.name()),
            6 => format!(
                "raise {}",
                self.random.pick(&["ValueError(1)", "KeyError", "StopIteration", "h", "TypeError() from a"])
            ),
            7 => format!("assert {value}, h"),
            _ => format!("upset({value})"),
        };
        self.line(&text);
    }

    fn conditional(&mut self, depth: usize) {
        let text = format!("if {}:", self.expression(2));
        self.line(&text);
        self.block(depth);
        if self.random.one_in(2) {
            self.line("else:");
            self.block(depth);
        }
    }

    fn for_loop(&mut self, depth: usize) {
        let before = std::mem::replace(&mut self.looping, true);
        let source =
            self.random.pick(&["shared", "table", "members", "gen()", "range(3)", "list(table.items())", "buffer"]);
        let text = format!("for {} in itertools.islice({source}, 20):", self.target(1));
        self.line(&text);
        self.block(depth);
        self.looping = before;
        if self.random.one_in(4) {
            self.line("else:");
            self.block(depth);
        }
    }

    fn try_statement(&mut self, depth: usize) {
        self.line("try:");
        self.block(depth);
        let star = if self.random.one_in(5) { "*" } else { "" };
        let class = self.random.pick(&["Exception", "(ValueError, KeyError)", "TypeError", "ArithmeticError"]);
        let name = self.name();
        self.line(&format!("except{star} {class} as {name}:"));
        // Neither leaves the block: `except*` forbids it, and `finally` would warn.
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        self.block(depth);
        if self.random.one_in(3) {
            self.line("finally:");
            self.block(depth);
        }
        (self.looping, self.function) = before;
    }

    fn function(&mut self, depth: usize) {
        let before = (
            std::mem::take(&mut self.looping),
            std::mem::replace(&mut self.function, true),
            std::mem::replace(&mut self.asynchronous, self.random.one_in(5)),
        );
        let name = self.name();
        if self.random.one_in(5) {
            let text = format!(
                "@{}",
                self.random.pick(&["functools.lru_cache", "staticmethod", "h", "property", "functools.cache"])
            );
            self.line(&text);
        }
        let parameters = self.random.pick(&["", "a", "a=c, /, *b", "*, a=1, **k", "a, b=[], *c, d=1, **k", "a: b = c"]);
        let word = if self.asynchronous { "async def" } else { "def" };
        self.line(&format!("{word} {name}({parameters}):"));
        self.indent += 1;
        if self.random.one_in(4) {
            let text = format!("global {}", self.random.pick(&["e", "f", "g", "h"]));
            self.line(&text);
        }
        self.indent -= 1;
        self.block(depth);
        (self.looping, self.function, self.asynchronous) = before;
        let call = self.random.pick(&["()", "(1)", "(*c)", "(**d)", "(h, 2)"]);
        let consume = if self.random.one_in(2) {
            format!("list(itertools.islice({name}{call}, 9))")
        } else {
            format!("{name}{call}")
        };
        self.line(&consume);
    }

    fn class(&mut self, depth: usize) {
        let before = (std::mem::take(&mut self.looping), std::mem::take(&mut self.function));
        let name = self.name();
        let bases = self.random.pick(&[
            "",
            "(Evil)",
            "(list)",
            "(dict)",
            "(int)",
            "(str)",
            "(tuple)",
            "(WithMeta)",
            "(Exception)",
            "(h)",
        ]);
        self.line(&format!("class {name}{bases}:"));
        self.block(depth);
        self.indent += 1;
        if self.random.one_in(3) {
            let text = format!("{} = {}", self.random.pick(METHODS), self.expression(2));
            self.line(&text);
        }
        if self.random.one_in(4) {
            let text = self.random.pick(&["__slots__ = ('x', 'y')", "__slots__ = ()", "__match_args__ = ('x', 'a')"]);
            self.line(text);
        }
        self.indent -= 1;
        (self.looping, self.function) = before;
        let made = format!("h = {name}({})", self.expression(1));
        self.line(&made);
    }

    fn match_statement(&mut self, depth: usize) {
        let text = format!("match {}:", self.expression(2));
        self.line(&text);
        self.indent += 1;
        for _ in 0..=self.random.below(2) {
            let pattern = self.random.pick(&[
                "[a, *b]",
                "{'k': c, **d}",
                "Evil(a=1)",
                "int(e)",
                "1 | 'a'",
                "[[a], _]",
                "str() as b",
                "(1, 2, *_)",
                "None",
                "-1",
            ]);
            let guard = if self.random.one_in(3) { format!(" if {}", self.expression(2)) } else { String::new() };
            self.line(&format!("case {pattern}{guard}:"));
            self.block(depth);
        }
        self.indent -= 1;
    }

    fn target(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 2 } else { 7 }) {
            2 => format!("{}, {}", self.target(depth - 1), self.name()),
            3 => format!("[{}, *{}]", self.target(depth - 1), self.name()),
            4 => format!("shared[{}]", self.expression(1)),
            5 => format!("table[{}]", self.expression(1)),
            6 => format!("h.{}", self.random.pick(METHODS)),
            _ => self.name().to_owned(),
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 || self.random.one_in(6) {
            return self.random.pick(ATOMS).to_owned();
        }
        let under = depth - 1;
        if self.random.one_in(3) {
            return self.call(under);
        }
        match self.random.below(20) {
            0..=3 => {
                let (left, right) = (self.expression(under), self.expression(under));
                format!("({left} {} {right})", self.random.pick(BINARY))
            }
            4..=7 => {
                let arguments = self.arguments(under);
                format!("{}({arguments})", self.random.pick(FUNCTIONS))
            }
            8..=11 => {
                let (object, arguments) = (self.expression(under), self.arguments(under));
                format!("({object}).{}({arguments})", self.random.pick(METHODS))
            }
            12 => format!("({})[{}]", self.expression(under), self.expression(under)),
            13 => format!("({})[{}:{}]", self.expression(under), self.random.pick(ATOMS), self.random.pick(ATOMS)),
            14 => self.comprehension(under),
            15 => format!("(lambda a=1, *b: {})({})", self.expression(under), self.random.pick(ATOMS)),
            16 => format!("({} if {} else {})", self.expression(under), self.expression(under), self.expression(under)),
            17 => format!(
                "f\"{{({})!{}:{}}}\"",
                self.random.pick(ATOMS).replace('"', ""),
                self.random.pick(&["r", "s", "a"]),
                self.random.pick(&["", ">5", "d", ".3f", "x"])
            )
            .replace('\\', ""),
            18 => {
                let unary = self.random.pick(&["-", "not ", "~", "+"]);
                format!("({unary}{})", self.expression(under))
            }
            _ => {
                let (open, close) = [("[", "]"), ("{", "}"), ("(", ",)")][self.random.below(3)];
                format!("{open}{}, *{}{close}", self.expression(under), self.random.pick(ATOMS))
            }
        }
    }

    fn call(&mut self, depth: usize) -> String {
        let mut text = String::from("(");
        for (index, part) in self.random.pick::<str>(CALLS).split('#').enumerate() {
            if index > 0 {
                text.push_str(&self.expression(depth));
            }
            text.push_str(part);
        }
        text + ")"
    }

    fn comprehension(&mut self, depth: usize) -> String {
        let (open, close) = [("[", "]"), ("{", "}"), ("(", ")")][self.random.below(3)];
        let item = self.expression(depth);
        let source = self.expression(depth);
        let name = self.name();
        format!("{open}{item} for {name} in itertools.islice(({source}), 9) if upset({name}) is None{close}")
    }

    fn arguments(&mut self, depth: usize) -> String {
        let mut parts: Vec<String> = (0..self.random.below(4)).map(|_| self.expression(depth)).collect();
        if self.random.one_in(10) {
            parts.push(self.random.pick(&["*shared", "*e", "**table", "key=h", "**d", "default=a"]).to_owned());
        }
        parts.join(", ")
    }
}
