//! The runtime as its hosts see it: an engine, its lock, and running a program in it.

use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, Weak};

use ungil_compiler::Program;
use ungil_grammar::{Diagnostic, Source};

use crate::heap::{Args, Config, Engine, Gil, Local, Object, Reg, Res, Scope, Thread};
use crate::object::{Name, Type};
use crate::sync::gil::Urgency;
use crate::sync::safepoint;
use crate::vm::region::{Stops, Unit};

thread_local! {
    static ATTACHED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread holds the lock of some engine.
pub fn is_attached() -> bool {
    ATTACHED.get()
}

pub(crate) fn set_attached(attached: bool) {
    ATTACHED.set(attached);
}

/// Why a thread could not attach.
#[derive(Debug)]
pub enum AttachError {
    /// This thread holds a lock already, of this engine or of another.
    AlreadyAttached,
    /// The system refused the address space for the thread's registers.
    OutOfMemory(std::io::Error),
}

impl std::fmt::Display for AttachError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AttachError::AlreadyAttached => f.write_str("this thread is attached to an engine already"),
            AttachError::OutOfMemory(error) => write!(f, "no memory for a thread's registers: {error}"),
        }
    }
}

impl std::error::Error for AttachError {}

/// An engine's reference to itself, for the threads that it starts.
#[derive(Default)]
struct SelfRef(OnceLock<Weak<Engine>>);

/// An engine: its own lock, heap, types and modules. Clones share it.
#[derive(Clone)]
pub struct Runtime {
    engine: Arc<Engine>,
    stops: Arc<Stops>,
}

/// Gives the lock back on every way out of `attach`.
struct Attached<'a> {
    engine: &'a Engine,
    thread: Option<Arc<Thread>>,
}

impl Drop for Attached<'_> {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.reset();
            self.engine.spare_threads.borrow_mut().push(thread);
        }
        ATTACHED.set(false);
        self.engine.lock.release();
    }
}

impl Runtime {
    /// A fresh engine.
    pub fn new(config: Config) -> Result<Runtime, AttachError> {
        let engine = Arc::new(Engine::new(config));
        let stops = engine.extension::<Stops>();
        stops.set_budget(&engine.space.budget);
        let runtime = Runtime { engine, stops };
        let own = runtime.engine.extension::<SelfRef>();
        own.0.get_or_init(|| Arc::downgrade(&runtime.engine));
        let booted = runtime.attach(|gil| gil.boot())?;
        match booted {
            Ok(()) => Ok(runtime),
            Err(_) => {
                Err(AttachError::OutOfMemory(std::io::Error::other("the engine's types could not be made")))
            }
        }
    }

    /// Takes the lock and runs `f` with it.
    pub fn attach<T>(&self, f: impl FnOnce(&mut Gil) -> T) -> Result<T, AttachError> {
        self.attach_thread(false, f)
    }

    /// As `attach`, for the thread that signals go to.
    pub fn attach_main<T>(&self, f: impl FnOnce(&mut Gil) -> T) -> Result<T, AttachError> {
        self.attach_thread(true, f)
    }

    fn attach_thread<T>(&self, main: bool, f: impl FnOnce(&mut Gil) -> T) -> Result<T, AttachError> {
        if ATTACHED.get() {
            return Err(AttachError::AlreadyAttached);
        }
        let engine = &*self.engine;
        engine.lock.acquire(&engine.breaker, Urgency::Returning);
        ATTACHED.set(true);
        let mut attached = Attached { engine, thread: None };
        let spare = engine.spare_threads.borrow_mut().pop();
        let thread = match spare {
            Some(thread) => thread,
            None => {
                // Only the thread that holds the lock looks at it, though other threads may drop the last reference.
                #[allow(clippy::arc_with_non_send_sync)]
                let thread = Arc::new(Thread::new().map_err(AttachError::OutOfMemory)?);
                engine.threads.borrow_mut().push(thread.clone());
                thread
            }
        };
        thread.adopt(main);
        let pointer = NonNull::from(&*thread);
        attached.thread = Some(thread);
        let mut gil = Gil::of_locking_thread(pointer, NonNull::from(engine));
        let result = f(&mut gil);
        drop(attached);
        Ok(result)
    }

    /// The engine, for what needs no lock: the breaker, the stop flag.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// Asks the main thread for a KeyboardInterrupt. Callable from a signal handler: two atomic stores.
    pub fn interrupt(&self) {
        self.engine.interrupted.store(true, Ordering::SeqCst);
        self.engine.breaker.set(safepoint::SIGNAL);
    }

    /// The stop words of native code.
    pub fn stops(&self) -> &Arc<Stops> {
        &self.stops
    }

    /// Ctrl-C of the process becomes KeyboardInterrupt in this engine's main thread.
    pub fn handle_signals(&self) {
        crate::sync::signals::install(self.engine.clone(), self.stops.main().clone());
    }

    /// Ends everything that runs in this engine, uncatchably, until it is taken back.
    pub fn stop(&self, on: bool) {
        self.engine.closed.store(on, Ordering::SeqCst);
        if on {
            self.engine.breaker.set(safepoint::STOP);
            self.stops.stop_all();
        } else {
            self.engine.breaker.clear(safepoint::STOP);
            self.stops.resume_all();
        }
    }

    /// Compiles and runs a text as the main module. The exit code: 0, 1 after an uncaught exception (its traceback went
    /// to standard error), or what `SystemExit` says.
    pub fn run_source(&self, source: &Source) -> Result<RunOutcome, AttachError> {
        match crate::loader::compile(source, crate::loader::Mode::File) {
            Ok(program) => self.run_program(&program),
            Err(diagnostics) => Ok(RunOutcome::Refused(source.clone(), diagnostics)),
        }
    }

    /// Runs a compiled program as the main module.
    pub fn run_program(&self, program: &Arc<Program>) -> Result<RunOutcome, AttachError> {
        self.attach_main(|gil| {
            let s = &mut Scope::new(gil);
            let module = s.slot();
            let result = s.run_main(program, module);
            let code = match result {
                Ok(()) => 0,
                Err(_) => s.report_uncaught(),
            };
            RunOutcome::Ran(s.shutdown(code))
        })
    }
}

/// What became of a program.
#[derive(Debug)]
pub enum RunOutcome {
    /// It ran; the exit code.
    Ran(i32),
    /// It does not compile.
    Refused(Source, Vec<Diagnostic>),
}

impl Gil {
    /// Makes the module `__main__` and runs a program in it.
    pub fn run_main(&mut self, program: &Arc<Program>, module: Reg) -> Res {
        self.main_module(program.source.name(), module)?;
        self.run_unit(&Unit::new(program.clone()), module)
    }

    /// Makes a module that `sys.modules` does not know and runs a program in it.
    pub fn run_module(&mut self, unit: &Arc<Unit>, module: Reg) -> Res {
        self.new_namespace("__main__", unit.program.source.name(), module)?;
        self.run_unit(unit, module)
    }

    /// Runs one input of an interactive session in the module `__main__`, which the first one makes. What it raises is
    /// reported; the exit code if the session is to end.
    pub fn run_session_input(&mut self, unit: &Arc<Unit>) -> Option<i32> {
        let s = &mut Scope::new(self);
        let module = s.slot();
        let known = s.modules_dict().get_str(s, s.name(Name::MainName)).map(Local::word);
        let ready = match known {
            Some(known) => {
                module.set(s, Local::new(known));
                Ok(())
            }
            None => s.main_module(unit.program.source.name(), module),
        };
        let ran = ready.and_then(|()| s.run_unit(unit, module));
        if ran.is_ok() {
            // Whoever reads the other end sees the answer before the next input.
            return crate::stdlib::io::flush_out(s).is_err().then(|| s.shutdown(1));
        }
        let exits = s.raised_is(Type::SystemExit);
        let code = s.report_uncaught();
        exits.then(|| s.shutdown(code))
    }

    fn main_module(&mut self, file: &str, module: Reg) -> Res {
        self.new_namespace("__main__", file, module)?;
        self.modules_dict().set_str(self, self.name(Name::MainName), module.get(self))
    }

    fn new_namespace(&mut self, name: &str, file: &str, module: Reg) -> Res {
        let gil: &Gil = self;
        let dict = gil.dict();
        dict.set_str(gil, gil.name(Name::Name), gil.str(name))?;
        dict.set_str(gil, gil.name(Name::Doc), gil.none())?;
        dict.set_str(gil, gil.name(Name::Package), gil.none())?;
        dict.set_str(gil, gil.name(Name::Spec), gil.none())?;
        dict.set_str(gil, gil.name(Name::Builtins), gil.builtins_dict().local())?;
        dict.set_str(gil, gil.name(Name::File), gil.str(file))?;
        module.set(gil, gil.module_over(dict));
        Ok(())
    }

    fn run_unit(&mut self, unit: &Arc<Unit>, module: Reg) -> Res {
        let s = &mut Scope::new(self);
        let (function, out) = (s.slot(), s.slot());
        {
            let gil: &Gil = s;
            let Some(module) = module.get(gil).as_module() else { return Ok(()) };
            function.set(gil, gil.load_unit(unit, module.dict())?);
        }
        s.call(function, Args::NONE, out)
    }

    /// Runs a program in an existing namespace; `out` is what it returns (the value, in `Mode::Eval`).
    pub fn run_in(&mut self, program: &Arc<Program>, globals: Reg, out: Reg) -> Res {
        let s = &mut Scope::new(self);
        let function = s.slot();
        {
            let gil: &Gil = s;
            let Some(dict) = globals.get(gil).as_dict() else {
                return Err(gil.type_error("globals must be a dict"));
            };
            function.set(gil, gil.load_program(program, dict)?);
        }
        s.call(function, Args::NONE, out)
    }

    /// Reports the exception being raised as the interpreter does at the end of a program; the exit code.
    pub fn report_uncaught(&mut self) -> i32 {
        let s = &mut Scope::new(self);
        let exception = s.slot();
        exception.set(s, s.take_raised());
        if s.is_instance_of(exception.get(s), Type::SystemExit) {
            return s.exit_code(exception);
        }
        let interrupted = s.is_instance_of(exception.get(s), Type::KeyboardInterrupt);
        let text = s.format_exception(exception);
        let _ = s.write_stderr(&text);
        if interrupted { 130 } else { 1 }
    }

    fn exit_code(&mut self, exception: Reg) -> i32 {
        let s = &mut Scope::new(self);
        let code = s.slot();
        let Ok(found) = s.getattr_opt(exception, "code", code) else { return 1 };
        if !found || code.get(s).is_none() {
            return 0;
        }
        if let Some(code) = code.get(s).to_i64() {
            return (code & 0xff) as i32;
        }
        if let Ok(mut text) = s.str_text(code) {
            text.push(b'\n');
            let _ = s.write_stderr(&text);
        }
        1
    }

    /// Joins threads, runs exit functions and flushes. Gives the exit code back, or another if flushing failed.
    pub fn shutdown(&mut self, code: i32) -> i32 {
        crate::stdlib::at_exit(self, code)
    }

    /// Starts a thread of the system that attaches to this engine and runs `run`.
    pub(crate) fn spawn_thread(
        &self,
        stack: usize,
        run: impl FnOnce(&mut Gil) + Send + 'static,
    ) -> std::io::Result<()> {
        let own = self.engine().extension::<SelfRef>();
        let Some(engine) = own.0.get().and_then(Weak::upgrade) else {
            return Err(std::io::Error::other("the engine ends"));
        };
        let stops = engine.extension::<Stops>();
        let runtime = Runtime { engine, stops };
        std::thread::Builder::new().stack_size(stack).spawn(move || {
            // A thread that cannot attach has nobody to tell: its registers' address space was refused.
            let _ = runtime.attach(run);
        })?;
        Ok(())
    }
}
