"""Uses a few wheels from PyPI, in the main interpreter and in a second one: C, C++ and Rust behind the stable ABI.

    ladon .ci/wheels.py SITE
"""

import sys
from concurrent import interpreters

CHECKS = {
    "tree_sitter_python": "import tree_sitter_python; assert tree_sitter_python.language()",
    "tornado": "from tornado.speedups import websocket_mask as mask; assert mask(b'abcd', mask(b'abcd', b'data')) == b'data'",
    "rjieba": "import rjieba; assert ''.join(rjieba.cut('我们去看山')) == '我们去看山'",
    "bcrypt": "import bcrypt; h = bcrypt.hashpw(b'word', bcrypt.gensalt(4)); assert bcrypt.checkpw(b'word', h)",
}

sys.path.insert(0, sys.argv[1])
second = interpreters.create()
second.prepare_main(site=sys.argv[1])
second.exec("import sys; sys.path.insert(0, site)")
failures = 0
for name, check in CHECKS.items():
    for where, run in (("main", lambda source: exec(source, {})), ("second", second.exec)):
        try:
            run(check)
            print(f"{name}, {where} interpreter: right")
        except Exception as error:
            failures += 1
            print(f"{name}, {where} interpreter: {type(error).__name__}: {error}")
second.close()
sys.exit(failures > 0)
