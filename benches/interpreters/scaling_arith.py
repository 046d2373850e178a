"""Integer and float arithmetic in local variables: nothing should be shared between interpreters.
Arguments: workers, repeats."""
import workers

workers.run("""
def work(steps):
    seed, total = 1, 0.0
    for i in range(steps):
        seed = seed * 16807 % 2147483647
        total += (seed & 1023) / 1024.0 - 0.5
        if i & 255 == 0:
            total *= 0.5
    return seed

assert work(10000) == 1043618065, work(10000)
for _ in range(repeats):
    work(400000)
""")
