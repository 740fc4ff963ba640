//! [`Module`] and [`NativeFn`]: a loaded text, and its native functions with Rust types.

use std::sync::Arc;

use ungil_compiler::check::NoConstants;
use ungil_runtime::heap::Handle;
use ungil_runtime::jit::{
    NativeError, NativeParam, NativeParams, NativeResult, NativeScalar, StopWord, Typed,
};
use ungil_runtime::vm::region::Unit;

use crate::{Arguments, CompileError, Engine, Error, Exception, Gil, Value};

/// A text that was compiled and whose top level ran. Compiling it again gives another module; handles of the old one stay
/// on the old code.
#[derive(Clone)]
pub struct Module {
    engine: Engine,
    unit: Arc<Unit>,
    namespace: Arc<Handle>,
}

impl Module {
    pub(crate) fn new(engine: Engine, unit: Arc<Unit>, namespace: Handle) -> Module {
        Module { engine, unit, namespace: Arc::new(namespace) }
    }

    /// A function of the module. The name is looked up at each call, so a function that the program rebinds is called
    /// in its new form.
    ///
    /// ```
    /// # use ungil::{Engine, Source};
    /// let engine = Engine::new();
    /// let module = engine.compile(Source::new("m.py", "def main(n, text):\n    return text * n\n"))?;
    /// let text: String = engine.attach(|gil| module.func("main")?.call(gil, (2, "ab"))?.extract(gil))?;
    /// assert_eq!(text, "abab");
    /// assert!(matches!(module.func("other"), Err(ungil::Error::NoSuchFunction(_))));
    /// # Ok::<(), ungil::Error>(())
    /// ```
    pub fn func(&self, name: &str) -> Result<Function, Error> {
        if !self.unit.program.module.globals.contains_key(name) {
            return Err(Error::NoSuchFunction(name.to_owned()));
        }
        Ok(Function { module: Value(self.namespace.clone()), name: name.to_owned() })
    }

    /// A native function with its Rust signature, which is compared once. Calls need no lock, from any thread.
    ///
    /// ```
    /// use ungil::{Engine, Source};
    ///
    /// let text = "
    /// from ungil import View, f64, nogil
    ///
    /// @nogil
    /// def dot(a: View[f64], b: View[f64]) -> f64:
    ///     s = 0.0
    ///     for i in range(len(a)):
    ///         s += a[i] * b[i]
    ///     return s
    /// ";
    /// let module = Engine::new().compile(Source::new("k.py", text))?;
    /// let dot = module.native::<(&[f64], &[f64]), f64>("dot")?;
    /// assert_eq!(dot.call(&[1.0, 2.0], &[3.0, 4.0])?, 11.0);
    /// # Ok::<(), ungil::Error>(())
    /// ```
    pub fn native<A: NativeParams, R: NativeResult>(&self, name: &str) -> Result<NativeFn<A, R>, Error> {
        let program = &self.unit.program;
        let function = program.module.global_function(name).map(|id| program.module.function(id));
        let Some(region) = function.and_then(|function| function.region) else {
            return Err(Error::NoSuchFunction(name.to_owned()));
        };
        let untyped = ungil_compiler::check::untyped(&program.module, region);
        if !untyped.is_empty() {
            return Err(CompileError { source: program.source.clone(), diagnostics: untyped }.into());
        }
        let compiled = match self.unit.instance(region.0, &[], &NoConstants) {
            Ok(compiled) => compiled,
            Err(_) => {
                let refused = ungil_compiler::check::instantiate(
                    &program.module,
                    &program.source,
                    region,
                    &[],
                    &NoConstants,
                );
                let diagnostics = refused.err().unwrap_or_default();
                return Err(CompileError { source: program.source.clone(), diagnostics }.into());
            }
        };
        if compiled.instance.takes_lock {
            let span = function.map_or_else(Default::default, |function| function.name_span);
            let message = format!("`{name}` takes the lock, so it is no native function for a host");
            let d = ungil_grammar::Diagnostic::error(ungil_grammar::codes::NOT_IN_NATIVE, span, message)
                .with_text("a `with gil:` is in it or below it")
                .with_hint("call it as `Module::function`, with the lock");
            return Err(CompileError { source: program.source.clone(), diagnostics: vec![d] }.into());
        }
        match Typed::new(compiled.code.clone(), 0) {
            Ok(typed) => {
                let stop = self.engine.runtime.stops().register();
                Ok(NativeFn { typed, stop })
            }
            Err(mismatch) => Err(Error::Signature { want: mismatch.want, have: mismatch.have }),
        }
    }
}

impl std::fmt::Debug for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Module").field("source", &self.unit.program.source.name()).finish_non_exhaustive()
    }
}

/// A function of a module, by its name.
#[derive(Clone, Debug)]
pub struct Function {
    module: Value,
    name: String,
}

impl Function {
    /// Calls it with positional arguments.
    pub fn call<A: Arguments>(&self, gil: &mut Gil<'_>, args: A) -> Result<Value, Error> {
        self.value(gil)?.call(gil, args)
    }

    /// The function as a value.
    pub fn value(&self, gil: &mut Gil<'_>) -> Result<Value, Error> {
        self.module.attribute(gil, &self.name)
    }
}

/// A native function with its Rust type. It keeps its code alive and may be called from any thread, without a lock.
pub struct NativeFn<A, R> {
    typed: Typed<A, R>,
    stop: Arc<StopWord>,
}

impl<A, R> Clone for NativeFn<A, R> {
    fn clone(&self) -> Self {
        NativeFn { typed: self.typed.clone(), stop: self.stop.clone() }
    }
}

impl<A, R> std::fmt::Debug for NativeFn<A, R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NativeFn")
    }
}

impl<A, R: NativeResult> NativeFn<A, R> {
    pub(crate) fn call_words<B: NativeParams>(&self, args: B) -> Result<R, Error> {
        self.typed.call_as(&self.stop, args).map_err(native_error)
    }
}

/// `call` with the arguments one by one, as the function's parameters are.
macro_rules! calls {
    ($(($($ty:ident $arg:ident),*);)*) => {$(
        impl<$($ty: Param,)* R: NativeResult> NativeFn<($($ty,)*), R> {
            /// Calls it.
            #[allow(clippy::too_many_arguments)]
            pub fn call(&self, $($arg: $ty::Arg<'_>),*) -> Result<R, Error> {
                self.call_words(($($arg,)*))
            }
        }
    )*};
}
calls! {
    ();
    (A a);
    (A a, B b);
    (A a, B b, C c);
    (A a, B b, C c, D d);
    (A a, B b, C c, D d, E e);
    (A a, B b, C c, D d, E e, F f);
    (A a, B b, C c, D d, E e, F f, G g);
    (A a, B b, C c, D d, E e, F f, G g, H h);
}

/// A parameter of a native function; `Arg` is what a call takes, with its own lifetime.
pub trait Param: NativeParam {
    /// The argument.
    type Arg<'a>: NativeParam;
}

macro_rules! scalars {
    ($($ty:ty)*) => {$(impl Param for $ty { type Arg<'a> = $ty; })*};
}
scalars!(bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64);

impl<T: NativeScalar + 'static> Param for &[T] {
    type Arg<'a> = &'a [T];
}

impl<T: NativeScalar + 'static> Param for &mut [T] {
    type Arg<'a> = &'a mut [T];
}

#[cold]
fn native_error(error: NativeError) -> Error {
    if error.kind.name() == "Stopped" {
        return Error::Interrupted;
    }
    let NativeError { kind, message, pos, function, file, .. } = error;
    let class = kind.name().to_owned();
    let last = if message.is_empty() { class.clone() } else { format!("{class}: {message}") };
    let traceback = format!(
        "Traceback (most recent call last):\n  File \"{file}\", line {}, in {function}\n{last}\n",
        pos.line
    );
    Error::Raised(Exception { class, message, traceback })
}
