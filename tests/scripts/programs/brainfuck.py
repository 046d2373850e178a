# An interpreter in an interpreter.
def run(program, data=""):
    jumps, stack = {}, []
    for i, ch in enumerate(program):
        if ch == "[": stack.append(i)
        elif ch == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, cell, pc, out, feed = [0] * 300, 0, 0, [], iter(data)
    steps = 0
    while pc < len(program):
        match program[pc]:
            case ">": cell += 1
            case "<": cell -= 1
            case "+": tape[cell] = (tape[cell] + 1) % 256
            case "-": tape[cell] = (tape[cell] - 1) % 256
            case ".": out.append(chr(tape[cell]))
            case ",": tape[cell] = ord(next(feed, "\0"))
            case "[" if not tape[cell]: pc = jumps[pc]
            case "]" if tape[cell]: pc = jumps[pc]
        pc += 1
        steps += 1
    return "".join(out), steps
hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print(run(hello))  # expect: ('Hello World!\n', 906)
print(run(",[.,]", "echo"), run(",>,<[->[->+>+<<]>>[-<<+>>]<<<]>>>.", "\x06\x07")[0] == "*")
# expect: ('echo', 14) False
try:
    run("]")
except IndexError as error:
    print(error)  # expect: pop from empty list
class Machine:
    def __init__(self, code): self.code, self.stack, self.pc, self.vars = code, [], 0, {}
    def op_push(self, v): self.stack.append(v)
    def op_add(self): self.stack.append(self.stack.pop() + self.stack.pop())
    def op_mul(self): self.stack.append(self.stack.pop() * self.stack.pop())
    def op_store(self, n): self.vars[n] = self.stack.pop()
    def op_load(self, n): self.stack.append(self.vars[n])
    def op_less(self): b, a = self.stack.pop(), self.stack.pop(); self.stack.append(a < b)
    def op_jump_if(self, to):
        if self.stack.pop(): self.pc = to
    def run(self):
        while self.pc < len(self.code):
            name, *args = self.code[self.pc]
            self.pc += 1
            getattr(self, "op_" + name)(*args)
        return self.vars
print(Machine([("push", 0), ("store", "i"), ("push", 1), ("store", "f"), ("load", "i"), ("push", 1), ("add",), ("store", "i"), ("load", "f"), ("load", "i"), ("mul",), ("store", "f"), ("load", "i"), ("push", 20), ("less",), ("jump_if", 4)]).run())
# expect: {'i': 20, 'f': 2432902008176640000}
