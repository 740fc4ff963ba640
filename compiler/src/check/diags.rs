//! Collecting diagnostics: one for each cause and place.

use rustc_hash::FxHashSet;
use ungil_grammar::codes::Code;
use ungil_grammar::{Diagnostic, Span};

/// The most messages about one module.
const MOST: usize = 100;

/// The messages so far.
#[derive(Debug, Default)]
pub(crate) struct Diags {
    /// Each with the number of the home whose text it is about.
    list: Vec<(u32, Diagnostic)>,
    seen: FxHashSet<(u32, Code, Span)>,
}

impl Diags {
    /// Add a message, unless the same was said about the same place.
    pub(crate) fn push(&mut self, home: u32, diagnostic: Diagnostic) {
        if self.list.len() < MOST && self.seen.insert((home, diagnostic.code, diagnostic.primary.span)) {
            self.list.push((home, diagnostic));
        }
    }

    /// How many messages there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Add a label to the messages of a home from number `from` on.
    pub(crate) fn label(&mut self, from: usize, home: u32, span: Span, text: &str) {
        for (of, d) in self.list.iter_mut().skip(from) {
            if *of == home && d.labels.iter().all(|l| l.span != span) && d.primary.span != span {
                d.labels.push(ungil_grammar::Label { span, text: text.into() });
            }
        }
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.list.iter().filter(|(_, d)| d.is_error()).count()
    }

    /// All messages, by home and place.
    pub(crate) fn finish(mut self) -> Vec<(u32, Diagnostic)> {
        self.list.sort_by_key(|(home, d)| (*home, d.primary.span, d.code));
        self.list
    }
}

/// The name among `names` that a misspelt one probably meant.
pub(crate) fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (wrong.chars().count() / 3).clamp(1, 3);
    names
        .into_iter()
        .map(|name| (distance(wrong, name), name))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, n)| n)
}

/// How many letters must be changed, added or dropped.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names() {
        assert_eq!(nearest("lenn", ["len", "abs"]), Some("len"));
        assert_eq!(nearest("zorp", ["len", "abs"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
