# find, index, count, startswith, endswith, replace, partition, removeprefix.
# since: 3.13
s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("a", 1, 3), s.find("zz"), s.find(""), s.find("", 11), s.find("", 12), s.find("bra", -4), s.find("a", -1))
# expect: 0 3 -1 -1 0 11 -1 8 10
print(s.rfind("a"), s.rfind("a", 0, 10), s.rfind("zz"), s.rfind(""), s.rfind("abra", 0, 5), s.rfind("a", None, -1))
# expect: 10 7 -1 11 0 7
print(s.index("c"), s.rindex("b"), s.count("a"), s.count("abra"), s.count(""), s.count("a", 1), s.count("a", 1, 5), "aaaa".count("aa"), "".count(""))
# expect: 4 8 5 2 12 4 1 2 1
print(s.startswith("abr"), s.startswith("bra", 1), s.startswith(("x", "a")), s.startswith(""), s.startswith("abr", 0, 2), s.startswith(()), s.startswith("", 20))
# expect: True True True True False False False
print(s.endswith("ra"), s.endswith(("x", "bra")), s.endswith("a", 0, 3), s.endswith(""), s.endswith("r", 0, -1))
# expect: True True False True True
print(s.replace("a", "A"), s.replace("a", "A", 2), s.replace("", "-"), s.replace("abra", ""), s.replace("z", "y") == s, s.replace("a", "xx", 0), "".replace("", "x"))
# expect: AbrAcAdAbrA AbrAcadabra -a-b-r-a-c-a-d-a-b-r-a- cad True abracadabra x
print("aaa".replace("aa", "b"), "abc".replace("", "-", 2), "日本日".replace("日", "x"), s.replace("a", "B", -1), s.replace("a", "é"))
# expect: ba -a-bc x本x BbrBcBdBbrB ébrécédébré
print(s.partition("c"), s.rpartition("a"), s.partition("zz"), s.rpartition("zz"), "a=b=c".partition("="), "a=b=c".rpartition("="))
# expect: ('abra', 'c', 'adabra') ('abracadabr', 'a', '') ('abracadabra', '', '') ('', '', 'abracadabra') ('a', '=', 'b=c') ('a=b', '=', 'c')
print(s.removeprefix("abra"), s.removesuffix("abra"), s.removeprefix("x"), s.removesuffix(""), "aa".removeprefix("aa") == "")
# expect: cadabra abracad abracadabra abracadabra True
print("naïve café".find("café"), "日本語日本".rfind("日本"), "😀x😀".find("😀", 1), "a\0b".find("\0"), "éé".count("é"))
# expect: 6 3 2 1 2
for bad in (lambda: s.index("zz"), lambda: s.rindex("q"), lambda: s.partition(""), lambda: s.find(5), lambda: s.count(), lambda: s.startswith(5),
            lambda: s.startswith(["a"]), lambda: s.startswith(("a", 5)), lambda: s.replace("a"), lambda: s.replace(1, 2), lambda: s.partition(1),
            lambda: s.endswith(None), lambda: s.removeprefix(1), lambda: s.rpartition("")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError substring not found
# expect: ValueError substring not found
# expect: ValueError empty separator
# expect: TypeError find() argument 1 must be str, not int
# expect: TypeError count expected at least 1 argument, got 0
# expect: TypeError startswith first arg must be str or a tuple of str, not int
# expect: TypeError startswith first arg must be str or a tuple of str, not list
# expect: TypeError replace() takes at least 2 positional arguments (1 given)
# expect: TypeError replace() argument 1 must be str, not int
# expect: TypeError must be str, not int
# expect: TypeError endswith first arg must be str or a tuple of str, not NoneType
# expect: TypeError removeprefix() argument must be str, not int
# expect: ValueError empty separator
