# Module datetime.
from datetime import date, datetime, time, timedelta, timezone
import datetime as dt
d = date(2024, 2, 29); print(d, repr(d), d.year, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d + timedelta(days=1), d - timedelta(weeks=1), d - date(2024, 1, 1), d.replace(month=3), d < date(2024, 3, 1), d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)), date.fromordinal(738945), date.fromisoformat('2024-05-06'), d.strftime('%Y/%m/%d %A %a %B %b %j %U %W %y %%'), f'{d:%d.%m.%Y}', d.timetuple()[:3], date.min, date.max, d.ctime())
# expect: 2024-02-29 datetime.date(2024, 2, 29) 2024 3 4 datetime.IsoCalendarDate(year=2024, week=9, weekday=4) 738945 2024-03-01 2024-02-22 59 days, 0:00:00 2024-03-29 True True True 2024-02-29 2024-05-06 2024/02/29 Thursday Thu February Feb 060 08 09 24 % 29.02.2024 (2024, 2, 29) 0001-01-01 9999-12-31 Thu Feb 29 00:00:00 2024
t = timedelta(days=1, hours=2, minutes=3, seconds=4.5); print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, t * 2, t / 2, t // timedelta(hours=1), t % timedelta(hours=1), abs(-t), t > timedelta(1), timedelta(), repr(timedelta()), timedelta(days=-1, seconds=5), divmod(t, timedelta(hours=5)), t / timedelta(days=1), timedelta(microseconds=1.5), bool(timedelta()), sum([t, t], timedelta()), str(timedelta(days=-1)), timedelta.max, t * 1.5, timedelta(weeks=1.5))
# expect: 1 day, 2:03:04.500000 datetime.timedelta(days=1, seconds=7384, microseconds=500000) 1 7384 500000 93784.5 -2 days, 21:56:55.500000 2 days, 4:06:09 13:01:32.250000 26 0:03:04.500000 1 day, 2:03:04.500000 True 0:00:00 datetime.timedelta(0) -1 day, 0:00:05 (5, datetime.timedelta(seconds=3784, microseconds=500000)) 1.08546875 0:00:00.000002 False 2 days, 4:06:09 -1 day, 0:00:00 999999999 days, 23:59:59.999999 1 day, 15:04:36.750000 10 days, 12:00:00
n = datetime(2024, 5, 6, 7, 8, 9, 123456); print(n, repr(n), n.date(), n.time(), n.isoformat(), n.isoformat(' ', 'minutes'), n + timedelta(hours=20), n - datetime(2024, 1, 1), n.replace(hour=0, microsecond=0), n.strftime('%Y-%m-%dT%H:%M:%S.%f %I %p %c %x %X'), datetime.strptime('2024-05-06 07:08:09', '%Y-%m-%d %H:%M:%S'), datetime.strptime('6 May 24 1:02 PM', '%d %B %y %I:%M %p'), datetime.strptime('Mon, 06 May 2024', '%a, %d %b %Y'), datetime.fromisoformat('2024-05-06T07:08:09.5+02:00'), datetime.combine(d, time(1, 2)), n.timetuple()[:6], n < datetime.max, n == n, datetime(2024, 1, 1).timestamp() > 0, datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(1e9), n.weekday(), n.ctime(), type(n - n))
# expect: 2024-05-06 07:08:09.123456 datetime.datetime(2024, 5, 6, 7, 8, 9, 123456) 2024-05-06 07:08:09.123456 2024-05-06T07:08:09.123456 2024-05-06 07:08 2024-05-07 03:08:09.123456 126 days, 7:08:09.123456 2024-05-06 00:08:09 2024-05-06T07:08:09.123456 07 AM Mon May  6 07:08:09 2024 05/06/24 07:08:09 2024-05-06 07:08:09 2024-05-06 13:02:00 2024-05-06 00:00:00 2024-05-06 07:08:09.500000+02:00 2024-02-29 01:02:00 (2024, 5, 6, 7, 8, 9) True True True 1970-01-01 00:00:00+00:00 2001-09-09 01:46:40 0 Mon May  6 07:08:09 2024 <class 'datetime.timedelta'>
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc); e = timezone(timedelta(hours=-5, minutes=-30), 'X'); print(u, repr(u), u.astimezone(e), u.astimezone(timezone(timedelta(hours=2))), u.timestamp(), u.utcoffset(), u.tzname(), e, repr(e), timezone(timedelta(hours=1)), u == u.astimezone(e), u - u.astimezone(e), datetime.strptime('2024 +0130', '%Y %z'), u.strftime('%z %Z'))
# expect: 2024-01-01 12:00:00+00:00 datetime.datetime(2024, 1, 1, 12, 0, tzinfo=datetime.timezone.utc) 2024-01-01 06:30:00-05:30 2024-01-01 14:00:00+02:00 1704110400.0 0:00:00 UTC X datetime.timezone(datetime.timedelta(days=-1, seconds=66600), 'X') UTC+01:00 True 0:00:00 2024-01-01 00:00:00+01:30 +0000 UTC
print(time(1, 2, 3), repr(time(1, 2)), time(23, 59, 59, 5).isoformat(), time(1) < time(2), time.fromisoformat('04:05'), time(10, 20).strftime('%H:%M'), time(1, tzinfo=timezone.utc), time.max)
# expect: 01:02:03 datetime.time(1, 2) 23:59:59.000005 True 04:05:00 10:20 01:00:00+00:00 23:59:59.999999
for f in (lambda: date(2024, 13, 1), lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: datetime(2024, 1, 1, 25), lambda: time(0, 60), lambda: date.fromisoformat('x'), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime('2024 z', '%Y'), lambda: u < n, lambda: u - n, lambda: date(2024, 1), lambda: timedelta('a'), lambda: date.max + timedelta(1), lambda: n < d, lambda: datetime.strptime('a', '%Q'), lambda: date('a', 1, 1), lambda: timezone(5), lambda: t / 0):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
# expect: ValueError month must be in 1..12
# expect: ValueError day is out of range for month
# expect: ValueError year 0 is out of range
# expect: ValueError hour must be in 0..23
# expect: ValueError minute must be in 0..59
# expect: ValueError Invalid isoformat string: 'x'
# expect: ValueError time data 'x' does not match format '%Y'
# expect: ValueError unconverted data remains:  z
# expect: TypeError can't compare offset-naive and offset-aware datetimes
# expect: TypeError can't subtract offset-naive and offset-aware datetimes
# expect: TypeError function missing required argument 'day' (pos 3)
# expect: TypeError unsupported type for timedelta days component: str
# expect: OverflowError date value out of range
# expect: TypeError can't compare datetime.datetime to datetime.date
# expect: ValueError 'Q' is a bad directive in format '%Q'
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError timezone() argument 1 must be datetime.timedelta, not int
# expect: ZeroDivisionError integer division or modulo by zero
print(isinstance(n, date), dt.MINYEAR, date(2024, 12, 30).isocalendar()[1], date(2021, 1, 3).isocalendar(), [date(y, 1, 1).strftime('%G-%V') for y in range(2018, 2023)])
# expect: True 1 1 datetime.IsoCalendarDate(year=2020, week=53, weekday=7) ['2018-01', '2019-01', '2020-01', '2020-53', '2021-52']
c = date(2024, 1, 31); days = [c + timedelta(i) for i in range(3)]; print(days, sorted(days, reverse=True)[0], max(days), (date(2024, 12, 25) - d).days, date.fromisocalendar(2024, 10, 3))
# expect: [datetime.date(2024, 1, 31), datetime.date(2024, 2, 1), datetime.date(2024, 2, 2)] 2024-02-02 2024-02-02 300 2024-03-06
