# Deeply nested data and expressions.
deep = []
for _ in range(100000):
    deep = [deep]
del deep
print("freed a deep list")  # expect: freed a deep list
node = None
for _ in range(100000):
    node = (node,)
del node
class Node:
    def __init__(self, next): self.next = next
head = None
for i in range(50000):
    head = Node(head)
del head
print("freed a linked list")  # expect: freed a linked list
nested = {}
for _ in range(300000):
    nested = {"k": nested}
try:
    repr(nested)
except RecursionError:
    print("repr too deep")  # expect: repr too deep
del nested
a, b = [], []
for _ in range(300000):
    a, b = [a], [b]
try:
    a == b
except RecursionError:
    print("comparison too deep")  # expect: comparison too deep
print(eval("-" * 500 + "1"), eval("not " * 200 + "1"), eval("1" + "+1" * 500))  # expect: 1 True 501
for text in ("(" * 100000, "[" * 100000, "-" * 100000 + "1", "x" + ".a" * 200000 if False else "f(" * 100000):
    try:
        eval(text)
    except (SyntaxError, RecursionError, MemoryError) as error:
        print("refused")
# expect: refused
# expect: refused
# expect: refused
# expect: refused
chain = iter([1])
for _ in range(1000):
    chain = map(lambda x: x, chain)
try:
    print(list(chain))  # expect: [1]
except RecursionError:
    print("chain too deep")
