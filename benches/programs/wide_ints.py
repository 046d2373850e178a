"""Hashes, random numbers and arithmetic on 32- to 64-bit integers, past any tagged small int.
Loads multiplication, masking, shifts and modular powers just beyond the machine's small-int range."""
# quick: 2000
import sys

MASK = 0xFFFFFFFFFFFFFFFF


def fnv(text):
    value = 0xCBF29CE484222325
    for char in text:
        value = ((value ^ ord(char)) * 0x100000001B3) & MASK
    return value


def xorshift(state):
    state ^= (state << 13) & MASK
    state ^= state >> 7
    return state ^ ((state << 17) & MASK)


def rotate(value, amount):
    return ((value << amount) | (value >> (64 - amount))) & MASK


def mix(count):
    a, b = 0x9E3779B97F4A7C15, 1
    for i in range(count):
        a = (a + b + i) & MASK
        b = rotate(b ^ a, 23)
    return a ^ b


def is_prime(n):
    if n % 2 == 0:
        return n == 2
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for base in (3, 5, 7, 11):
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def main(count):
    state = 88172645463325252
    total = 0
    for _ in range(count):
        state = xorshift(state)
        total = (total + state % 1000003) & MASK
    words = 0
    for i in range(count // 20):
        words ^= fnv("key" + str(i))
    primes = sum(is_prime(2 ** 40 + 2 * i + 1) for i in range(count // 100))
    common = sum(gcd(xorshift(i + 1), 3 * 5 * 7 * 11 * 2 ** 20) for i in range(count // 20))
    print(total, words, mix(count), primes, common)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1700000)
