/* Calls: abstract.h and the methodobject.h functions. */
#include "capi.h"

#define METHOD(name, ...) \
    static PyObject *name(PyObject *self, __VA_ARGS__)
METHOD(with_args, PyObject *args) { return Py_BuildValue("OO", self ? self : Py_None, args); }
METHOD(with_one, PyObject *arg) { return Py_BuildValue("OO", self ? self : Py_None, arg); }

static PyMethodDef args_def = {"with_args", with_args, METH_VARARGS, "with_args($self, /)\n--\n\nAll of them."};
static PyMethodDef one_def = {"with_one", with_one, METH_O, NULL};
PyObject *PyVectorcall_Call(PyObject *, PyObject *, PyObject *); /* limited API 3.12 */
PyObject *PyObject_Vectorcall(PyObject *, PyObject *const *, size_t, PyObject *);
PyObject *PyObject_VectorcallMethod(PyObject *, PyObject *const *, size_t, PyObject *);

static void calls(PyObject *function) {
    PyObject *pair = V("(ii)", 1, 2), *keywords = V("{s:i}", "k", 3);
    NEW(PyObject_Call(function, pair, keywords));
    NEW(PyObject_Call(function, pair, NULL));
    NEW(PyObject_Call(function, keep(PyTuple_New(0)), NULL));
    NEW(PyObject_CallObject(function, pair));
    NEW(PyObject_CallObject(function, NULL));
    NEW(PyObject_CallObject(function, S("no tuple")));
    NEW(PyObject_CallNoArgs(function));
    NEW(PyObject_CallFunction(function, NULL));
    NEW(PyObject_CallFunction(function, "i", 5));
    NEW(PyObject_CallFunction(function, "is", 5, "x"));
    NEW(PyObject_CallFunction(function, "(is)", 5, "x"));
    NEW(PyObject_CallFunction(function, "((is))", 5, "x"));
    NEW(PyObject_CallFunction(function, "O", pair));
    NEW(PyObject_CallFunction(function, "[i]", 5));
    NEW(PyObject_CallFunction(function, "!", 5));
    NEW(PyObject_CallFunctionObjArgs(function, NULL));
    NEW(PyObject_CallFunctionObjArgs(function, pair, keywords, NULL));
    PyObject *stack[] = {NULL, N(1), S("two"), F(3)};
    NEW(PyObject_Vectorcall(function, stack + 1, 3, NULL));
    NEW(PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL));
    NEW(PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")));
    NEW(PyObject_Vectorcall(function, NULL, 0, NULL));
}

static void methods(void) {
    PyObject *text = S("a-b-c"), *stack[] = {text, S("-"), N(1)};
    NEW(PyObject_CallMethod(text, "upper", NULL));
    NEW(PyObject_CallMethod(text, "split", "s", "-"));
    NEW(PyObject_CallMethod(text, "split", "si", "-", 1));
    NEW(PyObject_CallMethod(text, "split", "(si)", "-", 1));
    NEW(PyObject_CallMethod(text, "missing", NULL));
    NEW(PyObject_CallMethod(text, "__doc__", "i", 1));
    NEW(PyObject_CallMethod(text, "split", "i", 1));
    NEW(PyObject_CallMethodObjArgs(text, S("split"), S("-"), NULL));
    NEW(PyObject_CallMethodObjArgs(text, S("split"), S("-"), N(1), NULL));
    NEW(PyObject_CallMethodObjArgs(text, S("missing"), NULL));
    NEW(PyObject_VectorcallMethod(S("split"), stack, 2, NULL));
    NEW(PyObject_VectorcallMethod(S("split"), stack, 3 | (size_t)1 << 63, NULL));
    NEW(PyObject_VectorcallMethod(S("split"), stack, 2, V("(s)", "maxsplit")));
    NEW(PyObject_VectorcallMethod(S("missing"), stack, 2, NULL));
    NEW(PyObject_CallMethod(G("methods"), "python", "ii", 1, 2));
    NEW(PyObject_CallMethod(G("methods"), "fails", NULL));
    NEW(PyObject_CallMethod(G("methods"), "static", "i", 1));
    NEW(PyObject_CallMethod(G("methods"), "klass", "i", 1));
}

static void c_functions(void) {
    PyObject *bound = keep(PyCFunction_New(&args_def, S("self")));
    SHOW(keep(PyObject_GetAttrString(bound, "__name__")));
    NEW(PyObject_GetAttrString(bound, "__doc__"));
    NEW(PyObject_GetAttrString(bound, "__text_signature__"));
    NEW(PyObject_GetAttrString(bound, "__module__"));
    NEW(PyObject_GetAttrString(bound, "__self__"));
    NEW(PyObject_GetAttrString(bound, "__qualname__"));
    NEW(PyObject_CallFunction(bound, "ii", 1, 2));
    NEW(PyVectorcall_Call((PyObject *)&PyLong_Type, V("(s)", "12"), NULL));
    TRUTH(PyCFunction_Check(bound));
    TRUTH(PyCFunction_GetFunction(bound) == with_args);
    BORROWED(PyCFunction_GetSelf(bound));
    INT(PyCFunction_GetFlags(bound));
    PyObject *in_module = keep(PyCFunction_NewEx(&one_def, NULL, S("some.module")));
    NEW(PyObject_GetAttrString(in_module, "__module__"));
    NEW(PyObject_CallFunction(in_module, "i", 1));
    NEW(PyObject_CallFunction(in_module, "ii", 1, 2));
    NEW(PyObject_CallFunction(in_module, NULL));
    BORROWED(PyCFunction_GetSelf(in_module));
    NEW(PyCMethod_New(&one_def, NULL, NULL, &PyLong_Type));
    BORROWED(PyCFunction_GetSelf(S("not a function")));
    INT(PyCFunction_GetFlags(S("not a function")));
    TRUTH(PyCFunction_GetFunction(S("not a function")) == NULL);
    PyErr_Clear();
}

static void run(void) {
    calls(G("python"));
    calls((PyObject *)&PyList_Type);
    calls(G("fails"));
    calls(G("callable"));
    calls(N(5));
    methods();
    c_functions();
    NEW(PyEval_GetBuiltins() ? PyLong_FromLong(PyDict_Check(PyEval_GetBuiltins())) : NULL);
    INT(Py_EnterRecursiveCall(" in a test"));
    VOID(Py_LeaveRecursiveCall());
    TEXT(PyEval_GetFuncName(G("python")));
    TEXT(PyEval_GetFuncDesc(G("python")));
    TEXT(PyEval_GetFuncName((PyObject *)&PyLong_Type));
    TEXT(PyEval_GetFuncDesc((PyObject *)&PyLong_Type));
}

CAPI_MODULE(capi_call)
