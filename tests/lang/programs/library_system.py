# Books, members, loans with rules, class hierarchies, reports.
from __future__ import annotations


class Item:
    loan_days = 21
    all_items: list[Item] = []

    def __init__(self, title: str, year: int) -> None:
        self.title, self.year, self.holder = title, year, None
        Item.all_items.append(self)

    def __str__(self) -> str:
        return f"{self.kind} '{self.title}' ({self.year})"

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    def fine(self, days_late: int) -> float:
        return max(0, days_late) * 0.25


class Book(Item):
    def __init__(self, title, year, author="unknown"):
        super().__init__(title, year)
        self.author = author

    def __str__(self):
        return super().__str__() + f" by {self.author}"


class Film(Item):
    loan_days = 7

    def fine(self, days_late):
        return min(super().fine(days_late) * 4, 10.0)


class LibraryError(Exception):
    """Something the librarian says no to."""


class Member:
    limit = 2

    def __init__(self, name: str):
        self.name = name
        self.loans: dict[Item, int] = {}
        self.debt = 0.0

    def borrow(self, item: Item, day: int) -> Member:
        if item.holder is not None:
            raise LibraryError(f"{item.title} is with {item.holder.name}")
        if len(self.loans) >= self.limit:
            raise LibraryError(f"{self.name} has {len(self.loans)} loans")
        if self.debt > 5:
            raise LibraryError(f"{self.name} owes {self.debt:.2f}")
        item.holder = self
        self.loans[item] = day + item.loan_days
        return self

    def give_back(self, item: Item, day: int) -> float:
        try:
            due = self.loans.pop(item)
        except KeyError:
            raise LibraryError(f"{self.name} does not have {item.title}") from None
        item.holder = None
        fine = item.fine(day - due)
        self.debt += fine
        return fine


class Student(Member):
    limit = 3

    def give_back(self, item, day):
        fine = super().give_back(item, day)
        self.debt -= fine / 2
        return fine / 2


a, b, c, d = Book("Dune", 1965, "Herbert"), Book("Emma", 1815), Film("Alien", 1979), Film("Brazil", 1985)
ann, bo = Member("Ann"), Student("Bo")
ann.borrow(a, 0).borrow(c, 0)
for who, item, day in ((ann, b, 1), (bo, a, 2), (bo, b, 3), (bo, d, 3)):
    try:
        who.borrow(item, day)
        print(who.name, "takes", item)
    except LibraryError as e:
        print("refused:", e)
# expect: refused: Ann has 2 loans
# expect: refused: Dune is with Ann
# expect: Bo takes book 'Emma' (1815) by unknown
# expect: Bo takes film 'Brazil' (1985)
print(ann.give_back(c, 30), ann.give_back(a, 21), bo.give_back(d, 20), bo.give_back(b, 100), ann.debt, bo.debt)
# expect: 10.0 0.0 5.0 9.5 10.0 14.5
for who, item in ((ann, d), (bo, a)):
    try:
        who.borrow(item, 101)
    except LibraryError as e:
        print(e, "|", type(e).__doc__)
# expect: Ann owes 10.00 | Something the librarian says no to.
# expect: Bo owes 14.50 | Something the librarian says no to.
try:
    ann.give_back(b, 1)
except LibraryError as e:
    print(e, e.__cause__)
# expect: Ann does not have Emma None
print([str(i) for i in sorted(Item.all_items, key=lambda i: (i.kind, -i.year))])
# expect: ["book 'Dune' (1965) by Herbert", "book 'Emma' (1815) by unknown", "film 'Brazil' (1985)", "film 'Alien' (1979)"]
print({k: [i.title for i in Item.all_items if i.kind == k] for k in sorted({i.kind for i in Item.all_items})}, Member.borrow.__annotations__)
# expect: {'book': ['Dune', 'Emma'], 'film': ['Alien', 'Brazil']} {'item': 'Item', 'day': 'int', 'return': 'Member'}
