//! Finding, splitting and trimming over slices of units: bytes of ASCII or UTF-8 text, of `bytes`, or code points.
//!
//! Results are ranges of the input, so the caller copies once. Searching bytes goes through `memchr`.

use std::ops::Range;

/// The first place of `needle` in `haystack`.
#[inline]
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [one] => memchr::memchr(*one, haystack),
        _ if needle.len() > haystack.len() => None,
        _ if haystack.len() < 64 => short_find(haystack, needle),
        _ => memchr::memmem::find(haystack, needle),
    }
}

/// In a short haystack, looking for the first byte costs less than preparing a searcher.
fn short_find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let last_start = haystack.len() - needle.len();
    let mut at = 0;
    while at <= last_start {
        let step = memchr::memchr(*first, haystack.get(at..=last_start)?)?;
        at += step;
        if haystack.get(at + 1..at + needle.len()) == Some(rest) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The last place of `needle` in `haystack`.
#[inline]
pub fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(haystack.len()),
        [one] => memchr::memrchr(*one, haystack),
        _ => memchr::memmem::rfind(haystack, needle),
    }
}

/// How often `needle` (not empty) occurs without overlap.
pub fn count(haystack: &[u8], needle: &[u8]) -> usize {
    match needle {
        [one] => memchr::memchr_iter(*one, haystack).count(),
        _ => memchr::memmem::find_iter(haystack, needle).count(),
    }
}

/// Calls `piece` with the ranges between occurrences of `separator` (not empty), at most `limit` splits.
pub fn split(text: &[u8], separator: &[u8], limit: usize, mut piece: impl FnMut(Range<usize>)) {
    let mut from = 0;
    let mut left = limit;
    if let [one] = separator {
        for at in memchr::memchr_iter(*one, text) {
            if left == 0 {
                break;
            }
            piece(from..at);
            from = at + 1;
            left -= 1;
        }
    } else {
        for at in memchr::memmem::find_iter(text, separator) {
            if left == 0 {
                break;
            }
            piece(from..at);
            from = at + separator.len();
            left -= 1;
        }
    }
    piece(from..text.len());
}

/// As [`split`], from the right; the pieces come last one first.
pub fn rsplit(text: &[u8], separator: &[u8], limit: usize, mut piece: impl FnMut(Range<usize>)) {
    let mut end = text.len();
    let mut left = limit;
    while left > 0
        && let Some(at) = text.get(..end).and_then(|t| rfind(t, separator))
    {
        piece(at + separator.len()..end);
        end = at;
        left -= 1;
    }
    piece(0..end);
}

/// Splits at runs of white space; `next` decodes the unit at a place: its length and whether it is space.
pub fn split_space(
    len: usize,
    limit: usize,
    next: impl Fn(usize) -> (usize, bool),
    mut piece: impl FnMut(Range<usize>),
) {
    let mut at = 0;
    let mut left = limit;
    loop {
        while at < len {
            let (width, space) = next(at);
            if !space {
                break;
            }
            at += width;
        }
        if at >= len {
            return;
        }
        let from = at;
        if left == 0 {
            // The last piece keeps the white space at its end.
            piece(from..len);
            return;
        }
        while at < len {
            let (width, space) = next(at);
            if space {
                break;
            }
            at += width;
        }
        piece(from..at);
        left -= 1;
    }
}

/// As [`split_space`] from the right, for units of one place; the pieces come last one first.
pub fn rsplit_space(
    len: usize,
    limit: usize,
    previous: impl Fn(usize) -> (usize, bool),
    mut piece: impl FnMut(Range<usize>),
) {
    let mut end = len;
    let mut left = limit;
    loop {
        while end > 0 {
            let (width, space) = previous(end);
            if !space {
                break;
            }
            end -= width;
        }
        if end == 0 {
            return;
        }
        if left == 0 {
            piece(0..end);
            return;
        }
        let mut from = end;
        while from > 0 {
            let (width, space) = previous(from);
            if space {
                break;
            }
            from -= width;
        }
        piece(from..end);
        end = from;
        left -= 1;
    }
}

/// Whether ASCII byte `b` is white space for `str`.
#[inline]
pub fn is_text_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13 | 0x1c..=0x1f)
}

/// Whether byte `b` is white space for `bytes`.
#[inline]
pub fn is_byte_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

/// The space test at a place of UTF-8 text: the character's length and whether it is space.
#[inline]
pub fn utf8_space_at(text: &str, at: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b) if *b < 128 => (1, is_text_space(*b)),
        _ => match text.get(at..).and_then(|t| t.chars().next()) {
            Some(c) => (c.len_utf8(), super::unicode::is_space(c as u32)),
            None => (1, false),
        },
    }
}

/// The space test before a place of UTF-8 text.
#[inline]
pub fn utf8_space_before(text: &str, end: usize) -> (usize, bool) {
    match text.as_bytes().get(end.wrapping_sub(1)) {
        Some(b) if *b < 128 => (1, is_text_space(*b)),
        _ => match text.get(..end).and_then(|t| t.chars().next_back()) {
            Some(c) => (c.len_utf8(), super::unicode::is_space(c as u32)),
            None => (1, false),
        },
    }
}

/// Calls `line` with the range of each line of `text`, with its end when `keep_ends`.
pub fn split_lines(text: &str, keep_ends: bool, mut line: impl FnMut(Range<usize>)) {
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !super::unicode::is_line_break(c as u32) {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c == '\r'
            && let Some((_, '\n')) = chars.peek()
        {
            chars.next();
            end += 1;
        }
        line(from..if keep_ends { end } else { at });
        from = end;
    }
    if from < text.len() {
        line(from..text.len());
    }
}

/// As [`split_lines`] for bytes, which break only at `\n`, `\r` and `\r\n`.
pub fn split_lines_bytes(text: &[u8], keep_ends: bool, mut line: impl FnMut(Range<usize>)) {
    let mut from = 0;
    while let Some(offset) = text.get(from..).and_then(|t| memchr::memchr2(b'\n', b'\r', t)) {
        let at = from + offset;
        let pair = text.get(at) == Some(&b'\r') && text.get(at + 1) == Some(&b'\n');
        let end = at + 1 + usize::from(pair);
        line(from..if keep_ends { end } else { at });
        from = end;
    }
    if from < text.len() {
        line(from..text.len());
    }
}

/// The range left after trimming units for which `drop` holds from the chosen sides of `text`.
pub fn strip(text: &str, left: bool, right: bool, drop: impl Fn(char) -> bool) -> Range<usize> {
    let mut kept = text;
    if left {
        kept = kept.trim_start_matches(&drop);
    }
    let from = text.len() - kept.len();
    if right {
        kept = kept.trim_end_matches(&drop);
    }
    from..from + kept.len()
}

/// As [`strip`] for bytes.
#[inline]
pub fn strip_bytes(text: &[u8], left: bool, right: bool, drop: impl Fn(u8) -> bool) -> Range<usize> {
    let mut from = 0;
    let mut end = text.len();
    while left && from < end && text.get(from).is_some_and(|b| drop(*b)) {
        from += 1;
    }
    while right && end > from && text.get(end - 1).is_some_and(|b| drop(*b)) {
        end -= 1;
    }
    from..end
}

/// Replaces at most `limit` occurrences of `old`; an empty `old` matches before every unit and at the end, where a unit
/// at a place has the length `width` gives. Pushes the pieces in order: kept ranges and `None` for a replacement.
pub fn replace(
    text: &[u8],
    old: &[u8],
    limit: usize,
    width: impl Fn(usize) -> usize,
    mut piece: impl FnMut(Option<Range<usize>>),
) {
    let mut left = limit;
    if old.is_empty() {
        let mut at = 0;
        while left > 0 {
            piece(None);
            left -= 1;
            if at >= text.len() {
                return;
            }
            let end = at + width(at);
            piece(Some(at..end));
            at = end;
        }
        piece(Some(at..text.len()));
        return;
    }
    let mut first = true;
    split(text, old, limit, |range| {
        if !first {
            piece(None);
        }
        first = false;
        piece(Some(range));
    });
}

/// `expandtabs`: calls `run` with ranges to copy and `spaces` with numbers of spaces, in order.
pub fn expand_tabs(text: &[u8], tab: usize, is_start: impl Fn(u8) -> bool, mut part: impl FnMut(Tab)) {
    let mut column = 0usize;
    let mut from = 0;
    for (at, b) in text.iter().enumerate() {
        match b {
            b'\t' => {
                part(Tab::Copy(from..at));
                from = at + 1;
                if tab > 0 {
                    let spaces = tab - column % tab;
                    part(Tab::Spaces(spaces));
                    column += spaces;
                }
            }
            b'\n' | b'\r' => column = 0,
            _ => column += usize::from(is_start(*b)),
        }
    }
    part(Tab::Copy(from..text.len()));
}

/// A part of the result of [`expand_tabs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Copy this range of the input.
    Copy(Range<usize>),
    /// Write this many spaces.
    Spaces(usize),
}

/// The padding of `str.center`: CPython puts the odd space to the left when the width is odd.
#[inline]
pub fn center_padding(len: usize, width: usize) -> (usize, usize) {
    let total = width.saturating_sub(len);
    let left = total / 2 + (total & width & 1);
    (left, total - left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, run: impl FnOnce(&mut dyn FnMut(Range<usize>))) -> Vec<String> {
        let mut found = Vec::new();
        run(&mut |r| found.push(text.get(r).unwrap_or("?").to_string()));
        found
    }

    fn spaces(text: &str, limit: usize) -> Vec<String> {
        pieces(text, |p| split_space(text.len(), limit, |at| utf8_space_at(text, at), p))
    }

    #[test]
    fn finding() {
        assert_eq!(find(b"hello", b"l"), Some(2));
        assert_eq!(find(b"hello", b"lo"), Some(3));
        assert_eq!(find(b"hello", b""), Some(0));
        assert_eq!(find(b"hello", b"lox"), None);
        assert_eq!(find(&b"ab".repeat(100), b"ba"), Some(1));
        assert_eq!(find(b"aab", b"ab"), Some(1));
        assert_eq!(rfind(b"hello", b"l"), Some(3));
        assert_eq!(count(b"aaaa", b"aa"), 2);
    }

    #[test]
    fn splitting() {
        let split_at = |t: &'static str, s: &str, n| pieces(t, |p| split(t.as_bytes(), s.as_bytes(), n, p));
        assert_eq!(split_at("a,b,,c", ",", usize::MAX), ["a", "b", "", "c"]);
        assert_eq!(split_at("a,b,c", ",", 1), ["a", "b,c"]);
        assert_eq!(split_at("", ",", 5), [""]);
        assert_eq!(split_at("a--b--c", "--", 1), ["a", "b--c"]);
        let text = "a,b,c";
        assert_eq!(pieces(text, |p| rsplit(text.as_bytes(), b",", 1, p)), ["c", "a,b"]);
        assert_eq!(spaces("  a b\u{3000}c  ", usize::MAX), ["a", "b", "c"]);
        assert_eq!(spaces("  a b  c  ", 1), ["a", "b  c  "]);
        assert_eq!(spaces("   ", 1), [""; 0]);
        let text = "  a b  c  ";
        let back = pieces(text, |p| rsplit_space(text.len(), 1, |e| utf8_space_before(text, e), p));
        assert_eq!(back, ["c", "  a b"]);
    }

    #[test]
    fn lines() {
        let text = "a\nb\r\nc\rd\u{2028}e";
        assert_eq!(pieces(text, |p| split_lines(text, false, p)), ["a", "b", "c", "d", "e"]);
        assert_eq!(pieces(text, |p| split_lines(text, true, p)), ["a\n", "b\r\n", "c\r", "d\u{2028}", "e"]);
        let text = "a\n\n";
        assert_eq!(pieces(text, |p| split_lines_bytes(text.as_bytes(), false, p)), ["a", ""]);
    }

    #[test]
    fn replacing() {
        let run = |text: &str, old: &str, limit| {
            let mut out = String::new();
            replace(
                text.as_bytes(),
                old.as_bytes(),
                limit,
                |_| 1,
                |p| match p {
                    Some(r) => out.push_str(text.get(r).unwrap_or("?")),
                    None => out.push('-'),
                },
            );
            out
        };
        assert_eq!(run("abc", "", usize::MAX), "-a-b-c-");
        assert_eq!(run("abc", "", 2), "-a-bc");
        assert_eq!(run("", "", usize::MAX), "-");
        assert_eq!(run("aXbX", "X", 1), "a-bX");
        assert_eq!(run("aXbX", "X", usize::MAX), "a-b-");
    }

    #[test]
    fn padding_and_tabs() {
        assert_eq!(center_padding(3, 6), (1, 2));
        assert_eq!(center_padding(2, 5), (2, 1));
        let mut out = String::new();
        let text = "a\tbc\nd\te";
        expand_tabs(
            text.as_bytes(),
            4,
            |_| true,
            |t| match t {
                Tab::Copy(r) => out.push_str(text.get(r).unwrap_or("?")),
                Tab::Spaces(n) => out.extend(std::iter::repeat_n(' ', n)),
            },
        );
        assert_eq!(out, "a   bc\nd   e");
    }
}
