//! `ungil check --fix`: applies the fixes that diagnostics offer, as long as that leaves fewer errors.
//!
//! A fix is kept only if the program has fewer errors afterwards, so the result is never worse than what was there.

use ungil::check as compile;
use ungil_grammar::{Diagnostic, Fix, Source};

/// More rounds than any program needs: a fix may uncover the next error.
const MAX_ROUNDS: usize = 200;

/// The text with fixes applied, and how many there were.
pub fn fixed(name: &str, text: &str) -> (String, usize) {
    let mut text = text.to_owned();
    let mut applied = 0;
    for _ in 0..MAX_ROUNDS {
        let found = errors(name, &text);
        let better = found.iter().filter(|d| !d.fixes.is_empty()).find_map(|d| {
            let next = apply(&text, &d.fixes)?;
            let with_imports = import(&next, &d.fixes);
            [next, with_imports].into_iter().find(|next| errors(name, next).len() < found.len())
        });
        let Some(next) = better else { break };
        text = next;
        applied += 1;
    }
    (text, applied)
}

/// Names of module `ungil` that fixes write.
const NAMES: [&str; 14] =
    ["f32", "f64", "gil", "i16", "i32", "i64", "i8", "nogil", "prange", "u16", "u32", "u64", "u8", "zeros"];

/// The text with the names that these fixes need imported, if the module imports names from `ungil` at all.
fn import(text: &str, fixes: &[Fix]) -> String {
    const HEAD: &str = "from ungil import ";
    let words = |text: &str| -> Vec<String> {
        let split = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let Some(start) = text
        .lines()
        .scan(0, |at, line| {
            let here = *at;
            *at += line.len() + 1;
            Some((here, line))
        })
        .find_map(|(at, line)| line.starts_with(HEAD).then_some(at))
    else {
        return text.to_owned();
    };
    let at = start + HEAD.len();
    let at = if text[at..].starts_with('(') { at + 1 } else { at };
    let end = if text[..at].ends_with('(') { text[at..].find(')') } else { text[at..].find('\n') };
    let have = words(&text[at..end.map_or(text.len(), |n| at + n)]);
    let mut missing: Vec<String> = fixes.iter().flat_map(|fix| words(&fix.replacement)).collect();
    missing.retain(|word| NAMES.contains(&word.as_str()) && !have.contains(word));
    missing.sort();
    missing.dedup();
    let added: String = missing.iter().map(|word| format!("{word}, ")).collect();
    format!("{}{added}{}", &text[..at], &text[at..])
}

fn errors(name: &str, text: &str) -> Vec<Diagnostic> {
    let found = compile(&Source::new(name, text)).err().unwrap_or_default();
    found.into_iter().filter(Diagnostic::is_error).collect()
}

/// The text with these replacements made together; none if they overlap or are out of it.
fn apply(text: &str, fixes: &[Fix]) -> Option<String> {
    let mut fixes: Vec<&Fix> = fixes.iter().collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut out = String::with_capacity(text.len() + 32);
    let mut at = 0;
    for fix in fixes {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        if start < at {
            return None;
        }
        out.push_str(text.get(at..start)?);
        let mut replacement = fix.replacement.clone();
        // A line that is put before another one takes its indentation.
        if fix.span.start == fix.span.end && replacement.ends_with('\n') {
            let line = text.get(..start)?.rfind('\n').map_or(0, |n| n + 1);
            let before = text.get(line..start)?;
            if before.chars().all(|c| c == ' ' || c == '\t') {
                replacement.push_str(before);
            }
        }
        out.push_str(&replacement);
        at = end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str) {
        assert_eq!(fixed("t.py", before).0, after);
        assert!(errors("t.py", after).is_empty(), "{:?}", errors("t.py", after));
    }

    #[test]
    fn fixes_of_regions_compile() {
        check(
            "from ungil import i64, nogil\ndef g(x: i64) -> i64:\n    return x\n@nogil\ndef f(x: i64) -> i64:\n    return g(x)\n",
            "from ungil import i64, nogil\n@nogil\ndef g(x: i64) -> i64:\n    return x\n@nogil\ndef f(x: i64) -> i64:\n    return g(x)\n",
        );
        check(
            "from ungil import prange\nfor i in prange(3):\n    pass\n",
            "from ungil import prange\nfor i in prange(3, nogil=True):\n    pass\n",
        );
        check(
            "from ungil import f64, i64, nogil\n@nogil\ndef f(x: f64) -> i64:\n    return x\n",
            "from ungil import f64, i64, nogil\n@nogil\ndef f(x: f64) -> i64:\n    return int(x)\n",
        );
        check(
            "from ungil import i64, nogil\n@nogil\ndef f(n: i64) -> i64:\n    s = 0\n    s = 0.5\n    return n\n",
            "from ungil import f64, i64, nogil\n@nogil\ndef f(n: i64) -> i64:\n    s: f64 = 0\n    s = 0.5\n    return n\n",
        );
    }

    #[test]
    fn what_has_no_fix_stays() {
        let text = "from ungil import i64, nogil\n@nogil\ndef f(n: i64):\n    x = 1\n    yield x\n";
        assert!(!errors("t.py", text).is_empty());
        assert_eq!(fixed("t.py", text), (text.to_owned(), 0));
    }

    #[test]
    fn what_needs_the_lock_gets_it() {
        check(
            "from ungil import i64, nogil\n@nogil\ndef f(n: i64) -> i64:\n    print(n)\n    return n\n",
            "from ungil import gil, i64, nogil\n@nogil\ndef f(n: i64) -> i64:\n    with gil:\n        print(n)\n    return n\n",
        );
    }

    #[test]
    fn replacements_together() {
        let fix = |start, end, text: &str| Fix {
            span: ungil_grammar::Span::new(start, end),
            replacement: text.into(),
        };
        assert_eq!(apply("abcdef", &[fix(4, 5, "X"), fix(1, 3, "")]).as_deref(), Some("adXf"));
        assert_eq!(apply("abcdef", &[fix(1, 4, ""), fix(3, 5, "")]), None);
        assert_eq!(apply("    x\n", &[fix(4, 4, "y\n")]).as_deref(), Some("    y\n    x\n"));
    }
}
