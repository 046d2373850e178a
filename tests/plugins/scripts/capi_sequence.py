# since: 3.13
from load import load


class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError(i)
        return f"item {i}"


class Mapping:
    def __len__(self): return 1
    def __getitem__(self, key): return f"value of {key}"
    def __setitem__(self, key, value): raise LookupError(key, value)
    def keys(self): return iter("mk")
    def values(self): return 5


class BadIter:
    def __iter__(self): return 5


class Failing:
    def __iter__(self): return self
    def __next__(self): raise OSError("next")


class Async:
    def __aiter__(self): return self
    async def __anext__(self): return 1


def generator():
    got = yield "first"
    yield got
    return "returned"


def raising():
    raise ValueError("in a generator")
    yield


state = [0]


def counter():
    state[0] += 1
    return state[0]


given = {"seq": Seq(), "mapping": Mapping(), "bad iter": BadIter(), "failing iterator": Failing(), "async iterator": Async(),
         "generator": generator(), "raising generator": raising(), "counter": counter}
for line in load("capi_sequence").run(given):
    print(line)
# expect: PySequence_Check(list) -> 1
# expect: PySequence_Check(dict) -> 0
# expect: PySequence_Check(seq) -> 1
# expect: PySequence_Check(N(1)) -> 0
# expect: PySequence_Size(list) -> 3
# expect: PySequence_Length(S("text")) -> 4
# expect: PySequence_Size(dict) -> -1, TypeError: dict is not a sequence
# expect: PySequence_Size(N(1)) -> -1, TypeError: object of type 'int' has no len()
# expect: PySequence_Size(NULL) -> -1, SystemError: null argument to internal routine
# expect: PySequence_Concat(list, V("[i]", 4)) -> [1, 2, 3, 4]
# expect: PySequence_Concat(list, tuple) -> NULL, TypeError: can only concatenate list (not "tuple") to list
# expect: PySequence_Concat(S("a"), S("b")) -> 'ab'
# expect: PySequence_Concat(N(1), N(2)) -> NULL, TypeError: 'int' object can't be concatenated
# expect: PySequence_Repeat(tuple, 2) -> ('a', 'b', 'a', 'b')
# expect: PySequence_Repeat(tuple, -1) -> ()
# expect: PySequence_Repeat(N(1), 2) -> NULL, TypeError: 'int' object can't be repeated
# expect: PySequence_InPlaceConcat(list, tuple) -> [1, 2, 3, 'a', 'b']
# expect: list -> [1, 2, 3, 'a', 'b']
# expect: PySequence_InPlaceConcat(tuple, V("(s)", "c")) -> ('a', 'b', 'c')
# expect: PySequence_InPlaceRepeat(tuple, 2) -> ('a', 'b', 'a', 'b')
# expect: PySequence_InPlaceConcat(N(1), N(2)) -> NULL, TypeError: 'int' object can't be concatenated
# expect: PySequence_GetItem(list, 0) -> 1
# expect: PySequence_GetItem(list, -1) -> 'b'
# expect: PySequence_GetItem(list, 9) -> NULL, IndexError: list index out of range
# expect: PySequence_GetItem(seq, 1) -> 'item 1'
# expect: PySequence_GetItem(seq, -1) -> 'item 2'
# expect: PySequence_GetItem(dict, 0) -> NULL, TypeError: dict is not a sequence
# expect: PySequence_GetItem(N(1), 0) -> NULL, TypeError: 'int' object does not support indexing
# expect: PySequence_SetItem(list, -1, S("last")) -> 0
# expect: PySequence_SetItem(list, 9, S("last")) -> -1, IndexError: list assignment index out of range
# expect: PySequence_SetItem(tuple, 0, S("x")) -> -1, TypeError: 'tuple' object does not support item assignment
# expect: PySequence_SetItem(dict, 0, S("x")) -> -1, TypeError: dict is not a sequence
# expect: PySequence_DelItem(list, 0) -> 0
# expect: PySequence_DelItem(list, 9) -> -1, IndexError: list assignment index out of range
# expect: PySequence_DelItem(tuple, 0) -> -1, TypeError: 'tuple' object doesn't support item deletion
# expect: PySequence_GetSlice(list, 1, 3) -> [3, 'a']
# expect: PySequence_GetSlice(list, -2, 100) -> ['a', 'last']
# expect: PySequence_GetSlice(N(1), 0, 1) -> NULL, TypeError: 'int' object is unsliceable
# expect: PySequence_SetSlice(list, 0, 1, V("(ii)", 8, 9)) -> 0
# expect: PySequence_SetSlice(tuple, 0, 1, list) -> -1, TypeError: 'tuple' object doesn't support slice assignment
# expect: PySequence_DelSlice(list, 1, 2) -> 0
# expect: PySequence_DelSlice(tuple, 1, 2) -> -1, TypeError: 'tuple' object doesn't support slice deletion
# expect: list -> [8, 3, 'a', 'last']
# expect: PySequence_Count(V("[iii]", 1, 2, 1), N(1)) -> 2
# expect: PySequence_Count(S("banana"), S("a")) -> 3
# expect: PySequence_Count(N(1), N(1)) -> -1, TypeError: argument of type 'int' is not iterable
# expect: PySequence_Contains(tuple, S("a")) -> 1
# expect: PySequence_Contains(S("abc"), S("bc")) -> 1
# expect: PySequence_Contains(S("abc"), N(1)) -> -1, TypeError: 'in <string>' requires string as left operand, not int
# expect: PySequence_Contains(seq, S("item 1")) -> 1
# expect: PySequence_Contains(N(1), N(1)) -> -1, TypeError: argument of type 'int' is not iterable
# expect: PySequence_In(dict, S("k")) -> 1
# expect: PySequence_Index(tuple, S("b")) -> 1
# expect: PySequence_Index(tuple, S("x")) -> -1, ValueError: sequence.index(x): x not in sequence
# expect: PySequence_Index(N(1), S("x")) -> -1, TypeError: argument of type 'int' is not iterable
# expect: PySequence_List(tuple) -> ['a', 'b']
# expect: PySequence_List(dict) -> ['k']
# expect: PySequence_List(seq) -> ['item 0', 'item 1', 'item 2']
# expect: PySequence_List(N(1)) -> NULL, TypeError: 'int' object is not iterable
# expect: PySequence_List(G("failing iterator")) -> NULL, OSError: next
# expect: PySequence_Tuple(S("abc")) -> ('a', 'b', 'c')
# expect: PySequence_Tuple(tuple) -> ('a', 'b')
# expect: PySequence_Tuple(N(1)) -> NULL, TypeError: 'int' object is not iterable
# expect: PySequence_Tuple(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PySequence_Fast(tuple, "never shown") -> ('a', 'b')
# expect: PySequence_Fast(S("ab"), "never shown") -> ['a', 'b']
# expect: PySequence_Fast(N(1), "my own message") -> NULL, TypeError: my own message
# expect: PyMapping_Check(dict) -> 1
# expect: PyMapping_Check(mapping) -> 1
# expect: PyMapping_Check(V("[]")) -> 1
# expect: PyMapping_Check(N(1)) -> 0
# expect: PyMapping_Check(NULL) -> 0
# expect: PyMapping_Size(dict) -> 2
# expect: PyMapping_Length(mapping) -> 1
# expect: PyMapping_Size(V("[]")) -> 0
# expect: PyMapping_Size(N(1)) -> -1, TypeError: object of type 'int' has no len()
# expect: PyMapping_GetItemString(dict, "a") -> 1
# expect: PyMapping_GetItemString(dict, "x") -> NULL, KeyError: 'x'
# expect: PyMapping_GetItemString(mapping, "x") -> 'value of x'
# expect: PyMapping_GetItemString(N(1), "x") -> NULL, TypeError: 'int' object is not subscriptable
# expect: PyMapping_GetItemString(dict, NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyMapping_SetItemString(dict, "c", N(3)) -> 0
# expect: PyMapping_SetItemString(mapping, "c", N(3)) -> -1, LookupError: ('c', 3)
# expect: PyMapping_SetItemString(dict, NULL, N(3)) -> -1, SystemError: null argument to internal routine
# expect: PyMapping_HasKey(dict, S("a")) -> 1
# expect: PyMapping_HasKey(dict, S("x")) -> 0
# expect: PyMapping_HasKeyString(dict, "a") -> 1
# expect: PyMapping_HasKeyString(dict, "x") -> 0
# expect: PyMapping_Keys(dict) -> ['a', 'b', 'c']
# expect: PyMapping_Values(dict) -> [1, 2, 3]
# expect: PyMapping_Items(dict) -> [('a', 1), ('b', 2), ('c', 3)]
# expect: PyMapping_Keys(mapping) -> ['m', 'k']
# expect: PyMapping_Values(mapping) -> NULL, TypeError: Mapping.values() returned a non-iterable (type int)
# expect: PyMapping_Items(N(1)) -> NULL, AttributeError: 'int' object has no attribute 'items'
# expect: PyMapping_Keys(NULL) -> NULL, SystemError: null argument to internal routine
# expect: PyIter_Check(it) -> 1
# expect: PyIter_Check(V("[]")) -> 0
# expect: PyIter_Next(it) -> 1
# expect: PyIter_Next(it) -> 2
# expect: PyIter_Next(it) -> NULL
# expect: PyIter_Next(it) -> NULL
# expect: PyObject_GetIter(N(1)) -> NULL, TypeError: 'int' object is not iterable
# expect: PyObject_GetIter(G("bad iter")) -> NULL, TypeError: iter() returned non-iterator of type 'int'
# expect: PyIter_Next(failing) -> NULL, OSError: next
# expect: PyIter_Next(failing) -> NULL, OSError: next
# expect: PySequence_List(it) -> ['item 0', 'item 1', 'item 2']
# expect: PySeqIter_New(N(1)) -> NULL, SystemError: bad argument to internal function
# expect: PyIter_Check(it) -> 1
# expect: PySequence_List(it) -> [1, 2]
# expect: PyIter_Next(it) -> NULL
# expect: PyIter_Send(generator, Py_None, &result) -> 1
# expect: result -> 'first'
# expect: PyIter_Send(generator, S("sent"), &result) -> 1
# expect: result -> 'sent'
# expect: PyIter_Send(generator, S("end"), &result) -> 0
# expect: result -> 'returned'
# expect: PyIter_Send(G("raising generator"), Py_None, &result) -> -1, ValueError: in a generator
# expect: PyIter_Send(it, Py_None, &result) -> 1
# expect: result -> 7
# expect: PyIter_Send(it, Py_None, &result) -> 0
# expect: result -> None
# expect: PyIter_Send(N(1), Py_None, &result) -> -1, AttributeError: 'int' object has no attribute 'send'
# expect: PyAIter_Check(G("generator")) -> 0
# expect: PyAIter_Check(G("async iterator")) -> 1
# expect: PyObject_GetAIter(G("async iterator")) == G("async iterator") -> true
# expect: PyObject_GetAIter(N(1)) -> NULL, TypeError: 'int' object is not an async iterable
