# since: 3.13
# in 3.14: PyDict_SetItem(dict, unhashable, N(1)) -> -1, TypeError: unhashable type: 'list' => PyDict_SetItem(dict, unhashable, N(1)) -> -1, TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# in 3.14: PyDict_GetItemWithError(dict, unhashable) -> NULL, TypeError: unhashable type: 'list' => PyDict_GetItemWithError(dict, unhashable) -> NULL, TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# in 3.14: PyDict_Contains(dict, unhashable) -> -1, TypeError: unhashable type: 'list' => PyDict_Contains(dict, unhashable) -> -1, TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# in 3.14: PyDict_DelItem(dict, unhashable) -> -1, TypeError: unhashable type: 'list' => PyDict_DelItem(dict, unhashable) -> -1, TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# in 3.14: PySet_New(V("[[]]")) -> NULL, TypeError: unhashable type: 'list' => PySet_New(V("[[]]")) -> NULL, TypeError: cannot use 'list' as a set element (unhashable type: 'list')
# in 3.14: PySet_Add(set, list) -> -1, TypeError: unhashable type: 'list' => PySet_Add(set, list) -> -1, TypeError: cannot use 'list' as a set element (unhashable type: 'list')
# in 3.14: PySet_Contains(set, list) -> -1, TypeError: unhashable type: 'list' => PySet_Contains(set, list) -> -1, TypeError: cannot use 'list' as a set element (unhashable type: 'list')
# in 3.14: PySet_Discard(set, list) -> -1, TypeError: unhashable type: 'list' => PySet_Discard(set, list) -> -1, TypeError: cannot use 'list' as a set element (unhashable type: 'list')
from load import load


class Mapping:
    def keys(self): return ["m", "k"]
    def __getitem__(self, key): return key * 2


class Missing(dict):
    def __missing__(self, key): return f"missing {key}"


class BadHash:
    def __hash__(self): raise KeyError("hash")


for line in load("capi_dict").run({"mapping": Mapping(), "dict subclass": Missing(), "bad hash": BadHash()}):
    print(line)
# expect: PyDict_SetItem(dict, key, N(1)) -> 0
# expect: PyDict_SetItemString(dict, "s", N(2)) -> 0
# expect: PyDict_SetItem(dict, N(5), S("five")) -> 0
# expect: PyDict_SetItem(dict, unhashable, N(1)) -> -1, TypeError: unhashable type: 'list'
# expect: PyDict_SetItem(unhashable, key, N(1)) -> -1, SystemError: bad argument to internal function
# expect: dict -> {'k': 1, 's': 2, 5: 'five'}
# expect: PyDict_Size(dict) -> 3
# expect: PyDict_Size(unhashable) -> -1, SystemError: bad argument to internal function
# expect: PyDict_GetItem(dict, key) -> 1
# expect: PyDict_GetItem(dict, S("missing")) -> NULL
# expect: PyDict_GetItem(unhashable, key) -> NULL
# expect: PyDict_GetItemString(dict, "s") -> 2
# expect: PyDict_GetItemString(dict, "missing") -> NULL
# expect: PyDict_GetItemWithError(dict, F(5.0)) -> 'five'
# expect: PyDict_GetItemWithError(dict, S("missing")) -> NULL
# expect: PyDict_GetItemWithError(dict, unhashable) -> NULL, TypeError: unhashable type: 'list'
# expect: PyDict_GetItemWithError(unhashable, key) -> NULL, SystemError: bad argument to internal function
# expect: PyDict_GetItemWithError(dict, G("bad hash")) -> NULL, KeyError: 'hash'
# expect: PyDict_Contains(dict, key) -> 1
# expect: PyDict_Contains(dict, S("missing")) -> 0
# expect: PyDict_Contains(dict, unhashable) -> -1, TypeError: unhashable type: 'list'
# expect: PyDict_DelItem(dict, N(5)) -> 0
# expect: PyDict_DelItem(dict, N(5)) -> -1, KeyError: 5
# expect: PyDict_DelItem(dict, unhashable) -> -1, TypeError: unhashable type: 'list'
# expect: PyDict_DelItemString(dict, "s") -> 0
# expect: PyDict_DelItemString(dict, "s") -> -1, KeyError: 's'
# expect: PyDict_DelItem(unhashable, key) -> -1, SystemError: bad argument to internal function
# expect: dict -> {'k': 1}
# expect: PyDict_Keys(other) -> ['k', 'o']
# expect: PyDict_Values(other) -> [10, 20]
# expect: PyDict_Items(other) -> [('k', 10), ('o', 20)]
# expect: PyDict_Keys(unhashable) -> NULL, SystemError: bad argument to internal function
# expect: PyDict_Values(N(1)) -> NULL, SystemError: bad argument to internal function
# expect: PyDict_Items(NULL) -> NULL, SystemError: bad argument to internal function
# expect: PyDict_Copy(other) -> {'k': 10, 'o': 20}
# expect: PyDict_Copy(unhashable) -> NULL, SystemError: bad argument to internal function
# expect: PyDict_Merge(dict, other, 0) -> 0
# expect: dict -> {'k': 1, 'o': 20}
# expect: PyDict_Merge(dict, other, 1) -> 0
# expect: dict -> {'k': 10, 'o': 20}
# expect: PyDict_Update(dict, G("mapping")) -> 0
# expect: dict -> {'k': 'kk', 'o': 20, 'm': 'mm'}
# expect: PyDict_Update(dict, N(5)) -> -1, AttributeError: 'int' object has no attribute 'keys'
# expect: PyDict_MergeFromSeq2(dict, V("[(si)[si]]", "k", -1, "n", -2), 1) -> 0
# expect: PyDict_MergeFromSeq2(dict, V("[(si)]", "k", -9), 0) -> 0
# expect: dict -> {'k': -1, 'o': 20, 'm': 'mm', 'n': -2}
# expect: PyDict_MergeFromSeq2(dict, V("[(i)]", 1), 1) -> -1, ValueError: dictionary update sequence element #0 has length 1; 2 is required
# expect: PyDict_MergeFromSeq2(dict, V("[i]", 1), 1) -> -1, TypeError: cannot convert dictionary update sequence element #0 to a sequence
# expect: PyDict_MergeFromSeq2(dict, N(1), 1) -> -1, TypeError: 'int' object is not iterable
# expect: name -> 'k'
# expect: value -> 10
# expect: name -> 'o'
# expect: value -> 20
# expect: PyDict_Next(unhashable, &position, &name, &value) -> 0
# expect: other -> {'k': 0, 'o': 0}
# expect: PyDict_Next(other, &position, NULL, NULL) -> 0
# expect: other -> {}
# expect: PyDict_Check(other) -> true
# expect: PyDict_CheckExact(G("dict subclass")) -> false
# expect: PyDict_GetItemWithError(G("dict subclass"), S("missing")) -> NULL
# expect: PyObject_GetItem(G("dict subclass"), S("missing")) -> 'missing missing'
# expect: PyDictProxy_New(dict) -> mappingproxy({'k': -1, 'o': 20, 'm': 'mm', 'n': -2})
# expect: PyDictProxy_New(N(5)) -> NULL, TypeError: mappingproxy() argument must be a mapping, not int
# expect: PyDict_GetItemString(lender, "n") == PyDict_GetItemString(lender, "n") -> true
# expect: sorted(set) -> [1, 3]
# expect: PySet_New(NULL) -> set()
# expect: PyFrozenSet_New(NULL) -> frozenset()
# expect: PyFrozenSet_New(V("[i]", 1)) -> frozenset({1})
# expect: PySet_New(N(5)) -> NULL, TypeError: 'int' object is not iterable
# expect: PySet_New(V("[[]]")) -> NULL, TypeError: unhashable type: 'list'
# expect: PySet_Size(set) -> 2
# expect: PySet_Size(list) -> -1, SystemError: bad argument to internal function
# expect: PySet_Add(set, N(2)) -> 0
# expect: PySet_Add(set, N(2)) -> 0
# expect: PySet_Add(set, list) -> -1, TypeError: unhashable type: 'list'
# expect: PySet_Add(list, N(1)) -> -1, SystemError: bad argument to internal function
# expect: PySet_Contains(set, N(2)) -> 1
# expect: PySet_Contains(set, N(9)) -> 0
# expect: PySet_Contains(set, list) -> -1, TypeError: unhashable type: 'list'
# expect: PySet_Contains(list, N(1)) -> -1, SystemError: bad argument to internal function
# expect: PySet_Discard(set, N(2)) -> 1
# expect: PySet_Discard(set, N(2)) -> 0
# expect: PySet_Discard(set, list) -> -1, TypeError: unhashable type: 'list'
# expect: PySet_Discard(list, N(2)) -> -1, SystemError: bad argument to internal function
# expect: sorted(set) -> [1, 3]
# expect: PySet_Pop(one) -> 'only'
# expect: PySet_Pop(one) -> NULL, KeyError: 'pop from an empty set'
# expect: PySet_Pop(list) -> NULL, SystemError: bad argument to internal function
# expect: PySet_Contains(frozen, N(1)) -> 1
# expect: PySet_Discard(frozen, N(1)) -> -1, SystemError: bad argument to internal function
# expect: PySet_Clear(frozen) -> -1, SystemError: bad argument to internal function
# expect: PySet_Clear(set) -> 0
# expect: set -> set()
# expect: PySet_Clear(list) -> -1, SystemError: bad argument to internal function
# expect: PySet_Check(set) -> true
# expect: PyAnySet_Check(list) -> false
