# since: 3.13
from load import load


def python(*args, **kwargs):
    return "python", args, kwargs


def fails(*args, **kwargs):
    raise ValueError("fails", len(args))


class Methods:
    def python(self, a, b): return a + b
    def fails(self): raise KeyError("method")
    @staticmethod
    def static(a): return "static", a
    @classmethod
    def klass(cls, a): return cls.__name__, a


class Callable:
    def __call__(self, *args, **kwargs): return "called", args, sorted(kwargs.items())


given = {"python": python, "fails": fails, "callable": Callable(), "methods": Methods()}
for line in load("capi_call").run(given):
    print(line)
# expect: PyObject_Call(function, pair, keywords) -> ('python', (1, 2), {'k': 3})
# expect: PyObject_Call(function, pair, NULL) -> ('python', (1, 2), {})
# expect: PyObject_Call(function, keep(PyTuple_New(0)), NULL) -> ('python', (), {})
# expect: PyObject_CallObject(function, pair) -> ('python', (1, 2), {})
# expect: PyObject_CallObject(function, NULL) -> ('python', (), {})
# expect: PyObject_CallObject(function, S("no tuple")) -> NULL, TypeError: argument list must be a tuple
# expect: PyObject_CallNoArgs(function) -> ('python', (), {})
# expect: PyObject_CallFunction(function, NULL) -> ('python', (), {})
# expect: PyObject_CallFunction(function, "i", 5) -> ('python', (5,), {})
# expect: PyObject_CallFunction(function, "is", 5, "x") -> ('python', (5, 'x'), {})
# expect: PyObject_CallFunction(function, "(is)", 5, "x") -> ('python', (5, 'x'), {})
# expect: PyObject_CallFunction(function, "((is))", 5, "x") -> ('python', ((5, 'x'),), {})
# expect: PyObject_CallFunction(function, "O", pair) -> ('python', (1, 2), {})
# expect: PyObject_CallFunction(function, "[i]", 5) -> ('python', ([5],), {})
# expect: PyObject_CallFunction(function, "!", 5) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: PyObject_CallFunctionObjArgs(function, NULL) -> ('python', (), {})
# expect: PyObject_CallFunctionObjArgs(function, pair, keywords, NULL) -> ('python', ((1, 2), {'k': 3}), {})
# expect: PyObject_Vectorcall(function, stack + 1, 3, NULL) -> ('python', (1, 'two', 3.0), {})
# expect: PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL) -> ('python', (1, 'two'), {})
# expect: PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")) -> ('python', (1,), {'a': 'two', 'b': 3.0})
# expect: PyObject_Vectorcall(function, NULL, 0, NULL) -> ('python', (), {})
# expect: PyObject_Call(function, pair, keywords) -> NULL, TypeError: list() takes no keyword arguments
# expect: PyObject_Call(function, pair, NULL) -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_Call(function, keep(PyTuple_New(0)), NULL) -> []
# expect: PyObject_CallObject(function, pair) -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_CallObject(function, NULL) -> []
# expect: PyObject_CallObject(function, S("no tuple")) -> NULL, TypeError: argument list must be a tuple
# expect: PyObject_CallNoArgs(function) -> []
# expect: PyObject_CallFunction(function, NULL) -> []
# expect: PyObject_CallFunction(function, "i", 5) -> NULL, TypeError: 'int' object is not iterable
# expect: PyObject_CallFunction(function, "is", 5, "x") -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_CallFunction(function, "(is)", 5, "x") -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_CallFunction(function, "((is))", 5, "x") -> [5, 'x']
# expect: PyObject_CallFunction(function, "O", pair) -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_CallFunction(function, "[i]", 5) -> [5]
# expect: PyObject_CallFunction(function, "!", 5) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: PyObject_CallFunctionObjArgs(function, NULL) -> []
# expect: PyObject_CallFunctionObjArgs(function, pair, keywords, NULL) -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_Vectorcall(function, stack + 1, 3, NULL) -> NULL, TypeError: list expected at most 1 argument, got 3
# expect: PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL) -> NULL, TypeError: list expected at most 1 argument, got 2
# expect: PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")) -> NULL, TypeError: list() takes no keyword arguments
# expect: PyObject_Vectorcall(function, NULL, 0, NULL) -> []
# expect: PyObject_Call(function, pair, keywords) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_Call(function, pair, NULL) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_Call(function, keep(PyTuple_New(0)), NULL) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_CallObject(function, pair) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_CallObject(function, NULL) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_CallObject(function, S("no tuple")) -> NULL, TypeError: argument list must be a tuple
# expect: PyObject_CallNoArgs(function) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_CallFunction(function, NULL) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_CallFunction(function, "i", 5) -> NULL, ValueError: ('fails', 1)
# expect: PyObject_CallFunction(function, "is", 5, "x") -> NULL, ValueError: ('fails', 2)
# expect: PyObject_CallFunction(function, "(is)", 5, "x") -> NULL, ValueError: ('fails', 2)
# expect: PyObject_CallFunction(function, "((is))", 5, "x") -> NULL, ValueError: ('fails', 1)
# expect: PyObject_CallFunction(function, "O", pair) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_CallFunction(function, "[i]", 5) -> NULL, ValueError: ('fails', 1)
# expect: PyObject_CallFunction(function, "!", 5) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: PyObject_CallFunctionObjArgs(function, NULL) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_CallFunctionObjArgs(function, pair, keywords, NULL) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_Vectorcall(function, stack + 1, 3, NULL) -> NULL, ValueError: ('fails', 3)
# expect: PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL) -> NULL, ValueError: ('fails', 2)
# expect: PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")) -> NULL, ValueError: ('fails', 1)
# expect: PyObject_Vectorcall(function, NULL, 0, NULL) -> NULL, ValueError: ('fails', 0)
# expect: PyObject_Call(function, pair, keywords) -> ('called', (1, 2), [('k', 3)])
# expect: PyObject_Call(function, pair, NULL) -> ('called', (1, 2), [])
# expect: PyObject_Call(function, keep(PyTuple_New(0)), NULL) -> ('called', (), [])
# expect: PyObject_CallObject(function, pair) -> ('called', (1, 2), [])
# expect: PyObject_CallObject(function, NULL) -> ('called', (), [])
# expect: PyObject_CallObject(function, S("no tuple")) -> NULL, TypeError: argument list must be a tuple
# expect: PyObject_CallNoArgs(function) -> ('called', (), [])
# expect: PyObject_CallFunction(function, NULL) -> ('called', (), [])
# expect: PyObject_CallFunction(function, "i", 5) -> ('called', (5,), [])
# expect: PyObject_CallFunction(function, "is", 5, "x") -> ('called', (5, 'x'), [])
# expect: PyObject_CallFunction(function, "(is)", 5, "x") -> ('called', (5, 'x'), [])
# expect: PyObject_CallFunction(function, "((is))", 5, "x") -> ('called', ((5, 'x'),), [])
# expect: PyObject_CallFunction(function, "O", pair) -> ('called', (1, 2), [])
# expect: PyObject_CallFunction(function, "[i]", 5) -> ('called', ([5],), [])
# expect: PyObject_CallFunction(function, "!", 5) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: PyObject_CallFunctionObjArgs(function, NULL) -> ('called', (), [])
# expect: PyObject_CallFunctionObjArgs(function, pair, keywords, NULL) -> ('called', ((1, 2), {'k': 3}), [])
# expect: PyObject_Vectorcall(function, stack + 1, 3, NULL) -> ('called', (1, 'two', 3.0), [])
# expect: PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL) -> ('called', (1, 'two'), [])
# expect: PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")) -> ('called', (1,), [('a', 'two'), ('b', 3.0)])
# expect: PyObject_Vectorcall(function, NULL, 0, NULL) -> ('called', (), [])
# expect: PyObject_Call(function, pair, keywords) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Call(function, pair, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Call(function, keep(PyTuple_New(0)), NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallObject(function, pair) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallObject(function, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallObject(function, S("no tuple")) -> NULL, TypeError: argument list must be a tuple
# expect: PyObject_CallNoArgs(function) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "i", 5) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "is", 5, "x") -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "(is)", 5, "x") -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "((is))", 5, "x") -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "O", pair) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "[i]", 5) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunction(function, "!", 5) -> NULL, SystemError: bad format char passed to Py_BuildValue
# expect: PyObject_CallFunctionObjArgs(function, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallFunctionObjArgs(function, pair, keywords, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Vectorcall(function, stack + 1, 3, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Vectorcall(function, stack + 1, 2 | (size_t)1 << 63, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Vectorcall(function, stack + 1, 1, V("(ss)", "a", "b")) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_Vectorcall(function, NULL, 0, NULL) -> NULL, TypeError: 'int' object is not callable
# expect: PyObject_CallMethod(text, "upper", NULL) -> 'A-B-C'
# expect: PyObject_CallMethod(text, "split", "s", "-") -> ['a', 'b', 'c']
# expect: PyObject_CallMethod(text, "split", "si", "-", 1) -> ['a', 'b-c']
# expect: PyObject_CallMethod(text, "split", "(si)", "-", 1) -> ['a', 'b-c']
# expect: PyObject_CallMethod(text, "missing", NULL) -> NULL, AttributeError: 'str' object has no attribute 'missing'
# expect: PyObject_CallMethod(text, "__doc__", "i", 1) -> NULL, TypeError: attribute of type 'str' is not callable
# expect: PyObject_CallMethod(text, "split", "i", 1) -> NULL, TypeError: must be str or None, not int
# expect: PyObject_CallMethodObjArgs(text, S("split"), S("-"), NULL) -> ['a', 'b', 'c']
# expect: PyObject_CallMethodObjArgs(text, S("split"), S("-"), N(1), NULL) -> ['a', 'b-c']
# expect: PyObject_CallMethodObjArgs(text, S("missing"), NULL) -> NULL, AttributeError: 'str' object has no attribute 'missing'
# expect: PyObject_VectorcallMethod(S("split"), stack, 2, NULL) -> ['a', 'b', 'c']
# expect: PyObject_VectorcallMethod(S("split"), stack, 3 | (size_t)1 << 63, NULL) -> ['a', 'b-c']
# expect: PyObject_VectorcallMethod(S("split"), stack, 2, V("(s)", "maxsplit")) -> ['a', 'b-c']
# expect: PyObject_VectorcallMethod(S("missing"), stack, 2, NULL) -> NULL, AttributeError: 'str' object has no attribute 'missing'
# expect: PyObject_CallMethod(G("methods"), "python", "ii", 1, 2) -> 3
# expect: PyObject_CallMethod(G("methods"), "fails", NULL) -> NULL, KeyError: 'method'
# expect: PyObject_CallMethod(G("methods"), "static", "i", 1) -> ('static', 1)
# expect: PyObject_CallMethod(G("methods"), "klass", "i", 1) -> ('Methods', 1)
# expect: keep(PyObject_GetAttrString(bound, "__name__")) -> 'with_args'
# expect: PyObject_GetAttrString(bound, "__doc__") -> 'All of them.'
# expect: PyObject_GetAttrString(bound, "__text_signature__") -> '($self, /)'
# expect: PyObject_GetAttrString(bound, "__module__") -> None
# expect: PyObject_GetAttrString(bound, "__self__") -> 'self'
# expect: PyObject_GetAttrString(bound, "__qualname__") -> 'str.with_args'
# expect: PyObject_CallFunction(bound, "ii", 1, 2) -> ('self', (1, 2))
# expect: PyVectorcall_Call((PyObject *)&PyLong_Type, V("(s)", "12"), NULL) -> 12
# expect: PyCFunction_Check(bound) -> true
# expect: PyCFunction_GetFunction(bound) == with_args -> true
# expect: PyCFunction_GetSelf(bound) -> 'self'
# expect: PyCFunction_GetFlags(bound) -> 1
# expect: PyObject_GetAttrString(in_module, "__module__") -> 'some.module'
# expect: PyObject_CallFunction(in_module, "i", 1) -> (None, 1)
# expect: PyObject_CallFunction(in_module, "ii", 1, 2) -> NULL, TypeError: some.module.with_one() takes exactly one argument (2 given)
# expect: PyObject_CallFunction(in_module, NULL) -> NULL, TypeError: some.module.with_one() takes exactly one argument (0 given)
# expect: PyCFunction_GetSelf(in_module) -> NULL
# expect: PyCMethod_New(&one_def, NULL, NULL, &PyLong_Type) -> NULL, SystemError: attempting to create PyCFunction with class but no METH_METHOD flag
# expect: PyCFunction_GetSelf(S("not a function")) -> NULL, SystemError: bad argument to internal function
# expect: PyCFunction_GetFlags(S("not a function")) -> -1, SystemError: bad argument to internal function
# expect: PyCFunction_GetFunction(S("not a function")) == NULL -> true, SystemError: bad argument to internal function
# expect: PyEval_GetBuiltins() ? PyLong_FromLong(PyDict_Check(PyEval_GetBuiltins())) : NULL -> 1
# expect: Py_EnterRecursiveCall(" in a test") -> 0
# expect: Py_LeaveRecursiveCall() -> done
# expect: PyEval_GetFuncName(G("python")) -> "python"
# expect: PyEval_GetFuncDesc(G("python")) -> "()"
# expect: PyEval_GetFuncName((PyObject *)&PyLong_Type) -> "type"
# expect: PyEval_GetFuncDesc((PyObject *)&PyLong_Type) -> " object"
