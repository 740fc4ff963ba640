# Callbacks, weak coupling, a bus with wildcards, decorators that register methods.
class Bus:
    def __init__(self):
        self.handlers = {}
        self.depth = 0

    def on(self, pattern, handler=None):
        if handler is None:
            return lambda f: self.on(pattern, f) or f
        self.handlers.setdefault(pattern, []).append(handler)

    def off(self, pattern, handler):
        self.handlers[pattern].remove(handler)

    def matching(self, name):
        for pattern, handlers in self.handlers.items():
            if pattern == name or pattern.endswith("*") and name.startswith(pattern[:-1]):
                yield from list(handlers)

    def emit(self, name, /, **data):
        self.depth += 1
        try:
            if self.depth > 5:
                raise RecursionError(f"too deep at {name}")
            return [h(name, **data) for h in self.matching(name)]
        finally:
            self.depth -= 1


bus = Bus()
log = []


@bus.on("user.*")
def audit(name, **data):
    log.append((name, sorted(data.items())))
    return "audited"


@bus.on("user.created")
def welcome(name, user, **rest):
    return f"welcome {user}"


class Counter:
    def __init__(self, bus):
        self.n = 0
        bus.on("*", self.count)

    def count(self, name, **data):
        self.n += 1
        return self.n


counter = Counter(bus)
print(bus.emit("user.created", user="ann", age=5))  # expect: ['audited', 'welcome ann', 1]
print(bus.emit("user.deleted", user="bo"))  # expect: ['audited', 2]
print(bus.emit("other"))  # expect: [3]
bus.off("user.created", welcome)
print(bus.emit("user.created", user="cy"), counter.n, log)
# expect: ['audited', 4] 4 [('user.created', [('age', 5), ('user', 'ann')]), ('user.deleted', [('user', 'bo')]), ('user.created', [('user', 'cy')])]
bus.on("loop", lambda name, **d: bus.emit("loop", **d))
try:
    bus.emit("loop", x=1)
except RecursionError as e:
    print(e, bus.depth)
# expect: too deep at loop 0


def property_changes(cls):
    original = cls.__setattr__

    def setter(self, name, value):
        old = getattr(self, name, None)
        original(self, name, value)
        if old != value and not name.startswith("_"):
            for f in self._listeners:
                f(name, old, value)

    cls.__setattr__ = setter
    return cls


@property_changes
class Model:
    def __init__(self):
        self._listeners = []
        self.x = 0


m = Model()
m._listeners.append(lambda *change: print("changed", change))
m.x = 5  # expect: changed ('x', 0, 5)
m.x = 5
m.y = "new"  # expect: changed ('y', None, 'new')
