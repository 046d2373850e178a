# round() of floats and ints.
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, 1e20, 0.49999999999999994):
    print(x, round(x), type(round(x)).__name__)
# expect: 0.5 0 int
# expect: 1.5 2 int
# expect: 2.5 2 int
# expect: -0.5 0 int
# expect: -1.5 -2 int
# expect: 2.4 2 int
# expect: 2.6 3 int
# expect: 1e+20 100000000000000000000 int
# expect: 0.49999999999999994 0 int
for x, n in ((2.675, 2), (1.005, 2), (0.125, 2), (0.375, 2), (1234.5678, 2), (1234.5678, -2), (1250.0, -2), (1350.0, -2), (5.0, 0), (2.5, 0),
             (1e300, 2), (1e-10, 5), (-2.5, 0), (123.456, 20), (123.456, -5), (0.1 + 0.2, 15), (99.995, 2), (1.25, 1), (1.35, 1)):
    print(x, n, round(x, n))
# expect: 2.675 2 2.67
# expect: 1.005 2 1.0
# expect: 0.125 2 0.12
# expect: 0.375 2 0.38
# expect: 1234.5678 2 1234.57
# expect: 1234.5678 -2 1200.0
# expect: 1250.0 -2 1200.0
# expect: 1350.0 -2 1400.0
# expect: 5.0 0 5.0
# expect: 2.5 0 2.0
# expect: 1e+300 2 1e+300
# expect: 1e-10 5 0.0
# expect: -2.5 0 -2.0
# expect: 123.456 20 123.456
# expect: 123.456 -5 0.0
# expect: 0.30000000000000004 15 0.3
# expect: 99.995 2 100.0
# expect: 1.25 1 1.2
# expect: 1.35 1 1.4
for x, n in ((1234, -2), (1250, -2), (1350, -2), (-1250, -2), (5, -1), (15, -1), (25, -1), (7, 2), (10 ** 20 + 50, -2), (4, -5), (True, 0)):
    print(x, n, round(x, n), type(round(x, n)).__name__)
# expect: 1234 -2 1200 int
# expect: 1250 -2 1200 int
# expect: 1350 -2 1400 int
# expect: -1250 -2 -1200 int
# expect: 5 -1 0 int
# expect: 15 -1 20 int
# expect: 25 -1 20 int
# expect: 7 2 7 int
# expect: 100000000000000000050 -2 100000000000000000000 int
# expect: 4 -5 0 int
# expect: True 0 1 int
print(round(5), round(-5.0), round(2.5, None), round(number=3.7), round(3.14159, ndigits=3))  # expect: 5 -5 2 4 3.142
for bad in (lambda: round(1.5, 1.5), lambda: round("1"), lambda: round(), lambda: round(1, 2, 3), lambda: round(float("nan")), lambda: round([])):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError type str doesn't define __round__ method
# expect: TypeError round() missing required argument 'number' (pos 1)
# expect: TypeError round() takes at most 2 arguments (3 given)
# expect: ValueError cannot convert float NaN to integer
# expect: TypeError type list doesn't define __round__ method
print(round(float("inf"), 2), round(float("nan"), 1), round(1e308, -308), round(-0.4))  # expect: inf nan 1e+308 0
