# sorted and reversed on all kinds of input.
print(sorted("hello"), sorted({"b": 1, "a": 2}), sorted({3, 1, 2}), sorted((x * x for x in (-2, 1, 0))), sorted([], key=len), sorted(b"cab"), sorted("bca", reverse=True), sorted([1, 2], reverse=0), sorted([2, 1], reverse=7))
# expect: ['e', 'h', 'l', 'l', 'o'] ['a', 'b'] [1, 2, 3] [0, 1, 4] [] [97, 98, 99] ['c', 'b', 'a'] [1, 2] [2, 1]
print(list(reversed([1, 2, 3])), list(reversed("ab")), list(reversed(range(0, 9, 4))), list(reversed({"x": 1, "y": 2})), list(reversed((1,))), list(reversed(b"ab")), list(reversed([])), list(reversed({"x": 1}.items())))
# expect: [3, 2, 1] ['b', 'a'] [8, 4, 0] ['y', 'x'] [1] [98, 97] [] [('x', 1)]
records = [("bob", 30), ("al", 25), ("cy", 30), ("di", 25)]
print(sorted(records, key=lambda r: r[1]), sorted(records, key=lambda r: (-r[1], r[0])))
# expect: [('al', 25), ('di', 25), ('bob', 30), ('cy', 30)] [('bob', 30), ('cy', 30), ('al', 25), ('di', 25)]
print(sorted(records, key=lambda r: r[1], reverse=True), sorted(sorted(records), key=lambda r: r[1]))
# expect: [('bob', 30), ('cy', 30), ('al', 25), ('di', 25)] [('al', 25), ('di', 25), ('bob', 30), ('cy', 30)]
print(sorted([3, 1, 2], key=lambda x: -x), sorted(["b", "A", "c"], key=str.casefold), sorted([(2, 1), (1, 2)], key=lambda t: t[1]), sorted("a1b2", key=str.isdigit))
# expect: [3, 2, 1] ['A', 'b', 'c'] [(2, 1), (1, 2)] ['a', 'b', '1', '2']
original = [3, 1, 2]
print(sorted(original), original, sorted(original) is original)  # expect: [1, 2, 3] [3, 1, 2] False
class R:
    def __len__(self): return 3
    def __getitem__(self, i): return "abc"[i]
print(list(reversed(R())), sorted(R()))  # expect: ['c', 'b', 'a'] ['a', 'b', 'c']
class NoReverse:
    __reversed__ = None
    def __len__(self): return 0
    def __getitem__(self, i): return i
for bad in (lambda: reversed(NoReverse()), lambda: reversed({1}), lambda: reversed(5), lambda: reversed(), lambda: reversed(x for x in []), lambda: sorted(None), lambda: sorted([1, "a"]), lambda: sorted([1], lambda x: x)):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: 'NoReverse' object is not reversible
# expect: 'set' object is not reversible
# expect: 'int' object is not reversible
# expect: reversed expected 1 argument, got 0
# expect: 'generator' object is not reversible
# expect: 'NoneType' object is not iterable
# expect: '<' not supported between instances of 'str' and 'int'
# expect: sorted expected 1 argument, got 2
