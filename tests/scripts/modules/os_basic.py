# needs: os
# os: environment, files, directories, errors.
import os
print(os.name, os.sep, os.linesep == "\n", os.curdir, os.pardir, os.pathsep, os.devnull, isinstance(os.getpid(), int), os.getcwd() == os.path.dirname(os.path.abspath(__file__)))
# expect: posix / True . .. : /dev/null True True
os.environ["LADON_TEST_X"] = "value"
print(os.environ["LADON_TEST_X"], os.getenv("LADON_TEST_X"), os.getenv("LADON_NOPE"), os.getenv("LADON_NOPE", "d"), "LADON_TEST_X" in os.environ, os.environ.get("LADON_NOPE", 1))
# expect: value value None d True 1
del os.environ["LADON_TEST_X"]
try:
    os.environ["LADON_TEST_X"]
except KeyError as error:
    print(error)  # expect: 'LADON_TEST_X'
try:
    os.environ["x"] = 5
except TypeError as error:
    print(error)  # expect: str expected, not int
base = f"/tmp/ladon-test-{os.getpid()}"
os.mkdir(base)
try:
    os.makedirs(base + "/a/b")
    os.makedirs(base + "/a/b", exist_ok=True)
    with open(base + "/f.txt", "w") as f: f.write("text")
    print(sorted(os.listdir(base)), os.stat(base + "/f.txt").st_size, os.path.isdir(base + "/a"))
    # expect: ['a', 'f.txt'] 4 True
    os.rename(base + "/f.txt", base + "/g.txt")
    print(sorted(e.name for e in os.scandir(base)), [(r[len(base):], sorted(d), fs) for r, d, fs in os.walk(base)])
    # expect: ['a', 'g.txt'] [('', ['a'], ['g.txt']), ('/a', ['b'], []), ('/a/b', [], [])]
    for action in (lambda: os.mkdir(base), lambda: os.rmdir(base), lambda: os.remove(base + "/nope"), lambda: os.listdir(base + "/nope"), lambda: os.stat("/no/such"), lambda: open(base), lambda: os.listdir(base + "/g.txt"), lambda: open(base + "/q/r", "w")):
        try:
            action()
        except OSError as error:
            print(type(error).__name__, error.errno, error.strerror, (error.filename or "").replace(base, "BASE"))
    # expect: FileExistsError 17 File exists BASE
    # expect: OSError 39 Directory not empty BASE
    # expect: FileNotFoundError 2 No such file or directory BASE/nope
    # expect: FileNotFoundError 2 No such file or directory BASE/nope
    # expect: FileNotFoundError 2 No such file or directory /no/such
    # expect: IsADirectoryError 21 Is a directory BASE
    # expect: NotADirectoryError 20 Not a directory BASE/g.txt
    # expect: FileNotFoundError 2 No such file or directory BASE/q/r
finally:
    os.remove(base + "/g.txt")
    os.removedirs(base + "/a/b") if os.path.exists(base + "/a/b") else None
print(os.path.exists(base), os.fspath("x"), os.fsencode("é"), os.fsdecode(b"a"), os.strerror(2), os.urandom(4).__len__(), os.cpu_count() > 0)
# expect: False x b'\xc3\xa9' a No such file or directory 4 True
r, w = os.pipe()
print(os.write(w, b"through a pipe"), os.read(r, 100), os.close(r), os.close(w))
# expect: 14 b'through a pipe' None None
try:
    os.close(9999)
except OSError as error:
    print(error)  # expect: [Errno 9] Bad file descriptor
