# The exception classes: args, attributes, str, repr, hierarchy.
for error in (Exception(), Exception(1), Exception("a"), Exception(1, "b"), KeyError("k"), KeyError(), KeyError(1, 2),
              ValueError(None), OSError("x"), OSError(2, "No such"), OSError(2, "No such", "file.txt"), StopIteration(5),
              SystemExit(3), SystemExit(), KeyboardInterrupt(), AttributeError("m"), ImportError("i", name="n", path="p")):
    print(type(error).__name__, error.args, str(error), repr(error), sep=" | ")
# expect: Exception | () |  | Exception()
# expect: Exception | (1,) | 1 | Exception(1)
# expect: Exception | ('a',) | a | Exception('a')
# expect: Exception | (1, 'b') | (1, 'b') | Exception(1, 'b')
# expect: KeyError | ('k',) | 'k' | KeyError('k')
# expect: KeyError | () |  | KeyError()
# expect: KeyError | (1, 2) | (1, 2) | KeyError(1, 2)
# expect: ValueError | (None,) | None | ValueError(None)
# expect: OSError | ('x',) | x | OSError('x')
# expect: FileNotFoundError | (2, 'No such') | [Errno 2] No such | FileNotFoundError(2, 'No such')
# expect: FileNotFoundError | (2, 'No such') | [Errno 2] No such: 'file.txt' | FileNotFoundError(2, 'No such')
# expect: StopIteration | (5,) | 5 | StopIteration(5)
# expect: SystemExit | (3,) | 3 | SystemExit(3)
# expect: SystemExit | () |  | SystemExit()
# expect: KeyboardInterrupt | () |  | KeyboardInterrupt()
# expect: AttributeError | ('m',) | m | AttributeError('m')
# expect: ImportError | ('i',) | i | ImportError('i')
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
# expect: 5 None 3 None (1, 2)
e = OSError(13, "denied", "f", None, "g")
print(type(e).__name__, e.errno, e.strerror, e.filename, e.filename2, e)
# expect: PermissionError 13 denied f g [Errno 13] denied: 'f' -> 'g'
print(type(OSError(17, "x")).__name__, type(OSError(2, "x")).__name__, type(OSError(9999, "x")).__name__)
# expect: FileExistsError FileNotFoundError OSError
e = ImportError("msg", name="mod", path="there")
print(e.msg, e.name, e.path)  # expect: msg mod there
e = AttributeError("gone", name="attr", obj=[1])
print(e.name, e.obj)  # expect: attr [1]
print(NameError("x", name="y").name)  # expect: y
e = UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "bad start")
print(e, e.encoding, e.object, e.start, e.end, e.reason)
# expect: 'utf-8' codec can't decode byte 0xff in position 1: bad start utf-8 b'a\xffb' 1 2 bad start
e = UnicodeEncodeError("ascii", "aéb", 1, 2, "out of range")
print(e)  # expect: 'ascii' codec can't encode character '\xe9' in position 1: out of range
print(UnicodeEncodeError("ascii", "aéüb", 1, 3, "out of range"))
# expect: 'ascii' codec can't encode characters in position 1-2: out of range
class Mine(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
m = Mine(7, "seven")
print(m, m.code, m.args, repr(m))  # expect: seven 7 ('seven',) Mine('seven')
class Silent(Exception):
    def __str__(self): return "from __str__"
print(Silent(1), repr(Silent(1)), Silent(1).args)  # expect: from __str__ Silent(1) (1,)
e = ValueError("n")
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__, e)  # expect: ['note 1', 'note 2'] n
e.args = ("changed", 2)
print(e, e.args)  # expect: ('changed', 2) ('changed', 2)
try:
    e.add_note(5)
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
print([c.__name__ for c in RecursionError.__mro__])
# expect: ['RecursionError', 'RuntimeError', 'Exception', 'BaseException', 'object']
for sub, base in ((KeyError, LookupError), (IndexError, LookupError), (ZeroDivisionError, ArithmeticError),
                  (FileNotFoundError, OSError), (ModuleNotFoundError, ImportError), (UnboundLocalError, NameError),
                  (NotImplementedError, RuntimeError), (UnicodeError, ValueError), (TabError, SyntaxError),
                  (KeyboardInterrupt, Exception), (SystemExit, Exception), (GeneratorExit, BaseException),
                  (StopIteration, Exception), (BrokenPipeError, ConnectionError), (TimeoutError, OSError)):
    print(sub.__name__, base.__name__, issubclass(sub, base))
# expect: KeyError LookupError True
# expect: IndexError LookupError True
# expect: ZeroDivisionError ArithmeticError True
# expect: FileNotFoundError OSError True
# expect: ModuleNotFoundError ImportError True
# expect: UnboundLocalError NameError True
# expect: NotImplementedError RuntimeError True
# expect: UnicodeError ValueError True
# expect: TabError SyntaxError True
# expect: KeyboardInterrupt Exception False
# expect: SystemExit Exception False
# expect: GeneratorExit BaseException True
# expect: StopIteration Exception True
# expect: BrokenPipeError ConnectionError True
# expect: TimeoutError OSError True
print(IOError is OSError, EnvironmentError is OSError, ValueError("a") == ValueError("a"))  # expect: True True False
print(BaseException.__doc__ is not None, Exception().__traceback__, ValueError("x").with_traceback(None))
# expect: True None x
