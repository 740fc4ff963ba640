//! The modules that come with the runtime: in Rust (`MODULES`), or in the language itself (`SOURCES`).
#![forbid(unsafe_code)]

mod gc;
mod hashes;
pub mod io;
mod json;
pub mod math;
mod os;
pub(crate) mod os_error;
pub(crate) mod re;
pub(crate) mod structs;
mod sys;
pub(crate) mod thread;
mod time;
mod ungil;
mod unicodedata;
mod zlib;
mod zone;

use std::path::PathBuf;

use crate::heap::{Args, Gil, Reg, Res, Scope};
use crate::vm::ModuleDef;

/// A module written in the language. It is compiled at its first import.
#[derive(Debug, Clone, Copy)]
pub struct SourceModule {
    /// Its full name: `concurrent.futures`.
    pub name: &'static str,
    /// The text of the module.
    pub text: &'static str,
    /// Whether other modules stand below it (`concurrent`): it has a `__path__`.
    pub package: bool,
}

/// The modules written in Rust.
pub static MODULES: &[ModuleDef] = &[
    gc::GC,
    gc::WEAKREF,
    hashes::MODULE,
    io::MODULE,
    json::MODULE,
    math::MATH,
    os::MODULE,
    re::MODULE,
    sys::MODULE,
    thread::MODULE,
    time::MODULE,
    ungil::MODULE,
    unicodedata::MODULE,
    zlib::MODULE,
];

/// The modules written in the language.
pub static SOURCES: &[SourceModule] = &[
    source("_bisect", include_str!("lib/_bisect.py")),
    source("__future__", include_str!("lib/__future__.py")),
    source("_frames", include_str!("lib/_frames.py")),
    source("_imp", include_str!("lib/_imp.py")),
    source("abc", include_str!("lib/abc.py")),
    source("argparse", include_str!("lib/argparse.py")),
    source("array", include_str!("lib/array.py")),
    source("atexit", include_str!("lib/atexit.py")),
    source("base64", include_str!("lib/base64.py")),
    source("binascii", include_str!("lib/binascii.py")),
    source("bisect", include_str!("lib/bisect.py")),
    source("calendar", include_str!("lib/calendar.py")),
    source("cmath", include_str!("lib/cmath.py")),
    source("colorsys", include_str!("lib/colorsys.py")),
    package("collections", include_str!("lib/collections.py")),
    source("collections.abc", include_str!("lib/collections_abc.py")),
    package("concurrent", include_str!("lib/concurrent_init.py")),
    source("concurrent.futures", include_str!("lib/futures.py")),
    source("contextlib", include_str!("lib/contextlib.py")),
    source("copy", include_str!("lib/copy.py")),
    source("copyreg", include_str!("lib/copyreg.py")),
    source("csv", include_str!("lib/csv.py")),
    source("dataclasses", include_str!("lib/dataclasses.py")),
    source("datetime", include_str!("lib/datetime.py")),
    source("decimal", include_str!("lib/decimal.py")),
    source("difflib", include_str!("lib/difflib.py")),
    source("doctest", include_str!("lib/doctest.py")),
    source("enum", include_str!("lib/enum.py")),
    source("errno", include_str!("lib/errno.py")),
    source("fnmatch", include_str!("lib/fnmatch.py")),
    source("fractions", include_str!("lib/fractions.py")),
    source("functools", include_str!("lib/functools.py")),
    source("getpass", include_str!("lib/getpass.py")),
    source("glob", include_str!("lib/glob.py")),
    source("gzip", include_str!("lib/gzip.py")),
    source("hashlib", include_str!("lib/hashlib.py")),
    source("heapq", include_str!("lib/heapq.py")),
    package("importlib", include_str!("lib/importlib.py")),
    source("importlib.util", include_str!("lib/importlib_util.py")),
    source("inspect", include_str!("lib/inspect.py")),
    source("io", include_str!("lib/io.py")),
    source("itertools", include_str!("lib/itertools.py")),
    source("json", include_str!("lib/json.py")),
    source("keyword", include_str!("lib/keyword.py")),
    source("locale", include_str!("lib/locale.py")),
    package("logging", include_str!("lib/logging.py")),
    source("numbers", include_str!("lib/numbers.py")),
    source("operator", include_str!("lib/operator.py")),
    source("os", include_str!("lib/os.py")),
    source("pathlib", include_str!("lib/pathlib.py")),
    source("pickle", include_str!("lib/pickle.py")),
    source("platform", include_str!("lib/platform.py")),
    source("posixpath", include_str!("lib/posixpath.py")),
    source("pprint", include_str!("lib/pprint.py")),
    source("py_compile", include_str!("lib/py_compile.py")),
    source("pydoc", include_str!("lib/pydoc.py")),
    source("queue", include_str!("lib/queue.py")),
    source("random", include_str!("lib/random.py")),
    source("re", include_str!("lib/re.py")),
    source("secrets", include_str!("lib/secrets.py")),
    source("shutil", include_str!("lib/shutil.py")),
    source("stat", include_str!("lib/stat.py")),
    source("statistics", include_str!("lib/statistics.py")),
    source("string", include_str!("lib/string.py")),
    source("struct", include_str!("lib/struct.py")),
    source("subprocess", include_str!("lib/subprocess.py")),
    source("sysconfig", include_str!("lib/sysconfig.py")),
    source("tempfile", include_str!("lib/tempfile.py")),
    source("textwrap", include_str!("lib/textwrap.py")),
    source("threading", include_str!("lib/threading.py")),
    source("timeit", include_str!("lib/timeit.py")),
    source("traceback", include_str!("lib/traceback.py")),
    source("types", include_str!("lib/types.py")),
    source("typing", include_str!("lib/typing.py")),
    package("unittest", include_str!("lib/unittest.py")),
    source("unittest.case", include_str!("lib/unittest_case.py")),
    source("unittest.mock", include_str!("lib/unittest_mock.py")),
    source("unittest.result", include_str!("lib/unittest_result.py")),
    source("uuid", include_str!("lib/uuid.py")),
    source("warnings", include_str!("lib/warnings.py")),
    source("weakref", include_str!("lib/weakref.py")),
    source("zipfile", include_str!("lib/zipfile.py")),
    source("zlib", include_str!("lib/zlib.py")),
    ungil::SOURCE,
];

const fn source(name: &'static str, text: &'static str) -> SourceModule {
    SourceModule { name, text, package: false }
}

const fn package(name: &'static str, text: &'static str) -> SourceModule {
    SourceModule { name, text, package: true }
}

/// The names of all modules that come along.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.name).chain(SOURCES.iter().map(|source| source.name))
}

/// What happens when the main program has ended: threads that are no daemons are waited for, functions registered with
/// `atexit` run, and everything written goes out. The exit code.
pub fn at_exit(gil: &mut Gil, code: i32) -> i32 {
    let s = &mut Scope::new(gil);
    let (module, result) = (s.slot(), s.slot());
    let mut code = code;
    let last = [("threading", "_shutdown"), ("atexit", "_run_exitfuncs"), ("weakref", "_run_finalizers")];
    for (name, function) in last {
        let Some(found) = s.modules_dict().get_str(s, s.intern(name)).map(crate::heap::Local::word) else {
            continue;
        };
        module.set(s, crate::heap::Local::new(found));
        if s.call_method(module, function, Args::NONE, result).is_err() {
            code = s.report_uncaught().max(code);
        }
    }
    s.finalize_at_exit();
    if io::flush_out(s).is_err() {
        // CPython says so on standard error and exits with 120.
        s.take_raised();
        code = 120;
    }
    io::flush_all(s);
    code
}

/// A number of seconds.
fn seconds(gil: &mut Gil, value: Reg) -> Res<f64> {
    if let Some(int) = value.get(gil).as_small_int() {
        return Ok(int as f64);
    }
    gil.to_f64(value)
}

/// Prints an exception with its traceback to standard error.
pub(crate) fn print_exception(gil: &mut Gil, exception: Reg) -> Res {
    let text = gil.format_exception(exception);
    io::write_err(gil, &text)
}

/// Puts `module.name` into `out`, importing the module if needed.
pub(crate) fn import_attr(gil: &mut Gil, module: &str, name: &str, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    let object = s.slot();
    s.import_module(module, object)?;
    s.getattr(object, name, out)
}

/// A path argument: a str, bytes, or an object with `__fspath__`.
pub(crate) fn path_arg(gil: &mut Gil, value: Reg, function: &str, argument: &str) -> Res<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let bytes = {
        let value = value.get(gil);
        match (value.as_str(), value.as_bytes()) {
            (Some(text), _) => Some(unescape(text.bytes())),
            (_, Some(bytes)) => Some(bytes.bytes().to_vec()),
            _ => None,
        }
    };
    if let Some(bytes) = bytes {
        if bytes.contains(&0) {
            return Err(gil.value_error("embedded null byte"));
        }
        return Ok(std::ffi::OsString::from_vec(bytes).into());
    }
    let s = &mut Scope::new(gil);
    let (method, path) = (s.slot(), s.slot());
    if s.getattr_opt(value, "__fspath__", method)? {
        s.call(method, Args::NONE, path)?;
        if path.get(s).as_str().is_some() || path.get(s).as_bytes().is_some() {
            return path_arg(s, path, function, argument);
        }
    }
    let name = s.type_name(value.get(s));
    if function == "open" {
        return Err(s.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
    }
    Err(s.type_error(format!("{function}: {argument} should be string, bytes or os.PathLike, not {name}")))
}

/// Bytes of a file name: the surrogates that stand for undecodable bytes become those again.
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, tail)) = rest.split_first() {
        // U+DC80..U+DCFF are ED B2 80 .. ED B3 BF.
        match tail {
            [second @ 0xb2..=0xb3, third, more @ ..] if first == 0xed => {
                out.push((second - 0xb2) * 64 + 0x80 + (third & 0x3f));
                rest = more;
            }
            _ => {
                out.push(first);
                rest = tail;
            }
        }
    }
    out
}

/// Text (WTF-8) of a file name that may be no UTF-8.
pub(crate) fn path_text(path: &std::path::Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    let bytes = path.as_os_str().as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(chunk.valid().as_bytes());
        for &byte in chunk.invalid() {
            crate::text::codec::put_utf8(0xdc00 + u32::from(byte), &mut out);
        }
    }
    out
}

/// A constant of a module.
pub(crate) fn put(gil: &Gil, module: Reg, name: &str, value: crate::heap::Local<'_>) -> Res {
    match module.get(gil).as_module() {
        Some(module) => module.dict().set_str(gil, gil.intern(name), value),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_survive() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"a\xff\xc3\xa9\x80");
        let text = path_text(std::path::Path::new(name));
        assert_eq!(unescape(&text), name.as_bytes());
    }
}
