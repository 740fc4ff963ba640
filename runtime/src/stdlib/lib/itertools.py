"""Iterators for efficient loops. Most are generators."""


class count:
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1 and isinstance(self._step, int):
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._times = times if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"


class chain:
    def __new__(cls, *iterables):
        return _chain(iterables)

    @classmethod
    def from_iterable(cls, iterable):
        return _chain(iterable)


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


def cycle(iterable):
    return _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    if func is None:
        for item in iterator:
            total = total + item
            yield total
    else:
        for item in iterator:
            total = func(total, item)
            yield total


def islice(iterable, *args):
    bounds = slice(*args)
    start, stop, step = bounds.start, bounds.stop, bounds.step
    for bound in (start, stop):
        if bound is not None and (not hasattr(bound, "__index__") or bound.__index__() < 0):
            if len(args) == 1:
                raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if step is not None and (not hasattr(step, "__index__") or step.__index__() < 1):
        raise ValueError("Step for islice() must be a positive integer or None.")
    return _islice(iter(iterable), start or 0, stop, step or 1)


def _islice(iterator, start, stop, step):
    if stop is not None and stop <= start:
        # What lies before the start is consumed all the same.
        for _ in range(stop):
            for _ in iterator:
                break
        return
    at = 0
    while at < start:
        for _ in iterator:
            break
        else:
            return
        at += 1
    while True:
        for item in iterator:
            break
        else:
            return
        yield item
        at += 1
        target = at + step - 1
        if stop is not None and target >= stop:
            while at < stop:
                for _ in iterator:
                    break
                at += 1
            return
        while at < target:
            for _ in iterator:
                break
            else:
                return
            at += 1


def takewhile(predicate, iterable):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def filterfalse(function, iterable):
    return _filterfalse(bool if function is None else function, iter(iterable))


def _filterfalse(function, iterator):
    for item in iterator:
        if not function(item):
            yield item


def starmap(function, iterable):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for args in iterator:
        yield function(*args)


def compress(data, selectors):
    return (item for item, wanted in zip(data, selectors) if wanted)


def pairwise(iterable):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


def zip_longest(*iterables, fillvalue=None):
    return _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    active = len(iterators)
    if not active:
        return
    while True:
        row = []
        for i, iterator in enumerate(iterators):
            if iterator is None:
                row.append(fillvalue)
                continue
            for item in iterator:
                row.append(item)
                break
            else:
                active -= 1
                if not active:
                    return
                iterators[i] = None
                row.append(fillvalue)
        yield tuple(row)


class groupby:
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._keyfunc = key
        self._target = self._key = self._value = self._group = object()

    def __iter__(self):
        return self

    def _advance(self):
        self._value = next(self._iterator)
        self._key = self._value if self._keyfunc is None else self._keyfunc(self._value)

    def __next__(self):
        self._group = object()
        while self._key == self._target:
            self._advance()
        self._target = self._key
        return self._key, self._items(self._target, self._group)

    def _items(self, target, group):
        while self._group is group and self._key == target:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                return


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if not n:
        return ()
    iterator = iter(iterable)
    first = iterator.__copy__() if hasattr(iterator, "__copy__") else _tee(iterator)
    return (first, *[first.__copy__() for _ in range(n - 1)])


class _tee:
    """One of several iterators over the same items: they share a chain of links, of which the last has no item yet."""

    def __new__(cls, iterable, /):
        self = object.__new__(cls)
        iterator = iter(iterable)
        if isinstance(iterator, _tee):
            self._source, self._link = iterator._source, iterator._link
        else:
            self._source, self._link = [iterator, False], [None, None]
        return self

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link[1] is None:
            source = self._source
            if source[1]:
                raise RuntimeError("cannot re-enter the tee iterator")
            source[1] = True
            try:
                link[0] = next(source[0])
                link[1] = [None, None]
            finally:
                source[1] = False
        self._link = link[1]
        return link[0]

    def __copy__(self):
        new = object.__new__(type(self))
        new._source, new._link = self._source, self._link
        return new


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    return _product(pools)


def _product(pools):
    n = len(pools)
    if not all(pools):
        return
    indices = [0] * n
    row = [pool[0] for pool in pools]
    while True:
        yield tuple(row)
        for i in range(n - 1, -1, -1):
            at = indices[i] + 1
            if at < len(pools[i]):
                indices[i] = at
                row[i] = pools[i][at]
                break
            indices[i] = 0
            row[i] = pools[i][0]
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple(pool[:r])
    while n:
        for i in range(r - 1, -1, -1):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                yield tuple([pool[k] for k in indices[:r]])
                break
        else:
            return


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    yield tuple(pool[:r])
    while True:
        for i in range(r - 1, -1, -1):
            if indices[i] != i + n - r:
                break
        else:
            return
        indices[i] += 1
        for j in range(i + 1, r):
            indices[j] = indices[j - 1] + 1
        yield tuple([pool[k] for k in indices])


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_with_replacement(tuple(iterable), r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    yield tuple([pool[k] for k in indices])
    while True:
        for i in range(r - 1, -1, -1):
            if indices[i] != n - 1:
                break
        else:
            return
        indices[i:] = [indices[i] + 1] * (r - i)
        yield tuple([pool[k] for k in indices])
