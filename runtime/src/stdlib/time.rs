//! `time`.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::sync::clock;
use crate::vm::ModuleDef;

use super::zone::{self, Civil};
use super::{put, structs};

pub(super) const MODULE: ModuleDef = ModuleDef { name: "time", functions: FUNCTIONS, init };

static FUNCTIONS: &[Def] = &[
    Def::new("time", "", time),
    Def::new("time_ns", "", time_ns),
    Def::new("perf_counter", "", monotonic),
    Def::new("perf_counter_ns", "", monotonic_ns),
    Def::new("monotonic", "", monotonic),
    Def::new("monotonic_ns", "", monotonic_ns),
    Def::new("process_time", "", process_time),
    Def::new("process_time_ns", "", process_time_ns),
    Def::new("thread_time", "", thread_time),
    Def::new("thread_time_ns", "", thread_time_ns),
    Def::new("sleep", "seconds, /", sleep),
    Def::new("localtime", "seconds=None, /", localtime),
    Def::new("gmtime", "seconds=None, /", gmtime),
    Def::new("mktime", "tuple, /", mktime),
    Def::new("strftime", "format, tuple=None, /", strftime),
    Def::new("asctime", "tuple=None, /", asctime),
    Def::new("ctime", "seconds=None, /", ctime),
    Def::new("get_clock_info", "name, /", get_clock_info),
];

/// How long a thread sleeps before it looks at signals and at the end of the engine.
const SLICE: Duration = Duration::from_millis(50);

fn init(gil: &mut Gil, module: Reg) -> Res {
    let now = since_epoch().as_secs() as i64;
    let local = zone::local_offset(now);
    let names = [gil.str(&local.name), gil.str(&local.name)];
    put(gil, module, "tzname", gil.tuple(&names))?;
    put(gil, module, "timezone", gil.int(-local.offset))?;
    put(gil, module, "altzone", gil.int(-local.offset))?;
    put(gil, module, "daylight", gil.int(0))?;
    put(gil, module, "struct_time", gil.builtin_class(Type::StructTime).local())?;
    monotonic_nanos();
    Ok(())
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Nanoseconds since some moment before the first call.
fn monotonic_nanos() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let start =
        START.get_or_init(|| Instant::now().checked_sub(Duration::from_secs(1)).unwrap_or_else(Instant::now));
    start.elapsed().as_nanos() as u64
}

fn give_seconds(gil: &mut Gil, nanos: u64, out: Reg) -> Res {
    out.set(gil, gil.float(nanos as f64 / 1e9));
    Ok(())
}

fn give_nanos(gil: &mut Gil, nanos: u64, out: Reg) -> Res {
    out.set(gil, gil.int(nanos as i64));
    Ok(())
}

fn time(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.float(since_epoch().as_secs_f64()));
    Ok(())
}

fn time_ns(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_nanos(gil, since_epoch().as_nanos() as u64, out)
}

fn monotonic(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_seconds(gil, monotonic_nanos(), out)
}

fn monotonic_ns(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_nanos(gil, monotonic_nanos(), out)
}

fn process_time(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_seconds(gil, clock::process_nanos(), out)
}

fn process_time_ns(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_nanos(gil, clock::process_nanos(), out)
}

fn thread_time(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_seconds(gil, clock::thread_nanos(), out)
}

fn thread_time_ns(gil: &mut Gil, _: Args, out: Reg) -> Res {
    give_nanos(gil, clock::thread_nanos(), out)
}

/// `sleep(seconds)`: without the lock, in slices, so that an interrupt of the main thread is seen soon.
fn sleep(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let seconds = super::seconds(gil, args.reg(0))?;
    if seconds.is_nan() {
        return Err(gil.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(gil.value_error("sleep length must be non-negative"));
    }
    let Ok(length) = Duration::try_from_secs_f64(seconds) else {
        return Err(gil.overflow_error("timestamp too large to convert to C _PyTime_t"));
    };
    let start = Instant::now();
    loop {
        let left = length.saturating_sub(start.elapsed());
        gil.detach(|| std::thread::sleep(left.min(SLICE)));
        gil.poll()?;
        if left <= SLICE {
            break;
        }
    }
    out.set(gil, gil.none());
    Ok(())
}

fn moment(gil: &mut Gil, seconds: Reg) -> Res<i64> {
    if seconds.get(gil).is_none() {
        return Ok(since_epoch().as_secs() as i64);
    }
    let seconds = super::seconds(gil, seconds)?;
    if seconds.is_nan() {
        return Err(gil.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() > 67e15 {
        return Err(gil.overflow_error("timestamp out of range for platform time_t"));
    }
    Ok(seconds.floor() as i64)
}

fn give_civil(gil: &Gil, civil: &Civil, out: Reg) {
    let fields = [
        civil.year,
        civil.month,
        civil.day,
        civil.hour,
        civil.minute,
        civil.second,
        civil.weekday,
        civil.yearday,
        civil.dst,
    ];
    let values: Vec<Local<'_>> = fields.iter().map(|&field| gil.int(field)).collect();
    out.set(gil, structs::make(gil, Type::StructTime, &values));
}

fn localtime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let moment = moment(gil, args.reg(0))?;
    give_civil(gil, &zone::local(moment), out);
    Ok(())
}

fn gmtime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let moment = moment(gil, args.reg(0))?;
    give_civil(gil, &Civil::of(moment, 0, 0), out);
    Ok(())
}

/// The time in a `struct_time` or tuple; now if it is None.
fn civil_arg(gil: &mut Gil, tuple: Reg) -> Res<Civil> {
    if tuple.get(gil).is_none() {
        return Ok(zone::local(since_epoch().as_secs() as i64));
    }
    let fields: Option<Vec<i64>> =
        tuple.get(gil).as_tuple().map(|tuple| tuple.iter().map(|item| item.to_i64().unwrap_or(0)).collect());
    match fields.as_deref() {
        Some(&[year, month, day, hour, minute, second, weekday, yearday, dst]) => {
            for (value, range, text) in [
                (month, 0..=12, "month out of range"),
                (day, 0..=31, "day of month out of range"),
                (hour, 0..=23, "hour out of range"),
                (minute, 0..=59, "minute out of range"),
                (second, 0..=61, "seconds out of range"),
                (yearday, 0..=366, "day of year out of range"),
            ] {
                if !range.contains(&value) {
                    return Err(gil.value_error(text));
                }
            }
            Ok(Civil {
                year,
                month: month.max(1),
                day: day.max(1),
                hour,
                minute,
                second,
                weekday: weekday.rem_euclid(7),
                yearday: yearday.max(1),
                dst,
            })
        }
        Some(_) => Err(gil.type_error("time tuple must have exactly 9 elements")),
        None => Err(gil.type_error("Tuple or struct_time argument required")),
    }
}

fn mktime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let civil = civil_arg(gil, args.reg(0))?;
    let as_utc = civil.seconds();
    // The offset at the moment itself, found from the one at the same wall time in UTC.
    let guess = as_utc - zone::local_offset(as_utc).offset;
    let moment = as_utc - zone::local_offset(guess).offset;
    out.set(gil, gil.float(moment as f64));
    Ok(())
}

fn strftime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(format) = args.get(gil, 0).as_str().map(|text| text.to_string_lossy().into_owned()) else {
        let name = gil.type_name(args.get(gil, 0));
        return Err(gil.type_error(format!("strftime() argument 1 must be str, not {name}")));
    };
    let civil = civil_arg(gil, args.reg(1))?;
    out.set(gil, gil.str(&civil.format(&format)));
    Ok(())
}

fn asctime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let civil = civil_arg(gil, args.reg(0))?;
    out.set(gil, gil.str(&civil.asctime()));
    Ok(())
}

fn ctime(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let moment = moment(gil, args.reg(0))?;
    out.set(gil, gil.str(&zone::local(moment).asctime()));
    Ok(())
}

fn get_clock_info(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let name = args.get(s, 0).as_str().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (function, monotonic, adjustable) = match name.as_str() {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(s.value_error("unknown clock")),
    };
    let values = [s.str(function), s.bool(monotonic), s.bool(adjustable), s.float(1e-9)];
    out.set(s, structs::make(s, Type::ClockInfo, &values));
    Ok(())
}
