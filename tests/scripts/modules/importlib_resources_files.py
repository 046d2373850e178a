# Files beside a module, of a package with and without __init__.
import importlib.resources
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
for name in ["pack/__init__.py", "pack/data.txt", "pack/inner/text.txt", "loose/more.txt"]:
    os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
    with open(f"{folder}/{name}", "w") as file:
        if name.endswith(".txt"):
            file.write(f"the text of {name}")
sys.path.insert(0, folder)
import loose
import pack

files = importlib.resources.files("pack")
print(files.joinpath("data.txt").read_text(), sorted(entry.name for entry in files.iterdir() if entry.name[0] != "_"))
# expect: the text of pack/data.txt ['data.txt', 'inner']
print((importlib.resources.files("pack.inner") / "text.txt").read_text())  # expect: the text of pack/inner/text.txt
print((importlib.resources.files("loose") / "more.txt").read_bytes())  # expect: b'the text of loose/more.txt'
print(type(pack.__loader__.get_resource_reader("pack")).__name__)  # expect: FileReader
print(type(loose.__loader__.get_resource_reader("loose")).__name__)  # expect: NamespaceReader
with importlib.resources.as_file(files / "data.txt") as path:
    print(os.path.basename(path), os.path.exists(path))  # expect: data.txt True
