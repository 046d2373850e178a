# Prime numbers in several ways.
def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b"\0\0"
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, flag in enumerate(flags) if flag]
def generator():
    known = {}
    n = 2
    while True:
        factors = known.pop(n, None)
        if factors is None:
            yield n
            known[n * n] = [n]
        else:
            for p in factors:
                known.setdefault(p + n, []).append(p)
        n += 1
def is_prime(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
primes = sieve(2000)
print(primes[:10], len(primes), primes[-1])  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29] 303 1999
g = generator()
print([next(g) for _ in range(303)] == primes)  # expect: True
print([n for n in range(2000) if is_prime(n)] == primes)  # expect: True
print(is_prime(2 ** 61 - 1), is_prime(2 ** 61 + 1), is_prime(2 ** 127 - 1), is_prime(10 ** 18 + 9))
# expect: True False True True
def factor(n):
    out = []
    p = 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    return out + [n] if n > 1 else out
print(factor(360), factor(97), factor(2 ** 20 * 3 ** 5), factor(600851475143))
# expect: [2, 2, 2, 3, 3, 5] [97] [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3] [71, 839, 1471, 6857]
