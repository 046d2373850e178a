# Breadth-first and depth-first search, shortest paths, topological order.
graph = {"a": "bc", "b": "d", "c": "de", "d": "f", "e": "f", "f": ""}
def bfs(start, goal):
    queue, seen = [[start]], {start}
    while queue:
        path = queue.pop(0)
        if path[-1] == goal: return "".join(path)
        for n in graph[path[-1]]:
            if n not in seen:
                seen.add(n)
                queue.append(path + [n])
def dfs(node, seen=None):
    seen = seen if seen is not None else []
    if node not in seen:
        seen.append(node)
        for n in graph[node]: dfs(n, seen)
    return seen
def topological():
    order, marks = [], {}
    def visit(n):
        if marks.get(n) == "done": return
        if marks.get(n) == "busy": raise ValueError(f"cycle at {n}")
        marks[n] = "busy"
        for m in graph[n]: visit(m)
        marks[n] = "done"
        order.insert(0, n)
    for n in graph: visit(n)
    return "".join(order)
print(bfs("a", "f"), bfs("b", "e"), "".join(dfs("a")), topological())  # expect: abdf None abdfce acebdf
graph["f"] = "a"
try:
    topological()
except ValueError as error:
    print(error)  # expect: cycle at a
class Heap:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)
    def push(self, item):
        items, i = self.items, len(self.items)
        items.append(item)
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2
    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        top, i = items.pop(), 0
        while (child := 2 * i + 1) < len(items):
            if child + 1 < len(items) and items[child + 1] < items[child]: child += 1
            if items[i] <= items[child]: break
            items[i], items[child] = items[child], items[i]
            i = child
        return top
def shortest(edges, start):
    distance, heap = {}, Heap()
    heap.push((0, start))
    while heap:
        d, node = heap.pop()
        if node in distance: continue
        distance[node] = d
        for other, weight in edges.get(node, {}).items():
            if other not in distance: heap.push((d + weight, other))
    return distance
print(shortest({"s": {"a": 7, "b": 2}, "b": {"a": 3, "c": 8}, "a": {"c": 1}, "c": {"t": 2}}, "s"))
# expect: {'s': 0, 'b': 2, 'a': 5, 'c': 6, 't': 8}
h = Heap()
for x in (5, 3, 8, 1, 9, 2, 7): h.push(x)
print([h.pop() for _ in range(len(h))])  # expect: [1, 2, 3, 5, 7, 8, 9]
grid = ["..#.", ".#..", "....", "#.#."]
def cells():
    seen, todo = {(0, 0): 0}, [(0, 0)]
    for x, y in todo:
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            p = x + dx, y + dy
            if 0 <= p[0] < 4 and 0 <= p[1] < 4 and grid[p[1]][p[0]] == "." and p not in seen:
                seen[p] = seen[x, y] + 1
                todo.append(p)
    return seen
reach = cells()
print(len(reach), reach.get((3, 3)), reach.get((3, 0)), max(reach.values()))  # expect: 12 6 7 7
