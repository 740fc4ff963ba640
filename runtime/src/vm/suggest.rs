//! "Did you mean": the nearest known name for the message of an uncaught NameError or AttributeError.
//!
//! The distance is Levenshtein's with CPython's costs: a step costs 2, a change of case 1, and at most a third of the letters may
//! differ. Among equally near names the first one wins.

use crate::heap::{Gil, Local, Reg, Scope};
use crate::object::{Dict, Name, Traceback, Type};

/// The cost of inserting, removing or replacing a letter.
const MOVE: usize = 2;
/// The cost of changing a letter's case.
const CASE: usize = 1;
/// Longer names (without what they share at their ends) are not compared.
const LONGEST: usize = 40;
/// With more candidates nothing is suggested.
const CANDIDATES: usize = 750;

impl Gil {
    /// What an uncaught exception of these types may have meant.
    pub(crate) fn suggestion(&mut self, exception: Reg) -> Option<String> {
        let value = exception.get(self);
        let name = self.own_attr(value, self.name(Name::NameAttr))?.as_str()?.to_string_lossy().into_owned();
        match self.class_of(value).builtin_type() {
            Some(Type::NameError) => return self.near_variable(value, &name),
            Some(Type::AttributeError) => {}
            _ => return None,
        }
        let s = &mut Scope::new(self);
        let (object, names) = (s.slot(), s.slot());
        object.set(s, s.own_attr(exception.get(s), s.name(Name::Obj))?);
        crate::builtins::object::attribute_names(s, object, names).ok()?;
        let mut candidates = keys(names.get(s).as_dict()?);
        candidates.sort();
        nearest(&name, candidates)
    }

    /// A local variable of the frame that raised, a global or a builtin.
    fn near_variable(&self, exception: Local<'_>, name: &str) -> Option<String> {
        let mut entry: &Traceback = exception.as_exception()?.traceback().as_traceback()?;
        while let Some(next) = entry.next().as_traceback() {
            entry = next;
        }
        let code = entry.code();
        let locals = code.locals.iter().filter_map(|&word| Local::new(word).as_str());
        let mut names: Vec<String> = locals.map(|name| name.to_string_lossy().into_owned()).collect();
        names.extend(code.source.free_names.iter().map(|name| name.to_string()));
        nearest(name, names)
            .or_else(|| nearest(name, keys(entry.globals().as_dict()?)))
            .or_else(|| nearest(name, keys(self.builtins_dict())))
    }
}

fn keys(dict: &Dict) -> Vec<String> {
    dict.iter().filter_map(|(key, _)| Some(key.as_str()?.to_string_lossy().into_owned())).collect()
}

/// The candidate nearest to `name`, if one is near enough.
fn nearest(name: &str, candidates: Vec<String>) -> Option<String> {
    if candidates.len() >= CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        let allowed = (name.len() + candidate.len() + 3) * MOVE / 6;
        let allowed = match &best {
            Some((0, _)) => break,
            Some((distance, _)) => allowed.min(distance - 1),
            None => allowed,
        };
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), allowed) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn replace_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The distance of two texts if it is at most `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    if a.is_empty() || b.is_empty() {
        let cost = (a.len() + b.len()) * MOVE;
        return (cost <= most).then_some(cost);
    }
    if a.len() > LONGEST || b.len() > LONGEST || a.len().abs_diff(b.len()) * MOVE > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|i| i * MOVE).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        let mut least = usize::MAX;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + replace_cost(x, y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j].min(diagonal) + MOVE);
            least = least.min(row[j + 1]);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(name: &str, candidates: &[&str]) -> Option<String> {
        nearest(name, candidates.iter().map(|c| c.to_string()).collect())
    }

    #[test]
    fn near_names() {
        assert_eq!(near("raduis", &["area", "radius"]).as_deref(), Some("radius"));
        assert_eq!(near("Print", &["print", "printf"]).as_deref(), Some("print"));
        assert_eq!(near("x", &["y", "z"]), None);
        assert_eq!(near("lenght", &["length", "len"]).as_deref(), Some("length"));
        assert_eq!(near("abc", &["abc"]), None);
    }

    #[test]
    fn distances() {
        assert_eq!(distance(b"kitten", b"sitting", 100), Some(6));
        assert_eq!(distance(b"kitten", b"sitting", 5), None);
        assert_eq!(distance(b"abc", b"ABC", 100), Some(3));
        assert_eq!(distance(b"", b"ab", 100), Some(4));
    }
}
