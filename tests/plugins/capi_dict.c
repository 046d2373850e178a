/* dictobject.h and setobject.h. */
#include "capi.h"

static void dicts(void) {
    PyObject *dict = PyDict_New(), *key = S("k"), *unhashable = keep(PyList_New(0));
    INT(PyDict_SetItem(dict, key, N(1)));
    INT(PyDict_SetItemString(dict, "s", N(2)));
    INT(PyDict_SetItem(dict, N(5), S("five")));
    INT(PyDict_SetItem(dict, unhashable, N(1)));
    INT(PyDict_SetItem(unhashable, key, N(1)));
    SHOW(dict);
    INT(PyDict_Size(dict));
    INT(PyDict_Size(unhashable));
    BORROWED(PyDict_GetItem(dict, key));
    BORROWED(PyDict_GetItem(dict, S("missing")));
    BORROWED(PyDict_GetItem(unhashable, key));
    BORROWED(PyDict_GetItemString(dict, "s"));
    BORROWED(PyDict_GetItemString(dict, "missing"));
    BORROWED(PyDict_GetItemWithError(dict, F(5.0)));
    BORROWED(PyDict_GetItemWithError(dict, S("missing")));
    BORROWED(PyDict_GetItemWithError(dict, unhashable));
    BORROWED(PyDict_GetItemWithError(unhashable, key));
    BORROWED(PyDict_GetItemWithError(dict, G("bad hash")));
    INT(PyDict_Contains(dict, key));
    INT(PyDict_Contains(dict, S("missing")));
    INT(PyDict_Contains(dict, unhashable));
    INT(PyDict_DelItem(dict, N(5)));
    INT(PyDict_DelItem(dict, N(5)));
    INT(PyDict_DelItem(dict, unhashable));
    INT(PyDict_DelItemString(dict, "s"));
    INT(PyDict_DelItemString(dict, "s"));
    INT(PyDict_DelItem(unhashable, key));
    SHOW(dict);
    PyObject *other = V("{s:i,s:i}", "k", 10, "o", 20);
    NEW(PyDict_Keys(other));
    NEW(PyDict_Values(other));
    NEW(PyDict_Items(other));
    NEW(PyDict_Keys(unhashable));
    NEW(PyDict_Values(N(1)));
    NEW(PyDict_Items(NULL));
    NEW(PyDict_Copy(other));
    NEW(PyDict_Copy(unhashable));
    INT(PyDict_Merge(dict, other, 0));
    SHOW(dict);
    INT(PyDict_Merge(dict, other, 1));
    SHOW(dict);
    INT(PyDict_Update(dict, G("mapping")));
    SHOW(dict);
    INT(PyDict_Update(dict, N(5)));
    INT(PyDict_MergeFromSeq2(dict, V("[(si)[si]]", "k", -1, "n", -2), 1));
    INT(PyDict_MergeFromSeq2(dict, V("[(si)]", "k", -9), 0));
    SHOW(dict);
    INT(PyDict_MergeFromSeq2(dict, V("[(i)]", 1), 1));
    INT(PyDict_MergeFromSeq2(dict, V("[i]", 1), 1));
    INT(PyDict_MergeFromSeq2(dict, N(1), 1));

    Py_ssize_t position = 0;
    PyObject *name, *value;
    while (PyDict_Next(other, &position, &name, &value)) {
        SHOW(name);
        SHOW(value);
    }
    position = 0;
    INT(PyDict_Next(unhashable, &position, &name, &value));
    while (PyDict_Next(other, &position, &name, &value)) PyDict_SetItem(other, name, N(0));
    SHOW(other);
    INT(PyDict_Next(other, &position, NULL, NULL));
    PyDict_Clear(other);
    SHOW(other);
    TRUTH(PyDict_Check(other));
    TRUTH(PyDict_CheckExact(G("dict subclass")));
    BORROWED(PyDict_GetItemWithError(G("dict subclass"), S("missing")));
    NEW(PyObject_GetItem(G("dict subclass"), S("missing")));
    NEW(PyDictProxy_New(dict));
    NEW(PyDictProxy_New(N(5)));
    PyObject *lender = V("{s:L}", "n", 1LL << 50);
    TRUTH(PyDict_GetItemString(lender, "n") == PyDict_GetItemString(lender, "n"));
    Py_DECREF(dict);
}

static PyObject *sorted(PyObject *set) {
    PyObject *list = set ? PySequence_List(set) : NULL;
    if (list) PyList_Sort(list);
    return list;
}

static void sets(void) {
    PyObject *set = PySet_New(V("[iii]", 3, 1, 3)), *list = keep(PyList_New(0));
    NEW(sorted(set));
    NEW(PySet_New(NULL));
    NEW(PyFrozenSet_New(NULL));
    NEW(PyFrozenSet_New(V("[i]", 1)));
    NEW(PySet_New(N(5)));
    NEW(PySet_New(V("[[]]")));
    INT(PySet_Size(set));
    INT(PySet_Size(list));
    INT(PySet_Add(set, N(2)));
    INT(PySet_Add(set, N(2)));
    INT(PySet_Add(set, list));
    INT(PySet_Add(list, N(1)));
    INT(PySet_Contains(set, N(2)));
    INT(PySet_Contains(set, N(9)));
    INT(PySet_Contains(set, list));
    INT(PySet_Contains(list, N(1)));
    INT(PySet_Discard(set, N(2)));
    INT(PySet_Discard(set, N(2)));
    INT(PySet_Discard(set, list));
    INT(PySet_Discard(list, N(2)));
    NEW(sorted(set));
    PyObject *one = PySet_New(V("[s]", "only"));
    NEW(PySet_Pop(one));
    NEW(PySet_Pop(one));
    NEW(PySet_Pop(list));
    Py_XDECREF(one);
    PyObject *frozen = PyFrozenSet_New(V("[i]", 1));
    INT(PySet_Contains(frozen, N(1)));
    INT(PySet_Discard(frozen, N(1)));
    INT(PySet_Clear(frozen));
    Py_XDECREF(frozen);
    INT(PySet_Clear(set));
    SHOW(set);
    INT(PySet_Clear(list));
    TRUTH(PySet_Check(set));
    TRUTH(PyAnySet_Check(list));
    Py_DECREF(set);
}

static void run(void) {
    dicts();
    sets();
}

CAPI_MODULE(capi_dict)
