# What many live objects cost: not a collection of all of them each time a few are added.
import time


def build(count):
    start = time.perf_counter()
    kept = [[index] for index in range(count)]
    return time.perf_counter() - start, kept


def churn(count):
    start = time.perf_counter()
    for index in range(count):
        temporary = (index, [index])
    return time.perf_counter() - start


few, kept = build(50_000)
few_churned = churn(200_000)
many, kept = build(1_000_000)
many_churned = churn(200_000)
# Twenty times as many objects: about twenty times as long, not four hundred times.
print(many < 150 * max(few, 0.002))  # expect: True
# Temporary containers ask for no collection at all.
print(many_churned < 20 * max(few_churned, 0.01))  # expect: True
