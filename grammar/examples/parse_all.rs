//! Parses every `.py` file below the given folders and tells how long that took.
//!
//! `parse_all [--dump | --versus PYTHON] FOLDER…`: with `--dump` the tree of each file is printed after its path, or its
//! messages; with `--versus` a CPython's `ast.parse` reads the same files, in turns with ours, and the ratio of the best
//! times is told (below 1: we are faster).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use ungil_grammar::{Source, dump, parse, render};

/// Prints the seconds that `ast.parse` takes for the files named on stdin.
const SCRIPT: &str = "
import ast, sys, time, warnings
warnings.simplefilter('ignore')
texts = [open(line.rstrip('\\n'), 'rb').read() for line in sys.stdin]
begin = time.perf_counter()
for text in texts:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        pass
print(time.perf_counter() - begin)
";

const ROUNDS: usize = 5;

fn collect(path: &Path, into: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, into));
    } else if path.extension().is_some_and(|extension| extension == "py") {
        into.push(path.to_owned());
    }
}

fn print_dumps(texts: &[(PathBuf, Vec<u8>)]) {
    for (path, bytes) in texts {
        let source = Source::from_bytes(path.to_string_lossy(), bytes);
        let parsed = parse(&source);
        if parsed.has_errors() {
            print!("{}", render::render(&source, &parsed.diagnostics, render::Format::Short));
        } else {
            println!("{}\n{}", path.display(), dump(&parsed.module));
        }
    }
}

/// The seconds that parsing all texts takes, and how many were refused.
fn time(texts: &[(PathBuf, Vec<u8>)]) -> (f64, usize) {
    let begin = Instant::now();
    let mut refused = 0;
    for (path, bytes) in texts {
        let source = Source::from_bytes(path.to_string_lossy(), bytes);
        refused += usize::from(parse(&source).has_errors());
    }
    (begin.elapsed().as_secs_f64(), refused)
}

fn time_python(python: &str, texts: &[(PathBuf, Vec<u8>)]) -> Option<f64> {
    use std::io::Write;
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    for (path, _) in texts {
        writeln!(stdin, "{}", path.display()).ok()?;
    }
    drop(stdin);
    let output = child.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn main() {
    let mut dumps = false;
    let mut python = None;
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--dump" => dumps = true,
            "--versus" => python = arguments.next(),
            _ => collect(Path::new(&argument), &mut files),
        }
    }
    let texts: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
    if dumps {
        print_dumps(&texts);
        return;
    }
    let bytes: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
    let Some(python) = python else {
        let (seconds, refused) = time(&texts);
        println!("{} files, {bytes} bytes, {refused} refused, {seconds:.3} s", texts.len());
        return;
    };
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        ours = ours.min(time(&texts).0);
        match time_python(&python, &texts) {
            Some(seconds) => theirs = theirs.min(seconds),
            None => eprintln!("{python} did not tell a time"),
        }
    }
    println!(
        "{} files, {bytes} bytes: ours {ours:.3} s, {python} {theirs:.3} s, ratio {:.3}",
        texts.len(),
        ours / theirs
    );
}
