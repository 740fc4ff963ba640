//! Programs at the limits: large ones compile to well-formed code or give one clear error; none makes the compiler fail.

use std::fmt::Write;

use ungil_compiler::bytecode::{Code, Op, verify};
use ungil_grammar::Source;

fn compile(text: &str) -> Result<std::sync::Arc<Code>, String> {
    let source = Source::new("t.py", text);
    let program = ungil_compiler::compile(&source).map_err(|d| d[0].message.clone())?;
    verify::verify(&program.code).map(|()| program.code)
}

#[test]
fn a_function_with_a_thousand_variables() {
    let mut text = String::from("def f(a, *args):\n");
    for i in 0..1000 {
        writeln!(text, "    v{i} = a.m(v{}, k=1)", i.max(1) - 1).unwrap();
    }
    text.push_str("    for v999 in range(v1): print(v998, *args)\n");
    text.push_str(
        "    with a as v997:\n        try: v3 = v4 + v5[v6:v7]\n        except v8 as v9: raise v10\n",
    );
    text.push_str(
        "    v700, v701 = v701, [v700 for v700 in v702]\n    def g(x=v1): return v900\n    return g\n",
    );
    let code = compile(&text).unwrap();
    assert!(code.codes[0].registers > 1000);
}

#[test]
fn a_function_with_many_parameters() {
    let params: Vec<String> = (0..400).map(|i| format!("p{i}")).collect();
    let text = format!("def f({}):\n    p3 = p399 + p203\n    return p204\n", params.join(", "));
    compile(&text).unwrap();
}

#[test]
fn a_call_with_many_arguments() {
    let args: Vec<String> = (0..5000).map(|i| format!("a{i}")).collect();
    let code = compile(&format!("f({})\n", args.join(", "))).unwrap();
    assert!(code.instrs.iter().any(|i| i.op() == Some(Op::CallEx)));
    let keywords: Vec<String> = (0..2000).map(|i| format!("a{i}={i}")).collect();
    compile(&format!("f({})\n", keywords.join(", "))).unwrap();
}

#[test]
fn displays_of_many_items() {
    let ints: Vec<String> = (0..100_000).map(|i| i.to_string()).collect();
    compile(&format!("x = [{}]\ny = ({},)\n", ints.join(", "), ints.join(", "))).unwrap();
    let strings: Vec<String> = (0..70_000).map(|i| format!("'s{i}': x")).collect();
    compile(&format!("x = {{{}}}\n", strings.join(", "))).unwrap();
    let names: Vec<String> = (0..3000).map(|i| format!("a{i}")).collect();
    compile(&format!("x = [{0}]\ny = {{{0}}}\nz = f'{{a}}{{b}}'\n", names.join(", "))).unwrap();
}

#[test]
fn too_many_names_is_an_error() {
    let names: Vec<String> = (0..70_000).map(|i| format!("a{i}")).collect();
    assert_eq!(compile(&names.join("\n")).unwrap_err(), "the function uses too many names");
}

#[test]
fn nested_blocks_are_limited() {
    let nest = |count: usize| {
        let mut text = String::new();
        for depth in 0..count {
            writeln!(text, "{}while x:", " ".repeat(depth)).unwrap();
        }
        writeln!(text, "{}pass", " ".repeat(count)).unwrap();
        text
    };
    compile(&nest(20)).unwrap();
    assert_eq!(compile(&nest(21)).unwrap_err(), "too many statically nested blocks");
    let items = vec!["a"; 30].join(", ");
    assert_eq!(compile(&format!("with {items}: pass\n")).unwrap_err(), "too many statically nested blocks");
}

#[test]
fn finally_in_finally_does_not_explode() {
    let mut text = String::new();
    for depth in 0..19 {
        writeln!(text, "{0}try: f()\n{0}finally:", " ".repeat(depth)).unwrap();
    }
    writeln!(text, "{}g()", " ".repeat(19)).unwrap();
    // Either well-formed code or a clear refusal.
    if let Err(message) = compile(&text) {
        assert!(message.contains("too"), "{message}");
    }
}

#[test]
fn long_chains_are_flat() {
    compile(&format!("x = {}\n", vec!["a"; 20_000].join(" + "))).unwrap();
    compile(&format!("x = {}\n", vec!["a"; 20_000].join(" < "))).unwrap();
    compile(&format!("if {}: pass\n", vec!["a"; 20_000].join(" and "))).unwrap();
    let mut text = String::from("if a: pass\n");
    text.push_str(&"elif a: pass\n".repeat(20_000));
    compile(&text).unwrap();
}

#[test]
fn deep_nesting_of_functions() {
    let mut text = String::new();
    for depth in 0..90 {
        writeln!(text, "{}def f(x{depth}):", " ".repeat(depth)).unwrap();
    }
    writeln!(text, "{}return x0", " ".repeat(90)).unwrap();
    compile(&text).unwrap();
    compile(&format!("x = {}y\n", "lambda: ".repeat(150))).unwrap();
    compile(&format!("x = {}y{}\n", "[".repeat(90), " for y in z]".repeat(90))).unwrap();
}
