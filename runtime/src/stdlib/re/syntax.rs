//! The tree of a regular expression, and what can be wrong with its text.

use super::charset::CharSet;

pub(super) const TEMPLATE: u32 = 1;
pub(super) const IGNORECASE: u32 = 2;
pub(super) const LOCALE: u32 = 4;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOTALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const ASCII: u32 = 256;
/// The flags that say which characters are letters; at most one is set.
pub(super) const TYPE_FLAGS: u32 = ASCII | LOCALE | UNICODE;

/// "Any number of times".
pub(super) const UNLIMITED: u32 = u32::MAX;

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `\A`, and `^` without MULTILINE.
    Start,
    /// `^` with MULTILINE.
    LineStart,
    /// `$` without MULTILINE: the end, or before a newline at the end.
    End,
    /// `$` with MULTILINE.
    LineEnd,
    /// `\Z`.
    VeryEnd,
    /// `\b` of ASCII letters, or `\B`.
    AsciiEdge { not: bool },
    /// `\b` of all letters, or `\B`.
    Edge { not: bool },
}

/// How a repetition tries its counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// A regular expression. Flags are resolved: a node means the same wherever it stands.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Char(u32),
    Set(Box<CharSet>),
    /// Anything but a newline.
    Any,
    /// Anything.
    AnyAll,
    At(At),
    Cat(Vec<Node>),
    Alt(Vec<Node>),
    /// Parentheses; `None` captures nothing.
    Group(Option<u32>, Box<Node>),
    Repeat {
        min: u32,
        max: u32,
        greed: Greed,
        body: Box<Node>,
    },
    Ref {
        group: u32,
        fold: Fold,
    },
    /// `back`: the characters that a look-behind goes back.
    Look {
        back: u32,
        not: bool,
        body: Box<Node>,
    },
    Atomic(Box<Node>),
    /// `(?(group)yes|no)`.
    Cond {
        group: u32,
        yes: Box<Node>,
        no: Box<Node>,
    },
    /// Never matches: `(?!)`.
    Never,
}

/// How characters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    Exact,
    Ascii,
    Unicode,
}

/// What a parser gives.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) flags: u32,
    /// How many groups, the whole match not counted.
    pub(super) groups: u32,
    /// Names with their numbers, in order.
    pub(super) names: Vec<(Vec<u32>, u32)>,
}

/// Why a pattern or a template was refused.
#[derive(Debug)]
pub(super) enum Refused {
    /// `re.error` with its message and position.
    Syntax(String, Option<usize>),
    /// A number that is too large.
    Overflow(&'static str),
    /// Flags that contradict the kind of pattern.
    Value(&'static str),
    /// Nested too deep.
    Depth,
    /// `IndexError` of a template.
    Index(String),
}

impl Node {
    /// The least and the greatest number of characters that this matches.
    pub(super) fn width(&self, groups: &[Option<(u64, u64)>]) -> (u64, u64) {
        const TOP: u64 = UNLIMITED as u64;
        match self {
            Node::Char(_) | Node::Set(_) | Node::Any | Node::AnyAll => (1, 1),
            Node::At(_) | Node::Look { .. } | Node::Never => (0, 0),
            Node::Cat(nodes) => nodes.iter().fold((0, 0), |(lo, hi), node| {
                let (l, h) = node.width(groups);
                ((lo + l).min(TOP), (hi + h).min(TOP))
            }),
            Node::Alt(nodes) => {
                let widths = nodes.iter().map(|node| node.width(groups));
                widths.reduce(|(lo, hi), (l, h)| (lo.min(l), hi.max(h))).unwrap_or((0, 0))
            }
            Node::Group(_, node) | Node::Atomic(node) => node.width(groups),
            Node::Repeat { min, max, body, .. } => {
                let (lo, hi) = body.width(groups);
                (lo.saturating_mul(u64::from(*min)).min(TOP), hi.saturating_mul(u64::from(*max)).min(TOP))
            }
            Node::Ref { group, .. } => groups.get(*group as usize).copied().flatten().unwrap_or((0, TOP)),
            Node::Cond { yes, no, .. } => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
        }
    }
}
