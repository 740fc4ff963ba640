//! Ungil: a compiled Python-like language and its embedding API.
#![forbid(unsafe_code)]
