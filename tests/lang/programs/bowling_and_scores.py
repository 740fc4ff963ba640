# Scoring with running state; validation; reports.
def score(rolls):
    total, i = 0, 0
    frames = []
    for frame in range(10):
        if rolls[i] == 10:
            points = 10 + rolls[i + 1] + rolls[i + 2]
            i += 1
        elif rolls[i] + rolls[i + 1] == 10:
            points = 10 + rolls[i + 2]
            i += 2
        else:
            points = rolls[i] + rolls[i + 1]
            if points > 10:
                raise ValueError(f"frame {frame + 1}: {rolls[i]} + {rolls[i + 1]}")
            i += 2
        total += points
        frames.append(total)
    return frames


def parse(text):
    rolls = []
    for c in text.replace(" ", ""):
        if c == "X":
            rolls.append(10)
        elif c == "/":
            rolls.append(10 - rolls[-1])
        elif c == "-":
            rolls.append(0)
        else:
            rolls.append(int(c))
    return rolls


for text in ("X X X X X X X X X X X X", "9- 9- 9- 9- 9- 9- 9- 9- 9- 9-", "5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/5", "X 7/ 9- X -8 8/ -6 X X X81", "99", "X", "ab"):
    try:
        frames = score(parse(text))
        print(f"{text:32} {frames[-1]:4} {frames}")
    except (IndexError, ValueError) as e:
        print(f"{text:32} {type(e).__name__}: {e}")
# expect: X X X X X X X X X X X X           300 [30, 60, 90, 120, 150, 180, 210, 240, 270, 300]
# expect: 9- 9- 9- 9- 9- 9- 9- 9- 9- 9-      90 [9, 18, 27, 36, 45, 54, 63, 72, 81, 90]
# expect: 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/5    150 [15, 30, 45, 60, 75, 90, 105, 120, 135, 150]
# expect: X 7/ 9- X -8 8/ -6 X X X81        167 [20, 39, 48, 66, 74, 84, 90, 120, 148, 167]
# expect: 99                               ValueError: frame 1: 9 + 9
# expect: X                                IndexError: list index out of range
# expect: ab                               ValueError: invalid literal for int() with base 10: 'a'

students = {"ann": [90, 85.5, 77], "bo": [60, 70], "cy": [], "di": [100]}
LIMITS = ((90, "A"), (80, "B"), (70, "C"), (0, "F"))


def grade(scores):
    try:
        mean = sum(scores) / len(scores)
    except ZeroDivisionError:
        return None, "-"
    return mean, next(letter for limit, letter in LIMITS if mean >= limit)


for name, (mean, letter) in sorted(((n, grade(s)) for n, s in students.items()), key=lambda p: (p[1][0] is None, -(p[1][0] or 0))):
    print(f"{name.title():<5}{letter:>3}{'none' if mean is None else format(mean, '8.2f'):>9}")
# expect: Di     A   100.00
# expect: Ann    B    84.17
# expect: Bo     F    65.00
# expect: Cy     -     none
