"""Threads, and what they wait for. Locks and the threads themselves are the system's (`_thread`)."""

import _thread
import sys
from time import monotonic as _now

__all__ = [
    "Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "ExceptHookArgs", "Lock", "RLock",
    "Semaphore", "TIMEOUT_MAX", "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate",
    "excepthook", "get_ident", "get_native_id", "local", "main_thread", "settrace", "setprofile", "stack_size",
]

Lock = _thread.allocate_lock
RLock = _thread.RLock
get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
stack_size = _thread.stack_size
TIMEOUT_MAX = _thread.TIMEOUT_MAX
ThreadError = RuntimeError

_active = {}
_guard = Lock()
_names = 0


def settrace(func):
    pass


def setprofile(func):
    pass


class Condition:
    """Waiting until another thread says that something changed."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _is_owned(self):
        if hasattr(self._lock, "_is_owned"):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        reentrant = hasattr(self._lock, "_release_save")
        if reentrant:
            saved = self._lock._release_save()
        else:
            self._lock.release()
        woken = False
        try:
            if timeout is None:
                woken = waiter.acquire()
            elif timeout > 0:
                woken = waiter.acquire(True, timeout)
            else:
                woken = waiter.acquire(False)
            return woken
        finally:
            if reentrant:
                self._lock._acquire_restore(saved)
            else:
                self._lock.acquire()
            if not woken and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _now() + left
                else:
                    left = end - _now()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            self._waiters.pop(0).release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    notifyAll = notify_all


class Semaphore:
    """A counter that threads wait for to be positive."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _now() + timeout
                    else:
                        timeout = end - _now()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never released above its first value."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = self.__class__
        status = "set" if self._flag else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait(timeout)
            return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """A point where a number of threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._count = 0
        self._round = 0
        # What the threads of the last round still have to leave behind.
        self._draining = 0
        self._broken = False

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._draining and not self._broken:
                self._cond.wait()
            if self._broken:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            current = self._round
            if self._count == self._parties:
                try:
                    if self._action:
                        self._action()
                except BaseException:
                    self._break()
                    raise
                self._draining = self._count
                self._count = 0
                self._round += 1
                self._cond.notify_all()
            else:
                done = self._cond.wait_for(lambda: self._round != current or self._broken, timeout)
                if not done:
                    self._break()
                    raise BrokenBarrierError
                if self._round == current:
                    self._count -= 1
                    raise BrokenBarrierError
            self._draining -= 1
            if not self._draining:
                self._cond.notify_all()
            return index

    def _break(self):
        self._broken = True
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                # Those that wait now fail; those that come later begin anew.
                self._broken = True
                self._cond.notify_all()
                while self._count > 1:
                    self._cond.wait(0.01)
            self._count = 0
            self._broken = False
            self._round += 1

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count

    @property
    def broken(self):
        return self._broken


class ExceptHookArgs(tuple):
    """What `excepthook` gets: type, value, traceback and thread."""

    def __new__(cls, args):
        return tuple.__new__(cls, args)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    stderr.write(f"Exception in thread {name}:\n" + _thread._format_exception(args.exc_value))
    stderr.flush()


__excepthook__ = excepthook


class Thread:
    """A thread of the system that runs `target(*args, **kwargs)`."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _names
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            with _guard:
                _names += 1
                name = f"Thread-{_names}"
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = False
        self._stopped = False
        self._running = Lock()
        self._initialized = True

    def __repr__(self):
        status = "initial"
        if self._started:
            status = "started"
        if self._stopped:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def start(self):
        if not hasattr(self, "_initialized"):
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        # The new thread gives this back when it runs: `start` returns only then.
        self._begun = Lock()
        self._begun.acquire()
        self._running.acquire()
        try:
            _thread.start_new_thread(self._bootstrap, ())
        except BaseException:
            self._started = False
            self._running.release()
            raise
        self._begun.acquire()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _local_values.pop(self._ident, None)
        with _guard:
            _active[self._ident] = self
        self._begun.release()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            self._report(error)
        finally:
            with _guard:
                _active.pop(self._ident, None)
            _local_values.pop(self._ident, None)
            self._stopped = True
            self._running.release()

    def _report(self, error):
        try:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        except BaseException as second:
            sys.stderr.write("Exception in threading.excepthook:\n" + _thread._format_exception(second))

    def join(self, timeout=None):
        if not hasattr(self, "_initialized"):
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is None:
            got = self._running.acquire()
        else:
            got = self._running.acquire(True, max(timeout, 0))
        if got:
            self._running.release()

    def is_alive(self):
        return self._started and not self._stopped

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    """A thread that calls a function after a while."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self, name, daemonic):
        self._target = None
        self._name = name
        self._args = ()
        self._kwargs = {}
        self._daemonic = daemonic
        self._ident = get_ident()
        self._started = True
        self._stopped = False
        self._running = Lock()
        self._running.acquire()
        self._initialized = True


class _DummyThread(_MainThread):
    """A thread that was not started by this module."""

    def __init__(self):
        super().__init__(f"Dummy-{get_ident()}", True)
        with _guard:
            _active[self._ident] = self


_main = _MainThread("MainThread", False)
_active[_main._ident] = _main


def current_thread():
    thread = _active.get(get_ident())
    return _DummyThread() if thread is None else thread


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    with _guard:
        return list(_active.values())


# The values of `local` objects by thread; those of a thread go when it ends, since its number is given to others then.
_local_values = {}


class local:
    """An object whose attributes are different in each thread."""

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local__state", (args, kwargs))
        _local_values.setdefault(get_ident(), {})[id(self)] = (self, {})
        return self

    def _local__dict(self):
        mine = _local_values.setdefault(get_ident(), {})
        entry = mine.get(id(self))
        if entry is None:
            entry = mine[id(self)] = (self, {})
            if type(self).__init__ is not object.__init__:
                args, kwargs = object.__getattribute__(self, "_local__state")
                self.__init__(*args, **kwargs)
        return entry[1]

    def __getattr__(self, name):
        try:
            return self._local__dict()[name]
        except KeyError:
            pass
        if name == "__dict__":
            return self._local__dict()
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        self._local__dict()[name] = value

    def __delattr__(self, name):
        try:
            del self._local__dict()[name]
        except KeyError:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'") from None


_exit_calls = []


def _register_atexit(function, *args, **kwargs):
    _exit_calls.append((function, args, kwargs))


def _shutdown():
    """Waits for all threads that are not daemons; the runtime calls it when the main program ends."""
    _main._stopped = True
    while _exit_calls:
        function, args, kwargs = _exit_calls.pop()
        function(*args, **kwargs)
    me = get_ident()
    while True:
        for thread in enumerate():
            if not thread._daemonic and thread is not _main and thread._ident != me:
                break
        else:
            return
        thread.join()
