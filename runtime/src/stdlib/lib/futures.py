"""Calls whose results come later, run by a pool of threads."""

import threading
import time
from threading import Condition, Event, Lock, Semaphore, Thread

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
    "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
]

_PENDING = "PENDING"
_RUNNING = "RUNNING"
_CANCELLED = "CANCELLED"
_FINISHED = "FINISHED"

TimeoutError = TimeoutError


class Error(Exception):
    """Base class for all future-related exceptions."""


class CancelledError(Error):
    """The Future was cancelled."""


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """Raised when a executor has become non-functional after a severe failure."""


class Future:
    """The result of a call that may not have ended yet."""

    def __init__(self):
        self._condition = Condition()
        self._state = _PENDING
        self._result = None
        self._exception = None
        self._callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"<{self.__class__.__name__} at {id(self):#x} state={self._state.lower()}"
            if self._state == _FINISHED:
                if self._exception:
                    text += f" raised {self._exception.__class__.__name__}"
                else:
                    text += f" returned {self._result.__class__.__name__}"
            return text + ">"

    def cancel(self):
        with self._condition:
            if self._state in (_RUNNING, _FINISHED):
                return False
            if self._state == _CANCELLED:
                return True
            self._state = _CANCELLED
            self._condition.notify_all()
        self._run_callbacks()
        return True

    def cancelled(self):
        return self._state == _CANCELLED

    def running(self):
        return self._state == _RUNNING

    def done(self):
        return self._state in (_CANCELLED, _FINISHED)

    def _run_callbacks(self):
        for callback in self._callbacks:
            self._run_callback(callback)

    def _run_callback(self, callback):
        try:
            callback(self)
        except Exception as error:
            import sys
            from _thread import _format_exception
            sys.stderr.write(f"exception calling callback for {self!r}\n" + _format_exception(error))

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._run_callback(fn)

    def _wait(self, timeout):
        if not self.done():
            self._condition.wait(timeout)
        if self._state == _CANCELLED:
            raise CancelledError()
        if self._state != _FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            if self._exception is not None:
                raise self._exception
            return self._result

    def exception(self, timeout=None):
        with self._condition:
            self._wait(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _CANCELLED:
                return False
            self._state = _RUNNING
            return True

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = _FINISHED
            self._condition.notify_all()
        self._run_callbacks()


class DoneAndNotDoneFutures(tuple):
    """The two sets that `wait` returns."""

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    condition = Condition()

    def enough():
        if return_when == FIRST_COMPLETED:
            return any(f.done() for f in fs)
        if return_when == FIRST_EXCEPTION and any(
            f._state == _FINISHED and f._exception is not None for f in fs
        ):
            return True
        return all(f.done() for f in fs)

    def tell(_):
        with condition:
            condition.notify_all()

    if return_when not in (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION):
        raise ValueError(f"Invalid return condition: {return_when!r}")
    for f in fs:
        f.add_done_callback(tell)
    with condition:
        condition.wait_for(enough, timeout)
    done = {f for f in fs if f.done()}
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else time.monotonic() + timeout
    fs = set(fs)
    total = len(fs)
    condition = Condition()
    finished = []

    def tell(future):
        with condition:
            finished.append(future)
            condition.notify_all()

    for f in fs:
        f.add_done_callback(tell)
    given = 0
    while given < total:
        with condition:
            left = None if end is None else end - time.monotonic()
            if not finished:
                if left is not None and left < 0 or not condition.wait_for(lambda: finished, left):
                    raise TimeoutError(f"{total - given} (of {total}) futures unfinished")
            future = finished.pop(0)
        given += 1
        yield future


class Executor:
    """What runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else timeout + time.monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    if end is None:
                        yield future.result()
                    else:
                        yield future.result(end - time.monotonic())
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


_pools = []
_pool_count = 0


def _end_pools():
    for pool in list(_pools):
        pool.shutdown()


threading._register_atexit(_end_pools)


class ThreadPoolExecutor(Executor):
    """A number of threads that take calls from a queue."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _pool_count
        if max_workers is None:
            from _os import cpu_count
            max_workers = min(32, (cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._queue = []
        self._condition = Condition(Lock())
        self._idle = 0
        self._threads = []
        self._shut = False
        self._broken = False
        self._initializer = initializer
        self._initargs = initargs
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{_pool_count}"
        _pool_count += 1
        _pools.append(self)

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        with self._condition:
            if self._broken:
                raise BrokenExecutor("A thread initializer failed, the thread pool is not usable anymore")
            if self._shut:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self._queue.append((future, fn, args, kwargs))
            if self._idle >= len(self._queue):
                self._condition.notify()
                return future
            starts = len(self._threads) < self._max_workers
            if starts:
                name = f"{self._prefix}_{len(self._threads)}"
                thread = Thread(name=name, target=self._work, daemon=True)
                self._threads.append(thread)
            elif self._idle:
                self._condition.notify()
        if starts:
            thread.start()
        return future

    def _work(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException as error:
                self._fail(error)
                return
        while True:
            with self._condition:
                while not self._queue:
                    if self._shut or self._broken:
                        return
                    self._idle += 1
                    self._condition.wait()
                    self._idle -= 1
                future, fn, args, kwargs = self._queue.pop(0)
            if future.set_running_or_notify_cancel():
                try:
                    result = fn(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
            future = fn = args = kwargs = None

    def _fail(self, error):
        import sys
        from _thread import _format_exception
        sys.stderr.write("Exception in initializer:\n" + _format_exception(error))
        with self._condition:
            self._broken = True
            failed = self._queue
            self._queue = []
            self._condition.notify_all()
        for future, _, _, _ in failed:
            future.set_exception(
                BrokenExecutor("A thread initializer failed, the thread pool is not usable anymore")
            )

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._condition:
            self._shut = True
            cancelled = []
            if cancel_futures:
                cancelled = self._queue
                self._queue = []
            self._condition.notify_all()
        for item in cancelled:
            item[0].cancel()
        if wait:
            for thread in list(self._threads):
                thread.join()
        if self in _pools:
            _pools.remove(self)
