//! Parses every `.py` file below the given folders and tells how long that took.
//!
//! `parse_all [--dump] FOLDER…`: with `--dump` the tree of each file is printed after its path; without, the time.

use std::path::{Path, PathBuf};
use std::time::Instant;
use ungil_grammar::{Source, dump, parse, render};

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

fn main() {
    let mut dumps = false;
    let mut files = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--dump" => dumps = true,
            _ => collect(Path::new(&argument), &mut files),
        }
    }
    let texts: Vec<(PathBuf, Vec<u8>)> =
        files.into_iter().filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect();
    let bytes: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
    let begin = Instant::now();
    let mut refused = 0;
    for (path, bytes) in &texts {
        let source = Source::from_bytes(path.to_string_lossy(), bytes);
        let parsed = parse(&source);
        refused += usize::from(parsed.has_errors());
        if dumps {
            if parsed.has_errors() {
                print!("{}", render::render(&source, &parsed.diagnostics, render::Format::Short));
            } else {
                println!("{}\n{}", path.display(), dump(&parsed.module));
            }
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    if !dumps {
        let files = texts.len();
        println!("{files} files, {bytes} bytes, {refused} refused, {seconds:.3} s");
    }
}
