# needs: os
# os.path: pure functions on strings.
import os.path as p
print(p.join("a", "b", "c"), p.join("a", "/b"), p.join("a/", "b"), p.join("", "a"), p.join("a", ""), p.join("/"), p.join(b"a", b"b"))
# expect: a/b/c /b a/b a a/ / b'a/b'
print(p.split("/a/b"), p.split("a"), p.split("/"), p.split("a/"), p.split("/a"), p.dirname("/a/b.c"), p.basename("/a/b.c"), p.basename("a/"), p.splitext("a.tar.gz"), p.splitext(".bashrc"), p.splitext("a/b.c/d"), p.splitext("a."), p.splitext("..."))
# expect: ('/a', 'b') ('', 'a') ('/', '') ('a', '') ('/', 'a') /a b.c  ('a.tar', '.gz') ('.bashrc', '') ('a/b.c/d', '') ('a', '.') ('...', '')
print(p.normpath("a//b/./c/../d"), p.normpath(""), p.normpath("/../a"), p.normpath("../a/.."), p.normpath("//a"), p.normpath("///a"), p.isabs("/a"), p.isabs("a"), p.isabs(""))
# expect: a/b/d . /a .. //a /a True False False
print(p.commonprefix(["abc", "abd"]), p.commonprefix([]), p.commonpath(["/a/b/c", "/a/b/d"]), p.commonpath(["a/b", "a"]), p.relpath("/a/b/c", "/a/d"), p.relpath("/a", "/a"), p.splitdrive("/a/b"), p.expanduser("a"), p.sep if hasattr(p, "sep") else "/")
# expect: ab  /a/b a ../b/c . ('', '/a/b') a /
print(p.exists("."), p.isdir("."), p.isfile("."), p.exists("no such file"), p.isfile(__file__), p.getsize(__file__) > 100, p.abspath(".") == p.normpath(p.abspath("x/..")), p.samefile(".", p.curdir), p.islink("."), p.lexists("nope"))
# expect: True True False False True True True True False False
for bad in (lambda: p.join(1), lambda: p.join("a", b"b"), lambda: p.commonpath([]), lambda: p.commonpath(["/a", "b"]), lambda: p.getsize("no such file"), lambda: p.basename(None)):
    try:
        print(bad())
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: ValueError
# expect: FileNotFoundError
# expect: TypeError
