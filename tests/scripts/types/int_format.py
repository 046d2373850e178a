# Formatting ints: format specs and % operators.
n = 1234567
for spec in ("", "d", "n", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "c", ",", "_", "_x", "#_x", "_b", "+", "-", " ", "12", "<12",
             ">12", "^12", "=12", "*<12", "*^+12", "0=+12", "012", "+012,", "#012x", "e", "E", ".2f", "g", "%", ".3e", "015,.2f"):
    value = 65 if spec == "c" else n
    print(repr(spec), repr(format(value, spec)), repr(format(-value, spec)) if spec != "c" else "")
# expect: '' '1234567' '-1234567'
# expect: 'd' '1234567' '-1234567'
# expect: 'n' '1234567' '-1234567'
# expect: 'b' '100101101011010000111' '-100101101011010000111'
# expect: 'o' '4553207' '-4553207'
# expect: 'x' '12d687' '-12d687'
# expect: 'X' '12D687' '-12D687'
# expect: '#b' '0b100101101011010000111' '-0b100101101011010000111'
# expect: '#o' '0o4553207' '-0o4553207'
# expect: '#x' '0x12d687' '-0x12d687'
# expect: '#X' '0X12D687' '-0X12D687'
# expect: 'c' 'A' 
# expect: ',' '1,234,567' '-1,234,567'
# expect: '_' '1_234_567' '-1_234_567'
# expect: '_x' '12_d687' '-12_d687'
# expect: '#_x' '0x12_d687' '-0x12_d687'
# expect: '_b' '1_0010_1101_0110_1000_0111' '-1_0010_1101_0110_1000_0111'
# expect: '+' '+1234567' '-1234567'
# expect: '-' '1234567' '-1234567'
# expect: ' ' ' 1234567' '-1234567'
# expect: '12' '     1234567' '    -1234567'
# expect: '<12' '1234567     ' '-1234567    '
# expect: '>12' '     1234567' '    -1234567'
# expect: '^12' '  1234567   ' '  -1234567  '
# expect: '=12' '     1234567' '-    1234567'
# expect: '*<12' '1234567*****' '-1234567****'
# expect: '*^+12' '**+1234567**' '**-1234567**'
# expect: '0=+12' '+00001234567' '-00001234567'
# expect: '012' '000001234567' '-00001234567'
# expect: '+012,' '+001,234,567' '-001,234,567'
# expect: '#012x' '0x000012d687' '-0x00012d687'
# expect: 'e' '1.234567e+06' '-1.234567e+06'
# expect: 'E' '1.234567E+06' '-1.234567E+06'
# expect: '.2f' '1234567.00' '-1234567.00'
# expect: 'g' '1.23457e+06' '-1.23457e+06'
# expect: '%' '123456700.000000%' '-123456700.000000%'
# expect: '.3e' '1.235e+06' '-1.235e+06'
# expect: '015,.2f' '0,001,234,567.00' '-001,234,567.00'
for spec in ("q", ".2", ".2d", "s", "+c", ",c", ",x", "5s", "=s", "zz", "-,_", "1.", "#c", ",b"):
    try:
        print(repr(spec), format(65, spec))
    except ValueError as error:
        print(repr(spec), error)
# expect: 'q' Unknown format code 'q' for object of type 'int'
# expect: '.2' Precision not allowed in integer format specifier
# expect: '.2d' Precision not allowed in integer format specifier
# expect: 's' Unknown format code 's' for object of type 'int'
# expect: '+c' Sign not allowed with integer format specifier 'c'
# expect: ',c' Cannot specify ',' with 'c'.
# expect: ',x' Cannot specify ',' with 'x'.
# expect: '5s' Unknown format code 's' for object of type 'int'
# expect: '=s' Unknown format code 's' for object of type 'int'
# expect: 'zz' Unknown format code 'z' for object of type 'int'
# expect: '-,_' Cannot specify both ',' and '_'.
# expect: '1.' Format specifier missing precision
# expect: '#c' Alternate form (#) not allowed with integer format specifier 'c'
# expect: ',b' Cannot specify ',' with 'b'.
try:
    format(-1, "c")
except OverflowError as error:
    print(error)  # expect: %c arg not in range(0x110000)
print("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%i|%u" % (42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 42, 42))
# expect: 42|   42|42   |00042|+42| 42|ff|FF|0xff|10|0o10|42|42
print("%*d|%-*d|%.3d|%c|%c|%s|%r" % (6, 42, 6, 42, 7, 65, "B", 5, 5), "%d" % 3.99, "%d%%" % 50, "%5.2d|" % 7)
# expect:     42|42    |007|A|B|5|5 3 50%    07|
print(f"{True:d} {True} {True!r:>6} {False:05}", f"{0:b} {0:#x} {-0}")
# expect: 1 True   True 00000 0 0x0 0
print(f"{10 ** 25:,} {10 ** 25:_} {-(10 ** 25):+,} {2 ** 100:#x} {2 ** 70:c}" if False else f"{10 ** 25:,} {2 ** 100:#_x}")
# expect: 10,000,000,000,000,000,000,000,000 0x10_0000_0000_0000_0000_0000_0000
print(hex(255), hex(-255), oct(8), oct(-8), bin(5), bin(-5), bin(0), hex(True))
# expect: 0xff -0xff 0o10 -0o10 0b101 -0b101 0b0 0x1
print(str(10 ** 15), repr(-(10 ** 15)), 1_000_000)  # expect: 1000000000000000 -1000000000000000 1000000
