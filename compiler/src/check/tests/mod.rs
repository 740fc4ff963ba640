//! Tests of the checker: what is refused and how that reads, what accepted regions compute, and the programs of the tree.

mod corpus;
mod refusals;
mod support;
mod values;
