//! Sets of characters: `[a-z]`, `\w`, and single characters that match without case.
//!
//! Code points below 256 are looked up in a bitmap that has everything computed in, others are compared with ranges and
//! asked for their categories. A set without case holds lower-case characters and is asked for the lower case.

use crate::text::unicode::{self, Case, Mapped, map_case};

use super::syntax::Fold;

/// `\d`, `\s` and `\w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Category {
    Digit,
    Space,
    Word,
}

impl Category {
    pub(super) fn has(self, c: u32, ascii: bool) -> bool {
        if ascii || c < 128 {
            let byte = u8::try_from(c).unwrap_or(0xff);
            return match self {
                Category::Digit => byte.is_ascii_digit(),
                Category::Space => matches!(byte, b' ' | 9..=13) || (!ascii && matches!(byte, 0x1c..=0x1f)),
                Category::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            };
        }
        match self {
            Category::Digit => unicode::is_decimal(c),
            Category::Space => unicode::is_space(c),
            Category::Word => unicode::is_alnum(c),
        }
    }
}

/// One part of a set as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Char(u32),
    Range(u32, u32),
    Category { category: Category, not: bool },
}

/// A set.
#[derive(Clone, Debug)]
pub(super) struct CharSet {
    low: [u64; 4],
    /// Sorted and disjoint, for code points from 256.
    ranges: Vec<(u32, u32)>,
    categories: Vec<(Category, bool)>,
    not: bool,
    ascii: bool,
    fold: Fold,
}

impl CharSet {
    pub(super) fn new(items: &[Item], not: bool, ascii: bool, fold: Fold) -> CharSet {
        let mut ranges = Vec::new();
        let mut categories = Vec::new();
        for &item in items {
            match item {
                Item::Char(c) => add_folded(c, c, fold, &mut ranges),
                Item::Range(from, to) => add_folded(from, to, fold, &mut ranges),
                Item::Category { category, not } => categories.push((category, not)),
            }
        }
        let ranges = merged(ranges);
        let mut set = CharSet { low: [0; 4], ranges, categories, not, ascii, fold };
        for c in 0..256 {
            if set.compute(c) {
                set.low[c as usize / 64] |= 1 << (c % 64);
            }
        }
        // Without case, a character from 256 on may fold to one below.
        if fold != Fold::Unicode {
            set.ranges.retain(|&(_, to)| to >= 256);
        }
        set
    }

    /// The one character of a set without case, or with all its cases.
    pub(super) fn of_char(c: u32, fold: Fold) -> CharSet {
        CharSet::new(&[Item::Char(c)], false, fold == Fold::Ascii, fold)
    }

    fn compute(&self, c: u32) -> bool {
        let c = lower(c, self.fold);
        let at = self.ranges.partition_point(|&(_, to)| to < c);
        let inside = self.ranges.get(at).is_some_and(|&(from, _)| from <= c)
            || self.categories.iter().any(|&(category, not)| category.has(c, self.ascii) != not);
        inside != self.not
    }

    /// Whether the character is in the set.
    #[inline(always)]
    pub(super) fn has(&self, c: u32) -> bool {
        match self.low.get(c as usize / 64) {
            Some(word) => word >> (c % 64) & 1 != 0,
            None => self.compute(c),
        }
    }

    /// Whether a byte below 256 is in the set, and whether anything from 128 on may be.
    pub(super) fn low(&self) -> &[u64; 4] {
        &self.low
    }

    /// Whether a code point from 128 on may be in the set.
    pub(super) fn may_have_wide(&self) -> bool {
        self.low[2] | self.low[3] != 0
            || self.not
            || !self.ranges.is_empty()
            || self.categories.iter().any(|&(_, not)| not || !self.ascii)
            || self.fold == Fold::Unicode
    }
}

/// The lower case of one character, as one character.
#[inline]
pub(super) fn lower(c: u32, fold: Fold) -> u32 {
    match fold {
        Fold::Exact => c,
        Fold::Ascii => match u8::try_from(c) {
            Ok(byte) => u32::from(byte.to_ascii_lowercase()),
            Err(_) => c,
        },
        Fold::Unicode if c == 0x130 => 'i' as u32,
        Fold::Unicode => match map_case(c, Case::Lower) {
            Mapped::One(c) => c,
            Mapped::Many(_) => c,
        },
    }
}

fn upper(c: u32) -> u32 {
    match map_case(c, Case::Upper) {
        Mapped::One(c) => c,
        Mapped::Many(_) => c,
    }
}

/// Whether the character has another case.
pub(super) fn is_cased(c: u32, fold: Fold) -> bool {
    match fold {
        Fold::Exact => false,
        Fold::Ascii => u8::try_from(c).is_ok_and(|byte| byte.is_ascii_alphabetic()),
        Fold::Unicode => lower(c, fold) != c || upper(c) != c || !same(c).is_empty(),
    }
}

/// Different lower-case characters that have one upper case, or are equal for another reason.
const SAME: &[&[u32]] = &[
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];

fn same(c: u32) -> &'static [u32] {
    SAME.iter().find(|class| class.contains(&c)).copied().unwrap_or(&[])
}

/// No character from here on has a case.
const END_OF_CASES: u32 = 0x1_f000;

/// Adds the lower case of every character of a range.
fn add_folded(from: u32, to: u32, fold: Fold, ranges: &mut Vec<(u32, u32)>) {
    let end = match fold {
        Fold::Exact => from,
        Fold::Ascii => to.saturating_add(1).min(128),
        Fold::Unicode => to.saturating_add(1).min(END_OF_CASES),
    };
    for c in from..end {
        let small = lower(c, fold);
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == small => *last = small,
            _ => ranges.push((small, small)),
        }
        if fold == Fold::Unicode {
            for &other in same(small) {
                ranges.push((other, other));
            }
        }
    }
    if end <= to {
        ranges.push((end.max(from), to));
    }
}

fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match out.last_mut() {
            Some((_, last)) if from <= last.saturating_add(1) => *last = (*last).max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_forgotten_both_ways() {
        let set = CharSet::new(&[Item::Range('a' as u32, 'c' as u32)], false, false, Fold::Unicode);
        assert!(set.has('B' as u32) && set.has('b' as u32) && !set.has('d' as u32));
        let long_s = CharSet::of_char('S' as u32, Fold::Unicode);
        assert!(long_s.has(0x17f) && long_s.has('s' as u32));
        assert!(!CharSet::of_char('S' as u32, Fold::Ascii).has(0x17f));
    }

    #[test]
    fn ranges_merge_and_negate() {
        let set = CharSet::new(&[Item::Range(0x400, 0x410), Item::Char(0x411)], true, false, Fold::Exact);
        assert!(!set.has(0x411) && set.has(0x412) && set.has('a' as u32) && set.may_have_wide());
    }
}
