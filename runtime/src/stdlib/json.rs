//! Module `_json`: the quick way of `json`, for the builtin types themselves and texts without errors.
//!
//! Whatever is unusual (a class of the program, a hook, a mistake in the text, great depth) is answered with
//! `NotImplemented`, and the module in the language starts anew: it knows all options and says what is wrong.

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type, encode};
use crate::text::float_repr::push_repr;
use crate::vm::ModuleDef;
use crate::word::Word;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_json",
    functions: &[
        Def::new("decode", "text, /", decode),
        Def::new(
            "encode",
            "value, ensure_ascii, allow_nan, sort_keys, indent, item_separator, key_separator, /",
            encode_value,
        ),
        Def::new("quote", "text, ensure_ascii, /", quote_text),
    ],
    init: |_, _| Ok(()),
};

/// Deeper values go the general way, which looks after the stack.
const DEPTH: usize = 100;

/// `decode(text)`: the value of a whole text, or NotImplemented.
fn decode(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let Some(text) = args.get(gil, 0).as_str().map(|text| (text.byte_len(), text.is_ascii())) else {
        return Err(gil.type_error("expected a str"));
    };
    gil.charge(text.0)?;
    let bytes = args.get(gil, 0).as_str().map_or_else(Vec::new, |text| text.bytes().to_vec());
    let mut parser = Parser { text: &bytes, at: 0, ascii: text.1 };
    parser.space();
    let whole = parser.value(gil, DEPTH, out)? && {
        parser.space();
        parser.at == bytes.len()
    };
    if !whole {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
    }
    Ok(())
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    ascii: bool,
}

impl Parser<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while let b' ' | b'\t' | b'\n' | b'\r' = self.peek() {
            self.at += 1;
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text[self.at..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// Puts the value that begins here into `out`; false if there is none, or nothing that is done here.
    fn value(&mut self, gil: &mut Gil, depth: usize, out: Reg) -> Res<bool> {
        gil.tick(1)?;
        match self.peek() {
            b'"' => {
                self.at += 1;
                return Ok(self.string(gil, out));
            }
            b'{' if depth > 0 => return self.object(gil, depth, out),
            b'[' if depth > 0 => return self.array(gil, depth, out),
            b'n' if self.word("null") => out.set(gil, gil.none()),
            b't' if self.word("true") => out.set(gil, gil.bool(true)),
            b'f' if self.word("false") => out.set(gil, gil.bool(false)),
            b'-' | b'0'..=b'9' => return Ok(self.number(gil, out)),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn array(&mut self, gil: &mut Gil, depth: usize, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(gil);
        let (list, item) = (s.slot(), s.slot());
        list.set(s, s.list().local());
        self.at += 1;
        self.space();
        if self.peek() == b']' {
            self.at += 1;
            out.set(s, list.get(s));
            return Ok(true);
        }
        loop {
            if !self.value(s, depth - 1, item)? {
                return Ok(false);
            }
            if let Some(list) = list.get(s).as_list() {
                list.push(s, item.get(s))?;
            }
            self.space();
            let next = self.peek();
            self.at += 1;
            match next {
                b',' => self.space(),
                b']' => break,
                _ => return Ok(false),
            }
        }
        out.set(s, list.get(s));
        Ok(true)
    }

    fn object(&mut self, gil: &mut Gil, depth: usize, out: Reg) -> Res<bool> {
        let s = &mut Scope::new(gil);
        let (dict, key, item) = (s.slot(), s.slot(), s.slot());
        dict.set(s, s.dict().local());
        self.at += 1;
        self.space();
        if self.peek() == b'}' {
            self.at += 1;
            out.set(s, dict.get(s));
            return Ok(true);
        }
        loop {
            if self.peek() != b'"' {
                return Ok(false);
            }
            self.at += 1;
            if !self.string(s, key) {
                return Ok(false);
            }
            self.space();
            if self.peek() != b':' {
                return Ok(false);
            }
            self.at += 1;
            self.space();
            if !self.value(s, depth - 1, item)? {
                return Ok(false);
            }
            s.dict_set(dict, key, item)?;
            self.space();
            let next = self.peek();
            self.at += 1;
            match next {
                b',' => self.space(),
                b'}' => break,
                _ => return Ok(false),
            }
        }
        out.set(s, dict.get(s));
        Ok(true)
    }

    /// The text up to the closing quote.
    fn string(&mut self, gil: &Gil, out: Reg) -> bool {
        let start = self.at;
        loop {
            match self.text.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => return self.escaped(gil, start, out),
                None | Some(0..0x20) => return false,
                Some(_) => self.at += 1,
            }
        }
        let bytes = &self.text[start..self.at];
        self.at += 1;
        out.set(gil, if self.ascii { gil.str_ascii(bytes) } else { gil.str_wtf8(bytes) });
        true
    }

    fn escaped(&mut self, gil: &Gil, start: usize, out: Reg) -> bool {
        let mut bytes = self.text[start..self.at].to_vec();
        loop {
            let Some(&byte) = self.text.get(self.at) else { return false };
            self.at += 1;
            match byte {
                b'"' => break,
                0..0x20 => return false,
                b'\\' => {
                    let escape = self.peek();
                    self.at += 1;
                    bytes.push(match escape {
                        b'"' | b'\\' | b'/' => escape,
                        b'b' => 8,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'u' => {
                            let Some(code) = self.unicode() else { return false };
                            encode(code, &mut bytes);
                            continue;
                        }
                        _ => return false,
                    });
                }
                _ => bytes.push(byte),
            }
        }
        out.set(gil, gil.str_wtf8(&bytes));
        true
    }

    /// The code point of `\uXXXX`, behind the `u`; two halves of a pair are one.
    fn unicode(&mut self) -> Option<u32> {
        let high = self.hex()?;
        if (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with(b"\\u") {
            let behind = self.at;
            self.at += 2;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                return Some(0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)));
            }
            self.at = behind;
        }
        Some(high)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |code, &digit| Some(code * 16 + char::from(digit).to_digit(16)?))
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at > start
    }

    fn number(&mut self, gil: &Gil, out: Reg) -> bool {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        if self.peek() == b'0' {
            self.at += 1;
        } else if !self.digits() {
            return false;
        }
        let whole = self.at;
        if self.peek() == b'.' {
            self.at += 1;
            if !self.digits() {
                return false;
            }
        }
        if let b'e' | b'E' = self.peek() {
            self.at += 1;
            if let b'+' | b'-' = self.peek() {
                self.at += 1;
            }
            if !self.digits() {
                return false;
            }
        }
        let Ok(text) = std::str::from_utf8(&self.text[start..self.at]) else { return false };
        // Longer ints are big, or too long.
        let number = match (self.at == whole, text.len()) {
            (true, ..19) => text.parse().ok().map(|int| gil.int(int)),
            (true, _) => None,
            (false, _) => text.parse().ok().map(|float| gil.float(float)),
        };
        number.is_some_and(|number| {
            out.set(gil, number);
            true
        })
    }
}

/// `quote(text, ensure_ascii)`: a text as JSON.
fn quote_text(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let ascii = gil.truthy(args.reg(1))?;
    let Some(len) = args.get(gil, 0).as_str().map(|text| text.byte_len()) else {
        return Err(gil.type_error("expected a str"));
    };
    gil.charge(len.saturating_mul(2))?;
    let mut text = Vec::with_capacity(len + 2);
    if let Some(bytes) = args.get(gil, 0).as_str() {
        quote(bytes, ascii, &mut text);
    }
    out.set(gil, gil.str_wtf8(&text));
    gil.tick(len)
}

fn quote(text: &crate::object::Str, ascii: bool, out: &mut Vec<u8>) {
    let bytes = text.bytes();
    let plain = |byte: &u8| !(matches!(byte, b'"' | b'\\' | 0..0x20) || ascii && *byte > 126);
    out.push(b'"');
    let kept = bytes.iter().position(|byte| !plain(byte)).unwrap_or(bytes.len());
    out.extend_from_slice(&bytes[..kept]);
    let mut at = kept;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            8 => out.extend(b"\\b"),
            12 => out.extend(b"\\f"),
            0..0x20 => unit(u32::from(byte), out),
            0x7f if ascii => unit(0x7f, out),
            0x20..0x80 => out.push(byte),
            _ if !ascii => out.push(byte),
            _ => {
                let Some((code, width)) = crate::object::decode(&bytes[at - 1..]) else { continue };
                at += width - 1;
                match code.checked_sub(0x10000) {
                    None => unit(code, out),
                    Some(rest) => {
                        unit(0xd800 | rest >> 10, out);
                        unit(0xdc00 | rest & 0x3ff, out);
                    }
                }
            }
        }
    }
    out.push(b'"');
}

fn unit(code: u32, out: &mut Vec<u8>) {
    out.extend(format!("\\u{code:04x}").bytes());
}

/// `encode(value, …)`: the text of a value, or NotImplemented.
fn encode_value(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = |gil: &Gil, i: usize| args.get(gil, i).as_str().map(|text| text.bytes().to_vec());
    let (ensure_ascii, allow_nan) = (gil.truthy(args.reg(1))?, gil.truthy(args.reg(2))?);
    let sort_keys = gil.truthy(args.reg(3))?;
    let (Some(item), Some(key)) = (text(gil, 5), text(gil, 6)) else {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
        return Ok(());
    };
    let indent = text(gil, 4);
    let mut writer =
        Writer { out: Vec::new(), charged: 0, ensure_ascii, allow_nan, sort_keys, indent, item, key };
    if writer.value(gil, args.reg(0), 0)? {
        out.set(gil, gil.str_wtf8(&writer.out));
    } else {
        out.set(gil, Local::new(Word::NOT_IMPLEMENTED));
    }
    Ok(())
}

struct Writer {
    out: Vec<u8>,
    /// How much of the output was announced.
    charged: usize,
    ensure_ascii: bool,
    allow_nan: bool,
    sort_keys: bool,
    indent: Option<Vec<u8>>,
    item: Vec<u8>,
    key: Vec<u8>,
}

impl Writer {
    /// Writes one value; false if it is nothing that is done here.
    fn value(&mut self, gil: &mut Gil, value: Reg, depth: usize) -> Res<bool> {
        gil.tick(1)?;
        gil.charge_growth(self.out.len(), &mut self.charged)?;
        let x = value.get(gil);
        if gil.is_exact(x, Type::List) || gil.is_exact(x, Type::Tuple) {
            return self.sequence(gil, value, depth);
        }
        if gil.is_exact(x, Type::Dict) {
            return self.dict(gil, value, depth);
        }
        Ok(self.scalar(gil, x))
    }

    fn scalar(&mut self, gil: &Gil, x: Local<'_>) -> bool {
        match x.word() {
            Word::NONE => self.out.extend(b"null"),
            Word::TRUE => self.out.extend(b"true"),
            Word::FALSE => self.out.extend(b"false"),
            _ if gil.is_exact(x, Type::Str) => match x.as_str() {
                Some(text) => quote(text, self.ensure_ascii, &mut self.out),
                None => return false,
            },
            _ if x.as_small_int().is_some() => {
                self.out.extend(x.as_small_int().unwrap_or_default().to_string().bytes());
            }
            _ if gil.is_exact(x, Type::Float) => match x.as_float() {
                Some(float) if float.is_finite() => {
                    let mut text = String::new();
                    push_repr(&mut text, float);
                    self.out.extend(text.bytes());
                }
                Some(float) if self.allow_nan => self.out.extend(match float {
                    _ if float.is_nan() => b"NaN".as_slice(),
                    _ if float > 0.0 => b"Infinity",
                    _ => b"-Infinity",
                }),
                _ => return false,
            },
            _ => return false,
        }
        true
    }

    /// A new line, or nothing without an indent.
    fn line(&mut self, depth: usize) {
        if let Some(indent) = &self.indent {
            self.out.push(b'\n');
            (0..depth).for_each(|_| self.out.extend_from_slice(indent));
        }
    }

    fn sequence(&mut self, gil: &mut Gil, value: Reg, depth: usize) -> Res<bool> {
        if depth >= DEPTH {
            return Ok(false);
        }
        let s = &mut Scope::new(gil);
        let item = s.slot();
        let mut at = 0;
        self.out.push(b'[');
        while let Some(word) = s.seq_item(value, at) {
            item.set(s, Local::new(word));
            if at > 0 {
                self.out.extend_from_slice(&self.item);
            }
            self.line(depth + 1);
            if !self.value(s, item, depth + 1)? {
                return Ok(false);
            }
            at += 1;
        }
        if at > 0 {
            self.line(depth);
        }
        self.out.push(b']');
        Ok(true)
    }

    fn dict(&mut self, gil: &mut Gil, value: Reg, depth: usize) -> Res<bool> {
        if depth >= DEPTH {
            return Ok(false);
        }
        let s = &mut Scope::new(gil);
        let (key, item) = (s.slot(), s.slot());
        let Some(dict) = value.get(s).as_dict() else { return Ok(false) };
        let (changes, mut order) = (dict.muts(), Vec::new());
        let mut number = 0;
        while let Some((found, name, _)) = dict.next_entry(number) {
            if self.sort_keys && !s.is_exact(name, Type::Str) {
                return Ok(false);
            }
            order.push(found);
            number = found + 1;
        }
        if self.sort_keys {
            let name = |at: &usize| dict.entry(*at).and_then(|(name, _)| name.as_str());
            order.sort_by(|a, b| name(a).map(|text| text.bytes()).cmp(&name(b).map(|text| text.bytes())));
        }
        self.out.push(b'{');
        for (nth, &at) in order.iter().enumerate() {
            // Another thread may have had a turn.
            let entry =
                value.get(s).as_dict().filter(|dict| dict.muts() == changes).and_then(|d| d.entry(at));
            let Some((name, content)) = entry else { return Ok(false) };
            key.set(s, name);
            item.set(s, content);
            if nth > 0 {
                self.out.extend_from_slice(&self.item);
            }
            self.line(depth + 1);
            if !self.name(s, key.get(s)) {
                return Ok(false);
            }
            self.out.extend_from_slice(&self.key);
            if !self.value(s, item, depth + 1)? {
                return Ok(false);
            }
        }
        if !order.is_empty() {
            self.line(depth);
        }
        self.out.push(b'}');
        Ok(true)
    }

    /// A key: what is no text is quoted.
    fn name(&mut self, gil: &Gil, name: Local<'_>) -> bool {
        if gil.is_exact(name, Type::Str) {
            return self.scalar(gil, name);
        }
        self.out.push(b'"');
        let written = self.scalar(gil, name);
        self.out.push(b'"');
        written
    }
}
