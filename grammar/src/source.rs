//! A source text with its name and its lines.
//!
//! **Invariant**: the text is valid UTF-8 without a byte order mark, its newlines are `\n` only (as CPython's tokenizer
//! sees them), and offsets into it fit `u32`. Spans of all later stages are byte offsets into this text.

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use std::sync::{Arc, OnceLock};

/// The largest source text, in bytes.
pub const MAX_SOURCE_BYTES: usize = 1 << 30;

/// A named source text. Cloning shares it.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<u32>>,
    defect: Option<Diagnostic>,
}

/// A place as CPython counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCol {
    /// The line, from 1.
    pub line: u32,
    /// The column in code points, from 1.
    pub column: u32,
}

impl Source {
    /// A source from text. Newlines are normalised; a leading byte order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..3);
        }
        Self::build(name.into(), text, None)
    }

    /// A source from the bytes of a file, decoded as PEP 263 says (UTF-8 unless a coding line says otherwise).
    /// What cannot be decoded is a defect that [`crate::parse`] reports; this never fails.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Self {
        let (text, defect) = crate::encoding::decode(bytes);
        Self::build(name.into(), text, defect)
    }

    fn build(name: String, mut text: String, mut defect: Option<Diagnostic>) -> Self {
        if text.len() > MAX_SOURCE_BYTES {
            text = String::new();
            defect =
                Some(Diagnostic::error(codes::SOURCE_TOO_LARGE, Span::at(0), "source text is too large"));
        }
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Self(Arc::new(Inner { name, text, line_starts: OnceLock::new(), defect }))
    }

    /// The name, usually a path.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The text that spans point into.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The text of a span; empty if the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or("")
    }

    /// What is wrong with the bytes this source was made from.
    pub(crate) fn defect(&self) -> Option<&Diagnostic> {
        self.0.defect.as_ref()
    }

    fn line_starts(&self) -> &[u32] {
        self.0.line_starts.get_or_init(|| {
            let newlines = memchr::memchr_iter(b'\n', self.text().as_bytes());
            std::iter::once(0).chain(newlines.map(|at| at as u32 + 1)).collect()
        })
    }

    /// The number of lines; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.line_starts().len() as u32
    }

    /// The line of an offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.line_starts().partition_point(|start| *start <= offset) as u32
    }

    /// The span of a line (from 1) without its newline; empty if there is no such line.
    pub fn line_span(&self, line: u32) -> Span {
        let starts = self.line_starts();
        let index = line as usize;
        let end = self.text().len() as u32;
        let Some(start) = index.checked_sub(1).and_then(|index| starts.get(index)) else {
            return Span::at(end);
        };
        Span::new(*start, starts.get(index).map_or(end, |next| next - 1))
    }

    /// The text of a line (from 1) without its newline.
    pub fn line_text(&self, line: u32) -> &str {
        self.slice(self.line_span(line))
    }

    /// The line and column of an offset.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = offset.min(self.text().len() as u32);
        let line = self.line(offset);
        let start = self.line_span(line).start;
        let before = self.text().as_bytes().get(start as usize..offset as usize).unwrap_or(&[]);
        let column = before.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32 + 1;
        LineCol { line, column }
    }

    /// The column of an offset in UTF-8 bytes from 0, as in CPython's `col_offset`.
    pub fn byte_column(&self, offset: u32) -> u32 {
        offset - self.line_span(self.line(offset)).start.min(offset)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("name", &self.name()).field("bytes", &self.text().len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let source = Source::new("a.py", "x = 1\r\n\u{e9}t\u{e9} = 2\rlast");
        assert_eq!(source.text(), "x = 1\n\u{e9}t\u{e9} = 2\nlast");
        assert_eq!(source.line_count(), 3);
        let equals = source.text().rfind('=').unwrap() as u32;
        assert_eq!(source.line_col(equals), LineCol { line: 2, column: 5 });
        assert_eq!(source.byte_column(equals), 6);
        assert_eq!(source.line_text(2), "\u{e9}t\u{e9} = 2");
        assert_eq!(source.line_text(3), "last");
        assert_eq!(source.line_text(4), "");
        assert_eq!(source.line_text(0), "");
        assert_eq!(source.line(1000), 3);
    }

    #[test]
    fn byte_order_mark_is_dropped() {
        assert_eq!(Source::new("a", "\u{feff}x").text(), "x");
        assert_eq!(Source::from_bytes("a", b"\xef\xbb\xbfx").text(), "x");
    }
}
