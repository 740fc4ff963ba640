//! Binary files, `BytesIO`, and what text files have in common with them.

use std::sync::{Arc, Mutex};

use crate::heap::{Args, Gil, Object, Reg, Res, Scope};
use crate::object::Def;

use super::{
    FileData, Newline, Shared, Stream, blocking, blocking_write, check_mode, lock, open_stream, stream_of,
};

pub(super) static METHODS: &[Def] = &[
    Def::new("read", "size=-1, /", read),
    Def::new("read1", "size=-1, /", read1),
    Def::new("peek", "size=0, /", peek),
    Def::new("readinto", "buffer, /", readinto),
    Def::new("readline", "size=-1, /", readline),
    Def::new("readlines", "hint=-1, /", readlines),
    Def::new("write", "buffer, /", write),
    Def::new("writelines", "lines, /", writelines),
    Def::new("seek", "target, whence=0, /", seek),
    Def::new("tell", "", tell),
    Def::new("truncate", "pos=None, /", truncate),
    Def::new("flush", "", flush),
    Def::new("close", "", close),
    Def::new("fileno", "", fileno),
    Def::new("isatty", "", isatty),
    Def::new("readable", "", readable),
    Def::new("writable", "", writable),
    Def::new("seekable", "", seekable),
    Def::new("__enter__", "", enter),
    Def::new("__exit__", "*args", exit),
    Def::new("__iter__", "", enter),
    Def::new("__next__", "", next_line),
    Def::new("__repr__", "", repr),
    Def::getter("closed", closed),
    Def::getter("name", name),
    Def::getter("mode", mode),
];

pub(super) static BYTES_IO: &[Def] = &[
    Def::static_method("__new__", "cls, initial_bytes=?", bytes_io),
    Def::new("getvalue", "", getvalue),
    Def::new("getbuffer", "", getvalue),
];

fn size_arg(gil: &mut Gil, size: Reg) -> Res<Option<usize>> {
    if size.get(gil).is_none() {
        return Ok(None);
    }
    Ok(usize::try_from(gil.index(size)?).ok())
}

fn reading(gil: &mut Gil, file: Reg) -> Res<Shared> {
    let stream = open_stream(gil, file)?;
    check_mode(gil, &stream, false)?;
    Ok(stream)
}

fn give(gil: &mut Gil, bytes: Vec<u8>, out: Reg) -> Res {
    gil.charge(bytes.len())?;
    out.set(gil, gil.bytes(bytes));
    Ok(())
}

fn read(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = size_arg(gil, args.reg(1))?;
    let stream = reading(gil, args.reg(0))?;
    let bytes = blocking(gil, &stream, |stream| stream.read(limit))?;
    give(gil, bytes, out)
}

fn read1(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = size_arg(gil, args.reg(1))?;
    let stream = reading(gil, args.reg(0))?;
    let bytes = blocking(gil, &stream, |stream| stream.read_once(limit))?;
    give(gil, bytes, out)
}

fn peek(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = reading(gil, args.reg(0))?;
    let bytes = blocking(gil, &stream, Stream::peek)?;
    give(gil, bytes, out)
}

fn readinto(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(len) = args.get(gil, 1).as_bytearray().map(|target| target.len()) else {
        let name = gil.type_name(args.get(gil, 1));
        return Err(
            gil.type_error(format!("readinto() argument must be read-write bytes-like object, not {name}"))
        );
    };
    let stream = reading(gil, args.reg(0))?;
    let bytes = blocking(gil, &stream, |stream| stream.read(Some(len)))?;
    if let Some(target) = args.get(gil, 1).as_bytearray() {
        target.change(gil, |data| {
            let n = bytes.len().min(data.len());
            data[..n].copy_from_slice(&bytes[..n]);
        })?;
    }
    out.set(gil, gil.int(bytes.len() as i64));
    Ok(())
}

fn line(gil: &mut Gil, file: Reg, limit: Option<usize>) -> Res<Vec<u8>> {
    let stream = reading(gil, file)?;
    blocking(gil, &stream, |stream| stream.read_line(Newline::Lf, limit))
}

fn readline(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = size_arg(gil, args.reg(1))?;
    let bytes = line(gil, args.reg(0), limit)?;
    give(gil, bytes, out)
}

fn next_line(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let bytes = line(gil, args.reg(0), None)?;
    if bytes.is_empty() {
        return Err(gil.stop_iteration(None));
    }
    give(gil, bytes, out)
}

fn readlines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let hint = size_arg(gil, args.reg(1))?.filter(|&hint| hint > 0);
    let s = &mut Scope::new(gil);
    let list = s.slot();
    list.set(s, s.list().local());
    let mut total = 0;
    loop {
        let bytes = line(s, args.reg(0), None)?;
        if bytes.is_empty() {
            break;
        }
        total += bytes.len();
        if let Some(list) = list.get(s).as_list() {
            list.push(s, s.bytes(bytes))?;
        }
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
        s.tick(1)?;
    }
    out.set(s, list.get(s));
    Ok(())
}

/// The content of a bytes-like object.
pub(crate) fn bytes_of(gil: &Gil, value: Reg) -> Option<Vec<u8>> {
    let value = value.get(gil);
    match value.as_bytes() {
        Some(bytes) => Some(bytes.bytes().to_vec()),
        None => value.as_bytearray().map(|bytes| bytes.to_vec()),
    }
}

fn write_bytes(gil: &mut Gil, file: Reg, value: Reg) -> Res<usize> {
    let Some(bytes) = bytes_of(gil, value) else {
        let name = gil.type_name(value.get(gil));
        return Err(gil.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    let stream = open_stream(gil, file)?;
    check_mode(gil, &stream, true)?;
    if stream.try_lock().is_ok_and(|mut stream| stream.quick_write(&bytes)) {
        return Ok(bytes.len());
    }
    blocking_write(gil, &stream, &bytes)?;
    Ok(bytes.len())
}

fn write(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let count = write_bytes(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.int(count as i64));
    Ok(())
}

fn writelines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let file = args.reg(0);
    gil.for_each(args.reg(1), |gil, line| write_bytes(gil, file, line).map(|_| true))?;
    out.set(gil, gil.none());
    Ok(())
}

fn seek(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (to, whence) = (gil.index(args.reg(1))?, gil.index(args.reg(2))?);
    let stream = open_stream(gil, args.reg(0))?;
    if whence == 0 && to < 0 {
        return Err(gil.value_error(format!("negative seek value {to}")));
    }
    if !(0..=2).contains(&whence) {
        return Err(gil.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    let at = blocking(gil, &stream, |stream| stream.seek(to, whence))?;
    out.set(gil, gil.int(at as i64));
    Ok(())
}

pub(super) fn tell(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let at = blocking(gil, &stream, Stream::tell)?;
    out.set(gil, gil.int(at as i64));
    Ok(())
}

pub(super) fn truncate(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    check_mode(gil, &stream, true)?;
    let len = if args.get(gil, 1).is_none() {
        blocking(gil, &stream, Stream::tell)?
    } else {
        let len = gil.index(args.reg(1))?;
        match u64::try_from(len) {
            Ok(len) => len,
            Err(_) => return Err(gil.value_error(format!("negative size value {len}"))),
        }
    };
    blocking(gil, &stream, |stream| stream.truncate(len))?;
    out.set(gil, gil.int(len as i64));
    Ok(())
}

pub(super) fn flush(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    blocking(gil, &stream, Stream::flush)?;
    out.set(gil, gil.none());
    Ok(())
}

pub(super) fn close(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = stream_of(gil, args.reg(0))?;
    blocking(gil, &stream, Stream::close)?;
    out.set(gil, gil.none());
    Ok(())
}

pub(super) fn fileno(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let standard = (0..3).find(|&n| Arc::ptr_eq(&super::std_stream(gil, n), &stream));
    let fd = standard.map(|n| n as i32).or_else(|| lock(&stream).fd());
    match fd {
        Some(fd) => {
            out.set(gil, gil.int(fd.into()));
            Ok(())
        }
        None => Err(super::unsupported(gil, "fileno")),
    }
}

pub(super) fn isatty(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let answer = lock(&stream).is_terminal();
    out.set(gil, gil.bool(answer));
    Ok(())
}

pub(super) fn readable(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let answer = stream.try_lock().map_or(true, |stream| stream.readable);
    out.set(gil, gil.bool(answer));
    Ok(())
}

pub(super) fn writable(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let answer = stream.try_lock().map_or(true, |stream| stream.writable);
    out.set(gil, gil.bool(answer));
    Ok(())
}

pub(super) fn seekable(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let answer = blocking(gil, &stream, |stream| Ok(stream.is_seekable()))?;
    out.set(gil, gil.bool(answer));
    Ok(())
}

/// `__enter__` and `__iter__`: the file itself.
pub(super) fn enter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    open_stream(gil, args.reg(0))?;
    out.set(gil, args.get(gil, 0));
    Ok(())
}

pub(super) fn exit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    close(gil, args.take(1), out)
}

pub(super) fn closed(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = stream_of(gil, args.reg(0))?;
    let closed = stream.try_lock().map(|stream| stream.closed).unwrap_or(false);
    out.set(gil, gil.bool(closed));
    Ok(())
}

pub(super) fn name(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(host) = args.get(gil, 0).as_host() else { return Ok(()) };
    out.set(gil, host.slot(0));
    Ok(())
}

pub(super) fn mode(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let data = args.get(gil, 0).as_host().and_then(|host| host.data::<FileData>());
    if let Some(data) = data {
        out.set(gil, gil.str(&data.mode));
    }
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let file_name = s.slot();
    name(s, args, file_name)?;
    let class = s.type_name(args.get(s, 0));
    let text = if file_name.get(s).is_none() {
        format!("<_io.{class} object at {:#x}>", args.get(s, 0).word().bits())
    } else {
        let name = s.repr_text(file_name)?;
        format!("<_io.{class} name={}>", String::from_utf8_lossy(&name))
    };
    out.set(s, s.str(&text));
    Ok(())
}

fn bytes_io(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let given = args.get(gil, 1);
    let initial = if given.is_unset() || given.is_none() {
        Vec::new()
    } else {
        match bytes_of(gil, args.reg(1)) {
            Some(bytes) => bytes,
            None => {
                let name = gil.type_name(given);
                return Err(gil.type_error(format!("a bytes-like object is required, not '{name}'")));
            }
        }
    };
    let stream = Arc::new(Mutex::new(Stream::memory(initial)));
    let data = FileData { stream, text: None, mode: "rb+".to_owned() };
    out.set(gil, gil.host(data, Some(args.get(gil, 0))).local());
    Ok(())
}

fn getvalue(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let bytes = lock(&stream).contents().map(<[u8]>::to_vec).unwrap_or_default();
    give(gil, bytes, out)
}
