# since: 3.13
from load import load


class Text(str):
    pass


class Path:
    def __fspath__(self): return "from __fspath__"


given = {"surrogate": "a\ud800", "str subclass": Text("sub"), "path": Path()}
for line in load("capi_unicode").run(given):
    print(line)
# expect: PyUnicode_FromString("plain") -> 'plain'
# expect: PyUnicode_FromString(E_ACUTE EURO GRIN) -> 'é€😀'
# expect: PyUnicode_FromString("bad\xff") -> NULL, UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 3: invalid start byte
# expect: PyUnicode_FromStringAndSize("a\0b", 3) -> 'a\x00b'
# expect: PyUnicode_FromStringAndSize(NULL, 0) -> ''
# expect: PyUnicode_FromStringAndSize("x", -1) -> NULL, SystemError: Negative size passed to PyUnicode_FromStringAndSize
# expect: PyUnicode_FromObject(S("same")) -> 'same'
# expect: PyUnicode_FromObject(N(5)) -> NULL, TypeError: Can't convert 'int' object to str implicitly
# expect: PyUnicode_FromOrdinal(0x20AC) -> '€'
# expect: PyUnicode_FromOrdinal(0x110000) -> NULL, ValueError: chr() arg not in range(0x110000)
# expect: PyUnicode_FromOrdinal(-1) -> NULL, ValueError: chr() arg not in range(0x110000)
# expect: PyUnicode_FromFormat("%d %s %R %5.2s| %-4d| %04x %c %p", -3, E_ACUTE, S("r"), "abc", 7, 255, 0x20AC, (void *)16) -> "-3 é 'r'    ab| 7   | 00ff € 0x10"
# expect: PyUnicode_FromFormat("%zd %lu %lld %S %U %V %A %%", (Py_ssize_t)-1, 5UL, 6LL, N(1), S("u"), NULL, "alt", S(E_ACUTE)) -> "-1 5 6 1 u alt '\\xe9' %"
# expect: PyUnicode_FromFormat("%q", 1) -> NULL, SystemError: invalid format string: %q
# expect: PyUnicode_FromWideChar(L"wide \x20ac", -1) -> 'wide €'
# expect: PyUnicode_FromWideChar(L"wide", 2) -> 'wi'
# expect: PyUnicode_FromEncodedObject(B("latin \xe9"), "latin-1", "strict") -> 'latin é'
# expect: PyUnicode_FromEncodedObject(B("bad \xe9"), NULL, NULL) -> NULL, UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 4: unexpected end of data
# expect: PyUnicode_FromEncodedObject(B("bad \xe9"), NULL, "ignore") -> 'bad '
# expect: PyUnicode_FromEncodedObject(S("str"), NULL, NULL) -> NULL, TypeError: decoding str is not supported
# expect: PyUnicode_FromEncodedObject(N(5), NULL, NULL) -> NULL, TypeError: decoding to str: need a bytes-like object, int found
# expect: PyUnicode_FromEncodedObject(B("x"), "no-such-codec", NULL) -> NULL, LookupError: unknown encoding: no-such-codec
# expect: interned == twin -> true
# expect: PyUnicode_GetLength(text) -> 4
# expect: PyUnicode_GetLength(B("x")) -> -1, TypeError: bad argument type for built-in operation
# expect: PyUnicode_ReadChar(text, 3) -> 128512
# expect: PyUnicode_ReadChar(text, 4) == (Py_UCS4)-1 -> 1, IndexError: string index out of range
# expect: PyUnicode_ReadChar(text, -1) == (Py_UCS4)-1 -> 1, IndexError: string index out of range
# expect: PyUnicode_ReadChar(B("x"), 0) == (Py_UCS4)-1 -> 1, TypeError: bad argument type for built-in operation
# expect: PyUnicode_AsUTF8AndSize(text, &size) -> "aé€😀"
# expect: size -> 10
# expect: PyUnicode_AsUTF8AndSize(text, NULL) -> "aé€😀"
# expect: PyUnicode_AsUTF8AndSize(N(1), &size) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyUnicode_AsUTF8AndSize(G("surrogate"), &size) -> NULL, UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: PyUnicode_AsUCS4(text, codes, 8, 1) == codes -> true
# expect: codes[2] -> 8364
# expect: PyUnicode_AsUCS4(text, codes, 2, 1) != NULL -> false, SystemError: string is longer than the buffer
# expect: copy[3] -> 128512
# expect: copy[4] -> 0
# expect: PyUnicode_AsWideChar(text, wide, 8) -> 4
# expect: wide[3] -> 128512
# expect: PyUnicode_AsWideChar(text, NULL, 0) -> 5
# expect: PyUnicode_AsWideChar(NULL, wide, 8) -> -1, SystemError: bad argument to internal function
# expect: size -> 4
# expect: made[1] -> 233
# expect: PyUnicode_AsWideCharString(S("a"), NULL) != NULL -> true
# expect: PyUnicode_AsWideCharString(V("s#", "a\0b", (Py_ssize_t)3), NULL) != NULL -> false, ValueError: embedded null character
# expect: PyUnicode_Check(text) -> true
# expect: PyUnicode_CheckExact(G("str subclass")) -> false
# expect: PyUnicode_Check(G("str subclass")) -> true
# expect: PyUnicode_GetDefaultEncoding() -> "utf-8"
# expect: PyUnicode_IsIdentifier(S("name_1")) -> 1
# expect: PyUnicode_IsIdentifier(S("1name")) -> 0
# expect: PyUnicode_IsIdentifier(S(E_ACUTE)) -> 1
# expect: PyUnicode_IsIdentifier(S("")) -> 0
# expect: PyUnicode_Concat(text, two) -> 'one two  twotwo'
# expect: PyUnicode_Concat(text, N(1)) -> NULL, TypeError: can only concatenate str (not "int") to str
# expect: grown -> 'growtwo'
# expect: grown -> 'growtwo!'
# expect: grown -> NULL, SystemError: bad argument to internal function
# expect: PyUnicode_Split(text, NULL, -1) -> ['one', 'two', 'two']
# expect: PyUnicode_Split(text, S(" "), 1) -> ['one', 'two  two']
# expect: PyUnicode_Split(text, S(""), -1) -> NULL, ValueError: empty separator
# expect: PyUnicode_RSplit(text, S(" "), 1) -> ['one two ', 'two']
# expect: PyUnicode_RSplit(text, NULL, 0) -> ['one two  two']
# expect: PyUnicode_Splitlines(S("a\nb\r\nc"), 0) -> ['a', 'b', 'c']
# expect: PyUnicode_Splitlines(S("a\nb\r\nc"), 1) -> ['a\n', 'b\r\n', 'c']
# expect: PyUnicode_Partition(text, S("two")) -> ('one ', 'two', '  two')
# expect: PyUnicode_Partition(text, S("x")) -> ('one two  two', '', '')
# expect: PyUnicode_RPartition(text, S("two")) -> ('one two  ', 'two', '')
# expect: PyUnicode_RPartition(text, S("")) -> NULL, ValueError: empty separator
# expect: PyUnicode_Join(S(", "), V("[ss]", "a", "b")) -> 'a, b'
# expect: PyUnicode_Join(NULL, V("(ss)", "a", "b")) -> 'a b'
# expect: PyUnicode_Join(S("-"), V("[si]", "a", 1)) -> NULL, TypeError: sequence item 1: expected str instance, int found
# expect: PyUnicode_Join(S("-"), N(5)) -> NULL, TypeError: can only join an iterable
# expect: PyUnicode_Replace(text, two, S("2"), -1) -> 'one 2  2'
# expect: PyUnicode_Replace(text, two, S("2"), 1) -> 'one 2  two'
# expect: PyUnicode_Replace(text, two, N(2), 1) -> NULL, TypeError: must be str, not int
# expect: PyUnicode_Substring(S("a" E_ACUTE EURO GRIN), 1, 3) -> 'é€'
# expect: PyUnicode_Substring(text, 4, 100) -> 'two  two'
# expect: PyUnicode_Substring(text, 5, 2) -> ''
# expect: PyUnicode_Substring(text, -1, 2) -> NULL, IndexError: string index out of range
# expect: PyUnicode_Translate(S("abc"), V("{i:s,i:O}", 'a', "A!", 'b', Py_None), NULL) -> NULL, UnicodeTranslateError: can't translate character '\x62' in position 1: character maps to <undefined>
# expect: PyUnicode_Format(S("%s and %(x)r"), V("{s:i}", "x", 1)) -> "{'x': 1} and 1"
# expect: PyUnicode_Format(S("%d-%5.1f"), V("(id)", 3, 2.25)) -> '3-  2.2'
# expect: PyUnicode_Format(S("%d"), S("x")) -> NULL, TypeError: %d format: a real number is required, not str
# expect: PyUnicode_Format(S("%d %d"), N(1)) -> NULL, TypeError: not enough arguments for format string
# expect: PyUnicode_Find(text, two, 0, 100, 1) -> 4
# expect: PyUnicode_Find(text, two, 0, 100, -1) -> 9
# expect: PyUnicode_Find(text, S("x"), 0, 100, 1) -> -1
# expect: PyUnicode_Find(text, N(1), 0, 100, 1) -> -2, TypeError: must be str, not int
# expect: PyUnicode_FindChar(text, 't', 0, 100, 1) -> 4
# expect: PyUnicode_FindChar(text, 't', 0, 100, -1) -> 9
# expect: PyUnicode_FindChar(text, 'z', 0, 100, 1) -> -1
# expect: PyUnicode_Count(text, two, 0, 100) -> 2
# expect: PyUnicode_Count(text, S(""), 0, 3) -> 4
# expect: PyUnicode_Count(text, N(1), 0, 3) -> -1, TypeError: must be str, not int
# expect: PyUnicode_Tailmatch(text, S("one"), 0, 100, -1) -> 1
# expect: PyUnicode_Tailmatch(text, S("one"), 0, 100, 1) -> 0
# expect: PyUnicode_Tailmatch(text, two, 0, 7, 1) -> 1
# expect: PyUnicode_Contains(text, two) -> 1
# expect: PyUnicode_Contains(text, N(1)) -> -1, TypeError: 'in <string>' requires string as left operand, not int
# expect: PyUnicode_Compare(S("a"), S("b")) -> -1
# expect: PyUnicode_Compare(S("b"), S("a")) -> 1
# expect: PyUnicode_Compare(text, text) -> 0
# expect: PyUnicode_Compare(text, N(1)) -> -1, TypeError: Can't compare str and int
# expect: PyUnicode_CompareWithASCIIString(text, "one two  two") -> 0
# expect: PyUnicode_CompareWithASCIIString(text, "onf") -> -1
# expect: PyUnicode_CompareWithASCIIString(text, "one") -> 1
# expect: PyUnicode_RichCompare(S("a"), S("b"), Py_LT) -> True
# expect: PyUnicode_RichCompare(S("a"), S("a"), Py_NE) -> False
# expect: PyUnicode_RichCompare(S("a"), N(1), Py_EQ) -> NotImplemented
# expect: PyUnicode_WriteChar(fresh, 9, 'x') -> -1, IndexError: string index out of range
# expect: PyUnicode_WriteChar(S("x"), 0, 0x110000) -> -1, SystemError: Cannot modify a string currently used
# expect: PyUnicode_Resize(&fresh, 2) -> 0
# expect: fresh -> 'ab'
# expect: PyUnicode_AsUTF8String(text) -> b'a\xc3\xa9\xe2\x82\xac'
# expect: PyUnicode_AsUTF8String(G("surrogate")) -> NULL, UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
# expect: PyUnicode_AsUTF16String(S("a")) -> b'\xff\xfea\x00'
# expect: PyUnicode_AsUTF32String(S("a")) -> b'\xff\xfe\x00\x00a\x00\x00\x00'
# expect: PyUnicode_AsLatin1String(S(E_ACUTE)) -> b'\xe9'
# expect: PyUnicode_AsLatin1String(text) -> NULL, UnicodeEncodeError: 'latin-1' codec can't encode character '\u20ac' in position 2: ordinal not in range(256)
# expect: PyUnicode_AsASCIIString(S("abc")) -> b'abc'
# expect: PyUnicode_AsASCIIString(text) -> NULL, UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
# expect: PyUnicode_AsASCIIString(N(1)) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyUnicode_AsUnicodeEscapeString(text) -> b'a\\xe9\\u20ac'
# expect: PyUnicode_AsRawUnicodeEscapeString(grin) -> b'\\U0001f600'
# expect: PyUnicode_AsCharmapString(S("ab"), V("{i:i,i:i}", 'a', 1, 'b', 2)) -> b'\x01\x02'
# expect: PyUnicode_AsCharmapString(S("abc"), V("{i:i}", 'a', 1)) -> NULL, UnicodeEncodeError: 'charmap' codec can't encode characters in position 1-2: character maps to <undefined>
# expect: PyUnicode_AsEncodedString(text, NULL, NULL) -> b'a\xc3\xa9\xe2\x82\xac'
# expect: PyUnicode_AsEncodedString(text, "ascii", "replace") -> b'a??'
# expect: PyUnicode_AsEncodedString(text, "ascii", "xmlcharrefreplace") -> b'a&#233;&#8364;'
# expect: PyUnicode_AsEncodedString(text, "ascii", "backslashreplace") -> b'a\\xe9\\u20ac'
# expect: PyUnicode_AsEncodedString(text, "utf-16-le", "strict") -> b'a\x00\xe9\x00\xac '
# expect: PyUnicode_AsEncodedString(text, "no-such-codec", NULL) -> NULL, LookupError: unknown encoding: no-such-codec
# expect: PyUnicode_AsEncodedString(text, "ascii", "no-such-handler") -> NULL, LookupError: unknown error handler name 'no-such-handler'
# expect: PyUnicode_AsEncodedString(N(1), "ascii", NULL) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyUnicode_Decode("\xe2\x82\xac", 3, "utf-8", "strict") -> '€'
# expect: PyUnicode_Decode("\xe9", 1, "latin-1", NULL) -> 'é'
# expect: PyUnicode_Decode("x", 1, "no-such-codec", NULL) -> NULL, LookupError: unknown encoding: no-such-codec
# expect: PyUnicode_DecodeUTF8("\xe2\x82", 2, NULL) -> NULL, UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data
# expect: PyUnicode_DecodeUTF8("\xe2\x82x", 3, "replace") -> '�x'
# expect: PyUnicode_DecodeUTF8("\xff", 1, "surrogateescape") -> '\udcff'
# expect: PyUnicode_DecodeUTF8("\xed\xa0\x80", 3, "surrogatepass") -> '\ud800'
# expect: PyUnicode_DecodeUTF8Stateful("ab\xe2\x82", 4, NULL, &consumed) -> 'ab'
# expect: consumed -> 2
# expect: PyUnicode_DecodeASCII("abc", 3, NULL) -> 'abc'
# expect: PyUnicode_DecodeASCII("\x80", 1, NULL) -> NULL, UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)
# expect: PyUnicode_DecodeASCII("\x80", 1, "ignore") -> ''
# expect: PyUnicode_DecodeLatin1("\xe9", 1, NULL) -> 'é'
# expect: PyUnicode_DecodeUTF16("\xff\xfe" "a\0", 4, NULL, &order) -> 'a'
# expect: order -> -1
# expect: PyUnicode_DecodeUTF16("\0a\0", 3, NULL, &order) -> NULL, UnicodeDecodeError: 'utf-16-be' codec can't decode byte 0x00 in position 2: truncated data
# expect: PyUnicode_DecodeUTF16Stateful("a\0b", 3, NULL, &order, &consumed) -> 'a'
# expect: consumed -> 2
# expect: PyUnicode_DecodeUTF32("a\0\0\0", 4, NULL, &order) -> 'a'
# expect: PyUnicode_DecodeUTF32Stateful("a\0\0\0b", 5, NULL, &order, &consumed) -> 'a'
# expect: consumed -> 4
# expect: PyUnicode_DecodeUTF7("a+AOk-b", 7, NULL) -> 'aéb'
# expect: PyUnicode_DecodeUTF7Stateful("a+AO", 4, NULL, &consumed) -> 'a'
# expect: consumed -> 1
# expect: PyUnicode_DecodeUnicodeEscape("\\u20ac\\n", 8, NULL) -> '€\n'
# expect: PyUnicode_DecodeUnicodeEscape("\\x4", 3, NULL) -> NULL, UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
# expect: PyUnicode_DecodeRawUnicodeEscape("\\u20ac\\n", 8, NULL) -> '€\\n'
# expect: PyUnicode_DecodeCharmap("\1\2", 2, V("{i:s,i:s}", 1, "one", 2, "two"), NULL) -> 'onetwo'
# expect: PyUnicode_DecodeCharmap("\3", 1, V("{i:s}", 1, "one"), NULL) -> NULL, UnicodeDecodeError: 'charmap' codec can't decode byte 0x03 in position 0: character maps to <undefined>
# expect: PyUnicode_DecodeCharmap("\xe9", 1, NULL, NULL) -> 'é'
# expect: PyUnicode_DecodeFSDefault("file") -> 'file'
# expect: PyUnicode_DecodeFSDefaultAndSize("file\xff", 5) -> 'file\udcff'
# expect: PyUnicode_EncodeFSDefault(text) -> b'a\xc3\xa9\xe2\x82\xac'
# expect: PyUnicode_EncodeFSDefault(N(1)) -> NULL, TypeError: bad argument type for built-in operation
# expect: PyUnicode_DecodeLocale("text", "strict") -> 'text'
# expect: PyUnicode_DecodeLocaleAndSize("text", 4, NULL) -> 'text'
# expect: PyUnicode_DecodeLocale("text", "no-such") -> NULL, ValueError: unsupported error handler
# expect: PyUnicode_EncodeLocale(S("text"), NULL) -> b'text'
# expect: PyUnicode_FSConverter(S("path"), &path) -> 131072
# expect: path -> b'path'
# expect: PyUnicode_FSConverter(NULL, &path) -> 1
# expect: path == NULL -> true
# expect: PyUnicode_FSConverter(N(5), &path) -> 0, TypeError: expected str, bytes or os.PathLike object, not int
# expect: PyUnicode_FSConverter(G("path"), &path) -> 131072
# expect: path -> b'from __fspath__'
# expect: PyUnicode_FSConverter(V("s#", "a\0b", (Py_ssize_t)3), &path) -> 0, ValueError: embedded null byte
# expect: PyUnicode_FSDecoder(B("path"), &path) -> 131072
# expect: path -> 'path'
# expect: PyUnicode_FSDecoder(N(5), &path) -> 0, TypeError: expected str, bytes or os.PathLike object, not int
# expect: PyOS_FSPath(G("path")) -> 'from __fspath__'
# expect: PyOS_FSPath(S("text")) -> 'text'
# expect: PyOS_FSPath(N(5)) -> NULL, TypeError: expected str, bytes or os.PathLike object, not int
