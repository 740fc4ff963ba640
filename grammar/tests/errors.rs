//! Every message, golden, as people see it; and compared with CPython's where a `python3.11` is at hand.
//!
//! `tests/errors/TOPIC.txt` holds programs, each after a line `===== name`; `TOPIC.golden` beside it holds what is said
//! about them. `UNGIL_BLESS=1` writes the golden files anew. A name that ends in `differs` marks a message that is not
//! CPython's.

use std::path::{Path, PathBuf};
use std::process::Command;
use ungil_grammar::{Source, parse, render};

struct Case {
    name: String,
    text: String,
}

fn topics() -> Vec<(PathBuf, Vec<Case>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("tests/errors").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(paths.len() >= 5);
    paths.into_iter().map(|path| (path.clone(), cases(&path))).collect()
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("a topic");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("===== "), cases.last_mut()) {
            (Some(name), _) => cases.push(Case { name: name.trim_end().to_owned(), text: String::new() }),
            (None, Some(case)) => case.text.push_str(line),
            (None, None) => panic!("{} does not begin with a name", path.display()),
        }
    }
    cases
}

#[test]
fn golden() {
    for (path, cases) in topics() {
        let mut said = String::new();
        for case in cases {
            let source = Source::new("case.py", case.text);
            let parsed = parse(&source);
            assert!(parsed.has_errors(), "{}: {}: no error", path.display(), case.name);
            let text = render::render(&source, &parsed.diagnostics, render::Format::Human);
            said.push_str(&format!("===== {}\n{text}\n", case.name));
        }
        let golden = path.with_extension("golden");
        if std::env::var_os("UNGIL_BLESS").is_some() {
            std::fs::write(&golden, &said).expect("the golden file can be written");
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        for (ours, golden) in said.split("===== ").zip(expected.split("===== ")) {
            assert_eq!(ours, golden, "{}", path.display());
        }
        assert_eq!(said.len(), expected.len(), "{}", path.display());
    }
}

const SCRIPT: &str = r"
import ast, sys, warnings
warnings.simplefilter('ignore')
for text in sys.stdin.buffer.read().split(b'\0')[:-1]:
    try:
        ast.parse(text.decode())
        print('no error')
    except SyntaxError as error:
        print(type(error).__name__ + ': ' + error.msg)
";

#[test]
fn messages_are_those_of_cpython() {
    use std::io::Write;
    let Ok(mut python) = Command::new("/usr/bin/python3.11")
        .args(["-c", SCRIPT])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
    else {
        println!("skipped: there is no /usr/bin/python3.11 here");
        return;
    };
    let cases: Vec<Case> = topics().into_iter().flat_map(|(_, cases)| cases).collect();
    let input: String = cases.iter().map(|case| format!("{}\0", case.text)).collect();
    let mut stdin = python.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("python reads");
    drop(stdin);
    let output = python.wait_with_output().expect("python ends");
    let theirs = String::from_utf8(output.stdout).expect("messages are UTF-8");
    assert_eq!(theirs.lines().count(), cases.len());
    let mut differences = String::new();
    let mut compared = 0;
    for (case, theirs) in cases.iter().zip(theirs.lines()) {
        if case.name.ends_with("differs") {
            continue;
        }
        compared += 1;
        let parsed = parse(&Source::new("case.py", case.text.as_str()));
        let Some(first) = parsed.diagnostics.first() else {
            differences.push_str(&format!("{}: no error\n", case.name));
            continue;
        };
        let ours = format!("{}: {}", first.code.class().name(), first.message);
        if ours != theirs {
            differences.push_str(&format!("{}\n  ours:    {ours}\n  CPython: {theirs}\n", case.name));
        }
    }
    println!("{compared} messages compared");
    assert!(differences.is_empty(), "{differences}");
}
