# translate, maketrans, encode round trips, format_map.
t = str.maketrans("abc", "xyz")
print(t, "aabbcc d".translate(t))  # expect: {97: 120, 98: 121, 99: 122} xxyyzz d
print(str.maketrans("ab", "xy", "cd"), "abcd".translate(str.maketrans("ab", "xy", "cd")))
# expect: {97: 120, 98: 121, 99: None, 100: None} xy
print(str.maketrans({"a": "long", "b": None, 99: 100}), "abc".translate({97: "long", 98: None, 99: 100}))
# expect: {97: 'long', 98: None, 99: 100} longd
print("héllo".translate({233: "e"}), "日本".translate({"日": 1} if False else {0x65e5: "sun"}), "abc".translate({}))
# expect: hello sun本 abc
class Upper:
    def __getitem__(self, n):
        if n == ord("x"): raise LookupError
        return chr(n).upper()
print("axb".translate(Upper()))  # expect: AxB
class Default(dict):
    def __missing__(self, k): return "?"
print("abc".translate(Default({97: "A"})), "{a} {b}".format_map(Default(a=1)), "{x[0]}".format_map({"x": [5]}))
# expect: A?? 1 ? 5
for bad in (lambda: str.maketrans("a", "bc"), lambda: str.maketrans(5), lambda: str.maketrans({"ab": 1}), lambda: "a".translate({97: 2 ** 21}),
            lambda: "a".translate({97: []}), lambda: "a".translate(5), lambda: str.maketrans(1, 2), lambda: "{a}".format_map({}), lambda: str.maketrans({1.5: 1})):
    try:
        print(bad())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
# expect: ValueError the first two maketrans arguments must have equal length
# expect: TypeError if you give only one argument to maketrans it must be a dict
# expect: ValueError string keys in translate table must be of length 1
# expect: ValueError character mapping must be in range(0x110000)
# expect: TypeError character mapping must return integer, None or str
# expect: TypeError 'int' object is not subscriptable
# expect: TypeError maketrans() argument 2 must be str, not int
# expect: KeyError 'a'
# expect: TypeError keys in translate table must be strings or integers
rot13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")
print("Hello, World".translate(rot13), "Hello".translate(rot13).translate(rot13))  # expect: Uryyb, Jbeyq Hello
