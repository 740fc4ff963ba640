# and/or give an operand and evaluate only what they need.
def t(x):
    print("t", x)
    return x

print(t(1) and t(2))
# expect: t 1
# expect: t 2
# expect: 2
print(t(0) and t(2))
# expect: t 0
# expect: 0
print(t(0) or t("x"))
# expect: t 0
# expect: t x
# expect: x
print(t("y") or t("x"))
# expect: t y
# expect: y
print(t(1) and t([]) or t("last"))
# expect: t 1
# expect: t []
# expect: t last
# expect: last
print(not t(""))
# expect: t
# expect: True
print(0 or "" or [] or None, 1 and "a" and [1])  # expect: None [1]
print("yes" if t(1) else "no", "yes" if t(0) else "no")
# expect: t 1
# expect: t 0
# expect: yes no
a = None
print(a or "default", a is None and "none")  # expect: default none
if t(1) and not t(0) or t(9):
    print("taken")
# expect: t 1
# expect: t 0
# expect: taken
while t(0) or t(None):
    pass
# expect: t 0
# expect: t None
