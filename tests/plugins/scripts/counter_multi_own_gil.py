from load import load

m = load("counter_multi")
print(m.Counter(2).bump(), m.made())  # expect: 3 1
