//! The examples of `ungil explain`: for each diagnostic about regions a program that has it, and one that is accepted.
//!
//! An import of the names of module `ungil` is left out. Tests check that the first program has exactly this diagnostic and that the
//! second has none.

/// What stands before every example.
#[cfg(test)]
const IMPORTS: &str = "from ungil import Array, ConstView, View, View2, array, disjoint, f64, gil, i64, nogil, prange, u64, u8, zeros\n";

/// An example.
#[derive(Debug)]
pub struct Example {
    /// The diagnostic.
    code: &'static str,
    /// A program that has it.
    wrong: &'static str,
    /// The same, accepted.
    right: &'static str,
}

/// The example of a diagnostic.
pub fn of(code: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.code == code)
}

impl Example {
    /// As `ungil explain` prints it.
    pub fn page(&self) -> String {
        let indent = |text: &str| -> String {
            text.lines()
                .map(|line| if line.is_empty() { "\n".into() } else { format!("    {line}\n") })
                .collect()
        };
        format!("\nRefused:\n\n{}\nAccepted:\n\n{}", indent(self.wrong), indent(self.right))
    }
}

macro_rules! examples {
    ($($code:ident $wrong:literal $right:literal)*) => {
        const EXAMPLES: &[Example] = &[$(Example { code: stringify!($code), wrong: $wrong, right: $right }),*];
    };
}

examples! {
    UG110
"@nogil
def mean(a: View[f64]) -> f64:
    s = 0
    for i in range(len(a)):
        s = s + a[i]
    return s / len(a)
"
"@nogil
def mean(a: View[f64]) -> f64:
    s = 0.0
    for i in range(len(a)):
        s = s + a[i]
    return s / len(a)
"
    UG111
"@nogil
def last(a: View[f64]) -> f64:
    for i in range(len(a)):
        x = a[i]
    return x
"
"@nogil
def last(a: View[f64]) -> f64:
    x = 0.0
    for i in range(len(a)):
        x = a[i]
    return x
"
    UG112
"@nogil
def add(u: u64, i: i64) -> u64:
    return u + i
"
"@nogil
def add(u: u64, i: i64) -> u64:
    return u + u64(i)
"
    UG113
"@nogil
def half(n: i64) -> i64:
    return n / 2
"
"@nogil
def half(n: i64) -> i64:
    return n // 2
"
    UG114
"@nogil
def seed() -> i64:
    h: i64 = 14695981039346656037
    return h
"
"@nogil
def seed() -> u64:
    h: u64 = 14695981039346656037
    return h
"
    UG115
"@nogil
def rows(a: View2[f64]) -> i64:
    return a.shap[0]
"
"@nogil
def rows(a: View2[f64]) -> i64:
    return a.shape[0]
"
    UG116
"@nogil
def clear(a: ConstView[f64]):
    a[0] = 0.0
"
"@nogil
def clear(a: View[f64]):
    a[0] = 0.0
"
    UG201
"@nogil
def square(x: i64) -> i64:
    print(x)
    return x * x
"
"@nogil
def square(x: i64) -> i64:
    return x * x

print(square(3))
"
    UG202
"def helper(x: i64) -> i64:
    return x + 1

@nogil
def twice(x: i64) -> i64:
    return helper(helper(x))
"
"@nogil
def helper(x: i64) -> i64:
    return x + 1

@nogil
def twice(x: i64) -> i64:
    return helper(helper(x))
"
    UG204
"@nogil
def squares(n: i64) -> f64:
    out = [0.0]
    return out[0]
"
"@nogil
def squares(n: i64) -> Array[f64]:
    out = zeros(n, dtype=f64)
    for i in range(n):
        out[i] = i * i
    return out
"
    UG206
"@nogil
def numbers(n: i64):
    for i in range(n):
        yield i
"
"@nogil
def fill(out: View[i64]):
    for i in range(len(out)):
        out[i] = i
"
    UG207
"@nogil
def quotient(a: i64, b: i64) -> i64:
    try:
        return a // b
    except ZeroDivisionError as e:
        return 0
"
"@nogil
def quotient(a: i64, b: i64) -> i64:
    try:
        return a // b
    except ZeroDivisionError:
        return 0
"
    UG301
"@nogil
def running(a: View[f64], out: View[f64]):
    s = 0.0
    for i in prange(len(a)):
        s = s * 0.5 + a[i]
        out[i] = s
"
"@nogil
def running(a: View[f64], out: View[f64]):
    s = 0.0
    for i in range(len(a)):
        s = s * 0.5 + a[i]
        out[i] = s
"
    UG302
"@nogil
def both(a: View[f64]) -> f64:
    s = 1.0
    for i in prange(len(a)):
        s += a[i]
        s *= 2.0
    return s
"
"@nogil
def both(a: View[f64]) -> f64:
    s = 0.0
    p = 1.0
    for i in prange(len(a)):
        s += a[i]
        p *= 2.0
    return s * p
"
    UG303
"@nogil
def sums(a: View[f64], out: View[f64]):
    s = 0.0
    for i in prange(len(a)):
        s += a[i]
        out[i] = s
"
"@nogil
def sums(a: View[f64]) -> f64:
    s = 0.0
    for i in prange(len(a)):
        s += a[i]
    return s
"
    UG304
"@nogil
def shrink(x: f64, n: i64) -> f64:
    for i in prange(n):
        x /= 2.0
    return x
"
"@nogil
def shrink(x: f64, n: i64) -> f64:
    p = 1.0
    for i in prange(n):
        p *= 2.0
    return x / p
"
    UG310
"@nogil
def scatter(out: View[f64], idx: View[i64]):
    for i in prange(len(idx)):
        out[idx[i]] = 1.0
"
"@nogil
def scatter(out: View[f64], idx: View[i64]):
    d = disjoint(idx)
    for i in prange(len(d)):
        out[d[i]] = 1.0
"
    UG311
"@nogil
def smooth(a: View[f64]):
    for i in prange(len(a) - 1):
        a[i] = 0.5 * (a[i] + a[i + 1])
"
"@nogil
def smooth(a: View[f64]):
    b = a.copy()
    for i in prange(len(a) - 1):
        a[i] = 0.5 * (b[i] + b[i + 1])
"
    UG330
"@nogil
def find(a: View[f64], x: f64) -> i64:
    for i in prange(len(a)):
        if a[i] == x:
            return i
    return -1
"
"@nogil
def find(a: View[f64], x: f64) -> i64:
    first = len(a)
    for i in prange(len(a)):
        if a[i] == x:
            first = min(first, i)
    return first if first < len(a) else -1
"
    UG332
"total = 0
for i in prange(100):
    total += i
"
"total = 0
for i in prange(100, nogil=True):
    total += i
"
}

#[cfg(test)]
mod tests {
    use super::*;
    use ungil_grammar::{Diagnostic, Source};

    fn codes(text: &str) -> Vec<String> {
        let source = Source::new("example.py", format!("{IMPORTS}{text}"));
        let found = ungil::check(&source).err().unwrap_or_default();
        found.iter().filter(|d| Diagnostic::is_error(d)).map(|d| d.code.to_string()).collect()
    }

    #[test]
    fn every_example_is_true() {
        for Example { code, wrong, right } in EXAMPLES {
            let found = codes(wrong);
            assert!(!found.is_empty() && found.iter().all(|c| c == code), "{code}: {found:?}\n{wrong}");
            assert_eq!(codes(right), Vec::<String>::new(), "{code}\n{right}");
        }
    }

    #[test]
    fn a_page_shows_both() {
        let page = of("UG332").expect("an example").page();
        assert!(page.contains("    for i in prange(100):\n") && page.contains("nogil=True"), "{page}");
        assert!(of("UG001").is_none());
    }
}
