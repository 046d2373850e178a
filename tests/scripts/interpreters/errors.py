# ladon-only: CPython 3.13 lacks concurrent.interpreters
from concurrent import interpreters
import _interpreters


def attempt(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)


current = interpreters.get_current()
attempt(current.close)  # expect: InterpreterError cannot destroy unrecognized current interpreter
attempt(_interpreters.destroy, 0)  # expect: InterpreterError cannot destroy the current interpreter
attempt(interpreters.Interpreter, 10**6)  # expect: InterpreterNotFoundError unrecognized interpreter ID 1000000
attempt(interpreters.Interpreter, -1)  # expect: ValueError interpreter ID must be a non-negative int, got -1
attempt(interpreters.Interpreter, "1")  # expect: TypeError id must be an int, got '1'
attempt(_interpreters.destroy, "1")  # expect: TypeError interpreter ID must be an int, got str
attempt(_interpreters.new_config, "nope")  # expect: ValueError unsupported config name 'nope'
attempt(_interpreters.new_config, spam=1)  # expect: ValueError config dict has 1 extra item (spam)
attempt(_interpreters.new_config, allow_fork=1)  # expect: TypeError invalid config type: allow_fork
attempt(_interpreters.new_config, gil="x")  # expect: ValueError unsupported interpreter config .gil value 'x'
attempt(_interpreters.create, "empty")  # expect: InterpreterError interpreter creation failed

interp = interpreters.create()
interp.close()
for method in interp.close, lambda: interp.exec('1'):
    try:
        method()
    except interpreters.InterpreterNotFoundError:
        print('gone')
# expect: gone
# expect: gone


def takes(a):
    pass


def gives():
    return 1


interp = interpreters.create()
attempt(interp.exec, takes)  # expect: ValueError code with args not supported
attempt(interp.exec, gives)  # expect: ValueError code that returns a value is not a script
attempt(interp.exec, "1 +")  # expect: SyntaxError invalid syntax (<script>, line 1)
interp.close()
print(issubclass(interpreters.InterpreterNotFoundError, interpreters.InterpreterError))  # expect: True
print(issubclass(interpreters.ExecutionFailed, interpreters.InterpreterError))  # expect: True
print(issubclass(interpreters.NotShareableError, TypeError))  # expect: True
