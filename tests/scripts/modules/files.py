# open: text and binary files.
name = f"/tmp/ladon-files-{id(object())}"
import os
try:
    with open(name, "w", encoding="utf-8") as f:
        print(f.write("line one\nline two\n"), f.writable(), f.readable(), f.mode, f.name == name, f.encoding, f.closed)
        # expect: 18 True False w True utf-8 False
        f.writelines(["é日😀\n", "no newline"])
    print(f.closed)  # expect: True
    with open(name, encoding="utf-8") as f:
        print(f.readline(), f.read(4), f.readlines(), repr(f.read()), repr(f.readline()), sep="|")
        # expect: line one
        # expect: |line|[' two\n', 'é日😀\n', 'no newline']|''|''
    with open(name, encoding="utf-8") as f:
        print([line.rstrip("\n") for line in f], f.seek(0), next(f), f.read(3))
        # expect: ['line one', 'line two', 'é日😀', 'no newline'] 0 line one
        # expect:  lin
    with open(name, "rb") as f:
        print(f.read(5), f.tell(), f.seek(-3, 2), f.read(), f.seek(0), f.readline(), type(f).__name__)
        # expect: b'line ' 5 35 b'ine' 0 b'line one\n' BufferedReader
    with open(name, "a", encoding="utf-8") as f: f.write("!")
    with open(name, "r+b") as f:
        f.write(b"LINE"); f.seek(0); print(f.read(9))  # expect: b'LINE one\n'
        f.truncate(4); f.seek(0); print(f.read())  # expect: b'LINE'
    with open(name, "wb") as f: f.write(b"a\r\nb\rc\n\xff")
    with open(name, encoding="latin-1") as f: print(repr(f.read()))  # expect: 'a\nb\nc\nÿ'
    with open(name, encoding="latin-1", newline="") as f: print(repr(f.read()), )  # expect: 'a\r\nb\rc\nÿ'
    with open(name, encoding="utf-8", errors="replace") as f: print(ascii(f.read()))  # expect: 'a\nb\nc\n\ufffd'
    for action in (lambda: open(name, encoding="utf-8").read(), lambda: open(name, "x"), lambda: open("/no/such/file"), lambda: open(name, "q"), lambda: open(name, "rw"), lambda: open(name, "rb", encoding="utf-8"), lambda: open(5.5), lambda: open(name, "w").read(),
                   lambda: open(name).write("x"), lambda: f.read(), lambda: open(name, "wb").write("text"), lambda: open(name, "w").write(b"bytes"), lambda: open(""), lambda: open("a\0b")):
        try:
            action()
        except (OSError, ValueError, TypeError) as error:
            print(type(error).__name__, str(error).replace(name, "NAME"))
    # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 7: invalid start byte
    # expect: FileExistsError [Errno 17] File exists: 'NAME'
    # expect: FileNotFoundError [Errno 2] No such file or directory: '/no/such/file'
    # expect: ValueError invalid mode: 'q'
    # expect: ValueError must have exactly one of create/read/write/append mode
    # expect: ValueError binary mode doesn't take an encoding argument
    # expect: TypeError expected str, bytes or os.PathLike object, not float
    # expect: UnsupportedOperation not readable
    # expect: UnsupportedOperation not writable
    # expect: ValueError I/O operation on closed file.
    # expect: TypeError a bytes-like object is required, not 'str'
    # expect: TypeError write() argument must be str, not bytes
    # expect: FileNotFoundError [Errno 2] No such file or directory: ''
    # expect: ValueError embedded null byte
finally:
    os.remove(name)
