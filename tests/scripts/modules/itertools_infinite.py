# needs: itertools
# count, cycle, repeat, chain, islice, takewhile, dropwhile.
from itertools import count, cycle, repeat, chain, islice, takewhile, dropwhile, filterfalse, compress, starmap, accumulate, pairwise, zip_longest
print(list(islice(count(), 3)), list(islice(count(5, -2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(10 ** 20), 2)), count(3), count(1, 2))
# expect: [0, 1, 2] [5, 3, 1] [1.5, 2.0, 2.5] [100000000000000000000, 100000000000000000001] count(3) count(1, 2)
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat("x", 3)), next(repeat(1)), repeat(5), repeat(5, 2), list(map(pow, range(4), repeat(2))), repeat(1, 4).__length_hint__())
# expect: ['a', 'b', 'a', 'b', 'a'] [] ['x', 'x', 'x'] 1 repeat(5) repeat(5, 2) [0, 1, 4, 9] 4
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", [1]])), list(chain()), list(chain.from_iterable([])))
# expect: ['a', 'b', 1] ['a', 'b', 1] [] []
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 0)), list(islice("abc", None)), list(islice("abc", 5, 9)))
# expect: ['a', 'b'] ['b', 'c', 'd'] ['b', 'd', 'f'] [] ['a', 'b', 'c'] []
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(lambda x: x % 2, range(5))), list(filterfalse(None, [0, 1, ""])))
# expect: [1, 2] [5, 1] [0, 2, 4] [0, '']
print(list(compress("abcd", [1, 0, True, ""])), list(starmap(pow, [(2, 3), (3, 2)])), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate("abc")), list(accumulate([], initial=0)))
# expect: ['a', 'c'] [8, 9] [1, 3, 6] [1, 2, 6] [10, 11, 13] ['a', 'ab', 'abc'] [0]
print(list(pairwise("abcd")), list(pairwise("a")), list(zip_longest("ab", "c")), list(zip_longest("a", "bcd", fillvalue="-")), list(zip_longest()), list(accumulate([3, 1, 4], max)))
# expect: [('a', 'b'), ('b', 'c'), ('c', 'd')] [] [('a', 'c'), ('b', None)] [('a', 'b'), ('-', 'c'), ('-', 'd')] [] [3, 3, 4]
for bad in (lambda: islice("a", -1), lambda: islice("a", "x"), lambda: islice("a"), lambda: islice("abc", 0, 3, 0), lambda: repeat(), lambda: repeat(1, "x"), lambda: chain(5).__next__(), lambda: cycle(5), lambda: list(starmap(pow, [1])),
            lambda: zip_longest("a", nope=1), lambda: list(accumulate([1, "a"])), lambda: count("a"), lambda: takewhile(1), lambda: list(takewhile(1, [1]))):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
c = count()
print(next(c), next(c), c)  # expect: 0 1 count(2)
