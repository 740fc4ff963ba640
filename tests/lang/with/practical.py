# Timers, transactions, indentation, files, locks.
class Transaction:
    def __init__(self, data):
        self.data = data
    def __enter__(self):
        self.saved = dict(self.data)
        return self.data
    def __exit__(self, kind, value, tb):
        if kind is not None:
            self.data.clear()
            self.data.update(self.saved)
            return kind is ValueError

account = {"ann": 10}
with Transaction(account) as d:
    d["ann"] += 5
print(account)  # expect: {'ann': 15}
with Transaction(account) as d:
    d["ann"] = -1
    raise ValueError("negative")
print(account)  # expect: {'ann': 15}

class Indent:
    level = 0
    def __enter__(self):
        Indent.level += 1
    def __exit__(self, *exc):
        Indent.level -= 1

def say(text):
    print("  " * Indent.level + text)

say("a")  # expect: a
with Indent():
    say("b")
    with Indent():
        say("c")
# expect:   b
# expect:     c
say("d")  # expect: d
class closing:
    def __init__(self, thing):
        self.thing = thing
    def __enter__(self):
        return self.thing
    def __exit__(self, *exc):
        self.thing.close()
class Resource:
    open = True
    def close(self):
        self.open = False
with closing(Resource()) as r:
    print(r.open)
# expect: True
print(r.open)  # expect: False
