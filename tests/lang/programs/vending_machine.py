# Input lines as commands, exceptions as control flow, a summary.
# stdin: coin 100
# stdin: select cola
# stdin: coin 50
# stdin: select chips
# stdin: select unknown
# stdin: coin 7
# stdin:
# stdin: refund
# stdin: select chips
# stdin: coin 200
# stdin: select gum
# stdin: dance
# stdin: quit
# stdin: never read
class Machine:
    def __init__(self):
        self.stock = {"cola": [120, 5], "chips": [90, 0], "gum": [35, 10]}
        self.credit = 0
        self.sales = []

    def coin(self, value):
        value = int(value)
        if value not in (5, 10, 20, 50, 100, 200):
            raise ValueError(f"unknown coin {value}")
        self.credit += value
        return f"credit {self.credit}"

    def select(self, name):
        price, left = self.stock[name]
        if not left:
            raise LookupError(f"{name} is sold out")
        if self.credit < price:
            raise RuntimeError(f"{name} costs {price}, credit is {self.credit}")
        self.stock[name][1] -= 1
        self.credit -= price
        self.sales.append(name)
        return f"here is your {name}, {self.refund()}"

    def refund(self):
        coins = []
        for c in (200, 100, 50, 20, 10, 5):
            n, self.credit = divmod(self.credit, c)
            coins += [c] * n
        return f"change {coins}"

    def quit(self):
        raise SystemExit


machine = Machine()
n = 0
while True:
    line = input(f"{n}> ")
    n += 1
    if not line.strip():
        print("(nothing)")
        continue
    command, *args = line.split()
    try:
        action = getattr(machine, command)
        print(action(*args))
    except AttributeError:
        print("unknown command", repr(command))
    except KeyError as e:
        print("no such product:", e)
    except (ValueError, LookupError, RuntimeError) as e:
        print(f"{type(e).__name__}: {e}")
    except SystemExit:
        break
# expect: 0> credit 100
# expect: 1> RuntimeError: cola costs 120, credit is 100
# expect: 2> credit 150
# expect: 3> LookupError: chips is sold out
# expect: 4> no such product: 'unknown'
# expect: 5> ValueError: unknown coin 7
# expect: 6> (nothing)
# expect: 7> change [100, 50]
# expect: 8> LookupError: chips is sold out
# expect: 9> credit 200
# expect: 10> here is your gum, change [100, 50, 10, 5]
# expect: 11> unknown command 'dance'
print("sold", machine.sales, "left", {k: v[1] for k, v in machine.stock.items()})
# expect: 12> sold ['gum'] left {'cola': 5, 'chips': 0, 'gum': 9}
