"""What each interpreter of the demo runs: imports the native modules and works on one text.

From outside come number, text (a path), plugins and site (folders), results (a queue).
"""

import sys

sys.path[:0] = [plugins, site]

import binascii
import gc
import struct

import counter_multi
import counter_single

ROUNDS = 3000


def optional(name):
    """A module from a wheel, or None when that was not downloaded."""
    try:
        return __import__(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def count_words(content):
    """How often each word occurs, by its lower-case letters."""
    counts = {}
    for word in content.split():
        word = word.strip(".,;:\"'!?()").lower()
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


def checksums(content):
    """A checksum for each line, packed into one block and hashed again."""
    lines = content.encode().splitlines()
    packed = b"".join(struct.pack("<HI", len(line), binascii.crc32(line)) for line in lines)
    return binascii.crc32(packed), len(packed)


with open(text, encoding="utf-8") as file:
    content = file.read()

counter = counter_multi.Counter(0, step=number)
for _ in range(ROUNDS):
    counts = count_words(content)
    total, size = checksums(content)
    counter_single.bump()
    counter.bump()

name = text.rpartition("/")[2]
counter_single.remember(name)
top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
results.put(("words", f"{sum(counts.values())}, {len(counts)} different; " + ", ".join(f"{w} {n}" for w, n in top)))
results.put(("checksum", f"{total:08x} of {size} bytes"))
results.put(("counter_single", f"count {counter_single.count}, remembers {counter_single.cached()}"))
results.put(("counter_multi", f"{counter}, made here: {counter_multi.Counter(0).made()}"))

rjieba = optional("rjieba")
if rjieba is not None:
    pieces = [piece for piece in rjieba.cut(content) if piece.strip()]
    results.put(("rjieba", f"{len(pieces)} pieces: {' | '.join(pieces[:8])}"))
bcrypt = optional("bcrypt")
if bcrypt is not None:
    salt = b"$2b$06$" + b"abcdefghijklmnopqrstuu"
    hashed = bcrypt.hashpw(f"{total:08x}".encode(), salt)
    results.put(("bcrypt", f"{hashed.decode()}, right: {bcrypt.checkpw(f'{total:08x}'.encode(), hashed)}"))

results.put(("owns", f"{len(sys.modules)} modules, {len(gc.get_objects())} containers"))
results.put(("seen", (counter_single.count, tuple(counter_single.cached()), hasattr(counter_multi, "added"))))
results.put(None)
