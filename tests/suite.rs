//! The one harness for test programs: it finds them, runs each in a process of its own and compares what it did with
//! the expectations in its comments. Every test below is the same set of programs in another mode.
//!
//! `UNGIL_FILTER=closures cargo test --test suite` runs a part; `UNGIL_BIN=python3.11` lets another interpreter stand in;
//! `UNGIL_NOT_YET=1` runs the programs of `tests/not_yet.txt` too; `UNGIL_BLESS=1` rewrites golden messages.

mod support;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use support::expect::Expected;
use support::process::Command;

/// How the programs are run: flags of `ungil run`, environment, and whether programs marked slow are left out.
#[derive(Clone, Default)]
struct Mode {
    name: &'static str,
    flags: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
    stress: bool,
    oracle: Option<String>,
}

impl Mode {
    /// Whether a program takes part: `# slow` and `# engines:` keep it out of some modes.
    fn takes(&self, expected: &Expected) -> bool {
        if self.oracle.is_some() && !expected.oracle || self.stress && expected.slow {
            return false;
        }
        let engine = match self.flags {
            ["--engine", engine, ..] => engine,
            _ => "native",
        };
        expected.engines.as_ref().is_none_or(|only| self.oracle.is_some() || only.iter().any(|e| e == engine))
    }
}

/// What is wrong with one program in one mode.
fn check_program(path: &Path, mode: &Mode) -> Option<String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => return Some(e.to_string()),
    };
    let expected = Expected::parse(&text);
    if !mode.takes(&expected) || !expected.refusals.is_empty() {
        return None;
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut argv = match &mode.oracle {
        Some(python) => vec![python.clone()],
        None => support::run_command(),
    };
    if mode.oracle.is_none() && !support::stand_in() {
        argv.extend(mode.flags.iter().map(|f| f.to_string()));
    }
    argv.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    argv.extend(expected.args.iter().cloned());
    let mut command = Command::new(argv);
    command.folder = Some(folder.into());
    command.stdin = expected.stdin.clone().into_bytes();
    command.limit = Duration::from_secs(if mode.stress { 120 } else { 30 });
    if mode.oracle.is_some() || support::stand_in() {
        let shim = support::root().join("tests/shim").display().to_string();
        command =
            command.env("PYTHONPATH", &shim).env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONHASHSEED", "0");
    }
    for (name, value) in mode.env {
        command = command.env(name, value);
    }
    match command.run() {
        Ok(done) => expected.mismatch(&done, folder),
        Err(e) => Some(format!("cannot run: {e}")),
    }
}

/// Run `check` on every path, on two threads, and fail with a report of all problems.
fn for_all(what: &str, paths: &[std::path::PathBuf], check: impl Fn(&Path) -> Option<String> + Sync) {
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(problem) = check(path) {
                        problems.lock().unwrap().push((support::short(path), problem));
                    }
                }
            });
        }
    });
    let mut problems = problems.into_inner().unwrap();
    problems.sort();
    if problems.is_empty() {
        return;
    }
    let mut report = format!("\n{what}: {} of {} programs fail\n", problems.len(), paths.len());
    for (n, (path, problem)) in problems.iter().enumerate() {
        report += &if n < 25 { format!("\n{path}\n  {problem}\n") } else { format!("\n{path}") };
    }
    panic!("{report}");
}

/// The programs of a folder that are expected to pass.
fn ready(folder: &str) -> Vec<std::path::PathBuf> {
    let mut paths = support::programs(folder);
    if std::env::var_os("UNGIL_NOT_YET").is_none() && !support::stand_in() {
        let later = support::not_yet();
        let before = paths.len();
        paths.retain(|path| !later.iter().any(|start| support::short(path).starts_with(start.as_str())));
        if paths.len() < before {
            println!("{folder}: {} programs wait in tests/not_yet.txt", before - paths.len());
        }
    }
    paths
}

fn run_all(folder: &str, mode: Mode) {
    for_all(&format!("{folder}, {}", mode.name), &ready(folder), |path| check_program(path, &mode));
}

#[test]
fn lang() {
    run_all("tests/lang", Mode { name: "default", ..Mode::default() });
}

#[test]
fn lang_collect_at_every_safepoint() {
    let env = &[("UNGIL_GC_STRESS", "1")];
    run_all("tests/lang", Mode { name: "UNGIL_GC_STRESS=1", env, stress: true, ..Mode::default() });
}

#[test]
fn lang_switch_at_every_poll() {
    let env = &[("UNGIL_SWITCH_STRESS", "1")];
    run_all("tests/lang", Mode { name: "UNGIL_SWITCH_STRESS=1", env, stress: true, ..Mode::default() });
}

#[test]
fn nogil() {
    run_all("tests/nogil", Mode { name: "default", ..Mode::default() });
}

#[test]
fn nogil_evaluated() {
    run_all(
        "tests/nogil",
        Mode { name: "--engine interp", flags: &["--engine", "interp"], ..Mode::default() },
    );
}

#[test]
fn nogil_as_bytecode() {
    run_all(
        "tests/nogil",
        Mode { name: "--engine bytecode", flags: &["--engine", "bytecode"], ..Mode::default() },
    );
}

#[test]
fn nogil_native_against_evaluator() {
    run_all("tests/nogil", Mode { name: "--verify-native", flags: &["--verify-native"], ..Mode::default() });
}

#[test]
fn nogil_on_1_2_and_8_threads() {
    run_all("tests/nogil", Mode { name: "1 thread", env: &[("UNGIL_THREADS", "1")], ..Mode::default() });
    run_all("tests/nogil", Mode { name: "2 threads", env: &[("UNGIL_THREADS", "2")], ..Mode::default() });
    run_all("tests/nogil", Mode { name: "8 threads", env: &[("UNGIL_THREADS", "8")], ..Mode::default() });
}

#[test]
fn nogil_collect_and_switch_at_every_safepoint() {
    let env = &[("UNGIL_GC_STRESS", "1"), ("UNGIL_SWITCH_STRESS", "1")];
    run_all("tests/nogil", Mode { name: "both stress modes", env, stress: true, ..Mode::default() });
}

/// The expectations themselves: CPython prints them too.
#[test]
fn cpython_agrees_with_the_expectations() {
    let Some(python) = support::cpython() else {
        println!("no python3.11 here: the expectations are not compared with CPython");
        return;
    };
    for folder in ["tests/lang", "tests/nogil"] {
        let mode = Mode { name: "CPython", oracle: Some(python.clone()), ..Mode::default() };
        for_all(&format!("{folder}, CPython 3.11"), &support::programs(folder), |path| {
            check_program(path, &mode)
        });
    }
}

/// Programs that must be refused: `ungil check` reports exactly the codes at the lines that say so.
#[test]
fn refusals() {
    if support::stand_in() {
        return;
    }
    for_all("tests/nogil, refusals", &ready("tests/nogil"), |path| {
        let expected = Expected::parse(&std::fs::read_to_string(path).ok()?);
        if expected.refusals.is_empty() {
            return None;
        }
        let argv = [env!("CARGO_BIN_EXE_ungil"), "check", "--message-format", "short", path.to_str()?];
        let done = Command::new(argv.map(String::from).to_vec()).run().ok()?;
        let text = done.stdout + &done.stderr;
        let mut got: Vec<(usize, String)> = text.lines().filter_map(short_diagnostic).collect();
        got.sort();
        got.dedup();
        let mut want = expected.refusals.clone();
        want.sort();
        if got != want {
            return Some(format!(
                "reported {got:?}\n  expected {want:?}\n    {}",
                text.replace('\n', "\n    ")
            ));
        }
        let warnings_only = want.iter().all(|(_, code)| code == "UG331");
        let status = i32::from(!warnings_only);
        (done.status != Some(status)).then(|| format!("exit status {:?}, expected {status}", done.status))
    });
}

/// Line and code of one line of the short message format: `FILE:LINE:COLUMN: error[UG301]: TEXT`.
fn short_diagnostic(line: &str) -> Option<(usize, String)> {
    let code = line.split("UG").nth(1)?.get(..3).filter(|c| c.bytes().all(|b| b.is_ascii_digit()))?;
    let number = line.split(':').find_map(|part| part.parse().ok())?;
    Some((number, format!("UG{code}")))
}

/// The rendered messages of programs that do not parse, beside them in `.txt` files.
#[test]
fn syntax_errors() {
    if support::stand_in() {
        return;
    }
    let bless = std::env::var_os("UNGIL_BLESS").is_some();
    for_all("tests/syntax_errors", &ready("tests/syntax_errors"), |path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let mut command = Command::new(vec![env!("CARGO_BIN_EXE_ungil").into(), "check".into(), name]);
        command.folder = path.parent().map(Into::into);
        let done = command.run().ok()?;
        if done.status != Some(1) {
            return Some(format!("exit status {:?}, expected 1\n{}", done.status, done.stderr));
        }
        let golden = path.with_extension("txt");
        let got = done.stdout + &done.stderr;
        if bless {
            return std::fs::write(&golden, got).err().map(|e| e.to_string());
        }
        let want = std::fs::read_to_string(&golden).unwrap_or_default();
        (want != got).then(|| format!("expected:\n{want}\n  got:\n{got}"))
    });
}
