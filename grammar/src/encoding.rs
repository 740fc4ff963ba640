//! From the bytes of a file to text: byte order mark, coding line (PEP 263), decoding.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Decodes a file. On failure the text is what could be decoded, and the diagnostic says what is wrong.
pub(crate) fn decode(bytes: &[u8]) -> (String, Option<Diagnostic>) {
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let body = marked.unwrap_or(bytes);
    match coding_line(body) {
        Some((span, name)) => match known(&name) {
            // With a byte order mark CPython takes no other spelling.
            Some(Encoding::Utf8) if marked.is_none() || is_normal_utf8(&name) => decode_utf8(body),
            Some(_) if marked.is_some() => {
                let message = format!("encoding problem: {name} with BOM");
                (String::from_utf8_lossy(body).into_owned(), Some(bad(span, message)))
            }
            Some(Encoding::Latin1) => (body.iter().map(|byte| char::from(*byte)).collect(), None),
            Some(Encoding::Table(table)) => decode_table(body, span, &name, table),
            Some(Encoding::Utf8) => decode_utf8(body),
            Some(Encoding::Ascii) => match body.iter().position(|byte| !byte.is_ascii()) {
                None => decode_utf8(body),
                Some(at) => {
                    let line = body.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
                    let message = format!(
                        "(unicode error) 'ascii' codec can't decode byte 0x{:02x} on line {line}",
                        body.get(at).copied().unwrap_or(0)
                    );
                    (String::from_utf8_lossy(body).into_owned(), Some(bad(span, message)))
                }
            },
            None => {
                let message = format!("unknown encoding: {name}");
                let defect = bad(span, message).with_hint("save the file as UTF-8 and remove this line");
                (String::from_utf8_lossy(body).into_owned(), Some(defect))
            }
        },
        None => decode_utf8(body),
    }
}

fn bad(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(codes::BAD_ENCODING, span, message)
}

fn decode_utf8(body: &[u8]) -> (String, Option<Diagnostic>) {
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = body.get(at).copied().unwrap_or(0);
            let message =
                format!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}");
            // The good part and one replacement character, so that the place can be shown. The text is normalised
            // later, which moves offsets by the carriage returns before them.
            let mut text = String::from_utf8_lossy(body.get(..at).unwrap_or(&[])).into_owned();
            let start = text.len() - text.matches("\r\n").count();
            text.push(char::REPLACEMENT_CHARACTER);
            let span = Span::new(start as u32, start as u32 + 3);
            let defect = bad(span, message).with_text("this byte is not UTF-8").with_hint(
                "save the file as UTF-8, or name its encoding in the first line: # -*- coding: latin-1 -*-",
            );
            (text, Some(defect))
        }
    }
}

/// Whether the name is one that CPython's tokenizer itself knows as UTF-8.
fn is_normal_utf8(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    name == "utf-8" || name.starts_with("utf-8-")
}

/// Decodes an encoding of one byte a character whose upper half is `table`.
fn decode_table(body: &[u8], span: Span, name: &str, table: &str) -> (String, Option<Diagnostic>) {
    let upper: Vec<char> = table.chars().collect();
    let decode = |byte: &u8| match byte.checked_sub(0x80) {
        Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    let text: String = body.iter().map(decode).collect();
    let defect = text.contains(char::REPLACEMENT_CHARACTER).then(|| {
        bad(
            span,
            format!("(unicode error) '{name}' codec can't decode a byte: character maps to <undefined>"),
        )
    });
    (text, defect)
}

enum Encoding {
    Utf8,
    Latin1,
    Ascii,
    /// One byte a character; the upper 128 characters.
    Table(&'static str),
}

const KOI8_R: &str = "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
const WINDOWS_1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const LATIN_9: &str = "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8a}\u{8b}\u{8c}\u{8d}\u{8e}\u{8f}\u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9a}\u{9b}\u{9c}\u{9d}\u{9e}\u{9f}\u{a0}¡¢£€¥Š§š©ª«¬\u{ad}®¯°±²³Žµ¶·ž¹º»ŒœŸ¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

fn known(name: &str) -> Option<Encoding> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    match name.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "utf8-ucs2" | "utf8-ucs4" | "cp65001" | "utf-8-sig" => {
            Some(Encoding::Utf8)
        }
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "iso-latin-1" | "l1"
        | "latin" | "iso-8859-1-unix" | "latin-1-unix" => Some(Encoding::Latin1),
        "ascii" | "us-ascii" | "646" | "iso646-us" | "ansi-x3.4-1968" => Some(Encoding::Ascii),
        "koi8-r" | "cskoi8r" => Some(Encoding::Table(KOI8_R)),
        "cp1251" | "windows-1251" => Some(Encoding::Table(WINDOWS_1251)),
        "cp1252" | "windows-1252" => Some(Encoding::Table(WINDOWS_1252)),
        "iso-8859-15" | "iso8859-15" | "latin-9" | "l9" => Some(Encoding::Table(LATIN_9)),
        _ => name.starts_with("utf-8-").then_some(Encoding::Utf8),
    }
}

/// The name in a coding comment in the first two lines, with its place in the body.
fn coding_line(body: &[u8]) -> Option<(Span, String)> {
    let mut start = 0;
    for _ in 0..2 {
        let rest = body.get(start..)?;
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = rest.get(..length)?;
        let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | 0x0c)).count();
        match line.get(blank) {
            Some(b'#') => {
                if let Some((at, name)) = cookie(line) {
                    let at = start + at;
                    return Some((Span::new(at as u32, (at + name.len()) as u32), name));
                }
            }
            None => {}
            Some(_) => return None,
        }
        start += length + if rest.get(length..length + 2) == Some(b"\r\n") { 2 } else { 1 };
    }
    None
}

/// Finds `coding[:=]\s*([-\w.]+)` in a comment.
fn cookie(line: &[u8]) -> Option<(usize, String)> {
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(line.get(from..)?, b"coding") {
        let after = from + found + 6;
        if matches!(line.get(after), Some(b':' | b'=')) {
            let mut at = after + 1;
            while matches!(line.get(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            let rest = line.get(at..)?;
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
            let length = rest.iter().take_while(|byte| is_name(byte)).count();
            if length > 0 {
                return Some((at, String::from_utf8_lossy(rest.get(..length)?).into_owned()));
            }
        }
        from = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> Option<String> {
        decode(bytes).1.map(|defect| defect.message)
    }

    #[test]
    fn coding_lines() {
        assert_eq!(decode(b"# -*- coding: latin-1 -*-\n'\xe9'").0, "# -*- coding: latin-1 -*-\n'\u{e9}'");
        assert_eq!(decode(b"#!x\n# vim: set fileencoding=iso-8859-1 :\n'\xe9'").1, None);
        assert_eq!(message(b"# coding: klingon\n").as_deref(), Some("unknown encoding: klingon"));
        assert_eq!(message(b"x = 1\n# coding: klingon\n"), None);
        assert_eq!(message(b"\n\n# coding: klingon\n"), None);
        assert!(message(b"# coding: ascii\n# \xe9").is_some());
        assert!(message(b"\xef\xbb\xbf# coding: latin-1\n").is_some());
        assert_eq!(message(b"\xef\xbb\xbf# coding: utf-8\n"), None);
        assert!(message(b"\xef\xbb\xbf# coding: utf8\n").is_some());
        assert_eq!(decode(b"# coding: koi8-r\n'\xc1'").0, "# coding: koi8-r\n'\u{430}'");
        assert_eq!(decode(b"# coding: cp1252\n'\x80'").0, "# coding: cp1252\n'\u{20ac}'");
        assert!(message(b"# coding: cp1252\n'\x81'").is_some());
    }

    #[test]
    fn invalid_utf8() {
        let (text, defect) = decode(b"ok\r\n\xff more");
        let defect = defect.unwrap();
        assert_eq!(defect.primary.span, Span::new(3, 6));
        assert_eq!(text, "ok\r\n\u{fffd}");
        assert!(defect.message.contains("0xff"));
    }
}
