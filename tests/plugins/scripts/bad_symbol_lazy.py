# A symbol nobody defines: the import fails, the process lives.
from load import load

try:
    load("bad_symbol")
except ImportError as error:
    print(error.name, str(error).rpartition(": ")[2], error.path is not None)
    # expect: bad_symbol PyLadon_NoSuchFunction True
