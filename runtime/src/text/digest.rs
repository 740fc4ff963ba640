//! The message digests of module `hashlib`: MD5, SHA-1 and SHA-2.
//!
//! The constants of SHA-2 are the first bits of roots of the first primes, those of MD5 of sines, so they are computed.

use std::sync::OnceLock;

use num_bigint::BigUint;

/// The digest of `data` under the algorithm of this name; `None` for an unknown name.
pub fn digest(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    let bytes32 = |words: &[u32]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let bytes64 = |words: &[u64]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    Some(match name {
        "md5" => md5(data).iter().flat_map(|word| word.to_le_bytes()).collect(),
        "sha1" => bytes32(&sha1(data)),
        "sha256" => bytes32(&sha256(data, square_roots(0).map(|root| (root >> 32) as u32))),
        "sha224" => bytes32(&sha256(data, square_roots(8).map(|root| root as u32))[..7]),
        "sha512" => bytes64(&sha512(data, square_roots(0))),
        "sha384" => bytes64(&sha512(data, square_roots(8))[..6]),
        _ => return None,
    })
}

fn primes() -> impl Iterator<Item = u32> {
    (2u32..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0))
}

/// The first 64 bits behind the point of an `n`th root.
fn root_bits(prime: u32, n: u32) -> u64 {
    let root = (BigUint::from(prime) << (64 * n)).nth_root(n);
    root.iter_u64_digits().next().unwrap_or(0)
}

fn square_roots(skip: usize) -> [u64; 8] {
    let mut roots = [0; 8];
    for (root, prime) in roots.iter_mut().zip(primes().skip(skip)) {
        *root = root_bits(prime, 2);
    }
    roots
}

fn cube_roots() -> &'static [u64; 80] {
    static ROOTS: OnceLock<[u64; 80]> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let mut roots = [0; 80];
        for (root, prime) in roots.iter_mut().zip(primes()) {
            *root = root_bits(prime, 3);
        }
        roots
    })
}

/// The data with the end mark and its length in bits, as whole blocks.
fn padded(data: &[u8], block: usize, little: bool) -> Vec<u8> {
    let mut all = data.to_vec();
    all.push(0x80);
    let length = block / 8;
    while all.len() % block != block - length {
        all.push(0);
    }
    let bits = (data.len() as u128) * 8;
    if little {
        all.extend_from_slice(&(bits as u64).to_le_bytes());
    } else {
        all.extend_from_slice(&bits.to_be_bytes()[16 - length..]);
    }
    all
}

fn md5(data: &[u8]) -> [u32; 4] {
    const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let sines: Vec<u32> = (1..=64).map(|i| (f64::from(i).sin().abs() * 4_294_967_296.0) as u32).collect();
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    for block in padded(data, 64, true).chunks_exact(64) {
        let words: Vec<u32> =
            block.chunks_exact(4).map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]])).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (mixed, at) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            let sum = a.wrapping_add(mixed).wrapping_add(sines[i]).wrapping_add(words[at]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(TURNS[i / 16][i % 4]));
        }
        for (old, new) in state.iter_mut().zip([a, b, c, d]) {
            *old = old.wrapping_add(new);
        }
    }
    state
}

fn sha1(data: &[u8]) -> [u32; 5] {
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(data, 64, false).chunks_exact(64) {
        let mut words: Vec<u32> =
            block.chunks_exact(4).map(|w| u32::from_be_bytes([w[0], w[1], w[2], w[3]])).collect();
        for i in 16..80 {
            words.push((words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, word) in words.iter().enumerate() {
            let (mixed, constant) = match i / 20 {
                0 => ((b & c) | (!b & d), 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e);
            let sum = sum.wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
        for (old, new) in state.iter_mut().zip([a, b, c, d, e]) {
            *old = old.wrapping_add(new);
        }
    }
    state
}

macro_rules! sha2 {
    ($name:ident $word:ty, $rounds:literal, $from:expr, $s0:expr, $s1:expr, $e0:expr, $e1:expr) => {
        fn $name(data: &[u8], mut state: [$word; 8]) -> [$word; 8] {
            const SIZE: usize = size_of::<$word>();
            let roots = cube_roots();
            let turned = |x: $word, by: [u32; 3], shift: bool| {
                let last = if shift { x >> by[2] } else { x.rotate_right(by[2]) };
                x.rotate_right(by[0]) ^ x.rotate_right(by[1]) ^ last
            };
            for block in padded(data, 16 * SIZE, false).chunks_exact(16 * SIZE) {
                let mut words: Vec<$word> = block
                    .chunks_exact(SIZE)
                    .map(|bytes| bytes.iter().fold(0, |word, &byte| (word << 8) | <$word>::from(byte)))
                    .collect();
                for i in 16..$rounds {
                    let (a, b) = (turned(words[i - 15], $s0, true), turned(words[i - 2], $s1, true));
                    words.push(words[i - 16].wrapping_add(a).wrapping_add(words[i - 7]).wrapping_add(b));
                }
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
                for (i, word) in words.iter().enumerate() {
                    let choice = (e & f) ^ (!e & g);
                    let constant: $word = $from(roots[i]);
                    let first = h
                        .wrapping_add(turned(e, $e1, false))
                        .wrapping_add(choice)
                        .wrapping_add(constant)
                        .wrapping_add(*word);
                    let majority = (a & b) ^ (a & c) ^ (b & c);
                    let second = turned(a, $e0, false).wrapping_add(majority);
                    (h, g, f, e) = (g, f, e, d.wrapping_add(first));
                    (d, c, b, a) = (c, b, a, first.wrapping_add(second));
                }
                for (old, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                    *old = old.wrapping_add(new);
                }
            }
            state
        }
    };
}

sha2! { sha256 u32, 64, |root: u64| (root >> 32) as u32, [7, 18, 3], [17, 19, 10], [2, 13, 22], [6, 11, 25] }
sha2! { sha512 u64, 80, |root: u64| root, [1, 8, 7], [19, 61, 6], [28, 34, 39], [14, 18, 41] }

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(name: &str, data: &[u8]) -> String {
        digest(name, data).unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn known_digests() {
        assert_eq!(hex("md5", b""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex("sha1", b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert!(hex("sha256", b"abc").starts_with("ba7816bf8f01cfea"));
        assert!(hex("sha512", b"abc").starts_with("ddaf35a193617aba"));
        assert!(digest("none", b"").is_none());
    }
}
