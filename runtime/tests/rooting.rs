//! The rooting idiom is checked by the borrow checker: each file of `misuse/` must not compile.

#[test]
fn misuse_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/misuse/*.rs");
}
