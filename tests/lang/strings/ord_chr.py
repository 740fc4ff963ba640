# Characters and code points.
print(ord("a"), ord("é"), ord("😀"), chr(97), chr(233), chr(0x1F600))  # expect: 97 233 128512 a é 😀
print("".join(chr(ord("a") + i) for i in range(26)))  # expect: abcdefghijklmnopqrstuvwxyz
print([ord(c) for c in "Hi!"])  # expect: [72, 105, 33]
for bad in (lambda: ord("ab"), lambda: ord(""), lambda: chr(-1), lambda: chr(0x110000), lambda: ord(5), lambda: chr("a")):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError ord() expected a character, but string of length 2 found
# expect: TypeError ord() expected a character, but string of length 0 found
# expect: ValueError chr() arg not in range(0x110000)
# expect: ValueError chr() arg not in range(0x110000)
# expect: TypeError ord() expected string of length 1, but int found
# expect: TypeError 'str' object cannot be interpreted as an integer

def caesar(text, k):
    out = []
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            out.append(chr((ord(c) - base + k) % 26 + base))
        else:
            out.append(c)
    return "".join(out)

print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))  # expect: Khoor, Zruog! Hello, World!
