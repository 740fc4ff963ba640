//! `open`.

use std::fs::OpenOptions;
use std::sync::{Arc, Mutex};

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::object::Type;

use super::text::TextMode;
use super::{FileData, Stream, new_file, std_stream};
use crate::stdlib::os_error::{os_error, raise_errno};
use crate::stdlib::path_arg;

/// What a mode text asks for.
#[derive(Default)]
struct Mode {
    read: bool,
    write: bool,
    append: bool,
    create: bool,
    update: bool,
    binary: bool,
    text: bool,
}

fn parse_mode(gil: &Gil, mode: &str) -> Res<Mode> {
    let mut parsed = Mode::default();
    let invalid = || gil.value_error(format!("invalid mode: '{mode}'"));
    for c in mode.chars() {
        let flag = match c {
            'r' => &mut parsed.read,
            'w' => &mut parsed.write,
            'a' => &mut parsed.append,
            'x' => &mut parsed.create,
            '+' => &mut parsed.update,
            'b' => &mut parsed.binary,
            't' => &mut parsed.text,
            _ => return Err(invalid()),
        };
        if std::mem::replace(flag, true) {
            return Err(invalid());
        }
    }
    if parsed.binary && parsed.text {
        return Err(gil.value_error("can't have text and binary mode at once"));
    }
    let kinds = [parsed.read, parsed.write, parsed.append, parsed.create];
    if kinds.iter().filter(|&&kind| kind).count() != 1 {
        return Err(gil.value_error("must have exactly one of create/read/write/append mode"));
    }
    Ok(parsed)
}

/// `open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)`.
pub(crate) fn open(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mode_text = match args.get(gil, 1).as_str() {
        Some(mode) => mode.to_string_lossy().into_owned(),
        None => {
            let name = gil.type_name(args.get(gil, 1));
            return Err(gil.type_error(format!("open() argument 'mode' must be str, not {name}")));
        }
    };
    let mode = parse_mode(gil, &mode_text)?;
    let buffering = gil.index(args.reg(2))?;
    for (i, what) in [(3, "an encoding"), (4, "an errors"), (5, "a newline")] {
        if mode.binary && !args.get(gil, i).is_none() {
            return Err(gil.value_error(format!("binary mode doesn't take {what} argument")));
        }
    }
    if buffering == 0 && !mode.binary {
        return Err(gil.value_error("can't have unbuffered text I/O"));
    }
    let text = if mode.binary {
        None
    } else {
        Some(TextMode::from_args(gil, args.get(gil, 3), args.get(gil, 4), args.get(gil, 5))?)
    };
    let s = &mut Scope::new(gil);
    let name = s.slot();
    name.set(s, args.get(s, 0));
    let stream = if let Some(fd) = args.get(s, 0).to_i64() {
        match fd {
            0..=2 => std_stream(s, fd as usize),
            _ => return Err(raise_errno(s, libc::EBADF, None)),
        }
    } else {
        let path = path_arg(s, args.reg(0), "open", "file")?;
        super::flush_all(s);
        let mut options = OpenOptions::new();
        options.read(mode.read || mode.update);
        options.write(mode.write || mode.create || (mode.update && mode.read));
        options.append(mode.append);
        options.create(mode.write || mode.append).truncate(mode.write).create_new(mode.create);
        let opened = s.detach(|| {
            let file = options.open(&path)?;
            if file.metadata()?.is_dir() {
                return Err(std::io::Error::from_raw_os_error(libc::EISDIR));
            }
            Ok(file)
        });
        let file = match opened {
            Ok(file) => file,
            Err(error) => return Err(os_error(s, &error, Some(args.get(s, 0)))),
        };
        let mut stream = Stream::file(file, mode.read || mode.update, !mode.read || mode.update);
        stream.append = mode.append;
        stream.unbuffered = buffering == 0;
        stream.line_buffered = buffering == 1 || (buffering < 0 && text.is_some() && stream.is_terminal());
        Arc::new(Mutex::new(stream))
    };
    let ty = match (&text, mode.update, mode.read) {
        (Some(_), ..) => Type::TextIOWrapper,
        (None, true, _) => Type::BufferedRandom,
        (None, false, true) => Type::BufferedReader,
        (None, false, false) => Type::BufferedWriter,
    };
    let mode = if text.is_some() { mode_text } else { binary_mode(&mode) };
    let data = FileData { stream, text, mode };
    out.set(s, new_file(s, data, ty, name.get(s)));
    Ok(())
}

/// The mode that a binary file shows.
fn binary_mode(mode: &Mode) -> String {
    match (mode.update, mode.read, mode.append, mode.create) {
        (true, _, true, _) => "ab+",
        (true, _, _, true) => "xb+",
        (true, ..) => "rb+",
        (false, true, ..) => "rb",
        (false, _, true, _) => "ab",
        (false, _, _, true) => "xb",
        (false, ..) => "wb",
    }
    .to_owned()
}
