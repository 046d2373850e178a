# Every kind of literal, printed and combined.
print(0, 7, -7, 1_000_000)  # expect: 0 7 -7 1000000
print(0x1F, 0o17, 0b101, 0XAB, 0B1_0)  # expect: 31 15 5 171 2
print(1.0, .5, 5., 1e3, 1E-3, 1_0.0_1)  # expect: 1.0 0.5 5.0 1000.0 0.001 10.01
print(2j, 1.5J, 1 + 2j)  # expect: 2j 1.5j (1+2j)
print('single', "double", '''triple''', """triple2""")  # expect: single double triple triple2
print("con" "cat" 'ena' "ted")  # expect: concatenated
print("esc: \\ \' \" \x41 \u0042 \U00000043 \101 \N{LATIN SMALL LETTER A}")  # expect: esc: \ ' " A B C A a
print(r"raw \n stays", b"bytes", rb"\raw", Rb"\too")  # expect: raw \n stays b'bytes' b'\\raw' b'\\too'
print("line one \
continues")  # expect: line one continues
print([], (), {}, [1], (1,), {1: 2}, {1})  # expect: [] () {} [1] (1,) {1: 2} {1}
print(True, False, None, Ellipsis)  # expect: True False None Ellipsis
print("""first
second""")
# expect: first
# expect: second
print(len("\t\n\\"), len(r"\t\n\\"))  # expect: 3 6
print(0xFFFFFFFFFFFFFFFFFFFF, 10000000000000000000000)  # expect: 1208925819614629174706175 10000000000000000000000
