//! Sets of characters.

use crate::text::unicode;

/// `\d`, `\s`, `\w` and their opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Digit { ascii: bool, negative: bool },
    Space { ascii: bool, negative: bool },
    Word { ascii: bool, negative: bool },
}

impl Class {
    fn has(self, c: u32) -> bool {
        match self {
            Class::Digit { ascii, negative } => {
                let known = if c < 128 {
                    (48..58).contains(&c)
                } else {
                    !ascii && unicode::decimal_value(c).is_some()
                };
                known != negative
            }
            Class::Space { ascii, negative } => {
                let known = if ascii { matches!(c, 9..=13 | 32) } else { unicode::is_space(c) };
                known != negative
            }
            Class::Word { ascii, negative } => is_word(c, ascii) != negative,
        }
    }
}

/// Whether the character is a letter, a number or an underscore.
pub(super) fn is_word(c: u32, ascii: bool) -> bool {
    if c < 128 {
        return c == 95 || (c as u8).is_ascii_alphanumeric();
    }
    !ascii && char::from_u32(c).is_some_and(char::is_alphanumeric)
}

/// The other case of a letter, if it has one of a single character.
pub(super) fn other_cases(c: u32, ascii: bool) -> impl Iterator<Item = u32> {
    let single = |mut chars: Box<dyn Iterator<Item = char>>| match (chars.next(), chars.next()) {
        (Some(only), None) => Some(only as u32),
        _ => None,
    };
    let c = char::from_u32(c).filter(|c| !ascii || c.is_ascii());
    let lower = c.and_then(|c| single(Box::new(c.to_lowercase())));
    let upper = c.and_then(|c| single(Box::new(c.to_uppercase())));
    lower.into_iter().chain(upper)
}

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    ranges: Vec<(u32, u32)>,
    pub classes: Vec<Class>,
    pub negative: bool,
    /// `Some(ascii)` if case does not matter.
    folded: Option<bool>,
}

impl Set {
    /// Every character but one.
    pub fn all_but(c: u32) -> Set {
        Set { ranges: vec![(c, c)], negative: true, ..Set::default() }
    }

    /// What a class has.
    pub fn of(class: Class) -> Set {
        Set { classes: vec![class], ..Set::default() }
    }

    pub fn add(&mut self, low: u32, high: u32) {
        self.ranges.push((low, high));
    }

    pub fn ignore_case(&mut self, ascii: bool) {
        self.folded = Some(ascii);
    }

    /// Whether this is one character without another case.
    pub fn is_single(&self) -> bool {
        match (self.ranges.as_slice(), self.folded) {
            ([(low, high)], Some(ascii)) if low == high => other_cases(*low, ascii).all(|c| c == *low),
            _ => false,
        }
    }

    fn plain(&self, c: u32) -> bool {
        self.ranges.iter().any(|&(low, high)| low <= c && c <= high)
    }

    #[inline]
    pub fn has(&self, c: u32) -> bool {
        let found = self.plain(c)
            || self.classes.iter().any(|class| class.has(c))
            || self.folded.is_some_and(|ascii| other_cases(c, ascii).any(|other| self.plain(other)));
        found != self.negative
    }
}
