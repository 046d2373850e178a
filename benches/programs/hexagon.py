"""A connection game on a hexagonal board, searched to a fixed depth with alpha-beta.
Loads recursion, dicts keyed by tuples, a transposition table and min/max with keys."""
# quick: 1
import sys

DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))


class HexBoard:
    def __init__(self, radius):
        self.cells = {}
        for q in range(-radius, radius + 1):
            for r in range(-radius, radius + 1):
                if -radius <= q + r <= radius:
                    self.cells[q, r] = 0
        self.around = {}
        for q, r in self.cells:
            self.around[q, r] = [(q + dq, r + dr) for dq, dr in DIRECTIONS if (q + dq, r + dr) in self.cells]

    def key(self):
        return tuple(self.cells.values())

    def moves(self):
        return [cell for cell, owner in self.cells.items() if owner == 0]

    def value(self):
        """Largest group of player 1 less that of player -1, with liberties as tie-break."""
        seen = set()
        largest = {1: 0, -1: 0}
        liberties = 0
        for start, owner in self.cells.items():
            if owner == 0 or start in seen:
                continue
            seen.add(start)
            pending = [start]
            size = 0
            while pending:
                cell = pending.pop()
                size += 1
                for near in self.around[cell]:
                    other = self.cells[near]
                    if other == 0:
                        liberties += owner
                    elif other == owner and near not in seen:
                        seen.add(near)
                        pending.append(near)
            largest[owner] = max(largest[owner], size)
        return 10 * (largest[1] - largest[-1]) + liberties


class Search:
    def __init__(self, board):
        self.board = board
        self.known = {}
        self.visited = 0

    def best(self, player, depth, alpha, beta):
        self.visited += 1
        if depth == 0:
            return player * self.board.value(), None
        key = (self.board.key(), player, depth)
        if key in self.known:
            return self.known[key]
        best_value, best_cell = -10000, None
        cells = self.board.cells
        for cell in sorted(self.board.moves(), key=lambda cell: (abs(cell[0]) + abs(cell[1]), cell)):
            cells[cell] = player
            value = -self.best(-player, depth - 1, -beta, -alpha)[0]
            cells[cell] = 0
            if value > best_value:
                best_value, best_cell = value, cell
                alpha = max(alpha, value)
                if alpha >= beta:
                    return best_value, best_cell
        if best_cell is None:
            best_value = player * self.board.value()
        self.known[key] = best_value, best_cell
        return best_value, best_cell


def play(opening):
    """A game of six moves from an opening of two stones: positions visited and the moves' worth."""
    board = HexBoard(2)
    spots = board.moves()
    board.cells[spots[opening % 19]] = 1
    board.cells[spots[(opening * 7 + 3) % 19]] = -1
    player = 1
    visited = 0
    line = []
    for _ in range(6):
        search = Search(board)
        value, cell = search.best(player, 3, -10000, 10000)
        visited += search.visited
        line.append(f"{cell[0]},{cell[1]}={value}")
        board.cells[cell] = player
        player = -player
    return visited, " ".join(line)


def main(games):
    total = 0
    for opening in range(games):
        visited, line = play(opening)
        total += visited
    print(games, total, line)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 90)
