# Tasks with priorities and dependencies, a heap of tuples, generators as tasks.
class Task:
    count = 0

    def __init__(self, name, priority, work, needs=()):
        Task.count += 1
        self.id, self.name, self.priority, self.needs = Task.count, name, priority, set(needs)
        self.steps = self._run(work)
        self.done = False

    def _run(self, work):
        for i in range(work):
            got = yield f"{self.name}.{i}"
            if got == "cancel":
                return "cancelled"
        return "finished"

    def __lt__(self, other):
        return (-self.priority, self.id) < (-other.priority, other.id)

    def __repr__(self):
        return f"<{self.name} {self.priority}>"


class Scheduler:
    def __init__(self, *tasks):
        self.waiting = list(tasks)
        self.log, self.results = [], {}

    def ready(self):
        return sorted(t for t in self.waiting if not t.needs - set(self.results))

    def run(self, cancel=()):
        while self.waiting:
            ready = self.ready()
            if not ready:
                raise RuntimeError(f"deadlock: {sorted(t.name for t in self.waiting)}")
            task = ready[0]
            try:
                step = next(task.steps) if task.name not in cancel else self.stop(task)
                self.log.append(step)
                task.priority -= 1
            except StopIteration as e:
                self.results[task.name] = e.value
                self.waiting.remove(task)
        return self.results

    def stop(self, task):
        next(task.steps)
        return task.steps.send("cancel")


s = Scheduler(Task("a", 5, 3), Task("b", 4, 2), Task("c", 9, 1, needs=["a"]), Task("d", 1, 2, ["b", "c"]), Task("e", 3, 5))
print(s.run(cancel={"e"}))
# expect: {'e': 'cancelled', 'a': 'finished', 'c': 'finished', 'b': 'finished', 'd': 'finished'}
print(" ".join(s.log))  # expect: a.0 a.1 b.0 a.2 b.1 c.0 d.0 d.1
try:
    Scheduler(Task("x", 1, 1, ["y"]), Task("y", 1, 1, ["x"]), Task("z", 0, 1)).run()
except RuntimeError as e:
    print(e)
# expect: deadlock: ['x', 'y']
print(sorted([Task("p", 1, 0), Task("q", 7, 0), Task("r", 1, 0)]))  # expect: [<q 7>, <p 1>, <r 1>]
