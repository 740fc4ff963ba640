# Months and years as text and as data; colours; file names by patterns.
import calendar
import colorsys
import glob
import os
import tempfile

print(calendar.month(2024, 2), end="")
# expect:    February 2024
# expect: Mo Tu We Th Fr Sa Su
# expect:           1  2  3  4
# expect:  5  6  7  8  9 10 11
# expect: 12 13 14 15 16 17 18
# expect: 19 20 21 22 23 24 25
# expect: 26 27 28 29
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 10, 3), end="")
# expect:         October 2023
# expect: Sun Mon Tue Wed Thu Fri Sat
# expect:   1   2   3   4   5   6   7
# expect:   8   9  10  11  12  13  14
# expect:  15  16  17  18  19  20  21
# expect:  22  23  24  25  26  27  28
# expect:  29  30  31
print(calendar.calendar(2025, 2, 1, 4), end="")
# expect:                                 2025
# expect:
# expect:       January                 February                 March
# expect: Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
# expect:        1  2  3  4  5                    1  2                    1  2
# expect:  6  7  8  9 10 11 12     3  4  5  6  7  8  9     3  4  5  6  7  8  9
# expect: 13 14 15 16 17 18 19    10 11 12 13 14 15 16    10 11 12 13 14 15 16
# expect: 20 21 22 23 24 25 26    17 18 19 20 21 22 23    17 18 19 20 21 22 23
# expect: 27 28 29 30 31          24 25 26 27 28          24 25 26 27 28 29 30
# expect:                                                 31
# expect:
# expect:        April                    May                     June
# expect: Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
# expect:     1  2  3  4  5  6              1  2  3  4                       1
# expect:  7  8  9 10 11 12 13     5  6  7  8  9 10 11     2  3  4  5  6  7  8
# expect: 14 15 16 17 18 19 20    12 13 14 15 16 17 18     9 10 11 12 13 14 15
# expect: 21 22 23 24 25 26 27    19 20 21 22 23 24 25    16 17 18 19 20 21 22
# expect: 28 29 30                26 27 28 29 30 31       23 24 25 26 27 28 29
# expect:                                                 30
# expect:
# expect:         July                   August                September
# expect: Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
# expect:     1  2  3  4  5  6                 1  2  3     1  2  3  4  5  6  7
# expect:  7  8  9 10 11 12 13     4  5  6  7  8  9 10     8  9 10 11 12 13 14
# expect: 14 15 16 17 18 19 20    11 12 13 14 15 16 17    15 16 17 18 19 20 21
# expect: 21 22 23 24 25 26 27    18 19 20 21 22 23 24    22 23 24 25 26 27 28
# expect: 28 29 30 31             25 26 27 28 29 30 31    29 30
# expect:
# expect:       October                 November                December
# expect: Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
# expect:        1  2  3  4  5                    1  2     1  2  3  4  5  6  7
# expect:  6  7  8  9 10 11 12     3  4  5  6  7  8  9     8  9 10 11 12 13 14
# expect: 13 14 15 16 17 18 19    10 11 12 13 14 15 16    15 16 17 18 19 20 21
# expect: 20 21 22 23 24 25 26    17 18 19 20 21 22 23    22 23 24 25 26 27 28
# expect: 27 28 29 30 31          24 25 26 27 28 29 30    29 30 31
print(calendar.isleap(1900), calendar.leapdays(1900, 2025), calendar.monthrange(2024, 2), calendar.weekday(1969, 7, 20))
# expect: False 31 (3, 29) 6
print(calendar.monthcalendar(2021, 2), list(calendar.month_abbr), calendar.day_name[0], list(calendar.day_abbr))
# expect: [[1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14], [15, 16, 17, 18, 19, 20, 21], [22, 23, 24, 25, 26, 27, 28]] ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] Monday ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
print(calendar.Calendar(6).monthdatescalendar(2020, 2)[0], list(calendar.Calendar(3).iterweekdays()))
# expect: [datetime.date(2020, 1, 26), datetime.date(2020, 1, 27), datetime.date(2020, 1, 28), datetime.date(2020, 1, 29), datetime.date(2020, 1, 30), datetime.date(2020, 1, 31), datetime.date(2020, 2, 1)] [3, 4, 5, 6, 0, 1, 2]
print(calendar.timegm((2001, 9, 9, 1, 46, 40, 0, 0, 0)), calendar.weekheader(3))
# expect: 1000000000 Mon Tue Wed Thu Fri Sat Sun
print(calendar.HTMLCalendar().formatmonth(2022, 5).count("<td"), calendar.HTMLCalendar().formatweekheader())
# expect: 42 <tr><th class="mon">Mon</th><th class="tue">Tue</th><th class="wed">Wed</th><th class="thu">Thu</th><th class="fri">Fri</th><th class="sat">Sat</th><th class="sun">Sun</th></tr>
for wrong in (lambda: calendar.monthrange(2020, 13), lambda: calendar.setfirstweekday(9)):
    try:
        wrong()
    except ValueError as error:
        print(type(error).__name__, error)
# expect: IllegalMonthError bad month number 13; must be 1-12
# expect: IllegalWeekdayError bad weekday number 9; must be 0 (Monday) to 6 (Sunday)
for r, g, b in [(1.0, 0.5, 0.25), (0.2, 0.4, 0.4), (0.5, 0.5, 0.5), (0.1, 0.1, 0.9)]:
    print(colorsys.rgb_to_hsv(r, g, b), colorsys.rgb_to_hls(r, g, b), colorsys.rgb_to_yiq(r, g, b))
    print(colorsys.hsv_to_rgb(*colorsys.rgb_to_hsv(r, g, b)), colorsys.hls_to_rgb(*colorsys.rgb_to_hls(r, g, b)))
    print(colorsys.yiq_to_rgb(*colorsys.rgb_to_yiq(r, g, b)))
# expect: (0.05555555555555556, 0.75, 1.0) (0.05555555555555556, 0.625, 1.0) (0.6224999999999999, 0.37992500000000007, 0.028475000000000056)
# expect: (1.0, 0.5, 0.25) (1.0, 0.5, 0.25)
# expect: (1.0, 0.49999999999999994, 0.24999999999999997)
# expect: (0.5, 0.5, 0.4) (0.5, 0.30000000000000004, 0.3333333333333333) (0.33999999999999997, -0.11979999999999999, -0.04259999999999996)
# expect: (0.2, 0.4, 0.4) (0.20000000000000007, 0.39999999999999997, 0.4)
# expect: (0.2, 0.39999999999999997, 0.4)
# expect: (0.0, 0.0, 0.5) (0.0, 0.5, 0.0) (0.49999999999999994, 2.6090241078691177e-17, 4.940492459581946e-17)
# expect: (0.5, 0.5, 0.5) (0.5, 0.5, 0.5)
# expect: (0.5, 0.4999999999999999, 0.5)
# expect: (0.6666666666666666, 0.888888888888889, 0.9) (0.6666666666666666, 0.5, 0.8) (0.188, -0.25736, 0.24967999999999996)
# expect: (0.09999999999999995, 0.09999999999999995, 0.9) (0.09999999999999998, 0.09999999999999998, 0.9)
# expect: (0.1, 0.1, 0.8999999999999999)
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "a", "b"))
    for name in ("x.txt", "y.py", "a/z.txt", "a/b/w.txt", ".hidden.txt"):
        open(os.path.join(folder, name), "w").close()
    for pattern in ("*.txt", "*", "**/*.txt", "?/*.txt", "[xy].*", "a/b", "nothing*", "**", "*/"):
        found = glob.glob(os.path.join(folder, pattern), recursive=True)
        print(pattern, sorted(os.path.relpath(name, folder) for name in found))
    print(sorted(glob.glob("*.*", root_dir=folder)), glob.escape("a[1]*?"))
# expect: *.txt ['x.txt']
# expect: * ['a', 'x.txt', 'y.py']
# expect: **/*.txt ['a/b/w.txt', 'a/z.txt', 'x.txt']
# expect: ?/*.txt ['a/z.txt']
# expect: [xy].* ['x.txt', 'y.py']
# expect: a/b ['a/b']
# expect: nothing* []
# expect: ** ['.', 'a', 'a/b', 'a/b/w.txt', 'a/z.txt', 'x.txt', 'y.py']
# expect: */ ['a']
# expect: ['x.txt', 'y.py'] a[[]1][*][?]
