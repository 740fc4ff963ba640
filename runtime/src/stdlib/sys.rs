//! `sys`.

use std::time::Duration;

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::vm::ModuleDef;

use super::{io, put, structs};

pub(super) const MODULE: ModuleDef = ModuleDef { name: "sys", functions: FUNCTIONS, init };

static FUNCTIONS: &[Def] = &[
    Def::new("exc_info", "", exc_info),
    Def::new("exception", "", exception),
    Def::new("exit", "status=None, /", exit),
    Def::new("getdefaultencoding", "", default_encoding),
    Def::new("getfilesystemencoding", "", default_encoding),
    Def::new("getfilesystemencodeerrors", "", encode_errors),
    Def::new("getrecursionlimit", "", getrecursionlimit),
    Def::new("setrecursionlimit", "limit, /", setrecursionlimit),
    Def::new("getswitchinterval", "", getswitchinterval),
    Def::new("setswitchinterval", "interval, /", setswitchinterval),
    Def::new("getsizeof", "object, default=?", getsizeof),
    Def::new("getrefcount", "object, /", getrefcount),
    Def::new("intern", "string, /", intern),
    Def::new("is_finalizing", "", is_finalizing),
    Def::new("get_int_max_str_digits", "", int_max_digits),
    Def::new("set_int_max_str_digits", "maxdigits", set_int_max_digits),
    Def::new("gettrace", "", none),
    Def::new("settrace", "function, /", none),
    Def::new("getprofile", "", none),
    Def::new("setprofile", "function, /", none),
    Def::new("excepthook", "type, value, traceback, /", excepthook),
    Def::new("breakpointhook", "*args, **kws", breakpointhook),
    Def::new("audit", "event, /, *args", none),
    Def::new("addaudithook", "hook", none),
    Def::new("_clear_type_cache", "", none),
    Def::new("_getframe", "depth=0, /", crate::vm::frames::getframe),
    Def::new("displayhook", "object, /", displayhook),
];

/// Frames that a thread has room for, less some for what runs while an exception passes.
const MAX_LIMIT: i64 = (1 << 20) - 64;
const VERSION: [i64; 3] = [3, 11, 7];

fn init(gil: &mut Gil, module: Reg) -> Res {
    let gil: &Gil = gil;
    let int = |value: i64| gil.int(value);
    let text = |value: &str| gil.str(value);
    let strings = |values: &[String]| {
        let values: Vec<Local<'_>> = values.iter().map(|value| gil.str(value)).collect();
        gil.list_of(&values).local()
    };
    let config = &gil.engine().config;
    let version = structs::make(
        gil,
        Type::VersionInfo,
        &[int(VERSION[0]), int(VERSION[1]), int(VERSION[2]), text("final"), int(0)],
    );
    let float = |value: f64| gil.float(value);
    let float_info = structs::make(
        gil,
        Type::FloatInfo,
        &[
            float(f64::MAX),
            int(1024),
            int(308),
            float(f64::MIN_POSITIVE),
            int(-1021),
            int(-307),
            int(15),
            int(53),
            float(f64::EPSILON),
            int(2),
            int(1),
        ],
    );
    let hash_info = structs::make(
        gil,
        Type::HashInfo,
        &[
            int(64),
            int((1 << 61) - 1),
            int(314_159),
            int(0),
            int(1_000_003),
            text("siphash13"),
            int(64),
            int(128),
            int(0),
        ],
    );
    let int_info = structs::make(gil, Type::IntInfo, &[int(30), int(4), int(4300), int(640)]);
    let thread_info = structs::make(gil, Type::ThreadInfo, &[text("pthread"), text("semaphore"), gil.none()]);
    let mut flags = vec![int(0); 18];
    flags[11] = int(i64::from(config.hash_seed.is_none()));
    flags[13] = gil.bool(false);
    flags[16] = gil.bool(false);
    flags[17] = int(4300);
    let flags = structs::make(gil, Type::SysFlags, &flags);
    let path = gil.global_root("sys.path").unwrap_or_else(|| strings(&config.path));
    let executable =
        std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let argv = if config.argv.is_empty() { vec![String::new()] } else { config.argv.clone() };
    let modules: Vec<Local<'_>> = super::names().map(|name| gil.str(name)).collect();
    for (name, value) in [
        ("argv", strings(&argv)),
        ("orig_argv", strings(&argv)),
        ("path", path),
        ("modules", gil.modules_dict().local()),
        ("version", text("3.11.7 (ungil)")),
        ("version_info", version),
        ("hexversion", int(0x030b_07f0)),
        ("api_version", int(1013)),
        ("copyright", text("")),
        ("platform", text("linux")),
        ("byteorder", text(if cfg!(target_endian = "little") { "little" } else { "big" })),
        ("maxsize", int(i64::MAX)),
        ("maxunicode", int(0x10_ffff)),
        ("executable", text(&executable)),
        ("prefix", text("")),
        ("exec_prefix", text("")),
        ("base_prefix", text("")),
        ("float_info", float_info),
        ("float_repr_style", text("short")),
        ("hash_info", hash_info),
        ("int_info", int_info),
        ("thread_info", thread_info),
        ("flags", flags),
        ("warnoptions", gil.list().local()),
        ("dont_write_bytecode", gil.bool(true)),
        ("builtin_module_names", gil.tuple(&modules)),
        ("stdlib_module_names", gil.tuple(&modules)),
        ("stdin", io::std_object(gil, 0)),
        ("stdout", io::std_object(gil, 1)),
        ("stderr", io::std_object(gil, 2)),
    ] {
        put(gil, module, name, value)?;
    }
    for (name, of) in [
        ("__stdin__", "stdin"),
        ("__stdout__", "stdout"),
        ("__stderr__", "stderr"),
        ("__excepthook__", "excepthook"),
        ("__displayhook__", "displayhook"),
        ("__breakpointhook__", "breakpointhook"),
    ] {
        let found = module.get(gil).as_module().and_then(|m| m.dict().get_str(gil, gil.intern(of)));
        if let Some(found) = found {
            put(gil, module, name, found)?;
        }
    }
    put(gil, module, "meta_path", gil.list().local())?;
    put(gil, module, "path_hooks", gil.list().local())?;
    put(gil, module, "path_importer_cache", gil.dict().local())?;
    put(gil, module, "base_exec_prefix", text(""))?;
    put(gil, module, "platlibdir", text("lib"))?;
    put(gil, module, "pycache_prefix", gil.none())?;
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(module) = module.get(gil).as_module()
            && let Some(stream) = module.dict().get_str(gil, gil.intern(name))
        {
            module.dict().set_str(gil, gil.intern(&format!("__{name}__")), stream)?;
        }
    }
    // `sys.implementation`: an object with attributes.
    let implementation = gil.dict();
    for (name, value) in [
        ("name", text("ungil")),
        ("version", version),
        ("cache_tag", gil.none()),
        ("hexversion", int(0x030b_07f0)),
    ] {
        implementation.set_str(gil, gil.intern(name), value)?;
    }
    implementation.set_str(gil, gil.intern("__name__"), text("sys.implementation"))?;
    put(gil, module, "implementation", gil.module_over(implementation))
}

fn none(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

fn exc_info(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let handled = Local::new(gil.thread().handled.get());
    let none = gil.none();
    let parts = match handled.as_exception() {
        Some(exception) => [gil.class_of(handled).local(), handled, exception.traceback()],
        None => [none; 3],
    };
    out.set(gil, gil.tuple(&parts));
    Ok(())
}

fn exception(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, Local::new(gil.thread().handled.get()));
    Ok(())
}

fn exit(gil: &mut Gil, args: Args, _: Reg) -> Res {
    let status = args.get(gil, 0);
    Err(if status.is_none() {
        gil.raise_args(Type::SystemExit, &[])
    } else {
        gil.raise_args(Type::SystemExit, &[status])
    })
}

fn default_encoding(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.str("utf-8"));
    Ok(())
}

fn encode_errors(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.str("surrogateescape"));
    Ok(())
}

fn getrecursionlimit(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(gil.thread().frame_limit.get().into()));
    Ok(())
}

fn setrecursionlimit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = gil.index(args.reg(0))?;
    if limit < 1 {
        return Err(gil.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = i64::from(gil.thread().frame_count.get());
    if limit <= depth {
        return Err(gil.raise_new(
            Type::RecursionError,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    let limit = limit.min(MAX_LIMIT) as u32;
    for thread in gil.engine().threads.borrow().iter() {
        thread.frame_limit.set(limit);
    }
    out.set(gil, gil.none());
    Ok(())
}

fn getswitchinterval(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let interval = gil.engine().lock.interval();
    out.set(gil, gil.float(interval.as_secs_f64()));
    Ok(())
}

fn setswitchinterval(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let seconds = super::seconds(gil, args.reg(0))?;
    if seconds <= 0.0 {
        return Err(gil.value_error("switch interval must be strictly positive"));
    }
    let interval = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
    gil.engine().lock.set_interval(interval);
    out.set(gil, gil.none());
    Ok(())
}

/// The bytes that the cell and what it owns alone take.
fn getsizeof(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let value = args.get(gil, 0);
    let cell = value.header().map_or(8, |header| header.cell_size());
    let more = if let Some(list) = value.as_list() {
        list.len() * 8
    } else if let Some(dict) = value.as_dict() {
        dict.entry_count() * 30
    } else if let Some(set) = value.as_set() {
        set.slot_count() * 16
    } else if let Some(text) = value.as_str() {
        text.byte_len()
    } else if let Some(bytes) = value.as_bytes() {
        bytes.bytes().len()
    } else if let Some(bytes) = value.as_bytearray() {
        bytes.len()
    } else if let Some(big) = value.as_big() {
        (big.value().bits() / 8) as usize
    } else {
        0
    };
    out.set(gil, gil.int((cell + more) as i64));
    Ok(())
}

/// There are no reference counts; every value has at least the two that CPython would show here.
fn getrefcount(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(2));
    Ok(())
}

fn intern(gil: &mut Gil, args: Args, out: Reg) -> Res {
    match args.get(gil, 0).as_str() {
        Some(text) => {
            out.set(gil, gil.intern_str(text).local());
            Ok(())
        }
        None => {
            let name = gil.type_name(args.get(gil, 0));
            Err(gil.type_error(format!("intern() argument must be str, not {name}")))
        }
    }
}

fn is_finalizing(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.bool(false));
    Ok(())
}

fn int_max_digits(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(crate::builtins::glue::digit_limit(gil) as i64));
    Ok(())
}

fn set_int_max_digits(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let digits = gil.index(args.reg(0))?;
    match usize::try_from(digits) {
        Ok(limit) if limit == 0 || limit >= 640 => crate::builtins::glue::set_digit_limit(gil, limit),
        _ => return Err(gil.value_error("maxdigits must be 0 or larger than 640")),
    }
    out.set(gil, gil.none());
    Ok(())
}

/// What happens to an exception that nothing catches: it is printed to what `sys.stderr` is now.
fn excepthook(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = gil.format_exception(args.reg(1));
    let s = &mut Scope::new(gil);
    let (stream, write, piece) = (s.slot(), s.slot(), s.slots(1));
    super::import_attr(s, "sys", "stderr", stream)?;
    if !stream.get(s).is_none() {
        s.getattr(stream, "write", write)?;
        piece.reg(0).set(s, s.str(&String::from_utf8_lossy(&text)));
        s.call(write, piece, out)?;
    }
    out.set(s, s.none());
    Ok(())
}

/// There is no debugger to enter.
fn breakpointhook(gil: &mut Gil, _: Args, _: Reg) -> Res {
    Err(gil.raise_new(Type::NotImplementedError, "breakpoint() is not supported: there is no debugger"))
}

/// What a REPL does with the value of an expression.
fn displayhook(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    if !args.get(s, 0).is_none() {
        let mut text = s.repr_text(args.reg(0))?;
        text.push(b'\n');
        io::write_out(s, &text)?;
        let value = args.get(s, 0);
        s.builtins_dict().set_str(s, s.intern("_"), value)?;
    }
    out.set(s, s.none());
    Ok(())
}
