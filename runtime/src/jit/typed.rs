//! Typed calls from Rust: the signature is compared once, then a call packs words and jumps.

use super::code::NativeCode;
use super::ctx::{CallCtx, OwnedArray, StopWord};
use super::{NativeError, NativeValue};
use std::cell::RefCell;
use std::marker::PhantomData;
use std::sync::Arc;
use ungil_compiler::codegen::abi;
use ungil_compiler::tir::{Scalar, Type};

/// The most words that arguments of a typed call may take.
const MAX_WORDS: usize = 24;

/// The most words that results of a typed call take: a tuple of scalars or a view.
const MAX_RESULT_WORDS: usize = 8;

/// Words of arguments under construction.
#[derive(Debug)]
pub struct Words {
    words: [u64; MAX_WORDS],
    len: usize,
}

impl Words {
    fn push(&mut self, word: u64) {
        self.words[self.len] = word;
        self.len += 1;
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A Rust type that can be an argument: a scalar, `&[T]`, `&mut [T]`.
pub trait NativeParam: sealed::Sealed {
    /// True if a parameter of that type and write summary takes it.
    fn accepts(ty: Type, writes: bool) -> bool;
    /// The name in signatures.
    fn name() -> String;
    /// Put it into words. The memory stays borrowed by the caller for the whole call.
    fn put(self, words: &mut Words);
}

/// A scalar type of both languages.
pub trait NativeScalar: Copy + sealed::Sealed {
    /// Which.
    const TYPE: Scalar;
    /// As 64 bits.
    fn to_bits(self) -> u64;
    /// From 64 bits.
    fn from_bits(bits: u64) -> Self;
}

macro_rules! scalars {
    ($($rust:ty, $ty:ident, |$x:ident| $to:expr, |$b:ident| $from:expr;)*) => {
        $(
            impl sealed::Sealed for $rust {}
            impl NativeScalar for $rust {
                const TYPE: Scalar = Scalar::$ty;
                fn to_bits(self) -> u64 { let $x = self; $to }
                fn from_bits($b: u64) -> Self { $from }
            }
            impl NativeParam for $rust {
                fn accepts(ty: Type, _writes: bool) -> bool { ty == Type::Scalar(Scalar::$ty) }
                fn name() -> String { Scalar::$ty.name().to_string() }
                fn put(self, words: &mut Words) { words.push(NativeScalar::to_bits(self)) }
            }
            impl NativeResult for $rust {
                fn accepts(results: &[Type]) -> bool { results == [Type::Scalar(Scalar::$ty)] }
                fn name() -> String { Scalar::$ty.name().to_string() }
                fn take(words: &[u64], _arrays: &mut Vec<OwnedArray>) -> Self { NativeScalar::from_bits(words[0]) }
            }
        )*
    };
}

scalars! {
    bool, Bool, |x| x as u64, |b| b & 1 != 0;
    i8, I8, |x| x as u64, |b| b as i8;
    i16, I16, |x| x as u64, |b| b as i16;
    i32, I32, |x| x as u64, |b| b as i32;
    i64, I64, |x| x as u64, |b| b as i64;
    u8, U8, |x| x as u64, |b| b as u8;
    u16, U16, |x| x as u64, |b| b as u16;
    u32, U32, |x| x as u64, |b| b as u32;
    u64, U64, |x| x, |b| b;
    f32, F32, |x| x.to_bits() as u64, |b| f32::from_bits(b as u32);
    f64, F64, |x| x.to_bits(), |b| f64::from_bits(b);
}

fn put_slice<T>(address: usize, len: usize, words: &mut Words) {
    words.push(address as u64);
    words.push(len as u64);
    words.push(size_of::<T>() as u64);
}

impl<T> sealed::Sealed for &[T] {}
impl<T: NativeScalar> NativeParam for &[T] {
    fn accepts(ty: Type, writes: bool) -> bool {
        !writes && ty.view().is_some_and(|v| v.rank == 1 && v.elem == T::TYPE)
    }

    fn name() -> String {
        format!("&[{}]", T::TYPE)
    }

    fn put(self, words: &mut Words) {
        put_slice::<T>(self.as_ptr().expose_provenance(), self.len(), words);
    }
}

impl<T> sealed::Sealed for &mut [T] {}
impl<T: NativeScalar> NativeParam for &mut [T] {
    fn accepts(ty: Type, _writes: bool) -> bool {
        ty.view().is_some_and(|v| v.rank == 1 && v.elem == T::TYPE)
    }

    fn name() -> String {
        format!("&mut [{}]", T::TYPE)
    }

    fn put(self, words: &mut Words) {
        put_slice::<T>(self.as_mut_ptr().expose_provenance(), self.len(), words);
    }
}

/// A tuple of arguments.
pub trait NativeParams {
    /// True if a function with those parameters takes them.
    fn accepts(params: &[(Type, bool)]) -> bool;
    /// The names in signatures.
    fn names() -> Vec<String>;
    /// Put them into words.
    fn put(self, words: &mut Words);
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),*);)*) => {
        $(
            impl<$($name: NativeParam),*> NativeParams for ($($name,)*) {
                fn accepts(params: &[(Type, bool)]) -> bool {
                    const COUNT: usize = { let indices: &[usize] = &[$($index),*]; indices.len() };
                    params.len() == COUNT $(&& $name::accepts(params[$index].0, params[$index].1))*
                }
                fn names() -> Vec<String> { vec![$($name::name()),*] }
                #[allow(unused_variables)]
                fn put(self, words: &mut Words) { $(self.$index.put(words);)* }
            }
        )*
    };
}

tuples! {
    ();
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
}

/// A Rust type that can be a result: a scalar, `()`, a tuple of scalars, `Vec<T>`.
pub trait NativeResult: Sized {
    /// True if a function with those results gives it.
    fn accepts(results: &[Type]) -> bool;
    /// The name in signatures.
    fn name() -> String;
    /// Make it of words and the arrays that the call made.
    fn take(words: &[u64], arrays: &mut Vec<OwnedArray>) -> Self;
}

impl NativeResult for () {
    fn accepts(results: &[Type]) -> bool {
        results.is_empty()
    }

    fn name() -> String {
        "None".into()
    }

    fn take(_words: &[u64], _arrays: &mut Vec<OwnedArray>) {}
}

impl<T: NativeScalar> NativeResult for Vec<T> {
    fn accepts(results: &[Type]) -> bool {
        matches!(results, [Type::View(v)] if v.rank == 1 && v.elem == T::TYPE)
    }

    fn name() -> String {
        format!("Array[{}]", T::TYPE)
    }

    fn take(words: &[u64], _arrays: &mut Vec<OwnedArray>) -> Vec<T> {
        // The result may be a view of an argument or of a new array; both are alive here.
        (0..words[1])
            .map(|k| {
                let address = words[0].wrapping_add((k as i64).wrapping_mul(words[2] as i64) as u64);
                T::from_bits(super::memory::load(address, T::TYPE))
            })
            .collect()
    }
}

macro_rules! result_tuples {
    ($(($($name:ident $index:tt),*);)*) => {
        $(
            impl<$($name: NativeScalar),*> NativeResult for ($($name,)*) {
                fn accepts(results: &[Type]) -> bool { results == [$(Type::Scalar($name::TYPE)),*] }
                fn name() -> String { format!("({})", [$($name::TYPE.name()),*].join(", ")) }
                fn take(words: &[u64], _arrays: &mut Vec<OwnedArray>) -> Self { ($($name::from_bits(words[$index]),)*) }
            }
        )*
    };
}

result_tuples! {
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
}

/// The signature did not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureMismatch {
    /// The function's own.
    pub want: String,
    /// Rust's.
    pub have: String,
}

/// A native function with its Rust type. Cheap to clone, callable from any thread.
pub struct Typed<A, R> {
    code: Arc<NativeCode>,
    function: usize,
    words: usize,
    types: PhantomData<fn(A) -> R>,
}

impl<A, R> Clone for Typed<A, R> {
    fn clone(&self) -> Self {
        Typed { code: self.code.clone(), function: self.function, words: self.words, types: PhantomData }
    }
}

impl<A, R> std::fmt::Debug for Typed<A, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typed").field("function", &self.function).finish_non_exhaustive()
    }
}

thread_local! {
    /// The context of this thread, kept between calls.
    static CONTEXT: RefCell<Option<Box<CallCtx>>> = const { RefCell::new(None) };
}

/// Compare the signature of a function with Rust's types.
pub fn check_signature<A: NativeParams, R: NativeResult>(
    code: &NativeCode,
    function: usize,
) -> Result<usize, SignatureMismatch> {
    let f = code.group().functions.get(function);
    let params: Vec<(Type, bool)> =
        f.map_or(Vec::new(), |f| f.params.iter().map(|&p| f.ty(p)).zip(f.writes.iter().copied()).collect());
    let results: &[Type] = f.map_or(&[], |f| &f.results);
    let words: usize = params.iter().map(|p| abi::words(p.0)).sum();
    if f.is_some_and(|f| f.outs.is_empty())
        && A::accepts(&params)
        && R::accepts(results)
        && words <= MAX_WORDS
    {
        return Ok(words);
    }
    let list = |types: Vec<String>| types.join(", ");
    let want = list(
        params
            .iter()
            .map(|(ty, writes)| if *writes { format!("mut {ty}") } else { ty.to_string() })
            .collect(),
    );
    let gives = match results {
        [] => "None".to_string(),
        [one] => one.to_string(),
        many => format!("({})", list(many.iter().map(Type::to_string).collect())),
    };
    Err(SignatureMismatch {
        want: format!("({want}) -> {gives}"),
        have: format!("({}) -> {}", list(A::names()), R::name()),
    })
}

impl<A, R> Typed<A, R> {
    /// The function of that number, if its signature is `A` to `R`.
    ///
    /// `A` may name other lifetimes than the calls use: `Typed<(&'static [f64],), f64>` can be called with any slice through
    /// [`Typed::call_as`].
    pub fn new(code: Arc<NativeCode>, function: usize) -> Result<Typed<A, R>, SignatureMismatch>
    where
        A: NativeParams,
        R: NativeResult,
    {
        let words = check_signature::<A, R>(&code, function)?;
        Ok(Typed { code, function, words, types: PhantomData })
    }

    /// Call it. The stop word stops it.
    pub fn call(&self, stop: &Arc<StopWord>, args: A) -> Result<R, NativeError>
    where
        A: NativeParams,
        R: NativeResult,
    {
        // The types of `args` are those that were checked.
        self.call_words(stop, args)
    }

    /// Call it with arguments of the same types but for lifetimes; anything else is refused as a TypeError.
    pub fn call_as<B: NativeParams>(&self, stop: &Arc<StopWord>, args: B) -> Result<R, NativeError>
    where
        R: NativeResult,
    {
        let f = &self.code.group().functions[self.function];
        let params: Vec<(Type, bool)> =
            f.params.iter().map(|&p| f.ty(p)).zip(f.writes.iter().copied()).collect();
        if !B::accepts(&params) {
            return Err(NativeError {
                kind: ungil_compiler::tir::ExcKind::TypeError,
                message: "arguments of other types than the function's".into(),
                pos: f.pos,
                function: f.name.clone(),
                file: f.file.clone(),
                value: None,
                object: None,
                callers: Vec::new(),
                context: Vec::new(),
            });
        }
        self.call_words(stop, args)
    }

    fn call_words<B: NativeParams>(&self, stop: &Arc<StopWord>, args: B) -> Result<R, NativeError>
    where
        R: NativeResult,
    {
        let mut words = Words { words: [0; MAX_WORDS], len: 0 };
        args.put(&mut words);
        debug_assert_eq!(words.len, self.words);
        CONTEXT.with(|slot| match slot.try_borrow_mut() {
            Ok(mut slot) => {
                let ctx = slot.get_or_insert_with(|| Box::new(CallCtx::new(stop.clone())));
                ctx.set_stop_word(stop);
                self.run_words(ctx, &words)
            }
            // A host closure inside native code calls native code again.
            Err(_) => self.run_words(&mut CallCtx::new(stop.clone()), &words),
        })
    }

    fn run_words(&self, ctx: &mut CallCtx, words: &Words) -> Result<R, NativeError>
    where
        R: NativeResult,
    {
        let mut ret = [0u64; MAX_RESULT_WORDS];
        let status = self.code.thunk(self.function, ctx, words.words.as_ptr(), ret.as_mut_ptr());
        let result = if status == 0 { Ok(R::take(&ret, &mut ctx.arrays)) } else { Err(self.code.error(ctx)) };
        if !ctx.arrays.is_empty() {
            ctx.arrays.clear();
        }
        result
    }
}

/// A view argument over a slice, for `enter`.
pub fn slice_view<T: NativeScalar>(slice: &mut [T]) -> NativeValue {
    use ungil_compiler::tir::view::RawView;
    let base = slice.as_mut_ptr().expose_provenance() as u64;
    NativeValue::View(RawView::contiguous(base, &[slice.len() as i64], T::TYPE.size()))
}
