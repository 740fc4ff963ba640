//! Passes: each takes well-formed TIR to well-formed TIR with the same meaning, one file each with its story.
//!
//! The evaluator runs TIR before and after them and must see the same; whatever a pass proves ([`Overflow::Proven`](super::Overflow),
//! [`Bounds::Proven`](super::Bounds), [`Facts`](super::Facts)) it checks.

pub mod bounds;
pub mod dominated;
pub mod flow;
pub mod inline;
pub mod ranges;
pub mod select;
#[cfg(test)]
mod tests;
pub mod unit;
pub mod unroll;
pub mod vectorize;

use super::Group;

/// Run all passes in order.
pub fn run(group: &mut Group) {
    inline::run(group);
    for function in &mut group.functions {
        unroll::run(function);
        unit::run(function);
        flow::run(function);
        bounds::run(function);
        dominated::run(function);
        select::run(function);
        vectorize::run(function);
    }
}
