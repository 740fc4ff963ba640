//! Questions about one code point, with the answers of CPython 3.11 (Unicode 14).
//!
//! A code point's properties are a record; runs of code points that share one are in [`super::unicode_tables`], which is
//! generated from `python3.11` itself. Code points are `u32` because Python's strings may hold lone surrogates.

use super::unicode_data::{CHARACTER_RUNS, CHARACTERS, NUMBERS};
use super::unicode_tables::{RECORDS, RUNS, SPECIAL};

/// The properties that a run of code points shares. Case mappings are distances to the mapped code point;
/// [`SPECIAL_CASE`] stands for one that maps to several.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Bits named by the constants below.
    pub flags: u16,
    /// Distance to the upper-case form.
    pub upper: i32,
    /// Distance to the lower-case form.
    pub lower: i32,
    /// Distance to the title-case form.
    pub title: i32,
    /// Distance to the folded form.
    pub fold: i32,
    /// Distance down to the code point that would have digit value 0; meaningful for digits.
    pub zero: i32,
}

/// A mapping to several code points, found in the table of special cases.
pub const SPECIAL_CASE: i32 = 0x7fff_ffff;

const ALPHA: u16 = 1;
const DECIMAL: u16 = 1 << 1;
const DIGIT: u16 = 1 << 2;
const NUMERIC: u16 = 1 << 3;
const SPACE: u16 = 1 << 4;
const UPPER: u16 = 1 << 5;
const LOWER: u16 = 1 << 6;
const TITLE: u16 = 1 << 7;
const PRINTABLE: u16 = 1 << 8;
const ID_START: u16 = 1 << 9;
const ID_CONTINUE: u16 = 1 << 10;
const LINE_BREAK: u16 = 1 << 11;
const CASED: u16 = 1 << 12;
const CASE_IGNORABLE: u16 = 1 << 13;

/// How many low bits of a run number its record.
const RECORD_BITS: u32 = 9;

#[inline]
const fn record_of_run(run: u32) -> &'static Record {
    &RECORDS[(run & ((1 << RECORD_BITS) - 1)) as usize]
}

/// The flags of Latin-1 code points, looked up without a search.
static LATIN: [u16; 256] = {
    let mut flags = [0; 256];
    let mut run = 0;
    let mut c = 0;
    while c < 256 {
        if (RUNS[run + 1] >> RECORD_BITS) as usize <= c {
            run += 1;
        }
        flags[c] = record_of_run(RUNS[run]).flags;
        c += 1;
    }
    flags
};

#[inline]
fn record(c: u32) -> &'static Record {
    let run = RUNS.partition_point(|run| run >> RECORD_BITS <= c);
    // The first run starts at 0, so there is always one before.
    record_of_run(RUNS[run.saturating_sub(1)])
}

#[inline]
fn has(c: u32, flags: u16) -> bool {
    let found = if c < 256 { LATIN[c as usize] } else { record(c).flags };
    found & flags != 0
}

macro_rules! predicates {
    ($($name:ident $flags:expr, $doc:literal;)*) => {
        $(#[doc = $doc]
        #[inline]
        pub fn $name(c: u32) -> bool {
            has(c, $flags)
        })*
    };
}

predicates! {
    is_alpha ALPHA, "`str.isalpha` of one code point.";
    is_decimal DECIMAL, "`str.isdecimal` of one code point.";
    is_digit DIGIT, "`str.isdigit` of one code point.";
    is_numeric NUMERIC, "`str.isnumeric` of one code point.";
    is_alnum ALPHA | DECIMAL | DIGIT | NUMERIC, "`str.isalnum` of one code point.";
    is_space SPACE, "`str.isspace` of one code point.";
    is_upper UPPER, "Whether the code point has the property Uppercase.";
    is_lower LOWER, "Whether the code point has the property Lowercase.";
    is_title TITLE, "Whether the code point is a title-case letter.";
    is_cased UPPER | LOWER | TITLE, "Whether the code point is a letter of any case.";
    is_printable PRINTABLE, "`str.isprintable` of one code point.";
    is_id_start ID_START, "Whether an identifier may start with the code point.";
    is_id_continue ID_CONTINUE, "Whether an identifier may go on with the code point.";
    is_line_break LINE_BREAK, "Whether `str.splitlines` breaks at the code point.";
    is_cased_letter CASED, "Whether the code point has the property Cased: a word goes on after it for `str.title`.";
    is_case_ignorable CASE_IGNORABLE, "Whether the search for a final sigma skips the code point.";
}

/// The value of a decimal digit of any script.
#[inline]
pub fn decimal_value(c: u32) -> Option<u32> {
    if c < 128 {
        return if (48..58).contains(&c) { Some(c - 48) } else { None };
    }
    let found = record(c);
    (found.flags & DECIMAL != 0).then(|| c.wrapping_add_signed(-found.zero))
}

/// What module `unicodedata` tells of a code point.
#[derive(Clone, Copy, Debug)]
pub struct Character {
    /// The general category: `Lu`.
    pub category: &'static str,
    /// The bidirectional class, empty if there is none.
    pub bidirectional: &'static str,
    /// How wide it is in East Asian text.
    pub width: &'static str,
    /// 1 if it is mirrored in text from right to left.
    pub mirrored: u8,
    /// The canonical combining class.
    pub combining: u8,
}

/// The facts that `unicodedata` has about a code point.
pub fn character(c: u32) -> &'static Character {
    let run = CHARACTER_RUNS.partition_point(|run| run >> RECORD_BITS <= c).saturating_sub(1);
    &CHARACTERS[(CHARACTER_RUNS[run] & ((1 << RECORD_BITS) - 1)) as usize]
}

/// The number that a code point stands for, as a fraction, and whether it is a digit.
pub fn number(c: u32) -> Option<(i64, i64, bool)> {
    if let Some(digit) = decimal_value(c) {
        return Some((i64::from(digit), 1, true));
    }
    let at = NUMBERS.binary_search_by_key(&c, |row| row.0).ok()?;
    NUMBERS.get(at).map(|&(_, above, below, digit)| (above, below, digit))
}

/// The code points that one code point maps to under a case mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// One code point, often itself.
    One(u32),
    /// Several.
    Many(&'static str),
}

/// The case mappings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Upper case.
    Upper,
    /// Lower case, without the rule for a final sigma.
    Lower,
    /// Title case.
    Title,
    /// Case folding, for comparison without case.
    Fold,
}

/// Maps one code point.
#[inline]
pub fn map_case(c: u32, case: Case) -> Mapped {
    if c < 128 {
        let byte = c as u8;
        return Mapped::One(u32::from(match case {
            Case::Upper | Case::Title => byte.to_ascii_uppercase(),
            Case::Lower | Case::Fold => byte.to_ascii_lowercase(),
        }));
    }
    map_wide(c, case)
}

fn map_wide(c: u32, case: Case) -> Mapped {
    let found = record(c);
    let distance = match case {
        Case::Upper => found.upper,
        Case::Lower => found.lower,
        Case::Title => found.title,
        Case::Fold => found.fold,
    };
    if distance != SPECIAL_CASE {
        return Mapped::One(c.wrapping_add_signed(distance));
    }
    match SPECIAL.binary_search_by_key(&c, |entry| entry.0).ok().and_then(|i| SPECIAL.get(i)) {
        Some((_, upper, lower, title, fold)) => Mapped::Many(match case {
            Case::Upper => upper,
            Case::Lower => lower,
            Case::Title => title,
            Case::Fold => fold,
        }),
        None => Mapped::One(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predicates() {
        let c = |c: char| c as u32;
        assert!(is_alpha(c('é')) && is_alpha(c('漢')) && !is_alpha(c('1')));
        assert!(is_decimal(c('٣')) && is_digit(c('²')) && !is_decimal(c('²')) && is_numeric(c('½')));
        assert!(is_space(0x1c) && is_space(0x3000) && !is_space(0x200b));
        assert!(
            is_printable(c(' ')) && !is_printable(0xa0) && !is_printable(0xd800) && !is_printable(0x10ffff)
        );
        assert!(is_line_break(0x85) && is_line_break(0x2028) && !is_line_break(9));
        assert!(is_id_start(c('_')) && is_id_continue(c('·')) && !is_id_start(c('·')));
        assert_eq!(decimal_value(c('٣')), Some(3));
        assert_eq!(decimal_value(c('²')), None);
    }

    #[test]
    fn mappings() {
        assert_eq!(map_case('ß' as u32, Case::Upper), Mapped::Many("SS"));
        assert_eq!(map_case('ß' as u32, Case::Title), Mapped::Many("Ss"));
        assert_eq!(map_case('ÿ' as u32, Case::Upper), Mapped::One('Ÿ' as u32));
        assert_eq!(map_case('ǆ' as u32, Case::Title), Mapped::One('ǅ' as u32));
        assert_eq!(map_case('ς' as u32, Case::Fold), Mapped::One('σ' as u32));
        assert_eq!(map_case('a' as u32, Case::Title), Mapped::One('A' as u32));
    }
}
