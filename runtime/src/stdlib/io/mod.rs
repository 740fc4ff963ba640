//! Files: `open`, the standard streams, and the module `_io` under `io`.
//!
//! A file object is a `Host` cell that owns a `FileData`; the stream behind it is shared by a text file and its `buffer`.
//! Blocking operations run without the lock of the engine, holding only the lock of the stream.

mod binary;
mod open;
mod stream;
mod text;

use std::io::ErrorKind;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use crate::heap::{Gil, Local, Object, Output, Raised, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::vm::ModuleDef;

pub(crate) use stream::{Newline, Stream, universal};

use crate::stdlib::os_error::os_error;
use text::TextMode;

pub(crate) use open::open as open_builtin;

/// Methods of the types of files.
pub(crate) const METHODS: &[(Type, &[Def])] = &[
    (Type::TextIOWrapper, text::METHODS),
    (Type::StringIO, text::METHODS),
    (Type::StringIO, text::STRING_IO),
    (Type::BufferedReader, binary::METHODS),
    (Type::BufferedWriter, binary::METHODS),
    (Type::BufferedRandom, binary::METHODS),
    (Type::BytesIO, binary::METHODS),
    (Type::BytesIO, binary::BYTES_IO),
];

/// `_io`: what `io` is made of.
pub(crate) const MODULE: ModuleDef = ModuleDef {
    name: "_io",
    functions: &[Def::new(
        "open",
        "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None",
        open::open,
    )],
    init,
};

fn init(gil: &mut Gil, module: Reg) -> Res {
    for ty in [
        Type::TextIOWrapper,
        Type::BufferedReader,
        Type::BufferedWriter,
        Type::BufferedRandom,
        Type::StringIO,
        Type::BytesIO,
    ] {
        if let Some(module) = module.get(gil).as_module() {
            module.dict().set_str(gil, gil.intern(ty.name()), gil.builtin_class(ty).local())?;
        }
    }
    Ok(())
}

pub(crate) type Shared = Arc<Mutex<Stream>>;

/// What a file object owns. Slot 0 of its cell is `name`, slot 1 the `buffer`.
pub(crate) struct FileData {
    pub(crate) stream: Shared,
    /// How bytes become text, for text files.
    pub(crate) text: Option<TextMode>,
    pub(crate) mode: String,
}

/// The standard streams of an engine, and its writers.
#[derive(Default)]
struct Streams {
    std: [OnceLock<Shared>; 3],
    writers: Mutex<Vec<Weak<Mutex<Stream>>>>,
}

pub(crate) fn lock(stream: &Mutex<Stream>) -> MutexGuard<'_, Stream> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard input, output or error.
pub(crate) fn std_stream(gil: &Gil, number: usize) -> Shared {
    let config = &gil.engine().config;
    let streams = gil.engine().extension::<Streams>();
    let made = streams.std[number.min(2)].get_or_init(|| {
        use std::os::fd::AsFd;
        let output = match number {
            0 => &Output::Process,
            1 => &config.stdout,
            _ => &config.stderr,
        };
        if let Output::Hook(_) = output {
            let mut stream = Stream::hook(output.clone());
            stream.line_buffered = true;
            return Arc::new(Mutex::new(stream));
        }
        let fd = match number {
            0 => std::io::stdin().as_fd().try_clone_to_owned(),
            1 => std::io::stdout().as_fd().try_clone_to_owned(),
            _ => std::io::stderr().as_fd().try_clone_to_owned(),
        };
        let mut stream = match fd {
            Ok(fd) => Stream::file(fd.into(), number == 0, number != 0),
            // The process was started without this stream.
            Err(_) => {
                let mut stream = Stream::memory(Vec::new());
                stream.closed = number == 0;
                stream
            }
        };
        stream.line_buffered = number == 2 || stream.is_terminal();
        stream.unbuffered = number == 2;
        Arc::new(Mutex::new(stream))
    });
    made.clone()
}

/// Runs a blocking operation on a stream, without the engine's lock unless the host is called. An interrupted one is
/// tried again after a poll, one without room after a collection.
pub(crate) fn blocking<T>(
    gil: &mut Gil,
    stream: &Shared,
    mut run: impl FnMut(&mut Stream) -> std::io::Result<T>,
) -> Res<T> {
    let mut collected = false;
    loop {
        let room = gil.engine().space.room();
        let mut run = |stream: &mut Stream| {
            stream.room = room;
            run(stream)
        };
        let quick = match stream.try_lock() {
            Ok(mut stream) if stream.is_hook() || stream.is_memory() => Some(run(&mut stream)),
            _ => None,
        };
        let result = match quick {
            Some(result) => result,
            None => gil.detach(|| run(&mut lock(stream))),
        };
        match result {
            Ok(value) => return Ok(value),
            Err(error) if error.kind() == ErrorKind::Interrupted => gil.poll()?,
            Err(error) if error.kind() == ErrorKind::OutOfMemory && !collected => {
                gil.collect_now();
                collected = true;
            }
            Err(error) if error.kind() == ErrorKind::OutOfMemory => return Err(gil.raise_memory_error()),
            Err(error) => return Err(os_error(gil, &error, None)),
        }
    }
}

/// Writes, as `blocking` does.
pub(crate) fn blocking_write(gil: &mut Gil, stream: &Shared, bytes: &[u8]) -> Res {
    let mut kept = false;
    blocking(gil, stream, |stream| {
        if kept {
            return stream.flush();
        }
        let done = stream.write(bytes);
        // What was interrupted is the flush: the bytes are in the buffer. Where there was no room they are not.
        kept = matches!(&done, Err(error) if error.kind() == ErrorKind::Interrupted);
        done
    })
}

/// A new object for a file.
pub(crate) fn new_file<'g>(gil: &'g Gil, data: FileData, ty: Type, name: Local<'_>) -> Local<'g> {
    if lock(&data.stream).writable {
        let streams = gil.engine().extension::<Streams>();
        let mut writers = streams.writers.lock().unwrap_or_else(PoisonError::into_inner);
        if writers.len() > 16 && writers.len().is_power_of_two() {
            writers.retain(|weak| weak.strong_count() > 0);
        }
        writers.push(Arc::downgrade(&data.stream));
    }
    let class = gil.builtin_class(ty).local();
    let host = gil.host(data, Some(class));
    host.set_slot(0, name);
    host.local()
}

/// The object for a standard stream, as `sys` shows it.
pub(crate) fn std_object(gil: &Gil, number: usize) -> Local<'_> {
    let stream = std_stream(gil, number);
    let (name, mode) = [("<stdin>", "r"), ("<stdout>", "w"), ("<stderr>", "w")][number.min(2)];
    let errors = if number == 2 { "backslashreplace" } else { "strict" };
    let text = TextMode::utf8(errors);
    let data = FileData { stream, text: Some(text), mode: mode.to_owned() };
    new_file(gil, data, Type::TextIOWrapper, gil.str(name))
}

/// Writes what all files keep, at exit and before another file is opened. Errors are nobody's.
pub(crate) fn flush_all(gil: &mut Gil) {
    let streams = gil.engine().extension::<Streams>();
    let mut writers: Vec<Shared> = streams.std.iter().filter_map(OnceLock::get).cloned().collect();
    {
        let known = streams.writers.lock().unwrap_or_else(PoisonError::into_inner);
        writers.extend(known.iter().filter_map(Weak::upgrade));
    }
    for stream in writers {
        let dirty = stream.try_lock().map(|stream| stream.is_dirty()).unwrap_or(false);
        if dirty && blocking(gil, &stream, Stream::flush).is_err() {
            gil.take_raised();
        }
    }
}

/// The file in a register, checked to be open.
pub(crate) fn open_stream(gil: &Gil, file: Reg) -> Res<Shared> {
    let stream = stream_of(gil, file)?;
    let closed = stream.try_lock().map(|stream| stream.closed).unwrap_or(false);
    if closed {
        return Err(gil.value_error("I/O operation on closed file."));
    }
    Ok(stream)
}

/// The stream of the file in a register.
pub(crate) fn stream_of(gil: &Gil, file: Reg) -> Res<Shared> {
    match file.get(gil).as_host().and_then(|host| host.data::<FileData>()) {
        Some(data) => Ok(data.stream.clone()),
        None => Err(gil.value_error("I/O operation on uninitialized object")),
    }
}

/// Refuses reading or writing in the wrong mode.
pub(crate) fn check_mode(gil: &mut Gil, stream: &Shared, writing: bool) -> Res {
    let allowed = stream.try_lock().map(|s| if writing { s.writable } else { s.readable }).unwrap_or(true);
    if allowed {
        return Ok(());
    }
    Err(unsupported(gil, if writing { "not writable" } else { "not readable" }))
}

/// `io.UnsupportedOperation(text)`.
pub(crate) fn unsupported(gil: &mut Gil, text: &str) -> Raised {
    let s = &mut Scope::new(gil);
    let (class, arg, exception) = (s.slot(), s.slots(1), s.slot());
    arg.reg(0).set(s, s.str(text));
    let made = crate::stdlib::import_attr(s, "io", "UnsupportedOperation", class)
        .and_then(|()| s.call(class, arg, exception));
    match made {
        Ok(()) => match exception.get(s).as_exception() {
            Some(exception) => s.raise_exception(exception),
            None => s.raise_new(Type::OSError, text),
        },
        Err(raised) => raised,
    }
}

fn is_std(gil: &Gil, file: Reg, number: usize) -> bool {
    let value = file.get(gil);
    if !gil.is_exact(value, Type::TextIOWrapper) {
        return false;
    }
    let streams = gil.engine().extension::<Streams>();
    let Some(own) = streams.std[number].get() else { return false };
    value
        .as_host()
        .and_then(|host| host.data::<FileData>())
        .is_some_and(|data| Arc::ptr_eq(&data.stream, own))
}

/// Whether this is the engine's own standard output.
pub(crate) fn is_std_out(gil: &Gil, file: Reg) -> bool {
    is_std(gil, file, 1)
}

/// Whether this is the engine's own standard input.
pub(crate) fn is_std_in(gil: &Gil, file: Reg) -> bool {
    is_std(gil, file, 0)
}

/// Writes text to standard output.
pub(crate) fn write_out(gil: &mut Gil, text: &[u8]) -> Res {
    write_std(gil, 1, text)
}

/// Writes text to standard error, for tracebacks.
pub fn write_err(gil: &mut Gil, text: &[u8]) -> Res {
    write_std(gil, 2, text)
}

fn write_std(gil: &mut Gil, number: usize, text: &[u8]) -> Res {
    let stream = std_stream(gil, number);
    if let Ok(mut stream) = stream.try_lock()
        && text.is_ascii()
        && stream.quick_write(text)
    {
        return Ok(());
    }
    let errors = if number == 2 { "backslashreplace" } else { "strict" };
    let text = text::encode(gil, text, &TextMode::utf8(errors))?;
    if lock_if_free(&stream).is_some_and(|stream| stream.closed) {
        return Err(gil.value_error("I/O operation on closed file."));
    }
    blocking_write(gil, &stream, &text)
}

fn lock_if_free(stream: &Shared) -> Option<MutexGuard<'_, Stream>> {
    stream.try_lock().ok()
}

/// Flushes standard output.
pub fn flush_out(gil: &mut Gil) -> Res {
    let stream = std_stream(gil, 1);
    blocking(gil, &stream, Stream::flush)
}

/// A line of standard input with its end; empty at the end of the file.
pub(crate) fn read_in_line(gil: &mut Gil) -> Res<Vec<u8>> {
    let stream = std_stream(gil, 0);
    let line = blocking(gil, &stream, |stream| stream.read_line(Newline::Universal, None))?;
    text::decode(gil, universal(line), &TextMode::utf8("strict"))
}
