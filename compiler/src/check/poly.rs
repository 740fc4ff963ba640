//! Polynomials over the invariants and loop variables of a parallel loop: what an index is, as far as it can be known.

use std::collections::BTreeMap;

use crate::tir::LocalId;

/// Something with a value that is fixed (within one evaluation of an index).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sym {
    /// A local.
    Local(LocalId),
    /// The extent of an axis of a view.
    Extent(LocalId, u8),
}

/// The most terms; anything larger counts as unknown.
const MAX_TERMS: usize = 24;
/// The highest degree.
const MAX_DEGREE: usize = 4;

/// A sum of products of symbols with exact coefficients.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Poly {
    /// By sorted product; no zero coefficients.
    pub terms: BTreeMap<Vec<Sym>, i128>,
}

impl Poly {
    /// A constant.
    pub(crate) fn constant(value: i128) -> Poly {
        let mut terms = BTreeMap::new();
        if value != 0 {
            terms.insert(Vec::new(), value);
        }
        Poly { terms }
    }

    /// A symbol.
    pub(crate) fn sym(sym: Sym) -> Poly {
        Poly { terms: BTreeMap::from([(vec![sym], 1)]) }
    }

    /// The value, if there are no symbols.
    pub(crate) fn as_constant(&self) -> Option<i128> {
        match self.terms.len() {
            0 => Some(0),
            1 => self.terms.get(&Vec::new()).copied(),
            _ => None,
        }
    }

    /// The sum.
    pub(crate) fn add(&self, other: &Poly) -> Option<Poly> {
        let mut out = self.clone();
        for (product, &k) in &other.terms {
            let sum = out.terms.get(product).copied().unwrap_or(0).checked_add(k)?;
            if sum == 0 {
                out.terms.remove(product);
            } else {
                out.terms.insert(product.clone(), sum);
            }
        }
        out.bounded()
    }

    /// The difference.
    pub(crate) fn sub(&self, other: &Poly) -> Option<Poly> {
        self.add(&other.scale(-1)?)
    }

    /// The product with a number.
    pub(crate) fn scale(&self, by: i128) -> Option<Poly> {
        let mut out = Poly::default();
        if by != 0 {
            for (product, &k) in &self.terms {
                out.terms.insert(product.clone(), k.checked_mul(by)?);
            }
        }
        out.bounded()
    }

    /// The product.
    pub(crate) fn mul(&self, other: &Poly) -> Option<Poly> {
        let mut out = Poly::default();
        for (a, &x) in &self.terms {
            for (b, &y) in &other.terms {
                let mut product = a.clone();
                product.extend(b);
                if product.len() > MAX_DEGREE {
                    return None;
                }
                product.sort();
                let sum = out.terms.get(&product).copied().unwrap_or(0).checked_add(x.checked_mul(y)?)?;
                if sum == 0 {
                    out.terms.remove(&product);
                } else {
                    out.terms.insert(product, sum);
                }
            }
        }
        out.bounded()
    }

    fn bounded(self) -> Option<Poly> {
        // Coefficients stay far from the end of i128, so that sums of them cannot overflow.
        let small = self.terms.values().all(|k| k.unsigned_abs() < 1 << 100);
        (small && self.terms.len() <= MAX_TERMS).then_some(self)
    }

    /// Every symbol.
    pub(crate) fn symbols(&self) -> Vec<Sym> {
        let mut out: Vec<Sym> = self.terms.keys().flatten().copied().collect();
        out.sort();
        out.dedup();
        out
    }

    /// `self = factor * sym + rest` where neither mentions `sym`; `None` if `sym` appears in a higher power.
    pub(crate) fn split(&self, sym: Sym) -> Option<(Poly, Poly)> {
        let mut factor = Poly::default();
        let mut rest = Poly::default();
        for (product, &k) in &self.terms {
            match product.iter().filter(|s| **s == sym).count() {
                0 => {
                    rest.terms.insert(product.clone(), k);
                }
                1 => {
                    let others = product.iter().copied().filter(|s| *s != sym).collect();
                    factor.terms.insert(others, k);
                }
                _ => return None,
            }
        }
        Some((factor, rest))
    }

    /// The polynomial with a symbol replaced.
    pub(crate) fn replace(&self, sym: Sym, by: &Poly) -> Option<Poly> {
        let (factor, rest) = self.split(sym)?;
        factor.mul(by)?.add(&rest)
    }

    /// Whether it is ≥ 0 wherever each symbol is at least its lower bound: written in the distances from those bounds, all
    /// coefficients are ≥ 0. A symbol without a bound must not appear.
    pub(crate) fn is_non_negative(&self, lower: &dyn Fn(Sym) -> Option<i128>) -> bool {
        let mut p = self.clone();
        for sym in self.symbols() {
            let Some(bound) = lower(sym) else {
                return false;
            };
            // The symbol now stands for its distance from the bound.
            let Some(shifted) = Poly::sym(sym).add(&Poly::constant(bound)) else { return false };
            let mut next = Poly::default();
            for (product, &k) in &p.terms {
                let mut term = Poly::constant(k);
                for s in product {
                    let factor = if *s == sym { shifted.clone() } else { Poly::sym(*s) };
                    match term.mul(&factor) {
                        Some(t) => term = t,
                        None => return false,
                    }
                }
                match next.add(&term) {
                    Some(sum) => next = sum,
                    None => return false,
                }
            }
            p = next;
        }
        p.terms.values().all(|k| *k >= 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x() -> Poly {
        Poly::sym(Sym::Local(LocalId(1)))
    }

    fn w() -> Poly {
        Poly::sym(Sym::Local(LocalId(2)))
    }

    #[test]
    fn arithmetic() {
        let p = x().mul(&w()).unwrap().add(&Poly::constant(3)).unwrap();
        let (factor, rest) = p.split(Sym::Local(LocalId(1))).unwrap();
        assert_eq!(factor, w());
        assert_eq!(rest.as_constant(), Some(3));
        assert_eq!(p.sub(&p).unwrap().as_constant(), Some(0));
        assert_eq!(p.replace(Sym::Local(LocalId(1)), &Poly::constant(0)).unwrap().as_constant(), Some(3));
    }

    #[test]
    fn signs() {
        // w - 1 >= 0 if w >= 1, not if w >= 0.
        let p = w().sub(&Poly::constant(1)).unwrap();
        assert!(p.is_non_negative(&|_| Some(1)));
        assert!(!p.is_non_negative(&|_| Some(0)));
        assert!(!p.is_non_negative(&|_| None));
        // x * w - x >= 0 if w >= 1 and x >= 0.
        let p = x().mul(&w()).unwrap().sub(&x()).unwrap();
        assert!(p.is_non_negative(&|s| Some(if s == Sym::Local(LocalId(2)) { 1 } else { 0 })));
    }

    #[test]
    fn too_large_is_unknown() {
        let big = Poly::constant(1 << 99);
        assert!(big.mul(&Poly::constant(4)).is_none());
        let mut p = x();
        for _ in 0..3 {
            p = p.mul(&x()).unwrap();
        }
        assert!(p.mul(&x()).is_none());
    }
}
