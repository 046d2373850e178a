# ExceptionGroup: split, subgroup, derive, nesting.
eg = ExceptionGroup("many", [ValueError(1), TypeError(2), ExceptionGroup("inner", [KeyError(3), ValueError(4)])])
print(eg, repr(eg))
# expect: many (3 sub-exceptions) ExceptionGroup('many', [ValueError(1), TypeError(2), ExceptionGroup('inner', [KeyError(3), ValueError(4)])])
print(eg.message, len(eg.exceptions), type(eg.exceptions).__name__, eg.args[0])  # expect: many 3 tuple many
match, rest = eg.split(ValueError)
print(repr(match))  # expect: ExceptionGroup('many', [ValueError(1), ExceptionGroup('inner', [ValueError(4)])])
print(repr(rest))  # expect: ExceptionGroup('many', [TypeError(2), ExceptionGroup('inner', [KeyError(3)])])
print(repr(eg.subgroup(KeyError)), eg.subgroup(OSError))
# expect: ExceptionGroup('many', [ExceptionGroup('inner', [KeyError(3)])]) None
print(eg.split(OSError)[0], eg.split(ExceptionGroup)[0] is eg)  # expect: None True
print(repr(eg.subgroup(lambda e: isinstance(e, (TypeError, KeyError)))))
# expect: ExceptionGroup('many', [TypeError(2), ExceptionGroup('inner', [KeyError(3)])])
print(repr(eg.subgroup((TypeError, KeyError))))
# expect: ExceptionGroup('many', [TypeError(2), ExceptionGroup('inner', [KeyError(3)])])
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
# expect: ExceptionGroup BaseExceptionGroup
print(issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))  # expect: True False
def attempt(*args):
    try:
        ExceptionGroup(*args)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
attempt("m", [])  # expect: ValueError second argument (exceptions) must be a non-empty sequence
attempt("m", 5)  # expect: TypeError second argument (exceptions) must be a sequence
attempt("m", [1])  # expect: ValueError Item 0 of second argument (exceptions) is not an exception
attempt("m", [ValueError(), "x"])  # expect: ValueError Item 1 of second argument (exceptions) is not an exception
attempt("m", [KeyboardInterrupt()])  # expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
class Custom(ExceptionGroup):
    def derive(self, excs):
        return Custom("derived " + self.message, excs)
c = Custom("c", [ValueError(1), TypeError(2)])
print(repr(c.subgroup(ValueError)), type(c.subgroup(ValueError)).__name__)
# expect: Custom('derived c', [ValueError(1)]) Custom
print(repr(eg.derive([OSError("d")])))  # expect: ExceptionGroup('many', [OSError('d')])
eg.add_note("noted")
print(eg.split(ValueError)[0].__notes__)  # expect: ['noted']
print(str(ExceptionGroup("one", [ValueError()])), str(ExceptionGroup("two", [ValueError(), ValueError()])))
# expect: one (1 sub-exception) two (2 sub-exceptions)
