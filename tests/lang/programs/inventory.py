# Classes, properties, sorting, reports with formatting, undo.
class Product:
    def __init__(self, name, price, stock=0, tags=()):
        self.name = name
        self.price = price
        self.stock = stock
        self.tags = set(tags)

    @property
    def value(self):
        return self.price * self.stock

    def __repr__(self):
        return f"Product({self.name!r}, {self.price}, {self.stock})"

    def __lt__(self, other):
        return self.name < other.name


class Inventory:
    def __init__(self):
        self.products = {}
        self.undo_log = []

    def add(self, *products):
        for p in products:
            if p.name in self.products:
                raise KeyError(f"{p.name} exists")
            self.products[p.name] = p
            self.undo_log.append(lambda p=p: self.products.pop(p.name))
        return self

    def change(self, name, amount):
        p = self.products[name]
        if p.stock + amount < 0:
            raise ValueError(f"only {p.stock} of {name}")
        p.stock += amount
        self.undo_log.append(lambda: setattr(p, "stock", p.stock - amount))

    def undo(self, n=1):
        for _ in range(n):
            self.undo_log.pop()()

    def by_tag(self):
        groups = {}
        for p in sorted(self.products.values()):
            for t in sorted(p.tags) or ["(none)"]:
                groups.setdefault(t, []).append(p)
        return groups

    def report(self):
        width = max(map(len, self.products)) + 2
        yield f"{'product':<{width}}{'price':>9}{'stock':>7}{'value':>12}"
        yield "-" * (width + 28)
        for p in sorted(self.products.values(), key=lambda p: (-p.value, p.name)):
            yield f"{p.name:<{width}}{p.price:>9.2f}{p.stock:>7d}{p.value:>12,.2f}"
        yield f"{'total':<{width}}{sum(p.value for p in self.products.values()):>28,.2f}"

    def __len__(self):
        return len(self.products)

    def __contains__(self, name):
        return name in self.products

    def __iter__(self):
        return iter(sorted(self.products.values()))


inv = Inventory().add(Product("hammer", 12.5, 40, ["tool", "steel"]), Product("nail", 0.05, 10000, {"steel"}),
                      Product("paint", 23.99, 7), Product("saw", 19.9, 12, ("tool",)))
for line in inv.report():
    print(line)
# expect: product     price  stock       value
# expect: ------------------------------------
# expect: hammer      12.50     40      500.00
# expect: nail         0.05  10000      500.00
# expect: saw         19.90     12      238.80
# expect: paint       23.99      7      167.93
# expect: total                       1,406.73
inv.change("nail", -2500)
inv.change("saw", 8)
for name, amount in (("paint", -8), ("glue", 1)):
    try:
        inv.change(name, amount)
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
# expect: ValueError only 7 of paint
# expect: KeyError 'glue'
print([p for p in inv])
# expect: [Product('hammer', 12.5, 40), Product('nail', 0.05, 7500), Product('paint', 23.99, 7), Product('saw', 19.9, 20)]
inv.undo(2)
print(inv.products["nail"].stock, inv.products["saw"].stock, len(inv), "saw" in inv)  # expect: 10000 12 4 True
print({t: [p.name for p in ps] for t, ps in sorted(inv.by_tag().items())})
# expect: {'(none)': ['paint'], 'steel': ['hammer', 'nail'], 'tool': ['hammer', 'saw']}
try:
    inv.add(Product("tape", 3), Product("saw", 1))
except KeyError as e:
    print(e, len(inv))
# expect: 'saw exists' 5
inv.undo()
print(sorted(inv.products), min(inv).name, max(inv, key=lambda p: p.price).name)
# expect: ['hammer', 'nail', 'paint', 'saw'] hammer paint
print("%-10s|%8.3f|%05d|%s" % ("cheap", *min((p.price, p.stock) for p in inv), [p.name for p in inv if p.price < 1]))
# expect: cheap     |   0.050|10000|['nail']
