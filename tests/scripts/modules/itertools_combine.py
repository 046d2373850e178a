# needs: itertools
# product, permutations, combinations, groupby, tee.
from itertools import product, permutations, combinations, combinations_with_replacement, groupby, tee
print(list(product("ab", [1, 2])), list(product("ab", repeat=2)), list(product()), list(product("ab", [])), len(list(product(range(3), repeat=4))))
# expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')] [()] [] 81
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations([], 0)), list(permutations("abc", 0)))
# expect: [('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')] [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')] [] [()] [()]
print(list(combinations("abcd", 2)), list(combinations("abc", 0)), list(combinations("ab", 3)), list(combinations_with_replacement("ab", 2)), list(combinations_with_replacement("abc", 0)))
# expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')] [()] [] [('a', 'a'), ('a', 'b'), ('b', 'b')] [()]
print([(k, list(g)) for k, g in groupby("aabbba")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(groupby([])))
# expect: [('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('a', ['a'])] [(1, [1, 3]), (0, [2, 4]), (1, [5])] []
g = groupby("aab")
k1, group1 = next(g)
k2, group2 = next(g)
print(k1, list(group1), k2, list(group2), next(g, "end"))  # expect: a [] b ['b'] end
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), tee("x", 3)[2].__next__(), tee([], 0), len(tee("a", 5)))
# expect: 1 2 [1, 2, 3] [3] x () 5
source = iter(range(5))
x, y = tee(source)
next(x)
z = tee(y)[0]
print(list(x), list(z), next(source, "source is used up"))  # expect: [1, 2, 3, 4] [0, 1, 2, 3, 4] source is used up
for bad in (lambda: combinations("abc", -1), lambda: permutations("abc", -1), lambda: product("a", repeat=-1), lambda: tee("a", -1), lambda: combinations(5, 2), lambda: combinations("abc"), lambda: permutations("a", "b"), lambda: groupby(5), lambda: tee(5), lambda: product(5)):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
print(sum(1 for _ in permutations(range(7))), sum(1 for _ in combinations(range(10), 5)), max(product([1, 2], [3, 4]), key=sum))
# expect: 5040 252 (2, 4)
