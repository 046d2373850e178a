"""Random games of Go on a 9x9 board with captures, groups found by flood fill.
Loads list and set work in methods, integer logic and data-dependent branches."""
# quick: 5
import sys

SIZE = 9
EMPTY, BLACK, WHITE = 0, 1, 2


def make_neighbours():
    table = []
    for point in range(SIZE * SIZE):
        row, column = divmod(point, SIZE)
        near = []
        for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
            if 0 <= r < SIZE and 0 <= c < SIZE:
                near.append(r * SIZE + c)
        table.append(tuple(near))
    return table


NEIGHBOURS = make_neighbours()


class Dice:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = self.state * 16807 % 2147483647
        return self.state % limit


class Board:
    def __init__(self):
        self.points = [EMPTY] * (SIZE * SIZE)
        self.captured = [0, 0, 0]
        self.forbidden = -1

    def group(self, start):
        """The stones joined to `start`, and whether they have a liberty."""
        colour = self.points[start]
        stones = {start}
        pending = [start]
        alive = False
        while pending:
            for near in NEIGHBOURS[pending.pop()]:
                found = self.points[near]
                if found == EMPTY:
                    alive = True
                elif found == colour and near not in stones:
                    stones.add(near)
                    pending.append(near)
        return stones, alive

    def is_own_eye(self, point, colour):
        for near in NEIGHBOURS[point]:
            if self.points[near] != colour:
                return False
        return True

    def play(self, point, colour):
        """Puts a stone; false (and no change) where the rules forbid it."""
        if point == self.forbidden:
            return False
        self.points[point] = colour
        other = BLACK + WHITE - colour
        taken = []
        for near in NEIGHBOURS[point]:
            if self.points[near] == other:
                stones, alive = self.group(near)
                if not alive:
                    for stone in stones:
                        self.points[stone] = EMPTY
                    taken.extend(sorted(stones))
        if not taken and not self.group(point)[1]:
            self.points[point] = EMPTY
            return False
        self.forbidden = taken[0] if len(taken) == 1 else -1
        self.captured[colour] += len(taken)
        return True

    def score(self):
        result = [0, self.captured[BLACK], self.captured[WHITE]]
        for point, stone in enumerate(self.points):
            if stone == EMPTY:
                for colour in (BLACK, WHITE):
                    result[colour] += self.is_own_eye(point, colour)
            else:
                result[stone] += 1
        return result


def playout(dice):
    board = Board()
    colour = BLACK
    passes = moves = 0
    while passes < 2 and moves < 250:
        empty = [point for point, stone in enumerate(board.points) if stone == EMPTY]
        passes += 1
        while empty:
            choice = dice.below(len(empty))
            point = empty[choice]
            empty[choice] = empty[-1]
            empty.pop()
            if not board.is_own_eye(point, colour) and board.play(point, colour):
                passes = 0
                break
        moves += 1
        colour = BLACK + WHITE - colour
    return moves, board.score()


def main(games):
    dice = Dice(20240)
    total = checksum = 0
    for _ in range(games):
        moves, (_, black, white) = playout(dice)
        total += moves
        checksum = (checksum * 101 + black * 7 + white) % 1000003
    print(games, total, checksum)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 330)
