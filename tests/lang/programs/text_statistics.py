# Words, lines, letters, and a concordance of a text.
TEXT = """Call me Ishmael. Some years ago - never mind how long precisely -
having little or no money in my purse, and nothing particular to interest me on shore,
I thought I would sail about a little and see the watery part of the world.
It is a way I have of driving off the spleen and regulating the circulation."""


def words(text):
    word = ""
    for c in text + " ":
        if c.isalpha() or c == "'":
            word += c.lower()
        elif word:
            yield word
            word = ""


lines = text_lines = TEXT.splitlines()
all_words = list(words(TEXT))
print(len(lines), "lines", len(all_words), "words", len(TEXT), "characters")  # expect: 4 lines 58 words 305 characters
freq = {}
for w in all_words:
    freq[w] = freq.get(w, 0) + 1
top = sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:5]
for w, n in top:
    print(f"{w:<10}{'*' * n} {n / len(all_words):.1%}")
# expect: the       **** 6.9%
# expect: and       *** 5.2%
# expect: i         *** 5.2%
# expect: a         ** 3.4%
# expect: little    ** 3.4%
lengths = {}
for w in freq:
    lengths.setdefault(len(w), set()).add(w)
for n in sorted(lengths, reverse=True)[:4]:
    print(n, sorted(lengths[n]))
# expect: 11 ['circulation']
# expect: 10 ['particular', 'regulating']
# expect: 9 ['precisely']
# expect: 8 ['interest']
where = {}
for i, line in enumerate(lines, start=1):
    for w in set(words(line)):
        where.setdefault(w, []).append(i)
print({w: ns for w, ns in sorted(where.items()) if len(ns) > 2})  # expect: {'and': [2, 3, 4]}
print(max(lines, key=len)[:30], min(lines, key=len)[:10], round(sum(map(len, all_words)) / len(all_words), 3))
# expect: having little or no money in m Call me Is 4.121
sentences = [s.strip() for s in TEXT.replace("\n", " ").split(".") if s.strip()]
print([len(s.split()) for s in sentences], sentences[0])  # expect: [3, 42, 15] Call me Ishmael
print("".join(sorted(set(TEXT.lower()) - set("abcdefghijklmnopqrstuvwxyz"))).strip())  # expect: ,-.
letters = [0] * 26
for c in TEXT.lower():
    if "a" <= c <= "z":
        letters[ord(c) - ord("a")] += 1
print(" ".join(f"{chr(97 + i)}{n}" for i, n in enumerate(letters) if n))
# expect: a20 b1 c5 d7 e27 f4 g8 h12 i21 l16 m7 n18 o19 p5 r15 s11 t21 u7 v4 w5 y6
print(TEXT.title().swapcase()[:40], "|", " ".join(w[::-1] for w in all_words[:6]))
# expect: cALL mE iSHMAEL. sOME yEARS aGO - nEVER  | llac em leamhsi emos sraey oga
pairs = {}
for a, b in zip(all_words, all_words[1:]):
    pairs.setdefault(a, []).append(b)
print([(a, bs) for a, bs in pairs.items() if len(bs) > 2])
# expect: [('and', ['nothing', 'see', 'regulating']), ('i', ['thought', 'would', 'have']), ('the', ['watery', 'world', 'spleen', 'circulation'])]
