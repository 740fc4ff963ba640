//! Complex numbers: two floats in a cell.

use crate::heap::{Gil, Header, Local, Marker, Object};
use crate::object::{Kind, Type};

/// A complex number.
#[repr(C)]
pub struct Complex {
    header: Header,
    real: f64,
    imag: f64,
}

// SAFETY: repr(C), header first, no words.
unsafe impl Object for Complex {
    const KIND: Kind = Kind::Complex;
    fn trace(&self, _: &mut Marker) {}
}

impl Complex {
    /// The real and the imaginary part.
    pub fn parts(&self) -> (f64, f64) {
        (self.real, self.imag)
    }
}

impl Gil {
    /// A complex number.
    pub fn complex(&self, real: f64, imag: f64) -> Local<'_> {
        self.complex_of_shape(real, imag, Type::Complex.shape())
    }

    /// A complex number of a class derived from `complex`.
    pub fn complex_of_shape(&self, real: f64, imag: f64, shape: u32) -> Local<'_> {
        self.alloc_shaped(Complex { header: Header::blank(Kind::Complex), real, imag }, shape).local()
    }
}
