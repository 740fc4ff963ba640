//! Reading DEFLATE streams, and the checksums that go with them.

use super::deflate::{DISTANCES, LENGTHS, ORDER, fixed_lengths};

/// What is wrong with a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It ends too early.
    Short,
    /// It breaks a rule, with zlib's words for it.
    Wrong(&'static str),
}

/// The content of a raw stream, and how many bytes the stream has. `grow` is asked before the output grows by so many bytes.
///
/// # Errors
/// What `grow` says; inside, what is wrong with the stream.
pub fn inflate<E>(
    data: &[u8],
    grow: &mut dyn FnMut(usize) -> Result<(), E>,
) -> Result<Result<(Vec<u8>, usize), Flaw>, E> {
    let mut reader = Reader { data, at: 0, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        match block(&mut reader, &mut out, grow)? {
            Ok(false) => {}
            Ok(true) => return Ok(Ok((out, reader.at - (reader.count / 8) as usize))),
            Err(flaw) => return Ok(Err(flaw)),
        }
    }
}

struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Reader<'_> {
    fn bits(&mut self, n: u8) -> Result<u32, Flaw> {
        while self.count < u32::from(n) {
            let byte = self.data.get(self.at).ok_or(Flaw::Short)?;
            self.held |= u64::from(*byte) << self.count;
            self.at += 1;
            self.count += 8;
        }
        let value = (self.held & ((1 << n) - 1)) as u32;
        self.held >>= n;
        self.count -= u32::from(n);
        Ok(value)
    }
}

/// A code: how many symbols have each length, and the symbols in the order of their codes.
struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Code {
    fn new(lengths: &[u8]) -> Code {
        let mut counts = [0; 16];
        lengths.iter().for_each(|&len| counts[usize::from(len)] += 1);
        counts[0] = 0;
        let mut symbols: Vec<u16> =
            (0..lengths.len() as u16).filter(|&n| lengths[usize::from(n)] > 0).collect();
        symbols.sort_by_key(|&n| lengths[usize::from(n)]);
        Code { counts, symbols }
    }

    /// How many codes are left over; negative if there are too many.
    fn left(&self) -> i32 {
        self.counts[1..]
            .iter()
            .fold(1, |left, &count| if left < 0 { left } else { 2 * left - i32::from(count) })
    }

    fn read(&self, reader: &mut Reader<'_>, message: &'static str) -> Result<u16, Flaw> {
        let (mut code, mut first, mut index) = (0i32, 0i32, 0i32);
        for &count in &self.counts[1..] {
            code |= reader.bits(1)? as i32;
            let count = i32::from(count);
            if code - first < count {
                let at = (index + code - first) as usize;
                return self.symbols.get(at).copied().ok_or(Flaw::Wrong(message));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Flaw::Wrong(message))
    }
}

type Step<T, E> = Result<Result<T, Flaw>, E>;

/// Gives a flaw to the caller.
macro_rules! sound {
    ($value:expr) => {
        match $value {
            Ok(value) => value,
            Err(flaw) => return Ok(Err(flaw)),
        }
    };
}

fn block<E>(
    reader: &mut Reader<'_>,
    out: &mut Vec<u8>,
    grow: &mut dyn FnMut(usize) -> Result<(), E>,
) -> Step<bool, E> {
    let last = sound!(reader.bits(1)) == 1;
    match sound!(reader.bits(2)) {
        0 => {
            reader.held = 0;
            reader.at -= (reader.count / 8) as usize;
            reader.count = 0;
            let Some(head) = reader.data.get(reader.at..reader.at + 4) else { return Ok(Err(Flaw::Short)) };
            let len = u16::from_le_bytes([head[0], head[1]]);
            if len != !u16::from_le_bytes([head[2], head[3]]) {
                return Ok(Err(Flaw::Wrong("invalid stored block lengths")));
            }
            let from = reader.at + 4;
            let Some(block) = reader.data.get(from..from + usize::from(len)) else {
                return Ok(Err(Flaw::Short));
            };
            grow(block.len())?;
            out.extend_from_slice(block);
            reader.at = from + block.len();
        }
        1 => {
            let (literals, distances) = (Code::new(&fixed_lengths()), Code::new(&[5; 30]));
            sound!(symbols(reader, out, grow, &literals, &distances)?);
        }
        2 => {
            let (literals, distances) = sound!(own_codes(reader));
            sound!(symbols(reader, out, grow, &literals, &distances)?);
        }
        _ => return Ok(Err(Flaw::Wrong("invalid block type"))),
    }
    Ok(Ok(last))
}

fn own_codes(reader: &mut Reader<'_>) -> Result<(Code, Code), Flaw> {
    let literals = reader.bits(5)? as usize + 257;
    let distances = reader.bits(5)? as usize + 1;
    let shown = reader.bits(4)? as usize + 4;
    if literals > 286 || distances > 30 {
        return Err(Flaw::Wrong("too many length or distance symbols"));
    }
    let mut lengths = [0; 19];
    for &n in &ORDER[..shown] {
        lengths[n] = reader.bits(3)? as u8;
    }
    let meta = Code::new(&lengths);
    if meta.left() != 0 {
        return Err(Flaw::Wrong("invalid code lengths set"));
    }
    let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let symbol = meta.read(reader, "invalid code lengths set")?;
        let (value, count) = match symbol {
            16 => match lengths.last() {
                Some(&value) => (value, 3 + reader.bits(2)?),
                None => return Err(Flaw::Wrong("invalid bit length repeat")),
            },
            17 => (0, 3 + reader.bits(3)?),
            18 => (0, 11 + reader.bits(7)?),
            len => (len as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(value, count as usize));
    }
    if lengths.len() > literals + distances {
        return Err(Flaw::Wrong("invalid bit length repeat"));
    }
    if lengths[256] == 0 {
        return Err(Flaw::Wrong("invalid code -- missing end-of-block"));
    }
    let (own, far) = lengths.split_at(literals);
    let (own, far) = (Code::new(own), Code::new(far));
    let usable = |code: &Code| code.left() == 0 || code.left() > 0 && code.symbols.len() <= 1;
    if !usable(&own) {
        return Err(Flaw::Wrong("invalid literal/lengths set"));
    }
    if !usable(&far) {
        return Err(Flaw::Wrong("invalid distances set"));
    }
    Ok((own, far))
}

fn symbols<E>(
    reader: &mut Reader<'_>,
    out: &mut Vec<u8>,
    grow: &mut dyn FnMut(usize) -> Result<(), E>,
    literals: &Code,
    distances: &Code,
) -> Step<(), E> {
    let mut announced = out.len();
    loop {
        if out.len() + 512 > announced {
            grow(1 << 16)?;
            announced = out.len() + (1 << 16);
        }
        let symbol = sound!(literals.read(reader, "invalid literal/length code"));
        match symbol {
            0..=255 => out.push(symbol as u8),
            256 => return Ok(Ok(())),
            _ => {
                let Some(&(base, extra)) = LENGTHS.get(usize::from(symbol) - 257) else {
                    return Ok(Err(Flaw::Wrong("invalid literal/length code")));
                };
                let len = usize::from(base) + sound!(reader.bits(extra)) as usize;
                let far = sound!(distances.read(reader, "invalid distance code"));
                let Some(&(base, extra)) = DISTANCES.get(usize::from(far)) else {
                    return Ok(Err(Flaw::Wrong("invalid distance code")));
                };
                let distance = usize::from(base) + sound!(reader.bits(extra)) as usize;
                let Some(from) = out.len().checked_sub(distance) else {
                    return Ok(Err(Flaw::Wrong("invalid distance too far back")));
                };
                for i in from..from + len {
                    out.push(out[i]);
                }
            }
        }
    }
}

/// Adler's checksum of 32 bits, going on from `start` (1 at the beginning).
pub fn adler32(data: &[u8], start: u32) -> u32 {
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    for part in data.chunks(5552) {
        for &byte in part {
            a += u32::from(byte);
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    b << 16 | a
}

/// The cyclic checksum of 32 bits, going on from `start` (0 at the beginning).
pub fn crc32(data: &[u8], start: u32) -> u32 {
    static TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut n = 0;
        while n < 256 {
            let (mut c, mut k) = (n as u32, 0);
            while k < 8 {
                c = if c & 1 == 1 { 0xedb8_8320 ^ c >> 1 } else { c >> 1 };
                k += 1;
            }
            table[n] = c;
            n += 1;
        }
        table
    };
    !data.iter().fold(!start, |crc, &byte| TABLE[usize::from(crc as u8 ^ byte)] ^ crc >> 8)
}
