"""Objects, lists, dicts and strings made and dropped: does allocation wait for a neighbour?
Arguments: workers, repeats."""
import workers

workers.run("""
class Node:
    def __init__(self, value, following):
        self.value = value
        self.following = following

def work(count):
    head = None
    table = {}
    for i in range(count):
        head = Node([i, i + 1, str(i)], head)
        table[i & 1023] = (i, {"key": i})
    length = 0
    while head is not None:
        length += len(head.value)
        head = head.following
    return length + len(table)

assert work(2000) == 7024, work(2000)
for _ in range(repeats):
    work(60000)
""")
