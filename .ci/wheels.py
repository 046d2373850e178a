"""Uses a few unmodified wheels from PyPI, C and C++ and Rust behind the stable ABI: in the first interpreter, then in four
more at once, each in a thread of its own, and once more when those have ended. Every interpreter has to get the right
results, made of objects of its own, with C variables of its own.

    ladon -X isolation=own-image .ci/wheels.py SITE
"""

import glob
import sys
import threading
from concurrent import interpreters

import ladon

CHECKS = {
    "tree_sitter_python/_binding": '''
import importlib.machinery, importlib.util
loader = importlib.machinery.ExtensionFileLoader("tree_sitter_python._binding", path)
spec = importlib.util.spec_from_file_location("tree_sitter_python._binding", path, loader=loader)
binding = importlib.util.module_from_spec(spec)
loader.exec_module(binding)
made = [binding.language() for _ in range(200)]
assert type(made[0]).__name__ == "PyCapsule" and '"tree_sitter.Language"' in repr(made[0])
import tree_sitter_python
assert "(function_definition" in tree_sitter_python.TAGS_QUERY
''',
    "tornado/speedups": '''
from tornado.speedups import websocket_mask
for count in range(300):
    mask, data = bytes([count % 251, 7, 11, 13]), bytes(byte % 256 for byte in range(count))
    expected = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
    assert websocket_mask(mask, data) == expected and websocket_mask(mask, expected) == data
made = [websocket_mask(b"abcd", b"data")]
for wrong in [(b"abc", b"data"), (b"abcd",), (5, b"data")]:
    try:
        websocket_mask(*wrong)
    except (TypeError, ValueError):
        pass
    else:
        raise AssertionError(wrong)
''',
    "rjieba/rjieba": '''
import rjieba
text = "我们中出了一个叛徒，去看山上的大学生活"
made = [rjieba.cut(text), rjieba.cut_all("南京市长江大桥"), rjieba.tag(text)]
assert made[0] == ["我们", "中出", "了", "一个", "叛徒", "，", "去", "看", "山上", "的", "大学", "生活"]
assert "南京" in made[1] and "长江大桥" in made[1]
assert dict(made[2])["我们"] == "r" and "".join(word for word, _ in made[2]) == text
''',
    "bcrypt/_bcrypt": '''
import bcrypt
# From the documentation of OpenBSD's algorithm.
known = b"$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
made = [bcrypt.hashpw(b"U*U", b"$2b$05$CCCCCCCCCCCCCCCCCCCCC."), bcrypt.gensalt(4)]
assert made[0] == known, made[0]
assert bcrypt.checkpw(b"U*U", known) and not bcrypt.checkpw(b"U*V", known)
assert bcrypt.kdf(b"password", b"salt", 32, 50) == bytes.fromhex("3dc41515cffe5b3d0ad3bddff7a9f1de0eafb5077b782dc99d2fca840a7bdebc")
for wrong in [lambda: bcrypt.hashpw("text", b"$2b$05$CCCCCCCCCCCCCCCCCCCCC."), lambda: bcrypt.hashpw(b"x", b"no salt")]:
    try:
        wrong()
    except (TypeError, ValueError):
        pass
    else:
        raise AssertionError("no error")
''',
}
OWN = '''
import ladon
me = ladon.owner_of([])
strangers = {ladon.owner_of(value) for value in made} - {None, me}
assert not strangers, f"results of interpreters {strangers}"
words = [word for word in ladon.native_words(path) if word[2] != me]
assert not words, f"objects of other interpreters in C variables: {words}"
'''


def run(where, interpreter, results):
    """Each check in an interpreter (None: this one); what went wrong, if anything, goes to `results`."""
    for name, check in CHECKS.items():
        path = glob.glob(f"{sys.argv[1]}/{name}.*so")[0]
        source = f"import sys; sys.path.insert(0, {sys.argv[1]!r}); path = {path!r}\n" + check + OWN
        try:
            interpreter.exec(source) if interpreter else exec(source, {})
            results.append((name, where, None))
        except Exception as error:
            results.append((name, where, f"{type(error).__name__}: {error}"))


results = []
run("the first interpreter", None, results)
for turn in ["one of four at once", "one of four more, when those had ended"]:
    made = [interpreters.create() for _ in range(4)]
    threads = [threading.Thread(target=run, args=(turn, interpreter, results)) for interpreter in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for interpreter in made:
        interpreter.close()
    run("the first interpreter again", None, results)
for name in CHECKS:
    wrong = [(where, error) for other, where, error in results if other == name and error]
    right = sum(other == name and not error for other, _, error in results)
    print(f"{name}: right {right} times" + "".join(f"\n  {where}: {error}" for where, error in wrong))
reports = ladon.reports()
for report in reports:
    print("tags:", report)
sys.exit(bool(reports) or any(error for _, _, error in results) or len(results) != len(CHECKS) * 11)
