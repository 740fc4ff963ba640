//! Passes: each takes well-formed TIR to well-formed TIR with the same meaning, one file each with its story.
//!
//! The evaluator runs TIR before and after them and must see the same; whatever a pass proves ([`Overflow::Proven`](super::Overflow),
//! [`Bounds::Proven`](super::Bounds), [`Facts`](super::Facts)) it checks.

pub mod bounds;
pub mod dominated;
pub mod inline;
pub mod ranges;
#[cfg(test)]
mod tests;
pub mod vectorize;

use super::Group;

/// Run all passes in order.
pub fn run(group: &mut Group) {
    inline::run(group);
    for function in &mut group.functions {
        ranges::run(function);
        bounds::run(function);
        dominated::run(function);
        vectorize::run(function);
    }
}
