//! The fixed order of reductions: granules, lanes and the tree. One truth for evaluator, native code and runtime, so
//! that results are equal bit for bit with any number of threads.
//!
//! A `prange` of `n` iterations is cut into granules of [`granule_size`] consecutive iterations. Each granule computes
//! a row of *cells*, one for each reduction and each variable with a last value; [`combine_tree`] folds the rows of all
//! granules, and the start values are combined last, on the left.

use super::{BinOp, Block, Division, LocalId, Overflow, Prange, ReduceOp, Scalar, Stmt, semantics};

/// How many consecutive iterations make a granule of a `prange` with `n` of them.
pub fn granule_size(n: u64, simple: bool) -> u64 {
    let mut size = if simple { 1024 } else { 1 };
    if n > 256 {
        while n.div_ceil(size) > 512 {
            size *= 2;
        }
    }
    size
}

/// How many lanes a float reduction of that type has.
pub const fn lanes(ty: Scalar) -> usize {
    match ty {
        Scalar::F32 => 32,
        _ => 16,
    }
}

/// True if the reduction depends on grouping, so that it is computed in lanes.
pub const fn has_lanes(op: ReduceOp, ty: Scalar) -> bool {
    ty.is_float() && matches!(op, ReduceOp::Add | ReduceOp::Mul)
}

/// True if all updates of a reduction are done by the body itself, so that its lanes run over the iterations of a granule;
/// false if one is inside an inner loop: then lanes run over that loop and iterations fold left to right.
pub fn lanes_over_granule(body: &Block, local: LocalId) -> bool {
    fn inner(block: &[Stmt], local: LocalId, in_loop: bool) -> bool {
        block.iter().any(|stmt| match stmt {
            Stmt::Reduce(r) => in_loop && r.local == local,
            other => {
                let is_loop = matches!(other, Stmt::For(_) | Stmt::While(_) | Stmt::Prange(_));
                let mut found = false;
                super::walk::stmt_blocks(other, &mut |b| found |= inner(b, local, in_loop || is_loop));
                found
            }
        })
    }
    !inner(body, local, false)
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellOp {
    /// Exact integer sum: an i128 in two words, low first.
    Sum,
    /// Exact integer product: an i128 that is clamped to ±2^66 once it leaves ±2^65 (and stays there unless a factor
    /// is zero), in two words.
    Product,
    /// One word combined by an operator without overflow: float `+ *`, wrapping integer `+ *`, bits, `all`, `any`.
    Word(ReduceOp),
    /// `has`, the value, payload words.
    Extreme(ReduceOp),
    /// `has`, the value: the last that was assigned.
    Last,
}

/// One cell of a row of partial results.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    /// How it combines.
    pub op: CellOp,
    /// The type of the value.
    pub ty: Scalar,
    /// Words after the value.
    pub payload: u8,
}

impl Cell {
    /// The cell of a reduction.
    pub fn reduction(op: ReduceOp, ty: Scalar, overflow: Overflow, payload: usize) -> Cell {
        let exact = ty.is_int() && overflow != Overflow::Wrap;
        let op = match op {
            ReduceOp::Add if exact => CellOp::Sum,
            ReduceOp::Mul if exact => CellOp::Product,
            ReduceOp::Min | ReduceOp::Max => CellOp::Extreme(op),
            other => CellOp::Word(other),
        };
        Cell { op, ty, payload: payload as u8 }
    }

    /// How many 64-bit words it takes.
    pub fn words(&self) -> usize {
        match self.op {
            CellOp::Word(_) => 1,
            CellOp::Sum | CellOp::Product | CellOp::Last => 2,
            CellOp::Extreme(_) => 2 + self.payload as usize,
        }
    }

    /// Write the value of "no iteration".
    pub fn identity(&self, cell: &mut [u64]) {
        cell.fill(0);
        match self.op {
            CellOp::Product => cell[0] = 1,
            CellOp::Word(op) => cell[0] = identity(op, self.ty),
            _ => {}
        }
    }

    /// `left = left op right`, where `right` belongs to later iterations.
    pub fn combine(&self, left: &mut [u64], right: &[u64]) {
        match self.op {
            CellOp::Sum => put_wide(left, wide(left).wrapping_add(wide(right))),
            CellOp::Product => put_wide(left, clamped_product(wide(left), wide(right))),
            CellOp::Word(op) => left[0] = combine_word(op, self.ty, left[0], right[0]),
            CellOp::Extreme(op) => {
                if right[0] != 0 && (left[0] == 0 || beats(op, self.ty, left[1], right[1])) {
                    left.copy_from_slice(right);
                }
            }
            CellOp::Last => {
                if right[0] != 0 {
                    left.copy_from_slice(right);
                }
            }
        }
    }

    /// As one word, to be passed from code to the runtime.
    pub fn encode(&self) -> u64 {
        let (op, arg) = match self.op {
            CellOp::Sum => (0, 0),
            CellOp::Product => (1, 0),
            CellOp::Word(r) => (2, r as u64),
            CellOp::Extreme(r) => (3, r as u64),
            CellOp::Last => (4, 0),
        };
        op | arg << 8 | (self.ty as u64) << 16 | (self.payload as u64) << 24
    }

    /// The inverse of [`Cell::encode`]; none of a word that it did not make.
    pub fn decode(word: u64) -> Option<Cell> {
        const OPS: [ReduceOp; 9] = [
            ReduceOp::Add,
            ReduceOp::Mul,
            ReduceOp::And,
            ReduceOp::Or,
            ReduceOp::Xor,
            ReduceOp::Min,
            ReduceOp::Max,
            ReduceOp::All,
            ReduceOp::Any,
        ];
        let reduce = OPS.get((word >> 8 & 255) as usize).copied()?;
        let op = match word & 255 {
            0 => CellOp::Sum,
            1 => CellOp::Product,
            2 => CellOp::Word(reduce),
            3 => CellOp::Extreme(reduce),
            4 => CellOp::Last,
            _ => return None,
        };
        let ty = *Scalar::ALL.get((word >> 16 & 255) as usize)?;
        Some(Cell { op, ty, payload: (word >> 24 & 255) as u8 })
    }
}

/// The cells of a `prange`: its reductions, then its private and conditionally assigned scalars, in order. `ty` gives
/// the type of a local if it is a scalar.
pub fn cells(prange: &Prange, ty: impl Fn(LocalId) -> Option<Scalar>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for r in &prange.reductions {
        let scalar = reduction_type(ty(r.local).unwrap_or(Scalar::I64));
        cells.push(Cell::reduction(r.op, scalar, r.overflow, r.payload.len()));
    }
    for &local in prange.private.iter().chain(&prange.last) {
        if let Some(scalar) = ty(local) {
            cells.push(Cell { op: CellOp::Last, ty: scalar, payload: 0 });
        }
    }
    cells
}

/// The type in which a local of that type is reduced.
pub fn reduction_type(ty: Scalar) -> Scalar {
    if ty.is_wide() || ty == Scalar::Bool { ty } else { Scalar::I64 }
}

/// The neutral element of a lane or word.
pub fn identity(op: ReduceOp, ty: Scalar) -> u64 {
    match (op, ty) {
        (ReduceOp::Add, Scalar::F64) => (-0.0f64).to_bits(),
        (ReduceOp::Add, Scalar::F32) => (-0.0f32).to_bits() as u64,
        (ReduceOp::Mul, Scalar::F64) => 1.0f64.to_bits(),
        (ReduceOp::Mul, Scalar::F32) => 1.0f32.to_bits() as u64,
        (ReduceOp::Mul, _) => 1,
        (ReduceOp::And, Scalar::Bool) | (ReduceOp::All, _) => 1,
        (ReduceOp::And, _) => u64::MAX,
        _ => 0,
    }
}

/// `a op b` of one-word cells and lanes.
pub fn combine_word(op: ReduceOp, ty: Scalar, a: u64, b: u64) -> u64 {
    let op = match op {
        ReduceOp::Add => BinOp::Add,
        ReduceOp::Mul => BinOp::Mul,
        ReduceOp::And | ReduceOp::All => return a & b,
        ReduceOp::Or | ReduceOp::Any => return a | b,
        ReduceOp::Xor => return a ^ b,
        ReduceOp::Min => BinOp::Min,
        ReduceOp::Max => BinOp::Max,
    };
    semantics::binary(op, Overflow::Wrap, Division::Ieee, ty, ty, a, b).unwrap_or(a)
}

/// True if `new` replaces `old` in a `Min` or `Max`.
pub fn beats(op: ReduceOp, ty: Scalar, old: u64, new: u64) -> bool {
    let op = if op == ReduceOp::Min { super::CmpOp::Lt } else { super::CmpOp::Gt };
    semantics::compare(op, ty, new, ty, old)
}

/// True if a `Min` or `Max` without a value takes this one. NaN never replaces a value of the sequential loop, so a partial
/// result leaves it out: taken as the first of a granule it would hide all that follow.
pub fn may_win(ty: Scalar, new: u64) -> bool {
    !ty.is_float() || !semantics::float_of(ty, new).is_nan()
}

/// The i128 in two words.
pub fn wide(cell: &[u64]) -> i128 {
    (cell[0] as u128 | (cell[1] as u128) << 64) as i128
}

/// Store an i128 in two words.
pub fn put_wide(cell: &mut [u64], value: i128) {
    cell[0] = value as u64;
    cell[1] = (value >> 64) as u64;
}

/// The product of two clamped products: exact while it can still matter, else any value out of every type's range.
pub fn clamped_product(a: i128, b: i128) -> i128 {
    const LIMIT: i128 = 1 << 66;
    match a.checked_mul(b) {
        Some(p) if p.unsigned_abs() <= 1 << 65 => p,
        Some(p) => p.signum() * LIMIT,
        None => a.signum() * b.signum() * LIMIT,
    }
}

/// Merge lanes: k+8 into k, then k+4, k+2, k+1 (from k+16 for 32 lanes). The result is lane 0.
pub fn merge_lanes(op: ReduceOp, ty: Scalar, lanes: &mut [u64]) -> u64 {
    let mut half = lanes.len() / 2;
    while half > 0 {
        for k in 0..half {
            lanes[k] = combine_word(op, ty, lanes[k], lanes[k + half]);
        }
        half /= 2;
    }
    lanes[0]
}

/// Fold rows of cells into row 0: neighbours first, then pairs of pairs (a balanced binary tree by number).
pub fn combine_tree(cells: &[Cell], rows: &mut [u64], count: usize) {
    let width: usize = cells.iter().map(Cell::words).sum();
    let mut step = 1;
    while step < count {
        let mut row = 0;
        while row + step < count {
            let (left, right) = rows.split_at_mut((row + step) * width);
            let (left, right) = (&mut left[row * width..(row + 1) * width], &right[..width]);
            let mut at = 0;
            for cell in cells {
                let end = at + cell.words();
                cell.combine(&mut left[at..end], &right[at..end]);
                at = end;
            }
            row += 2 * step;
        }
        step *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn granules() {
        assert_eq!(granule_size(0, false), 1);
        assert_eq!(granule_size(256, false), 1);
        assert_eq!(granule_size(257, false), 1);
        assert_eq!(granule_size(513, false), 2);
        assert_eq!(granule_size(1_000_000, false), 2048);
        assert_eq!(granule_size(10, true), 1024);
        assert_eq!(granule_size(u64::MAX, true), 1 << 55);
    }

    #[test]
    fn cells_survive_encoding() {
        for op in [
            CellOp::Sum,
            CellOp::Product,
            CellOp::Word(ReduceOp::Any),
            CellOp::Extreme(ReduceOp::Max),
            CellOp::Last,
        ] {
            let cell = Cell { op, ty: Scalar::F32, payload: 3 };
            assert_eq!(Cell::decode(cell.encode()), Some(cell));
        }
        assert_eq!(Cell::decode(0xff), None);
    }

    #[test]
    fn products_are_exact_or_out_of_range() {
        let big = clamped_product(1 << 40, 1 << 40);
        assert!(big > u64::MAX as i128);
        assert_eq!(clamped_product(big, 0), 0);
        assert!(clamped_product(big, -big) < i64::MIN as i128);
        // 2^63 does not fit on its own, its negative does.
        assert_eq!(clamped_product(clamped_product(1 << 62, 2), -1), i64::MIN as i128);
    }

    #[test]
    fn the_tree_keeps_order() {
        // "Last" keeps the highest row that has one, whatever the shape of the tree.
        let cells = [Cell { op: CellOp::Last, ty: Scalar::I64, payload: 0 }];
        for count in 1..20usize {
            let mut rows: Vec<u64> = (0..count).flat_map(|k| [(k % 3 == 0) as u64, k as u64]).collect();
            combine_tree(&cells, &mut rows, count);
            assert_eq!(rows[..2], [1, ((count - 1) / 3 * 3) as u64]);
        }
    }
}
