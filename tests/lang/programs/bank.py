# Accounts, transfers, interest, history, and errors of one's own.
class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, need, have):
        super().__init__(f"need {need:.2f}, have {have:.2f}")
        self.need = need
        self.have = have


class Account:
    next_number = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.number = Account.next_number
        Account.next_number += 1
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.available():
            raise InsufficientFunds(amount, self.available())
        self._balance -= amount
        self.history.append(("withdraw", amount))

    def available(self):
        return self._balance

    def __str__(self):
        return f"#{self.number} {self.owner:<6} {self.balance:>10,.2f}"


class Savings(Account):
    rate = 0.05

    def add_interest(self):
        self.deposit(self._balance * self.rate)


class Checking(Account):
    def __init__(self, owner, balance=0.0, overdraft=100.0):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def available(self):
        return super().available() + self.overdraft


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, cls, *args, **kwargs):
        account = cls(*args, **kwargs)
        self.accounts[account.number] = account
        return account.number

    def __getitem__(self, number):
        try:
            return self.accounts[number]
        except KeyError:
            raise BankError(f"no account {number}") from None

    def transfer(self, a, b, amount):
        source, target = self[a], self[b]
        source.withdraw(amount)
        try:
            target.deposit(amount)
        except ValueError:
            source.deposit(amount)
            raise

    def total(self):
        return sum(a.balance for a in self.accounts.values())


bank = Bank()
ann = bank.open(Savings, "Ann", 1000.0)
bob = bank.open(Checking, "Bob", 50.0, overdraft=200.0)
cy = bank.open(Account, "Cy")
bank.transfer(ann, bob, 250.5)
bank[ann].add_interest()
bank[bob].withdraw(450)
for attempt in [lambda: bank.transfer(bob, cy, 100), lambda: bank.transfer(ann, 7, 1), lambda: bank[cy].deposit(-5),
                lambda: bank.transfer(cy, ann, 0)]:
    try:
        attempt()
    except InsufficientFunds as e:
        print("insufficient:", e, "short by", round(e.need - e.have, 2))
    except BankError as e:
        print("bank error:", e)
    except ValueError as e:
        print("value error:", e)
# expect: insufficient: need 100.00, have 50.50 short by 49.5
# expect: bank error: no account 7
# expect: value error: deposit must be positive
# expect: value error: deposit must be positive
for account in sorted(bank.accounts.values(), key=lambda a: -a.balance):
    print(account, account.history)
# expect: #1000 Ann        786.98 [('withdraw', 250.5), ('deposit', 37.475)]
# expect: #1002 Cy           0.00 [('withdraw', 0)]
# expect: #1001 Bob       -149.50 [('deposit', 250.5), ('withdraw', 450)]
print(f"total {bank.total():.2f}")  # expect: total 637.48
