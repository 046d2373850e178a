# The format mini-language on strings.
s = "text"
for spec in ("", "s", "10", "<10", ">10", "^10", "*<10", "-^11", ".2", "10.2", ">10.2s", "010", "2", "😀^8", "<010", ".0", "^", "{<6"):
    print(repr(spec), repr(format(s, spec)))
# expect: '' 'text'
# expect: 's' 'text'
# expect: '10' 'text      '
# expect: '<10' 'text      '
# expect: '>10' '      text'
# expect: '^10' '   text   '
# expect: '*<10' 'text******'
# expect: '-^11' '---text----'
# expect: '.2' 'te'
# expect: '10.2' 'te        '
# expect: '>10.2s' '        te'
# expect: '010' 'text000000'
# expect: '2' 'text'
# expect: '😀^8' '😀😀text😀😀'
# expect: '<010' 'text000000'
# expect: '.0' ''
# expect: '^' 'text'
# expect: '{<6' 'text{{'
for spec in ("d", "+", "=10", ",", "_", "#", "x", ".", "-", " ", "=", "z", "5d", "<", ".2.2", "^^^", "5 ", "é", "10.s", "<=5"):
    try:
        print(repr(spec), repr(format(s, spec)))
    except ValueError as error:
        print(repr(spec), error)
# expect: 'd' Unknown format code 'd' for object of type 'str'
# expect: '+' Sign not allowed in string format specifier
# expect: '=10' '=' alignment not allowed in string format specifier
# expect: ',' Cannot specify ',' with 's'.
# expect: '_' Cannot specify '_' with 's'.
# expect: '#' Alternate form (#) not allowed in string format specifier
# expect: 'x' Unknown format code 'x' for object of type 'str'
# expect: '.' Format specifier missing precision
# expect: '-' Sign not allowed in string format specifier
# expect: ' ' Space not allowed in string format specifier
# expect: '=' '=' alignment not allowed in string format specifier
# expect: 'z' Negative zero coercion (z) not allowed in string format specifier
# expect: '5d' Unknown format code 'd' for object of type 'str'
# expect: '<' 'text'
# expect: '.2.2' Invalid format specifier '.2.2' for object of type 'str'
# expect: '^^^' Unknown format code '^' for object of type 'str'
# expect: '5 ' Unknown format code '\x20' for object of type 'str'
# expect: 'é' Unknown format code '\xe9' for object of type 'str'
# expect: '10.s' Format specifier missing precision
# expect: '<=5' '=' alignment not allowed in string format specifier
print(f"{'日本':>5}|{'日本':<5}|{'日本':^5}|{'e':日^3}|{'long text':.4}|{'':5}|{'':*>3}")
# expect:    日本|日本   | 日本  |日e日|long|     |***
try:
    format(s, "9" * 30)
except ValueError as error:
    print(error)  # expect: Too many decimal digits in format string
try:
    format(s, "." + "9" * 30)
except ValueError as error:
    print(error)  # expect: Too many decimal digits in format string
width = 6
print(f"{s:>{width}}", f"{s:>{width * 2}}", f"{s!r:^{width + 4}}", f"{s:.{width // 3}}", format(s, ">" + str(width)))
# expect:   text         text   'text'   te   text
