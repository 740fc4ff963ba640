//! `_os`: what `os` and `os.path` need of the system.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::vm::ModuleDef;

use super::os_error::{os_error, strerror};
use super::{io, path_arg, path_text, put, structs};

pub(super) const MODULE: ModuleDef = ModuleDef { name: "_os", functions: FUNCTIONS, init };

static FUNCTIONS: &[Def] = &[
    Def::new("getcwd", "", getcwd),
    Def::new("chdir", "path", chdir),
    Def::new("listdir", "path='.'", listdir),
    Def::new("scan", "path", scan),
    Def::new("mkdir", "path, mode=511", mkdir),
    Def::new("rmdir", "path", rmdir),
    Def::new("remove", "path", remove),
    Def::new("unlink", "path", remove),
    Def::new("rename", "src, dst", rename),
    Def::new("replace", "src, dst", rename),
    Def::new("symlink", "src, dst", symlink),
    Def::new("link", "src, dst", link),
    Def::new("readlink", "path", readlink),
    Def::new("realpath", "path", realpath),
    Def::new("chmod", "path, mode", chmod),
    Def::new("truncate", "path, length", truncate),
    Def::new("stat", "path", stat),
    Def::new("lstat", "path", lstat),
    Def::new("exists", "path", exists),
    Def::new("lexists", "path", lexists),
    Def::new("isfile", "path", isfile),
    Def::new("isdir", "path", isdir),
    Def::new("islink", "path", islink),
    Def::new("environ", "", environ),
    Def::new("getpid", "", getpid),
    Def::new("cpu_count", "", cpu_count),
    Def::new("urandom", "size, /", urandom),
    Def::new("strerror", "code, /", strerror_of),
    Def::new("fsync", "file, /", fsync),
    Def::new("_exit", "status, /", exit_now),
];

fn init(gil: &mut Gil, module: Reg) -> Res {
    put(gil, module, "stat_result", gil.builtin_class(Type::StatResult).local())?;
    put(gil, module, "terminal_size", gil.builtin_class(Type::TerminalSize).local())
}

/// Runs an operation on the path in register 0 without the lock; an error of the system names the path.
fn on_path<T>(
    gil: &mut Gil,
    args: Args,
    name: &str,
    run: impl FnOnce(&Path) -> std::io::Result<T>,
) -> Res<T> {
    let path = path_arg(gil, args.reg(0), name, "path")?;
    match gil.detach(|| run(&path)) {
        Ok(value) => Ok(value),
        Err(error) => Err(os_error(gil, &error, Some(args.get(gil, 0)))),
    }
}

fn give_path(gil: &Gil, path: &Path, out: Reg) {
    out.set(gil, gil.str_wtf8(&path_text(path)));
}

fn getcwd(gil: &mut Gil, _: Args, out: Reg) -> Res {
    match std::env::current_dir() {
        Ok(path) => {
            give_path(gil, &path, out);
            Ok(())
        }
        Err(error) => Err(os_error(gil, &error, None)),
    }
}

fn chdir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    on_path(gil, args, "chdir", |path| std::env::set_current_dir(path))?;
    out.set(gil, gil.none());
    Ok(())
}

fn listdir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let names = on_path(gil, args, "listdir", |path| {
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<Vec<_>>>()
    })?;
    let names: Vec<Local<'_>> = names.iter().map(|name| gil.str_wtf8(&path_text(Path::new(name)))).collect();
    out.set(gil, gil.list_of(&names).local());
    Ok(())
}

/// Names, and whether each is a directory, a file and a link: what `scandir` and `walk` need.
fn scan(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let entries = on_path(gil, args, "scandir", |path| {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let target = if kind.is_symlink() { fs::metadata(entry.path()).ok() } else { None };
            let is_dir = kind.is_dir() || target.as_ref().is_some_and(fs::Metadata::is_dir);
            let is_file = kind.is_file() || target.as_ref().is_some_and(fs::Metadata::is_file);
            entries.push((entry.file_name(), is_dir, is_file, kind.is_symlink()));
        }
        Ok(entries)
    })?;
    let rows: Vec<Local<'_>> = entries
        .iter()
        .map(|(name, is_dir, is_file, is_link)| {
            let name = gil.str_wtf8(&path_text(Path::new(name)));
            gil.tuple(&[name, gil.bool(*is_dir), gil.bool(*is_file), gil.bool(*is_link)])
        })
        .collect();
    out.set(gil, gil.list_of(&rows).local());
    Ok(())
}

fn mkdir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    use std::os::unix::fs::DirBuilderExt;
    let mode = gil.index(args.reg(1))? as u32;
    on_path(gil, args, "mkdir", |path| fs::DirBuilder::new().mode(mode).create(path))?;
    out.set(gil, gil.none());
    Ok(())
}

fn rmdir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    on_path(gil, args, "rmdir", |path| fs::remove_dir(path))?;
    out.set(gil, gil.none());
    Ok(())
}

fn remove(gil: &mut Gil, args: Args, out: Reg) -> Res {
    on_path(gil, args, "remove", |path| fs::remove_file(path))?;
    out.set(gil, gil.none());
    Ok(())
}

/// An operation on two paths.
fn on_paths(
    gil: &mut Gil,
    args: Args,
    name: &str,
    run: impl FnOnce(&Path, &Path) -> std::io::Result<()>,
    out: Reg,
) -> Res {
    let to = path_arg(gil, args.reg(1), name, "dst")?;
    on_path(gil, args, name, |path| run(path, &to))?;
    out.set(gil, gil.none());
    Ok(())
}

fn rename(gil: &mut Gil, args: Args, out: Reg) -> Res {
    io::flush_all(gil);
    on_paths(gil, args, "rename", |from, to| fs::rename(from, to), out)
}

fn symlink(gil: &mut Gil, args: Args, out: Reg) -> Res {
    on_paths(gil, args, "symlink", |from, to| std::os::unix::fs::symlink(from, to), out)
}

fn link(gil: &mut Gil, args: Args, out: Reg) -> Res {
    on_paths(gil, args, "link", |from, to| fs::hard_link(from, to), out)
}

fn readlink(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let path = on_path(gil, args, "readlink", |path| fs::read_link(path))?;
    give_path(gil, &path, out);
    Ok(())
}

fn realpath(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let path = path_arg(gil, args.reg(0), "realpath", "path")?;
    match fs::canonicalize(&path) {
        Ok(path) => give_path(gil, &path, out),
        Err(_) => out.set(gil, gil.none()),
    }
    Ok(())
}

fn chmod(gil: &mut Gil, args: Args, out: Reg) -> Res {
    use std::os::unix::fs::PermissionsExt;
    let mode = gil.index(args.reg(1))? as u32;
    on_path(gil, args, "chmod", |path| fs::set_permissions(path, fs::Permissions::from_mode(mode)))?;
    out.set(gil, gil.none());
    Ok(())
}

fn truncate(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let len = gil.index(args.reg(1))?;
    let len = u64::try_from(len).map_err(|_| gil.value_error("negative length"))?;
    on_path(gil, args, "truncate", |path| fs::OpenOptions::new().write(true).open(path)?.set_len(len))?;
    out.set(gil, gil.none());
    Ok(())
}

fn give_stat(gil: &mut Gil, meta: &fs::Metadata, out: Reg) -> Res {
    let time = |seconds: i64, nanos: i64| gil.float(seconds as f64 + nanos as f64 / 1e9);
    let values = [
        gil.int(meta.mode().into()),
        gil.int(meta.ino() as i64),
        gil.int(meta.dev() as i64),
        gil.int(meta.nlink() as i64),
        gil.int(meta.uid().into()),
        gil.int(meta.gid().into()),
        gil.int(meta.size() as i64),
        time(meta.atime(), meta.atime_nsec()),
        time(meta.mtime(), meta.mtime_nsec()),
        time(meta.ctime(), meta.ctime_nsec()),
        gil.int(meta.mtime().saturating_mul(1_000_000_000).saturating_add(meta.mtime_nsec())),
    ];
    out.set(gil, structs::make(gil, Type::StatResult, &values));
    Ok(())
}

fn stat(gil: &mut Gil, args: Args, out: Reg) -> Res {
    io::flush_all(gil);
    let meta = on_path(gil, args, "stat", |path| fs::metadata(path))?;
    give_stat(gil, &meta, out)
}

fn lstat(gil: &mut Gil, args: Args, out: Reg) -> Res {
    io::flush_all(gil);
    let meta = on_path(gil, args, "lstat", |path| fs::symlink_metadata(path))?;
    give_stat(gil, &meta, out)
}

/// A question about a path; what cannot be asked is answered with no.
fn ask(gil: &mut Gil, args: Args, name: &str, question: impl FnOnce(&Path) -> bool, out: Reg) -> Res {
    let answer = match path_arg(gil, args.reg(0), name, "path") {
        Ok(path) => gil.detach(|| question(&path)),
        Err(_) if gil.catch(Type::ValueError) => false,
        Err(raised) => return Err(raised),
    };
    out.set(gil, gil.bool(answer));
    Ok(())
}

fn exists(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ask(gil, args, "stat", Path::exists, out)
}

fn lexists(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ask(gil, args, "lstat", |path| path.symlink_metadata().is_ok(), out)
}

fn isfile(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ask(gil, args, "stat", Path::is_file, out)
}

fn isdir(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ask(gil, args, "stat", Path::is_dir, out)
}

fn islink(gil: &mut Gil, args: Args, out: Reg) -> Res {
    ask(gil, args, "lstat", Path::is_symlink, out)
}

/// The variables of the environment at the start, as a dict.
fn environ(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let dict = gil.dict();
    for (name, value) in std::env::vars_os() {
        let name = gil.str_wtf8(&path_text(Path::new(&name)));
        let value = gil.str_wtf8(&path_text(Path::new(&value)));
        if let Some(name) = name.as_str() {
            dict.set_str(gil, name, value)?;
        }
    }
    out.set(gil, dict.local());
    Ok(())
}

fn getpid(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(std::process::id().into()));
    Ok(())
}

fn cpu_count(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let count = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    out.set(gil, gil.int(count as i64));
    Ok(())
}

fn urandom(gil: &mut Gil, args: Args, out: Reg) -> Res {
    use std::io::Read;
    let size = gil.index(args.reg(0))?;
    let Ok(size) = usize::try_from(size) else {
        return Err(gil.value_error("negative argument not allowed"));
    };
    gil.charge(size)?;
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(gil.raise_memory_error());
    }
    bytes.resize(size, 0);
    let read = fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    match read {
        Ok(()) => {
            out.set(gil, gil.bytes(bytes));
            Ok(())
        }
        Err(error) => Err(os_error(gil, &error, None)),
    }
}

fn strerror_of(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let code = gil.index(args.reg(0))?;
    out.set(gil, gil.str(&strerror(i32::try_from(code).unwrap_or(-1))));
    Ok(())
}

/// `fsync` of a file object. A bare number is accepted too: all files are written then.
fn fsync(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let s = &mut Scope::new(gil);
    if args.get(s, 0).as_host().is_some() {
        let stream = io::open_stream(s, args.reg(0))?;
        io::blocking(s, &stream, io::Stream::sync)?;
    } else {
        s.index(args.reg(0))?;
        io::flush_all(s);
    }
    out.set(s, s.none());
    Ok(())
}

/// Ends the process at once, without flushing.
fn exit_now(gil: &mut Gil, args: Args, _: Reg) -> Res {
    let status = gil.index(args.reg(0))?;
    std::process::exit(status as i32)
}
