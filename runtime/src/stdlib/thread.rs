//! `_thread`: threads of the system and locks. `threading` is made of this in the language itself.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::heap::{Args, Gil, Local, Object, Reg, Res, Scope};
use crate::object::{Def, Type};
use crate::vm::{ModuleDef, frames};

use super::put;

pub(super) const MODULE: ModuleDef = ModuleDef { name: "_thread", functions: FUNCTIONS, init };

static FUNCTIONS: &[Def] = &[
    Def::new("start_new_thread", "function, args, kwargs=None, /", start_new_thread),
    Def::new("start_new", "function, args, kwargs=None, /", start_new_thread),
    Def::new("allocate_lock", "", allocate_lock),
    Def::new("get_ident", "", get_ident),
    Def::new("get_native_id", "", get_ident),
    Def::new("stack_size", "size=0, /", stack_size),
    Def::new("_count", "", count),
    Def::new("_format_entries", "traceback, /", format_entries),
    Def::new("_format_exception", "exception, /", format_exception),
    Def::new("is_main_thread", "", is_main_thread),
    Def::new("_frame_now", "index, function, /", frames::frame_now),
    Def::new("_frame_locals", "index, function, /", frames::frame_locals),
    Def::new("_frame_object", "index, /", frames::frame_object),
    Def::new("_generator_now", "generator, /", frames::generator_now),
    Def::new("_generator_locals", "generator, /", frames::generator_locals),
];

/// Methods of the types of this module.
pub(crate) const METHODS: &[(Type, &[Def])] =
    &[(Type::Lock, LOCK), (Type::RLock, LOCK), (Type::RLock, RLOCK)];

static LOCK: &[Def] = &[
    Def::static_method("__new__", "cls, /", new_lock),
    Def::new("acquire", "blocking=True, timeout=-1", acquire),
    Def::new("release", "", release),
    Def::new("locked", "", locked),
    Def::new("__enter__", "", enter),
    Def::new("__exit__", "*args", exit),
    Def::new("__repr__", "", repr),
];

static RLOCK: &[Def] = &[
    Def::new("_is_owned", "", is_owned),
    Def::new("_release_save", "", release_save),
    Def::new("_acquire_restore", "state, /", acquire_restore),
];

/// How long a waiting thread sleeps before it looks at signals and at the end of the engine.
const SLICE: Duration = Duration::from_millis(50);
/// `threading.TIMEOUT_MAX`.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;
const STACK: usize = 16 << 20;

/// A lock of guest code. It may be released by another thread than the one that took it, unless it is reentrant.
struct Lock {
    state: Mutex<State>,
    free: Condvar,
    reentrant: bool,
}

#[derive(Default)]
struct State {
    /// How often the owner took it; 0 when it is free.
    count: u64,
    owner: u64,
}

impl Lock {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_take(&self, state: &mut State, me: u64) -> bool {
        let mine = self.reentrant && state.count > 0 && state.owner == me;
        if state.count == 0 || mine {
            state.count += 1;
            state.owner = me;
            return true;
        }
        false
    }

    /// Waits for at most this long, without the lock of the engine.
    fn wait(&self, me: u64, longest: Duration) -> bool {
        let end = Instant::now() + longest;
        let mut state = self.state();
        loop {
            if self.try_take(&mut state, me) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.free.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn init(gil: &mut Gil, module: Reg) -> Res {
    put(gil, module, "LockType", gil.builtin_class(Type::Lock).local())?;
    put(gil, module, "RLock", gil.builtin_class(Type::RLock).local())?;
    put(gil, module, "error", gil.builtin_class(Type::RuntimeError).local())?;
    put(gil, module, "TIMEOUT_MAX", gil.float(TIMEOUT_MAX))
}

fn make_lock(gil: &Gil, class: Local<'_>, out: Reg) {
    let reentrant = gil.builtin_class(Type::RLock).local().is(class);
    let lock = Arc::new(Lock { state: Mutex::default(), free: Condvar::new(), reentrant });
    out.set(gil, gil.host(lock, Some(class)).local());
}

fn new_lock(gil: &mut Gil, args: Args, out: Reg) -> Res {
    make_lock(gil, args.get(gil, 0), out);
    Ok(())
}

fn allocate_lock(gil: &mut Gil, _: Args, out: Reg) -> Res {
    make_lock(gil, gil.builtin_class(Type::Lock).local(), out);
    Ok(())
}

fn lock_of(gil: &Gil, lock: Reg) -> Res<Arc<Lock>> {
    match lock.get(gil).as_host().and_then(|host| host.data::<Arc<Lock>>()) {
        Some(lock) => Ok(lock.clone()),
        None => Err(gil.type_error("the lock is not initialized")),
    }
}

/// Takes the lock: at once, or waiting until `timeout` (forever if there is none).
fn take(gil: &mut Gil, lock: Reg, blocking: bool, timeout: Option<Duration>) -> Res<bool> {
    let me = gil.thread().ident();
    {
        let Some(quick) = lock.get(gil).as_host().and_then(|host| host.data::<Arc<Lock>>()) else {
            return Err(gil.type_error("the lock is not initialized"));
        };
        let mut state = quick.state();
        if quick.try_take(&mut state, me) {
            return Ok(true);
        }
    }
    if !blocking {
        return Ok(false);
    }
    let lock = lock_of(gil, lock)?;
    let start = Instant::now();
    loop {
        let left = timeout.map_or(SLICE, |timeout| timeout.saturating_sub(start.elapsed()));
        let got = gil.detach(|| lock.wait(me, left.min(SLICE)));
        if got {
            return Ok(true);
        }
        if timeout.is_some() && left <= SLICE {
            return Ok(false);
        }
        gil.poll()?;
    }
}

fn acquire(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let blocking = gil.truthy(args.reg(1))?;
    let seconds = super::seconds(gil, args.reg(2))?;
    if !blocking && seconds != -1.0 {
        return Err(gil.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(gil.value_error("timeout value must be a non-negative number"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(gil.overflow_error("timeout value is too large"));
    }
    let timeout = if seconds < 0.0 { None } else { Duration::try_from_secs_f64(seconds).ok() };
    let got = take(gil, args.reg(0), blocking, timeout)?;
    out.set(gil, gil.bool(got));
    Ok(())
}

fn enter(gil: &mut Gil, args: Args, out: Reg) -> Res {
    take(gil, args.reg(0), true, None)?;
    out.set(gil, gil.bool(true));
    Ok(())
}

fn give_back(gil: &Gil, lock: Reg) -> Res {
    let lock = lock_of(gil, lock)?;
    let mut state = lock.state();
    if lock.reentrant {
        if state.count == 0 || state.owner != gil.thread().ident() {
            return Err(gil.runtime_error("cannot release un-acquired lock"));
        }
    } else if state.count == 0 {
        return Err(gil.runtime_error("release unlocked lock"));
    }
    state.count -= 1;
    if state.count == 0 {
        state.owner = 0;
        lock.free.notify_one();
    }
    Ok(())
}

fn release(gil: &mut Gil, args: Args, out: Reg) -> Res {
    give_back(gil, args.reg(0))?;
    out.set(gil, gil.none());
    Ok(())
}

fn exit(gil: &mut Gil, args: Args, out: Reg) -> Res {
    release(gil, args, out)
}

fn locked(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let lock = lock_of(gil, args.reg(0))?;
    let taken = lock.state().count > 0;
    out.set(gil, gil.bool(taken));
    Ok(())
}

fn repr(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let lock = lock_of(gil, args.reg(0))?;
    let state = lock.state();
    let word = if state.count > 0 { "locked" } else { "unlocked" };
    let address = args.get(gil, 0).word().bits() & !7;
    let text = if lock.reentrant {
        format!("<{word} _thread.RLock object owner={} count={} at {address:#x}>", state.owner, state.count)
    } else {
        format!("<{word} _thread.lock object at {address:#x}>")
    };
    out.set(gil, gil.str(&text));
    Ok(())
}

fn is_owned(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let lock = lock_of(gil, args.reg(0))?;
    let mine = {
        let state = lock.state();
        state.count > 0 && state.owner == gil.thread().ident()
    };
    out.set(gil, gil.bool(mine));
    Ok(())
}

/// Gives a reentrant lock back however often it was taken; the count.
fn release_save(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let lock = lock_of(gil, args.reg(0))?;
    let mut state = lock.state();
    if state.count == 0 {
        return Err(gil.runtime_error("cannot release un-acquired lock"));
    }
    out.set(gil, gil.int(state.count as i64));
    *state = State::default();
    lock.free.notify_one();
    Ok(())
}

fn acquire_restore(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let count = gil.index(args.reg(1))?;
    take(gil, args.reg(0), true, None)?;
    lock_of(gil, args.reg(0))?.state().count = count.max(1) as u64;
    out.set(gil, gil.none());
    Ok(())
}

fn get_ident(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(gil.thread().ident() as i64));
    Ok(())
}

fn is_main_thread(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.bool(gil.thread().is_main.get()));
    Ok(())
}

fn stack_size(gil: &mut Gil, _: Args, out: Reg) -> Res {
    out.set(gil, gil.int(0));
    Ok(())
}

fn count(gil: &mut Gil, _: Args, out: Reg) -> Res {
    let threads = gil.engine().threads.borrow().len() - gil.engine().spare_threads.borrow().len();
    out.set(gil, gil.int(threads as i64 - 1));
    Ok(())
}

/// Runs `function(*args, **kwargs)` on a new thread of the system, attached to this engine.
fn start_new_thread(gil: &mut Gil, args: Args, out: Reg) -> Res {
    if !gil.is_callable(args.get(gil, 0)) {
        return Err(gil.type_error("first arg must be callable"));
    }
    if args.get(gil, 1).as_tuple().is_none() {
        return Err(gil.type_error("2nd arg must be a tuple"));
    }
    // Handles keep the values alive until the thread has them in its own registers.
    let handles = [0, 1, 2].map(|i| gil.handle(args.get(gil, i)));
    let limit = gil.thread().frame_limit.get();
    let started = gil.spawn_thread(STACK, move |gil| {
        gil.thread().frame_limit.set(limit);
        let s = &mut Scope::new(gil);
        let window = s.slots(3);
        for (i, handle) in handles.iter().enumerate() {
            if let Some(value) = handle.get(s) {
                window.reg(i).set(s, value);
            }
        }
        drop(handles);
        let result = s.slot();
        if s.call_ex(window.reg(0), window.reg(1), window.reg(2), result).is_err() {
            thread_died(s, window.reg(0));
        }
    });
    match started {
        Ok(()) => {
            out.set(gil, gil.none());
            Ok(())
        }
        Err(_) => Err(gil.runtime_error("can't start new thread")),
    }
}

/// An exception as the interpreter would print it, for `threading` and others.
/// The entries of a traceback as texts, for module `traceback`.
fn format_entries(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let gil: &Gil = gil;
    let entries = gil.format_entries(args.get(gil, 0));
    let texts: Vec<Local<'_>> = entries.iter().map(|text| gil.str(&String::from_utf8_lossy(text))).collect();
    out.set(gil, gil.list_of(&texts).local());
    Ok(())
}

fn format_exception(gil: &mut Gil, args: Args, out: Reg) -> Res {
    let text = gil.format_exception(args.reg(0));
    out.set(gil, gil.str_wtf8(&text));
    Ok(())
}

/// What nobody caught in a thread that `threading` does not look after.
fn thread_died(gil: &mut Gil, function: Reg) {
    if gil.catch(Type::SystemExit) || gil.catch(Type::EngineClosed) {
        return;
    }
    let s = &mut Scope::new(gil);
    let exception = s.slot();
    exception.set(s, s.take_raised());
    let name = s.repr_text(function).unwrap_or_default();
    let mut text = b"Exception ignored in thread started by: ".to_vec();
    text.extend_from_slice(&name);
    text.push(b'\n');
    // Nobody is left to be told of a second failure.
    let _ = super::io::write_err(s, &text);
    let _ = super::print_exception(s, exception);
}
