//! Long pure computations: products, quotients and digits of ints of millions of bits.
//!
//! One of them may take minutes, and the library that does it looks at no interrupt. So from [`HEAVY`] on, the operands are
//! copied and a thread of its own computes, without the lock, while the thread that asked waits and polls: Ctrl-C,
//! deadlines and the other threads of the program go on as usual. A computation that nobody waits for any more runs to
//! its end and is dropped.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::heap::{Gil, Res};

/// The cost from which a computation leaves the lock: multiplications of 64-bit limbs, tens of milliseconds.
pub(crate) const HEAVY: u64 = 1 << 26;

/// How often a thread that waits polls. The cost of missing a result by that much is small beside the computation.
const TURN: Duration = Duration::from_millis(2);

impl Gil {
    /// Runs `work`; from [`HEAVY`] on without the lock and interruptibly.
    ///
    /// # Errors
    /// What the poll raises meanwhile: KeyboardInterrupt, a deadline, the exception of a signal's handler.
    pub(crate) fn heavy<T: Send + 'static>(
        &mut self,
        cost: u64,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Res<T> {
        if cost < HEAVY {
            return Ok(work());
        }
        let (done, result) = channel();
        let compute = move || {
            // Nobody may be waiting any more.
            let _ = done.send(work());
        };
        if std::thread::Builder::new().name("ungil-int".to_owned()).spawn(compute).is_err() {
            return Err(self.raise_memory_error());
        }
        loop {
            match self.detach(|| result.recv_timeout(TURN)) {
                Ok(value) => return Ok(value),
                Err(RecvTimeoutError::Timeout) => self.poll()?,
                Err(RecvTimeoutError::Disconnected) => return Err(self.raise_memory_error()),
            }
        }
    }
}

/// The product of numbers of so many bits: pieces of equal size by Karatsuba's and Toom's methods.
pub(crate) fn product(a: u64, b: u64) -> u64 {
    let (short, long) = (limbs(a.min(b)), limbs(a.max(b)));
    if short <= 32.0 { (short * long) as u64 } else { (long / short * short.powf(1.55) * 4.0) as u64 }
}

/// A number of so many bits made by products of ever longer halves: powers, factorials, numbers read from digits.
pub(crate) fn by_halves(bits: u64) -> u64 {
    product(bits / 2, bits / 2).saturating_mul(2)
}

/// The quotient of numbers of so many bits: schoolbook division.
pub(crate) fn quotient(a: u64, b: u64) -> u64 {
    (limbs(a.saturating_sub(b)) * limbs(b)) as u64
}

/// Something quadratic in one number of so many bits, such as its decimal digits.
pub(crate) fn quadratic(bits: u64) -> u64 {
    quotient(bits.saturating_mul(2), bits)
}

fn limbs(bits: u64) -> f64 {
    bits.div_ceil(64) as f64
}
