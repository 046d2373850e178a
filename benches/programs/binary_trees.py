"""Many complete binary trees built, walked and dropped: as tuples and as objects with parent links.
Loads allocation, deallocation, recursion, and cycle collection."""
# quick: 8
import sys


class Node:
    def __init__(self, parent, depth):
        self.parent = parent
        self.left = self.right = None
        if depth > 0:
            self.left = Node(self, depth - 1)
            self.right = Node(self, depth - 1)

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def make(depth):
    if depth == 0:
        return None, None
    return make(depth - 1), make(depth - 1)


def check(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + check(left) + check(right)


def main(deepest):
    total = check(make(deepest + 1))
    lasting = make(deepest)
    for depth in range(4, deepest + 1, 4):
        for _ in range(1 << (deepest - depth + 4)):
            total += check(make(depth))
    for _ in range(40):
        total += Node(None, deepest - 4).count()
    print(deepest, total, check(lasting))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 16)
