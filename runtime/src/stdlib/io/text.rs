//! Text files, and `StringIO`.

use crate::heap::{Args, Gil, Local, Object, Raised, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::text::codec::{self, CodecError, EncodeFailure, Encoding, OnError};

use super::{
    FileData, Newline, Shared, Stream, blocking, blocking_write, check_mode, lock, new_file, open_stream,
    stream_of, universal,
};

pub(super) static METHODS: &[Def] = &[
    Def::new("read", "size=-1, /", read),
    Def::new("readline", "size=-1, /", readline),
    Def::new("readlines", "hint=-1, /", readlines),
    Def::new("write", "text, /", write),
    Def::new("writelines", "lines, /", writelines),
    Def::new("seek", "cookie, whence=0, /", seek),
    Def::new("tell", "", super::binary::tell),
    Def::new("truncate", "pos=None, /", super::binary::truncate),
    Def::new("flush", "", super::binary::flush),
    Def::new("close", "", super::binary::close),
    Def::new("fileno", "", super::binary::fileno),
    Def::new("isatty", "", super::binary::isatty),
    Def::new("readable", "", super::binary::readable),
    Def::new("writable", "", super::binary::writable),
    Def::new("seekable", "", super::binary::seekable),
    Def::new(
        "reconfigure",
        "*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None",
        reconfigure,
    ),
    Def::new("__enter__", "", super::binary::enter),
    Def::new("__exit__", "*args", super::binary::exit),
    Def::new("__iter__", "", super::binary::enter),
    Def::new("__next__", "", next_line),
    Def::new("__repr__", "", repr),
    Def::getter("closed", super::binary::closed),
    Def::getter("name", super::binary::name),
    Def::getter("mode", super::binary::mode),
    Def::getter("buffer", buffer),
    Def::getter("encoding", encoding),
    Def::getter("errors", errors),
    Def::getter("newlines", newlines),
    Def::getter("line_buffering", line_buffering),
];

pub(super) static STRING_IO: &[Def] = &[
    Def::static_method("__new__", "cls, initial_value='', newline='\\n'", string_io),
    Def::new("getvalue", "", getvalue),
];

/// How the bytes of a file become text.
#[derive(Clone, Debug)]
pub(crate) struct TextMode {
    encoding: Encoding,
    encoding_name: String,
    errors: String,
    newline: Newline,
    /// What `\n` is written as.
    line_end: &'static str,
    /// Memory text keeps lone surrogates as they are.
    raw: bool,
}

impl TextMode {
    pub(super) fn utf8(errors: &str) -> TextMode {
        TextMode {
            encoding: Encoding::Utf8,
            encoding_name: "utf-8".to_owned(),
            errors: errors.to_owned(),
            newline: Newline::Universal,
            line_end: "\n",
            raw: false,
        }
    }

    pub(super) fn from_args(
        gil: &Gil,
        encoding: Local<'_>,
        errors: Local<'_>,
        newline: Local<'_>,
    ) -> Res<TextMode> {
        let mut mode = TextMode::utf8("strict");
        mode.encoding_name = "UTF-8".to_owned();
        if let Some(name) = encoding.as_str() {
            mode.encoding_name = name.to_string_lossy().into_owned();
            if mode.encoding_name != "locale" {
                mode.encoding =
                    codec::encoding(&mode.encoding_name).map_err(|fault| gil.raise_fault(&fault))?;
            }
        }
        if let Some(errors) = errors.as_str() {
            mode.errors = errors.to_string_lossy().into_owned();
        }
        mode.set_newline(gil, newline)?;
        Ok(mode)
    }

    fn set_newline(&mut self, gil: &Gil, newline: Local<'_>) -> Res {
        let Some(text) = newline.as_str() else { return Ok(()) };
        (self.newline, self.line_end) = match text.bytes() {
            b"" => (Newline::Keep, "\n"),
            b"\n" => (Newline::Lf, "\n"),
            b"\r" => (Newline::Cr, "\r"),
            b"\r\n" => (Newline::CrLf, "\r\n"),
            _ => {
                let text = text.to_string_lossy();
                return Err(gil.value_error(format!("illegal newline value: {text}")));
            }
        };
        Ok(())
    }

    /// Whether a character's first byte shows its width, or each byte is a character.
    fn is_simple(&self) -> bool {
        matches!(self.encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)
    }
}

fn handler(name: &str) -> impl Fn() -> Result<OnError, crate::text::Fault> {
    let name = name.to_owned();
    move || codec::on_error(&name)
}

/// Text of bytes.
pub(super) fn decode(gil: &Gil, bytes: Vec<u8>, mode: &TextMode) -> Res<Vec<u8>> {
    if mode.raw || (bytes.is_ascii() && mode.is_simple()) {
        return Ok(bytes);
    }
    match codec::decode(&bytes, mode.encoding, handler(&mode.errors)) {
        Ok(text) => Ok(text),
        Err(failure) => Err(raise(gil, failure, gil.bytes(bytes))),
    }
}

/// Bytes of text (WTF-8).
pub(super) fn encode(gil: &Gil, text: &[u8], mode: &TextMode) -> Res<Vec<u8>> {
    let ascii = text.is_ascii();
    let mut bytes = if mode.raw
        || (ascii && mode.is_simple())
        || (mode.encoding == Encoding::Utf8 && std::str::from_utf8(text).is_ok())
    {
        text.to_vec()
    } else {
        let whole = gil.str_wtf8(text);
        let Some(whole_text) = whole.as_str() else { return Ok(Vec::new()) };
        match codec::encode(whole_text.code_points(), mode.encoding, handler(&mode.errors)) {
            Ok(bytes) => bytes,
            Err(failure) => return Err(raise(gil, failure, whole)),
        }
    };
    if mode.line_end != "\n" && memchr::memchr(b'\n', &bytes).is_some() {
        let mut changed = Vec::with_capacity(bytes.len() + 16);
        for byte in bytes {
            match byte {
                b'\n' => changed.extend_from_slice(mode.line_end.as_bytes()),
                _ => changed.push(byte),
            }
        }
        bytes = changed;
    }
    Ok(bytes)
}

/// The exception of a failed conversion.
fn raise(gil: &Gil, failure: EncodeFailure, object: Local<'_>) -> Raised {
    match failure {
        EncodeFailure::Handler(fault) => gil.raise_fault(&fault),
        EncodeFailure::Units(error) => raise_units(gil, &error, object),
    }
}

fn raise_units(gil: &Gil, error: &CodecError, object: Local<'_>) -> Raised {
    let ty = if error.decoding { Type::UnicodeDecodeError } else { Type::UnicodeEncodeError };
    let args = [
        gil.str(error.codec),
        object,
        gil.int(error.start as i64),
        gil.int(error.end as i64),
        gil.str(error.reason),
    ];
    gil.raise_args(ty, &args)
}

fn data_of(gil: &Gil, file: Reg) -> Option<&FileData> {
    file.get(gil).as_host().and_then(|host| host.data::<FileData>())
}

fn mode_of(gil: &Gil, file: Reg) -> TextMode {
    data_of(gil, file).and_then(|data| data.text.clone()).unwrap_or_else(|| TextMode::utf8("strict"))
}

/// Makes what is left of a stream UTF-8 once, if its encoding is one whose characters cannot be found in the bytes.
fn prepare(gil: &mut Gil, stream: &Shared, mode: &mut TextMode) -> Res {
    if mode.is_simple() || mode.raw {
        return Ok(());
    }
    let (encoding, errors) = (mode.encoding, mode.errors.clone());
    let outcome = blocking(gil, stream, |stream| {
        stream.transcode(|bytes| codec::decode(bytes, encoding, handler(&errors)))
    })?;
    if let Err(failure) = outcome {
        return Err(raise(gil, failure, gil.bytes(Vec::new())));
    }
    mode.raw = true;
    Ok(())
}

fn size_arg(gil: &mut Gil, size: Reg) -> Res<Option<usize>> {
    if size.get(gil).is_none() {
        return Ok(None);
    }
    Ok(usize::try_from(gil.index(size)?).ok())
}

/// Text that was read, with its line ends as the mode says, as a `str`.
fn give(gil: &mut Gil, bytes: Vec<u8>, mode: &TextMode, out: Reg) -> Res {
    let bytes = if mode.newline == Newline::Universal { universal(bytes) } else { bytes };
    gil.charge(bytes.len())?;
    let text = decode(gil, bytes, mode)?;
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

fn reading(gil: &mut Gil, file: Reg) -> Res<(Shared, TextMode)> {
    let stream = open_stream(gil, file)?;
    check_mode(gil, &stream, false)?;
    let mut mode = mode_of(gil, file);
    prepare(gil, &stream, &mut mode)?;
    Ok((stream, mode))
}

fn read(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = size_arg(gil, args.reg(1))?;
    let (stream, mode) = reading(gil, args.reg(0))?;
    let utf8 = mode.raw || mode.encoding == Encoding::Utf8;
    let bytes = blocking(gil, &stream, |stream| match limit {
        None => stream.read(None),
        Some(limit) => stream.read_chars(limit, utf8, mode.newline),
    })?;
    give(gil, bytes, &mode, out)
}

/// The next line into `out`; false at the end.
fn line_into(gil: &mut Gil, file: Reg, limit: Option<usize>, out: Reg) -> Res<bool> {
    let quick = {
        let Some(data) = data_of(gil, file) else { return Ok(false) };
        match (&data.text, limit) {
            (Some(mode), None) if mode.is_simple() => {
                let line = data.stream.try_lock().ok().and_then(|mut stream| stream.quick_line(mode.newline));
                match line {
                    Some(line) if line.is_ascii() && !line.ends_with(b"\r\n") && !line.ends_with(b"\r") => {
                        out.set(gil, gil.str_ascii(&line));
                        return Ok(true);
                    }
                    other => other,
                }
            }
            _ => None,
        }
    };
    if let Some(line) = quick {
        let mode = mode_of(gil, file);
        give(gil, line, &mode, out)?;
        return Ok(true);
    }
    let (stream, mode) = reading(gil, file)?;
    let line = blocking(gil, &stream, |stream| stream.read_line(mode.newline, limit))?;
    let more = !line.is_empty();
    give(gil, line, &mode, out)?;
    Ok(more)
}

fn readline(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let limit = size_arg(gil, args.reg(1))?;
    line_into(gil, args.reg(0), limit, out)?;
    Ok(())
}

fn next_line(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if line_into(gil, args.reg(0), None, out)? { Ok(()) } else { Err(gil.stop_iteration(None)) }
}

fn readlines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let hint = size_arg(gil, args.reg(1))?.filter(|&hint| hint > 0);
    let s = &mut Scope::new(gil);
    let (list, line) = (s.slot(), s.slot());
    list.set(s, s.list().local());
    let mut total = 0;
    while line_into(s, args.reg(0), None, line)? {
        if let Some(list) = list.get(s).as_list() {
            list.push(s, line.get(s))?;
        }
        total += line.get(s).as_str().map_or(0, |line| line.char_len());
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
        s.tick(1)?;
    }
    out.set(s, list.get(s));
    Ok(())
}

fn write_text(gil: &mut Gil, file: Reg, text: Reg) -> Res<usize> {
    let Some(chars) = text.get(gil).as_str().map(|text| text.char_len()) else {
        let name = gil.type_name(text.get(gil));
        let what = if gil.is_instance_of(file.get(gil), Type::StringIO) {
            format!("string argument expected, got '{name}'")
        } else {
            format!("write() argument must be str, not {name}")
        };
        return Err(gil.type_error(what));
    };
    {
        let data = data_of(gil, file);
        if let (Some(data), Some(text)) = (data, text.get(gil).as_str())
            && let Some(mode) = &data.text
            && mode.line_end == "\n"
            && text.is_ascii()
            && mode.is_simple()
            && let Ok(mut stream) = data.stream.try_lock()
            && stream.quick_write(text.bytes())
        {
            return Ok(chars);
        }
    }
    let stream = open_stream(gil, file)?;
    check_mode(gil, &stream, true)?;
    let mode = mode_of(gil, file);
    let bytes = match text.get(gil).as_str() {
        Some(text) => encode(gil, text.bytes(), &mode)?,
        None => Vec::new(),
    };
    blocking_write(gil, &stream, &bytes)?;
    Ok(chars)
}

fn write(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let chars = write_text(gil, args.reg(0), args.reg(1))?;
    out.set(gil, gil.int(chars as i64));
    Ok(())
}

fn writelines(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let file = args.reg(0);
    gil.for_each(args.reg(1), |gil, line| write_text(gil, file, line).map(|_| true))?;
    out.set(gil, gil.none());
    Ok(())
}

fn seek(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let (to, whence) = (gil.index(args.reg(1))?, gil.index(args.reg(2))?);
    let stream = open_stream(gil, args.reg(0))?;
    if whence == 0 && to < 0 {
        return Err(gil.value_error(format!("negative seek position {to}")));
    }
    if (1..=2).contains(&whence) && to != 0 {
        let which = if whence == 1 { "cur-relative" } else { "end-relative" };
        return Err(super::unsupported(gil, &format!("can't do nonzero {which} seeks")));
    }
    if !(0..=2).contains(&whence) {
        return Err(gil.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    let at = blocking(gil, &stream, |stream| stream.seek(to, whence))?;
    out.set(gil, gil.int(at as i64));
    Ok(())
}

fn reconfigure(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let file = args.reg(0);
    let mut mode = mode_of(gil, file);
    let stream = stream_of(gil, file)?;
    if let Some(name) = args.get(gil, 1).as_str() {
        mode.encoding_name = name.to_string_lossy().into_owned();
        mode.encoding = codec::encoding(&mode.encoding_name).map_err(|fault| gil.raise_fault(&fault))?;
    }
    if let Some(errors) = args.get(gil, 2).as_str() {
        mode.errors = errors.to_string_lossy().into_owned();
    }
    mode.set_newline(gil, args.get(gil, 3))?;
    for (i, what) in [(4, 0), (5, 1)] {
        if !args.get(gil, i).is_none() {
            let on = gil.truthy(args.reg(i))?;
            let mut stream = lock(&stream);
            if what == 0 { stream.line_buffered = on } else { stream.unbuffered = on }
        }
    }
    out.set(gil, gil.none());
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    if !s.is_exact(args.get(s, 0), Type::TextIOWrapper) {
        let text =
            format!("<_io.{} object at {:#x}>", s.type_name(args.get(s, 0)), args.get(s, 0).word().bits());
        out.set(s, s.str(&text));
        return Ok(());
    }
    let name = s.slot();
    super::binary::name(s, args, name)?;
    let name = s.repr_text(name)?;
    let mode = mode_of(s, args.reg(0));
    let file_mode = data_of(s, args.reg(0)).map(|data| data.mode.clone()).unwrap_or_default();
    let text = format!(
        "<_io.TextIOWrapper name={} mode='{file_mode}' encoding='{}'>",
        String::from_utf8_lossy(&name),
        mode.encoding_name
    );
    out.set(s, s.str(&text));
    Ok(())
}

/// `file.buffer`: the binary file over the same stream.
fn buffer(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(host) = args.get(gil, 0).as_host() else { return Ok(()) };
    if host.slot(1).is_none()
        && let Some(data) = host.data::<FileData>()
    {
        let (readable, writable) = {
            let stream = lock(&data.stream);
            (stream.readable, stream.writable)
        };
        let ty = match (readable, writable) {
            (true, true) => Type::BufferedRandom,
            (false, true) => Type::BufferedWriter,
            _ => Type::BufferedReader,
        };
        let mode = format!("{}b", data.mode.replace('t', ""));
        let binary = FileData { stream: data.stream.clone(), text: None, mode };
        host.set_slot(1, new_file(gil, binary, ty, host.slot(0)));
    }
    out.set(gil, host.slot(1));
    Ok(())
}

fn encoding(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mode = mode_of(gil, args.reg(0));
    out.set(gil, if mode.raw { gil.none() } else { gil.str(&mode.encoding_name) });
    Ok(())
}

fn errors(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mode = mode_of(gil, args.reg(0));
    out.set(gil, if mode.raw { gil.none() } else { gil.str(&mode.errors) });
    Ok(())
}

fn newlines(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.none());
    Ok(())
}

fn line_buffering(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = stream_of(gil, args.reg(0))?;
    let on = lock(&stream).line_buffered;
    out.set(gil, gil.bool(on));
    Ok(())
}

/// `StringIO(initial_value='', newline='\n')`: its bytes are the text itself.
fn string_io(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let mut mode = TextMode::utf8("strict");
    mode.newline = Newline::Lf;
    mode.raw = true;
    let newline = args.get(gil, 2);
    if newline.is_none() {
        mode.newline = Newline::Universal;
    } else {
        mode.set_newline(gil, newline)?;
    }
    let initial = match (args.get(gil, 1).as_str(), args.get(gil, 1).is_none()) {
        (Some(text), _) => {
            let bytes = encode(gil, text.bytes(), &mode)?;
            if mode.newline == Newline::Universal { universal(bytes) } else { bytes }
        }
        (None, true) => Vec::new(),
        (None, false) => {
            let name = gil.type_name(args.get(gil, 1));
            return Err(gil.type_error(format!("initial_value must be str or None, not {name}")));
        }
    };
    let stream = std::sync::Arc::new(std::sync::Mutex::new(Stream::memory(initial)));
    let data = FileData { stream, text: Some(mode), mode: String::new() };
    out.set(gil, gil.host(data, Some(args.get(gil, 0))).local());
    Ok(())
}

fn getvalue(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let stream = open_stream(gil, args.reg(0))?;
    let text = lock(&stream).contents().map(<[u8]>::to_vec).unwrap_or_default();
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}
