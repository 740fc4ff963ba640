//! A generator of random programs, and the comparison of what they print under several implementations.
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example fuzz -- plain  --count 100000 --seed 1    # ordinary code against CPython
//! cargo run --release --example fuzz -- native --count 100000 --seed 1    # native code against evaluator and CPython
//! ```
//!
//! A program is one function. Many stand in one file, so that a process evaluates hundreds; each is called with several
//! arguments and prints one line a call. A function whose lines differ is cut down to a small one and shown. The same
//! seed makes the same programs. Exit status 1 if anything differed.

mod compare;
mod native;
mod plain;
#[path = "../support/process.rs"]
#[allow(dead_code)]
mod process;
mod program;
mod rng;

use compare::{Kind, Machine};
use rng::Rng;

const USAGE: &str = "usage: fuzz plain|native [--count N] [--seed N] [--batch N] [--show]
  --count  how many programs (10000)      --batch  programs a file (250)
  --seed   the first file's seed (1)      --show   print the first file and stop
  UNGIL_BIN: the command that runs a program, instead of `ungil run` beside this executable";

fn main() {
    let mut args = std::env::args().skip(1);
    let kind = match args.next().as_deref() {
        Some("plain") => Kind::Plain,
        Some("native") => Kind::Native,
        _ => usage(),
    };
    let (mut count, mut seed, mut batch, mut show) = (10_000, 1, 250, false);
    while let Some(flag) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse().ok()).unwrap_or_else(|| usage());
        match flag.as_str() {
            "--count" => count = number(),
            "--seed" => seed = number(),
            "--batch" => batch = number().max(1),
            "--show" => show = true,
            _ => usage(),
        }
    }
    if show {
        let file = make(kind, seed, batch as usize);
        print!("{}", file.text().0);
        return;
    }
    let machine = Machine::find(kind).unwrap_or_else(|problem| {
        eprintln!("fuzz: {problem}");
        std::process::exit(2);
    });
    let start = std::time::Instant::now();
    let mut total = compare::Tally::default();
    let mut file_seed = seed;
    while total.programs < count {
        let file = make(kind, file_seed, batch.min(count - total.programs) as usize);
        machine.check(&file, file_seed, &mut total);
        file_seed += 1;
        if (file_seed - seed) % 20 == 0 {
            eprintln!(
                "{} programs, {} differ, {:.0} s",
                total.programs,
                total.different,
                start.elapsed().as_secs_f64()
            );
        }
        if total.different >= 10 {
            println!("stopped after ten differences");
            break;
        }
    }
    println!(
        "{} programs, {} calls compared ({} with CPython), {} refused, {} differ; seeds {seed}..{}; {:.0} s",
        total.programs,
        total.calls,
        total.with_cpython,
        total.refused,
        total.different,
        file_seed - 1,
        start.elapsed().as_secs_f64()
    );
    std::process::exit(i32::from(total.different > 0));
}

fn make(kind: Kind, seed: u64, size: usize) -> program::File {
    let mut rng = Rng::new(seed);
    match kind {
        Kind::Plain => plain::file(&mut rng, size),
        Kind::Native => native::file(&mut rng, size),
    }
}

fn usage() -> ! {
    eprintln!("{USAGE}");
    std::process::exit(2);
}
