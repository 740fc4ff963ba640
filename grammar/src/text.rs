//! Text of string literals: any sequence of code points, lone surrogates included.

/// The value of a string literal. Almost always UTF-8; a literal such as `"\ud800"` makes it WTF-8 (UTF-8 in which a
/// lone surrogate is written as three bytes).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PyText(Repr);

// `Wtf8` holds at least one lone surrogate, so equal texts have equal representations.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Utf8(Box<str>),
    Wtf8(Box<[u8]>),
}

impl PyText {
    /// The text as UTF-8, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Utf8(text) => Some(text),
            Repr::Wtf8(_) => None,
        }
    }

    /// The text as WTF-8.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Repr::Utf8(text) => text.as_bytes(),
            Repr::Wtf8(bytes) => bytes,
        }
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl Iterator<Item = u32> {
        let bytes = self.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = *bytes.get(at)?;
            let (length, initial) = match first {
                0..=0x7f => (1, u32::from(first)),
                0x80..=0xdf => (2, u32::from(first & 0x1f)),
                0xe0..=0xef => (3, u32::from(first & 0x0f)),
                _ => (4, u32::from(first & 0x07)),
            };
            let rest = bytes.get(at + 1..at + length).unwrap_or(&[]);
            at += length;
            Some(rest.iter().fold(initial, |code, byte| code << 6 | u32::from(byte & 0x3f)))
        })
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_empty()
    }

    /// The text, with U+FFFD for each lone surrogate.
    pub fn to_string_lossy(&self) -> String {
        self.code_points().map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }
}

impl From<&str> for PyText {
    fn from(text: &str) -> Self {
        Self(Repr::Utf8(text.into()))
    }
}

impl From<String> for PyText {
    fn from(text: String) -> Self {
        Self(Repr::Utf8(text.into_boxed_str()))
    }
}

impl std::fmt::Debug for PyText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Repr::Utf8(text) => write!(f, "{text:?}"),
            Repr::Wtf8(bytes) => write!(f, "wtf8\"{}\"", bytes.escape_ascii()),
        }
    }
}

/// Collects the text of a literal.
#[derive(Default)]
pub struct TextBuilder {
    bytes: Vec<u8>,
    has_surrogate: bool,
}

impl TextBuilder {
    /// Appends `text`.
    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends a code point, a lone surrogate too. Code points above U+10FFFF do not exist and are ignored.
    pub fn push_code_point(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(c) => self.push_str(c.encode_utf8(&mut [0; 4])),
            None if (0xd800..0xe000).contains(&code) => {
                // A pair written as two escapes stays two surrogates in Python, so nothing is joined here.
                self.has_surrogate = true;
                let low = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
                self.bytes.extend_from_slice(&[0xe0 | (code >> 12) as u8, low(6), low(0)]);
            }
            None => {}
        }
    }

    /// Whether nothing was appended.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The collected text; the builder is empty afterwards.
    pub fn take(&mut self) -> PyText {
        let bytes = std::mem::take(&mut self.bytes);
        if std::mem::take(&mut self.has_surrogate) {
            return PyText(Repr::Wtf8(bytes.into_boxed_slice()));
        }
        match String::from_utf8(bytes) {
            Ok(text) => PyText::from(text),
            Err(error) => PyText(Repr::Wtf8(error.into_bytes().into_boxed_slice())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_are_kept_apart() {
        let mut builder = TextBuilder::default();
        builder.push_str("a\u{e9}");
        builder.push_code_point(0xd83d);
        builder.push_code_point(0xde00);
        let text = builder.take();
        assert_eq!(text.as_str(), None);
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0x61, 0xe9, 0xd83d, 0xde00]);
        assert!(builder.take().is_empty());
    }

    #[test]
    fn plain_text_is_utf8() {
        let text = PyText::from("h\u{1f600}");
        assert_eq!(text.as_str(), Some("h\u{1f600}"));
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0x68, 0x1f600]);
    }
}
