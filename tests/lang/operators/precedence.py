# Precedence and associativity.
print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, -2 ** 2, (-2) ** 2, 2 ** -1)  # expect: 14 20 512 -4 4 0.5
print(10 - 3 - 2, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 2)  # expect: 5 5.0 6 6
print(1 | 2 & 3, 1 ^ 3 & 2, 1 << 2 + 1, 5 & 3 == 1, not 1 == 2)  # expect: 3 3 8 True True
print(1 or 0 and 0, (1 or 0) and 0, not 0 or 0)  # expect: 1 0 True
print(1 if 0 else 2 if 0 else 3)  # expect: 3
print(-3 // 2, -(3 // 2), ~2 + 1, not True == False)  # expect: -2 -1 -2 True
print(1 < 2 and 2 < 3, 1 < 2 == True, (lambda: 1)() + 1)  # expect: True False 2
print([*range(3)] + [4], "a" "b" * 2, "x" + "y" "z")  # expect: [0, 1, 2, 4] abab xyz
print(4 - -4, 4 - +4, - - 4, 2 * -3)  # expect: 8 0 4 -6
