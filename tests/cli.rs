//! The command: ways to name a program, exit statuses, message formats, stages. `docs/cli.md` says the same to people.

mod support;

use std::path::PathBuf;
use std::time::Duration;
use support::process::{Command, Done};

/// Whether the command cannot do this yet.
fn waits() -> bool {
    let waits = support::stand_in() || support::not_yet().iter().any(|l| l == "cli/");
    if waits {
        println!("cli/ waits in tests/not_yet.txt");
    }
    waits
}

fn ungil(words: &[&str], stdin: &str) -> Done {
    let mut argv = vec![env!("CARGO_BIN_EXE_ungil").to_string()];
    argv.extend(words.iter().map(|w| w.to_string()));
    let mut command = Command::new(argv);
    command.stdin = stdin.into();
    command.run().unwrap()
}

/// A file with a text, gone at the end of the test.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, text: &str) -> Temporary {
        let folder = std::env::temp_dir().join(format!("ungil-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        Temporary(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

const NATIVE: &str = "from ungil import View, f64, i64, nogil\n\n@nogil\ndef total(a: View[f64]) -> f64:\n    s = 0.0\n    \
                      for i in range(len(a)):\n        s += a[i]\n    return s\n";

#[test]
fn programs_are_named_in_five_ways() {
    if waits() {
        return;
    }
    let file = Temporary::new("hello.py", "import sys\nprint('hello', sys.argv[1:], __name__)\n");
    for words in [&["run", file.path(), "a", "-b"][..], &[file.path(), "a", "-b"]] {
        assert_eq!(ungil(words, "").stdout, "hello ['a', '-b'] __main__\n");
    }
    assert_eq!(ungil(&["-c", "import sys; print(sys.argv)", "x"], "").stdout, "['-c', 'x']\n");
    assert_eq!(ungil(&["-"], "print(1 + 1)\n").stdout, "2\n");
    let mut command =
        Command::new([env!("CARGO_BIN_EXE_ungil"), "-m", "hello", "z"].map(String::from).to_vec());
    command.folder = file.0.parent().map(Into::into);
    assert_eq!(command.run().unwrap().stdout, "hello ['z'] __main__\n");
}

#[test]
fn exit_statuses() {
    if waits() {
        return;
    }
    for (text, status) in [
        ("print(1)", 0),
        ("1 / 0", 1),
        ("def f(:", 1),
        ("import sys; sys.exit(7)", 7),
        ("raise SystemExit", 0),
        ("raise SystemExit('text')", 1),
        ("raise KeyboardInterrupt", 130),
    ] {
        let done = ungil(&["-c", text], "");
        assert_eq!(done.status, Some(status), "{text}: {}", done.stderr);
    }
    for words in [&["run"][..], &["--no-such-flag"], &["check"], &["dis", "x.py", "--emit", "nothing"]] {
        assert_eq!(ungil(words, "").status, Some(2), "{words:?}");
    }
    assert_eq!(ungil(&["/no/such/file.py"], "").status, Some(2));
    assert_eq!(ungil(&["check", "/no/such/file.py"], "").status, Some(2));
}

#[test]
fn a_syntax_error_stops_before_the_first_line() {
    if waits() {
        return;
    }
    let done = ungil(&["-c", "print('ran')\ndef f(:\n    pass\n"], "");
    assert_eq!((done.stdout.as_str(), done.status), ("", Some(1)));
    assert!(done.stderr.contains("UG0"), "{}", done.stderr);
}

#[test]
fn check_reports_in_three_formats() {
    if waits() {
        return;
    }
    let good = Temporary::new("good.py", NATIVE);
    let done = ungil(&["check", good.path()], "");
    assert_eq!((done.stdout.as_str(), done.status), ("", Some(0)));
    let bad = Temporary::new("bad.py", "x = 1\nif x = 2:\n    pass\ny = (\n");
    let human = ungil(&["check", bad.path()], "");
    assert_eq!(human.status, Some(1));
    assert!(human.stdout.contains("if x = 2:"), "{}", human.stdout);
    let short = ungil(&["check", "--message-format", "short", bad.path()], "").stdout;
    let lines: Vec<&str> = short.lines().collect();
    assert!(lines.len() >= 2 && lines.iter().all(|l| l.contains("bad.py:") && l.contains("UG0")), "{short}");
    let json = ungil(&["check", "--message-format", "json", bad.path()], "").stdout;
    for line in json.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(value["code"].as_str().is_some_and(|c| c.starts_with("UG0")), "{line}");
    }
}

#[test]
fn every_stage_is_printed() {
    if waits() {
        return;
    }
    let file = Temporary::new("stages.py", NATIVE);
    for stage in ["tokens", "ast", "hir", "bytecode", "tir", "clif", "asm"] {
        let done = ungil(&["dis", file.path(), "--emit", stage], "");
        assert_eq!(done.status, Some(0), "{stage}: {}", done.stderr);
        assert!(!done.stdout.trim().is_empty(), "{stage} prints nothing");
    }
    let both = ungil(&["dis", file.path(), "--emit", "bytecode,tir"], "");
    assert_eq!(both.status, Some(0), "{}", both.stderr);
}

#[test]
fn check_fix_mends_the_file() {
    if waits() {
        return;
    }
    let file = Temporary::new("mend.py", "from ungil import prange\nfor i in prange(3):\n    pass\n");
    let done = ungil(&["check", "--fix", file.path()], "");
    assert_eq!(done.status, Some(0), "{}", done.stdout);
    assert!(done.stderr.contains("1 fix applied"), "{}", done.stderr);
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert_eq!(text, "from ungil import prange\nfor i in prange(3, nogil=True):\n    pass\n");
}

#[test]
fn annotate_writes_a_page() {
    if waits() {
        return;
    }
    let file = Temporary::new("page.py", NATIVE);
    let page = format!("{}.html", file.path());
    let done = ungil(&["annotate", file.path(), "-o", &page], "");
    assert_eq!((done.stdout.as_str(), done.status), ("", Some(0)), "{}", done.stderr);
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.starts_with("<!DOCTYPE html>") && text.contains("serial loop"), "{text}");
    assert!(ungil(&["annotate", file.path()], "").stdout.starts_with("<!DOCTYPE html>"));
}

#[test]
fn perf_is_given_the_names_of_functions() {
    if waits() {
        return;
    }
    let text = format!("import os\nfrom ungil import zeros\n{NATIVE}total(zeros(3))\nprint(os.getpid())\n");
    let file = Temporary::new("perf.py", &text);
    let command =
        Command::new(vec![env!("CARGO_BIN_EXE_ungil").into(), file.path().into()]).env("UNGIL_PERF_MAP", "1");
    let done = command.run().unwrap();
    let path = std::env::temp_dir().join(format!("perf-{}.map", done.stdout.trim()));
    let map = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    assert!(map.lines().any(|line| line.ends_with(" ungil:total")), "{map}");
}

#[test]
fn a_closed_pipe_is_no_crash() {
    if waits() {
        return;
    }
    let script = format!("{} -c \"for i in range(100000): print(i)\" | head -1", env!("CARGO_BIN_EXE_ungil"));
    let done = Command::new(vec!["sh".into(), "-c".into(), script]).run().unwrap();
    assert_eq!(done.stdout, "0\n");
    assert!(!done.stderr.contains("panicked"), "{}", done.stderr);
}

/// Ctrl-C reaches bytecode and native loops, `time.sleep`, and arithmetic on huge ints.
#[test]
fn interrupts_stop_every_loop() {
    if waits() {
        return;
    }
    let native = "from ungil import i64, nogil\n@nogil\ndef spin(n: i64) -> i64:\n    k = 0\n    while n > 0:\n        k ^= n\n    return k\n\
                  print('go', flush=True)\nspin(1)\n";
    let bytecode = "print('go', flush=True)\nwhile True: pass\n";
    let sleep = "import time\nprint('go', flush=True)\ntime.sleep(60)\n";
    let locked = "from ungil import gil, nogil\ndef spin(n):\n    with nogil:\n        for i in range(n):\n            with gil:\n                x = [i]\n\
                  print('go', flush=True)\nspin(10**12)\n";
    let parallel = "from ungil import nogil, prange\ndef spin(n):\n    s = 0\n    with nogil:\n        for i in prange(n):\n            s += i % 7\n    return s\n\
                    print('go', flush=True)\nspin(10**15)\n";
    let power = "print('go', flush=True)\n10 ** 10 ** 8\n";
    let factorial = "import math\nprint('go', flush=True)\nmath.factorial(10**7)\n";
    let digits =
        "import sys\nsys.set_int_max_str_digits(0)\nx = 1 << 10**8\nprint('go', flush=True)\nstr(x)\n";
    for text in [native, locked, parallel, bytecode, sleep, power, factorial, digits] {
        let file = Temporary::new("spin.py", text);
        let script = format!(
            "'{}' '{}' > '{}.out' & p=$!; while ! grep -q go '{}.out'; do sleep 0.02; done; sleep 0.1; kill -INT $p; wait $p; echo $?",
            env!("CARGO_BIN_EXE_ungil"),
            file.path(),
            file.path(),
            file.path()
        );
        // A shell ignores SIGINT for its background jobs unless it runs with job control.
        let mut command = Command::new(vec!["bash".into(), "-mc".into(), script]);
        command.limit = Duration::from_secs(20);
        let done = command.run().unwrap();
        assert!(!done.timed_out, "not interrupted: {text}");
        assert_eq!(done.stdout.lines().last(), Some("130"), "{text}\n{}", done.stderr);
        assert!(done.stderr.contains("KeyboardInterrupt"), "{}", done.stderr);
    }
}

#[test]
fn examples_run() {
    if waits() {
        return;
    }
    let folder = Temporary::new("picture.ppm", "");
    for (name, args) in [
        ("mandelbrot", &[folder.path(), "120", "60"][..]),
        ("gil_facts", &["200"]),
        ("nbody", &["1000"]),
        ("pi_prange", &["100000"]),
        ("primes", &["20000"]),
        ("word_count", &[]),
        ("life", &["30", "40"]),
    ] {
        let path = support::root().join(format!("examples/{name}.py")).display().to_string();
        let mut words = vec!["run", &path];
        words.extend(args);
        let done = ungil(&words, "");
        assert_eq!(done.status, Some(0), "{name}: {}", done.stderr);
        assert!(!done.stdout.is_empty(), "{name} prints nothing");
    }
    assert_eq!(std::fs::read(&folder.0).unwrap().len(), "P6\n120 90\n255\n".len() + 120 * 90 * 3);
}

/// Regions know what earlier inputs of a session bound, and what is bound anew counts at once.
#[test]
fn a_session_has_native_code() {
    let inputs = "from ungil import nogil, prange, i64, zeros\nimport ungil as u\nimport math\nN = 5\n\
                  @nogil\ndef f(x: i64) -> i64:\n    return x + N\n\nf(1)\nN = 7\nf(1)\n\
                  @nogil\ndef g(x: i64) -> i64:\n    return f(x) * 2\n\ng(10)\n\
                  @nogil\ndef f(x: i64) -> i64:\n    return x\n\ng(10)\n\
                  a = zeros(1000, i64)\ns = 0\n\
                  with nogil:\n    for i in prange(len(a)):\n        a[i] = i\n        s += f(i)\n\n(s, a[999])\n\
                  with u.nogil:\n    t = math.sqrt(N + 2)\n\nt\n";
    let done = ungil(&["repl"], inputs);
    assert_eq!(done.stdout, "6\n8\n34\n20\n(499500, 999)\n3.0\n", "{}", done.stderr);
    let rebound = ungil(&["repl"], "from ungil import nogil\nnogil = 3\nwith nogil:\n    x = 1\n\n");
    assert!(rebound.stderr.contains("TypeError"), "{}", rebound.stderr);
}

/// As Python does, a plain `ungil` runs the program on standard input if that is no terminal.
#[test]
fn a_program_on_standard_input() {
    let done = ungil(&[], "2 + 3\nprint(__name__)\n");
    assert_eq!(done.stdout, "__main__\n", "{}", done.stderr);
    let session = ungil(&["repl"], "import atexit\natexit.register(print, 'bye') and None\n2 + 3\n");
    assert_eq!(session.stdout, "5\nbye\n", "{}", session.stderr);
}
