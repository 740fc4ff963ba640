//! The types of native code: scalars and views of them.

use std::fmt;

/// A scalar type. Arithmetic happens in `I64`, `U64`, `F64`, `F32` and `Bool` only; the narrower integers exist
/// where a value is stored (elements, annotated locals, parameters, results) and are reached by [`super::ExprKind::Cast`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Scalar {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
}

impl Scalar {
    /// Every scalar type, in the order of the enum.
    pub const ALL: [Scalar; 11] = [
        Scalar::Bool,
        Scalar::I8,
        Scalar::I16,
        Scalar::I32,
        Scalar::I64,
        Scalar::U8,
        Scalar::U16,
        Scalar::U32,
        Scalar::U64,
        Scalar::F32,
        Scalar::F64,
    ];

    /// Bytes of one element in memory.
    pub const fn size(self) -> u32 {
        match self {
            Scalar::Bool | Scalar::I8 | Scalar::U8 => 1,
            Scalar::I16 | Scalar::U16 => 2,
            Scalar::I32 | Scalar::U32 | Scalar::F32 => 4,
            Scalar::I64 | Scalar::U64 | Scalar::F64 => 8,
        }
    }

    /// The number of value bits of an integer type (1 for bool, 0 for floats).
    pub const fn bits(self) -> u32 {
        match self {
            Scalar::Bool => 1,
            Scalar::F32 | Scalar::F64 => 0,
            other => other.size() * 8,
        }
    }

    /// True of the integer types, bool not included.
    pub const fn is_int(self) -> bool {
        !matches!(self, Scalar::Bool | Scalar::F32 | Scalar::F64)
    }

    /// True of `f32` and `f64`.
    pub const fn is_float(self) -> bool {
        matches!(self, Scalar::F32 | Scalar::F64)
    }

    /// True of `i8` to `i64`.
    pub const fn is_signed(self) -> bool {
        matches!(self, Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64)
    }

    /// True of the types in which arithmetic happens.
    pub const fn is_wide(self) -> bool {
        matches!(self, Scalar::I64 | Scalar::U64 | Scalar::F32 | Scalar::F64)
    }

    /// The smallest and largest value of an integer type or bool; of floats `(0, 0)`.
    pub const fn int_range(self) -> (i128, i128) {
        match self {
            Scalar::Bool => (0, 1),
            Scalar::I8 => (i8::MIN as i128, i8::MAX as i128),
            Scalar::I16 => (i16::MIN as i128, i16::MAX as i128),
            Scalar::I32 => (i32::MIN as i128, i32::MAX as i128),
            Scalar::I64 => (i64::MIN as i128, i64::MAX as i128),
            Scalar::U8 => (0, u8::MAX as i128),
            Scalar::U16 => (0, u16::MAX as i128),
            Scalar::U32 => (0, u32::MAX as i128),
            Scalar::U64 => (0, u64::MAX as i128),
            Scalar::F32 | Scalar::F64 => (0, 0),
        }
    }

    /// The name in source text.
    pub const fn name(self) -> &'static str {
        match self {
            Scalar::Bool => "bool",
            Scalar::I8 => "i8",
            Scalar::I16 => "i16",
            Scalar::I32 => "i32",
            Scalar::I64 => "i64",
            Scalar::U8 => "u8",
            Scalar::U16 => "u16",
            Scalar::U32 => "u32",
            Scalar::U64 => "u64",
            Scalar::F32 => "f32",
            Scalar::F64 => "f64",
        }
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A view: a base address, `rank` extents and `rank` strides (in bytes, any sign) over elements of one type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ViewType {
    /// The element type.
    pub elem: Scalar,
    /// 1 to [`ViewType::MAX_RANK`], or 0 for an `Atomic`.
    pub rank: u8,
    /// False of `ConstView`; the verifier refuses a store through such a view.
    pub writable: bool,
    /// True of `CView`: the entry guarantees C-contiguous strides. Code generation relies on the innermost stride only,
    /// which passes may have tested.
    pub contiguous: bool,
}

impl ViewType {
    /// An `Atomic`: one element, without an index.
    pub const fn atomic(elem: Scalar) -> ViewType {
        ViewType { elem, rank: 0, writable: true, contiguous: false }
    }

    /// The largest rank.
    pub const MAX_RANK: u8 = 3;

    /// A writable view with any strides.
    pub const fn new(elem: Scalar, rank: u8) -> ViewType {
        ViewType { elem, rank, writable: true, contiguous: false }
    }
}

impl fmt::Display for ViewType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rank == 0 {
            return write!(f, "Atomic[{}]", self.elem);
        }
        let layout = if self.contiguous { "C" } else { "" };
        let access = if self.writable { "" } else { "Const" };
        write!(f, "{access}{layout}View")?;
        if self.rank > 1 {
            write!(f, "{}", self.rank)?;
        }
        write!(f, "[{}]", self.elem)
    }
}

/// The type of a local, a parameter or a result.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// One scalar value.
    Scalar(Scalar),
    /// A view header; the elements live elsewhere.
    View(ViewType),
}

impl Type {
    /// The scalar type, if it is one.
    pub fn scalar(self) -> Option<Scalar> {
        match self {
            Type::Scalar(s) => Some(s),
            Type::View(_) => None,
        }
    }

    /// The view type, if it is one.
    pub fn view(self) -> Option<ViewType> {
        match self {
            Type::View(v) => Some(v),
            Type::Scalar(_) => None,
        }
    }
}

impl From<Scalar> for Type {
    fn from(s: Scalar) -> Type {
        Type::Scalar(s)
    }
}

impl From<ViewType> for Type {
    fn from(v: ViewType) -> Type {
        Type::View(v)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Scalar(s) => s.fmt(f),
            Type::View(v) => v.fmt(f),
        }
    }
}
