//! A buffered stream of bytes: a file, a standard stream, a hook of the host, or memory.
//!
//! It knows neither the heap nor the lock of the engine, so that a blocking operation can run without the lock. An
//! operation that is interrupted by a signal, or that has moved [`TURN`] bytes, returns `ErrorKind::Interrupted` with
//! nothing consumed, and is tried again. One that would keep more bytes than there is room for returns
//! `ErrorKind::OutOfMemory`.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::heap::Output;

/// Bytes that a read asks the system for.
const CHUNK: usize = 64 * 1024;
/// Bytes that one operation reads before its caller looks whether it is to stop.
const TURN: usize = 16 << 20;
/// Written bytes that are kept before they go to the system.
const KEEP: usize = 64 * 1024;

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Newline {
    /// `\n`, `\r` and `\r\n` all end a line and read as `\n`.
    Universal,
    /// They end a line and are kept.
    Keep,
    /// Only `\n`.
    Lf,
    /// Only `\r`.
    Cr,
    /// Only `\r\n`.
    CrLf,
}

enum Source {
    File(File),
    Hook(Output),
    Memory { data: Vec<u8>, at: usize },
}

/// A stream.
pub(crate) struct Stream {
    source: Source,
    /// Whether it may be read.
    pub(crate) readable: bool,
    /// Whether it may be written.
    pub(crate) writable: bool,
    /// Whether it was closed.
    pub(crate) closed: bool,
    /// Whether a written line goes to the system at once.
    pub(crate) line_buffered: bool,
    /// Whether everything written goes to the system at once.
    pub(crate) unbuffered: bool,
    /// Whether writes go to the end wherever the position is.
    pub(crate) append: bool,
    /// Bytes that may be kept in memory; set by who runs an operation.
    pub(crate) room: usize,
    /// Bytes that were read since the last turn began.
    turn: usize,
    read: Vec<u8>,
    at: usize,
    written: Vec<u8>,
}

impl Stream {
    fn over(source: Source, readable: bool, writable: bool) -> Stream {
        Stream {
            source,
            readable,
            writable,
            closed: false,
            line_buffered: false,
            unbuffered: false,
            append: false,
            room: usize::MAX,
            turn: 0,
            read: Vec::new(),
            at: 0,
            written: Vec::new(),
        }
    }

    pub(crate) fn file(file: File, readable: bool, writable: bool) -> Stream {
        Stream::over(Source::File(file), readable, writable)
    }

    pub(crate) fn hook(output: Output) -> Stream {
        Stream::over(Source::Hook(output), false, true)
    }

    pub(crate) fn memory(data: Vec<u8>) -> Stream {
        Stream::over(Source::Memory { data, at: 0 }, true, true)
    }

    /// Whether operations call the host, which wants the lock to be held.
    pub(crate) fn is_hook(&self) -> bool {
        matches!(self.source, Source::Hook(_))
    }

    /// Whether operations never wait.
    pub(crate) fn is_memory(&self) -> bool {
        matches!(self.source, Source::Memory { .. })
    }

    /// The number of the file in the system.
    pub(crate) fn fd(&self) -> Option<i32> {
        use std::os::fd::AsRawFd;
        match &self.source {
            Source::File(file) if !self.closed => Some(file.as_raw_fd()),
            _ => None,
        }
    }

    /// Whether it is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        use std::io::IsTerminal;
        matches!(&self.source, Source::File(file) if file.is_terminal())
    }

    /// All of a memory stream.
    pub(crate) fn contents(&self) -> Option<&[u8]> {
        match &self.source {
            Source::Memory { data, .. } => Some(data),
            _ => None,
        }
    }

    /// Bytes that were read ahead.
    fn ahead(&self) -> &[u8] {
        self.read.get(self.at..).unwrap_or_default()
    }

    /// Reads more; 0 at the end. The more is wanted at once, the more the system is asked for.
    fn fill(&mut self) -> io::Result<usize> {
        if self.turn >= TURN {
            self.turn = 0;
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.at == self.read.len() {
            self.read.clear();
            self.at = 0;
        }
        let before = self.read.len();
        let got = match &mut self.source {
            Source::File(file) => {
                let chunk = (before - self.at).clamp(CHUNK, TURN);
                keep(before + chunk, self.room)?;
                self.read.resize(before + chunk, 0);
                let got = file.read(&mut self.read[before..]);
                self.read.truncate(before + *got.as_ref().unwrap_or(&0));
                got?
            }
            Source::Hook(_) => 0,
            Source::Memory { data, at } => {
                let rest = data.get(*at..).unwrap_or_default();
                keep(before.saturating_add(rest.len()), self.room)?;
                self.read.extend_from_slice(rest);
                *at += rest.len();
                rest.len()
            }
        };
        self.turn += got;
        Ok(got)
    }

    fn take(&mut self, n: usize) -> Vec<u8> {
        let end = (self.at + n).min(self.read.len());
        let taken = self.read[self.at..end].to_vec();
        self.at = end;
        taken
    }

    /// Replaces all that is still to be read by `change` of it. For encodings that are decoded at once.
    pub(crate) fn transcode<E>(
        &mut self,
        change: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
    ) -> io::Result<Result<(), E>> {
        while self.fill()? > 0 {}
        Ok(match change(self.ahead()) {
            Ok(text) => {
                self.read = text;
                self.at = 0;
                Ok(())
            }
            Err(error) => Err(error),
        })
    }

    /// Up to `limit` bytes, all if there is no limit.
    pub(crate) fn read(&mut self, limit: Option<usize>) -> io::Result<Vec<u8>> {
        self.flush()?;
        match limit {
            None => while self.fill()? > 0 {},
            Some(limit) => while self.ahead().len() < limit && self.fill()? > 0 {},
        }
        Ok(self.take(limit.unwrap_or(usize::MAX - self.at)))
    }

    /// What one call of the system gives, at most `limit` bytes.
    pub(crate) fn read_once(&mut self, limit: Option<usize>) -> io::Result<Vec<u8>> {
        self.flush()?;
        if self.ahead().is_empty() {
            self.fill()?;
        }
        Ok(self.take(limit.unwrap_or(CHUNK)))
    }

    /// Looks at what was read ahead, reading if that is nothing.
    pub(crate) fn peek(&mut self) -> io::Result<Vec<u8>> {
        if self.ahead().is_empty() {
            self.fill()?;
        }
        Ok(self.ahead().to_vec())
    }

    /// A line with its end, without waiting; `None` if it is not all there.
    pub(crate) fn quick_line(&mut self, newline: Newline) -> Option<Vec<u8>> {
        if !self.written.is_empty() || self.closed || !self.readable {
            return None;
        }
        let end = line_end(self.ahead(), newline, false)?;
        Some(self.take(end))
    }

    /// A line with its end, at most `limit` bytes; empty at the end of the stream.
    pub(crate) fn read_line(&mut self, newline: Newline, limit: Option<usize>) -> io::Result<Vec<u8>> {
        self.flush()?;
        let mut done = false;
        loop {
            let ahead = self.ahead();
            if let Some(end) = line_end(ahead, newline, done) {
                return Ok(self.take(limit.map_or(end, |limit| end.min(limit))));
            }
            if done || limit.is_some_and(|limit| ahead.len() >= limit) {
                return Ok(self.take(limit.unwrap_or(usize::MAX - self.at)));
            }
            done = self.fill()? == 0;
        }
    }

    /// The bytes of up to `limit` characters of text in which a character's first byte shows its width (UTF-8) or
    /// every byte is one. With universal newlines `\r\n` counts as one.
    pub(crate) fn read_chars(&mut self, limit: usize, utf8: bool, newline: Newline) -> io::Result<Vec<u8>> {
        self.flush()?;
        let mut done = false;
        loop {
            let ahead = self.ahead();
            let (mut at, mut count) = (0, 0);
            while count < limit && at < ahead.len() {
                let width = if utf8 { width(ahead[at]) } else { 1 };
                let pair = newline == Newline::Universal && ahead[at] == b'\r';
                if (at + width > ahead.len() || (pair && at + 1 == ahead.len())) && !done {
                    break;
                }
                at += if pair && ahead.get(at + 1) == Some(&b'\n') { 2 } else { width };
                count += 1;
            }
            if count == limit || done {
                return Ok(self.take(at));
            }
            done = self.fill()? == 0;
        }
    }

    /// Writes without waiting, if there is room in the buffer; false if there is not.
    #[inline]
    pub(crate) fn quick_write(&mut self, bytes: &[u8]) -> bool {
        let direct = matches!(self.source, Source::File(_) | Source::Hook(_))
            && self.writable
            && !self.closed
            && !self.unbuffered
            && self.read.is_empty()
            && self.written.len() + bytes.len() <= KEEP
            && !(self.line_buffered && bytes.contains(&b'\n'));
        if direct {
            self.written.extend_from_slice(bytes);
        }
        direct
    }

    /// Writes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.drop_ahead()?;
        if let Source::Memory { data, at } = &mut self.source {
            keep(at.saturating_add(bytes.len()).saturating_sub(data.len()), self.room)?;
            if *at > data.len() {
                data.resize(*at, 0);
            }
            let over = bytes.len().min(data.len() - *at);
            data[*at..*at + over].copy_from_slice(&bytes[..over]);
            data.extend_from_slice(&bytes[over..]);
            *at += bytes.len();
            return Ok(());
        }
        self.written.extend_from_slice(bytes);
        if self.unbuffered || self.written.len() > KEEP || (self.line_buffered && bytes.contains(&b'\n')) {
            self.flush()?;
        }
        Ok(())
    }

    /// Forgets what was read ahead, going back to where the reader is.
    fn drop_ahead(&mut self) -> io::Result<()> {
        let ahead = self.ahead().len();
        if ahead > 0 {
            match &mut self.source {
                Source::File(file) => {
                    file.seek(SeekFrom::Current(-(ahead as i64)))?;
                }
                Source::Memory { at, .. } => *at -= ahead.min(*at),
                Source::Hook(_) => {}
            }
        }
        self.read.clear();
        self.at = 0;
        Ok(())
    }

    /// Whether something waits to be written.
    pub(crate) fn is_dirty(&self) -> bool {
        !self.written.is_empty()
    }

    /// Gives everything written to the system.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        if self.written.is_empty() {
            return Ok(());
        }
        match &mut self.source {
            Source::File(file) => {
                let mut done = 0;
                while done < self.written.len() {
                    match file.write(&self.written[done..]) {
                        Ok(n) => done += n,
                        Err(error) => {
                            self.written.drain(..done);
                            if error.kind() == io::ErrorKind::BrokenPipe {
                                // Nobody will ever read it: a second try at exit must not fail again.
                                self.written.clear();
                            }
                            return Err(error);
                        }
                    }
                }
            }
            Source::Hook(Output::Hook(hook)) => hook(&self.written),
            Source::Hook(Output::Process) | Source::Memory { .. } => {}
        }
        self.written.clear();
        Ok(())
    }

    /// The position in bytes.
    pub(crate) fn tell(&mut self) -> io::Result<u64> {
        let ahead = self.ahead().len() as u64;
        match &mut self.source {
            Source::File(file) => {
                Ok(file.stream_position()?.saturating_sub(ahead) + self.written.len() as u64)
            }
            Source::Memory { at, .. } => Ok((*at as u64).saturating_sub(ahead)),
            Source::Hook(_) => Err(io::Error::from_raw_os_error(libc::ESPIPE)),
        }
    }

    /// Moves to a position; returns it.
    pub(crate) fn seek(&mut self, to: i64, whence: i64) -> io::Result<u64> {
        self.flush()?;
        self.drop_ahead()?;
        let from = match whence {
            0 => SeekFrom::Start(to.max(0) as u64),
            1 => SeekFrom::Current(to),
            _ => SeekFrom::End(to),
        };
        match &mut self.source {
            Source::File(file) => file.seek(from),
            Source::Memory { data, at } => {
                let base = match whence {
                    0 => 0,
                    1 => *at as i64,
                    _ => data.len() as i64,
                };
                *at = base.saturating_add(to).max(0) as usize;
                Ok(*at as u64)
            }
            Source::Hook(_) => Err(io::Error::from_raw_os_error(libc::ESPIPE)),
        }
    }

    /// Changes the length.
    pub(crate) fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.flush()?;
        match &mut self.source {
            Source::File(file) => file.set_len(len),
            Source::Memory { data, .. } => {
                let len = usize::try_from(len).unwrap_or(usize::MAX);
                data.truncate(len);
                self.read.clear();
                self.at = 0;
                Ok(())
            }
            Source::Hook(_) => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    }

    /// Flushes to the disk.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        match &mut self.source {
            Source::File(file) => file.sync_all(),
            _ => Ok(()),
        }
    }

    /// Whether positions make sense.
    pub(crate) fn is_seekable(&mut self) -> bool {
        match &mut self.source {
            Source::File(file) => file.stream_position().is_ok(),
            Source::Memory { .. } => true,
            Source::Hook(_) => false,
        }
    }

    /// Flushes and closes.
    pub(crate) fn close(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.flush();
        self.closed = true;
        self.written.clear();
        self.read = Vec::new();
        self.at = 0;
        // The file itself is closed by leaving its place to nothing.
        self.source = Source::Memory { data: Vec::new(), at: 0 };
        flushed
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // The last reference is gone, so nobody could be told of an error.
        let _ = self.flush();
    }
}

/// Refuses to keep `bytes`, and a copy of them for who asked, if that is more than the room.
fn keep(bytes: usize, room: usize) -> io::Result<()> {
    if bytes > room / 2 { Err(io::ErrorKind::OutOfMemory.into()) } else { Ok(()) }
}

fn width(lead: u8) -> usize {
    match lead {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Where the first line of `bytes` ends; `None` if it may go on in what was not read yet.
fn line_end(bytes: &[u8], newline: Newline, done: bool) -> Option<usize> {
    match newline {
        Newline::Lf => memchr::memchr(b'\n', bytes).map(|at| at + 1),
        Newline::Cr => memchr::memchr(b'\r', bytes).map(|at| at + 1),
        Newline::CrLf => memchr::memmem::find(bytes, b"\r\n").map(|at| at + 2),
        Newline::Universal | Newline::Keep => {
            let at = memchr::memchr2(b'\n', b'\r', bytes)?;
            if bytes[at] == b'\n' {
                return Some(at + 1);
            }
            match bytes.get(at + 1) {
                Some(b'\n') => Some(at + 2),
                None if !done => None,
                _ => Some(at + 1),
            }
        }
    }
}

/// Turns `\r\n` and `\r` into `\n`.
pub(crate) fn universal(text: Vec<u8>) -> Vec<u8> {
    if memchr::memchr(b'\r', &text).is_none() {
        return text;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.into_iter().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\r' {
            if bytes.peek() == Some(&b'\n') {
                bytes.next();
            }
            out.push(b'\n');
        } else {
            out.push(byte);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_the_mode_says() {
        let lines = |text: &str, newline| {
            let mut stream = Stream::memory(text.as_bytes().to_vec());
            let mut lines = Vec::new();
            loop {
                let line = stream.read_line(newline, None).expect("memory");
                if line.is_empty() {
                    break lines;
                }
                lines.push(String::from_utf8(universal(line)).expect("ASCII"));
            }
        };
        assert_eq!(lines("a\r\nb\rc\n\nd", Newline::Universal), ["a\n", "b\n", "c\n", "\n", "d"]);
        assert_eq!(lines("a\rb\n", Newline::Lf), ["a\nb\n"]);
        assert_eq!(lines("a\nb\r\nc", Newline::CrLf), ["a\nb\n", "c"]);
        assert_eq!(lines("\r", Newline::Universal), ["\n"]);
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let mut stream = Stream::memory("äb\r\ncd".as_bytes().to_vec());
        assert_eq!(stream.read_chars(3, true, Newline::Universal).expect("memory"), "äb\r\n".as_bytes());
        assert_eq!(stream.read_chars(9, true, Newline::Universal).expect("memory"), b"cd");
    }

    #[test]
    fn what_never_ends_is_left_at_times_and_at_the_end_of_the_room() {
        let mut stream = Stream::file(File::open("/dev/zero").expect("every system has it"), true, false);
        stream.room = 100 << 20;
        let mut turns = 0;
        let error = loop {
            match stream.read(None) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => turns += 1,
                Err(error) => break error,
                Ok(_) => panic!("it has no end"),
            }
        };
        assert_eq!((error.kind(), turns), (io::ErrorKind::OutOfMemory, 3));
        assert_eq!(stream.read(Some(5)).expect("it was read ahead"), [0; 5]);
    }

    #[test]
    fn a_far_position_is_no_room() {
        let mut stream = Stream::memory(Vec::new());
        stream.room = 1 << 20;
        stream.seek(1 << 40, 0).expect("memory");
        assert_eq!(stream.write(b"x").expect_err("no room").kind(), io::ErrorKind::OutOfMemory);
        assert_eq!(stream.contents(), Some(&b""[..]));
    }

    #[test]
    fn memory_is_overwritten_and_extended() {
        let mut stream = Stream::memory(b"hello".to_vec());
        stream.seek(3, 0).expect("memory");
        stream.write(b"ping").expect("memory");
        assert_eq!(stream.contents(), Some(&b"helping"[..]));
        stream.seek(0, 0).expect("memory");
        assert_eq!(stream.read(Some(4)).expect("memory"), b"help");
        assert_eq!(stream.tell().expect("memory"), 4);
        stream.write(b"!").expect("memory");
        assert_eq!(stream.contents(), Some(&b"help!ng"[..]));
    }
}
