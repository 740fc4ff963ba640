# A state machine with enter/exit hooks, a log, and a table of transitions.
class Elevator:
    TABLE = {("idle", "call"): "moving", ("moving", "arrive"): "open", ("open", "timeout"): "closing",
             ("closing", "blocked"): "open", ("closing", "closed"): "idle"}

    def __init__(self):
        self.state = "idle"
        self.floor = 0
        self.queue = []
        self.log = []

    def send(self, event, **data):
        key = (self.state, event)
        if key not in self.TABLE:
            self.log.append(f"{event} ignored in {self.state}")
            return False
        getattr(self, "leave_" + self.state, lambda: None)()
        self.state = self.TABLE[key]
        hook = getattr(self, "enter_" + self.state, None)
        if hook:
            hook(**data)
        return True

    def enter_moving(self, to):
        step = 1 if to > self.floor else -1
        while self.floor != to:
            self.floor += step
            self.log.append(f"passing {self.floor}")

    def enter_open(self):
        self.log.append(f"doors open at {self.floor}")

    def leave_closing(self):
        self.log.append("doors stop")

    def run(self, script):
        for line in script.split(";"):
            event, *rest = line.split()
            self.send(event, **{k: int(v) for k, v in (p.split("=") for p in rest)})
        return self


e = Elevator().run("call to=3; arrive; timeout; blocked; timeout; closed; timeout; call to=1; call to=5; arrive")
print("\n".join(e.log))
# expect: passing 1
# expect: passing 2
# expect: passing 3
# expect: doors open at 3
# expect: doors stop
# expect: doors open at 3
# expect: doors stop
# expect: timeout ignored in idle
# expect: passing 2
# expect: passing 1
# expect: call ignored in moving
# expect: doors open at 1
print(e.state, e.floor)  # expect: open 1
try:
    Elevator().run("call")
except TypeError as err:
    print(err)
# expect: Elevator.enter_moving() missing 1 required positional argument: 'to'
counts = {}
for (state, event), target in Elevator.TABLE.items():
    counts.setdefault(state, []).append(f"{event}>{target}")
print(counts)
# expect: {'idle': ['call>moving'], 'moving': ['arrive>open'], 'open': ['timeout>closing'], 'closing': ['blocked>open', 'closed>idle']}
