//! The real oracle: CPython 3.11's own library. Each of its files is accepted or refused as `ast.parse` does, and the
//! dumps of all accepted ones are equal. Without a `python3.11` the files in `tests/files` stand in, with dumps made
//! beforehand.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use ungil_grammar::dump::dump_with_places;
use ungil_grammar::{Parsed, Source, dump, parse};

/// Walks the library and writes for each file a record: path, "ok" or "bad", length of the dump, dump.
const SCRIPT: &str = r#"
import ast, os, sys, sysconfig, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
roots = [sysconfig.get_paths()["stdlib"]] + sys.argv[2:]
out = open(sys.argv[1], "wb")
seen = set()
for root in roots:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in ("__pycache__", "site-packages", "dist-packages"))
        for name in sorted(files):
            if not name.endswith((".py", ".pyw")):
                continue
            path = os.path.join(folder, name)
            if os.path.realpath(path) in seen:
                continue
            seen.add(os.path.realpath(path))
            with open(path, "rb") as file:
                data = file.read()
            try:
                tree = ast.parse(data)
                text = ast.dump(tree)
                # Places take long: all of them only if more folders were asked for.
                if len(seen) % 4 == 0 or len(roots) > 1:
                    text += "\n" + ast.dump(tree, include_attributes=True)
                verdict = "ok"
            except (SyntaxError, ValueError) as error:
                text, verdict = str(error), "bad"
            text = text.encode("utf-8", "surrogatepass")
            out.write(f"{verdict} {len(text)} {path}\n".encode("utf-8", "surrogateescape") + text)
out.close()
"#;

/// A `python3.11`, the system's one first.
fn python() -> Option<PathBuf> {
    ["/usr/bin/python3.11", "python3.11"].iter().map(PathBuf::from).find(|python| {
        let version = Command::new(python).args(["-c", "import sys; print(sys.version_info[:2])"]).output();
        version.is_ok_and(|output| output.stdout.starts_with(b"(3, 11)"))
    })
}

/// Folders with more files of CPython's, named by the environment: paths joined with `:`.
fn more_folders() -> Vec<String> {
    let folders = std::env::var("UNGIL_ORACLE_PATH").unwrap_or_default();
    folders.split(':').filter(|folder| !folder.is_empty()).map(str::to_owned).collect()
}

struct Record {
    path: PathBuf,
    accepted: bool,
    dump: Vec<u8>,
}

fn records(mut bytes: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    while !bytes.is_empty() {
        let end = bytes.iter().position(|byte| *byte == b'\n').expect("a header line");
        let header = std::str::from_utf8(&bytes[..end]).expect("paths are UTF-8");
        let mut words = header.splitn(3, ' ');
        let accepted = words.next() == Some("ok");
        let length: usize = words.next().and_then(|word| word.parse().ok()).expect("a length");
        let path = PathBuf::from(words.next().expect("a path"));
        records.push(Record { path, accepted, dump: bytes[end + 1..end + 1 + length].to_vec() });
        bytes = &bytes[end + 1 + length..];
    }
    records
}

/// What is different, in one line.
fn difference(record: &Record) -> Option<String> {
    let bytes = std::fs::read(&record.path).expect("the file was readable a moment ago");
    let source = Source::from_bytes(record.path.to_string_lossy(), &bytes);
    let parsed = parse(&source);
    let path = record.path.display();
    match (record.accepted, parsed.has_errors()) {
        (true, true) => {
            let first = &parsed.diagnostics[0];
            let place = source.line_col(first.primary.span.start);
            Some(format!("{path}:{}:{}: refused: {}", place.line, place.column, first.message))
        }
        (false, false) => {
            Some(format!("{path}: accepted; CPython: {}", String::from_utf8_lossy(&record.dump)))
        }
        (false, true) => None,
        (true, false) => {
            let ours = dump(&parsed.module);
            let end = record.dump.iter().position(|byte| *byte == b'\n').unwrap_or(record.dump.len());
            let (theirs, places) = record.dump.split_at(end);
            if ours.as_bytes() == theirs {
                return difference_of_places(&parsed, &source, places).map(|text| format!("{path}: {text}"));
            }
            Some(format!("{path}: {}", first_difference(ours.as_bytes(), theirs)))
        }
    }
}

fn first_difference(ours: &[u8], theirs: &[u8]) -> String {
    let at = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let around = |text: &[u8]| {
        let part = &text[at.saturating_sub(80).min(text.len())..(at + 80).min(text.len())];
        String::from_utf8_lossy(part).into_owned()
    };
    format!("dumps differ\n  ours: …{}…\n  CPython: …{}…", around(ours), around(theirs))
}

/// Compares lines and columns, but not within f-strings, where those of CPython 3.11 are often wrong.
fn difference_of_places(parsed: &Parsed, source: &Source, theirs: &[u8]) -> Option<String> {
    let theirs = theirs.strip_prefix(b"\n")?;
    let ours = without_fstrings(dump_with_places(&parsed.module, source).as_bytes());
    let theirs = without_fstrings(theirs);
    (ours != theirs).then(|| first_difference(&ours, &theirs))
}

/// A dump without what stands in the lists of `JoinedStr`.
fn without_fstrings(dump: &[u8]) -> Vec<u8> {
    let mark = b"JoinedStr(values=[";
    let mut out = Vec::with_capacity(dump.len());
    let mut at = 0;
    while at < dump.len() {
        let is_string = matches!(dump[at], b'\'' | b'"');
        if is_string || dump[at..].starts_with(mark) {
            let end = if is_string { string_end(dump, at) } else { list_end(dump, at + mark.len()) };
            out.extend_from_slice(if is_string { &dump[at..end] } else { b"JoinedStr(" });
            at = end;
        } else {
            out.push(dump[at]);
            at += 1;
        }
    }
    out
}

/// The end of the `repr` of a string.
fn string_end(dump: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while dump[at] != dump[start] {
        at += if dump[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The end of a list whose `[` was read.
fn list_end(dump: &[u8], mut at: usize) -> usize {
    let mut depth = 1;
    while depth > 0 {
        match dump[at] {
            b'\'' | b'"' => {
                at = string_end(dump, at);
                continue;
            }
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

fn check(records: &[Record]) {
    let accepted = records.iter().filter(|record| record.accepted).count();
    let differences: Vec<String> = records.iter().filter_map(difference).collect();
    println!("{} files compared, {accepted} of them accepted by CPython", records.len());
    let shown: Vec<&str> = differences.iter().take(20).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), shown.join("\n"));
}

#[test]
fn standard_library() {
    let Some(python) = python() else {
        println!("skipped: there is no python3.11 here");
        return;
    };
    let folder = std::env::temp_dir().join(format!("ungil-oracle-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let (script, output) = (folder.join("oracle.py"), folder.join("dumps"));
    let mut file = std::fs::File::create(&script).expect("a temporary file");
    file.write_all(SCRIPT.as_bytes()).expect("space for the script");
    let status = Command::new(python).arg(&script).arg(&output).args(more_folders()).status();
    assert!(status.expect("python runs").success());
    let bytes = std::fs::read(&output).expect("the dumps");
    std::fs::remove_dir_all(&folder).expect("the temporary folder is ours");
    let records = records(&bytes);
    assert!(records.len() > 100, "only {} files found", records.len());
    check(&records);
}

/// `NAME.py` with `NAME.dump` beside it; a file without a dump must be refused.
#[test]
fn own_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("tests/files").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "py") {
            let dump = std::fs::read(path.with_extension("dump")).ok();
            found.push(Record { path, accepted: dump.is_some(), dump: dump.unwrap_or_default() });
        }
    }
    assert!(found.len() >= 8, "only {} files found", found.len());
    check(&found);
}
