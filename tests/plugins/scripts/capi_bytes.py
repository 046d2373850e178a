# since: 3.13
from load import load

for line in load("capi_bytes").run({"range": range(65, 70)}):
    print(line)
# expect: PyBytes_FromString("text") -> b'text'
# expect: PyBytes_FromStringAndSize("a\0b\xff", 4) -> b'a\x00b\xff'
# expect: PyBytes_FromStringAndSize(NULL, 0) -> b''
# expect: PyBytes_FromStringAndSize("x", -1) -> NULL, SystemError: Negative size passed to PyBytes_FromStringAndSize
# expect: blank -> b'xyz'
# expect: PyBytes_FromFormat("%d %s %c %x %5d|%p %%", -3, "str", 'c', 255, 7, (void *)16) -> b'-3 str c ff 7|0x10 %'
# expect: PyBytes_FromFormat("%zd %lu %.2s %q rest", (Py_ssize_t)-1, 5UL, "abc") -> b'-1 5 ab %q rest'
# expect: PyBytes_FromFormat("%c", 300) -> NULL, OverflowError: PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]
# expect: PyBytes_FromObject(V("[iii]", 1, 2, 3)) -> b'\x01\x02\x03'
# expect: PyBytes_FromObject(keep(PyByteArray_FromStringAndSize("ba", 2))) -> b'ba'
# expect: PyBytes_FromObject(B("same")) -> b'same'
# expect: PyBytes_FromObject(G("range")) -> b'ABCDE'
# expect: PyBytes_FromObject(V("[i]", 256)) -> NULL, ValueError: bytes must be in range(0, 256)
# expect: PyBytes_FromObject(V("[s]", "x")) -> NULL, TypeError: 'str' object cannot be interpreted as an integer
# expect: PyBytes_FromObject(S("str")) -> NULL, TypeError: cannot convert 'str' object to bytes
# expect: PyBytes_FromObject(N(5)) -> NULL, TypeError: cannot convert 'int' object to bytes
# expect: PyBytes_AsString(B("text")) -> "text"
# expect: PyBytes_AsString(S("text")) -> NULL, TypeError: expected bytes, str found
# expect: PyBytes_Size(with_null) -> 3
# expect: PyBytes_Size(S("text")) -> -1, TypeError: expected bytes, str found
# expect: PyBytes_AsStringAndSize(with_null, &start, &size) -> 0
# expect: size -> 3
# expect: PyBytes_AsStringAndSize(with_null, &start, NULL) -> -1, ValueError: embedded null byte
# expect: PyBytes_AsStringAndSize(B("fine"), &start, NULL) -> 0
# expect: start -> "fine"
# expect: PyBytes_AsStringAndSize(S("x"), &start, &size) -> -1, TypeError: expected bytes, str found
# expect: grown -> b'grow!'
# expect: grown -> b'grow!?'
# expect: grown -> NULL, TypeError: can't concat str to bytes
# expect: PyBytes_Repr(B("it's"), 1) -> 'b"it\'s"'
# expect: PyBytes_Repr(B("it's"), 0) -> "b'it\\'s'"
# expect: PyBytes_DecodeEscape("a\\n\\x41", 7, NULL, 0, NULL) -> b'a\nA'
# expect: PyBytes_DecodeEscape("\\x4", 3, NULL, 0, NULL) -> NULL, ValueError: invalid \x escape at position 0
# expect: PyBytes_DecodeEscape("\\x4!", 4, "replace", 0, NULL) -> b'?!'
# expect: PyBytes_Check(B("")) -> true
# expect: PyBytes_CheckExact(S("")) -> false
# expect: PyObject_Repr(B("\t\n\r\\'\x7f\x80")) -> 'b"\\t\\n\\r\\\\\'\\x7f\\x80"'
# expect: array -> bytearray(b'abc')
# expect: PyByteArray_FromStringAndSize(NULL, 0) -> bytearray(b'')
# expect: PyByteArray_FromStringAndSize("x", -1) -> NULL, SystemError: Negative size passed to PyByteArray_FromStringAndSize
# expect: PyByteArray_FromObject(B("from")) -> bytearray(b'from')
# expect: PyByteArray_FromObject(N(3)) -> bytearray(b'\x00\x00\x00')
# expect: PyByteArray_FromObject(S("x")) -> NULL, TypeError: string argument without an encoding
# expect: PyByteArray_Size(array) -> 3
# expect: PyByteArray_AsString(array) -> "abc"
# expect: PyByteArray_Resize(array, 2) -> 0
# expect: array -> bytearray(b'ab')
# expect: PyByteArray_Resize(array, 5) -> 0
# expect: array -> bytearray(b'hello')
# expect: PyByteArray_Concat(array, B("!")) -> bytearray(b'hello!')
# expect: PyByteArray_Concat(B("x"), array) -> bytearray(b'xhello')
# expect: PyByteArray_Concat(array, S("x")) -> NULL, TypeError: can't concat str to bytearray
# expect: PyByteArray_Resize(array, 50) -> -1, BufferError: Existing exports of data: object cannot be re-sized
# expect: PyByteArray_Resize(array, 0) -> 0
# expect: array -> bytearray(b'')
# expect: PyByteArray_Check(array) -> true
