//! Stop a program that would never end, from another thread. Neither `except` nor `finally` of the program sees it.
//!
//! `cargo run --example embed_interrupt`
use std::time::Duration;

use ungil::{Engine, Error};

fn main() -> Result<(), Error> {
    let engine = Engine::builder().build()?;
    let interrupt = engine.interrupt();
    let watchdog = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        interrupt.raise();
    });
    let result =
        engine.run("while True:\n    try:\n        while True: pass\n    except BaseException: pass\n");
    let _ = watchdog.join();
    match result {
        Err(Error::Interrupted) => println!("interrupted"),
        other => println!("unexpected: {other:?}"),
    }
    engine.interrupt().clear();
    engine.run("print('and on we go')")
}
