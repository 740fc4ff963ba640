//! Methods and attributes of exceptions.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Exception, Name, Type};

pub(super) static BASE: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", new),
    Def::new("__init__", "*args, **kwargs", init),
    Def::new("__str__", "", to_str),
    Def::new("__repr__", "", repr),
    Def::new("with_traceback", "tb, /", with_traceback),
    Def::new("add_note", "note, /", add_note),
    Def::getter("args", args_of),
    Def::getter("__cause__", cause),
    Def::getter("__context__", context),
    Def::getter("__traceback__", traceback),
    Def::getter("__suppress_context__", suppress),
];

pub(super) static KEY_ERROR: &[Def] = &[Def::new("__str__", "", key_error_str)];

pub(super) static STOP_ITERATION: &[Def] = &[Def::getter("value", stop_value)];

pub(super) static SYSTEM_EXIT: &[Def] = &[Def::getter("code", stop_value)];

pub(super) static OS_ERROR: &[Def] = &[
    Def::static_method("__new__", "cls, /, *args, **kwargs", os_new),
    Def::new("__init__", "*args, **kwargs", os_init),
    Def::new("__str__", "", os_str),
];

pub(super) static IMPORT_ERROR: &[Def] =
    &[Def::new("__init__", "*args, name=None, path=None", import_init), Def::getter("msg", first_arg)];

pub(super) static NAME_ERROR: &[Def] = &[Def::new("__init__", "*args, name=None, obj=?", name_init)];

pub(super) static SYNTAX_ERROR: &[Def] =
    &[Def::new("__init__", "*args", syntax_init), Def::new("__str__", "", syntax_str)];

pub(super) static UNICODE_DECODE_ERROR: &[Def] = &[
    Def::new("__str__", "", unicode_str),
    Def::getter("encoding", first_arg),
    Def::getter("object", second_arg),
    Def::getter("start", third_arg),
    Def::getter("end", fourth_arg),
    Def::getter("reason", fifth_arg),
];

pub(super) static GROUP: &[Def] = &[
    Def::static_method("__new__", "cls, message, exceptions, /", group_new),
    Def::new("__init__", "*args", init_nothing),
    Def::new("__str__", "", group_str),
    Def::new("split", "condition, /", group_split),
    Def::new("subgroup", "condition, /", group_subgroup),
    Def::getter("message", first_arg),
    Def::getter("exceptions", group_exceptions),
];

fn init_nothing(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

fn new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let Some(class) = args.get(gil, 0).as_class() else {
        return Err(gil.type_error("BaseException.__new__(X): X is not a type object"));
    };
    let tuple = gil.tuple_of_args(args.skip(1).take(args.len() - 2));
    out.set(gil, gil.new_exception(class, tuple).local());
    Ok(())
}

fn init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if args.get(gil, args.len() - 1).as_dict().is_some_and(|kwargs| !kwargs.is_empty()) {
        let name = gil.type_name(args.get(gil, 0));
        return Err(gil.type_error(format!("{name}() takes no keyword arguments")));
    }
    set_args(gil, args.reg(0), args.skip(1).take(args.len() - 2));
    out.set(gil, gil.none());
    Ok(())
}

fn set_args(gil: &Gil, exception: Reg, args: Args) {
    if let Some(exception) = exception.get(gil).as_exception() {
        exception.set_args(gil.tuple_of_args(args));
    }
}

fn to_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (tuple, only) = (s.slot(), s.slot());
    tuple.set(s, args.get(s, 0).as_exception().map_or(s.none(), |exception| exception.args()));
    match tuple.get(s).as_tuple().map_or(0, |tuple| tuple.len()) {
        0 => {
            out.set(s, s.str(""));
            Ok(())
        }
        1 => {
            let first = tuple.get(s).as_tuple().and_then(|tuple| tuple.get(0)).unwrap_or(s.none());
            only.set(s, first);
            s.to_str(only, out)
        }
        _ => s.repr(tuple, out),
    }
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut text = Vec::new();
    gil.push_repr_native(args.reg(0), &mut text)?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

fn key_error_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let tuple = args.get(gil, 0).as_exception().and_then(|exception| exception.args().as_tuple());
    let only = tuple.filter(|tuple| tuple.len() == 1).and_then(|tuple| tuple.get(0)).map(Local::word);
    match only {
        Some(only) => {
            let s = &mut Scope::new(gil);
            let only = s.root(Local::new(only));
            s.repr(only, out)
        }
        None => to_str(gil, args, out),
    }
}

fn with_traceback(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    if let Some(exception) = args.get(gil, 0).as_exception() {
        exception.set_traceback(args.get(gil, 1));
    }
    out.set(gil, args.get(gil, 0));
    Ok(())
}

fn add_note(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let (exception, note) = (args.get(gil, 0), args.get(gil, 1));
    if note.as_str().is_none() {
        let have = gil.type_name(note);
        return Err(gil.type_error(format!("note must be a str, not '{have}'")));
    }
    let notes = match gil.own_attr(exception, gil.name(Name::Notes)).and_then(Local::as_list) {
        Some(notes) => notes,
        None => {
            let notes = gil.list();
            gil.set_own_attr(exception, gil.name(Name::Notes), notes.local())?;
            notes
        }
    };
    notes.push(gil, note)?;
    out.set(gil, gil.none());
    Ok(())
}

macro_rules! getters {
    ($($f:ident |$gil:ident, $exception:ident| $value:expr;)*) => {
        $(fn $f(gil: &mut Gil, args: Args, out: Reg) -> Res {
            let $gil: &Gil = gil;
            let Some($exception) = args.get($gil, 0).as_exception() else { return Ok(()) };
            out.set($gil, $value);
            Ok(())
        })*
    };
}

getters! {
    args_of |gil, e| { let _ = gil; e.args() };
    cause |gil, e| { let _ = gil; e.cause() };
    context |gil, e| { let _ = gil; e.context() };
    traceback |gil, e| { let _ = gil; e.traceback() };
    suppress |gil, e| gil.bool(e.suppress_context());
    stop_value |gil, e| {
        let args = e.args().as_tuple();
        match args.map_or(0, |args| args.len()) {
            0 => gil.none(),
            1 => args.and_then(|args| args.get(0)).unwrap_or(gil.none()),
            _ if gil.is_instance_of(e.local(), Type::SystemExit) => e.args(),
            _ => args.and_then(|args| args.get(0)).unwrap_or(gil.none()),
        }
    };
    first_arg |gil, e| e.args().as_tuple().and_then(|args| args.get(0)).unwrap_or(gil.none());
    second_arg |gil, e| nth_arg(gil, e, 1);
    third_arg |gil, e| nth_arg(gil, e, 2);
    fourth_arg |gil, e| nth_arg(gil, e, 3);
    fifth_arg |gil, e| nth_arg(gil, e, 4);
    group_exceptions |gil, e| gil.group_items(e.local()).unwrap_or(gil.none());
}

fn nth_arg<'g>(gil: &'g Gil, exception: &'g Exception, at: usize) -> Local<'g> {
    exception.args().as_tuple().and_then(|args| args.get(at)).unwrap_or(gil.none())
}

/// `SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset))`.
fn syntax_init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    set_args(gil, args.reg(0), args.skip(1));
    let set = |name: &str, value: Local<'_>| gil.set_own_attr(args.get(gil, 0), gil.intern(name), value);
    set("msg", if args.len() > 1 { args.get(gil, 1) } else { gil.none() })?;
    let place = if args.len() == 3 { args.get(gil, 2).as_tuple() } else { None };
    for (at, name) in
        ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].into_iter().enumerate()
    {
        set(name, place.and_then(|place| place.get(at)).unwrap_or(gil.none()))?;
    }
    set("print_file_and_line", gil.none())?;
    out.set(gil, gil.none());
    Ok(())
}

/// The message, with the file's name and the line where they are known.
fn syntax_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let regs = s.slots(3);
    for (at, name) in ["msg", "filename", "lineno"].into_iter().enumerate() {
        regs.reg(at).set(s, s.own_attr(args.get(s, 0), s.intern(name)).unwrap_or(s.none()));
    }
    let mut text = s.str_text(regs.reg(0))?;
    let file = regs.get(s, 1).as_str().map(|file| {
        let file = file.to_string_lossy();
        file.rsplit('/').next().unwrap_or_default().to_owned()
    });
    match (file, regs.get(s, 2).to_i64()) {
        (Some(file), Some(line)) => text.extend_from_slice(format!(" ({file}, line {line})").as_bytes()),
        (Some(file), None) => text.extend_from_slice(format!(" ({file})").as_bytes()),
        (None, Some(line)) => text.extend_from_slice(format!(" (line {line})").as_bytes()),
        (None, None) => {}
    }
    out.set(s, s.str_wtf8(&text));
    Ok(())
}

fn unicode_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = unicode_text(gil, args.get(gil, 0));
    match text {
        Some(text) => {
            out.set(gil, gil.str(&text));
            Ok(())
        }
        None => to_str(gil, args, out),
    }
}

/// `'utf-8' codec can't decode byte 0xff in position 0: invalid start byte`.
fn unicode_text(gil: &Gil, exception: Local<'_>) -> Option<String> {
    let args = exception.as_exception()?.args().as_tuple().filter(|args| args.len() == 5)?;
    let codec = args.get(0)?.as_str()?.to_string_lossy().into_owned();
    let (start, end) = (args.get(2)?.to_i64()?, args.get(3)?.to_i64()?);
    let reason = args.get(4)?.as_str()?.to_string_lossy().into_owned();
    let at = usize::try_from(start).ok();
    let object = args.get(1)?;
    let decoding = gil.is_instance_of(exception, Type::UnicodeDecodeError);
    let (verb, one, many) =
        if decoding { ("decode", "byte", "bytes") } else { ("encode", "character", "characters") };
    let single = if end != start + 1 {
        None
    } else if decoding {
        object.as_bytes().and_then(|bytes| Some(format!("0x{:02x}", bytes.bytes().get(at?)?)))
    } else {
        object.as_str().and_then(|text| text.code_point(at?)).map(|code| match code {
            0..=0xff => format!("'\\x{code:02x}'"),
            0x100..=0xffff => format!("'\\u{code:04x}'"),
            _ => format!("'\\U{code:08x}'"),
        })
    };
    Some(match single {
        Some(shown) => format!("'{codec}' codec can't {verb} {one} {shown} in position {start}: {reason}"),
        None => format!("'{codec}' codec can't {verb} {many} in position {start}-{}: {reason}", end - 1),
    })
}

/// `OSError(errno, text)` makes an instance of the class that stands for the number.
fn os_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let Some(mut class) = args.get(gil, 0).as_class() else {
        return Err(gil.type_error("OSError.__new__(X): X is not a type object"));
    };
    let given = args.skip(1).take(args.len() - 2);
    if class.builtin_type() == Some(Type::OSError)
        && given.len() >= 2
        && let Some(errno) = given.get(gil, 0).to_i64().and_then(|errno| i32::try_from(errno).ok())
    {
        class = gil.builtin_class(crate::stdlib::os_error::class_of_errno(errno));
    }
    out.set(gil, gil.new_exception(class, gil.tuple_of_args(given)).local());
    Ok(())
}

fn os_init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let given = args.skip(1).take(args.len() - 2);
    let exception = args.get(gil, 0);
    set_args(gil, args.reg(0), given);
    if given.len() >= 2 && given.len() <= 5 {
        let set = |name: Name, value: Local<'_>| gil.set_own_attr(exception, gil.name(name), value);
        set(Name::Errno, given.get(gil, 0))?;
        set(Name::StrError, given.get(gil, 1))?;
        if given.len() >= 3 {
            set(Name::FileName, given.get(gil, 2))?;
            set_args(gil, args.reg(0), given.take(2));
        }
    } else {
        for name in [Name::Errno, Name::StrError, Name::FileName] {
            gil.set_own_attr(exception, gil.name(name), gil.none())?;
        }
    }
    out.set(gil, gil.none());
    Ok(())
}

fn os_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let regs = s.slots(3);
    {
        let gil: &Gil = s;
        let own = |name| gil.own_attr(args.get(gil, 0), gil.name(name)).unwrap_or(gil.none());
        regs.reg(0).set(gil, own(Name::Errno));
        regs.reg(1).set(gil, own(Name::StrError));
        regs.reg(2).set(gil, own(Name::FileName));
    }
    if regs.get(s, 0).is_none() || regs.get(s, 1).is_none() {
        return to_str(s, args, out);
    }
    let mut text = b"[Errno ".to_vec();
    s.push_str(regs.reg(0), &mut text)?;
    text.extend_from_slice(b"] ");
    s.push_str(regs.reg(1), &mut text)?;
    if !regs.get(s, 2).is_none() {
        text.extend_from_slice(b": ");
        s.push_repr(regs.reg(2), &mut text)?;
    }
    out.set(s, s.str_wtf8(&text));
    Ok(())
}

fn import_init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let n = args.len() - 2;
    set_args(gil, args.reg(0), args.skip(1).take(n - 1));
    gil.set_own_attr(args.get(gil, 0), gil.name(Name::NameAttr), args.get(gil, n))?;
    gil.set_own_attr(args.get(gil, 0), gil.intern("path"), args.get(gil, n + 1))?;
    out.set(gil, gil.none());
    Ok(())
}

fn name_init(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let n = args.len() - 2;
    set_args(gil, args.reg(0), args.skip(1).take(n - 1));
    gil.set_own_attr(args.get(gil, 0), gil.name(Name::NameAttr), args.get(gil, n))?;
    if !args.get(gil, n + 1).is_unset() {
        gil.set_own_attr(args.get(gil, 0), gil.name(Name::Obj), args.get(gil, n + 1))?;
    }
    out.set(gil, gil.none());
    Ok(())
}

fn group_new(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let items = s.slot();
    if args.get(s, 1).as_str().is_none() {
        let have = s.type_name(args.get(s, 1));
        return Err(s.type_error(format!("argument 1 must be str, not {have}")));
    }
    match s.tuple_from(args.reg(2), items) {
        Err(_) if s.catch(Type::TypeError) => {
            return Err(s.type_error("second argument (exceptions) must be a sequence"));
        }
        other => other?,
    }
    let gil: &Gil = s;
    let Some(tuple) = items.get(gil).as_tuple() else { return Ok(()) };
    if tuple.is_empty() {
        return Err(gil.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    for (i, item) in tuple.iter().enumerate() {
        if item.as_exception().is_none() {
            return Err(
                gil.value_error(format!("Item {i} of second argument (exceptions) is not an exception"))
            );
        }
    }
    let Some(mut class) = args.get(gil, 0).as_class() else { return Ok(()) };
    let plain = tuple.iter().all(|item| gil.is_instance_of(item, Type::Exception));
    if class.builtin_type() == Some(Type::BaseExceptionGroup) && plain {
        class = gil.builtin_class(Type::ExceptionGroup);
    }
    if class.derives_from(gil, Type::Exception) && !plain {
        return Err(gil.type_error(format!("Cannot nest BaseExceptions in an {}", class.name_text())));
    }
    let tuple = gil.tuple(&[args.get(gil, 1), items.get(gil)]);
    out.set(gil, gil.new_exception(class, tuple).local());
    Ok(())
}

fn group_str(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let Some(exception) = args.get(gil, 0).as_exception() else { return Ok(()) };
    let count = gil.group_items(exception.local()).and_then(Local::as_tuple).map_or(0, |items| items.len());
    let message = exception.args().as_tuple().and_then(|args| args.get(0)).and_then(Local::as_str);
    let message = message.map_or_else(String::new, |text| text.to_string_lossy().into_owned());
    let s = if count == 1 { "" } else { "s" };
    out.set(gil, gil.str(&format!("{message} ({count} sub-exception{s})")));
    Ok(())
}

fn group_split(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (yes, no) = (s.slot(), s.slot());
    s.split_group(args.reg(0), args.reg(1), yes, no, 0)?;
    out.set(s, s.tuple(&[yes.get(s), no.get(s)]));
    Ok(())
}

fn group_subgroup(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let (yes, no) = (s.slot(), s.slot());
    s.split_group(args.reg(0), args.reg(1), yes, no, 0)?;
    out.set(s, yes.get(s));
    Ok(())
}
