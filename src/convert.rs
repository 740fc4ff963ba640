//! Values between Rust and the program: what goes in ([`ToValue`], [`Arguments`]) and what comes out ([`FromValue`]).

use ungil_runtime::heap::{Gil as Token, Local, Object, Reg, Res, Scope};

use crate::{Error, Gil, Value};

/// A Rust value that the program can take.
pub trait ToValue {
    /// Writes the guest's value to a register.
    #[doc(hidden)]
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res;
}

/// A Rust value that can be made from one of the program's. Runs no guest code.
pub trait FromValue: Sized {
    /// Reads a guest's value; `Err` names the Rust type that was wanted.
    #[doc(hidden)]
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Self, Error>;
}

/// The positional arguments of a call: a tuple of [`ToValue`]s.
pub trait Arguments {
    /// How many there are.
    #[doc(hidden)]
    const COUNT: usize;
    /// Writes them to registers.
    #[doc(hidden)]
    fn to_registers(&self, gil: &mut Token, registers: &[Reg]) -> Res;
}

fn mismatch<T>(gil: &Gil<'_>, want: &str, value: Local<'_>) -> Result<T, Error> {
    Err(Error::Type { want: want.to_owned(), have: gil.token().type_name(value) })
}

macro_rules! integers {
    ($($ty:ty)*) => {$(
        impl ToValue for $ty {
            fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
                match i64::try_from(*self) {
                    Ok(value) => out.set(gil, gil.int(value)),
                    Err(_) => out.set(gil, gil.bigint((*self).into())),
                }
                Ok(())
            }
        }
        impl FromValue for $ty {
            fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Self, Error> {
                match value.to_bigint().and_then(|big| <$ty>::try_from(&*big).ok()) {
                    Some(value) => Ok(value),
                    None => mismatch(gil, stringify!($ty), value),
                }
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 u8 u16 u32 u64 usize isize);

impl ToValue for f64 {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        out.set(gil, gil.float(*self));
        Ok(())
    }
}

impl FromValue for f64 {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<f64, Error> {
        match value.as_float().or_else(|| value.to_i64().map(|int| int as f64)) {
            Some(float) => Ok(float),
            None => mismatch(gil, "f64", value),
        }
    }
}

impl ToValue for bool {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        out.set(gil, gil.bool(*self));
        Ok(())
    }
}

impl FromValue for bool {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<bool, Error> {
        value.as_bool().map_or_else(|| mismatch(gil, "bool", value), Ok)
    }
}

impl ToValue for () {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        out.set(gil, gil.none());
        Ok(())
    }
}

impl FromValue for () {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<(), Error> {
        if value.is_none() { Ok(()) } else { mismatch(gil, "()", value) }
    }
}

impl ToValue for str {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        gil.charge(self.len())?;
        out.set(gil, gil.str(self));
        Ok(())
    }
}

impl ToValue for String {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        self.as_str().to_register(gil, out)
    }
}

impl FromValue for String {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<String, Error> {
        match value.as_str().and_then(|text| text.as_utf8()) {
            Some(text) => Ok(text.to_owned()),
            None => mismatch(gil, "String", value),
        }
    }
}

impl ToValue for Value {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        match self.0.get(gil) {
            Some(value) => out.set(gil, value),
            None => return Err(gil.value_error("a value of another engine")),
        }
        Ok(())
    }
}

impl FromValue for Value {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Value, Error> {
        Ok(gil.keep(value))
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        (**self).to_register(gil, out)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        match self {
            Some(value) => value.to_register(gil, out),
            None => ().to_register(gil, out),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Option<T>, Error> {
        if value.is_none() { Ok(None) } else { T::from_local(gil, value).map(Some) }
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        let scope = &mut Scope::new(gil);
        let (list, item) = (scope.slot(), scope.slot());
        list.set(scope, scope.list().local());
        for value in self {
            value.to_register(scope, item)?;
            scope.tick(1)?;
            if let Some(list) = list.get(scope).as_list() {
                list.push(scope, item.get(scope))?;
            }
        }
        out.set(scope, list.get(scope));
        Ok(())
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_register(&self, gil: &mut Token, out: Reg) -> Res {
        self.as_slice().to_register(gil, out)
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Vec<T>, Error> {
        match (value.as_list(), value.as_tuple()) {
            (Some(list), _) => list.iter().map(|item| T::from_local(gil, item)).collect(),
            (_, Some(tuple)) => tuple.iter().map(|item| T::from_local(gil, item)).collect(),
            _ => mismatch(gil, "Vec", value),
        }
    }
}

macro_rules! tuples {
    ($($count:literal ($($ty:ident $index:tt),*);)*) => {$(
        impl<$($ty: ToValue),*> Arguments for ($($ty,)*) {
            const COUNT: usize = $count;
            fn to_registers(&self, _gil: &mut Token, _registers: &[Reg]) -> Res {
                $(self.$index.to_register(_gil, _registers[$index])?;)*
                Ok(())
            }
        }
    )*};
}
tuples! {
    0 ();
    1 (A 0);
    2 (A 0, B 1);
    3 (A 0, B 1, C 2);
    4 (A 0, B 1, C 2, D 3);
    5 (A 0, B 1, C 2, D 3, E 4);
    6 (A 0, B 1, C 2, D 3, E 4, F 5);
    7 (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    8 (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
}

macro_rules! tuple_values {
    ($($count:literal ($($ty:ident $index:tt),*);)*) => {$(
        impl<$($ty: FromValue),*> FromValue for ($($ty,)*) {
            fn from_local(gil: &Gil<'_>, value: Local<'_>) -> Result<Self, Error> {
                match value.as_tuple() {
                    Some(tuple) if tuple.len() == $count => {
                        Ok(($($ty::from_local(gil, tuple.get($index).unwrap_or(gil.token().none()))?,)*))
                    }
                    _ => mismatch(gil, concat!("a tuple of ", $count), value),
                }
            }
        }
    )*};
}
tuple_values! {
    1 (A 0);
    2 (A 0, B 1);
    3 (A 0, B 1, C 2);
    4 (A 0, B 1, C 2, D 3);
}
