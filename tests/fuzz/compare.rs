//! Run a file under each implementation, compare line by line, and cut a function that differs down to a small one.

use crate::process::{Command, Done};
use crate::program::{File, Function};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// What kind of programs.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Plain,
    Native,
}

/// What was seen so far.
#[derive(Default)]
pub struct Tally {
    pub programs: u64,
    pub calls: u64,
    pub with_cpython: u64,
    pub refused: u64,
    pub different: u64,
}

/// The implementations.
pub struct Machine {
    kind: Kind,
    run: Vec<String>,
    /// `ungil check`, unless another command stands in.
    check: Option<Vec<String>>,
    python: Option<String>,
    folder: PathBuf,
}

/// The lines that a run printed, by function and call; and whether it came to its end.
type Lines = BTreeMap<(usize, usize), String>;

impl Machine {
    pub fn find(kind: Kind) -> Result<Machine, String> {
        let (run, check) = match std::env::var("UNGIL_BIN") {
            Ok(command) => (command.split_whitespace().map(String::from).collect(), None),
            Err(_) => {
                let here = std::env::current_exe().map_err(|e| e.to_string())?;
                let ungil = here.ancestors().nth(2).unwrap_or(&here).join("ungil");
                if !ungil.exists() {
                    return Err(format!("no {}: build it first (cargo build --release)", ungil.display()));
                }
                let ungil = ungil.display().to_string();
                (
                    vec![ungil.clone(), "run".into()],
                    Some(vec![ungil, "check".into(), "--message-format".into(), "short".into()]),
                )
            }
        };
        let python = ["/usr/bin/python3.11", "python3.11"].iter().map(|s| s.to_string()).find(|name| {
            Command::new(vec![name.clone(), "--version".into()])
                .run()
                .is_ok_and(|d| d.stdout.starts_with("Python 3.11"))
        });
        if python.is_none() && kind == Kind::Plain {
            return Err("ordinary programs are compared with python3.11, which is not here".into());
        }
        let folder = std::env::temp_dir().join(format!("ungil-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        Ok(Machine { kind, run, check, python, folder })
    }

    /// Compare all functions of a file.
    pub fn check(&self, file: &File, seed: u64, tally: &mut Tally) {
        tally.programs += file.functions.len() as u64;
        let file = &self.without_refused(file, tally);
        let bad = match self.differences(file, tally) {
            Ok(bad) => bad,
            Err(problem) => match self.culprit(file) {
                Some(n) => vec![(n, problem)],
                None => {
                    tally.different += 1;
                    println!("seed {seed}: the whole file fails, its functions alone do not: {problem}");
                    return;
                }
            },
        };
        for (n, _) in bad.into_iter().take(3) {
            tally.different += 1;
            let small = self.minimise(file, file.functions[n].clone());
            let alone = file.with(vec![small]);
            let why = match self.differences(&alone, &mut Tally::default()) {
                Ok(bad) => bad.into_iter().map(|(_, why)| why).collect::<Vec<_>>().join("\n"),
                Err(problem) => problem,
            };
            let text = alone.text().0;
            println!(
                "seed {seed}, function {n}:\n{}\n{why}\n",
                text.strip_prefix(&file.head).unwrap_or(&text)
            );
        }
    }

    /// The file without the functions that `ungil check` refuses.
    fn without_refused(&self, file: &File, tally: &mut Tally) -> File {
        let Some(check) = self.check.as_ref().filter(|_| self.kind == Kind::Native) else {
            return file.clone();
        };
        let (text, ranges) = file.text();
        let path = self.write(&text);
        let mut argv = check.clone();
        argv.push(path);
        let Ok(done) = self.execute(argv, &[]) else { return file.clone() };
        let mut refused = vec![false; file.functions.len()];
        for line in (done.stdout + &done.stderr).lines().filter(|l| l.contains("UG")) {
            let number: Option<usize> = line.split(':').find_map(|part| part.parse().ok());
            let hit = number.and_then(|at| ranges.iter().position(|(a, b)| (*a..=*b).contains(&at)));
            if let Some(n) = hit {
                if !refused[n] && tally.refused < 5 {
                    println!("refused: {line}");
                }
                refused[n] |= true;
                tally.refused += 1;
            }
        }
        let kept =
            file.functions.iter().zip(&refused).filter(|(_, no)| !**no).map(|(f, _)| f.clone()).collect();
        file.with(kept)
    }

    /// The functions that differ, with an account; an error if an implementation did not come to its end.
    fn differences(&self, file: &File, tally: &mut Tally) -> Result<Vec<(usize, String)>, String> {
        let path = self.write(&file.text().0);
        let shim = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shim");
        let run = |flags: &[&str], name: &str| {
            let mut argv = self.run.clone();
            if self.check.is_some() {
                argv.extend(flags.iter().map(|f| f.to_string()));
            }
            argv.push(path.clone());
            lines(self.execute(argv, &[("PYTHONPATH", shim)]), name)
        };
        let ours = run(&[], "ungil")?;
        let evaluated = match self.kind {
            Kind::Native => Some(run(&["--engine", "interp"], "ungil --engine interp")?),
            Kind::Plain => None,
        };
        let python = match &self.python {
            Some(python) => {
                // Where native code raised an error of its own, or caught one, Python's numbers may grow without end.
                let skipped = |n: usize, line: &str| {
                    self.kind == Kind::Native
                        && (added_error(line) || file.functions.get(n).is_some_and(|f| !f.cpython))
                };
                let mut skip: Vec<String> = ours
                    .iter()
                    .filter(|((n, _), line)| skipped(*n, line))
                    .map(|((n, k), _)| format!("{n}:{k}"))
                    .collect();
                skip.sort();
                let env = [
                    ("PYTHONPATH", shim),
                    ("PYTHONHASHSEED", "0"),
                    ("PYTHONDONTWRITEBYTECODE", "1"),
                    ("UNGIL_FUZZ_SKIP", &skip.join(",")),
                ];
                Some(lines(self.execute(vec![python.clone(), path.clone()], &env), "CPython")?)
            }
            None => None,
        };
        let mut bad = Vec::new();
        for (n, function) in file.functions.iter().enumerate() {
            let mut problems = Vec::new();
            for k in 0..function.calls.len() {
                let key = (n, k);
                let get = |l: &Lines| l.get(&key).cloned().unwrap_or_else(|| "<no line>".into());
                let mine = get(&ours);
                tally.calls += 1;
                if let Some(other) = evaluated.as_ref().map(&get).filter(|other| *other != mine) {
                    problems.push(format!("call {k}:\n  native    {mine}\n  evaluator {other}"));
                }
                let Some(theirs) = python.as_ref().filter(|_| function.cpython).map(&get) else { continue };
                if self.kind == Kind::Native && added_error(&mine) {
                    continue;
                }
                tally.with_cpython += 1;
                let same = match self.kind {
                    Kind::Plain => mine == theirs,
                    Kind::Native => without_message(&mine) == without_message(&theirs),
                };
                if !same {
                    problems.push(format!("call {k}:\n  ungil   {mine}\n  CPython {theirs}"));
                }
            }
            if !problems.is_empty() {
                bad.push((n, problems.join("\n")));
            }
        }
        Ok(bad)
    }

    /// The first function that makes a process fail when it stands alone.
    fn culprit(&self, file: &File) -> Option<usize> {
        let fails = |range: std::ops::Range<usize>| {
            self.differences(&file.with(file.functions[range].to_vec()), &mut Tally::default()).is_err()
        };
        let (mut low, mut high) = (0, file.functions.len());
        if !fails(low..high) {
            return None;
        }
        while high - low > 1 {
            let middle = (low + high) / 2;
            match (fails(low..middle), fails(middle..high)) {
                (true, _) => high = middle,
                (_, true) => low = middle,
                _ => return None,
            }
        }
        Some(low)
    }

    /// Take nodes and calls away as long as the function still differs.
    fn minimise(&self, file: &File, mut function: Function) -> Function {
        let differs =
            |f: &Function| match self.differences(&file.with(vec![f.clone()]), &mut Tally::default()) {
                Ok(bad) => !bad.is_empty(),
                Err(problem) => !problem.starts_with("CPython"),
            };
        let refused = |f: &Function| {
            self.without_refused(&file.with(vec![f.clone()]), &mut Tally::default()).functions.is_empty()
        };
        for call in function.calls.clone() {
            let one = Function { calls: vec![call], ..function.clone() };
            if differs(&one) {
                function = one;
                break;
            }
        }
        let mut tries = 0;
        let mut n = 0;
        while n < function.size() && tries < 300 {
            tries += 1;
            let smaller = [true, false].map(|keep| function.without(n, keep));
            match smaller.into_iter().rev().find(|f| f.size() < function.size() && !refused(f) && differs(f))
            {
                Some(f) => function = f,
                None => n += 1,
            }
        }
        function
    }

    fn write(&self, text: &str) -> String {
        let path = self.folder.join("batch.py");
        if let Err(e) = std::fs::write(&path, text) {
            eprintln!("fuzz: {}: {e}", path.display());
        }
        path.display().to_string()
    }

    fn execute(&self, argv: Vec<String>, env: &[(&str, &str)]) -> std::io::Result<Done> {
        let mut command = Command::new(argv);
        command.limit = Duration::from_secs(120);
        for (name, value) in env {
            command = command.env(name, value);
        }
        command.run()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The lines `N K TEXT` of a run that ended well.
fn lines(done: std::io::Result<Done>, name: &str) -> Result<Lines, String> {
    let done = done.map_err(|e| format!("{name}: {e}"))?;
    if done.timed_out {
        return Err(format!("{name}: ran into the time limit"));
    }
    if done.status != Some(0) {
        let tail: Vec<&str> = done.stderr.lines().rev().take(5).collect();
        return Err(format!(
            "{name}: status {:?}: {}",
            done.status,
            tail.into_iter().rev().collect::<Vec<_>>().join("\n    ")
        ));
    }
    let mut found = Lines::new();
    for line in done.stdout.lines() {
        let mut parts = line.splitn(3, ' ');
        if let (Some(n), Some(k), Some(text)) = (parts.next(), parts.next(), parts.next())
            && let (Ok(n), Ok(k)) = (n.parse(), k.parse())
        {
            found.insert((n, k), text.into());
        }
    }
    Ok(found)
}

/// Whether the native tier raised one of the errors that it adds to Python's.
fn added_error(line: &str) -> bool {
    ["raised OverflowError", "raised AliasError", "raised RecursionError", "raised ValueError"]
        .iter()
        .any(|e| line.starts_with(e))
}

/// A line without the text of its exception.
fn without_message(line: &str) -> String {
    match (line.strip_prefix("raised "), line.split_once(" | ")) {
        (Some(rest), Some((_, arrays))) => {
            format!("raised {} | {arrays}", rest.split(':').next().unwrap_or(""))
        }
        (Some(rest), None) => format!("raised {}", rest.split(':').next().unwrap_or("")),
        _ => line.into(),
    }
}
