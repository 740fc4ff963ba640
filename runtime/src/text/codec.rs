//! The text encodings of `str.encode` and `bytes.decode`, with their error handlers.
//!
//! Text is a sequence of code points, which may be lone surrogates. A failing strict conversion says which units failed and
//! why; the caller makes the `UnicodeError` of it.

use std::fmt::Write;

use super::fault::{Fault, FaultKind};

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark that decoding drops and encoding writes.
    Utf8Sig,
    /// ASCII.
    Ascii,
    /// Latin-1.
    Latin1,
    /// UTF-16: little endian unless `big`; `mark` writes and reads a byte order mark.
    Utf16 {
        /// Big endian.
        big: bool,
        /// With a byte order mark.
        mark: bool,
    },
    /// UTF-32.
    Utf32 {
        /// Big endian.
        big: bool,
        /// With a byte order mark.
        mark: bool,
    },
}

/// What happens to units that cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnError {
    /// Fail.
    Strict,
    /// Leave them out.
    Ignore,
    /// Write `?` or U+FFFD.
    Replace,
    /// Write an escape.
    BackslashReplace,
    /// Write an XML character reference (encoding only).
    XmlCharRefReplace,
    /// Carry single bytes through as the surrogates U+DC80..U+DCFF.
    SurrogateEscape,
    /// Let surrogates through UTF encodings.
    SurrogatePass,
}

/// A failed strict conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecError {
    /// The name of the codec.
    pub codec: &'static str,
    /// The first unit that failed: a character index when encoding, a byte index when decoding.
    pub start: usize,
    /// After the last one.
    pub end: usize,
    /// Why.
    pub reason: &'static str,
    /// The first failing unit.
    pub unit: u32,
    /// Whether this was decoding.
    pub decoding: bool,
}

impl CodecError {
    /// `str()` of the exception.
    pub fn message(&self) -> String {
        let (verb, one, many) =
            if self.decoding { ("decode", "byte", "bytes") } else { ("encode", "character", "characters") };
        if self.end == self.start + 1 {
            let unit = match self.unit {
                c if self.decoding => format!("0x{c:02x}"),
                c @ 0..=0xff => format!("'\\x{c:02x}'"),
                c @ 0..=0xffff => format!("'\\u{c:04x}'"),
                c => format!("'\\U{c:08x}'"),
            };
            return format!(
                "'{}' codec can't {verb} {one} {unit} in position {}: {}",
                self.codec, self.start, self.reason
            );
        }
        format!(
            "'{}' codec can't {verb} {many} in position {}-{}: {}",
            self.codec,
            self.start,
            self.end.saturating_sub(1),
            self.reason
        )
    }
}

/// Finds an encoding by any of its usual names.
pub fn encoding(name: &str) -> Result<Encoding, Fault> {
    let plain: String =
        name.chars().map(|c| if c == '_' || c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    Ok(match plain.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
        "utf-8-sig" | "utf8-sig" => Encoding::Utf8Sig,
        "ascii" | "us-ascii" | "646" => Encoding::Ascii,
        "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "8859" | "l1" | "cp819" => {
            Encoding::Latin1
        }
        "utf-16" | "utf16" | "u16" => Encoding::Utf16 { big: false, mark: true },
        "utf-16-le" | "utf-16le" => Encoding::Utf16 { big: false, mark: false },
        "utf-16-be" | "utf-16be" => Encoding::Utf16 { big: true, mark: false },
        "utf-32" | "utf32" | "u32" => Encoding::Utf32 { big: false, mark: true },
        "utf-32-le" | "utf-32le" => Encoding::Utf32 { big: false, mark: false },
        "utf-32-be" | "utf-32be" => Encoding::Utf32 { big: true, mark: false },
        _ => {
            return Err(Fault {
                kind: FaultKind::Lookup,
                message: format!("unknown encoding: {name}").into(),
            });
        }
    })
}

/// Finds an error handler by name; the fault is raised only when something fails to convert.
pub fn on_error(name: &str) -> Result<OnError, Fault> {
    Ok(match name {
        "strict" => OnError::Strict,
        "ignore" => OnError::Ignore,
        "replace" => OnError::Replace,
        "backslashreplace" | "namereplace" => OnError::BackslashReplace,
        "xmlcharrefreplace" => OnError::XmlCharRefReplace,
        "surrogateescape" => OnError::SurrogateEscape,
        "surrogatepass" => OnError::SurrogatePass,
        _ => return Err(Fault::lookup(format!("unknown error handler name '{name}'"))),
    })
}

fn codec_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
        Encoding::Ascii => "ascii",
        Encoding::Latin1 => "latin-1",
        Encoding::Utf16 { mark: true, .. } => "utf-16",
        Encoding::Utf16 { big: true, .. } => "utf-16-be",
        Encoding::Utf16 { .. } => "utf-16-le",
        Encoding::Utf32 { mark: true, .. } => "utf-32",
        Encoding::Utf32 { big: true, .. } => "utf-32-be",
        Encoding::Utf32 { .. } => "utf-32-le",
    }
}

fn is_surrogate(c: u32) -> bool {
    (0xd800..0xe000).contains(&c)
}

/// Whether the encoding has the code point.
fn encodable(c: u32, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Ascii => c < 128,
        Encoding::Latin1 => c < 256,
        _ => !is_surrogate(c),
    }
}

fn put(c: u32, encoding: Encoding, out: &mut Vec<u8>) {
    match encoding {
        Encoding::Ascii | Encoding::Latin1 => out.push(c as u8),
        Encoding::Utf8 | Encoding::Utf8Sig => put_utf8(c, out),
        Encoding::Utf16 { big, .. } => {
            let mut unit = |u: u16| out.extend(if big { u.to_be_bytes() } else { u.to_le_bytes() });
            if c < 0x1_0000 {
                unit(c as u16);
            } else {
                unit(0xd800 + ((c - 0x1_0000) >> 10) as u16);
                unit(0xdc00 + ((c - 0x1_0000) & 0x3ff) as u16);
            }
        }
        Encoding::Utf32 { big, .. } => out.extend(if big { c.to_be_bytes() } else { c.to_le_bytes() }),
    }
}

/// Appends a code point as UTF-8, surrogates included.
pub fn put_utf8(c: u32, out: &mut Vec<u8>) {
    let tail = |shift: u32| 0x80 | (c >> shift & 0x3f) as u8;
    match c {
        0..0x80 => out.push(c as u8),
        0x80..0x800 => out.extend([0xc0 | (c >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => out.extend([0xe0 | (c >> 12) as u8, tail(6), tail(0)]),
        _ => out.extend([0xf0 | (c >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// Encodes code points.
pub fn encode(
    points: impl Iterator<Item = u32>,
    encoding: Encoding,
    handler: impl Fn() -> Result<OnError, Fault>,
) -> Result<Vec<u8>, EncodeFailure> {
    let mut out = Vec::new();
    match encoding {
        Encoding::Utf8Sig => out.extend([0xef, 0xbb, 0xbf]),
        Encoding::Utf16 { mark: true, .. } | Encoding::Utf32 { mark: true, .. } => {
            put(0xfeff, encoding, &mut out)
        }
        _ => {}
    }
    let units_are_bytes = !matches!(encoding, Encoding::Utf16 { .. } | Encoding::Utf32 { .. });
    let mut points = points.enumerate().peekable();
    while let Some((at, c)) = points.next() {
        if encodable(c, encoding) {
            put(c, encoding, &mut out);
            continue;
        }
        match handler().map_err(EncodeFailure::Handler)? {
            OnError::SurrogatePass
                if is_surrogate(c) && !matches!(encoding, Encoding::Ascii | Encoding::Latin1) =>
            {
                put(c, encoding, &mut out);
            }
            OnError::SurrogateEscape if (0xdc80..0xdd00).contains(&c) && units_are_bytes => out.push(c as u8),
            OnError::Ignore => {}
            OnError::Replace => put(u32::from(b'?'), encoding, &mut out),
            OnError::BackslashReplace => {
                let text = match c {
                    0..=0xff => format!("\\x{c:02x}"),
                    0x100..=0xffff => format!("\\u{c:04x}"),
                    _ => format!("\\U{c:08x}"),
                };
                text.bytes().for_each(|b| put(u32::from(b), encoding, &mut out));
            }
            OnError::XmlCharRefReplace => {
                format!("&#{c};").bytes().for_each(|b| put(u32::from(b), encoding, &mut out));
            }
            OnError::Strict | OnError::SurrogatePass | OnError::SurrogateEscape => {
                let mut end = at + 1;
                while units_are_bytes && points.next_if(|(_, c)| !encodable(*c, encoding)).is_some() {
                    end += 1;
                }
                let reason = match encoding {
                    Encoding::Ascii => "ordinal not in range(128)",
                    Encoding::Latin1 => "ordinal not in range(256)",
                    _ => "surrogates not allowed",
                };
                let codec = codec_name(encoding);
                return Err(EncodeFailure::Units(CodecError {
                    codec,
                    start: at,
                    end,
                    reason,
                    unit: c,
                    decoding: false,
                }));
            }
        }
    }
    Ok(out)
}

/// Why encoding or decoding failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeFailure {
    /// Units that cannot be converted.
    Units(CodecError),
    /// There is no such error handler.
    Handler(Fault),
}

/// A place where decoding fails: how many bytes, and why.
struct Bad {
    len: usize,
    reason: &'static str,
}

/// Decodes the code point at the start of `rest`.
fn next_unit(rest: &[u8], encoding: Encoding) -> Result<(u32, usize), Bad> {
    let first = rest.first().copied().unwrap_or(0);
    match encoding {
        Encoding::Latin1 => Ok((u32::from(first), 1)),
        Encoding::Ascii if first < 128 => Ok((u32::from(first), 1)),
        Encoding::Ascii => Err(Bad { len: 1, reason: "ordinal not in range(128)" }),
        Encoding::Utf8 | Encoding::Utf8Sig => next_utf8(rest),
        Encoding::Utf16 { big, .. } => {
            let unit = |at: usize| match rest.get(at..at + 2) {
                Some([a, b]) if big => Some(u32::from(*a) << 8 | u32::from(*b)),
                Some([a, b]) => Some(u32::from(*b) << 8 | u32::from(*a)),
                _ => None,
            };
            match unit(0) {
                None => Err(Bad { len: rest.len(), reason: "truncated data" }),
                Some(high @ 0xd800..0xdc00) => match unit(2) {
                    Some(low @ 0xdc00..0xe000) => Ok((0x1_0000 + ((high - 0xd800) << 10) + low - 0xdc00, 4)),
                    Some(_) => Err(Bad { len: 2, reason: "illegal UTF-16 surrogate" }),
                    None => Err(Bad { len: rest.len(), reason: "unexpected end of data" }),
                },
                Some(0xdc00..0xe000) => Err(Bad { len: 2, reason: "illegal encoding" }),
                Some(c) => Ok((c, 2)),
            }
        }
        Encoding::Utf32 { big, .. } => match rest.get(..4) {
            Some([a, b, c, d]) => {
                let bytes = [*a, *b, *c, *d];
                let c = if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
                if is_surrogate(c) {
                    Err(Bad { len: 4, reason: "code point in surrogate code point range(0xd800, 0xe000)" })
                } else if c > 0x10_ffff {
                    Err(Bad { len: 4, reason: "code point not in range(0x110000)" })
                } else {
                    Ok((c, 4))
                }
            }
            _ => Err(Bad { len: rest.len(), reason: "truncated data" }),
        },
    }
}

/// Decodes one UTF-8 sequence, naming errors as CPython does: the longest valid prefix is one error.
fn next_utf8(rest: &[u8]) -> Result<(u32, usize), Bad> {
    let first = rest.first().copied().unwrap_or(0);
    let (width, low, high) = match first {
        0..0x80 => return Ok((u32::from(first), 1)),
        0xc2..=0xdf => (2, 0x80, 0xbf),
        0xe0 => (3, 0xa0, 0xbf),
        0xed => (3, 0x80, 0x9f),
        0xe1..=0xef => (3, 0x80, 0xbf),
        0xf0 => (4, 0x90, 0xbf),
        0xf4 => (4, 0x80, 0x8f),
        0xf1..=0xf3 => (4, 0x80, 0xbf),
        _ => return Err(Bad { len: 1, reason: "invalid start byte" }),
    };
    let mut c = u32::from(first) & (0x7f >> width);
    for at in 1..width {
        let (low, high) = if at == 1 { (low, high) } else { (0x80, 0xbf) };
        match rest.get(at) {
            Some(b) if (low..=high).contains(b) => c = c << 6 | u32::from(b & 0x3f),
            Some(_) => return Err(Bad { len: at, reason: "invalid continuation byte" }),
            None => return Err(Bad { len: at, reason: "unexpected end of data" }),
        }
    }
    Ok((c, width))
}

/// The encoding that decoding settled on, for messages.
fn without_mark(encoding: Encoding) -> Encoding {
    match encoding {
        Encoding::Utf16 { big, .. } => Encoding::Utf16 { big, mark: false },
        Encoding::Utf32 { big, .. } => Encoding::Utf32 { big, mark: false },
        _ => encoding,
    }
}

/// Decodes bytes to UTF-8, which holds surrogates where a handler made them.
pub fn decode(
    bytes: &[u8],
    encoding: Encoding,
    handler: impl Fn() -> Result<OnError, Fault>,
) -> Result<Vec<u8>, EncodeFailure> {
    let mut encoding = encoding;
    let mut at = 0;
    match encoding {
        Encoding::Utf8 if bytes.is_ascii() || std::str::from_utf8(bytes).is_ok() => return Ok(bytes.to_vec()),
        Encoding::Ascii if bytes.is_ascii() => return Ok(bytes.to_vec()),
        Encoding::Utf8Sig if bytes.starts_with(&[0xef, 0xbb, 0xbf]) => at = 3,
        Encoding::Utf16 { mark: true, .. } => match bytes {
            [0xff, 0xfe, ..] => at = 2,
            [0xfe, 0xff, ..] => {
                at = 2;
                encoding = Encoding::Utf16 { big: true, mark: true };
            }
            _ => {}
        },
        Encoding::Utf32 { mark: true, .. } => match bytes {
            [0xff, 0xfe, 0, 0, ..] => at = 4,
            [0, 0, 0xfe, 0xff, ..] => {
                at = 4;
                encoding = Encoding::Utf32 { big: true, mark: true };
            }
            _ => {}
        },
        _ => {}
    }
    let mut out = Vec::with_capacity(bytes.len());
    while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
        let bad = match next_unit(rest, encoding) {
            Ok((c, width)) => {
                put_utf8(c, &mut out);
                at += width;
                continue;
            }
            Err(bad) => bad,
        };
        let lost = rest.get(..bad.len).unwrap_or(rest);
        match handler().map_err(EncodeFailure::Handler)? {
            OnError::Ignore => {}
            OnError::Replace => put_utf8(0xfffd, &mut out),
            OnError::BackslashReplace => {
                let mut text = String::new();
                lost.iter().for_each(|b| {
                    let _ = write!(text, "\\x{b:02x}");
                });
                out.extend(text.bytes());
            }
            OnError::SurrogateEscape if rest.first().is_some_and(|b| *b >= 128) => {
                // As many bytes as are not ASCII; decoding goes on behind them.
                for b in lost.iter().take_while(|b| **b >= 128) {
                    put_utf8(0xdc00 + u32::from(*b), &mut out);
                    at += 1;
                }
                continue;
            }
            OnError::SurrogatePass
                if matches!((encoding, rest), (Encoding::Utf8, [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..])) =>
            {
                out.extend(rest.iter().take(3));
                at += 3;
                continue;
            }
            _ => {
                return Err(EncodeFailure::Units(CodecError {
                    codec: codec_name(without_mark(encoding)),
                    start: at,
                    end: at + bad.len,
                    reason: bad.reason,
                    unit: u32::from(rest.first().copied().unwrap_or(0)),
                    decoding: true,
                }));
            }
        }
        at += bad.len.max(1);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enc(text: &str, name: &str, handler: &str) -> Result<Vec<u8>, String> {
        let encoding = encoding(name).map_err(|f| f.message.into_owned())?;
        encode(text.chars().map(u32::from), encoding, || on_error(handler)).map_err(|f| match f {
            EncodeFailure::Units(e) => e.message(),
            EncodeFailure::Handler(f) => f.message.into_owned(),
        })
    }

    fn dec(bytes: &[u8], name: &str, handler: &str) -> Result<String, String> {
        let encoding = encoding(name).map_err(|f| f.message.into_owned())?;
        decode(bytes, encoding, || on_error(handler))
            .map(|b| String::from_utf8_lossy(&b).into_owned())
            .map_err(|f| match f {
                EncodeFailure::Units(e) => e.message(),
                EncodeFailure::Handler(f) => f.message.into_owned(),
            })
    }

    #[test]
    fn encoding_text() {
        assert_eq!(enc("aé", "utf-8", "strict"), Ok(vec![97, 0xc3, 0xa9]));
        assert_eq!(enc("aé", "Latin_1", "strict"), Ok(vec![97, 0xe9]));
        assert_eq!(enc("a", "utf-16", "strict"), Ok(vec![0xff, 0xfe, 97, 0]));
        assert_eq!(enc("é", "ascii", "replace"), Ok(b"?".to_vec()));
        assert_eq!(enc("é", "ascii", "xmlcharrefreplace"), Ok(b"&#233;".to_vec()));
        assert_eq!(
            enc("aéé", "ascii", "strict"),
            Err("'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)".into())
        );
        assert_eq!(enc("é", "ascii", "foo"), Err("unknown error handler name 'foo'".into()));
        assert_eq!(enc("a", "foo", "strict"), Err("unknown encoding: foo".into()));
    }

    #[test]
    fn decoding_bytes() {
        assert_eq!(dec(&[97, 0xc3, 0xa9], "utf8", "strict"), Ok("aé".into()));
        assert_eq!(dec(&[0xff, 0xfe, 97, 0], "utf-16", "strict"), Ok("a".into()));
        assert_eq!(dec(&[97, 0xff, 98], "utf8", "replace"), Ok("a\u{fffd}b".into()));
        assert_eq!(dec(&[97, 0xff, 98], "utf8", "backslashreplace"), Ok("a\\xffb".into()));
        assert_eq!(
            dec(&[0xe4, 0xb8], "utf8", "strict"),
            Err("'utf-8' codec can't decode bytes in position 0-1: unexpected end of data".into())
        );
        assert_eq!(
            dec(&[0xed, 0xa0, 0x80], "utf8", "strict"),
            Err("'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte".into())
        );
    }
}
