# Dicts and sets under many insertions, deletions and lookups.
d = {}
state = 12345
ops = 0
mirror = []
for step in range(20000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    key = state % 300
    if state & 4:
        if key not in d: mirror.append(key)
        d[key] = step
    elif key in d:
        del d[key]
        mirror.remove(key)
print(list(d) == mirror, len(d), len(mirror), sum(d) == sum(mirror))  # expect: True 160 160 True
s = set()
for step in range(20000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    key = (state >> 8) % 500
    if state & 16: s.add(key)
    else: s.discard(key)
print(all(k in s for k in list(s)), len(s) == len(sorted(s)), 501 in s)  # expect: True True False
words = {}
text = "the cat and the dog and the bird " * 100
for word in text.split(): words[word] = words.get(word, 0) + 1
print(words)  # expect: {'the': 300, 'cat': 100, 'and': 200, 'dog': 100, 'bird': 100}
mixed = {1: "int", "1": "str", 1.5: "float", (1,): "tuple", None: "none", b"1": "bytes", frozenset([1]): "fs", int: "type", len: "fn"}
print([mixed[k] for k in (1, "1", 1.5, (1,), None, b"1", frozenset([1]), int, len)], 1.0 in mixed, True in mixed)
# expect: ['int', 'str', 'float', 'tuple', 'none', 'bytes', 'fs', 'type', 'fn'] True True
d = {i: i for i in range(10)}
while d: d.popitem()
d["after"] = 1
print(d)  # expect: {'after': 1}
d = {str(i): i for i in range(5000)}
print(len(d), d["4999"], all(d[str(i)] == i for i in range(5000)), list(d)[-1])  # expect: 5000 4999 True 4999
for i in range(4990): del d[str(i)]
print(list(d), d.popitem())
# expect: ['4990', '4991', '4992', '4993', '4994', '4995', '4996', '4997', '4998', '4999'] ('4999', 4999)
m = {2 ** i: i for i in range(100)}
print(m[2 ** 64], m[2 ** 99], -1 in m, hash(-1) == hash(-2), {-1: "a", -2: "b"})
# expect: 64 99 False True {-1: 'a', -2: 'b'}
