//! [`Engine`]: a lock, a heap and what was loaded into it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use ungil_grammar::{Diagnostic, Source};
use ungil_runtime::heap::{Config, Output, Scope, Tier};
use ungil_runtime::loader::{Mode, compile};
use ungil_runtime::runtime::{AttachError, RunOutcome, Runtime};
use ungil_runtime::vm::region::Unit;

use crate::{CompileError, Error, Gil, Interrupt, Module};

/// An isolated interpreter with a lock of its own. Clones are cheap and share it; several engines in one process run
/// in parallel.
///
/// ```
/// use ungil::Engine;
///
/// let engine = Engine::new();
/// engine.run("answer = 6 * 7")?;
/// # Ok::<(), ungil::Error>(())
/// ```
#[derive(Clone)]
pub struct Engine {
    pub(crate) runtime: Runtime,
    pub(crate) stopped: Arc<AtomicBool>,
    session: Arc<Mutex<Session>>,
}

/// What `run_interactive` knows of earlier inputs.
#[derive(Default)]
struct Session {
    names: ungil_compiler::Session,
    /// The programs that have regions.
    units: Vec<Weak<Unit>>,
}

impl Session {
    fn compile(&mut self, source: &Source) -> Result<Arc<Unit>, Vec<Diagnostic>> {
        let unit = Unit::new(Arc::new(self.names.compile(source)?));
        self.units.retain(|unit| unit.strong_count() > 0);
        if self.names.rebound() {
            self.units.iter().filter_map(Weak::upgrade).for_each(|unit| unit.forget());
        }
        if !unit.program.module.regions.is_empty() {
            self.units.push(Arc::downgrade(&unit));
        }
        Ok(unit)
    }
}

/// Options of an engine.
///
/// ```
/// let engine = ungil::Engine::builder().stdout(|bytes| eprint!("{}", String::from_utf8_lossy(bytes))).build()?;
/// engine.run("print('to stderr')")?;
/// # Ok::<(), ungil::Error>(())
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct EngineBuilder {
    config: Config,
    signals: bool,
}

impl EngineBuilder {
    /// `sys.argv`.
    pub fn argv(mut self, argv: Vec<String>) -> Self {
        self.config.argv = argv;
        self
    }

    /// The directory from which the program imports modules of its own, as `sys.path[0]`.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.config.path = vec![path.into()];
        self
    }

    /// What the program prints goes to this function, which is called with the lock held.
    pub fn stdout(mut self, sink: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        self.config.stdout = Output::Hook(Arc::new(sink));
        self
    }

    /// What the program writes to standard error goes to this function.
    pub fn stderr(mut self, sink: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        self.config.stderr = Output::Hook(Arc::new(sink));
        self
    }

    /// What the programs may use up.
    pub fn limits(mut self, limits: crate::Limits) -> Self {
        self.config.heap_limit = limits.heap;
        self
    }

    /// Who runs native regions.
    pub fn tier(mut self, tier: Tier) -> Self {
        self.config.tier = tier;
        self
    }

    /// Run each region natively and in the evaluator, and compare; a difference raises SystemError.
    pub fn verify_native(mut self, on: bool) -> Self {
        self.config.verify_native = on;
        self
    }

    /// Ctrl-C of the process becomes KeyboardInterrupt in this engine's main thread. For one engine of a process.
    pub fn signals(mut self, on: bool) -> Self {
        self.signals = on;
        self
    }

    /// Makes the engine.
    pub fn build(mut self) -> Result<Engine, Error> {
        let on = |name: &str| std::env::var_os(name).is_some_and(|value| value == "1");
        self.config.gc_stress |= on("UNGIL_GC_STRESS");
        self.config.switch_stress |= on("UNGIL_SWITCH_STRESS");
        let runtime = Runtime::new(self.config)?;
        if self.signals {
            runtime.handle_signals();
        }
        Ok(Engine { runtime, stopped: Arc::default(), session: Arc::default() })
    }
}

impl From<AttachError> for Error {
    fn from(error: AttachError) -> Error {
        match error {
            AttachError::AlreadyAttached => Error::AlreadyAttached,
            AttachError::OutOfMemory(error) => Error::System(error.to_string()),
        }
    }
}

impl Default for Engine {
    fn default() -> Engine {
        Engine::new()
    }
}

impl Engine {
    /// An engine with the default options.
    ///
    /// # Panics
    /// If this thread holds the lock of another engine, or there is no memory for the engine's first thread;
    /// [`EngineBuilder::build`] answers an error instead.
    pub fn new() -> Engine {
        match Engine::builder().build() {
            Ok(engine) => engine,
            Err(error) => panic!("no engine: {error}"),
        }
    }

    /// Options for another kind of engine.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// Compiles and runs a text as a module of its own.
    ///
    /// ```
    /// let engine = ungil::Engine::new();
    /// let error = engine.run("1 // 0").unwrap_err();
    /// assert_eq!(error.to_string(), "ZeroDivisionError: integer division or modulo by zero");
    /// ```
    pub fn run(&self, text: &str) -> Result<(), Error> {
        self.compile(Source::new("<string>", text)).map(drop)
    }

    /// Compiles a text and runs its top level, which defines its functions.
    ///
    /// ```
    /// use ungil::{Engine, Source};
    ///
    /// let engine = Engine::new();
    /// let module = engine.compile(Source::new("k.py", "def double(x):\n    return 2 * x\n"))?;
    /// let answer: i64 = engine.attach(|gil| module.func("double")?.call(gil, (21,))?.extract(gil))?;
    /// assert_eq!(answer, 42);
    /// # Ok::<(), ungil::Error>(())
    /// ```
    pub fn compile(&self, source: Source) -> Result<Module, Error> {
        let program = match compile(&source, Mode::File) {
            Ok(program) => program,
            Err(diagnostics) => return Err(CompileError { source, diagnostics }.into()),
        };
        let unit = Unit::new(program);
        self.attach(|gil| {
            let ran = {
                let scope = &mut Scope::new(gil.token_mut());
                let module = scope.slot();
                scope.run_module(&unit, module).map(|()| scope.handle(module.get(scope)))
            };
            match ran {
                Ok(namespace) => Ok(Module::new(self.clone(), unit, namespace)),
                Err(_) => Err(gil.take_error()),
            }
        })
    }

    /// Takes the lock, runs `f` with the token that proves it, and gives the lock back.
    ///
    /// A thread holds at most one lock: inside `f`, [`Error::AlreadyAttached`] is the answer for this and every other
    /// engine; release it first with [`Gil::detach`].
    pub fn attach<T>(&self, f: impl FnOnce(&mut Gil<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.runtime.attach(|token| f(&mut Gil::new(token, &self.stopped)))?
    }

    /// A handle that stops what runs in this engine, from any thread.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt::new(self.runtime.clone(), self.stopped.clone())
    }

    /// Runs a program as the command line does: as `__main__`, with tracebacks and diagnostics on standard error, its
    /// threads joined at the end. The exit code.
    pub fn run_main(&self, source: Source) -> Result<u8, Error> {
        match self.runtime.run_source(&source)? {
            RunOutcome::Ran(code) => Ok(code as u8),
            RunOutcome::Refused(source, diagnostics) => {
                eprint!("{}", CompileError { source, diagnostics }.render());
                Ok(1)
            }
        }
    }

    /// Runs one input of a session in the module `__main__`: shows values of expressions, prints tracebacks. An exit
    /// code if the session is to end.
    pub fn run_interactive(&self, text: &str) -> Option<u8> {
        let source = Source::new("<stdin>", text);
        let compiled = self.session.lock().unwrap_or_else(PoisonError::into_inner).compile(&source);
        let unit = match compiled {
            Ok(unit) => unit,
            Err(diagnostics) => {
                eprint!("{}", CompileError { source, diagnostics }.render());
                return None;
            }
        };
        self.runtime.attach_main(|gil| gil.run_session_input(&unit)).ok().flatten().map(|code| code as u8)
    }

    /// Ends a session: joins its threads, runs its exit functions, flushes its output. Gives the exit code.
    pub fn end_session(&self) -> u8 {
        self.runtime.attach_main(|gil| gil.shutdown(0)).map_or(1, |code| code as u8)
    }

    /// Whether [`Interrupt::raise`] asked for a stop that was not served yet.
    pub fn is_interrupted(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}
