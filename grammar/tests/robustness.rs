//! No text makes the parser panic, hang or overflow the stack: hostile shapes, random bytes, mutated programs.

use proptest::prelude::*;
use ungil_grammar::{
    Interactive, Parsed, Source, ast, dump, parse, parse_expression, parse_interactive, render,
};

/// Parses, dumps and renders on a thread with a small stack, as embedders have.
fn exercise(bytes: Vec<u8>) -> Parsed {
    let work = move || {
        let source = Source::from_bytes("case.py", &bytes);
        let parsed = parse(&source);
        for format in
            [render::Format::Human, render::Format::Coloured, render::Format::Short, render::Format::Json]
        {
            let text = render::render(&source, &parsed.diagnostics, format);
            assert_eq!(text.is_empty(), parsed.diagnostics.is_empty());
        }
        for diagnostic in &parsed.diagnostics {
            assert!(diagnostic.code.row().is_some(), "{diagnostic:?} has no row");
        }
        let _ = dump(&parsed.module);
        let _ = parse_expression(&source);
        let _ = parse_interactive(&source);
        parsed
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread").join().expect("no panic")
}

fn first_message(bytes: impl Into<Vec<u8>>) -> String {
    let parsed = exercise(bytes.into());
    parsed.diagnostics.first().map(|diagnostic| diagnostic.message.clone()).unwrap_or_default()
}

/// Only parses and dumps: for texts of many megabytes.
fn accepts_quickly(text: String) {
    let source = Source::new("case.py", text);
    let parsed = parse(&source);
    assert_eq!(parsed.diagnostics, []);
    assert!(!dump(&parsed.module).is_empty());
}

fn accepts(text: String) {
    let parsed = exercise(text.into_bytes());
    assert_eq!(parsed.diagnostics, []);
    assert!(!parsed.module.body.is_empty());
}

#[test]
fn nested_brackets() {
    assert_eq!(first_message("(".repeat(100_000)), "too many nested parentheses");
    assert_eq!(first_message("[".repeat(100_000) + &"]".repeat(100_000)), "too many nested parentheses");
    assert_eq!(first_message("f(".repeat(100_000)), "too many nested parentheses");
    assert_eq!(first_message("{0:".repeat(100_000)), "too many nested parentheses");
    accepts("(".repeat(200) + "x" + &")".repeat(200) + "\n");
    accepts("[".repeat(200) + &"]".repeat(200) + "\n");
    accepts("f(".repeat(190) + &")".repeat(190) + "\n");
    accepts("-(".repeat(190) + "1" + &")".repeat(190) + "\n");
}

#[test]
fn deep_without_brackets() {
    let deep = "expression is nested too deeply";
    assert_eq!(first_message("-".repeat(100_000) + "x"), deep);
    assert_eq!(first_message("not ".repeat(100_000) + "x"), deep);
    assert_eq!(first_message("lambda: ".repeat(100_000) + "x"), deep);
    assert_eq!(first_message("x".to_owned() + &".y".repeat(100_000)), deep);
    assert_eq!(first_message("x".to_owned() + &"()".repeat(100_000)), deep);
    assert_eq!(first_message("x".to_owned() + &" ** x".repeat(100_000)), deep);
    assert_eq!(first_message("x if y else ".repeat(100_000) + "z"), deep);
    accepts("-".repeat(390) + "x\n");
    accepts("x".to_owned() + &".y".repeat(390) + "\n");
}

#[test]
fn deep_blocks() {
    let blocks = |count: usize| {
        let mut text = String::new();
        for depth in 0..count {
            text.push_str(&" ".repeat(depth));
            text.push_str("if x:\n");
        }
        text + &" ".repeat(count) + "pass\n"
    };
    accepts(blocks(99));
    assert_eq!(first_message(blocks(100)), "too many levels of indentation");
    assert_eq!(first_message(blocks(2000)), "too many levels of indentation");
}

#[test]
fn long_chains_are_flat() {
    let count = 20_000;
    accepts("x = 1".to_owned() + &" + 1".repeat(count) + "\n");
    accepts("x = 1".to_owned() + &" + 1 * 2 - 3".repeat(count) + "\n");
    accepts("x = a".to_owned() + &" < a".repeat(count) + "\n");
    accepts("x = a".to_owned() + &" and b or c".repeat(count) + "\n");
    accepts("x = ".repeat(count) + "1\n");
    accepts("'a' ".repeat(count) + "\n");
    accepts("f'{x}' ".repeat(count) + "\n");
    accepts("if x: pass\n".to_owned() + &"elif x: pass\n".repeat(count) + "else: pass\n");
    accepts("try: pass\n".to_owned() + &"except A: pass\n".repeat(count));
    accepts("@d\n".repeat(count) + "class A: pass\n");
    accepts("f(".to_owned() + &"a, ".repeat(count) + ")\n");
    accepts("x; ".repeat(count) + "\n");
    accepts("match x:\n".to_owned() + &" case 1: pass\n".repeat(count));
    accepts("[x".to_owned() + &" for x in y if z".repeat(count) + "]\n");
}

#[test]
fn a_chain_is_one_node() {
    let source = Source::new("case.py", "a + b * c - d\n");
    let parsed = parse(&source);
    let ast::StmtKind::Expr { value } = &parsed.module.body[0].kind else { panic!("an expression") };
    let ast::ExprKind::BinOp { rest, .. } = &value.kind else { panic!("a chain") };
    assert_eq!(rest.iter().map(|term| term.op.symbol()).collect::<Vec<_>>(), ["+", "-"]);
    assert_eq!(value.depth(), 3);
}

#[test]
fn fields_of_fstrings_have_their_places() {
    let source = Source::new("case.py", "x = 'a' f\"b{ cd + e :{w}}\" f'''\n{fg}'''\n");
    let parsed = parse(&source);
    let ast::StmtKind::Assign { value, .. } = &parsed.module.body[0].kind else { panic!("an assignment") };
    let ast::ExprKind::JoinedStr { values } = &value.kind else { panic!("an f-string") };
    let mut fields = Vec::new();
    for value in values {
        if let ast::ExprKind::FormattedValue { value, .. } = &value.kind {
            fields.push(source.slice(value.span));
        }
    }
    assert_eq!(fields, ["cd + e", "fg"]);
}

#[test]
fn long_lines_and_tokens() {
    accepts_quickly("x = [".to_owned() + &"1, ".repeat(3_500_000) + "]\n");
    accepts_quickly("x = '".to_owned() + &"a".repeat(10_000_000) + "'\n");
    accepts_quickly("# ".to_owned() + &"a".repeat(10_000_000) + "\npass\n");
    accepts_quickly("a".repeat(10_000_000) + "\n");
    accepts_quickly("0x".to_owned() + &"f".repeat(1_000_000) + "\n");
    assert!(first_message("9".repeat(10_000_000)).starts_with("Exceeds the limit (4300 digits)"));
    assert_eq!(first_message("$".repeat(10_000_000)), "invalid syntax");
    assert_eq!(first_message("x = (1, ".to_owned() + &"1 1, ".repeat(2_000_000)), "'(' was never closed");
    assert_eq!(first_message("a b ".repeat(2_500_000)), "invalid syntax");
    assert_eq!(
        first_message("f'".to_owned() + &"{".repeat(10_000_000)),
        "unterminated string literal (detected at line 1)"
    );
    assert_eq!(first_message("f'".to_owned() + &"{{{".repeat(1_000_001) + "'"), "f-string: expecting '}'");
}

#[test]
fn many_faulty_lines() {
    let many = |line: &str| exercise(line.repeat(50_000).into_bytes()).diagnostics.len();
    for line in
        ["x = (\n", "x = )\n", "1 1\n", "if x\n", "'\n", "  x\ny\n", "$\n", "else:\n", "try: x\n", "@x\n"]
    {
        let count = many(line);
        assert!((1..=51).contains(&count), "{line:?}: {count}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(first_message(b"x = 1\0\n".as_slice()), "source code cannot contain null bytes");
    assert_eq!(first_message(b"\0".as_slice()), "source code cannot contain null bytes");
    assert_eq!(
        first_message(b"x = 1\n\xff\n".as_slice()),
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 6"
    );
    assert!(first_message(b"\xff\xfex\0 \0".as_slice()).starts_with("(unicode error)"));
    for empty in ["", "\n", "\r", " ", "\t", "#", "\\\n\n", "\u{feff}", "\x0c"] {
        let parsed = exercise(empty.as_bytes().to_vec());
        assert_eq!(dump(&parsed.module), "Module(body=[], type_ignores=[])", "{empty:?}");
    }
}

#[test]
fn interactive_input() {
    let incomplete =
        |text: &str| matches!(parse_interactive(&Source::new("stdin", text)), Interactive::Incomplete);
    for text in [
        "x = (\n",
        "x = '''a\n",
        "x = 1 + \\\n",
        "if x:\n",
        "if x:\n    y\n",
        "@d\n",
        "x = [1,\n\n",
        "def f(a,\n",
        "if (x and\n",
        "match x(\n",
        "@d\ndef f():\n    pass\n",
        "@d\ndef f():\n",
        "@d\n@e(1)\nasync def f(a):\n",
        "@d\nclass A:\n",
        "if x:\n    y\nelse:\n",
        "match x:\n    case 1:\n",
        "try:\n    x\n",
        "match x:\n",
        "class A:\n    def f(self):\n",
        "for x in y: pass\n",
    ] {
        assert!(incomplete(text), "{text:?}");
    }
    for text in [
        "",
        "\n",
        "x\n",
        "x = )\n",
        "if x:\n    y\n\n",
        "if x\n",
        "1 1\n",
        "'abc\n",
        "if x:\n\n",
        "def f(:\n",
        "(]\n",
        "# only\n",
    ] {
        assert!(!incomplete(text), "{text:?}");
    }
}

#[test]
fn expressions() {
    let parsed = |text: &str| parse_expression(&Source::new("eval", text));
    let dumped = |text: &str| parsed(text).expr.map(|expr| dump::dump_expression(&expr));
    assert_eq!(dumped("1").as_deref(), Some("Expression(body=Constant(value=1))"));
    assert_eq!(dumped("a,b\n\n# end"), dumped("(a, b)"));
    for bad in ["", " a", "x = 1", "*a", "x; y", "pass", "1 +", "(", "f() = 1"] {
        let parsed = parsed(bad);
        assert!(parsed.expr.is_none() && !parsed.diagnostics.is_empty(), "{bad:?}");
    }
}

#[test]
fn tokens_are_shown() {
    let source = Source::new("case.py", "if x:\n  'a'\n");
    let expected = "1:1-1:3         if
1:4-1:5         name x
1:5-1:6         :
1:6-2:1         newline
2:1-2:3         indent
2:3-2:6         string 'a'
2:6-3:1         newline
3:1-3:1         dedent
3:1-3:1         end of input
";
    assert_eq!(dump::dump_tokens(&source), expected);
}

#[test]
fn formats() {
    let source = Source::new("a.py", "x = 1\n\u{e9} = )\n");
    let parsed = parse(&source);
    let rendered = |format| render::render(&source, &parsed.diagnostics, format);
    assert_eq!(rendered(render::Format::Short), "a.py:2:5: error[UG009]: unmatched ')'\n");
    let json = rendered(render::Format::Json);
    for part in [
        r#""code":"UG009""#,
        r#""line":2"#,
        r#""column":5"#,
        r#""start":11"#,
        r#""class":"SyntaxError""#,
        r#""severity":"error""#,
    ] {
        assert!(json.contains(part), "{part} is not in {json}");
    }
    assert!(rendered(render::Format::Human).contains("\u{e9} = )\n  |     ^"));
}

/// Pieces of programs that meet in unusual ways.
const PIECES: &[&str] = &[
    "if",
    "else",
    ":",
    "\n",
    "\n    ",
    "\n        ",
    "\t",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "x",
    "1",
    "'a'",
    "f'{",
    "}'",
    "\"\"\"",
    "'",
    "=",
    ":=",
    "*",
    "**",
    ",",
    ".",
    "...",
    "lambda",
    "for",
    "in",
    "match",
    "case",
    "_",
    "def f",
    "class",
    "with",
    "as",
    "try",
    "except",
    "finally",
    "async",
    "await",
    "yield",
    "from",
    "import",
    "return",
    "not",
    "@",
    "\\",
    "\\\n",
    "#",
    ";",
    "->",
    "!",
    "0x",
    "1e",
    "\u{e9}",
    "\u{200b}",
    "global",
    "del",
    "print",
    "-",
    "~",
    "b'\\x",
    "|",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        exercise(bytes);
    }

    #[test]
    fn random_text(text in "\\PC{0,100}") {
        exercise(text.into_bytes());
    }

    #[test]
    fn random_pieces(pieces in proptest::collection::vec(0..PIECES.len(), 0..60), spaces in any::<u64>()) {
        let mut text = String::new();
        for (at, piece) in pieces.into_iter().enumerate() {
            text.push_str(PIECES[piece]);
            if spaces >> (at % 64) & 1 == 1 {
                text.push(' ');
            }
        }
        exercise(text.into_bytes());
    }
}
