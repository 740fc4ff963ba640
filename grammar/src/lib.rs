//! Text to tree: tokens, layout, grammar, syntax tree and diagnostics.
#![forbid(unsafe_code)]
