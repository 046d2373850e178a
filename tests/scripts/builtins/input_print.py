# stdin: first line
# stdin: second
# stdin:
# stdin: last é
# input and print with their arguments.
import sys
print(repr(input()))  # expect: 'first line'
print(repr(input("prompt> ")))  # expect: prompt> 'second'
print(repr(input()), repr(input(5)))  # expect: 5'' 'last é'
try:
    input("at the end ")
except EOFError as error:
    print(repr(str(error)))  # expect: at the end 'EOF when reading a line'
try:
    input("a", "b")
except TypeError as error:
    print(error)  # expect: input expected at most 1 argument, got 2
print("a", "b", sep="", end="|\n")  # expect: ab|
print("x", end="")
print(sep="ignored")  # expect: x
class Out:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
out = Out()
print("to", "object", file=out, end="!")
print(out.parts)  # expect: ['to', ' ', 'object', '!']
class Flush(Out):
    def flush(self): self.parts.append("FLUSH")
out = Flush()
print(1, file=out, flush=True)
print(out.parts)  # expect: ['1', '\n', 'FLUSH']
for bad in (lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(1, file=5)):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
# expect: TypeError sep must be None or a string, not int
# expect: TypeError end must be None or a string, not int
# expect: AttributeError 'int' object has no attribute 'write'
print(1, sep=None, end=None)  # expect: 1
print(file=None)  # expect:
print("to stderr", file=sys.stderr)
saved = sys.stdout
sys.stdout = out = Out()
print("captured", 1)
sys.stdout = saved
print(out.parts)  # expect: ['captured', ' ', '1', '\n']
sys.stdout = None
print("nowhere")
sys.stdout = saved
print("back", sys.stdout.write("written\n"))
# expect: written
# expect: back 8
