/* The sequence, mapping and iterator protocols of abstract.h, and iterobject.h. */
#include "capi.h"

static void sequences(void) {
    PyObject *list = V("[iii]", 1, 2, 3), *tuple = V("(ss)", "a", "b"), *dict = V("{s:i}", "k", 1), *seq = G("seq");
    INT(PySequence_Check(list));
    INT(PySequence_Check(dict));
    INT(PySequence_Check(seq));
    INT(PySequence_Check(N(1)));
    INT(PySequence_Size(list));
    INT(PySequence_Length(S("text")));
    INT(PySequence_Size(dict));
    INT(PySequence_Size(N(1)));
    INT(PySequence_Size(NULL));
    NEW(PySequence_Concat(list, V("[i]", 4)));
    NEW(PySequence_Concat(list, tuple));
    NEW(PySequence_Concat(S("a"), S("b")));
    NEW(PySequence_Concat(N(1), N(2)));
    NEW(PySequence_Repeat(tuple, 2));
    NEW(PySequence_Repeat(tuple, -1));
    NEW(PySequence_Repeat(N(1), 2));
    NEW(PySequence_InPlaceConcat(list, tuple));
    SHOW(list);
    NEW(PySequence_InPlaceConcat(tuple, V("(s)", "c")));
    NEW(PySequence_InPlaceRepeat(tuple, 2));
    NEW(PySequence_InPlaceConcat(N(1), N(2)));
    NEW(PySequence_GetItem(list, 0));
    NEW(PySequence_GetItem(list, -1));
    NEW(PySequence_GetItem(list, 9));
    NEW(PySequence_GetItem(seq, 1));
    NEW(PySequence_GetItem(seq, -1));
    NEW(PySequence_GetItem(dict, 0));
    NEW(PySequence_GetItem(N(1), 0));
    INT(PySequence_SetItem(list, -1, S("last")));
    INT(PySequence_SetItem(list, 9, S("last")));
    INT(PySequence_SetItem(tuple, 0, S("x")));
    INT(PySequence_SetItem(dict, 0, S("x")));
    INT(PySequence_DelItem(list, 0));
    INT(PySequence_DelItem(list, 9));
    INT(PySequence_DelItem(tuple, 0));
    NEW(PySequence_GetSlice(list, 1, 3));
    NEW(PySequence_GetSlice(list, -2, 100));
    NEW(PySequence_GetSlice(N(1), 0, 1));
    INT(PySequence_SetSlice(list, 0, 1, V("(ii)", 8, 9)));
    INT(PySequence_SetSlice(tuple, 0, 1, list));
    INT(PySequence_DelSlice(list, 1, 2));
    INT(PySequence_DelSlice(tuple, 1, 2));
    SHOW(list);
    INT(PySequence_Count(V("[iii]", 1, 2, 1), N(1)));
    INT(PySequence_Count(S("banana"), S("a")));
    INT(PySequence_Count(N(1), N(1)));
    INT(PySequence_Contains(tuple, S("a")));
    INT(PySequence_Contains(S("abc"), S("bc")));
    INT(PySequence_Contains(S("abc"), N(1)));
    INT(PySequence_Contains(seq, S("item 1")));
    INT(PySequence_Contains(N(1), N(1)));
    INT(PySequence_In(dict, S("k")));
    INT(PySequence_Index(tuple, S("b")));
    INT(PySequence_Index(tuple, S("x")));
    INT(PySequence_Index(N(1), S("x")));
    NEW(PySequence_List(tuple));
    NEW(PySequence_List(dict));
    NEW(PySequence_List(seq));
    NEW(PySequence_List(N(1)));
    NEW(PySequence_List(G("failing iterator")));
    NEW(PySequence_Tuple(S("abc")));
    NEW(PySequence_Tuple(tuple));
    NEW(PySequence_Tuple(N(1)));
    NEW(PySequence_Tuple(NULL));
    NEW(PySequence_Fast(tuple, "never shown"));
    NEW(PySequence_Fast(S("ab"), "never shown"));
    NEW(PySequence_Fast(N(1), "my own message"));
}

static void mappings(void) {
    PyObject *dict = V("{s:i,s:i}", "a", 1, "b", 2), *mapping = G("mapping");
    INT(PyMapping_Check(dict));
    INT(PyMapping_Check(mapping));
    INT(PyMapping_Check(V("[]")));
    INT(PyMapping_Check(N(1)));
    INT(PyMapping_Check(NULL));
    INT(PyMapping_Size(dict));
    INT(PyMapping_Length(mapping));
    INT(PyMapping_Size(V("[]")));
    INT(PyMapping_Size(N(1)));
    NEW(PyMapping_GetItemString(dict, "a"));
    NEW(PyMapping_GetItemString(dict, "x"));
    NEW(PyMapping_GetItemString(mapping, "x"));
    NEW(PyMapping_GetItemString(N(1), "x"));
    NEW(PyMapping_GetItemString(dict, NULL));
    INT(PyMapping_SetItemString(dict, "c", N(3)));
    INT(PyMapping_SetItemString(mapping, "c", N(3)));
    INT(PyMapping_SetItemString(dict, NULL, N(3)));
    INT(PyMapping_HasKey(dict, S("a")));
    INT(PyMapping_HasKey(dict, S("x")));
    INT(PyMapping_HasKeyString(dict, "a"));
    INT(PyMapping_HasKeyString(dict, "x"));
    NEW(PyMapping_Keys(dict));
    NEW(PyMapping_Values(dict));
    NEW(PyMapping_Items(dict));
    NEW(PyMapping_Keys(mapping));
    NEW(PyMapping_Values(mapping));
    NEW(PyMapping_Items(N(1)));
    NEW(PyMapping_Keys(NULL));
}

static void iterators(void) {
    PyObject *it = PyObject_GetIter(V("(ii)", 1, 2));
    INT(PyIter_Check(it));
    INT(PyIter_Check(V("[]")));
    NEW(PyIter_Next(it));
    NEW(PyIter_Next(it));
    NEW(PyIter_Next(it));
    NEW(PyIter_Next(it));
    Py_XDECREF(it);
    NEW(PyObject_GetIter(N(1)));
    NEW(PyObject_GetIter(G("bad iter")));
    PyObject *failing = PyObject_GetIter(G("failing iterator"));
    NEW(PyIter_Next(failing));
    NEW(PyIter_Next(failing));
    Py_XDECREF(failing);
    it = PySeqIter_New(G("seq"));
    NEW(PySequence_List(it));
    Py_XDECREF(it);
    NEW(PySeqIter_New(N(1)));
    it = PyCallIter_New(G("counter"), N(3));
    INT(PyIter_Check(it));
    NEW(PySequence_List(it));
    NEW(PyIter_Next(it));
    Py_XDECREF(it);
    PyObject *generator = G("generator"), *result = NULL;
    INT(PyIter_Send(generator, Py_None, &result));
    SHOW(result);
    Py_CLEAR(result);
    INT(PyIter_Send(generator, S("sent"), &result));
    SHOW(result);
    Py_CLEAR(result);
    INT(PyIter_Send(generator, S("end"), &result));
    SHOW(result);
    Py_CLEAR(result);
    INT(PyIter_Send(G("raising generator"), Py_None, &result));
    it = PyObject_GetIter(V("[i]", 7));
    INT(PyIter_Send(it, Py_None, &result));
    SHOW(result);
    Py_CLEAR(result);
    INT(PyIter_Send(it, Py_None, &result));
    SHOW(result);
    Py_CLEAR(result);
    Py_XDECREF(it);
    INT(PyIter_Send(N(1), Py_None, &result));
    INT(PyAIter_Check(G("generator")));
    INT(PyAIter_Check(G("async iterator")));
    TRUTH(PyObject_GetAIter(G("async iterator")) == G("async iterator"));
    NEW(PyObject_GetAIter(N(1)));
}

static void run(void) {
    sequences();
    mappings();
    iterators();
}

CAPI_MODULE(capi_sequence)
