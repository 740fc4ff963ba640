//! Run a text, call a function with Rust values, read the result.
//!
//! `cargo run --example embed_hello`
use ungil::{Engine, Error, Source};

fn main() -> Result<(), Error> {
    let engine = Engine::builder().build()?;
    engine.run("print('hello from the program')")?;
    let module = engine
        .compile(Source::new("greet.py", "def greet(name, times):\n    return f'hi {name}! ' * times\n"))?;
    let text: String = engine.attach(|gil| module.func("greet")?.call(gil, ("you", 2))?.extract(gil))?;
    println!("{text}");
    Ok(())
}
