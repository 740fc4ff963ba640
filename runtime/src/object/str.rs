//! Strings: immutable WTF-8 (UTF-8 that may hold lone surrogates) with a flag for pure ASCII.
//!
//! ```text
//!   header  data ──┐  len  hash  index   tail
//!                  ├──────────────────▶ [ bytes ]                  short: in the cell itself
//!                  └──▶ bytes of a Buf  [ the Buf ]                long: SHARED
//! ```
//! In ASCII text a character is a byte. Other text gets, at its first indexing, a table with the byte offset of each
//! 64th character. Several strings may share one `Buf`, each a prefix of what the buffer holds: `s += t` writes `t`
//! behind `s` if nobody else did, which makes building a string piece by piece linear.

use std::cell::Cell;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Buf, Kind, Type};
use crate::word::Word;

const ASCII: u8 = 1;
const SHARED: u8 = 2;
const INTERNED: u8 = 4;
/// Longer strings are kept outside of the cell.
const INLINE_MAX: usize = 216;
const STRIDE: usize = 64;

/// A string.
#[repr(C)]
pub struct Str {
    header: Header,
    data: *const u8,
    len: usize,
    hash: Cell<u64>,
    index: Cell<Option<std::ptr::NonNull<CharIndex>>>,
    tail: [Cell<Word>; 0],
}

struct CharIndex {
    chars: usize,
    offsets: Box<[u32]>,
}

// SAFETY: repr(C), header first; the one word is the buffer of a shared string, in the tail.
unsafe impl Object for Str {
    const KIND: Kind = Kind::Str;
    fn trace(&self, marker: &mut Marker) {
        if self.header.flags() & SHARED != 0 {
            marker.mark(self.buf_slot().get());
        }
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        if let Some(index) = self.index.take() {
            // SAFETY: made by `Box::into_raw` in `char_index` and dropped only here.
            drop(unsafe { Box::from_raw(index.as_ptr()) });
        }
    }
}

impl Str {
    /// The bytes, WTF-8. The string is immutable, so they may be lent.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `data` points at `len` initialised bytes of this cell or of the buffer that it keeps alive, and
        // bytes that belong to a string are never written again.
        unsafe { std::slice::from_raw_parts(self.data, self.len) }
    }

    /// The text, unless it holds lone surrogates.
    pub fn as_utf8(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes()).ok()
    }

    /// The text with lone surrogates replaced.
    pub fn to_string_lossy(&self) -> std::borrow::Cow<'_, str> {
        match self.as_utf8() {
            Some(text) => text.into(),
            None => lossy(self.bytes()).into(),
        }
    }

    /// Whether every character is ASCII, so that characters are bytes.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.header.flags() & ASCII != 0
    }

    /// Length in bytes.
    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.len
    }

    /// Length in characters: `len(s)`.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        if self.is_ascii() { self.len } else { self.char_index().chars }
    }

    /// Whether the string is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Byte offset of the character with this index; `len` for the index one past the end.
    pub fn byte_offset(&self, char_index: usize) -> usize {
        if self.is_ascii() {
            return char_index.min(self.len);
        }
        let index = self.char_index();
        if char_index >= index.chars {
            return self.len;
        }
        let bytes = self.bytes();
        let mut at = index.offsets[char_index / STRIDE] as usize;
        for _ in 0..char_index % STRIDE {
            at += char_width(bytes[at]);
        }
        at
    }

    /// Index of the character that begins at this byte offset.
    pub fn char_at_offset(&self, offset: usize) -> usize {
        if self.is_ascii() {
            return offset;
        }
        if offset >= self.len {
            return self.char_len();
        }
        let index = self.char_index();
        let block = index.offsets.partition_point(|&start| start as usize <= offset).saturating_sub(1);
        let start = index.offsets[block] as usize;
        block * STRIDE + count_chars(&self.bytes()[start..offset])
    }

    /// The code point with this character index.
    pub fn code_point(&self, char_index: usize) -> Option<u32> {
        if self.is_ascii() {
            return self.bytes().get(char_index).map(|&b| u32::from(b));
        }
        if char_index >= self.char_len() {
            return None;
        }
        decode(&self.bytes()[self.byte_offset(char_index)..]).map(|(code, _)| code)
    }

    /// The code points, in order.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + Clone + '_ {
        let mut rest = self.bytes();
        std::iter::from_fn(move || {
            let (code, width) = decode(rest)?;
            rest = &rest[width..];
            Some(code)
        })
    }

    /// The hash, never zero once computed; it depends on the engine's key.
    #[inline]
    pub fn hash(&self, gil: &Gil) -> u64 {
        match self.hash.get() {
            0 => {
                let hash = hash_bytes(gil, self.bytes());
                self.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }

    /// Whether the hash is there already and equal to this one.
    #[inline(always)]
    pub(crate) fn known_hash(&self) -> u64 {
        self.hash.get()
    }

    pub(crate) fn is_interned(&self) -> bool {
        self.header.flags() & INTERNED != 0
    }

    pub(crate) fn set_interned(&self) {
        self.header.set_flags(self.header.flags() | INTERNED);
    }

    fn buf_slot(&self) -> &Cell<Word> {
        // SAFETY: the cell of a shared string has room for one word behind the fields, written at allocation.
        unsafe { &*self.tail.as_ptr() }
    }

    #[cold]
    fn build_index(&self) -> std::ptr::NonNull<CharIndex> {
        let bytes = self.bytes();
        let (mut offsets, mut chars) = (Vec::with_capacity(bytes.len() / STRIDE / 2 + 1), 0);
        for (at, &byte) in bytes.iter().enumerate() {
            if byte & 0xc0 != 0x80 {
                if chars % STRIDE == 0 {
                    offsets.push(at as u32);
                }
                chars += 1;
            }
        }
        let index = Box::new(CharIndex { chars, offsets: offsets.into_boxed_slice() });
        let index = std::ptr::NonNull::from(Box::leak(index));
        self.index.set(Some(index));
        index
    }

    fn char_index(&self) -> &CharIndex {
        let index = self.index.get().unwrap_or_else(|| self.build_index());
        // SAFETY: the table lives until this string is dropped and is never changed.
        unsafe { index.as_ref() }
    }
}

/// Bytes that the character beginning with `lead` takes.
#[inline]
pub(crate) fn char_width(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// How many characters these bytes begin.
pub(crate) fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The first code point of WTF-8 text and its width.
#[inline]
pub(crate) fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let &lead = bytes.first()?;
    let tail = |i: usize| u32::from(bytes.get(i).copied().unwrap_or(0) & 0x3f);
    let lead32 = u32::from(lead);
    Some(match char_width(lead) {
        1 => (lead32, 1),
        2 => ((lead32 & 0x1f) << 6 | tail(1), 2),
        3 => ((lead32 & 0x0f) << 12 | tail(1) << 6 | tail(2), 3),
        _ => ((lead32 & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    })
}

/// Appends a code point, which may be a surrogate.
pub(crate) fn encode(code: u32, out: &mut Vec<u8>) {
    match code {
        0..0x80 => out.push(code as u8),
        0x80..0x800 => out.extend([0xc0 | (code >> 6) as u8, 0x80 | (code & 0x3f) as u8]),
        0x800..0x1_0000 => {
            out.extend([
                0xe0 | (code >> 12) as u8,
                0x80 | (code >> 6 & 0x3f) as u8,
                0x80 | (code & 0x3f) as u8,
            ]);
        }
        _ => out.extend([
            0xf0 | (code >> 18) as u8,
            0x80 | (code >> 12 & 0x3f) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ]),
    }
}

/// The code points of WTF-8 text.
pub(crate) fn points(bytes: &[u8]) -> impl Iterator<Item = u32> + Clone + '_ {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (code, width) = decode(rest)?;
        rest = rest.get(width..).unwrap_or(&[]);
        Some(code)
    })
}

/// Text with each lone surrogate as `\udcxx`.
pub(crate) fn lossy(bytes: &[u8]) -> String {
    let (mut out, mut rest) = (String::with_capacity(bytes.len()), bytes);
    while let Some((code, width)) = decode(rest) {
        match char::from_u32(code) {
            Some(c) => out.push(c),
            None => out.push_str(&format!("\\u{code:04x}")),
        }
        rest = &rest[width.min(rest.len())..];
    }
    out
}

/// The hash of text or bytes; equal for equal content, never zero.
pub(crate) fn hash_bytes(gil: &Gil, bytes: &[u8]) -> u64 {
    let (k0, k1) = gil.engine().hash_key;
    let mut hasher = SipHasher13::new_with_keys(k0, k1);
    hasher.write(bytes);
    hasher.finish().max(1)
}

impl Gil {
    /// A string of UTF-8 text.
    pub fn str(&self, text: &str) -> Local<'_> {
        self.wtf8_flagged(text.as_bytes(), text.is_ascii()).local()
    }

    /// A string of WTF-8 bytes; the caller made them by `object::str` functions or took them from strings.
    pub fn str_wtf8(&self, bytes: &[u8]) -> Local<'_> {
        self.wtf8_flagged(bytes, bytes.is_ascii()).local()
    }

    /// A string of ASCII bytes that the caller knows to be so (a part of an ASCII string).
    #[inline]
    pub fn str_ascii(&self, bytes: &[u8]) -> Local<'_> {
        debug_assert!(bytes.is_ascii());
        if let [byte] = bytes {
            return Local::new(self.engine().chars[*byte as usize & 0x7f].get());
        }
        self.wtf8_flagged(bytes, true).local()
    }

    /// The string of one code point, which may be a surrogate.
    #[inline]
    pub fn str_char(&self, code: u32) -> Local<'_> {
        if let Some(word) = self.engine().chars.get(code as usize) {
            return Local::new(word.get());
        }
        let mut bytes = Vec::with_capacity(4);
        encode(code, &mut bytes);
        self.wtf8_flagged(&bytes, false).local()
    }

    #[inline]
    pub(crate) fn wtf8_flagged(&self, bytes: &[u8], ascii: bool) -> &Str {
        if bytes.is_empty()
            && let Some(empty) = Local::new(self.engine().empty_str.get()).as_str()
        {
            return empty;
        }
        let flags = if ascii { ASCII } else { 0 };
        if bytes.len() <= INLINE_MAX {
            self.short_str(bytes, &[], flags)
        } else {
            let buf = Buf::with_capacity(self, bytes.len());
            buf.append(bytes);
            self.shared_str(buf, bytes.len(), flags)
        }
    }

    /// The two texts joined; at most `INLINE_MAX` bytes together.
    fn short_str(&self, first: &[u8], second: &[u8], flags: u8) -> &Str {
        let len = first.len() + second.len();
        let engine = self.engine();
        let size = size_of::<Str>() + len;
        let cell = engine.space.alloc(&engine.breaker, size, Kind::Str, flags, Type::Str.shape());
        // SAFETY: the cell is fresh and has `len` bytes behind the fields of `Str`.
        unsafe {
            let place = cell.cast::<Str>().as_ptr();
            let tail = place.cast::<u8>().add(size_of::<Str>());
            std::ptr::copy_nonoverlapping(first.as_ptr(), tail, first.len());
            std::ptr::copy_nonoverlapping(second.as_ptr(), tail.add(first.len()), second.len());
            let header = cell.read();
            place.write(Str {
                header,
                data: tail,
                len,
                hash: Cell::new(0),
                index: Cell::new(None),
                tail: [],
            });
            &*place
        }
    }

    fn shared_str<'g>(&'g self, buf: &Buf, len: usize, flags: u8) -> &'g Str {
        let engine = self.engine();
        let size = size_of::<Str>() + size_of::<Word>();
        let cell = engine.space.alloc(&engine.breaker, size, Kind::Str, flags | SHARED, Type::Str.shape());
        // SAFETY: the cell is fresh and has a word behind the fields of `Str`; `buf` holds `len` bytes.
        unsafe {
            let place = cell.cast::<Str>().as_ptr();
            let header = cell.read();
            place.write(Str {
                header,
                data: buf.data(),
                len,
                hash: Cell::new(0),
                index: Cell::new(None),
                tail: [],
            });
            place.add(1).cast::<Word>().write(buf.header().word());
            &*place
        }
    }

    /// A string of a derived class, with the content of `text`.
    pub(crate) fn str_of_shape<'g>(&'g self, text: &Str, shape: u32) -> &'g Str {
        let engine = self.engine();
        let flags = text.header.flags() & ASCII | SHARED | Header::HAS_ATTRS;
        let buf = Buf::with_capacity(self, text.len);
        buf.append(text.bytes());
        let size = (size_of::<Str>() + 2 * size_of::<Word>()).next_multiple_of(16);
        let cell = engine.space.alloc(&engine.breaker, size, Kind::Str, flags, shape);
        // SAFETY: as in `shared_str`; the last word of the cell is the attributes, none yet.
        unsafe {
            let place = cell.cast::<Str>().as_ptr();
            let header = cell.read();
            place.write(Str {
                header,
                data: buf.data(),
                len: text.len,
                hash: Cell::new(0),
                index: Cell::new(None),
                tail: [],
            });
            place.add(1).cast::<Word>().write(buf.header().word());
            place.cast::<u8>().add(size - 8).cast::<u64>().write(0);
            &*place
        }
    }

    /// `a + b`. Linear in `b` alone when `a` is the last string that was built this way.
    pub fn str_concat<'g>(&'g self, a: &'g Str, b: &'g Str) -> &'g Str {
        if b.len == 0 && a.header.shape() == Type::Str.shape() {
            return a;
        }
        if a.len == 0 && b.header.shape() == Type::Str.shape() {
            return b;
        }
        let flags = a.header.flags() & b.header.flags() & ASCII;
        let total = a.len + b.len;
        if total <= INLINE_MAX {
            return self.short_str(a.bytes(), b.bytes(), flags);
        }
        let shared = a.header.flags() & SHARED != 0;
        if shared && let Some(buf) = Local::new(a.buf_slot().get()).as_buf() {
            // SAFETY: pointer arithmetic only compares addresses.
            if std::ptr::eq(a.data, buf.data()) && buf.len() == a.len && buf.room() >= b.len {
                buf.append(b.bytes());
                return self.shared_str(buf, total, flags);
            }
        }
        let room = if shared { total / 2 } else { total / 8 };
        let buf = Buf::with_capacity(self, total + room);
        buf.append(a.bytes());
        buf.append(b.bytes());
        self.shared_str(buf, total, flags)
    }

    /// The characters `[from, to)` of `s`.
    pub fn str_slice<'g>(&'g self, s: &'g Str, from: usize, to: usize) -> Local<'g> {
        if from >= to {
            return Local::new(self.engine().empty_str.get());
        }
        if s.is_ascii() {
            let bytes = &s.bytes()[from.min(s.len)..to.min(s.len)];
            if bytes.len() == s.len && s.header.shape() == Type::Str.shape() {
                return s.local();
            }
            return self.str_ascii(bytes);
        }
        let (from, to) = (s.byte_offset(from), s.byte_offset(to));
        self.str_wtf8(&s.bytes()[from..to])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_round_trip_with_surrogates() {
        for code in [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xdfff, 0xffff, 0x1_0000, 0x10_ffff] {
            let mut bytes = Vec::new();
            encode(code, &mut bytes);
            assert_eq!(decode(&bytes), Some((code, bytes.len())));
        }
    }
}
