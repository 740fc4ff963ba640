x = "\N{no such name}"
y = "\xZ1"
z = b"é"
