//! The functions and types with names: the floor above the interpreter.
//!
//! `FUNCTIONS` is the `builtins` module, `METHODS` are the methods of the builtin types; both are read once when an
//! engine starts. A row names the parameters as the language would write them (`docs/adding-a-builtin.md`).
#![forbid(unsafe_code)]

use crate::object::{Def, Type};

/// The functions of the `builtins` module.
pub static FUNCTIONS: &[Def] = &[];

/// Methods and attributes of builtin types; a type may have several rows.
pub static METHODS: &[(Type, &[Def])] = &[];
