//! What would need more memory than `--max-memory` allows is a MemoryError with a traceback, whoever asks for it: the
//! process goes on and ends with status 1.

use std::process::Command;

const TOO_LARGE: &[&str] = &[
    "open('/dev/zero', 'rb').read()",
    "open('/dev/zero', 'rb').read(10**13)",
    "open('/dev/zero').readline()",
    "import io\nb = io.BytesIO()\nb.seek(10**13)\nb.write(b'x')",
    "import io\nb = io.StringIO()\nb.seek(10**13)\nb.write('x')",
    "('a' * 10_000).translate({97: 'b' * 10_000_000})",
    "import re\nre.sub('a', 'b' * 10**6, 'a' * 10**6)",
    "import re\nre.sub('(a)', r'\\1' * 10**4, 'a' * 10**6)",
    "import random\nrandom.randbytes(10**12)",
    "import random\nrandom.getrandbits(10**12)",
    "list(range(10**30))",
    "b'x'.join([b'a' * 10**6] * 10**5)",
    "'{:>{}}'.format(1, 10**12)",
];

#[test]
fn what_does_not_fit_is_a_memory_error() {
    for (number, program) in TOO_LARGE.iter().enumerate() {
        let file = format!("{}/too_large_{number}.py", env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(&file, program).expect("a place for programs");
        let done = Command::new(env!("CARGO_BIN_EXE_ungil"))
            .args(["run", "--max-memory", "200M", &file])
            .output()
            .expect("it starts");
        let errors = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{program}: {errors}");
        assert!(errors.trim_end().ends_with("MemoryError"), "{program}: {errors}");
        assert!(errors.starts_with("Traceback"), "{program}: {errors}");
    }
}

#[test]
fn a_wrong_size_is_said() {
    let done = Command::new(env!("CARGO_BIN_EXE_ungil"))
        .args(["-c", "pass"])
        .env("UNGIL_MAX_MEMORY", "much")
        .output()
        .expect("it starts");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("'much' is no size"));
}
