"""Planets under gravity: float arithmetic on list elements in a tight double loop.
Loads float add/multiply, list subscripts, tuple unpacking and `**`."""
# quick: 8000
import sys

SOLAR_MASS = 39.47841760435743
YEAR = 365.24

# Position, velocity (per day) and mass (in suns) of the sun and the outer planets.
BODIES = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
    [4.84, -1.16, -0.103, 0.00166, 0.00769, -0.0000690, 0.000954],
    [8.34, 4.12, -0.403, -0.00276, 0.00499, 0.0000230, 0.000285],
    [12.89, -15.11, -0.223, 0.00296, 0.00237, -0.0000296, 0.0000436],
    [15.37, -25.91, 0.179, 0.00268, 0.00162, -0.0000951, 0.0000515],
]


def make_system():
    system = []
    for x, y, z, vx, vy, vz, mass in BODIES:
        system.append([x, y, z, vx * YEAR, vy * YEAR, vz * YEAR, mass * SOLAR_MASS])
    px = py = pz = 0.0
    for body in system:
        px += body[3] * body[6]
        py += body[4] * body[6]
        pz += body[5] * body[6]
    sun = system[0]
    sun[3] = -px / SOLAR_MASS
    sun[4] = -py / SOLAR_MASS
    sun[5] = -pz / SOLAR_MASS
    return system


def all_pairs(items):
    pairs = []
    for i in range(len(items) - 1):
        for other in items[i + 1:]:
            pairs.append((items[i], other))
    return pairs


def advance(system, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            pull = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            am = a[6] * pull
            bm = b[6] * pull
            a[3] -= dx * bm
            a[4] -= dy * bm
            a[5] -= dz * bm
            b[3] += dx * am
            b[4] += dy * am
            b[5] += dz * am
        for body in system:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(system, pairs):
    total = 0.0
    for _, _, _, vx, vy, vz, mass in system:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for a, b in pairs:
        dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
        total -= a[6] * b[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def main(steps):
    system = make_system()
    pairs = all_pairs(system)
    before = energy(system, pairs)
    advance(system, pairs, 0.01, steps)
    print("%.9f %.9f" % (before, energy(system, pairs)))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 320000)
