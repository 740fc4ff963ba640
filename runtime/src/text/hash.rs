//! Python's hashes: equal values of different types hash equally, and the values are CPython's own.
//!
//! Numbers hash to their residue modulo the prime 2**61 - 1; a float is the residue of the fraction it stands for, so
//! `hash(1) == hash(1.0)`. No hash is -1, which becomes -2. Strings hash with a per-engine seed.

use std::hash::Hasher;

use num_bigint::{BigInt, Sign};

use super::float_ops::frexp;

const BITS: u32 = 61;
const MODULUS: u64 = (1 << BITS) - 1;
/// The hash of infinity, from the digits of pi as in CPython.
const INFINITY: i64 = 314_159;
/// The factor of the imaginary part.
const IMAGINARY: u64 = 1_000_003;

#[inline]
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// The hash of a machine integer.
#[inline]
pub fn int(value: i64) -> i64 {
    let magnitude = value.unsigned_abs();
    let residue = if magnitude < MODULUS { magnitude } else { magnitude % MODULUS } as i64;
    not_minus_one(if value < 0 { -residue } else { residue })
}

/// The hash of a big integer.
pub fn big(value: &BigInt) -> i64 {
    // 2**61 is 1 modulo the prime, so a 64-bit digit shifts the sum so far by 64 - 61 = 3 bits.
    let mut residue: u128 = 0;
    for digit in value.magnitude().iter_u64_digits().rev() {
        residue = ((residue << 64) | u128::from(digit)) % u128::from(MODULUS);
    }
    let residue = residue as i64;
    not_minus_one(if value.sign() == Sign::Minus { -residue } else { residue })
}

/// The hash of a float; a NaN hashes by the identity of its object, which the caller passes.
#[inline]
pub fn float(value: f64, identity: impl FnOnce() -> i64) -> i64 {
    let integral = value as i64;
    if integral as f64 == value && integral.unsigned_abs() < 1 << 53 {
        return int(integral);
    }
    float_slow(value, identity)
}

fn float_slow(value: f64, identity: impl FnOnce() -> i64) -> i64 {
    if value.is_nan() {
        return identity();
    }
    if value.is_infinite() {
        return if value > 0.0 { INFINITY } else { -INFINITY };
    }
    let (mantissa, exponent) = frexp(value);
    // The mantissa as an integer of 53 bits; multiplying by a power of two is a rotation of the 61 bits.
    let bits = (mantissa.abs() * (1u64 << 53) as f64) as u64;
    let turn = (exponent - 53).rem_euclid(i64::from(BITS)) as u32;
    let residue = ((bits << turn) & MODULUS) | (bits >> (BITS - turn));
    let residue = if residue == MODULUS { 0 } else { residue } as i64;
    not_minus_one(if value < 0.0 { -residue } else { residue })
}

/// The hash of a complex number from the hashes of its parts.
pub fn complex(real: i64, imaginary: i64) -> i64 {
    let sum = (real as u64).wrapping_add(IMAGINARY.wrapping_mul(imaginary as u64));
    not_minus_one(sum as i64)
}

/// The hash of a tuple, item by item: xxHash's accumulator over 64-bit lanes, as CPython's.
#[derive(Clone, Copy, Debug)]
pub struct TupleHash {
    acc: u64,
    len: u64,
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

impl Default for TupleHash {
    fn default() -> TupleHash {
        TupleHash::new()
    }
}

impl TupleHash {
    /// The state before the first item.
    #[inline]
    pub fn new() -> TupleHash {
        TupleHash { acc: PRIME_5, len: 0 }
    }

    /// Adds the hash of the next item.
    #[inline]
    pub fn add(&mut self, hash: i64) {
        self.acc =
            self.acc.wrapping_add((hash as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
        self.len += 1;
    }

    /// The hash of the tuple.
    #[inline]
    pub fn finish(self) -> i64 {
        let acc = self.acc.wrapping_add(self.len ^ (PRIME_5 ^ 3_527_539));
        if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
    }
}

/// The hash of a frozenset, from the hashes of its items in any order.
#[derive(Clone, Copy, Debug, Default)]
pub struct FrozenSetHash {
    acc: u64,
    len: u64,
}

impl FrozenSetHash {
    /// Adds the hash of one item.
    #[inline]
    pub fn add(&mut self, hash: i64) {
        let h = hash as u64;
        self.acc ^= (h ^ 89_869_747 ^ (h << 16)).wrapping_mul(3_644_798_167);
        self.len += 1;
    }

    /// The hash of the set.
    pub fn finish(self) -> i64 {
        let mut hash = self.acc ^ (self.len + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }
}

/// The secret of an engine's string hashes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seed {
    /// First half of the key.
    pub k0: u64,
    /// Second half of the key.
    pub k1: u64,
}

/// The hash of the bytes of a `str` or `bytes` (SipHash-1-3); the empty text hashes to 0.
#[inline]
pub fn bytes(seed: Seed, data: &[u8]) -> i64 {
    if data.is_empty() {
        return 0;
    }
    let mut hasher = siphasher::sip::SipHasher13::new_with_keys(seed.k0, seed.k1);
    hasher.write(data);
    not_minus_one(hasher.finish() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn float_hash(x: f64) -> i64 {
        float(x, || 77)
    }

    #[test]
    fn numbers_agree_across_types() {
        assert_eq!(int(-1), -2);
        assert_eq!(int(1), float_hash(1.0));
        assert_eq!(int(i64::MAX), big(&BigInt::from(i64::MAX)));
        assert_eq!(int(i64::MIN), big(&BigInt::from(i64::MIN)));
        assert_eq!(float_hash(2f64.powi(100)), big(&(BigInt::from(1) << 100)));
        assert_eq!(float_hash(-0.0), 0);
        assert_eq!(float_hash(-1.0), -2);
        assert_eq!(float_hash(0.5), 1_152_921_504_606_846_976);
        assert_eq!(float_hash(f64::NEG_INFINITY), -314_159);
        assert_eq!(float_hash(f64::NAN), 77);
        assert_eq!(int(MODULUS as i64), 0);
    }

    #[test]
    fn tuples() {
        let hash = |items: &[i64]| {
            let mut h = TupleHash::new();
            items.iter().for_each(|i| h.add(int(*i)));
            h.finish()
        };
        assert_eq!(hash(&[]), 5_740_354_900_026_072_187);
        assert_eq!(hash(&[1, 2, 3]), 529_344_067_295_497_451);
    }
}
