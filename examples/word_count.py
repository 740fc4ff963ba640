"""The most frequent words of a text file, or of this one: ordinary code under the lock.

    ungil run examples/word_count.py [FILE [HOW_MANY]]
"""
import sys


def words(lines):
    for line in lines:
        word = []
        for c in line:
            if c.isalpha():
                word.append(c.lower())
            elif word:
                yield "".join(word)
                word = []
        if word:
            yield "".join(word)


def count(items):
    table = {}
    for x in items:
        table[x] = table.get(x, 0) + 1
    return table


path = sys.argv[1] if len(sys.argv) > 1 else sys.argv[0]
how_many = int(sys.argv[2]) if len(sys.argv) > 2 else 10
with open(path, encoding="utf-8") as f:
    table = count(words(f))
for word, n in sorted(table.items(), key=lambda item: (-item[1], item[0]))[:how_many]:
    print(f"{n:6} {word}")
