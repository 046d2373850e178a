# Packages: __init__, submodules, relative imports.
import _shapes
# expect: shapes init
# expect: square _shapes.square _shapes
# expect: round init
print(_shapes.kind, _shapes.square.area(3), _shapes.circle_area(2), hasattr(_shapes, "lazy"), _shapes.__package__, _shapes.__name__)
# expect: package 9 12 False _shapes _shapes
import _shapes.lazy  # expect: lazy loaded
print(_shapes.lazy.flag)  # expect: True
import _shapes.round.circle
import _shapes.round.circle as circle
from _shapes.round import circle as circle2, PI
from _shapes import helpers
print(circle is circle2 is _shapes.round.circle, circle.parent, circle.kind, PI, helpers.times(6, 7), circle.area(1))
# expect: True _shapes.round package 3 42 3
import sys
print(sorted(m for m in sys.modules if m.startswith("_shapes")))
# expect: ['_shapes', '_shapes.helpers', '_shapes.lazy', '_shapes.round', '_shapes.round.circle', '_shapes.square']
print(len(_shapes.__path__), hasattr(helpers, "__path__"), _shapes.__spec__.name, _shapes.__spec__.parent, helpers.__spec__.parent, _shapes.round.__package__)
# expect: 1 False _shapes _shapes _shapes _shapes.round
import os.path
print(os.path.basename(_shapes.__file__), os.path.basename(helpers.__file__), os.path.basename(os.path.dirname(circle.__file__)))
# expect: __init__.py helpers.py round
for statement in ("import _shapes.nothing", "from _shapes import nothing", "import _shapes.helpers.deeper", "from _shapes.helpers import zip_code", "import _plain.sub", "from _shapes.nothing import x",
                  "import _shapes.beyond", "from . import x", "from .x import y", "from .. import x", "import nothing_at_all", "import nothing.at.all", "from nothing_here import x"):
    try:
        exec(statement)
    except ImportError as error:
        print(statement, "|", type(error).__name__, str(error).split(" (")[0], "|", error.name)
# expect: import _shapes.nothing | ModuleNotFoundError No module named '_shapes.nothing' | _shapes.nothing
# expect: from _shapes import nothing | ImportError cannot import name 'nothing' from '_shapes' | _shapes
# expect: import _shapes.helpers.deeper | ModuleNotFoundError No module named '_shapes.helpers.deeper'; '_shapes.helpers' is not a package | _shapes.helpers.deeper
# expect: from _shapes.helpers import zip_code | ImportError cannot import name 'zip_code' from '_shapes.helpers' | _shapes.helpers
# expect: running _plain
# expect: import _plain.sub | ModuleNotFoundError No module named '_plain.sub'; '_plain' is not a package | _plain.sub
# expect: from _shapes.nothing import x | ModuleNotFoundError No module named '_shapes.nothing' | _shapes.nothing
# expect: import _shapes.beyond | ImportError attempted relative import beyond top-level package | None
# expect: from . import x | ImportError attempted relative import with no known parent package | None
# expect: from .x import y | ImportError attempted relative import with no known parent package | None
# expect: from .. import x | ImportError attempted relative import with no known parent package | None
# expect: import nothing_at_all | ModuleNotFoundError No module named 'nothing_at_all' | nothing_at_all
# expect: import nothing.at.all | ModuleNotFoundError No module named 'nothing' | nothing
# expect: from nothing_here import x | ModuleNotFoundError No module named 'nothing_here' | nothing_here
