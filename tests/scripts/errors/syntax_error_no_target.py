# A comprehension that begins with its `for`.
for text in ("[ for", "[for x in y]", "{ for", "{for x in y}"):
    try:
        compile(text, "file", "exec")
    except SyntaxError:
        print(repr(text))
# expect: '[ for'
# expect: '[for x in y]'
# expect: '{ for'
# expect: '{for x in y}'
