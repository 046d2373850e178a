"""Primes by three sieves: list of flags, bytearray with slice assignment, dict of witnesses.
Loads list and bytearray stores, extended slices, while loops and dict pop."""
# quick: 5000
import sys


def by_flags(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    n = 2
    while n * n <= limit:
        if prime[n]:
            multiple = n * n
            while multiple <= limit:
                prime[multiple] = False
                multiple += n
        n += 1
    return [i for i, flag in enumerate(prime) if flag]


def by_slices(limit):
    prime = bytearray([1]) * (limit + 1)
    prime[0] = prime[1] = 0
    for n in range(2, int(limit ** 0.5) + 1):
        if prime[n]:
            prime[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return sum(prime)


def by_witnesses(limit):
    witnesses = {}
    count = 0
    for n in range(2, limit + 1):
        step = witnesses.pop(n, 0)
        if step == 0:
            count += 1
            witnesses[n * n] = n
        else:
            following = n + step
            while following in witnesses:
                following += step
            witnesses[following] = step
    return count


def gaps(primes):
    counts = {}
    for left, right in zip(primes, primes[1:]):
        counts[right - left] = counts.get(right - left, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]


def main(limit):
    primes = by_flags(limit)
    print(len(primes), by_slices(limit), by_witnesses(limit // 4), gaps(primes))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000000)
