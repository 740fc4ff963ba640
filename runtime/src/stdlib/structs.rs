//! Tuples with named fields: `sys.version_info`, `time.struct_time` and the like.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};

/// The methods of all such types.
pub(crate) const METHODS: &[(Type, &[Def])] = &[
    (Type::VersionInfo, VERSION),
    (Type::FloatInfo, FLOAT),
    (Type::HashInfo, HASH),
    (Type::IntInfo, INT),
    (Type::ThreadInfo, THREAD),
    (Type::SysFlags, FLAGS),
    (Type::StructTime, TIME),
    (Type::StatResult, STAT),
    (Type::TerminalSize, TERMINAL),
    (Type::ClockInfo, CLOCK),
];

macro_rules! fields {
    ($($table:ident: $($number:literal $name:literal)*;)*) => {
        $(static $table: &[Def] = &[$(Def::getter($name, field::<$number>),)* Def::new("__repr__", "", repr)];)*

        /// The names of the fields of a type.
        fn names_of(ty: Type) -> &'static [Def] {
            METHODS.iter().find(|(row, _)| *row == ty).map_or(&[], |(_, defs)| &defs[..defs.len() - 1])
        }
    };
}

fields! {
    VERSION: 0 "major" 1 "minor" 2 "micro" 3 "releaselevel" 4 "serial";
    FLOAT: 0 "max" 1 "max_exp" 2 "max_10_exp" 3 "min" 4 "min_exp" 5 "min_10_exp" 6 "dig" 7 "mant_dig" 8 "epsilon"
        9 "radix" 10 "rounds";
    HASH: 0 "width" 1 "modulus" 2 "inf" 3 "nan" 4 "imag" 5 "algorithm" 6 "hash_bits" 7 "seed_bits" 8 "cutoff";
    INT: 0 "bits_per_digit" 1 "sizeof_digit" 2 "default_max_str_digits" 3 "str_digits_check_threshold";
    THREAD: 0 "name" 1 "lock" 2 "version";
    FLAGS: 0 "debug" 1 "inspect" 2 "interactive" 3 "optimize" 4 "dont_write_bytecode" 5 "no_user_site" 6 "no_site"
        7 "ignore_environment" 8 "verbose" 9 "bytes_warning" 10 "quiet" 11 "hash_randomization" 12 "isolated"
        13 "dev_mode" 14 "utf8_mode" 15 "warn_default_encoding" 16 "safe_path" 17 "int_max_str_digits";
    TIME: 0 "tm_year" 1 "tm_mon" 2 "tm_mday" 3 "tm_hour" 4 "tm_min" 5 "tm_sec" 6 "tm_wday" 7 "tm_yday" 8 "tm_isdst"
        9 "tm_zone" 10 "tm_gmtoff";
    STAT: 0 "st_mode" 1 "st_ino" 2 "st_dev" 3 "st_nlink" 4 "st_uid" 5 "st_gid" 6 "st_size" 7 "st_atime" 8 "st_mtime"
        9 "st_ctime" 10 "st_mtime_ns";
    TERMINAL: 0 "columns" 1 "lines";
    CLOCK: 0 "implementation" 1 "monotonic" 2 "adjustable" 3 "resolution";
}

fn field<const N: usize>(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0).as_tuple().and_then(|tuple| tuple.get(N)).unwrap_or(gil.none());
    out.set(gil, value);
    Ok(())
}

/// A tuple of one of these types.
pub(super) fn make<'g>(gil: &'g Gil, ty: Type, values: &[Local<'_>]) -> Local<'g> {
    let tuple = gil.tuple_of_shape(values.len(), ty.shape());
    for (i, &value) in values.iter().enumerate() {
        tuple.init(i, value);
    }
    tuple.local()
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let item = s.slot();
    let class = s.class_of(args.get(s, 0));
    let Some(ty) = class.builtin_type() else { return Ok(()) };
    let module = match ty {
        Type::StructTime => "time",
        Type::StatResult | Type::TerminalSize => "os",
        Type::ClockInfo => "",
        _ => "sys",
    };
    let mut text = if module.is_empty() { Vec::new() } else { format!("{module}.").into_bytes() };
    text.extend_from_slice(class.name().bytes());
    text.push(b'(');
    let len = args.get(s, 0).as_tuple().map_or(0, |tuple| tuple.len());
    for (i, def) in names_of(ty).iter().take(len).enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(def.name.as_bytes());
        text.push(b'=');
        if let Some(value) = args.get(s, 0).as_tuple().and_then(|tuple| tuple.get(i)) {
            item.set(s, value);
        }
        text.extend_from_slice(&s.repr_text(item)?);
    }
    text.push(b')');
    out.set(s, s.str_wtf8(&text));
    Ok(())
}
