import math

print(math.gcd(), math.gcd(-12), math.gcd(12, 18), math.gcd(12, 18, 27), math.gcd(0, 0), math.gcd(True, 5))  # expect: 0 12 6 3 0 1
print(math.gcd(2**200 * 3**50, 2**100 * 3**80) == 2**100 * 3**50)  # expect: True
print(math.gcd(10**60 + 7, 10**59 + 3), math.gcd(-(10**40), 10**30 * 3) == 10**30)  # expect: 1 True
print(math.lcm(), math.lcm(4, 6), math.lcm(-4, 6, 10), math.lcm(0, 5), math.lcm(2**70, 2**65 * 3) == 2**70 * 3)  # expect: 1 12 60 0 True
print(math.factorial(0), math.factorial(5), math.factorial(20), math.factorial(25))  # expect: 1 120 2432902008176640000 15511210043330985984000000
print(math.factorial(100) % 10**9, math.factorial(200) % (10**9 + 7), len(str(math.factorial(500))))  # expect: 0 722479105 1135
print(math.comb(5, 2), math.comb(5, 6), math.comb(50, 25), math.comb(100, 50))  # expect: 10 0 126410606437752 100891344545564193334812497256
print(math.comb(10**20, 3), math.comb(2**70, 2**70 - 1) == 2**70, math.comb(0, 0))  # expect: 166666666666666666661666666666666666666700000000000000000000 True 1
print(math.perm(5, 2), math.perm(5), math.perm(5, 6), math.perm(30, 20), math.perm(10**20, 3), math.perm(5, None))  # expect: 20 120 0 73096577329197271449600000 999999999999999999970000000000000000000200000000000000000000 120
print(math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(2**64 - 1), math.isqrt(10**40))  # expect: 0 3 4 4294967295 100000000000000000000
print(all(math.isqrt(n * n) == n and math.isqrt(n * n - 1) == n - 1 for n in [3**i for i in range(1, 300, 7)]))  # expect: True
print(math.isqrt(2 * 10**60))  # expect: 1414213562373095048801688724209
print(math.prod([]), math.prod([1, 2, 3]), math.prod([2.5, 2]), math.prod([2, 3], start=10), math.prod(["a", 3], start=1))  # expect: 1 6 5.0 60 aaa
print(math.prod(range(1, 30)))  # expect: 8841761993739701954543616000000
print(math.sumprod([1, 2, 3], [4, 5, 6]), math.sumprod([], []), math.sumprod([0.1] * 10, [1] * 10))  # expect: 32 0 1.0
print(math.sumprod([2**62, 4], [4, 2**70]), math.sumprod([1, 2.5], [True, 2]), math.sumprod((3,), iter([0.5])))  # expect: 4740813226943354765312 6.0 1.5


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(math.gcd(Index(12), Index(18)), math.isqrt(Index(17)), math.comb(Index(5), Index(2)), math.factorial(Index(4)))  # expect: 6 4 10 24
