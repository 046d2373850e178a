# needs: time
# time: clocks and calendars with fixed answers.
import time
a = time.monotonic()
time.sleep(0.01)
b = time.monotonic()
print(b - a >= 0.009, time.time() > 1.6e9, isinstance(time.time_ns(), int), time.perf_counter() <= time.perf_counter(), time.process_time() >= 0)
# expect: True True True True True
t = time.gmtime(0)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_wday, t.tm_yday, t[0], len(t), tuple(t)[:6])
# expect: 1970 1 1 0 3 1 1970 9 (1970, 1, 1, 0, 0, 0)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)), time.asctime(time.gmtime(0)), time.strftime("%j %U %w %a %b %%", time.gmtime(0)), time.gmtime(1e9).tm_year)
# expect: 1971-01-01 00:00:00 Thu Jan  1 00:00:00 1970 001 00 4 Thu Jan % 2001
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.gmtime("x"), lambda: time.strftime(5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: TypeError
