//! Case of whole texts: mappings with the final sigma, and the predicates that need more than one code point.

use super::unicode::{self, Case, Mapped, map_case};

fn push_mapped(c: u32, case: Case, out: &mut impl FnMut(u32)) {
    match map_case(c, case) {
        Mapped::One(c) => out(c),
        Mapped::Many(text) => text.chars().for_each(|c| out(c as u32)),
    }
}

/// Lower case of the code point at `at`; a capital sigma depends on its surroundings.
fn push_lower(points: &[u32], at: usize, out: &mut impl FnMut(u32)) {
    let c = points.get(at).copied().unwrap_or(0);
    if c != 0x3a3 {
        return push_mapped(c, Case::Lower, out);
    }
    let mut before = points.iter().take(at).rev().copied().skip_while(|c| unicode::is_case_ignorable(*c));
    let mut after = points.iter().skip(at + 1).copied().skip_while(|c| unicode::is_case_ignorable(*c));
    let is_final = before.next().is_some_and(unicode::is_cased_letter)
        && !after.next().is_some_and(unicode::is_cased_letter);
    out(if is_final { 0x3c2 } else { 0x3c3 });
}

/// `str.upper`.
pub fn upper(points: impl Iterator<Item = u32>, mut out: impl FnMut(u32)) {
    points.for_each(|c| push_mapped(c, Case::Upper, &mut out));
}

/// `str.casefold`.
pub fn casefold(points: impl Iterator<Item = u32>, mut out: impl FnMut(u32)) {
    points.for_each(|c| push_mapped(c, Case::Fold, &mut out));
}

/// `str.lower`.
pub fn lower(points: &[u32], mut out: impl FnMut(u32)) {
    (0..points.len()).for_each(|at| push_lower(points, at, &mut out));
}

/// `str.capitalize`.
pub fn capitalize(points: &[u32], mut out: impl FnMut(u32)) {
    if let Some(first) = points.first() {
        push_mapped(*first, Case::Title, &mut out);
    }
    (1..points.len()).for_each(|at| push_lower(points, at, &mut out));
}

/// `str.title`.
pub fn title(points: &[u32], mut out: impl FnMut(u32)) {
    let mut after_cased = false;
    for (at, c) in points.iter().enumerate() {
        if after_cased {
            push_lower(points, at, &mut out);
        } else {
            push_mapped(*c, Case::Title, &mut out);
        }
        after_cased = unicode::is_cased_letter(*c);
    }
}

/// `str.swapcase`.
pub fn swapcase(points: &[u32], mut out: impl FnMut(u32)) {
    for (at, c) in points.iter().enumerate() {
        if unicode::is_upper(*c) {
            push_lower(points, at, &mut out);
        } else if unicode::is_lower(*c) {
            push_mapped(*c, Case::Upper, &mut out);
        } else {
            out(*c);
        }
    }
}

/// `str.islower`.
pub fn is_lower(points: impl Iterator<Item = u32>) -> bool {
    let mut cased = false;
    for c in points {
        if unicode::is_upper(c) || unicode::is_title(c) {
            return false;
        }
        cased |= unicode::is_lower(c);
    }
    cased
}

/// `str.isupper`.
pub fn is_upper(points: impl Iterator<Item = u32>) -> bool {
    let mut cased = false;
    for c in points {
        if unicode::is_lower(c) || unicode::is_title(c) {
            return false;
        }
        cased |= unicode::is_upper(c);
    }
    cased
}

/// `str.istitle`.
pub fn is_title(points: impl Iterator<Item = u32>) -> bool {
    let (mut cased, mut after_cased) = (false, false);
    for c in points {
        if unicode::is_upper(c) || unicode::is_title(c) {
            if after_cased {
                return false;
            }
            after_cased = true;
            cased = true;
        } else if unicode::is_lower(c) {
            if !after_cased {
                return false;
            }
            cased = true;
        } else {
            after_cased = false;
        }
    }
    cased
}

/// Whether the text is not empty and every code point has the property: `isalpha` and its like.
#[inline]
pub fn all_and_some(mut points: impl Iterator<Item = u32>, property: impl Fn(u32) -> bool) -> bool {
    match points.next() {
        Some(first) => property(first) && points.all(property),
        None => false,
    }
}

/// `str.isidentifier`.
pub fn is_identifier(mut points: impl Iterator<Item = u32>) -> bool {
    match points.next() {
        Some(first) => unicode::is_id_start(first) && points.all(unicode::is_id_continue),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(text: &str, f: impl Fn(&[u32], &mut dyn FnMut(u32))) -> String {
        let points: Vec<u32> = text.chars().map(u32::from).collect();
        let mut out = String::new();
        f(&points, &mut |c| out.extend(char::from_u32(c)));
        out
    }

    #[test]
    fn mappings() {
        assert_eq!(apply("ΑΣ ΣΑΣ. Σ", |p, o| lower(p, o)), "ας σας. σ");
        assert_eq!(apply("hello wORLD don't ǆ", |p, o| title(p, o)), "Hello World Don'T ǅ");
        assert_eq!(apply("ßA", |p, o| capitalize(p, o)), "Ssa");
        assert_eq!(apply("aBß", |p, o| swapcase(p, o)), "AbSS");
        assert_eq!(apply("Straße", |p, o| casefold(p.iter().copied(), o)), "strasse");
        assert_eq!(apply("ﬃ", |p, o| upper(p.iter().copied(), o)), "FFI");
    }

    #[test]
    fn predicates() {
        let points = |t: &'static str| t.chars().map(u32::from);
        assert!(is_title(points("Hello World 3D")));
        assert!(!is_title(points("Hello world")));
        assert!(!is_title(points("123")));
        assert!(is_upper(points("A1")) && !is_upper(points("1")) && is_lower(points("a1")));
        assert!(is_identifier(points("_x1")) && !is_identifier(points("1x")) && !is_identifier(points("")));
    }
}
