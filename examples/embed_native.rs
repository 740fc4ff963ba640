//! Call a native function with Rust slices: no lock, from several threads, without copies.
//!
//! `cargo run --example embed_native`
use ungil::{Engine, Error, Source};

const KERNEL: &str = "
from ungil import View, f64, nogil

@nogil
def axpy(y: View[f64], x: View[f64], a: f64) -> f64:
    total = 0.0
    for i in range(len(y)):
        y[i] = y[i] + a * x[i]
        total += y[i]
    return total
";

fn main() -> Result<(), Error> {
    let module = Engine::builder().build()?.compile(Source::new("axpy.py", KERNEL))?;
    let axpy = module.native::<(&mut [f64], &[f64], f64), f64>("axpy")?;
    let x: Vec<f64> = (0..1000).map(f64::from).collect();
    let totals: Vec<Result<f64, Error>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=4)
            .map(|k| {
                let (axpy, x) = (axpy.clone(), &x);
                scope.spawn(move || axpy.call(&mut vec![1.0; 1000], x, f64::from(k)))
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    for total in totals {
        println!("{}", total?);
    }
    // A mistake in the signature is a value.
    match module.native::<(&[f64],), f64>("axpy") {
        Err(Error::Signature { want, have }) => println!("axpy is {want}, not {have}"),
        _ => println!("unexpected"),
    }
    Ok(())
}
