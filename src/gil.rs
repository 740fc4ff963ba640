//! [`Gil`]: the lock as a token.

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ungil_runtime::heap::{Gil as Token, Local, Scope};
use ungil_runtime::object::Type;

use crate::{Error, Exception, ToValue, Value};

/// Proof that this thread holds an engine's lock; it exists only inside [`crate::Engine::attach`]. What reads takes `&Gil`, what
/// may run the program or release the lock takes `&mut Gil`.
///
/// It can neither be cloned nor leave its thread nor its closure:
///
/// ```compile_fail
/// let engine = ungil::Engine::new();
/// engine.attach(|gil| {
///     std::thread::scope(|scope| {
///         scope.spawn(move || gil.detach(|| ()));
///     });
///     Ok(())
/// });
/// ```
///
/// ```compile_fail
/// let engine = ungil::Engine::new();
/// let mut out = None;
/// engine.attach(|gil| {
///     out = Some(gil);
///     Ok(())
/// });
/// ```
pub struct Gil<'e> {
    token: &'e mut Token,
    stopped: &'e Arc<AtomicBool>,
    /// Invariant in the lifetime: tokens of two engines cannot be exchanged.
    _invariant: PhantomData<fn(&'e ()) -> &'e ()>,
}

impl<'e> Gil<'e> {
    pub(crate) fn new(token: &'e mut Token, stopped: &'e Arc<AtomicBool>) -> Gil<'e> {
        Gil { token, stopped, _invariant: PhantomData }
    }

    pub(crate) fn token(&self) -> &Token {
        self.token
    }

    pub(crate) fn token_mut(&mut self) -> &mut Token {
        self.token
    }

    /// Releases the lock while `f` runs on this thread. Nothing borrowed from the token is reachable in `f`, so it needs no
    /// `Send` bound; it may attach to this or another engine.
    pub fn detach<T>(&mut self, f: impl FnOnce() -> T) -> T {
        self.token.detach(f)
    }

    /// A value of the program from one of Rust's.
    ///
    /// ```
    /// # let engine = ungil::Engine::new();
    /// let list = engine.attach(|gil| gil.value(&[1, 2, 3][..]))?;
    /// assert_eq!(engine.attach(|gil| list.extract::<Vec<i64>>(gil))?, [1, 2, 3]);
    /// # Ok::<(), ungil::Error>(())
    /// ```
    pub fn value(&mut self, value: impl ToValue) -> Result<Value, Error> {
        let made = {
            let scope = &mut Scope::new(self.token);
            let out = scope.slot();
            value.to_register(scope, out).map(|()| scope.handle(out.get(scope)))
        };
        match made {
            Ok(handle) => Ok(Value(Arc::new(handle))),
            Err(_) => Err(self.take_error()),
        }
    }

    pub(crate) fn keep(&self, value: Local<'_>) -> Value {
        Value(Arc::new(self.token.handle(value)))
    }

    /// The exception being raised, as an error.
    pub(crate) fn take_error(&mut self) -> Error {
        let scope = &mut Scope::new(self.token);
        let exception = scope.slot();
        exception.set(scope, scope.take_raised());
        if scope.is_instance_of(exception.get(scope), Type::EngineClosed) {
            let interrupted = self.stopped.load(Ordering::SeqCst);
            return if interrupted { Error::Interrupted } else { Error::EngineClosed };
        }
        let traceback = String::from_utf8_lossy(&scope.format_exception(exception)).into_owned();
        let class = scope.type_name(exception.get(scope));
        let message = match scope.str_text(exception) {
            Ok(text) => String::from_utf8_lossy(&text).into_owned(),
            Err(_) => {
                scope.take_raised();
                String::new()
            }
        };
        Error::Raised(Exception { class, message, traceback })
    }
}

impl std::fmt::Debug for Gil<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gil")
    }
}
