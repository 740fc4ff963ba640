//! Dates, and the time zone of the machine (`TZ` or `/etc/localtime`, in the TZif format).

use std::sync::OnceLock;

/// A moment as a calendar shows it. Months and days count from 1, week days from Monday = 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    pub dst: i64,
}

/// How local time differs from UTC at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offset {
    /// Seconds east of UTC.
    pub offset: i64,
    /// Whether it is summer time.
    pub dst: bool,
    /// `CET`.
    pub name: String,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the leap day is the last day of a year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl Civil {
    /// The calendar at a moment, this many seconds east of UTC.
    pub(super) fn of(moment: i64, offset: i64, dst: i64) -> Civil {
        let local = moment.saturating_add(offset);
        let (days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_from_civil(year, 1, 1) + 1,
            dst,
        }
    }

    /// Seconds since the epoch if this is UTC.
    pub(super) fn seconds(&self) -> i64 {
        days_from_civil(self.year, self.month, self.day) * 86_400
            + self.hour * 3600
            + self.minute * 60
            + self.second
    }

    pub(super) fn asctime(&self) -> String {
        self.format("%a %b ").to_owned()
            + &format!("{:2} {:02}:{:02}:{:02} {}", self.day, self.hour, self.minute, self.second, self.year)
    }

    fn day_name(&self) -> &'static str {
        DAYS.get(self.weekday as usize).copied().unwrap_or("?")
    }

    fn month_name(&self) -> &'static str {
        MONTHS.get(self.month as usize - 1).copied().unwrap_or("?")
    }

    /// Year and week of ISO 8601.
    fn iso_week(&self) -> (i64, i64) {
        let week = (self.yearday - 1 - self.weekday + 10).div_euclid(7);
        let weeks_in = |year: i64| {
            let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            if first == 3 || (leap && first == 2) { 53 } else { 52 }
        };
        if week < 1 {
            (self.year - 1, weeks_in(self.year - 1))
        } else if week > weeks_in(self.year) {
            (self.year + 1, 1)
        } else {
            (self.year, week)
        }
    }

    /// `strftime` in the C locale.
    pub(super) fn format(&self, format: &str) -> String {
        let mut out = String::with_capacity(format.len() * 2);
        let mut chars = format.chars();
        let hour12 = match self.hour % 12 {
            0 => 12,
            hour => hour,
        };
        let sunday = (self.weekday + 1) % 7;
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let Some(code) = chars.next() else {
                out.push('%');
                break;
            };
            let zone = || local_offset(self.seconds());
            let text = match code {
                'a' => self.day_name()[..3].to_owned(),
                'A' => self.day_name().to_owned(),
                'b' | 'h' => self.month_name()[..3].to_owned(),
                'B' => self.month_name().to_owned(),
                'c' => self.format("%a %b %e %H:%M:%S %Y"),
                'C' => format!("{:02}", self.year.div_euclid(100)),
                'd' => format!("{:02}", self.day),
                'D' | 'x' => self.format("%m/%d/%y"),
                'e' => format!("{:2}", self.day),
                'F' => self.format("%Y-%m-%d"),
                'g' => format!("{:02}", self.iso_week().0.rem_euclid(100)),
                'G' => self.iso_week().0.to_string(),
                'H' => format!("{:02}", self.hour),
                'I' => format!("{hour12:02}"),
                'j' => format!("{:03}", self.yearday),
                'k' => format!("{:2}", self.hour),
                'l' => format!("{hour12:2}"),
                'm' => format!("{:02}", self.month),
                'M' => format!("{:02}", self.minute),
                'n' => "\n".to_owned(),
                'p' => if self.hour < 12 { "AM" } else { "PM" }.to_owned(),
                'P' => if self.hour < 12 { "am" } else { "pm" }.to_owned(),
                'r' => self.format("%I:%M:%S %p"),
                'R' => self.format("%H:%M"),
                's' => (self.seconds() - zone().offset).to_string(),
                'S' => format!("{:02}", self.second),
                't' => "\t".to_owned(),
                'T' | 'X' => self.format("%H:%M:%S"),
                'u' => (self.weekday + 1).to_string(),
                'U' => format!("{:02}", (self.yearday - 1 + 7 - sunday) / 7),
                'V' => format!("{:02}", self.iso_week().1),
                'w' => sunday.to_string(),
                'W' => format!("{:02}", (self.yearday - 1 + 7 - self.weekday) / 7),
                'y' => format!("{:02}", self.year.rem_euclid(100)),
                'Y' => self.year.to_string(),
                'z' => {
                    let offset = zone().offset;
                    let sign = if offset < 0 { '-' } else { '+' };
                    format!("{sign}{:02}{:02}", offset.abs() / 3600, offset.abs() / 60 % 60)
                }
                'Z' => zone().name,
                '%' => "%".to_owned(),
                other => format!("%{other}"),
            };
            out.push_str(&text);
        }
        out
    }
}

/// Local time at a moment.
pub(super) fn local(moment: i64) -> Civil {
    let offset = local_offset(moment);
    Civil::of(moment, offset.offset, i64::from(offset.dst))
}

/// The offset of local time at a moment.
pub(super) fn local_offset(moment: i64) -> Offset {
    static ZONE: OnceLock<Option<Zone>> = OnceLock::new();
    let utc = || Offset { offset: 0, dst: false, name: "UTC".to_owned() };
    match ZONE.get_or_init(load) {
        Some(zone) => zone.at(moment),
        None => utc(),
    }
}

/// The changes of a zone: each holds from its moment on.
struct Zone {
    first: Offset,
    changes: Vec<(i64, Offset)>,
}

impl Zone {
    fn at(&self, moment: i64) -> Offset {
        let behind = self.changes.partition_point(|&(from, _)| from <= moment);
        match behind.checked_sub(1).and_then(|at| self.changes.get(at)) {
            Some((_, offset)) => offset.clone(),
            None => self.first.clone(),
        }
    }
}

fn load() -> Option<Zone> {
    let path = match std::env::var("TZ") {
        Ok(name) if name.is_empty() => return None,
        Ok(name) => {
            let name = name.trim_start_matches(':').to_owned();
            if name.starts_with('/') { name } else { format!("/usr/share/zoneinfo/{name}") }
        }
        Err(_) => "/etc/localtime".to_owned(),
    };
    parse(&std::fs::read(path).ok()?)
}

/// Reads TZif data: the 64-bit block if there is one.
fn parse(data: &[u8]) -> Option<Zone> {
    let number = |at: usize| Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?) as usize);
    let counts = |at: usize| {
        let mut counts = [0; 6];
        for (i, count) in counts.iter_mut().enumerate() {
            *count = number(at + 20 + 4 * i)?;
        }
        Some(counts)
    };
    if !data.starts_with(b"TZif") {
        return None;
    }
    let version = *data.get(4)?;
    let [isut, isstd, leap, times, types, chars] = counts(0)?;
    let (start, width, [_, _, _, times, types, chars]) = if version >= b'2' {
        let second = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut;
        (second, 8, counts(second)?)
    } else {
        (0, 4, [isut, isstd, leap, times, types, chars])
    };
    let at_times = start + 44;
    let at_indices = at_times + times * width;
    let at_types = at_indices + times;
    let at_names = at_types + types * 6;
    let names = data.get(at_names..at_names + chars)?;
    let offset_of = |index: usize| {
        let at = at_types + index * 6;
        let offset = i64::from(i32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?));
        let name = names.get(*data.get(at + 5)? as usize..)?;
        let name = name.split(|&b| b == 0).next()?;
        Some(Offset {
            offset,
            dst: *data.get(at + 4)? != 0,
            name: String::from_utf8_lossy(name).into_owned(),
        })
    };
    let mut changes = Vec::with_capacity(times);
    for i in 0..times {
        let at = at_times + i * width;
        let bytes = data.get(at..at + width)?;
        let moment = match width {
            8 => i64::from_be_bytes(bytes.try_into().ok()?),
            _ => i64::from(i32::from_be_bytes(bytes.try_into().ok()?)),
        };
        changes.push((moment, offset_of(*data.get(at_indices + i)? as usize)?));
    }
    Some(Zone { first: offset_of(0)?, changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_go_there_and_back() {
        for moment in [0, 951_782_400, 1_709_251_199, -1, -62_135_596_800, 253_402_300_799] {
            assert_eq!(Civil::of(moment, 0, 0).seconds(), moment);
        }
        let day = Civil::of(1_700_000_000, 0, 0);
        assert_eq!(
            day.format("%Y-%m-%d %H:%M:%S %A %j %U %W %V %G %p %y %%"),
            "2023-11-14 22:13:20 Tuesday 318 46 46 46 2023 PM 23 %"
        );
        assert_eq!(day.asctime(), "Tue Nov 14 22:13:20 2023");
        assert_eq!(Civil::of(1_609_459_199, 0, 0).format("%G-W%V"), "2020-W53");
    }
}
