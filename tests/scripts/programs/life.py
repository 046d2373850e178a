# Conway's game of life on a set of cells.
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}
def show(cells, size=8):
    for y in range(size):
        print("".join("#" if (x, y) in cells else "." for x in range(size)))
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
show(glider)
# expect: .#......
# expect: ..#.....
# expect: ###.....
# expect: ........
# expect: ........
# expect: ........
# expect: ........
# expect: ........
cells = glider
for generation in range(16): cells = step(cells)
print("after 16 steps")  # expect: after 16 steps
show(cells)
# expect: ........
# expect: ........
# expect: ........
# expect: ........
# expect: .....#..
# expect: ......#.
# expect: ....###.
# expect: ........
print(cells == {(x + 4, y + 4) for x, y in glider})  # expect: True
blinker = {(1, 0), (1, 1), (1, 2)}
print(step(blinker) == {(0, 1), (1, 1), (2, 1)}, step(step(blinker)) == blinker, step(set()), step({(0, 0)}))
# expect: True True set() set()
acorn = {(0, 2), (1, 0), (1, 2), (3, 1), (4, 2), (5, 2), (6, 2)}
sizes = []
for _ in range(50):
    acorn = step(acorn)
    sizes.append(len(acorn))
print(sizes)
# expect: [8, 10, 11, 11, 13, 15, 15, 18, 20, 30, 19, 14, 17, 20, 24, 28, 28, 25, 29, 32, 42, 38, 47, 52, 40, 34, 41, 42, 49, 57, 58, 50, 64, 63, 73, 68, 78, 92, 96, 96, 102, 92, 66, 67, 63, 68, 64, 73, 66, 96]
