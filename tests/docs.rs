//! The documents tell the truth: every block that opens with ```` ```python run ```` is run, and prints what it expects.

mod support;

use support::expect::Expected;
use support::process::Command;

/// (document, line, program) of each block to be run.
fn blocks() -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    let mut documents = vec![support::root().join("README.md")];
    if let Ok(entries) = std::fs::read_dir(support::root().join("docs")) {
        documents
            .extend(entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    documents.sort();
    for path in documents {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut open: Option<(usize, String)> = None;
        for (n, line) in text.lines().enumerate() {
            match &mut open {
                Some((start, program)) if line == "```" => {
                    found.push((support::short(&path), *start, std::mem::take(program)));
                    open = None;
                }
                Some((_, program)) => {
                    program.push_str(line);
                    program.push('\n');
                }
                None if line.trim() == "```python run" => open = Some((n + 2, String::new())),
                None => {}
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", path.display());
    }
    found
}

fn run_blocks(name: &str, argv: Vec<String>, env: &[(&str, String)]) {
    let folder = std::env::temp_dir().join(format!("ungil-docs-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut problems = Vec::new();
    for (document, line, program) in blocks() {
        std::fs::write(folder.join("example.py"), &program).unwrap();
        let mut argv = argv.clone();
        argv.push("example.py".into());
        let mut command = Command::new(argv);
        command.folder = Some(folder.clone());
        for (name, value) in env {
            command = command.env(name, value);
        }
        let done = command.run().unwrap();
        if let Some(problem) = Expected::parse(&program).mismatch(&done, &folder) {
            problems.push(format!("{document}:{line}: {problem}"));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn blocks_print_what_they_say() {
    if support::not_yet().iter().any(|l| l == "docs/") {
        println!("docs/ waits in tests/not_yet.txt");
        return;
    }
    run_blocks("ungil", support::run_command(), &[]);
}

/// The expectations themselves, where CPython is installed.
#[test]
fn cpython_prints_the_same() {
    let Some(python) = support::cpython() else {
        println!("no python3.11 here: the documents are not compared with CPython");
        return;
    };
    let shim = support::root().join("tests/shim").display().to_string();
    run_blocks("cpython", vec![python], &[("PYTHONPATH", shim), ("PYTHONDONTWRITEBYTECODE", "1".into())]);
}
