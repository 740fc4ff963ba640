//! The errors of the resolver and the lowering: CPython's messages, at CPython's lines.

use ungil_grammar::Source;

/// Compiles `text` and checks that the first error is `message` on line `line`.
fn refused(text: &str, code: &str, line: u32, message: &str) {
    let source = Source::new("t.py", text);
    match ungil_compiler::compile(&source) {
        Ok(_) => panic!("compiled: {text}"),
        Err(diagnostics) => {
            let first = &diagnostics[0];
            assert_eq!(first.message, message, "{text}");
            assert_eq!(source.line(first.primary.span.start), line, "{text}");
            assert_eq!(first.code.to_string(), code, "{text}");
        }
    }
}

#[test]
fn late_declarations() {
    refused("def f():\n x = 1\n global x\n", "UG050", 3, "name 'x' is assigned to before global declaration");
    refused("def f():\n print(x)\n global x\n", "UG050", 3, "name 'x' is used prior to global declaration");
    refused("def f(x):\n global x\n", "UG050", 2, "name 'x' is parameter and global");
    refused("def f():\n x: int\n global x\n", "UG050", 3, "annotated name 'x' can't be global");
    refused("def f():\n global x\n x: int = 1\n", "UG050", 3, "annotated name 'x' can't be global");
    refused("x = 1\nglobal x\n", "UG050", 2, "name 'x' is assigned to before global declaration");
    refused(
        "def f():\n def g():\n  print(x)\n  nonlocal x\n x = 1\n",
        "UG050",
        4,
        "name 'x' is used prior to nonlocal declaration",
    );
    refused(
        "def f():\n x = 0\n def g():\n  global x\n  nonlocal x\n",
        "UG050",
        5,
        "name 'x' is nonlocal and global",
    );
    refused("nonlocal x\n", "UG050", 1, "nonlocal declaration not allowed at module level");
    refused("def f():\n nonlocal x\n", "UG051", 2, "no binding for nonlocal 'x' found");
    refused("x = 1\ndef f():\n nonlocal x\n", "UG051", 3, "no binding for nonlocal 'x' found");
}

#[test]
fn statements_in_the_wrong_place() {
    refused("return 1\n", "UG053", 1, "'return' outside function");
    refused("class C:\n return\n", "UG053", 2, "'return' outside function");
    refused("yield 1\n", "UG053", 1, "'yield' outside function");
    refused("break\n", "UG054", 1, "'break' outside loop");
    refused("for x in y:\n def f():\n  continue\n", "UG054", 3, "'continue' not properly in loop");
    refused("await x\n", "UG055", 1, "'await' outside function");
    refused("def f():\n await x\n", "UG055", 2, "'await' outside async function");
    refused("def f():\n async with x: pass\n", "UG055", 2, "'async with' outside async function");
    refused(
        "def f():\n return [x async for x in y]\n",
        "UG055",
        2,
        "asynchronous comprehension outside of an asynchronous function",
    );
    refused("def f():\n from m import *\n", "UG057", 2, "import * only allowed at module level");
    refused(
        "x = 1\nfrom __future__ import annotations\n",
        "UG058",
        2,
        "from __future__ imports must occur at the beginning of the file",
    );
    refused("from __future__ import braces\n", "UG058", 1, "not a chance");
    refused("from __future__ import nonsense\n", "UG058", 1, "future feature nonsense is not defined");
    refused("try: pass\nexcept: pass\nexcept E: pass\n", "UG059", 2, "default 'except:' must be last");
    refused(
        "for x in y:\n try: pass\n except* E:\n  break\n",
        "UG060",
        4,
        "'break', 'continue' and 'return' cannot appear in an except* block",
    );
    refused("async def f():\n yield 1\n return 2\n", "UG066", 3, "'return' with value in async generator");
}

#[test]
fn names_and_arguments() {
    refused("def f(a, a): pass\n", "UG052", 1, "duplicate argument 'a' in function definition");
    refused("f(a=1, a=2)\n", "UG063", 1, "keyword argument repeated: a");
    refused("__debug__ = 1\n", "UG064", 1, "cannot assign to __debug__");
    refused("a, *b, *c = d\n", "UG062", 1, "multiple starred expressions in assignment");
}

#[test]
fn comprehensions() {
    refused("[(yield x) for x in y]\n", "UG065", 1, "'yield' inside list comprehension");
    refused("((yield x) for x in y)\n", "UG065", 1, "'yield' inside generator expression");
    refused(
        "[x := 1 for x in y]\n",
        "UG056",
        1,
        "assignment expression cannot rebind comprehension iteration variable 'x'",
    );
    refused(
        "[x for x in (z := y)]\n",
        "UG056",
        1,
        "assignment expression cannot be used in a comprehension iterable expression",
    );
    refused(
        "class C:\n [(z := x) for x in y]\n",
        "UG056",
        2,
        "assignment expression within a comprehension cannot be used in a class body",
    );
}

#[test]
fn patterns() {
    refused(
        "match x:\n case _: pass\n case 1: pass\n",
        "UG061",
        2,
        "wildcard makes remaining patterns unreachable",
    );
    refused(
        "match x:\n case a: pass\n case 1: pass\n",
        "UG061",
        2,
        "name capture 'a' makes remaining patterns unreachable",
    );
    refused("match x:\n case a, a: pass\n", "UG061", 2, "multiple assignments to name 'a' in pattern");
    refused("match x:\n case [a] | [b]: pass\n", "UG061", 2, "alternative patterns bind different names");
    refused(
        "match x:\n case [*a, *b]: pass\n",
        "UG061",
        2,
        "multiple starred expressions in sequence pattern",
    );
    refused("match x:\n case {1: a, 1: b}: pass\n", "UG061", 2, "mapping pattern checks duplicate key (1)");
    refused("match x:\n case C(a=1, a=2): pass\n", "UG061", 2, "attribute name repeated in class pattern: a");
}

#[test]
fn prange_needs_a_region() {
    refused(
        "from ungil import prange\nfor i in prange(3): pass\n",
        "UG332",
        2,
        "`prange` outside a nogil region",
    );
    let allowed = "from ungil import prange\nfor i in prange(3, nogil=True): pass\n";
    assert!(ungil_compiler::compile(&Source::new("t.py", allowed)).is_ok());
    let other = "from other import prange\nfor i in prange(3): pass\n";
    assert!(ungil_compiler::compile(&Source::new("t.py", other)).is_ok());
}
