# needs: operator
# operator: functions for operators, getters.
import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(5), op.pos(-5), op.inv(5), op.abs(-3), op.lshift(1, 4), op.rshift(16, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3))
# expect: 3 2 aaa 0.5 3 1 32 -5 -5 -6 3 16 4 2 7 5
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.gt(1, 2), op.ge(2, 2), op.is_(None, None), op.is_not(1, None), op.not_(0), op.truth([]), op.contains([1, 2], 2), op.index(5), op.concat([1], [2]), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.length_hint(iter([1, 2])))
# expect: True True True True False True True True True False True 5 [1, 2] 2 2 2
d = {"a": 1}
op.setitem(d, "b", 2); op.delitem(d, "a")
xs = [1]
print(d, op.getitem([1, 2], 1), op.iadd(xs, [2]) is xs, xs, op.imul(3, 4), op.ixor(5, 1))
# expect: {'b': 2} 2 True [1, 2] 12 4
class O: pass
o = O(); o.name = "n"; o.inner = O(); o.inner.x = [1, 2]
print(op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": "v"}), op.itemgetter(slice(1, 3))("abcd"), op.attrgetter("name")(o), op.attrgetter("inner.x", "name")(o), op.methodcaller("upper")("x"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"))
# expect: b ('a', 'c') v bc n ([1, 2], 'n') X ['a', 'b,c']
print(sorted([("b", 2), ("a", 3)], key=op.itemgetter(1)), repr(op.itemgetter(1)), repr(op.attrgetter("a", "b")), repr(op.methodcaller("m", 1, k=2)), list(map(op.add, [1, 2], [10, 20])))
# expect: [('b', 2), ('a', 3)] operator.itemgetter(1) operator.attrgetter('a', 'b') operator.methodcaller('m', 1, k=2) [11, 22]
for bad in (lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.itemgetter(), lambda: op.itemgetter(5)("a"), lambda: op.attrgetter(5), lambda: op.attrgetter("q")(o), lambda: op.index(1.5), lambda: op.methodcaller(), lambda: op.indexOf([], 1), lambda: op.concat(1, 2), lambda: op.call(5), lambda: op.not_()):
    try:
        print(bad())
    except (TypeError, IndexError, AttributeError, ValueError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: IndexError
# expect: TypeError
# expect: AttributeError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: TypeError
print(op.call(max, 1, 5), op.matmul.__name__, op.__add__(1, 1))  # expect: 5 matmul 2
