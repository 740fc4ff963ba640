# Word counts, palindromes, run lengths, wrapping, anagrams.
text = "It was the best of times, it was the worst of times"
words = [w.strip(".,").lower() for w in text.split()]
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
for w in sorted(counts, key=lambda w: (-counts[w], w)):
    print(f"{w:>6} {counts[w]}")
# expect:     it 2
# expect:     of 2
# expect:    the 2
# expect:  times 2
# expect:    was 2
# expect:   best 1
# expect:  worst 1

def is_palindrome(s):
    t = [c.lower() for c in s if c.isalnum()]
    return t == t[::-1]

print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("nope"))  # expect: True False

def rle(s):
    out = []
    i = 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{j - i}{s[i]}")
        i = j
    return "".join(out)

print(rle("aaabccddddd"), rle(""))  # expect: 3a1b2c5d

def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = word if not line else line + " " + word
    return lines + [line]

for line in wrap(text, 20):
    print("|" + line.ljust(20) + "|")
# expect: |It was the best of  |
# expect: |times, it was the   |
# expect: |worst of times      |
groups = {}
for w in ["eat", "tea", "tan", "ate", "nat", "bat"]:
    groups.setdefault("".join(sorted(w)), []).append(w)
print(list(groups.values()))  # expect: [['eat', 'tea', 'ate'], ['tan', 'nat'], ['bat']]
print(" ".join(w.capitalize() for w in words), text.title() == text)
# expect: It Was The Best Of Times It Was The Worst Of Times False
vowels = sum(c in "aeiou" for c in text.lower())
print(vowels, {c: text.count(c) for c in "tmw"})  # expect: 14 {'t': 8, 'm': 2, 'w': 3}
