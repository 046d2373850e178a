# since: 3.13
# Syntax trees: ast.parse, dump, unparse, literal_eval, compile.
import ast
srcs = ["x = 1", "def f(a, b=1, /, c=2, *args, d, e=3, **kw) -> int:\n  'doc'\n  return a", "@a\n# c\n@b\nasync def g(): await x", "class A(B, metaclass=M):\n  x: int = 1\n  y: str",
"for i, j in x: pass\nelse: break", "if a: b\nelif c: d\nelse: e", "with a as b, c: pass", "try: a\nexcept B as c: d\nexcept: e\nelse: f\nfinally: g", "try: a\nexcept* B: c",
"match x:\n  case 1 | 'a': pass\n  case [a, *b]: pass\n  case {'k': v, **r}: pass\n  case P(1, x=2): pass\n  case None: pass\n  case _ if y: pass\n  case -1.5: pass", "f'{x!r:>{w}} {y=} {{}}'",
"a.b[c:d, ...](*e, **f)", "lambda x, *y: (yield)", "[a for b in c if d async for e in f]", "{a: b, **c}", "{1, 2}", "a < b <= c is not d", "not a and b or -c", "x if y else z", "(a := 1)", "del a, b[0]", "global x, y",
"import a.b as c, d", "from ..x import y as z", "type X[T: int = str, *Ts, **P] = list[T]", "raise A from B", "assert a, b", "u'x' 'y'", "b'a' b'b'", "1j", "10**400 * 123456789012345678901234567890", "x += 1", "x: int", "(x): int = 3", "yield x", "'\\ud800'", "print(f'a' 'b' f'{c}')"]
for s in srcs:
    print(ast.dump(ast.parse(s)))
# expect: Module(body=[Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1))])
# expect: Module(body=[FunctionDef(name='f', args=arguments(posonlyargs=[arg(arg='a'), arg(arg='b')], args=[arg(arg='c')], vararg=arg(arg='args'), kwonlyargs=[arg(arg='d'), arg(arg='e')], kw_defaults=[None, Constant(value=3)], kwarg=arg(arg='kw'), defaults=[Constant(value=1), Constant(value=2)]), body=[Expr(value=Constant(value='doc')), Return(value=Name(id='a', ctx=Load()))], returns=Name(id='int', ctx=Load()))])
# expect: Module(body=[AsyncFunctionDef(name='g', args=arguments(), body=[Expr(value=Await(value=Name(id='x', ctx=Load())))], decorator_list=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())])])
# expect: Module(body=[ClassDef(name='A', bases=[Name(id='B', ctx=Load())], keywords=[keyword(arg='metaclass', value=Name(id='M', ctx=Load()))], body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), value=Constant(value=1), simple=1), AnnAssign(target=Name(id='y', ctx=Store()), annotation=Name(id='str', ctx=Load()), simple=1)])])
# expect: Module(body=[For(target=Tuple(elts=[Name(id='i', ctx=Store()), Name(id='j', ctx=Store())], ctx=Store()), iter=Name(id='x', ctx=Load()), body=[Pass()], orelse=[Break()])])
# expect: Module(body=[If(test=Name(id='a', ctx=Load()), body=[Expr(value=Name(id='b', ctx=Load()))], orelse=[If(test=Name(id='c', ctx=Load()), body=[Expr(value=Name(id='d', ctx=Load()))], orelse=[Expr(value=Name(id='e', ctx=Load()))])])])
# expect: Module(body=[With(items=[withitem(context_expr=Name(id='a', ctx=Load()), optional_vars=Name(id='b', ctx=Store())), withitem(context_expr=Name(id='c', ctx=Load()))], body=[Pass()])])
# expect: Module(body=[Try(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), name='c', body=[Expr(value=Name(id='d', ctx=Load()))]), ExceptHandler(body=[Expr(value=Name(id='e', ctx=Load()))])], orelse=[Expr(value=Name(id='f', ctx=Load()))], finalbody=[Expr(value=Name(id='g', ctx=Load()))])])
# expect: Module(body=[TryStar(body=[Expr(value=Name(id='a', ctx=Load()))], handlers=[ExceptHandler(type=Name(id='B', ctx=Load()), body=[Expr(value=Name(id='c', ctx=Load()))])])])
# expect: Module(body=[Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=1)), MatchValue(value=Constant(value='a'))]), body=[Pass()]), match_case(pattern=MatchSequence(patterns=[MatchAs(name='a'), MatchStar(name='b')]), body=[Pass()]), match_case(pattern=MatchMapping(keys=[Constant(value='k')], patterns=[MatchAs(name='v')], rest='r'), body=[Pass()]), match_case(pattern=MatchClass(cls=Name(id='P', ctx=Load()), patterns=[MatchValue(value=Constant(value=1))], kwd_attrs=['x'], kwd_patterns=[MatchValue(value=Constant(value=2))]), body=[Pass()]), match_case(pattern=MatchSingleton(value=None), body=[Pass()]), match_case(pattern=MatchAs(), guard=Name(id='y', ctx=Load()), body=[Pass()]), match_case(pattern=MatchValue(value=UnaryOp(op=USub(), operand=Constant(value=1.5))), body=[Pass()])])])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), Constant(value=' y='), FormattedValue(value=Name(id='y', ctx=Load()), conversion=114), Constant(value=' {}')]))])
# expect: Module(body=[Expr(value=Call(func=Subscript(value=Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Load()), slice=Tuple(elts=[Slice(lower=Name(id='c', ctx=Load()), upper=Name(id='d', ctx=Load())), Constant(value=Ellipsis)], ctx=Load()), ctx=Load()), args=[Starred(value=Name(id='e', ctx=Load()), ctx=Load())], keywords=[keyword(value=Name(id='f', ctx=Load()))]))])
# expect: Module(body=[Expr(value=Lambda(args=arguments(args=[arg(arg='x')], vararg=arg(arg='y')), body=Yield()))])
# expect: Module(body=[Expr(value=ListComp(elt=Name(id='a', ctx=Load()), generators=[comprehension(target=Name(id='b', ctx=Store()), iter=Name(id='c', ctx=Load()), ifs=[Name(id='d', ctx=Load())], is_async=0), comprehension(target=Name(id='e', ctx=Store()), iter=Name(id='f', ctx=Load()), is_async=1)]))])
# expect: Module(body=[Expr(value=Dict(keys=[Name(id='a', ctx=Load()), None], values=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load())]))])
# expect: Module(body=[Expr(value=Set(elts=[Constant(value=1), Constant(value=2)]))])
# expect: Module(body=[Expr(value=Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), LtE(), IsNot()], comparators=[Name(id='b', ctx=Load()), Name(id='c', ctx=Load()), Name(id='d', ctx=Load())]))])
# expect: Module(body=[Expr(value=BoolOp(op=Or(), values=[BoolOp(op=And(), values=[UnaryOp(op=Not(), operand=Name(id='a', ctx=Load())), Name(id='b', ctx=Load())]), UnaryOp(op=USub(), operand=Name(id='c', ctx=Load()))]))])
# expect: Module(body=[Expr(value=IfExp(test=Name(id='y', ctx=Load()), body=Name(id='x', ctx=Load()), orelse=Name(id='z', ctx=Load())))])
# expect: Module(body=[Expr(value=NamedExpr(target=Name(id='a', ctx=Store()), value=Constant(value=1)))])
# expect: Module(body=[Delete(targets=[Name(id='a', ctx=Del()), Subscript(value=Name(id='b', ctx=Load()), slice=Constant(value=0), ctx=Del())])])
# expect: Module(body=[Global(names=['x', 'y'])])
# expect: Module(body=[Import(names=[alias(name='a.b', asname='c'), alias(name='d')])])
# expect: Module(body=[ImportFrom(module='x', names=[alias(name='y', asname='z')], level=2)])
# expect: Module(body=[TypeAlias(name=Name(id='X', ctx=Store()), type_params=[TypeVar(name='T', bound=Name(id='int', ctx=Load()), default_value=Name(id='str', ctx=Load())), TypeVarTuple(name='Ts'), ParamSpec(name='P')], value=Subscript(value=Name(id='list', ctx=Load()), slice=Name(id='T', ctx=Load()), ctx=Load()))])
# expect: Module(body=[Raise(exc=Name(id='A', ctx=Load()), cause=Name(id='B', ctx=Load()))])
# expect: Module(body=[Assert(test=Name(id='a', ctx=Load()), msg=Name(id='b', ctx=Load()))])
# expect: Module(body=[Expr(value=Constant(value='xy', kind='u'))])
# expect: Module(body=[Expr(value=Constant(value=b'ab'))])
# expect: Module(body=[Expr(value=Constant(value=1j))])
# expect: Module(body=[Expr(value=BinOp(left=BinOp(left=Constant(value=10), op=Pow(), right=Constant(value=400)), op=Mult(), right=Constant(value=123456789012345678901234567890)))])
# expect: Module(body=[AugAssign(target=Name(id='x', ctx=Store()), op=Add(), value=Constant(value=1))])
# expect: Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), simple=1)])
# expect: Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), annotation=Name(id='int', ctx=Load()), value=Constant(value=3), simple=0)])
# expect: Module(body=[Expr(value=Yield(value=Name(id='x', ctx=Load())))])
# expect: Module(body=[Expr(value=Constant(value='\ud800'))])
# expect: Module(body=[Expr(value=Call(func=Name(id='print', ctx=Load()), args=[JoinedStr(values=[Constant(value='ab'), FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1)])]))])
print(ast.dump(ast.parse("@a\nclass B:\n  def f(x): return x + 1\n"), include_attributes=True))
# expect: Module(body=[ClassDef(name='B', body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', lineno=3, col_offset=8, end_lineno=3, end_col_offset=9)]), body=[Return(value=BinOp(left=Name(id='x', ctx=Load(), lineno=3, col_offset=19, end_lineno=3, end_col_offset=20), op=Add(), right=Constant(value=1, lineno=3, col_offset=23, end_lineno=3, end_col_offset=24), lineno=3, col_offset=19, end_lineno=3, end_col_offset=24), lineno=3, col_offset=12, end_lineno=3, end_col_offset=24)], lineno=3, col_offset=2, end_lineno=3, end_col_offset=24)], decorator_list=[Name(id='a', ctx=Load(), lineno=1, col_offset=1, end_lineno=1, end_col_offset=2)], lineno=2, col_offset=0, end_lineno=3, end_col_offset=24)])
print(ast.dump(ast.parse("1 + 2", mode="eval")), ast.dump(ast.parse("x", mode="single")))
# expect: Expression(body=BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2))) Interactive(body=[Expr(value=Name(id='x', ctx=Load()))])
print(ast.literal_eval("{'a': [1, 2.5, (None, True)], 'b': -3, 'c': {1, 2}, 'd': b'x', 'e': 1+2j}"))
# expect: {'a': [1, 2.5, (None, True)], 'b': -3, 'c': {1, 2}, 'd': b'x', 'e': (1+2j)}
for s in srcs:
    t = ast.parse(s)
    assert ast.dump(ast.parse(ast.unparse(t))) == ast.dump(t), s
print(eval(compile(ast.parse("1 + 2 * 3", mode="eval"), "x", "eval")))  # expect: 7
class T(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value * 2), n)
t = T().visit(ast.parse("x = 21")); ns = {}
exec(compile(ast.fix_missing_locations(t), "t", "exec"), ns); print(ns["x"])  # expect: 42
