//! `OSError` from errors of the system.

use std::io;

use crate::heap::{Gil, Local, Object, Raised};
use crate::object::Type;

/// The class that CPython raises for an error number.
pub(crate) fn class_of_errno(errno: i32) -> Type {
    match errno {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => Type::BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => Type::BrokenPipeError,
        libc::ECHILD => Type::ChildProcessError,
        libc::ECONNABORTED => Type::ConnectionAbortedError,
        libc::ECONNREFUSED => Type::ConnectionRefusedError,
        libc::ECONNRESET => Type::ConnectionResetError,
        libc::EEXIST => Type::FileExistsError,
        libc::ENOENT => Type::FileNotFoundError,
        libc::EISDIR => Type::IsADirectoryError,
        libc::ENOTDIR => Type::NotADirectoryError,
        libc::EINTR => Type::InterruptedError,
        libc::EACCES | libc::EPERM => Type::PermissionError,
        libc::ESRCH => Type::ProcessLookupError,
        libc::ETIMEDOUT => Type::TimeoutError,
        _ => Type::OSError,
    }
}

/// The system's words for an error number.
pub(crate) fn strerror(errno: i32) -> String {
    let text = io::Error::from_raw_os_error(errno).to_string();
    match text.rfind(" (os error ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// Raises the `OSError` for an error of the system, about this file.
pub(crate) fn os_error(gil: &Gil, error: &io::Error, filename: Option<Local<'_>>) -> Raised {
    match error.raw_os_error() {
        Some(errno) => raise_errno(gil, errno, filename),
        None => gil.raise_new(Type::OSError, error.to_string()),
    }
}

/// Raises the `OSError` with this number.
pub(crate) fn raise_errno(gil: &Gil, errno: i32, filename: Option<Local<'_>>) -> Raised {
    let class = gil.builtin_class(class_of_errno(errno));
    let (number, text) = (gil.int(errno.into()), gil.str(&strerror(errno)));
    let exception = gil.new_exception(class, gil.tuple(&[number, text]));
    set_attr(gil, exception.local(), "errno", number);
    set_attr(gil, exception.local(), "strerror", text);
    set_attr(gil, exception.local(), "filename", filename.unwrap_or(gil.none()));
    gil.raise_exception(exception)
}

/// Sets an attribute of an object of our own making.
pub(crate) fn set_attr(gil: &Gil, object: Local<'_>, name: &str, value: Local<'_>) {
    // Fails only for want of memory, which the next allocation reports.
    let _ = gil.set_own_attr(object, gil.intern(name), value);
}
