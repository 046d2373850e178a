#!/usr/bin/env python3
"""Builds the test plugins and holds their scripts to a Python, or writes down what CPython does.

    run.py --python EXE [--write] [--headers DIR] [NAME...]

Every NAME.c is built as NAME.so with cc and the header in include/; builds.tsv lists further builds of one source.
--headers uses CPython's own headers instead. A script scripts/NAME.py gets the path of NAME.so, or of the plugin
that its line `# plugin: OTHER` names, in sys.argv[1]. Expectations are as in tests/README.md. Under CPython 3.13 the
scripts in cpython/ are run too; they get the module of CPython's own that their line `# module: NAME` names.
"""
import argparse, csv, os, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True
import bless

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-format", "-Wno-deprecated-declarations", "-Wno-unused-parameter", "-Wno-missing-field-initializers"]


def builds():
    """output -> (source, flags)"""
    with open(HERE / "builds.tsv") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    special = {row["output"]: (row["source"], row["flags"].split()) for row in rows}
    alone = {file.stem: (file.name, []) for file in sorted(HERE.glob("*.c"))}
    return alone | special


def too_new_for(headers, flags):
    """Needs a limited API that CPython's headers of this age do not have."""
    minor = re.search(r"PY_MINOR_VERSION\s+(\d+)", pathlib.Path(headers, "patchlevel.h").read_text())
    return any((int(level, 16) >> 16 & 0xFF) > int(minor[1]) for level in re.findall(r"Py_LIMITED_API=0x(\w+)", " ".join(flags)))


def build(folder, headers, wanted):
    for output, (source, flags) in builds().items():
        if output not in wanted or headers and too_new_for(headers, flags):
            continue
        if headers:
            flags = [flag for flag in flags if not flag.startswith("-DLADON_REFCOUNT")]
            if not any("Py_LIMITED_API" in flag for flag in flags):
                flags.append("-DPy_LIMITED_API=0x030b0000")
        command = ["cc", "-std=c11", "-O2", "-g", "-fPIC", "-shared", "-pthread", *WARNINGS, *flags,
                   f"-I{headers or HERE / 'include'}", str(HERE / source), "-o", f"{folder}/{output}.so"]
        subprocess.run(command, check=True)


def plugin_of(script):
    for line in script.source.split("\n"):
        if (text := bless.directive(line, "# plugin:")) is not None:
            return text
    return script.path.stem


def own_module(python, script):
    """The file of a native module of CPython's own."""
    name = next(text for line in script.source.split("\n") if (text := bless.directive(line, "# module:")) is not None)
    code = f"import importlib.util; print(importlib.util.find_spec({name!r}).origin)"
    return subprocess.check_output([python, "-c", code], text=True).strip()


def hold(python, script, args, write):
    """The report of what differs, after writing down what the script does, if that is asked for."""
    script.args = args
    if write:
        bless.bless(python, script)
        script = bless.Script(script.path)
        script.args = args
    return bless.check(python, script)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--headers")
    parser.add_argument("--out", help="keep the plugins here")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    version = bless.version_of(options.python)
    scripts = [bless.Script(path) for path in sorted((HERE / "scripts").glob("*.py")) if path.stem != "load"]
    own = [bless.Script(path) for path in sorted((HERE / "cpython").glob("[!_]*.py"))] if version == (3, 13) else []
    named = lambda scripts: [s for s in scripts if not options.names or s.path.stem in options.names]
    scripts, own = named(scripts), [s for s in named(own) if s.ladon_only is None]
    wanted = [s for s in scripts if s.ladon_only is None and s.since <= version]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or temporary
        os.makedirs(folder, exist_ok=True)
        build(folder, options.headers, builds() if not options.names else {plugin_of(s) for s in scripts})
        wanted = [(script, f"{folder}/{plugin_of(script)}.so") for script in wanted]
        wanted = [(script, file) for script, file in wanted if os.path.exists(file)]
        wanted += [(script, own_module(options.python, script)) for script in own]
        reports = [(script, hold(options.python, script, [file], options.write)) for script, file in wanted]
    failed = [(script, report) for script, report in reports if report]
    for script, report in failed:
        print(f"--- {script.path.name}\n{report}")
    left_out = len(scripts) + len(own) - len(wanted)
    print(f"{len(wanted)} scripts, {left_out} left out, {len(failed)} differ from {options.python}")
    return len(failed) > 0


if __name__ == "__main__":
    sys.exit(main())
