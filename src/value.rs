//! [`Value`]: an owned handle, useless without the token.

use std::sync::Arc;

use ungil_runtime::heap::{Handle, Local, Reg, Scope};

use crate::{Arguments, Error, FromValue, Gil};

/// A value of the program, kept alive. It may be sent to any thread and dropped without the lock.
///
/// ```
/// # let engine = ungil::Engine::new();
/// let text = engine.attach(|gil| gil.value("hello"))?;
/// let other = ungil::Engine::new();
/// let error = other.attach(|gil| text.extract::<String>(gil)).unwrap_err();
/// assert!(matches!(error, ungil::Error::WrongEngine));
/// # Ok::<(), ungil::Error>(())
/// ```
#[derive(Clone)]
pub struct Value(pub(crate) Arc<Handle>);

impl Value {
    /// Reads the value as a Rust type. Runs no guest code.
    pub fn extract<T: FromValue>(&self, gil: &Gil<'_>) -> Result<T, Error> {
        T::from_local(gil, self.local(gil)?)
    }

    /// Calls it with positional arguments.
    pub fn call<A: Arguments>(&self, gil: &mut Gil<'_>, args: A) -> Result<Value, Error> {
        self.local(gil)?;
        let called = {
            let scope = &mut Scope::new(gil.token_mut());
            let (callee, out) = (scope.slot(), scope.slot());
            if let Some(value) = self.0.get(scope) {
                callee.set(scope, value);
            }
            let window = scope.slots(A::COUNT);
            let registers: Vec<Reg> = window.iter().collect();
            args.to_registers(scope, &registers)
                .and_then(|()| scope.call(callee, window, out))
                .map(|()| scope.handle(out.get(scope)))
        };
        match called {
            Ok(handle) => Ok(Value(Arc::new(handle))),
            Err(_) => Err(gil.take_error()),
        }
    }

    /// An attribute.
    pub fn attribute(&self, gil: &mut Gil<'_>, name: &str) -> Result<Value, Error> {
        self.local(gil)?;
        let found = {
            let scope = &mut Scope::new(gil.token_mut());
            let (object, out) = (scope.slot(), scope.slot());
            if let Some(value) = self.0.get(scope) {
                object.set(scope, value);
            }
            scope.getattr(object, name, out).map(|()| scope.handle(out.get(scope)))
        };
        match found {
            Ok(handle) => Ok(Value(Arc::new(handle))),
            Err(_) => Err(gil.take_error()),
        }
    }

    fn local<'g>(&self, gil: &'g Gil<'_>) -> Result<Local<'g>, Error> {
        self.0.get(gil.token()).ok_or(Error::WrongEngine)
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value")
    }
}
